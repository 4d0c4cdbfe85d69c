//! "Vì sao?" of a dossier's due date, for its officials and for whoever looks it up.

use nep_app::one_stop::DueReason;

use super::words::term;
use crate::{cite::Cite, format, page::Page};

/// How the due date was counted.
pub(crate) struct DueWhy {
    pub(crate) day_zero: String,
    pub(crate) term: String,
    pub(crate) skipped: Vec<String>,
    pub(crate) made_up: Vec<String>,
    /// Whether the term started again when the dossier was complete at last.
    pub(crate) restarted: bool,
    pub(crate) legal_basis: String,
    pub(crate) cites: Vec<Cite>,
    pub(crate) provisional: bool,
}

impl DueWhy {
    pub(crate) fn new(page: &Page, reason: &DueReason) -> Self {
        let law = &reason.law;
        let mut cites = vec![
            Cite::new(page, &law.first_day_excluded),
            Cite::new(page, &law.forwarding_cut_off),
        ];
        if reason.same_day_cut_off {
            cites.push(Cite::new(page, &law.same_day_cut_off));
        }
        if reason.supplemented {
            cites.push(Cite::new(page, &law.restart));
        }
        cites.push(Cite::new(page, &law.apology_lead));
        let skipped = reason.explanation.skipped.iter().map(|day| {
            let name = day.name.clone().unwrap_or_else(|| page.word("one-stop-day", day.kind));
            format!("{} ({name})", format::date(day.date))
        });
        let made_up = reason.explanation.made_up.iter().map(|day| format::date(*day));
        Self {
            day_zero: format::date(reason.explanation.day_zero),
            term: term(page, reason.explanation.term),
            skipped: skipped.collect(),
            restarted: reason.restarted,
            made_up: made_up.collect(),
            legal_basis: reason.legal_basis.clone(),
            cites,
            provisional: reason.provisional,
        }
    }
}
