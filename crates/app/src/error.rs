//! What a use case can answer instead of a result. Pages and API map each kind once to a status and a sentence.

use nep_domain::{access::Action, refusal::Refusal};
use nep_storage::StoreError;

/// Result of a use case.
pub type AppResult<T> = Result<T, AppError>;

/// Why a use case did not do it.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// Nobody is signed in (401).
    #[error("sign in first")]
    SignedOut,
    /// The actor's roles do not allow it here (403).
    #[error("not allowed: {}", .0.key())]
    Denied(Action),
    /// There is no such thing, or the actor may not know of it (404).
    #[error("no such {0}")]
    NotFound(&'static str),
    /// Fields are missing or wrong (422); all of them at once.
    #[error("invalid input: {0:?}")]
    Invalid(Vec<FieldError>),
    /// A rule refuses (422).
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Somebody else changed the record in the meantime (409).
    #[error("changed by somebody else in the meantime")]
    Stale,
    /// Too many at once; try again in a moment (503).
    #[error("busy")]
    Busy,
    /// Too many tries (429), with the seconds to wait.
    #[error("too many tries; wait {0} seconds")]
    TooMany(i64),
    /// The disk is full; nothing was written (507).
    #[error("the disk is full")]
    DiskFull,
    /// The fault is ours (500): a broken row, a document that does not compile.
    #[error("{0}")]
    Internal(String),
}

/// One field that is missing or wrong.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FieldError {
    /// The form field's name.
    pub field: String,
    /// What is wrong, in kebab case; the pages say it as `invalid-<code>`.
    pub code: &'static str,
    /// Values for the sentence.
    pub values: Vec<(&'static str, String)>,
}

impl FieldError {
    /// An error of a field.
    pub fn new(field: impl Into<String>, code: &'static str) -> Self {
        Self { field: field.into(), code, values: Vec::new() }
    }

    /// Adds a value for the sentence.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.values.push((name, value.to_string()));
        self
    }
}

impl From<FieldError> for AppError {
    fn from(error: FieldError) -> Self {
        Self::Invalid(vec![error])
    }
}

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Stale => Self::Stale,
            StoreError::Busy => Self::Busy,
            StoreError::DiskFull => Self::DiskFull,
            other => Self::Internal(format!("storage: {other:?}")),
        }
    }
}

/// Turns a broken unique constraint into what it means to people.
pub(crate) trait OnConflict<T> {
    /// Replaces `Conflict(constraint)` by the given error; everything else stays.
    fn on_conflict(self, constraint: &str, error: impl FnOnce() -> AppError) -> AppResult<T>;
}

impl<T> OnConflict<T> for Result<T, StoreError> {
    fn on_conflict(self, constraint: &str, error: impl FnOnce() -> AppError) -> AppResult<T> {
        self.map_err(|e| match e {
            StoreError::Conflict(name) if name == constraint => error(),
            other => other.into(),
        })
    }
}
