//! The fields of each kind of step.

use jiff::civil::Date;
use serde::Deserialize;

use super::{When, day, some_day};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FoundBody {
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) identifier: String,
    pub(crate) office_hours: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FoundUnits {
    pub(crate) parent: String,
    pub(crate) kind: String,
    pub(crate) units: Vec<CodeName>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CodeName {
    pub(crate) code: String,
    pub(crate) name: String,
}

/// Several units become a new one.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MergeUnits {
    pub(crate) from: Vec<String>,
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) document: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RenameUnit {
    pub(crate) unit: String,
    pub(crate) name: String,
    pub(crate) document: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OpenAccounts {
    pub(crate) accounts: Vec<OneAccount>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OneAccount {
    pub(crate) username: String,
    pub(crate) name: String,
    pub(crate) role: String,
    pub(crate) unit: String,
}

/// Quotas and people of all units of some kinds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Employ {
    pub(crate) document: String,
    /// Only units founded on this day.
    #[serde(default, deserialize_with = "some_day")]
    pub(crate) founded: Option<Date>,
    pub(crate) groups: Vec<StaffGroup>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StaffGroup {
    pub(crate) unit_kind: String,
    pub(crate) kind: String,
    pub(crate) quota: i32,
    pub(crate) present: u32,
    /// The head's post; a unit without one has no head.
    pub(crate) head: Option<String>,
    pub(crate) post: String,
    pub(crate) rank: Option<String>,
}

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
pub(crate) struct InspectionRound {
    pub(crate) name: String,
    pub(crate) decision: String,
    pub(crate) lead: String,
    pub(crate) members: Vec<String>,
    #[serde(default)]
    pub(crate) surprise: bool,
    /// The first visit; one unit each working day from then on.
    pub(crate) visits_from: When,
    pub(crate) units: Vec<String>,
    #[serde(default)]
    pub(crate) findings: Vec<OneFinding>,
    /// Not concluded; visits of the day of the play and later ones are only planned.
    #[serde(default)]
    pub(crate) open: bool,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OneFinding {
    pub(crate) unit: String,
    pub(crate) item: String,
    pub(crate) text: String,
    #[serde(default = "yes")]
    pub(crate) remedied: bool,
}

fn yes() -> bool {
    true
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LaunchMovement {
    pub(crate) name: String,
    #[serde(deserialize_with = "day")]
    pub(crate) starts: Date,
    #[serde(deserialize_with = "day")]
    pub(crate) ends: Date,
    pub(crate) plan: String,
    pub(crate) basis: String,
    pub(crate) reviews: Vec<OneReview>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OneReview {
    pub(crate) kind: String,
    #[serde(deserialize_with = "day")]
    pub(crate) due: Date,
    #[serde(default, deserialize_with = "some_day")]
    pub(crate) held: Option<Date>,
    #[serde(default)]
    pub(crate) note: String,
}

/// A movement that runs on the day of the play, with criteria for its year: the one there is, else a new one.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CurrentMovement {
    /// Name of a new one; its years are added.
    pub(crate) name: String,
    pub(crate) plan: String,
    pub(crate) criteria: Vec<OneCriterion>,
}

/// The body's model set for some years, issued the same day.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ModelCriteria {
    pub(crate) years: Vec<i16>,
    pub(crate) criteria: Vec<OneCriterion>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OneCriterion {
    pub(crate) heading: String,
    pub(crate) name: String,
    pub(crate) points: i64,
    pub(crate) fact: Option<String>,
    /// Per cent for a share, a number for a count.
    pub(crate) target: Option<i64>,
}

/// Units make the model their own: points move between headings, one criterion of their own is added.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Adapt {
    pub(crate) year: i16,
    pub(crate) units: Vec<String>,
    pub(crate) move_from: String,
    pub(crate) move_to: String,
    pub(crate) points: i64,
    pub(crate) own: OwnCriterion,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OwnCriterion {
    pub(crate) heading: String,
    pub(crate) name: String,
    pub(crate) points: i64,
    /// The heading that gives up these points.
    pub(crate) from: String,
}

/// One year's score sheets of all units, from filling to decision.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Scores {
    /// The year of the play when absent.
    pub(crate) year: Option<i16>,
    /// Units that fall below the threshold.
    #[serde(default)]
    pub(crate) weak: Vec<String>,
    #[serde(default, deserialize_with = "some_day")]
    pub(crate) decided: Option<Date>,
    pub(crate) decision: Option<String>,
    /// How many units have sent theirs; all when absent. The others stay open.
    pub(crate) sent: Option<usize>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Awards {
    pub(crate) decision: String,
    #[serde(deserialize_with = "day")]
    pub(crate) decided: Date,
    pub(crate) issuer: String,
    pub(crate) form: String,
    pub(crate) level: String,
    pub(crate) ground: String,
    pub(crate) from: i16,
    pub(crate) to: i16,
    pub(crate) units: Vec<String>,
    pub(crate) people: Vec<Member>,
}

/// A person by unit and place in its staff list, from 1.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Member {
    pub(crate) unit: String,
    pub(crate) place: usize,
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
