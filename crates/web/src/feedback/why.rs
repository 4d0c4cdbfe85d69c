//! Where a due day stands in the law, in words.

use nep_calendar::Due;
use nep_law::Cited;

use crate::{cite::Cite, format, page::Page};

/// A due day with its reason, ready for "Vì sao?".
pub(super) struct DueWhy {
    /// The day, as pages write it.
    pub(super) date: String,
    /// What the term is and where it stands.
    pub(super) cite: Cite,
    /// Whether it rests on days off not decided yet.
    pub(super) provisional: bool,
}

impl DueWhy {
    pub(super) fn new(page: &Page, due: &Cited<Due>) -> Self {
        Self {
            date: format::date(due.value.date),
            cite: Cite::place(page, due),
            provisional: due.value.provisional,
        }
    }
}
