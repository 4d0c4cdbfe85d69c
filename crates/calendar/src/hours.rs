//! Office hours of one unit.

use std::{fmt, str::FromStr};

use jiff::{
    SignedDuration,
    civil::{Date, DateTime, Time, Weekday},
};

use crate::{calendar::WorkCalendar, day::DayKind};

/// Marks the Saturday part of written office hours.
const SATURDAY: &str = "sat ";

/// One unbroken stretch of office hours: open from `opens` until just before `closes`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct OfficeSpan {
    opens: Time,
    closes: Time,
}

impl OfficeSpan {
    /// When it begins.
    pub fn opens(self) -> Time {
        self.opens
    }

    /// When it ends.
    pub fn closes(self) -> Time {
        self.closes
    }

    pub(crate) fn contains(self, time: Time) -> bool {
        (self.opens..self.closes).contains(&time)
    }
}

/// Office hours of one unit, such as `07:30-11:30,13:30-17:00`.
///
/// They hold on every working day, make-up Saturdays included. A unit that opens its desk on ordinary Saturdays
/// adds those hours after a semicolon: `07:30-11:30,13:30-17:00;sat 07:30-11:30`. Saturday service never makes
/// Saturday a working day (C5) and is not given on public holidays.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct OfficeHours {
    spans: Vec<OfficeSpan>,
    saturday: Vec<OfficeSpan>,
}

impl OfficeHours {
    /// The stretches of a working day, in order; there is at least one.
    pub fn spans(&self) -> &[OfficeSpan] {
        &self.spans
    }

    /// The stretches of service on an ordinary Saturday; empty when the desk is closed then.
    pub fn saturday_service(&self) -> &[OfficeSpan] {
        &self.saturday
    }

    /// Whether the desk is open at that moment, Saturday service included.
    pub fn is_open(&self, calendar: &WorkCalendar, at: DateTime) -> bool {
        self.on(calendar, at.date()).iter().any(|span| span.contains(at.time()))
    }

    /// Whether work at that moment is service beyond office hours: before, between or after the hours of a
    /// working day, or on a day off (Saturday service too).
    pub fn is_beyond_hours(&self, calendar: &WorkCalendar, at: DateTime) -> bool {
        !(calendar.is_working(at.date()) && self.spans.iter().any(|s| s.contains(at.time())))
    }

    /// When the desk closes on that day; `None` when it does not open.
    pub fn closing(&self, calendar: &WorkCalendar, date: Date) -> Option<DateTime> {
        self.on(calendar, date).last().map(|span| date.to_datetime(span.closes))
    }

    /// The stretches in which the desk is open on that day, in order.
    pub fn on(&self, calendar: &WorkCalendar, date: Date) -> &[OfficeSpan] {
        let saturday = date.weekday() == Weekday::Saturday;
        match calendar.day(date).kind {
            kind if kind.is_working() => &self.spans,
            DayKind::Weekend if saturday => &self.saturday,
            _ => &[],
        }
    }

    /// Office time of a whole working day.
    pub(crate) fn per_day(&self) -> SignedDuration {
        self.left_after(Time::MIN)
    }

    /// Office time of a working day from `time` on.
    pub(crate) fn left_after(&self, time: Time) -> SignedDuration {
        let left = |span: &OfficeSpan| span.opens.max(time).duration_until(span.closes);
        self.spans.iter().map(left).filter(SignedDuration::is_positive).sum()
    }

    /// The time of a working day at which `needed` office time has passed since `from`; the end of office
    /// hours when there is less.
    pub(crate) fn after(&self, from: Time, mut needed: SignedDuration) -> Time {
        for span in &self.spans {
            let begin = span.opens.max(from);
            let left = begin.duration_until(span.closes);
            if left >= needed && begin < span.closes {
                return begin.saturating_add(needed);
            }
            needed -= left.max(SignedDuration::ZERO);
        }
        self.end_of_day()
    }

    /// The end of office hours on a working day.
    pub(crate) fn end_of_day(&self) -> Time {
        self.spans.last().map_or(Time::MAX, |span| span.closes)
    }
}

impl fmt::Display for OfficeHours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_spans(f, &self.spans)?;
        if self.saturday.is_empty() {
            return Ok(());
        }
        write!(f, ";{SATURDAY}")?;
        write_spans(f, &self.saturday)
    }
}

impl FromStr for OfficeHours {
    type Err = OfficeHoursError;

    fn from_str(text: &str) -> Result<Self, OfficeHoursError> {
        let (week, saturday) = match text.split_once(';') {
            Some((week, rest)) => {
                let saturday = rest.trim().strip_prefix(SATURDAY);
                let saturday =
                    saturday.ok_or_else(|| OfficeHoursError::Saturday(rest.to_owned()))?;
                (week, parse_spans(saturday)?)
            }
            None => (text, Vec::new()),
        };
        Ok(Self { spans: parse_spans(week)?, saturday })
    }
}

/// Office hours that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OfficeHoursError {
    /// A stretch is not written as two times.
    #[error("`{0}` are not office hours. Write opening and closing time, such as `07:30-11:30`.")]
    Span(String),
    /// A stretch ends before it begins.
    #[error("The office hours `{0}` end before they begin. Write the earlier time first.")]
    Backwards(String),
    /// A stretch begins before the one before it has ended.
    #[error("The office hours `{0}` begin before the hours before them end. Write them in order.")]
    Overlap(String),
    /// The part after the semicolon does not name Saturday.
    #[error("`{0}` is not Saturday service. Write it as `;sat 07:30-11:30` or leave it out.")]
    Saturday(String),
}

fn parse_spans(text: &str) -> Result<Vec<OfficeSpan>, OfficeHoursError> {
    let mut spans: Vec<OfficeSpan> = Vec::new();
    for part in text.split(',').map(str::trim) {
        let times = part.split_once('-').and_then(|(a, b)| Some((parse_time(a)?, parse_time(b)?)));
        let (opens, closes) = times.ok_or_else(|| OfficeHoursError::Span(part.to_owned()))?;
        if closes <= opens {
            return Err(OfficeHoursError::Backwards(part.to_owned()));
        }
        if spans.last().is_some_and(|before| opens < before.closes) {
            return Err(OfficeHoursError::Overlap(part.to_owned()));
        }
        spans.push(OfficeSpan { opens, closes });
    }
    Ok(spans)
}

/// Hours and minutes, such as `07:30`.
fn parse_time(text: &str) -> Option<Time> {
    let (hour, minute) = text.trim().split_once(':')?;
    let two_digits =
        |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    if !two_digits(hour) || !two_digits(minute) {
        return None;
    }
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

fn write_spans(f: &mut fmt::Formatter<'_>, spans: &[OfficeSpan]) -> fmt::Result {
    for (index, OfficeSpan { opens, closes }) in spans.iter().enumerate() {
        let comma = if index == 0 { "" } else { "," };
        write!(f, "{comma}{}-{}", opens.strftime("%H:%M"), closes.strftime("%H:%M"))?;
    }
    Ok(())
}
