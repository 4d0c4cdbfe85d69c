//! `/kiem-tra`: rounds, visits with the checklist on a phone, findings and their remedies (S1.9).

mod checklist;
mod findings;
mod lines;
mod minutes;
mod overview;
mod plan;
mod round;
mod visit;

pub(crate) use checklist::{photo, save};
pub(crate) use findings::{finding, findings, recheck, remedy};
pub(crate) use minutes::minutes;
pub(crate) use overview::{overview, visits};
pub(crate) use plan::{add, add_form, plan, plan_form};
pub(crate) use round::{conclude, round};
pub(crate) use visit::{cancel, reschedule, visit};

/// Named by the templates of this room.
pub(crate) use nep_domain::inspection::{ItemResult, VisitState};
