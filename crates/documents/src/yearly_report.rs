//! Reports ("báo cáo") with sections, tables and annexes.

mod table;

use serde::Serialize;

pub use self::table::{Align, Table, TableCell, TableColumn};
use crate::{
    DocumentError, Letterhead, Signature,
    typesetting::{Job, Template, typeset},
};

/// A report in the layout of NĐ 30/2020. All texts come ready: this floor counts nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct YearlyReport {
    /// Agency, number, place and date.
    pub letterhead: Letterhead,
    /// Kind of document, "Báo cáo"; printed in capitals.
    pub kind: String,
    /// What it is about (trích yếu).
    pub about: String,
    /// After "Kính gửi:", where the report goes to one body.
    pub addressee: Option<String>,
    /// "Căn cứ …" lines, printed in italics, without closing mark.
    pub legal_bases: Vec<String>,
    /// Paragraphs before the first section.
    pub opening: Vec<String>,
    /// The body.
    pub sections: Vec<Section>,
    /// Lines of "Nơi nhận", without dash and closing mark.
    pub recipients: Vec<String>,
    /// Who signs.
    pub signature: Signature,
    /// Annexes, each on its own sheets.
    pub annexes: Vec<Annex>,
}

/// A heading and what stands under it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Section {
    /// Rank of the heading.
    pub level: HeadingLevel,
    /// Heading with its number: "I. Kết quả thực hiện".
    pub heading: String,
    /// Paragraphs and tables in order.
    pub blocks: Vec<Block>,
}

/// Rank of a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeadingLevel {
    /// "I.", in capitals.
    Part,
    /// "1.", bold.
    Item,
    /// "a)", bold italics.
    Point,
}

/// A paragraph or a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Block {
    /// One paragraph.
    Paragraph {
        /// Its text, ready formed.
        text: String,
    },
    /// One table.
    Table(Table),
}

/// An annex, on upright or turned sheets, with pages counted from 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Annex {
    /// "Phụ lục I".
    pub title: String,
    /// What it shows.
    pub about: String,
    /// "(Kèm theo Báo cáo số …)".
    pub note: Option<String>,
    /// Wide tables want a turned sheet.
    pub landscape: bool,
    /// Paragraphs and tables in order.
    pub blocks: Vec<Block>,
}

/// Sets the report as PDF/A on A4.
///
/// Fails when a table's rows do not fit its columns.
pub fn yearly_report(report: &YearlyReport) -> Result<Vec<u8>, DocumentError> {
    typeset(&report.job()?)
}

impl Block {
    /// A paragraph of `text`.
    pub fn paragraph(text: impl Into<String>) -> Self {
        Self::Paragraph { text: text.into() }
    }

    /// Refuses a table that cannot be set.
    fn check(&self, place: &str) -> Result<(), DocumentError> {
        match self {
            Self::Paragraph { .. } => Ok(()),
            Self::Table(table) => table.check(place),
        }
    }
}

impl YearlyReport {
    /// The report as work for the typesetter, its tables checked.
    pub(crate) fn job(&self) -> Result<Job<'_, Self>, DocumentError> {
        for section in &self.sections {
            section.blocks.iter().try_for_each(|block| block.check(&section.heading))?;
        }
        for annex in &self.annexes {
            annex.blocks.iter().try_for_each(|block| block.check(&annex.title))?;
        }
        let Letterhead { symbol, number, date, .. } = &self.letterhead;
        let number = number.map(|number| number.to_string()).unwrap_or_default();
        Ok(Job {
            template: Template::YearlyReport,
            name: "report",
            value: self,
            title: format!("{} {}", self.kind, self.about),
            letterhead: &self.letterhead,
            ident: format!("yearly-report/{}/{number}/{symbol}/{date}", self.letterhead.agency),
            qr: None,
        })
    }
}

impl Serialize for HeadingLevel {
    /// As the depth Typst's headings want.
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(match self {
            Self::Part => 1,
            Self::Item => 2,
            Self::Point => 3,
        })
    }
}
