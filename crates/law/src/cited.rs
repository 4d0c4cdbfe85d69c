//! Values that carry where they come from, and what can go wrong when asking for one.

use jiff::civil::Date;

use crate::{Adjustment, Citation, Confidence, PackId, ValueType, Wording};

/// A value with everything a "Vì sao?" link shows: article, confidence, pack, key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cited<T> {
    /// The value in force.
    pub value: T,
    /// What the figure is, for people.
    pub label: Wording,
    /// Where it stands.
    pub citation: Citation,
    /// How sure we are; pages show an unverified value as such.
    pub confidence: Confidence,
    /// The pack it was read from.
    pub pack: PackId,
    /// Its key in that pack.
    pub key: String,
    /// Set when an agency's own value stands in place of the shipped one.
    pub adjustment: Option<Adjustment>,
}

impl<T> Cited<T> {
    /// Whether it may be told to citizens as a rule: verified against the text, or set by the agency itself.
    pub fn is_settled(&self) -> bool {
        self.adjustment.is_some() || self.confidence.reason().is_none()
    }

    /// The same citation over a value made from this one.
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Cited<U> {
        Cited {
            value: make(self.value),
            label: self.label,
            citation: self.citation,
            confidence: self.confidence,
            pack: self.pack,
            key: self.key,
            adjustment: self.adjustment,
        }
    }
}

/// A question to the packs that they cannot answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LawError {
    /// No pack of the topic is in force on the day.
    #[error("no pack of `{topic}` is in force on {on}; see which exist with `nep law list`")]
    NoPack {
        /// The topic asked for.
        topic: String,
        /// The day asked for.
        on: Date,
    },
    /// Which pack governs hangs on whether the body has a regulation of its own, and this is not known.
    #[error(
        "which pack of `{topic}` governs on {on} hangs on whether the body has a regulation of its own"
    )]
    Undecided {
        /// The topic asked for.
        topic: String,
        /// The day asked for.
        on: Date,
    },
    /// The pack has no such setting.
    #[error("pack `{pack}` has no setting `{key}`; {hint}")]
    NoSetting {
        /// The pack asked.
        pack: PackId,
        /// The key asked for.
        key: String,
        /// The nearest key, or all of them.
        hint: String,
    },
    /// The setting has another type.
    #[error("setting `{key}` of pack `{pack}` is of type {actual}, not {expected}")]
    WrongType {
        /// The pack asked.
        pack: PackId,
        /// The key asked for.
        key: String,
        /// The type asked for.
        expected: ValueType,
        /// The type it has.
        actual: ValueType,
    },
}
