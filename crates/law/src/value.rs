//! Typed values of settings: exact, never floating point.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, Time};

/// The value of a setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A whole number; what it counts is the setting's unit.
    Integer(i64),
    /// A whole percentage, 0 to 100.
    Percent(u8),
    /// Hundredths of a percent, 0 to 10 000, for exact boundaries between whole percentages.
    BasisPoints(u16),
    /// A time of day at the office.
    Time(Time),
    /// A number of working or calendar days.
    Days(Days),
    /// A short text, such as a pattern.
    Text(String),
    /// Whether a rule applies.
    Bool(bool),
    /// A date.
    Date(Date),
}

impl Value {
    /// The type of this value.
    pub fn value_type(&self) -> ValueType {
        match self {
            Self::Integer(_) => ValueType::Integer,
            Self::Percent(_) => ValueType::Percent,
            Self::BasisPoints(_) => ValueType::BasisPoints,
            Self::Time(_) => ValueType::Time,
            Self::Days(_) => ValueType::Days,
            Self::Text(_) => ValueType::Text,
            Self::Bool(_) => ValueType::Bool,
            Self::Date(_) => ValueType::Date,
        }
    }

    /// The number to compare with a setting's range; `None` for values without an order of size.
    pub(crate) fn size(&self) -> Option<i64> {
        match self {
            Self::Integer(number) => Some(*number),
            Self::Percent(percent) => Some(i64::from(*percent)),
            Self::BasisPoints(points) => Some(i64::from(*points)),
            Self::Days(days) => Some(i64::from(days.count())),
            Self::Time(_) | Self::Text(_) | Self::Bool(_) | Self::Date(_) => None,
        }
    }
}

/// Prints the bare value; [`ValueType::parse`] reads it back.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(number) => write!(f, "{number}"),
            Self::Percent(percent) => write!(f, "{percent}"),
            Self::BasisPoints(points) => write!(f, "{points}"),
            Self::Time(time) => write!(f, "{:02}:{:02}", time.hour(), time.minute()),
            Self::Days(Days::Working(count)) => write!(f, "{count} working_days"),
            Self::Days(Days::Calendar(count)) => write!(f, "{count} calendar_days"),
            Self::Text(text) => f.write_str(text),
            Self::Bool(flag) => write!(f, "{flag}"),
            Self::Date(date) => write!(f, "{date}"),
        }
    }
}

/// A number of days of one kind; the two kinds never mix unseen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Days {
    /// Working days by the calendar of the office.
    Working(u32),
    /// Days of the calendar, holidays included.
    Calendar(u32),
}

impl Days {
    /// The number, whatever the kind.
    pub fn count(self) -> u32 {
        match self {
            Self::Working(count) | Self::Calendar(count) => count,
        }
    }
}

/// The types a setting can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueType {
    /// [`Value::Integer`]
    Integer,
    /// [`Value::Percent`]
    Percent,
    /// [`Value::BasisPoints`]
    BasisPoints,
    /// [`Value::Time`]
    Time,
    /// [`Value::Days`]
    Days,
    /// [`Value::Text`]
    Text,
    /// [`Value::Bool`]
    Bool,
    /// [`Value::Date`]
    Date,
}

impl ValueType {
    /// Every type with its name in pack files.
    pub(crate) const NAMES: [(&str, Self); 8] = [
        ("integer", Self::Integer),
        ("percent", Self::Percent),
        ("basis_points", Self::BasisPoints),
        ("time", Self::Time),
        ("days", Self::Days),
        ("text", Self::Text),
        ("bool", Self::Bool),
        ("date", Self::Date),
    ];

    /// The name in pack files, which is also a key for translation.
    pub fn code(self) -> &'static str {
        name_of(&Self::NAMES, self)
    }

    /// Reads a value of this type from text as a form or a table holds it; the inverse of
    /// [`Value`]'s `Display`. Days are written `3 working_days` or `3 calendar_days`.
    pub fn parse(self, text: &str) -> Result<Value, BadValue> {
        let text = text.trim();
        let value = match self {
            Self::Integer => whole(text).map(Value::Integer),
            Self::Percent => whole(text).and_then(percent),
            Self::BasisPoints => whole(text).and_then(basis_points),
            Self::Time => text.parse().ok().map(Value::Time),
            Self::Days => parse_days(text).map(Value::Days),
            Self::Text => Some(Value::Text(text.to_owned())),
            Self::Bool => text.parse().ok().map(Value::Bool),
            Self::Date => text.parse().ok().map(Value::Date),
        };
        value.ok_or_else(|| BadValue { text: text.to_owned(), expected: self })
    }
}

impl fmt::Display for ValueType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for ValueType {
    type Err = UnknownValueType;

    fn from_str(name: &str) -> Result<Self, UnknownValueType> {
        let known = Self::NAMES.iter().find(|(text, _)| *text == name);
        known.map(|(_, kind)| *kind).ok_or_else(|| UnknownValueType(name.to_owned()))
    }
}

/// A text that names no type of value.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a type of value")]
pub struct UnknownValueType(String);

/// A text that is not a value of the type asked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not a value of type {expected}")]
pub struct BadValue {
    /// The text given.
    pub text: String,
    /// The type asked for.
    pub expected: ValueType,
}

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Ngày làm việc.
    WorkingDays,
    /// Ngày.
    CalendarDays,
    /// Giờ làm việc.
    WorkingHours,
    /// Tháng.
    Months,
    /// Năm.
    Years,
    /// Lần.
    Times,
    /// Điểm.
    Points,
    /// Phần trăm.
    Percent,
    /// Ký tự.
    Characters,
}

impl Unit {
    /// Every unit with its name in pack files.
    pub(crate) const NAMES: [(&str, Self); 9] = [
        ("working_days", Self::WorkingDays),
        ("calendar_days", Self::CalendarDays),
        ("working_hours", Self::WorkingHours),
        ("months", Self::Months),
        ("years", Self::Years),
        ("times", Self::Times),
        ("points", Self::Points),
        ("percent", Self::Percent),
        ("characters", Self::Characters),
    ];

    /// The name in pack files, which is also a key for translation.
    pub fn code(self) -> &'static str {
        name_of(&Self::NAMES, self)
    }
}

/// The percentage, when it lies in 0 to 100.
pub(crate) fn percent(number: i64) -> Option<Value> {
    u8::try_from(number).ok().filter(|percent| *percent <= 100).map(Value::Percent)
}

/// The basis points, when they lie in 0 to 10 000.
pub(crate) fn basis_points(number: i64) -> Option<Value> {
    u16::try_from(number).ok().filter(|points| *points <= 10_000).map(Value::BasisPoints)
}

/// A whole number written plainly: digits, and `-` before them.
fn whole(text: &str) -> Option<i64> {
    text.parse().ok().filter(|_| !text.starts_with('+'))
}

fn parse_days(text: &str) -> Option<Days> {
    let (count, unit) = text.split_once(' ')?;
    let count = u32::try_from(whole(count)?).ok()?;
    match unit {
        "working_days" => Some(Days::Working(count)),
        "calendar_days" => Some(Days::Calendar(count)),
        _ => None,
    }
}

/// The name that stands for `wanted` in a table of names.
pub(crate) fn name_of<T: Copy + PartialEq>(
    names: &'static [(&'static str, T)],
    wanted: T,
) -> &'static str {
    names.iter().find(|(_, value)| *value == wanted).map_or("", |(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_is_read_back() {
        let values = [
            Value::Integer(-3),
            Value::Percent(100),
            Value::BasisPoints(9_999),
            Value::Time(Time::constant(15, 0, 0, 0)),
            Value::Days(Days::Working(3)),
            Value::Days(Days::Calendar(30)),
            Value::Text("AA-YYMMDD".to_owned()),
            Value::Bool(true),
            Value::Date(Date::constant(2026, 8, 5)),
        ];
        for value in values {
            assert_eq!(value.value_type().parse(&value.to_string()), Ok(value));
        }
    }

    #[test]
    fn impossible_values_are_refused() {
        assert!(ValueType::Percent.parse("101").is_err());
        assert!(ValueType::BasisPoints.parse("10001").is_err());
        for text in ["+5", "0x10", "1_000", "5.0"] {
            assert!(ValueType::Integer.parse(text).is_err(), "{text}");
            assert!(ValueType::Days.parse(&format!("{text} working_days")).is_err(), "{text}");
        }
        assert!(ValueType::Time.parse("25:00").is_err());
        assert!(ValueType::Date.parse("2026-02-30").is_err());
        let days = ValueType::Days.parse("3").unwrap_err();
        assert_eq!(days.to_string(), "`3` is not a value of type days");
    }
}
