//! A form on its way back to the page: what was typed, and what is wrong with it.

use std::collections::HashMap;

use nep_app::FieldError;
use nep_domain::ids::UnitId;

use super::FormData;
use crate::{i18n::Lang, state::Web};

/// Fields that pages write themselves.
const MACHINERY: [&str; 7] =
    ["csrf", "version", "request", "request_key", "action", "next", "rows"];

/// Fields in which one of several things is chosen: they are sent as keys, which are no words that anybody typed.
const CHOICES: [&str; 14] = [
    "kind",
    "result",
    "when",
    "role",
    "form",
    "level",
    "ground",
    "mode",
    "subject",
    "gender",
    "outcome",
    "recognised",
    "existing",
    "score",
];

/// One field of an overtaken form.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Typed {
    /// What the field is called for people, if it has a name.
    pub(crate) label: String,
    /// What was typed.
    pub(crate) value: String,
}

/// A form as a page shows it: the values typed so far and what is wrong with them.
#[derive(Clone, Debug, Default)]
pub(crate) struct FormView {
    data: FormData,
    /// Field and what is wrong with it, as it stands beside the field.
    beside: Vec<(String, String)>,
    /// The same with the field's name in front, for the summary far from the fields.
    errors: Vec<(String, String)>,
    /// What was typed into a form that the page may no longer show, because somebody else was faster.
    typed: Vec<Typed>,
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

    /// A form given back although its page may have no place for it any more: what was typed stands in the summary, in
    /// the form's order, so that it can be read and copied.
    pub(crate) fn overtaken(data: FormData, web: &Web, lang: Lang, text: String) -> Self {
        let mut rows: HashMap<&str, usize> = HashMap::new();
        let mut typed = Vec::new();
        for name in data.names().filter(|name| !MACHINERY.contains(name)) {
            // Fields of a row or a line end in its number: `name-2`, `points-<identifier>`.
            let (field, of_row) =
                name.split_once('-').map_or((name, false), |(field, _)| (field, true));
            let row = rows.entry(field).or_default();
            *row += 1;
            let words = data.all(name).iter().map(|value| value.trim());
            let value = words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join("; ");
            if value.is_empty() || CHOICES.contains(&field) || value.parse::<UnitId>().is_ok() {
                continue;
            }
            let key = format!("field-{}", field.replace('_', "-"));
            let mut label = web.translations.find(lang, &key, &[]).unwrap_or_default();
            if of_row {
                let number = [("number", row.to_string())];
                label.push_str(&web.translations.get(lang, "form-typed-row", &number));
            }
            typed.push(Typed { label, value });
        }
        Self { typed, ..Self::refused(data, text) }
    }

    /// The same with what is wrong shown at a field of the form, where that is known.
    pub(crate) fn beside(mut self, field: &str) -> Self {
        for (at, _) in self.beside.iter_mut().chain(&mut self.errors) {
            field.clone_into(at);
        }
        self
    }

    /// The same with a name in front of errors whose fields stand in rows, for the summary far from them.
    pub(crate) fn naming(mut self, name: impl Fn(&str) -> Option<String>) -> Self {
        for (field, text) in &mut self.errors {
            if let Some(name) = name(field) {
                *text = format!("{name}: {text}");
            }
        }
        self
    }

    /// What was typed into an overtaken form.
    pub(crate) fn typed(&self) -> &[Typed] {
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
