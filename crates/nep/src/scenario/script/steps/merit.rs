//! What is found on inspection, and what is commended.

use jiff::civil::Date;
use serde::Deserialize;

use crate::scenario::script::{When, day};

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
