//! Inspection of public service (kiểm tra công vụ): rounds, visits with the checklist, findings with their remedy.
//!
//! A round rests on one decision and visits units within its period. Every item found unmet becomes a finding
//! that the unit must remedy by a date; the team checks again and closes it or opens it anew (S1.9).

mod finding;
mod round;
mod visit;

pub use finding::{Finding, FindingState};
pub use round::{Inspection, InspectionMode, InspectionState};
pub use visit::{Attendance, CheckedItem, ItemResult, Visit, VisitState};

#[cfg(test)]
mod tests;
