//! What all documents share: Typst's library, the fonts, the templates.

use std::sync::LazyLock;

use typst::{
    Library, LibraryExt,
    foundations::Bytes,
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};

use crate::DocumentError;

/// The only family set, in lower case as font books keep it. Metrically it is the Times New Roman
/// NĐ 30/2020 asks for.
const FAMILY: &str = "tinos";

static ENGINE: LazyLock<Option<Engine>> = LazyLock::new(Engine::build);

/// The documents there are templates for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Template {
    /// Forms 02 and 03.
    DeskNotice,
    /// Form 04, thanks, congratulation, condolence.
    PublicLetter,
    /// Form 01.
    ReceiptSlip,
    /// A report.
    YearlyReport,
}

/// Built once, read by all.
pub(crate) struct Engine {
    /// Typst's standard library.
    pub(super) library: LazyHash<Library>,
    /// What is known of the fonts.
    pub(super) book: LazyHash<FontBook>,
    /// The fonts themselves, in the book's order.
    pub(super) fonts: Vec<Font>,
    /// The layout rules all templates import.
    pub(super) rules: Source,
    /// Name under which a template finds its data.
    pub(super) data: FileId,
    /// Name under which a template finds its QR code.
    pub(super) qr: FileId,
    templates: [Source; 4],
}

/// The engine, or what is wrong with the fonts or templates built in.
pub(super) fn engine() -> Result<&'static Engine, DocumentError> {
    let engine = ENGINE.as_ref().filter(|engine| engine.book.contains_family(FAMILY));
    engine.ok_or_else(|| {
        DocumentError::engine(
            format!("the font `{FAMILY}` or a template could not be read"),
            "Run `make assets` and build again.",
        )
    })
}

impl Engine {
    fn build() -> Option<Self> {
        let fonts: Vec<Font> =
            font_files().into_iter().flat_map(|file| Font::iter(Bytes::new(file))).collect();
        Some(Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            rules: source("nd30.typ", include_str!("../../../../templates/nd30.typ"))?,
            data: file_id("data.json")?,
            qr: file_id("qr.svg")?,
            templates: [
                source("desk-notice.typ", include_str!("../../../../templates/desk-notice.typ"))?,
                source(
                    "public-letter.typ",
                    include_str!("../../../../templates/public-letter.typ"),
                )?,
                source("receipt-slip.typ", include_str!("../../../../templates/receipt-slip.typ"))?,
                source(
                    "yearly-report.typ",
                    include_str!("../../../../templates/yearly-report.typ"),
                )?,
            ],
        })
    }

    /// Whether every face can print `c`.
    pub(super) fn covers(&self, c: char) -> bool {
        self.fonts.iter().all(|font| font.info().coverage.contains(u32::from(c)))
    }

    /// The source of a template.
    pub(super) fn template(&self, template: Template) -> &Source {
        let [notice, letter, slip, report] = &self.templates;
        match template {
            Template::DeskNotice => notice,
            Template::PublicLetter => letter,
            Template::ReceiptSlip => slip,
            Template::YearlyReport => report,
        }
    }
}

/// The four faces, as the asset build lays them down.
fn font_files() -> [&'static [u8]; 4] {
    [
        include_bytes!("../../../../web/dist/fonts/Tinos-Regular.ttf"),
        include_bytes!("../../../../web/dist/fonts/Tinos-Bold.ttf"),
        include_bytes!("../../../../web/dist/fonts/Tinos-Italic.ttf"),
        include_bytes!("../../../../web/dist/fonts/Tinos-BoldItalic.ttf"),
    ]
}

/// Typst's name for a file of ours; there is no disk behind it.
fn file_id(name: &str) -> Option<FileId> {
    Some(RootedPath::new(VirtualRoot::Project, VirtualPath::new(name).ok()?).intern())
}

fn source(name: &str, text: &str) -> Option<Source> {
    Some(Source::new(file_id(name)?, text.to_owned()))
}
