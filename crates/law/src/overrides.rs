//! An agency's own values for settings the law leaves to it.

use std::fmt;

use jiff::civil::Date;

use crate::wording::hint;
use crate::{Library, Pack, PackId, Setting, Value, ValueType};

/// An agency's own value for one setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Override {
    /// The pack that has the setting.
    pub pack: PackId,
    /// The setting.
    pub key: String,
    /// The agency's value.
    pub value: Value,
    /// First day it applies; it lasts until the next value for the same setting, at most as long
    /// as the pack governs. A new version of the law starts from its own values.
    pub valid_from: Date,
    /// Why the agency sets it; never empty.
    pub reason: String,
}

/// All of an agency's own values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overrides(Vec<Override>);

impl Overrides {
    /// The values in the order given.
    pub fn iter(&self) -> impl Iterator<Item = &Override> {
        self.0.iter()
    }

    pub(crate) fn as_slice(&self) -> &[Override] {
        &self.0
    }
}

impl FromIterator<Override> for Overrides {
    fn from_iter<I: IntoIterator<Item = Override>>(iter: I) -> Self {
        Self(iter.into_iter().collect())
    }
}

/// Why an agency's value is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OverrideProblem {
    /// There is no such pack.
    #[error("there is no pack `{pack}`; {hint}")]
    UnknownPack {
        /// The pack named.
        pack: PackId,
        /// The nearest id, or all of them.
        hint: String,
    },
    /// The pack has no such setting.
    #[error("pack `{pack}` has no setting `{key}`; {hint}")]
    UnknownSetting {
        /// The pack named.
        pack: PackId,
        /// The setting named.
        key: String,
        /// The nearest key, or all of them.
        hint: String,
    },
    /// The law does not leave this figure to the agency.
    #[error("setting `{key}` of pack `{pack}` is set by law ({citation}) and cannot be changed")]
    NotEditable {
        /// The pack named.
        pack: PackId,
        /// The setting named.
        key: String,
        /// Where the law sets it, in Vietnamese.
        citation: String,
    },
    /// The value has another type than the setting.
    #[error("setting `{key}` of pack `{pack}` takes a value of type {expected}, not {actual}")]
    WrongType {
        /// The pack named.
        pack: PackId,
        /// The setting named.
        key: String,
        /// The setting's type.
        expected: ValueType,
        /// The type given.
        actual: ValueType,
    },
    /// The value lies outside the range the pack leaves open.
    #[error("setting `{key}` of pack `{pack}` cannot be {value}; allowed: {allowed}")]
    OutOfRange {
        /// The pack named.
        pack: PackId,
        /// The setting named.
        key: String,
        /// The value given.
        value: Value,
        /// The range in words.
        allowed: String,
    },
    /// The pack does not govern the first day.
    #[error("pack `{pack}` does not govern {valid_from}; choose a day on which it is in force")]
    NotInForce {
        /// The pack named.
        pack: PackId,
        /// The first day given.
        valid_from: Date,
    },
    /// No reason is given.
    #[error("the value for setting `{key}` of pack `{pack}` has no reason; write why it is set")]
    NoReason {
        /// The pack named.
        pack: PackId,
        /// The setting named.
        key: String,
    },
    /// Two values for one setting begin on the same day.
    #[error("setting `{key}` of pack `{pack}` is set twice from {valid_from}; keep one value")]
    Duplicate {
        /// The pack named.
        pack: PackId,
        /// The setting named.
        key: String,
        /// The day both begin.
        valid_from: Date,
    },
}

/// Every problem of a set of overrides. Never empty as an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverrideProblems(pub(crate) Vec<OverrideProblem>);

impl OverrideProblems {
    /// The problems in the order of the overrides.
    pub fn problems(&self) -> &[OverrideProblem] {
        &self.0
    }
}

impl fmt::Display for OverrideProblems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        f.write_str(&lines.join("\n"))
    }
}

impl std::error::Error for OverrideProblems {}

/// Everything wrong with the overrides.
pub(crate) fn check(library: &Library, overrides: &[Override]) -> Vec<OverrideProblem> {
    let mut problems = Vec::new();
    for (index, change) in overrides.iter().enumerate() {
        match find(library, change) {
            Ok((pack, setting)) => problems.extend(check_one(change, pack, setting)),
            Err(problem) => problems.push(problem),
        }
        let same = |other: &Override| {
            (&other.pack, &other.key, other.valid_from)
                == (&change.pack, &change.key, change.valid_from)
        };
        if overrides.iter().take(index).any(same) {
            let Override { pack, key, valid_from, .. } = change.clone();
            problems.push(OverrideProblem::Duplicate { pack, key, valid_from });
        }
    }
    problems
}

fn find<'l>(
    library: &'l Library,
    change: &Override,
) -> Result<(&'l Pack, &'l Setting), OverrideProblem> {
    let pack = library.pack(&change.pack).ok_or_else(|| {
        let ids: Vec<&str> = library.packs().iter().map(|pack| pack.id().as_str()).collect();
        OverrideProblem::UnknownPack {
            pack: change.pack.clone(),
            hint: hint(change.pack.as_str(), &ids),
        }
    })?;
    let setting = pack.setting(&change.key).ok_or_else(|| {
        let keys: Vec<&str> = pack.settings().iter().map(|s| s.key.as_str()).collect();
        OverrideProblem::UnknownSetting {
            pack: change.pack.clone(),
            key: change.key.clone(),
            hint: hint(&change.key, &keys),
        }
    })?;
    Ok((pack, setting))
}

fn check_one(change: &Override, pack: &Pack, setting: &Setting) -> Vec<OverrideProblem> {
    let (id, key) = (change.pack.clone(), change.key.clone());
    let mut problems = Vec::new();
    if !setting.editable {
        let citation = setting.citation.vi();
        let (pack, key) = (id.clone(), key.clone());
        problems.push(OverrideProblem::NotEditable { pack, key, citation });
    }
    if !same_type(&change.value, &setting.value) {
        let (pack, key) = (id.clone(), key.clone());
        let (expected, actual) = (setting.value.value_type(), change.value.value_type());
        problems.push(OverrideProblem::WrongType { pack, key, expected, actual });
    } else if !setting.in_range(&change.value) || !possible(&change.value) {
        let (pack, key, value) = (id.clone(), key.clone(), change.value.clone());
        problems.push(OverrideProblem::OutOfRange { pack, key, value, allowed: setting.allowed() });
    }
    if !pack.governs(change.valid_from) {
        let valid_from = change.valid_from;
        problems.push(OverrideProblem::NotInForce { pack: id.clone(), valid_from });
    }
    if change.reason.trim().is_empty() {
        problems.push(OverrideProblem::NoReason { pack: id, key });
    }
    problems
}

/// Same type; working and calendar days are different types here, since the law counts in one.
fn same_type(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Days(left), Value::Days(right)) => {
            std::mem::discriminant(left) == std::mem::discriminant(right)
        }
        _ => left.value_type() == right.value_type(),
    }
}

/// Whether the value itself makes sense, whatever the setting.
fn possible(value: &Value) -> bool {
    match value {
        Value::Percent(percent) => *percent <= 100,
        Value::BasisPoints(points) => *points <= 10_000,
        Value::Text(text) => !text.trim().is_empty(),
        _ => true,
    }
}
