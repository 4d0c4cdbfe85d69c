//! Where something stands in the law, as every "Vì sao?" shows it.

use jiff::civil::Time;
use nep_law::{Cited, Days, Item, PackId, Setting};

use crate::{format, law, page::Page, paths};

/// A place in the law: what it says, the article, how sure we are, and whether the body set the figure itself.
pub(crate) struct Cite {
    pub(crate) label: String,
    /// The figure itself; empty where the label or the sentence beside it says it all.
    pub(crate) value: String,
    pub(crate) citation: String,
    pub(crate) href: String,
    /// Why it is not verified, if it is not.
    pub(crate) unverified: Option<String>,
    /// That the body set the figure itself, from when and why.
    pub(crate) own: Option<String>,
}

impl Cite {
    /// A figure with its value.
    pub(crate) fn new<T: Figure>(page: &Page, figure: &Cited<T>) -> Self {
        Self { value: figure.value.words(page), ..Self::place(page, figure) }
    }

    /// A figure whose value stands in the sentence beside it.
    pub(crate) fn place<T>(page: &Page, figure: &Cited<T>) -> Self {
        let own = figure.adjustment.as_ref().map(|own| {
            let shipped = law::say(page, &own.shipped, None);
            let (from, reason) = (format::date(own.valid_from), own.reason.clone());
            page.tn("law-own", &[("from", from), ("shipped", shipped), ("reason", reason)])
        });
        Self {
            label: page.wording(&figure.label),
            value: String::new(),
            citation: page.citation(&figure.citation),
            href: format!("{}#{}", paths::law_pack(&figure.pack), figure.key),
            unverified: figure.confidence.reason().map(|reason| page.wording(reason)),
            own,
        }
    }

    /// A figure as the pack ships it.
    pub(crate) fn setting(page: &Page, pack: &PackId, setting: &Setting) -> Self {
        Self {
            label: page.wording(&setting.label),
            value: law::words(page, setting),
            citation: page.citation(&setting.citation),
            href: format!("{}#{}", paths::law_pack(pack), setting.key),
            unverified: setting.confidence.reason().map(|reason| page.wording(reason)),
            own: None,
        }
    }

    /// An item of a list of the law.
    pub(crate) fn item(page: &Page, pack: &PackId, item: &Item) -> Self {
        Self {
            label: page.wording(&item.label),
            value: String::new(),
            citation: page.citation(&item.citation),
            href: format!("{}#{}", paths::law_pack(pack), item.key),
            unverified: item.confidence.reason().map(|reason| page.wording(reason)),
            own: None,
        }
    }
}

/// A value that a citation prints.
pub(crate) trait Figure {
    /// The value in words.
    fn words(&self, page: &Page) -> String;
}

impl Figure for Days {
    fn words(&self, page: &Page) -> String {
        let unit = match self {
            Self::Working(_) => "working-days",
            Self::Calendar(_) => "calendar-days",
        };
        format!("{} {}", self.count(), page.word("law-unit", unit))
    }
}

impl Figure for i64 {
    /// The whole numbers cited at the desk count how often something may happen.
    fn words(&self, page: &Page) -> String {
        format!("{self} {}", page.word("law-unit", "times"))
    }
}

impl Figure for Time {
    fn words(&self, _: &Page) -> String {
        self.strftime("%H:%M").to_string()
    }
}

impl Figure for bool {
    /// The label is the rule; only that it does not hold is worth a word.
    fn words(&self, page: &Page) -> String {
        if *self { String::new() } else { page.t("law-no") }
    }
}
