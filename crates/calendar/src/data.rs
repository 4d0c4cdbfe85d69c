//! The calendar file as it is written. Fields of days are optional here, so that one missing field is
//! reported beside all other problems instead of hiding them.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

/// The calendar that ships with the product.
pub(crate) const VIETNAM: &str = include_str!("../data/vn-officials.toml");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawFile {
    pub(crate) scope: Spanned<String>,
    pub(crate) covers: Spanned<RawCovers>,
    pub(crate) compensatory_name: String,
    pub(crate) working_day: Spanned<RawWorkingDay>,
    pub(crate) culture_day: Option<Spanned<RawCultureDay>>,
    pub(crate) sources: BTreeMap<String, Spanned<RawSource>>,
    #[serde(default)]
    pub(crate) statutes: Vec<Spanned<RawStatute>>,
    #[serde(default)]
    pub(crate) years: Vec<Spanned<RawYear>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawCovers {
    pub(crate) first_year: i16,
    pub(crate) last_year: i16,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawWorkingDay {
    pub(crate) hours: u32,
    pub(crate) source: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawCultureDay {
    pub(crate) from_year: i16,
    pub(crate) month: i8,
    pub(crate) day: i8,
    pub(crate) name: String,
    pub(crate) source: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawSource {
    pub(crate) document: String,
    pub(crate) confidence: String,
    pub(crate) reason: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawStatute {
    pub(crate) from_year: i16,
    pub(crate) source: String,
    pub(crate) holidays: Vec<Spanned<RawHoliday>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawHoliday {
    pub(crate) name: String,
    pub(crate) calendar: String,
    pub(crate) month: i8,
    pub(crate) day: i8,
    #[serde(default = "one_day")]
    pub(crate) days: i32,
    #[serde(default = "none_before")]
    pub(crate) days_before: Vec<i32>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawYear {
    pub(crate) year: i16,
    pub(crate) days: Vec<Spanned<RawDay>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawDay {
    pub(crate) date: Option<String>,
    pub(crate) weekday: Option<String>,
    pub(crate) kind: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) source: Option<String>,
    pub(crate) pair: Option<String>,
}

fn one_day() -> i32 {
    1
}

fn none_before() -> Vec<i32> {
    vec![0]
}
