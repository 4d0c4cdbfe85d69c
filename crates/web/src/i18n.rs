//! Languages: Vietnamese first, English second, by Fluent.

use std::collections::HashMap;

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use fluent_syntax::ast::Entry;
use jiff::civil::Date;
use rust_embed::RustEmbed;
use unic_langid::{LanguageIdentifier, langid};

use crate::format;

#[derive(RustEmbed)]
#[folder = "locales/"]
struct Locales;

/// A language of the pages.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Lang {
    /// Tiếng Việt.
    #[default]
    Vi,
    /// English.
    En,
}

impl Lang {
    /// The language's tag, as in HTML.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }

    /// The language of a tag, Vietnamese for anything unknown.
    pub fn from_tag(tag: &str) -> Self {
        if tag == "en" { Self::En } else { Self::Vi }
    }

    fn id(self) -> LanguageIdentifier {
        match self {
            Self::Vi => langid!("vi"),
            Self::En => langid!("en"),
        }
    }
}

/// All sentences of all languages.
pub struct Translations {
    vi: Sentences,
    en: Sentences,
}

/// The sentences of one language. A page says a hundred of them, most without a value: those are made once.
struct Sentences {
    bundle: FluentBundle<FluentResource>,
    plain: HashMap<String, String>,
}

impl Translations {
    /// Reads the embedded language files.
    ///
    /// # Errors
    /// The file, and what does not parse or stands twice.
    pub fn embedded() -> Result<Self, String> {
        Ok(Self { vi: sentences(Lang::Vi)?, en: sentences(Lang::En)? })
    }

    /// A sentence with its values; the key itself when there is none, which a test forbids.
    pub fn get(&self, lang: Lang, key: &str, values: &[(&str, String)]) -> String {
        self.find(lang, key, values).unwrap_or_else(|| {
            tracing::error!(key, lang = lang.tag(), "no such sentence");
            key.to_owned()
        })
    }

    /// A sentence, if the language has it.
    pub fn find(&self, lang: Lang, key: &str, values: &[(&str, String)]) -> Option<String> {
        let Sentences { bundle, plain } = match lang {
            Lang::Vi => &self.vi,
            Lang::En => &self.en,
        };
        if values.is_empty()
            && let Some(text) = plain.get(key)
        {
            return Some(text.clone());
        }
        let pattern = bundle.get_message(key)?.value()?;
        let args: FluentArgs =
            values.iter().map(|(name, value)| (*name, argument(value))).collect();
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
        for error in errors {
            tracing::error!(key, lang = lang.tag(), %error, "sentence with an unknown value");
        }
        Some(text)
    }
}

/// Whole numbers select plural forms and `[0]`; dates as records write them are shown as people do; everything
/// else stays the text it is.
fn argument(value: &str) -> FluentValue<'_> {
    if let Some(date) = value.parse::<Date>().ok().filter(|date| date.to_string() == value) {
        return FluentValue::from(format::date(date));
    }
    match value.parse::<i32>() {
        Ok(number) if number.to_string() == value => FluentValue::from(number),
        _ => FluentValue::from(value),
    }
}

fn sentences(lang: Lang) -> Result<Sentences, String> {
    let mut bundle = FluentBundle::new_concurrent(vec![lang.id()]);
    // Directional isolation marks help mixed scripts only; here they would end up in copied text.
    bundle.set_use_isolating(false);
    let mut keys = Vec::new();
    for name in Locales::iter().filter(|name| name.starts_with(lang.tag())) {
        let Some(file) = Locales::get(&name) else { continue };
        let text = String::from_utf8(file.data.into_owned()).map_err(|e| format!("{name}: {e}"))?;
        let resource =
            FluentResource::try_new(text).map_err(|(_, errors)| format!("{name}: {errors:?}"))?;
        keys.extend(resource.entries().filter_map(|entry| match entry {
            Entry::Message(message) => Some(message.id.name.to_owned()),
            _ => None,
        }));
        bundle.add_resource(resource).map_err(|errors| format!("{name}: {errors:?}"))?;
    }
    let said = |key: String| plain_text(&bundle, &key).map(|text| (key, text));
    let plain = keys.into_iter().filter_map(said).collect();
    Ok(Sentences { bundle, plain })
}

/// A sentence that says the same whatever the values; `None` when it wants one.
fn plain_text(bundle: &FluentBundle<FluentResource>, key: &str) -> Option<String> {
    let mut errors = Vec::new();
    let pattern = bundle.get_message(key)?.value()?;
    let text = bundle.format_pattern(pattern, None, &mut errors).into_owned();
    errors.is_empty().then_some(text)
}

#[cfg(test)]
mod tests {
    use super::{Lang, Translations};

    #[test]
    fn english_tells_one_from_many() {
        let all = Translations::embedded().unwrap();
        let say = |key, count: &str| all.get(Lang::En, key, &[("count", count.to_owned())]);
        assert_eq!(say("refusals-count", "1"), "1 dossier not received");
        assert_eq!(say("refusals-count", "0"), "0 dossiers not received");
        assert_eq!(say("one-stop-count", "1.234"), "1.234 dossiers");
    }
}
