//! One figure of the law.

use jiff::civil::Date;

use crate::rules::At;
use crate::{Citation, Confidence, Unit, Value, Wording};

/// A figure the law, or an agency within the law, sets: a term, a threshold, a cut-off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Name inside its pack, such as `reappointments_max`.
    pub key: String,
    /// The value in force.
    pub value: Value,
    /// What a number counts.
    pub unit: Option<Unit>,
    /// Smallest value an agency may set.
    pub min: Option<i64>,
    /// Largest value an agency may set.
    pub max: Option<i64>,
    /// The only words a text may be; any where empty.
    pub choices: Vec<String>,
    /// What the figure is, for people.
    pub label: Wording,
    /// Where it stands.
    pub citation: Citation,
    /// How sure we are.
    pub confidence: Confidence,
    /// Whether an agency may set its own value.
    pub editable: bool,
    /// Set when an agency's value stands in place of the shipped one.
    pub adjustment: Option<Adjustment>,
    pub(crate) at: At,
}

/// An agency's own value in place of the shipped one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adjustment {
    /// The value as shipped.
    pub shipped: Value,
    /// First day the agency's value applies.
    pub valid_from: Date,
    /// Why the agency set it.
    pub reason: String,
}

impl Setting {
    /// Takes the limits of the setting it stands in place of, where it says none of its own.
    pub(crate) fn keep_limits(&mut self, old: &Self) {
        self.min = self.min.or(old.min);
        self.max = self.max.or(old.max);
        if self.choices.is_empty() {
            self.choices.clone_from(&old.choices);
        }
    }

    /// Whether `value` lies in the range an agency may choose from.
    pub(crate) fn in_range(&self, value: &Value) -> bool {
        if let (Value::Text(text), false) = (value, self.choices.is_empty()) {
            return self.choices.contains(text);
        }
        let Some(size) = value.size() else { return true };
        self.min.is_none_or(|min| size >= min) && self.max.is_none_or(|max| size <= max)
    }

    /// What an agency may choose from, in words.
    pub(crate) fn allowed(&self) -> String {
        match (self.min, self.max) {
            (Some(min), Some(max)) => format!("{min} to {max}"),
            (Some(min), None) => format!("{min} or more"),
            (None, Some(max)) => format!("{max} or less"),
            (None, None) if !self.choices.is_empty() => self.choices.join(" or "),
            (None, None) => format!("any value of type {}", self.value.value_type()),
        }
    }
}
