//! Tables of a report.

use serde::Serialize;

use crate::DocumentError;

/// A table; its header is repeated on each page.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Table {
    /// Line above it.
    pub caption: Option<String>,
    /// Header, alignment and width of each column.
    pub columns: Vec<TableColumn>,
    /// Rows, each with one cell a column.
    pub rows: Vec<Vec<TableCell>>,
    /// Last row in bold.
    pub total: Option<Vec<TableCell>>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TableColumn {
    /// Text of the header.
    pub header: String,
    /// How its cells stand; numbers stand on the right.
    pub align: Align,
    /// Share of the width left over by columns without one; `None`: as wide as its content.
    pub width: Option<u16>,
}

/// How a column's cells stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Align {
    /// Texts.
    #[default]
    Left,
    /// Running numbers, dates, short marks.
    Center,
    /// Numbers.
    Right,
}

/// A cell, ready formed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct TableCell {
    /// What is printed.
    pub text: String,
    /// Page with the records behind it.
    pub url: Option<String>,
}

impl TableColumn {
    /// A column of numbers, as wide as its content.
    pub fn number(header: impl Into<String>) -> Self {
        Self { header: header.into(), align: Align::Right, width: None }
    }

    /// A column of texts that takes `width` shares of the space left.
    pub fn text(header: impl Into<String>, width: u16) -> Self {
        Self { header: header.into(), align: Align::Left, width: Some(width) }
    }
}

impl TableCell {
    /// A cell that leads to the records behind it.
    pub fn link(text: impl Into<String>, url: impl Into<String>) -> Self {
        Self { text: text.into(), url: Some(url.into()) }
    }
}

impl<T: Into<String>> From<T> for TableCell {
    fn from(text: T) -> Self {
        Self { text: text.into(), url: None }
    }
}

impl Table {
    /// Refuses a table without columns or with rows of another length; `place` names where it
    /// stands.
    pub(super) fn check(&self, place: &str) -> Result<(), DocumentError> {
        let columns = self.columns.len();
        let hint = "Give every row one cell for each column.";
        if columns == 0 {
            return Err(DocumentError::value(place, "a table has no columns", hint));
        }
        for (index, row) in self.rows.iter().chain(&self.total).enumerate() {
            if row.len() != columns {
                let (row, cells) = (index + 1, row.len());
                let message =
                    format!("row {row} of a table has {cells} cells for {columns} columns");
                return Err(DocumentError::value(place, message, hint));
            }
        }
        Ok(())
    }
}
