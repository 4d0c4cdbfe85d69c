//! The frame of every page: language, person, navigation, flash message. Templates call its methods.

mod answer;
mod bound;
mod frame;

use std::fmt::Display;

use jiff::civil::{Date, DateTime};
use nep_app::publicity::PublicBody;
use nep_law::{Citation, Wording};

pub(crate) use self::{
    answer::{FormPage, append_cookie, done, finish, give_back, guest_html, html, html_with},
    bound::Bound,
    frame::{PageKind, PublicFrame, WorkFrame},
};
use crate::{assets, flash::Flash, i18n::Lang, paths, state::Web};

/// What every template needs.
#[derive(Clone)]
pub(crate) struct Page {
    pub(crate) web: Web,
    pub(crate) lang: Lang,
    pub(crate) title: String,
    pub(crate) path: String,
    pub(crate) flash: Option<String>,
    pub(crate) kind: PageKind,
    /// Ancestors of the page: address and text.
    pub(crate) crumbs: Vec<(String, String)>,
    /// Whether the page draws charts.
    pub(crate) charts: bool,
}

impl Page {
    pub(crate) fn new(
        web: Web,
        lang: Lang,
        title_key: &str,
        path: String,
        flash: Option<Flash>,
        kind: PageKind,
    ) -> Self {
        let say = |key: &str, values: &[(&str, String)]| web.translations.get(lang, key, values);
        let title = say(title_key, &[]);
        let flash = flash.and_then(|f| {
            web.translations.find(lang, &format!("flash-{}", f.key), &[("value", f.value)])
        });
        Self { lang, title, path, flash, kind, crumbs: Vec::new(), charts: false, web }
    }

    /// Replaces the title by a text of its own, e.g. a record's name.
    pub(crate) fn titled(mut self, title: impl Display) -> Self {
        self.title = title.to_string();
        self
    }

    /// Adds an ancestor named by a key of the language files.
    pub(crate) fn crumb(self, href: impl Display, key: &str) -> Self {
        let text = self.t(key);
        self.crumb_named(href, text)
    }

    /// Adds an ancestor with a name of its own.
    pub(crate) fn crumb_named(mut self, href: impl Display, text: impl Display) -> Self {
        self.crumbs.push((href.to_string(), text.to_string()));
        self
    }

    /// Loads the chart script.
    pub(crate) fn with_charts(mut self) -> Self {
        self.charts = true;
        self
    }

    /// A sentence.
    pub(crate) fn t(&self, key: &str) -> String {
        self.web.translations.get(self.lang, key, &[])
    }

    /// A sentence with one value.
    pub(crate) fn t1(&self, key: &str, name: &str, value: impl Display) -> String {
        self.web.translations.get(self.lang, key, &[(name, value.to_string())])
    }

    /// A sentence with two values.
    pub(crate) fn t2(
        &self,
        key: &str,
        a: &str,
        va: impl Display,
        b: &str,
        vb: impl Display,
    ) -> String {
        self.web.translations.get(self.lang, key, &[(a, va.to_string()), (b, vb.to_string())])
    }

    /// A sentence with any values.
    pub(crate) fn tn(&self, key: &str, values: &[(&str, String)]) -> String {
        self.web.translations.get(self.lang, key, values)
    }

    /// The word for an enum value: `<prefix>-<key>` with hyphens for underscores.
    pub(crate) fn word(&self, prefix: &str, key: impl Display) -> String {
        self.t(&format!("{prefix}-{}", key.to_string().replace(['_', '.'], "-")))
    }

    /// As [`Page::word`] for keys that may have no word, as in old audit entries; then the key itself.
    pub(crate) fn word_or(&self, prefix: &str, key: &str) -> String {
        let name = format!("{prefix}-{}", key.replace(['_', '.'], "-"));
        self.web.translations.find(self.lang, &name, &[]).unwrap_or_else(|| key.to_owned())
    }

    /// A text of the law in the reader's language.
    pub(crate) fn wording(&self, text: &Wording) -> String {
        match self.lang {
            Lang::Vi => text.vi.clone(),
            Lang::En => text.en.clone(),
        }
    }

    /// A place in the law, as documents of the reader's language write it.
    pub(crate) fn citation(&self, citation: &Citation) -> String {
        match self.lang {
            Lang::Vi => citation.vi(),
            Lang::En => citation.en(),
        }
    }

    /// The address of an asset.
    #[expect(clippy::unused_self, reason = "templates write `page.…` for all they print")]
    pub(crate) fn asset(&self, name: &str) -> String {
        assets::url(name)
    }

    /// The token every form carries.
    pub(crate) fn csrf(&self) -> &str {
        match &self.kind {
            PageKind::Public(frame) => &frame.token,
            PageKind::Work(frame) => &frame.csrf,
        }
    }

    /// The frame of a signed-in person's page, if it is one.
    pub(crate) fn work(&self) -> Option<&WorkFrame> {
        match &self.kind {
            PageKind::Public(_) => None,
            PageKind::Work(frame) => Some(frame),
        }
    }

    /// The frame of a public page, if it is one.
    pub(crate) fn public(&self) -> Option<&PublicFrame> {
        match &self.kind {
            PageKind::Public(frame) => Some(frame),
            PageKind::Work(_) => None,
        }
    }

    /// Whether somebody is signed in here, on a public page as well.
    pub(crate) fn is_signed_in(&self) -> bool {
        self.public().is_none_or(|frame| frame.signed_in)
    }

    /// The body a public page speaks for.
    pub(crate) fn public_body(&self) -> Option<&PublicBody> {
        self.public()?.body.as_ref()
    }

    /// The address of a public page of the same body.
    pub(crate) fn address(&self, path: impl Display) -> String {
        match self.public() {
            Some(PublicFrame { body: Some(body), several: true, .. }) => {
                format!("{path}?{}={}", paths::BODY_QUERY, crate::error::url_encode(&body.code))
            }
            _ => path.to_string(),
        }
    }

    /// A date as pages write it.
    #[expect(clippy::unused_self, reason = "templates write `page.…` for all they print")]
    pub(crate) fn date(&self, date: impl Bound<Date>) -> String {
        crate::format::date(date.value())
    }

    /// A date and time as pages write it.
    #[expect(clippy::unused_self, reason = "templates write `page.…` for all they print")]
    pub(crate) fn date_time(&self, at: impl Bound<DateTime>) -> String {
        crate::format::date_time(at.value())
    }

    /// A number with dots between thousands.
    #[expect(clippy::unused_self, reason = "templates write `page.…` for all they print")]
    pub(crate) fn number(&self, n: impl Bound<i64>) -> String {
        crate::format::number(n.value())
    }

    /// `page` on the area's own page, `true` below it, nothing elsewhere.
    pub(crate) fn current(&self, href: &str) -> Option<&'static str> {
        let path = self.path.split('?').next().unwrap_or_default();
        if path == href {
            Some("page")
        } else if path.strip_prefix(href).is_some_and(|rest| rest.starts_with('/')) && href != "/" {
            Some("true")
        } else {
            None
        }
    }

    /// The address that switches to the other language and comes back here.
    pub(crate) fn switch_language(&self, to: &str) -> String {
        format!("{}?lang={to}&next={}", paths::LANGUAGE, crate::error::url_encode(&self.path))
    }
}
