//! One legal text in one version, as data.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, Time};

use crate::wording::hint;
use crate::{
    Cited, Days, Item, LawError, List, Rules, Setting, Source, Value, ValueType, Wording,
    value::name_of,
};

/// Name of a pack, such as `vn/one-stop/nd-118-2025`: topic, then the text and version.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PackId(String);

impl PackId {
    /// The whole name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part that names the area, such as `vn/one-stop`; versions of one topic follow each
    /// other in time.
    pub fn topic(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(topic, _)| topic)
    }
}

impl fmt::Display for PackId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for PackId {
    type Err = BadPackId;

    fn from_str(text: &str) -> Result<Self, BadPackId> {
        let parts: Vec<&str> = text.split('/').collect();
        if parts.len() >= 3 && parts.iter().all(|part| is_name(part)) {
            Ok(Self(text.to_owned()))
        } else {
            Err(BadPackId(text.to_owned()))
        }
    }
}

/// A text that cannot name a pack.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not a pack id; write country or agency, area and text in small letters, digits and hyphens, such as `vn/one-stop/nd-118-2025`"
)]
pub struct BadPackId(pub String);

/// Small letters, digits and hyphens, at least one.
fn is_name(part: &str) -> bool {
    !part.is_empty()
        && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

/// What a pack speaks about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Dossiers of the one-stop desk.
    Dossier,
    /// Officials.
    Person,
    /// Bodies and their parts.
    Unit,
    /// Emulation movements.
    Movement,
    /// Awards.
    Award,
    /// Administrative documents.
    Document,
}

impl Subject {
    /// Every subject with its name in pack files.
    pub(crate) const NAMES: [(&str, Self); 6] = [
        ("dossier", Self::Dossier),
        ("person", Self::Person),
        ("unit", Self::Unit),
        ("movement", Self::Movement),
        ("award", Self::Award),
        ("document", Self::Document),
    ];

    /// The name in pack files, which is also a key for translation.
    pub fn code(self) -> &'static str {
        name_of(&Self::NAMES, self)
    }
}

/// One legal text in one version: settings and lists with the period they govern.
///
/// A pack handed out by [`crate::Library::governing`] carries the agency's own values of that day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pack {
    pub(crate) id: PackId,
    pub(crate) title: Wording,
    pub(crate) subject: Subject,
    pub(crate) sources: Vec<Source>,
    pub(crate) valid_from: Date,
    pub(crate) valid_to: Option<Date>,
    pub(crate) supersedes: Option<PackId>,
    pub(crate) settings: Vec<Setting>,
    pub(crate) lists: Vec<List>,
    pub(crate) rules: Rules,
}

impl Pack {
    /// Its name.
    pub fn id(&self) -> &PackId {
        &self.id
    }

    /// Its title, for people.
    pub fn title(&self) -> &Wording {
        &self.title
    }

    /// What it speaks about.
    pub fn subject(&self) -> Subject {
        self.subject
    }

    /// The legal texts it rests on.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// First day it governs.
    pub fn valid_from(&self) -> Date {
        self.valid_from
    }

    /// Last day it governs; `None` while no end is known. A later pack that supersedes this one
    /// ends it the day before its own first day.
    pub fn valid_to(&self) -> Option<Date> {
        self.valid_to
    }

    /// The pack it takes the place of.
    pub fn supersedes(&self) -> Option<&PackId> {
        self.supersedes.as_ref()
    }

    /// Whether it governs the day.
    pub fn governs(&self, on: Date) -> bool {
        self.valid_from <= on && self.valid_to.is_none_or(|end| on <= end)
    }

    /// All settings in the order of the file.
    pub fn settings(&self) -> &[Setting] {
        &self.settings
    }

    /// One setting by key.
    pub fn setting(&self, key: &str) -> Option<&Setting> {
        self.settings.iter().find(|setting| setting.key == key)
    }

    /// What it judges by; empty for a pack that only holds figures and lists.
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// All lists in the order of the file.
    pub fn lists(&self) -> &[List] {
        &self.lists
    }

    /// One list with its label and groups.
    pub fn list(&self, key: &str) -> Option<&List> {
        self.lists.iter().find(|list| list.key == key)
    }

    /// The items of a list in order; empty when the pack has no such list.
    pub fn items(&self, list: &str) -> &[Item] {
        self.list(list).map_or(&[], |list| &list.items)
    }

    /// One item of a list.
    pub fn item(&self, list: &str, key: &str) -> Option<&Item> {
        self.items(list).iter().find(|item| item.key == key)
    }

    /// Reads a whole number.
    pub fn integer(&self, key: &str) -> Result<Cited<i64>, LawError> {
        self.read(key, ValueType::Integer, |value| match value {
            Value::Integer(number) => Some(*number),
            _ => None,
        })
    }

    /// Reads a percentage, 0 to 100.
    pub fn percent(&self, key: &str) -> Result<Cited<u8>, LawError> {
        self.read(key, ValueType::Percent, |value| match value {
            Value::Percent(percent) => Some(*percent),
            _ => None,
        })
    }

    /// Reads hundredths of a percent, 0 to 10 000.
    pub fn basis_points(&self, key: &str) -> Result<Cited<u16>, LawError> {
        self.read(key, ValueType::BasisPoints, |value| match value {
            Value::BasisPoints(points) => Some(*points),
            _ => None,
        })
    }

    /// Reads a time of day.
    pub fn time(&self, key: &str) -> Result<Cited<Time>, LawError> {
        self.read(key, ValueType::Time, |value| match value {
            Value::Time(time) => Some(*time),
            _ => None,
        })
    }

    /// Reads a number of working or calendar days.
    pub fn days(&self, key: &str) -> Result<Cited<Days>, LawError> {
        self.read(key, ValueType::Days, |value| match value {
            Value::Days(days) => Some(*days),
            _ => None,
        })
    }

    /// Reads a short text.
    pub fn text(&self, key: &str) -> Result<Cited<String>, LawError> {
        self.read(key, ValueType::Text, |value| match value {
            Value::Text(text) => Some(text.clone()),
            _ => None,
        })
    }

    /// Reads whether a rule applies.
    pub fn bool(&self, key: &str) -> Result<Cited<bool>, LawError> {
        self.read(key, ValueType::Bool, |value| match value {
            Value::Bool(flag) => Some(*flag),
            _ => None,
        })
    }

    /// Reads a date.
    pub fn date(&self, key: &str) -> Result<Cited<Date>, LawError> {
        self.read(key, ValueType::Date, |value| match value {
            Value::Date(date) => Some(*date),
            _ => None,
        })
    }

    fn read<T>(
        &self,
        key: &str,
        expected: ValueType,
        pick: impl FnOnce(&Value) -> Option<T>,
    ) -> Result<Cited<T>, LawError> {
        let setting = self.setting(key).ok_or_else(|| self.no_setting(key))?;
        let value = pick(&setting.value).ok_or_else(|| LawError::WrongType {
            pack: self.id.clone(),
            key: key.to_owned(),
            expected,
            actual: setting.value.value_type(),
        })?;
        Ok(Cited {
            value,
            label: setting.label.clone(),
            citation: setting.citation.clone(),
            confidence: setting.confidence.clone(),
            pack: self.id.clone(),
            key: key.to_owned(),
            adjustment: setting.adjustment.clone(),
        })
    }

    fn no_setting(&self, key: &str) -> LawError {
        let keys: Vec<&str> = self.settings.iter().map(|setting| setting.key.as_str()).collect();
        LawError::NoSetting { pack: self.id.clone(), key: key.to_owned(), hint: hint(key, &keys) }
    }
}
