//! Forms: reading them, checking their token, and giving every typed value back when something is wrong.

mod signed;
mod view;

use axum::body::Bytes;
use indexmap::IndexMap;
use jiff::civil::{Date, DateTime};
use nep_app::{AppError, FieldError};

pub(crate) use self::{signed::SignedForm, view::FormView};

/// The fields of a form in the order in which they were sent, as are several values of one name.
#[derive(Clone, Debug, Default)]
pub(crate) struct FormData {
    values: IndexMap<String, Vec<String>>,
    files: Vec<UploadedFile>,
}

/// A file of a form.
#[derive(Clone, Debug)]
pub(crate) struct UploadedFile {
    /// The form field.
    pub(crate) field: String,
    /// The name the sender gave it.
    pub(crate) name: String,
    /// Content.
    pub(crate) bytes: Bytes,
}

impl FormData {
    /// From name–value pairs.
    pub(crate) fn from_pairs(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut form = Self::default();
        for (name, value) in pairs {
            form.values.entry(name).or_default().push(value);
        }
        form
    }

    /// The first value of a field, trimmed; empty when absent.
    pub(crate) fn text(&self, field: &str) -> &str {
        self.values.get(field).and_then(|v| v.first()).map_or("", |v| v.trim())
    }

    /// All values of a field.
    pub(crate) fn all(&self, field: &str) -> &[String] {
        self.values.get(field).map_or(&[], Vec::as_slice)
    }

    /// The version of the record the form was made from; without one a version that no record has.
    pub(crate) fn version(&self) -> i64 {
        self.text("version").parse().unwrap_or(-1)
    }

    /// Takes the value of a field out of the form, for passwords: what is given back must not hold them.
    pub(crate) fn take(&mut self, field: &str) -> String {
        self.values.shift_remove(field).and_then(|mut v| v.drain(..).next()).unwrap_or_default()
    }

    /// The names of all fields.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.values.keys().map(String::as_str)
    }

    /// Whether the form has a field, filled or not.
    pub(crate) fn has(&self, field: &str) -> bool {
        self.values.contains_key(field)
    }

    /// The text of a field unless it is empty.
    pub(crate) fn optional(&self, field: &str) -> Option<String> {
        Some(self.text(field)).filter(|t| !t.is_empty()).map(str::to_owned)
    }

    /// Files of a field that have content.
    pub(crate) fn files<'a>(&'a self, field: &'a str) -> impl Iterator<Item = &'a UploadedFile> {
        self.files.iter().filter(move |f| f.field == field && !f.bytes.is_empty())
    }

    /// The fields that brought a file with content.
    pub(crate) fn file_fields(&self) -> impl Iterator<Item = &str> {
        self.files.iter().filter(|f| !f.bytes.is_empty()).map(|f| f.field.as_str())
    }

    /// Sets a value, for forms that start filled.
    pub(crate) fn set(&mut self, field: &str, value: impl ToString) {
        self.values.insert(field.to_owned(), vec![value.to_string()]);
    }
}

/// Reads fields one after another and collects all that is wrong with them.
pub(crate) struct Fields<'a> {
    form: &'a FormData,
    errors: Vec<FieldError>,
}

impl<'a> Fields<'a> {
    pub(crate) fn new(form: &'a FormData) -> Self {
        Self { form, errors: Vec::new() }
    }

    /// A text that must not be empty.
    pub(crate) fn required(&mut self, field: &'static str) -> String {
        let text = self.form.text(field);
        if text.is_empty() {
            self.errors.push(FieldError::new(field, "missing"));
        }
        text.to_owned()
    }

    /// A value parsed from its text; `code` says what is wrong when it does not parse.
    pub(crate) fn parsed<T: std::str::FromStr>(
        &mut self,
        field: &'static str,
        code: &'static str,
    ) -> Option<T> {
        let text = self.form.text(field);
        if text.is_empty() {
            self.errors.push(FieldError::new(field, "missing"));
            return None;
        }
        let value = text.parse().ok();
        if value.is_none() {
            self.errors.push(FieldError::new(field, code));
        }
        value
    }

    /// A value parsed from its text, or nothing when the field is empty.
    pub(crate) fn optional<T: std::str::FromStr>(
        &mut self,
        field: &'static str,
        code: &'static str,
    ) -> Option<T> {
        if self.form.text(field).is_empty() { None } else { self.parsed(field, code) }
    }

    /// A date as browsers send it (`2026-11-22`) or as people write it (`22/11/2026`).
    pub(crate) fn date(&mut self, field: &'static str) -> Option<Date> {
        let text = self.form.text(field);
        let date = parse_date(text);
        if date.is_none() {
            self.errors
                .push(FieldError::new(field, if text.is_empty() { "missing" } else { "date" }));
        }
        date
    }

    /// A local date and time as browsers send it (`2026-11-22T09:30`).
    pub(crate) fn date_time(&mut self, field: &'static str) -> Option<DateTime> {
        self.parsed(field, "date-time")
    }

    /// Adds an error found elsewhere.
    pub(crate) fn error(&mut self, error: FieldError) {
        self.errors.push(error);
    }

    /// Adds what the use case finds wrong, so that everything is named in one round.
    pub(crate) fn errors(&mut self, errors: impl IntoIterator<Item = FieldError>) {
        self.errors.extend(errors);
    }

    /// Ends the reading.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with everything that was wrong.
    pub(crate) fn finish(self) -> Result<(), AppError> {
        if self.errors.is_empty() { Ok(()) } else { Err(AppError::Invalid(self.errors)) }
    }
}

/// A date in either notation.
pub(crate) fn parse_date(text: &str) -> Option<Date> {
    text.parse().ok().or_else(|| {
        let mut parts = text.split('/');
        let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
        Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
    })
}
