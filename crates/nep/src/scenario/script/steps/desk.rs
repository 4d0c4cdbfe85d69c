//! The one-stop desk, letters, feedback.

use jiff::civil::Date;
use serde::Deserialize;

use crate::scenario::script::some_day;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Procedures {
    pub(crate) procedures: Vec<OneProcedure>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OneProcedure {
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) field: String,
    pub(crate) term: String,
    #[serde(default)]
    pub(crate) same_day: bool,
    pub(crate) competent: String,
    pub(crate) fee: String,
    pub(crate) result: String,
    pub(crate) papers: Vec<String>,
    pub(crate) basis: String,
}

/// One dossier from reception to return, as far as it comes.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OneDossier {
    /// The desk.
    pub(crate) unit: String,
    pub(crate) procedure: String,
    pub(crate) applicant: Option<String>,
    #[serde(default)]
    pub(crate) content: String,
    /// Working days until the decision, 0 for the same day; without it the dossier stays open.
    pub(crate) finish_after: Option<i64>,
    /// It stays at the desk instead of going to the unit that decides.
    #[serde(default)]
    pub(crate) at_desk: bool,
    /// Its result waits at the desk.
    #[serde(default)]
    pub(crate) not_collected: bool,
    /// Its apology is signed two working days before it is due, with so many working days more.
    pub(crate) apology: Option<i64>,
    /// The citizen's rating, 1 to 5.
    pub(crate) rating: Option<u8>,
}

/// Many dossiers, spread over the time until a day.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ManyDossiers {
    /// The desk.
    pub(crate) unit: String,
    /// The day before the play when absent.
    #[serde(default, deserialize_with = "some_day")]
    pub(crate) until: Option<Date>,
    pub(crate) count: u32,
    /// Per cent that are decided late.
    pub(crate) late: u32,
    /// Per cent taken beyond office hours.
    pub(crate) beyond_hours: u32,
    /// Per cent that citizens rate.
    pub(crate) rated: u32,
    /// Per cent of the ratings below 4.
    pub(crate) dissatisfied: u32,
}

/// Every dossier still open is decided and given out: the end of what an earlier story left on the desk.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Settle {}

/// A letter of thanks, congratulation or condolence, signed the same day unless it stays a draft.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WriteLetter {
    pub(crate) unit: String,
    pub(crate) kind: String,
    pub(crate) recipient: String,
    pub(crate) text: String,
    /// The account that signs; without one it waits for a signature.
    pub(crate) signed_by: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SendFeedback {
    pub(crate) unit: String,
    /// What it is about: `conduct`, `delay`, `rule`, `proposal` or `other`.
    pub(crate) subject: String,
    pub(crate) sender: String,
    pub(crate) address: String,
    pub(crate) contact: String,
    pub(crate) content: String,
    pub(crate) answer: Option<String>,
    #[serde(default)]
    pub(crate) answered_by: String,
    #[serde(default)]
    pub(crate) answer_after: i64,
    #[serde(default)]
    pub(crate) publish: bool,
}
