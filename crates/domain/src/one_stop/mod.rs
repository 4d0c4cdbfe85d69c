//! The one-stop desk: procedures, dossiers with their control slip, and what may happen to them when.
//!
//! Everything here is a decision over values: the calendar, the office hours and the law of the day of reception
//! come in, a new state or a [`Refusal`](crate::refusal::Refusal) goes out.

mod code;
mod dossier;
mod explain;
mod handling;
mod intake_refusal;
mod law;
mod procedure;
mod promise;
mod reception;
mod supplement;
#[cfg(test)]
mod tests;

pub use code::dossier_code;
pub use dossier::{
    Applicant, Dossier, DossierResult, DossierState, DossierStatus, Step, StepEntry, StepKind,
};
pub use explain::{DueExplanation, SkippedDay, explain_due};
pub use intake_refusal::{IntakeRefusal, check_intake_refusal};
pub use law::{DeskLaw, TOPIC};
pub use procedure::Procedure;
pub use promise::counted_due;
pub use reception::{Arrival, DeskRules, Reception, receive};
pub use supplement::{Completion, Supplement, SupplementAsk, ask_by, close_by, complete};
