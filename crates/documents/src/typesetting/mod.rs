//! From a value to PDF/A: the only module that talks to Typst.

mod engine;
mod literal;
mod world;

use jiff::civil::Date;
use serde::Serialize;
use serde_json::json;
use typst::{
    World, WorldExt,
    diag::SourceDiagnostic,
    foundations::{Bytes, Datetime, Smart},
};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use self::{engine::engine, world::DocumentWorld};
use crate::{DocumentError, Letterhead};

pub(crate) use self::engine::Template;

/// Offset of the office's clock from UTC, for the PDF's creation date.
const OFFICE_OFFSET_MINUTES: i32 = 7 * 60;

/// How many later documents a piece of layout is kept for before Typst's cache drops it.
const CACHE_AGE: usize = 5;

/// One document to be set.
pub(crate) struct Job<'a, V> {
    /// Which template.
    pub(crate) template: Template,
    /// Name under which the template finds the value.
    pub(crate) name: &'static str,
    /// The value.
    pub(crate) value: &'a V,
    /// Title in the PDF's metadata.
    pub(crate) title: String,
    /// Head of the document: author and date of the PDF's metadata.
    pub(crate) letterhead: &'a Letterhead,
    /// What the PDF's fixed identifier is made from.
    pub(crate) ident: String,
    /// QR code for `qr.svg`.
    pub(crate) qr: Option<String>,
}

/// Sets `job` and writes it as PDF/A-2b. The same value gives the same bytes.
pub(crate) fn typeset<V: Serialize>(job: &Job<'_, V>) -> Result<Vec<u8>, DocumentError> {
    let world = world_of(job)?;
    let document = layout(&world)?;
    let options = PdfOptions {
        ident: Smart::Custom(job.ident.clone()),
        creator: Smart::Custom(Some("Nếp".to_owned())),
        timestamp: timestamp(job.letterhead.date),
        standards: PdfStandards::new(&[PdfStandard::A_2b]).map_err(|error| {
            DocumentError::engine(error.message().as_str(), "Choose a standard typst-pdf supports.")
        })?,
        ..PdfOptions::default()
    };
    let pdf = typst_pdf::pdf(&document, &options).map_err(|errors| fault(&world, &errors));
    typst::comemo::evict(CACHE_AGE);
    pdf
}

/// The pages of `world`, not yet written in any format.
pub(crate) fn layout(world: &DocumentWorld) -> Result<PagedDocument, DocumentError> {
    typst::compile(world).output.map_err(|errors| fault(world, &errors))
}

/// Everything a template of `job` may see.
pub(crate) fn world_of<V: Serialize>(job: &Job<'_, V>) -> Result<DocumentWorld, DocumentError> {
    let engine = engine()?;
    let mut data = json!({
        "meta": { "title": job.title, "author": job.letterhead.agency },
        job.name: job.value,
    });
    literal::make_printable(&mut data, |c| engine.covers(c));
    let qr = job.qr.as_ref().map(|svg| Bytes::from_string(svg.clone()));
    Ok(DocumentWorld::new(
        engine,
        job.template,
        Bytes::from_string(data.to_string()),
        qr,
        datetime(job.letterhead.date),
    ))
}

/// The first of Typst's errors with the template's name and line.
fn fault(world: &DocumentWorld, errors: &[SourceDiagnostic]) -> DocumentError {
    let Some(error) = errors.first() else {
        return DocumentError::engine("Typst failed without saying why", "Look at its version.");
    };
    let id = error.span.id().unwrap_or_else(|| world.main());
    let line = world
        .range(error.span)
        .zip(world.source(id).ok())
        .and_then(|(range, source)| source.lines().byte_to_line(range.start))
        .map_or(0, |line| line + 1);
    DocumentError::Template {
        template: id.vpath().get_without_slash().to_owned(),
        line,
        message: error.message.to_string(),
        hint: error.hints.first().map_or_else(
            || "Mend the template, or the value it was given.".to_owned(),
            |hint| hint.v.to_string(),
        ),
    }
}

/// A civil date as Typst knows it.
fn datetime(date: Date) -> Option<Datetime> {
    let (month, day) = (u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?);
    Datetime::from_ymd_hms(i32::from(date.year()), month, day, 0, 0, 0)
}

/// The beginning of `date` in the office's time zone.
fn timestamp(date: Date) -> Option<Timestamp> {
    Timestamp::new_local(datetime(date)?, OFFICE_OFFSET_MINUTES)
}
