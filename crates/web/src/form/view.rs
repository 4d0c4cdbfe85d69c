//! A form on its way back to the page: what was typed, and what is wrong with it.

use nep_app::FieldError;
use nep_domain::ids::UnitId;

use super::FormData;
use crate::{i18n::Lang, state::Web};

/// Fields that pages write themselves.
const MACHINERY: [&str; 7] =
    ["csrf", "version", "request", "request_key", "action", "next", "rows"];

/// One field of an overtaken form.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Typed {
    /// What the field is called for people, if it has a name.
    pub(crate) label: String,
    /// What was typed.
    pub(crate) value: String,
    /// The field.
    pub(crate) field: String,
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

    /// A form given back although its page may have no place for it any more: what was typed stands in the summary,
    /// so that it can be read and copied. What still has its field is taken out again by [`without_repeats`].
    pub(crate) fn overtaken(data: FormData, web: &Web, lang: Lang, text: String) -> Self {
        let typed = |name: &str| {
            let value = data.text(name).to_owned();
            let key = format!("field-{}", name.replace('_', "-"));
            let label = web.translations.find(lang, &key, &[]).unwrap_or_default();
            let is_word = !value.is_empty() && value.parse::<UnitId>().is_err();
            let by_page = MACHINERY.contains(&name);
            (is_word && !by_page).then(|| Typed { field: name.to_owned(), label, value })
        };
        let mut typed: Vec<_> = data.names().filter_map(typed).collect();
        typed.sort();
        Self { typed, ..Self::refused(data, text) }
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

/// Takes out of a page's summary what its own fields show anyway, and the list itself when nothing is left of it.
pub(crate) fn without_repeats(page: String) -> String {
    let parts = page.split_once("<!--typed-->").and_then(|(before, rest)| {
        let (list, rest) = rest.split_once("<!--typed end-->")?;
        let (closing, after) = rest.split_once("<!--/typed-->")?;
        Some((before, list, closing, after))
    });
    let Some((before, list, closing, after)) = parts else { return page };
    let mut items = list.split("<!--field ");
    let opening = items.next().unwrap_or_default();
    let kept: String = items
        .filter_map(|item| item.split_once("-->"))
        .filter(|(field, _)| !after.contains(&format!(" name=\"{field}\"")))
        .map(|(_, text)| text)
        .collect();
    if kept.is_empty() {
        format!("{before}{after}")
    } else {
        format!("{before}{opening}{kept}{closing}{after}")
    }
}

#[cfg(test)]
mod tests {
    use super::without_repeats;

    const LIST: &str = "<h1><!--typed--><ul><!--field note--><li>a</li><!--field reason--><li>b</li>\
                        <!--typed end--></ul><!--/typed-->";

    // What has its field still is not said twice; what has lost it is kept.
    #[test]
    fn only_words_without_a_field_are_listed() {
        let page = |rest: &str| without_repeats(format!("{LIST}{rest}"));
        assert_eq!(
            page("<textarea name=\"note\">"),
            "<h1><ul><li>b</li></ul><textarea name=\"note\">"
        );
        assert_eq!(
            page("<i name=\"note\"><i name=\"reason\">"),
            "<h1><i name=\"note\"><i name=\"reason\">"
        );
        assert_eq!(page(""), "<h1><ul><li>a</li><li>b</li></ul>");
        assert_eq!(without_repeats("<h1>".to_owned()), "<h1>");
    }
}
