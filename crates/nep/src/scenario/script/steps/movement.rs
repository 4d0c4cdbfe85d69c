//! The movement: its plan, criteria and score sheets.

use jiff::civil::Date;
use serde::Deserialize;

use crate::scenario::script::{day, some_day};

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
    /// Units that have not sent theirs in any case.
    #[serde(default)]
    pub(crate) unsent: Vec<String>,
}
