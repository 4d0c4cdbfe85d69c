//! Terms: how long something may take, in the units the procedures use.

use std::{fmt, str::FromStr};

use jiff::civil::{Date, DateTime};

/// In what a term is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TermUnit {
    /// Working days of public bodies (ngày làm việc).
    WorkingDays,
    /// Calendar days (ngày); a last day off moves on to the next working day.
    CalendarDays,
    /// Office hours (giờ làm việc).
    Hours,
}

impl TermUnit {
    /// All units.
    pub const ALL: [Self; 3] = [Self::WorkingDays, Self::CalendarDays, Self::Hours];

    /// The unit's name in files and databases, such as `working_days`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::WorkingDays => "working_days",
            Self::CalendarDays => "calendar_days",
            Self::Hours => "hours",
        }
    }
}

impl fmt::Display for TermUnit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for TermUnit {
    type Err = TermError;

    fn from_str(text: &str) -> Result<Self, TermError> {
        let unit = Self::ALL.into_iter().find(|unit| unit.as_str() == text);
        unit.ok_or_else(|| TermError::Unit(text.to_owned()))
    }
}

/// A term, such as three working days. Written `3 working_days`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Term {
    /// How many.
    pub amount: u32,
    /// Of what.
    pub unit: TermUnit,
}

impl Term {
    /// A term in working days.
    pub const fn working_days(amount: u32) -> Self {
        Self { amount, unit: TermUnit::WorkingDays }
    }

    /// A term in calendar days.
    pub const fn calendar_days(amount: u32) -> Self {
        Self { amount, unit: TermUnit::CalendarDays }
    }

    /// A term in office hours.
    pub const fn hours(amount: u32) -> Self {
        Self { amount, unit: TermUnit::Hours }
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.amount, self.unit)
    }
}

impl FromStr for Term {
    type Err = TermError;

    fn from_str(text: &str) -> Result<Self, TermError> {
        let (amount, unit) =
            text.trim().split_once(' ').ok_or_else(|| TermError::Shape(text.to_owned()))?;
        let amount = amount.parse().map_err(|_| TermError::Amount(amount.to_owned()))?;
        Ok(Self { amount, unit: unit.trim().parse()? })
    }
}

/// A term that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TermError {
    /// Not an amount and a unit.
    #[error("`{0}` is not a term. Write an amount and a unit, such as `3 working_days`.")]
    Shape(String),
    /// The amount is no whole number.
    #[error("`{0}` is not a number of days or hours. Write a whole number from 0.")]
    Amount(String),
    /// The unit is not known.
    #[error("`{0}` is not a unit of terms. Write `working_days`, `calendar_days` or `hours`.")]
    Unit(String),
}

/// The last day of a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Due {
    /// The day, always a working day.
    pub date: Date,
    /// Whether it rests on days whose year is not decided yet and may still move.
    pub provisional: bool,
}

/// The last moment of a term, in local time of the office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DueAt {
    /// The moment, always within or at the end of office hours on a working day.
    pub at: DateTime,
    /// Whether it rests on days whose year is not decided yet and may still move.
    pub provisional: bool,
}
