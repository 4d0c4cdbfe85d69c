//! What may be entered in a column of an import template.

use jiff::civil::Date;
use rust_xlsxwriter::{
    DataValidation, DataValidationRule, ExcelDateTime, Formula, Worksheet, XlsxError,
};
use serde::Serialize;

/// Longest text Excel takes for a hint's title and its body.
const TITLE_LIMIT: usize = 32;
const MESSAGE_LIMIT: usize = 255;

/// What may be entered in one column, from the first row under the header on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Validation {
    /// Which column, the first is 0.
    pub column: u16,
    /// For how many rows.
    pub rows: u32,
    /// What may be entered.
    pub rule: ValidationRule,
    /// Title of the hint and of the refusal; cut at 32 characters.
    pub title: String,
    /// What to enter, in one sentence; cut at 255 characters.
    pub message: String,
}

/// What may be entered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum ValidationRule {
    /// One of these texts, however many; they are kept on a hidden sheet.
    List {
        /// The texts in the order shown.
        options: Vec<String>,
    },
    /// A whole number between two bounds, both included.
    Integer {
        /// Smallest.
        min: i32,
        /// Greatest.
        max: i32,
    },
    /// A day between two bounds, both included, from 1900 on.
    Date {
        /// First.
        min: Date,
        /// Last.
        max: Date,
    },
}

/// The columns of the hidden sheet that holds the lists.
#[derive(Default)]
pub(super) struct Lists {
    columns: Vec<Vec<String>>,
}

impl Lists {
    /// Name of the hidden sheet.
    pub(super) const SHEET: &'static str = "Danh mục";

    /// Whether no list was asked for.
    pub(super) fn is_empty(&self) -> bool {
        self.columns.is_empty()
    }

    /// Keeps `options` and returns the range they will stand in; equal lists are kept once.
    fn keep(&mut self, options: &[String]) -> String {
        let at = self.columns.iter().position(|kept| kept == options).unwrap_or_else(|| {
            self.columns.push(options.to_vec());
            self.columns.len() - 1
        });
        let column =
            rust_xlsxwriter::utility::column_number_to_name(u16::try_from(at).unwrap_or(u16::MAX));
        let last = options.len().max(1);
        format!("='{}'!${column}$1:${column}${last}", Self::SHEET)
    }

    /// Fills the hidden sheet.
    pub(super) fn write(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        sheet.set_name(Self::SHEET)?.set_hidden(true);
        for (column, options) in (0..).zip(&self.columns) {
            for (row, option) in (0..).zip(options) {
                sheet.write_string(row, column, option)?;
            }
        }
        Ok(())
    }
}

impl Validation {
    /// The rule as Excel keeps it.
    pub(super) fn to_excel(&self, lists: &mut Lists) -> Result<DataValidation, XlsxError> {
        let validation = DataValidation::new();
        let validation = match &self.rule {
            ValidationRule::List { options } => {
                validation.allow_list_formula(Formula::new(lists.keep(options)))
            }
            ValidationRule::Integer { min, max } => {
                validation.allow_whole_number(DataValidationRule::Between(*min, *max))
            }
            ValidationRule::Date { min, max } => validation
                .allow_date(DataValidationRule::Between(excel_date(*min)?, excel_date(*max)?)),
        };
        let (title, message) = (cut(&self.title, TITLE_LIMIT), cut(&self.message, MESSAGE_LIMIT));
        validation
            .set_input_title(title.as_str())?
            .set_input_message(message.as_str())?
            .set_error_title(title)?
            .set_error_message(message)
    }
}

/// A day as Excel counts it; Excel knows none before 1900.
pub(super) fn excel_date(date: Date) -> Result<ExcelDateTime, XlsxError> {
    let out_of_range = || XlsxError::DateTimeRangeError(date.to_string());
    let year = u16::try_from(date.year()).ok().filter(|year| *year >= 1900);
    let year = year.ok_or_else(out_of_range)?;
    let month = u8::try_from(date.month()).map_err(|_| out_of_range())?;
    let day = u8::try_from(date.day()).map_err(|_| out_of_range())?;
    ExcelDateTime::from_ymd(year, month, day)
}

fn cut(text: &str, limit: usize) -> String {
    text.chars().take(limit).collect()
}
