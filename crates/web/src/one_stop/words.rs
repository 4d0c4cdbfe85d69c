//! Words and marks that the desk's pages share.

use jiff::Timestamp;
use nep_domain::{
    ids::UnitId,
    one_stop::{DossierStatus, Procedure},
};

use crate::{format, page::Page, session::Viewer};

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
