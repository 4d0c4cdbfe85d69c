//! One day of the calendar and what is known about it.

use std::{fmt, sync::Arc};

use jiff::civil::{Date, Weekday};

/// What a day is for an office that rests on Saturday and Sunday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DayKind {
    /// An ordinary Monday to Friday.
    Working,
    /// An ordinary Saturday or Sunday.
    Weekend,
    /// A public holiday or Tết day (ngày nghỉ lễ, Tết), also when it falls on a weekend.
    Holiday,
    /// A weekday off because a holiday fell on a weekend (nghỉ bù).
    Compensatory,
    /// A weekday off that is worked on a Saturday instead (nghỉ hoán đổi).
    SwapOff,
    /// A Saturday worked instead of a weekday (làm bù).
    MakeUp,
}

impl DayKind {
    /// Whether officials work on such a day.
    pub const fn is_working(self) -> bool {
        matches!(self, Self::Working | Self::MakeUp)
    }

    /// The kind's name in files and interfaces, such as `swap_off`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Working => "working",
            Self::Weekend => "weekend",
            Self::Holiday => "holiday",
            Self::Compensatory => "compensatory",
            Self::SwapOff => "swap_off",
            Self::MakeUp => "make_up",
        }
    }

    /// The kind a calendar file may give a day.
    pub(crate) fn of_entry(text: &str) -> Option<Self> {
        [Self::Holiday, Self::Compensatory, Self::SwapOff, Self::MakeUp]
            .into_iter()
            .find(|kind| kind.as_str() == text)
    }

    pub(crate) fn of_plain(date: Date) -> Self {
        if is_weekend(date) { Self::Weekend } else { Self::Working }
    }
}

impl fmt::Display for DayKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// How sure we are of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Confidence {
    /// The legal text itself was read.
    Verified,
    /// It was not; somebody should look.
    Unverified {
        /// Why, in Vietnamese, to be shown beside the day.
        reason: String,
    },
}

/// A document that sets days off, and how sure we are of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Source {
    pub(crate) document: String,
    pub(crate) confidence: Confidence,
}

/// A day that is not an ordinary working day or weekend.
#[derive(Debug, Clone)]
pub(crate) struct SpecialDay {
    pub(crate) date: Date,
    pub(crate) kind: DayKind,
    pub(crate) name: String,
    pub(crate) source: Arc<Source>,
}

/// A day as [`WorkCalendar::day`](crate::WorkCalendar::day) reports it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day<'a> {
    /// The day.
    pub date: Date,
    /// What it is.
    pub kind: DayKind,
    /// Vietnamese name, for days that have one.
    pub name: Option<&'a str>,
    /// The document that makes the day special, in Vietnamese.
    pub source: Option<&'a str>,
    /// How sure we are of that; `None` for ordinary days.
    pub confidence: Option<&'a Confidence>,
    /// Whether the day is computed, because its year is not decided yet.
    pub provisional: bool,
}

/// Saturday or Sunday, the weekly rest days of public bodies.
pub(crate) fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}
