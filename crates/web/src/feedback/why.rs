//! Where a due day stands in the law, in words.

use nep_calendar::Due;
use nep_law::Cited;

use crate::{format, i18n::Lang};

/// A due day with its reason, ready for "Vì sao?".
pub(super) struct DueWhy {
    /// The day, as pages write it.
    pub(super) date: String,
    /// What the term is.
    pub(super) label: String,
    /// Where it stands.
    pub(super) citation: String,
    /// Why the place in the law is not verified; `None` when it is.
    pub(super) unverified: Option<String>,
    /// Whether it rests on days off not decided yet.
    pub(super) provisional: bool,
}

impl DueWhy {
    pub(super) fn new(due: &Cited<Due>, lang: Lang) -> Self {
        let say = |text: &nep_law::Wording| match lang {
            Lang::Vi => text.vi.clone(),
            Lang::En => text.en.clone(),
        };
        Self {
            date: format::date(due.value.date),
            label: say(&due.label),
            citation: match lang {
                Lang::Vi => due.citation.vi(),
                Lang::En => due.citation.en(),
            },
            unverified: due.confidence.reason().map(say),
            provisional: due.value.provisional,
        }
    }
}
