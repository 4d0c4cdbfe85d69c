//! Excel files: reports, lists, import templates.

mod formats;
mod validation;
mod write;

use jiff::civil::{Date, DateTime};
use serde::Serialize;

pub use self::{
    validation::{Validation, ValidationRule},
    write::report_workbook,
};

/// An Excel file. The same value gives the same bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Workbook {
    /// Title in the file's properties.
    pub title: String,
    /// Body that issues it, in the file's properties.
    pub author: String,
    /// Creation time in the file's properties.
    pub created_at: DateTime,
    /// The sheets in order.
    pub sheets: Vec<Sheet>,
}

/// One sheet: title and notes, then a header row, then the rows.
///
/// Prints on A4 across, one page wide, the header on each page, pages numbered.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Sheet {
    /// Name of the tab: 1 to 31 characters, none of `[ ] : * ? / \`.
    pub name: String,
    /// Line in large type above the table; none in import templates, whose header is row 1.
    pub title: Option<String>,
    /// Lines between title and table: source, day, how figures were counted.
    pub notes: Vec<String>,
    /// The columns.
    pub columns: Vec<Column>,
    /// A row in grey italics right under the header that shows how to fill in the sheet.
    pub example: Option<Vec<Cell>>,
    /// Rows, each with at most one cell a column.
    pub rows: Vec<Vec<Cell>>,
    /// Last row in bold.
    pub total: Option<Vec<Cell>>,
    /// Filter arrows in the header.
    pub autofilter: bool,
    /// What may be entered in a column below the header.
    pub validations: Vec<Validation>,
}

/// A column of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Text of the header.
    pub header: String,
    /// Width in characters of the standard font, 1 to 255.
    pub width: u16,
    /// Blank cells take what is typed as text: codes and telephone numbers keep leading zeros.
    pub text_entry: bool,
}

/// A typed cell, so that Excel can count, sort and filter. Texts are never formulas.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Text as it is, also where it begins with `=`; at most 32,767 characters.
    Text {
        /// The text.
        text: String,
    },
    /// A whole number.
    Integer {
        /// The number; Excel holds 15 digits.
        value: i64,
    },
    /// A scaled number: 1234 at 2 places is 12.34.
    Decimal {
        /// The number times ten to the power of `places`.
        scaled: i64,
        /// Digits after the decimal mark.
        places: u8,
    },
    /// A share in hundredths of a percent: 9700 is 97 %.
    Percent {
        /// The share times 10,000.
        basis_points: i64,
    },
    /// A day, shown as `dd/mm/yyyy`.
    Date {
        /// The day.
        date: Date,
    },
    /// A text that leads to an address.
    Link {
        /// What is shown.
        text: String,
        /// Where it leads: `https:`, `http:` or `mailto:`.
        url: String,
    },
}

impl Column {
    /// A column under `header`, `width` characters wide.
    pub fn new(header: impl Into<String>, width: u16) -> Self {
        Self { header: header.into(), width, text_entry: false }
    }

    /// A column to be filled in with codes, numbers of papers, telephone numbers.
    pub fn text_entry(header: impl Into<String>, width: u16) -> Self {
        Self { header: header.into(), width, text_entry: true }
    }
}

impl Cell {
    /// A text cell.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text { text: text.into() }
    }

    /// A cell with a whole number.
    pub fn integer(value: impl Into<i64>) -> Self {
        Self::Integer { value: value.into() }
    }

    /// A cell with a share in hundredths of a percent.
    pub fn percent(basis_points: i64) -> Self {
        Self::Percent { basis_points }
    }

    /// A cell that leads to `url`.
    pub fn link(text: impl Into<String>, url: impl Into<String>) -> Self {
        Self::Link { text: text.into(), url: url.into() }
    }
}

impl From<Date> for Cell {
    fn from(date: Date) -> Self {
        Self::Date { date }
    }
}
