//! Messages from citizens: the public form, the state by code, and the desk where staff settle them.

mod desk;
mod export;
mod public;
mod why;

use nep_domain::feedback::FeedbackState;

pub(crate) use desk::{answer, case, desk, reject, transfer};
pub(crate) use public::{form, send, status};

/// The style of a state's tag.
fn tag(state: FeedbackState, late: bool) -> &'static str {
    match state {
        FeedbackState::New | FeedbackState::Transferred if late => "late",
        FeedbackState::New => "waiting",
        FeedbackState::Transferred => "on-time",
        FeedbackState::Answered => "done",
        FeedbackState::Rejected => "undetermined",
    }
}
