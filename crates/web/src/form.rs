//! Forms: reading them, checking their token, and giving every typed value back when something is wrong.

use std::collections::HashMap;

use axum::{
    body::Bytes,
    extract::{FromRequest, Multipart, Request},
    http::header,
};
use jiff::civil::{Date, DateTime};
use nep_app::{AppError, FieldError};
use nep_domain::ids::UnitId;

use crate::{error::WebError, i18n::Lang, session::csrf_fits, state::Web};

/// The largest form with files, in bytes; single files are limited by their use case.
const LARGEST: usize = 64 * 1024 * 1024;

/// The fields of a form as sent; several values of one name are kept in order.
#[derive(Clone, Debug, Default)]
pub(crate) struct FormData {
    values: HashMap<String, Vec<String>>,
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
    /// Fields that pages write themselves, and passwords, which no page writes out.
    const MACHINERY: [&'static str; 11] = [
        "csrf",
        "version",
        "request",
        "request_key",
        "action",
        "next",
        "rows",
        "password",
        "current",
        "new",
        "again",
    ];

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

    /// The names of all fields.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.values.keys().map(String::as_str)
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

/// A form sent by the very page of the very session: its token fits.
pub(crate) struct SignedForm(pub(crate) FormData);

impl FromRequest<Web> for SignedForm {
    type Rejection = WebError;

    async fn from_request(request: Request, web: &Web) -> Result<Self, WebError> {
        let (parts, body) = request.into_parts();
        let headers = parts.headers.clone();
        let header_token =
            headers.get("x-csrf-token").and_then(|v| v.to_str().ok()).map(str::to_owned);
        let kind =
            headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
        let request = Request::from_parts(parts, body);
        let form = if kind.starts_with("multipart/form-data") {
            read_multipart(
                Multipart::from_request(request, web).await.map_err(|_| WebError::bad_form())?,
            )
            .await?
        } else {
            let pairs = axum::Form::<Vec<(String, String)>>::from_request(request, web).await;
            FormData::from_pairs(pairs.map_err(|_| WebError::bad_form())?.0)
        };
        let token = header_token.unwrap_or_else(|| form.text("csrf").to_owned());
        if csrf_fits(web, &headers, &token).await? {
            Ok(Self(form))
        } else {
            Err(WebError::stale_form())
        }
    }
}

async fn read_multipart(mut parts: Multipart) -> Result<FormData, WebError> {
    let mut form = FormData::default();
    let mut total = 0;
    while let Some(part) = parts.next_field().await.map_err(|_| WebError::bad_form())? {
        let field = part.name().unwrap_or_default().to_owned();
        let file_name = part.file_name().map(str::to_owned);
        let bytes = part.bytes().await.map_err(|_| WebError::bad_form())?;
        total += bytes.len();
        if total > LARGEST {
            return Err(WebError::bad_form());
        }
        match file_name {
            Some(name) => form.files.push(UploadedFile { field, name, bytes }),
            None => form
                .values
                .entry(field)
                .or_default()
                .push(String::from_utf8_lossy(&bytes).into_owned()),
        }
    }
    Ok(form)
}

/// A form as a page shows it: the values typed so far and what is wrong with them.
#[derive(Clone, Debug, Default)]
pub(crate) struct FormView {
    data: FormData,
    /// Field and what is wrong with it, as it stands beside the field.
    beside: Vec<(String, String)>,
    /// The same with the field's name in front, for the summary far from the fields.
    errors: Vec<(String, String)>,
    /// Names and values typed into a form that the page may no longer show, because somebody else was faster.
    typed: Vec<(String, String)>,
}

impl FormView {
    /// A form that starts with values.
    pub(crate) fn filled(data: FormData) -> Self {
        Self { data, ..Self::default() }
    }

    /// The same with a value for a field in which nothing was typed.
    pub(crate) fn proposing(mut self, field: &str, value: impl ToString) -> Self {
        if self.data.text(field).is_empty() {
            self.data.set(field, value);
        }
        self
    }

    /// A form given back with its errors in words.
    pub(crate) fn with_errors(
        data: FormData,
        web: &Web,
        lang: Lang,
        errors: &[FieldError],
    ) -> Self {
        let say =
            |e: &FieldError| web.translations.get(lang, &format!("invalid-{}", e.code), &e.values);
        let named = |e: &FieldError| match field_name(web, lang, e) {
            Some(name) => format!("{name}: {}", say(e)),
            None => say(e),
        };
        Self {
            data,
            beside: errors.iter().map(|e| (e.field.clone(), say(e))).collect(),
            errors: errors.iter().map(|e| (e.field.clone(), named(e))).collect(),
            typed: Vec::new(),
        }
    }

    /// A form given back because a rule refused it as a whole.
    pub(crate) fn refused(data: FormData, text: String) -> Self {
        let errors = vec![(String::new(), text)];
        Self { data, beside: errors.clone(), errors, typed: Vec::new() }
    }

    /// A form given back although its page may have no place for it any more: what was typed stands in the summary,
    /// so that it can be read and copied.
    pub(crate) fn overtaken(data: FormData, web: &Web, lang: Lang, text: String) -> Self {
        let words = |name: &str| {
            let value = data.text(name).trim().to_owned();
            let is_word = !value.is_empty() && value.parse::<UnitId>().is_err();
            (is_word && !FormData::MACHINERY.contains(&name)).then_some(value)
        };
        let mut typed: Vec<_> = data
            .names()
            .filter_map(|name| {
                let key = format!("field-{}", name.replace('_', "-"));
                let label = web.translations.find(lang, &key, &[]).unwrap_or_default();
                words(name).map(|value| (label, value))
            })
            .collect();
        typed.sort();
        Self { typed, ..Self::refused(data, text) }
    }

    /// Names and values of an overtaken form.
    pub(crate) fn typed(&self) -> &[(String, String)] {
        &self.typed
    }

    /// The value to show in a field.
    pub(crate) fn value(&self, field: &str) -> &str {
        self.data.text(field)
    }

    /// Whether a choice is the chosen one.
    pub(crate) fn is(&self, field: &str, value: &str) -> bool {
        self.data.all(field).iter().any(|v| v == value)
    }

    /// What is wrong with a field.
    pub(crate) fn error(&self, field: &str) -> Option<&str> {
        self.beside.iter().find(|(f, _)| f == field).map(|(_, text)| text.as_str())
    }

    /// All errors in order, for the summary at the top.
    pub(crate) fn errors(&self) -> &[(String, String)] {
        &self.errors
    }
}

/// The name of a field whose error says the same for any field; other errors speak for themselves.
fn field_name(web: &Web, lang: Lang, error: &FieldError) -> Option<String> {
    let general = ["missing", "date", "date-time", "too-long", "choice", "unit-not-on-that-date"];
    // Fields of a row or a line end in its number: `name-2`, `points-<identifier>`.
    let field = error.field.split('-').next().filter(|_| general.contains(&error.code))?;
    web.translations.find(lang, &format!("field-{}", field.replace('_', "-")), &[])
}
