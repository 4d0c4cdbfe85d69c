//! What a scenario's files can say: one type for each kind of step.

use std::fmt;

use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Deserializer, de};

/// A date or time as TOML writes it, or a text; values read through a table come as either.
fn text<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    match toml::Value::deserialize(from)? {
        toml::Value::Datetime(at) => Ok(at.to_string()),
        toml::Value::String(text) => Ok(text),
        other => Err(de::Error::custom(format!("`{other}` is not a date"))),
    }
}

/// Reads a TOML date.
fn day<'de, D: Deserializer<'de>>(from: D) -> Result<Date, D::Error> {
    let text = text(from)?;
    text.parse()
        .map_err(|_| de::Error::custom(format!("`{text}` is not a date such as 2021-03-01")))
}

fn some_day<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
    day(from).map(Some)
}

/// `scenario.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Head {
    /// Its name for people.
    pub(crate) title: String,
    /// One line for `nep scenario list`.
    pub(crate) about: String,
    /// Code of the body that the figures are about.
    pub(crate) body: String,
    /// Where everything invented begins.
    pub(crate) seed: u64,
    /// The day on which the figures are asked for.
    #[serde(deserialize_with = "day")]
    pub(crate) ends: Date,
}

/// When a step happens: a fixed local time, or so many working days before or after the day of the play.
#[derive(Clone, Copy, Debug)]
pub(crate) enum When {
    At(DateTime),
    /// Working days from today, and the time of day.
    FromToday(i64, jiff::civil::Time),
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = text(from)?;
        let day = || text.parse::<Date>().map(|day| day.at(9, 0, 0, 0));
        let at = if text.contains('T') { text.parse::<DateTime>() } else { day() };
        at.ok().map(Self::At).or_else(|| from_today(&text)).ok_or_else(|| {
            de::Error::custom(format!("`{text}`: write a date, a local time, or working days from today and a time, such as `-3 09:30`"))
        })
    }
}

fn from_today(text: &str) -> Option<When> {
    let (days, time) = text.split_once(' ')?;
    Some(When::FromToday(days.parse().ok()?, time.parse().ok()?))
}

/// Declares the kinds of steps by the word that stands behind `do`.
macro_rules! deeds {
    ($($word:literal => $kind:ident,)*) => {
        /// What a step does.
        #[derive(Debug)]
        pub(crate) enum Deed { $($kind($kind),)* }

        impl Deed {
            /// Reads a step's own fields.
            pub(crate) fn read(word: &str, fields: toml::Table) -> Result<Self, String> {
                match word {
                    $($word => fields.try_into().map(Self::$kind).map_err(|e| e.message().to_owned()),)*
                    other => Err(format!("`{other}` is no kind of step; there are: {}", [$($word),*].join(", "))),
                }
            }
        }

        impl fmt::Display for Deed {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(match self { $(Self::$kind(_) => $word,)* })
            }
        }
    };
}

deeds! {
    "found-body" => FoundBody,
    "found-units" => FoundUnits,
    "merge-units" => MergeUnits,
    "rename-unit" => RenameUnit,
    "open-accounts" => OpenAccounts,
    "employ" => Employ,
    "procedures" => Procedures,
    "dossier" => OneDossier,
    "dossiers" => ManyDossiers,
    "letter" => WriteLetter,
    "inspection" => InspectionRound,
    "movement" => LaunchMovement,
    "current-movement" => CurrentMovement,
    "criteria" => ModelCriteria,
    "adapt" => Adapt,
    "scores" => Scores,
    "awards" => Awards,
    "feedback" => SendFeedback,
}

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

/// `expected.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Expectations {
    pub(crate) figure: Vec<ExpectedFigure>,
}

/// A figure as the source prints it, and where the report must print it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExpectedFigure {
    /// Where the source has it, such as `S1.5`.
    pub(crate) source: String,
    /// What it is, for people.
    pub(crate) says: String,
    /// Its name in the report.
    pub(crate) figure: String,
    /// First year of the report.
    pub(crate) from: i16,
    /// Last year of the report.
    pub(crate) to: i16,
    /// What the report must print.
    pub(crate) shows: Option<String>,
    /// The records behind it.
    pub(crate) part: Option<i64>,
    /// Out of how many.
    pub(crate) whole: Option<i64>,
    /// The least number, where the source tells of something without counting it.
    pub(crate) at_least: Option<i64>,
}
