//! Background work: queued with the change that needs it, tried again after a failure or a killed process.

use jiff::{SignedDuration, Timestamp};

use crate::{
    ids::{AccountId, JobId},
    text_enum,
};

text_enum! {
    /// Where a job stands.
    JobState {
        /// Waits for its time.
        Queued = "queued",
        /// Somebody works on it, until the lock runs out.
        Running = "running",
        /// Ended well.
        Done = "done",
        /// Given up after the last try.
        Failed = "failed",
    }
}

/// A unit of background work.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Job {
    /// Identifier.
    pub id: JobId,
    /// What kind of work.
    pub kind: String,
    /// What the work needs to know, as JSON.
    pub payload: String,
    /// Keeps the same work from being queued twice while it waits or runs.
    pub unique_key: Option<String>,
    /// Where it stands.
    pub state: JobState,
    /// Not before this instant.
    pub run_at: Timestamp,
    /// Times it was begun.
    pub attempts: i32,
    /// Until when the runner that has it keeps it.
    pub locked_until: Option<Timestamp>,
    /// Steps done.
    pub done: i64,
    /// Steps in all; 0 while unknown.
    pub total: i64,
    /// What went wrong, for the log and the administrator.
    pub message: String,
    /// Queued at.
    pub created_at: Timestamp,
    /// Queued by, unless by the program itself.
    pub created_by: Option<AccountId>,
    /// Ended at.
    pub finished_at: Option<Timestamp>,
}

impl Job {
    /// Times a job is begun before it is given up.
    pub const TRIES: i32 = 5;

    /// How long a runner keeps a job without a sign of life; each step of progress renews it.
    pub const LOCK: SignedDuration = SignedDuration::from_mins(2);

    /// How long to wait before the next try, each time longer; `None` when it was the last.
    pub fn wait_before_retry(&self) -> Option<SignedDuration> {
        (self.attempts < Self::TRIES)
            .then(|| SignedDuration::from_secs(10) * self.attempts.pow(2).max(1))
    }
}
