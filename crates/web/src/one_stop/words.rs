//! Words and marks that the desk's pages share.

use jiff::{Timestamp, civil::Time};
use nep_domain::{
    ids::UnitId,
    one_stop::{DossierStatus, Procedure},
};
use nep_law::{Cited, Days};

use crate::{format, page::Page, paths, session::Viewer};

/// The tag class of a status.
pub(crate) fn status_tag(status: DossierStatus) -> &'static str {
    match status {
        DossierStatus::InTime => "on-time",
        DossierStatus::DueSoon => "due-soon",
        DossierStatus::Overdue | DossierStatus::DoneLate => "late",
        DossierStatus::DoneInTime => "done",
        DossierStatus::AwaitingSupplement => "waiting",
        DossierStatus::Stopped => "paused",
    }
}

/// A figure of the law as "Vì sao?" shows it.
pub(crate) struct Cite {
    pub(crate) label: String,
    /// The figure itself; empty where the label says it all.
    pub(crate) value: String,
    pub(crate) citation: String,
    pub(crate) href: String,
    /// Why it is not verified, if it is not.
    pub(crate) unverified: Option<String>,
}

impl Cite {
    pub(crate) fn new<T: Figure>(page: &Page, figure: &Cited<T>) -> Self {
        Self {
            label: page.wording(&figure.label),
            value: figure.value.words(page),
            citation: page.citation(&figure.citation),
            href: format!("{}#{}", paths::law_pack(&figure.pack), figure.key),
            unverified: figure.confidence.reason().map(|reason| page.wording(reason)),
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

/// A unit's newest name.
pub(super) fn unit_name(viewer: &Viewer, unit: UnitId) -> String {
    viewer.ctx.org().get(unit).map(|u| u.name.clone()).unwrap_or_default()
}

/// An instant in the office's time, as pages write it.
pub(super) fn moment(viewer: &Viewer, at: Timestamp) -> String {
    format::date_time(viewer.ctx.local(at))
}

/// `5 ngày làm việc`, or that the result comes on the same day.
pub(super) fn term(page: &Page, term: nep_calendar::Term) -> String {
    if term.amount == 0 {
        page.t("one-stop-term-same-day")
    } else {
        page.t1(
            &format!("one-stop-term-{}", term.unit.as_str().replace('_', "-")),
            "amount",
            term.amount,
        )
    }
}

/// A procedure as a choice: sector, name and term.
pub(super) fn choice(page: &Page, p: &Procedure) -> (String, String) {
    (p.id.to_string(), format!("{}: {} ({})", p.field, p.name, term(page, p.term)))
}
