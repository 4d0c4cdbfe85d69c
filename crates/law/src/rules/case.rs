//! Examples that show what a rule does.

use crate::rules::At;

/// One subject with its facts and what must come out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Its name.
    pub key: String,
    /// Rules that decide or change it.
    pub shows: Vec<String>,
    /// Facts with their values as written; the others are not known.
    pub facts: Vec<(String, String)>,
    /// The outcome expected.
    pub outcome: String,
    /// The score expected, as written.
    pub score: Option<String>,
    /// Facts whose absence leaves the outcome open, in the order of the pack's facts.
    pub missing: Vec<String>,
    pub(crate) at: At,
}
