//! Units, accounts, staff.

use jiff::civil::Date;
use serde::Deserialize;

use crate::scenario::script::some_day;

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
