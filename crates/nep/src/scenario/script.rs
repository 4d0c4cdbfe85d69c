//! What a scenario's files can say: one type for each kind of step.

mod steps;

use std::fmt;

use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Deserializer, de};

pub(crate) use steps::*;

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
    "settle" => Settle,
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
