//! The working calendar: which days are worked, and counting over them.

use std::{collections::BTreeMap, ops::RangeInclusive};

use jiff::civil::Date;

use crate::{
    data,
    day::{Day, DayKind, SpecialDay},
    load::{CalendarFile, load},
    problem::CalendarErrors,
    statute::SpecialDays,
    table::{Table, shift},
    term::{Due, Term, TermUnit},
};

/// What an installation may choose about the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CalendarOptions {
    /// Count 24 November (Ngày Văn hóa Việt Nam) as a holiday from 2026. Off until the law is confirmed (C4).
    pub culture_day_24_11: bool,
}

/// Working days of Vietnamese public bodies.
///
/// Every date has an answer: decided years come from the file, other covered years from the Labour Code, and
/// dates outside the covered years follow plain weeks of Monday to Friday. The last two are *provisional*.
/// Counting takes the same time however long the term is; building takes milliseconds, so build one and share it.
#[derive(Debug, Clone)]
pub struct WorkCalendar {
    decided: RangeInclusive<i16>,
    special: BTreeMap<Date, SpecialDay>,
    table: Table,
    hours_per_day: u32,
}

impl WorkCalendar {
    /// The calendar that ships with the product.
    pub fn vietnam(options: CalendarOptions) -> Result<Self, CalendarErrors> {
        Self::from_toml(data::VIETNAM, options)
    }

    /// A calendar from the text of a calendar file, such as the shipped one with a year added.
    ///
    /// All problems of the file are reported at once, each with its line and a hint.
    pub fn from_toml(text: &str, options: CalendarOptions) -> Result<Self, CalendarErrors> {
        let file = load(text)?;
        Ok(Self::build(&file, options))
    }

    /// The day with its kind, name and source.
    pub fn day(&self, date: Date) -> Day<'_> {
        let special = self.special.get(&date);
        Day {
            date,
            kind: special.map_or_else(|| DayKind::of_plain(date), |day| day.kind),
            name: special.map(|day| day.name.as_str()),
            source: special.map(|day| day.source.document.as_str()),
            confidence: special.map(|day| &day.source.confidence),
            provisional: self.is_provisional(date),
        }
    }

    /// The holidays, compensatory days and swapped days of one year, in order.
    pub fn special_days(&self, year: i16) -> impl Iterator<Item = Day<'_>> {
        let all = self.special.keys().filter(move |date| date.year() == year);
        all.map(|date| self.day(*date))
    }

    /// The years whose days off have been decided and published.
    pub fn decided_years(&self) -> RangeInclusive<i16> {
        self.decided.clone()
    }

    /// Whether officials work on that day. Make-up Saturdays are worked (C5: Saturday service is not).
    pub fn is_working(&self, date: Date) -> bool {
        self.table.is_working(date)
    }

    /// Whether the day is computed, because its year is not decided yet (C3).
    pub fn is_provisional(&self, date: Date) -> bool {
        self.table.any_provisional(date, date)
    }

    /// The number of working days after `from`, up to and with `to`; negative when `to` is earlier.
    ///
    /// Inverse of [`Self::add_working_days`] for `n` > 0.
    pub fn working_days_between(&self, from: Date, to: Date) -> i64 {
        self.table.rank(to) - self.table.rank(from)
    }

    /// The `n`-th working day after `date`; for negative `n` the |`n`|-th before it.
    ///
    /// For 0 it is `date` itself, or the next working day when `date` is off. Steps beyond the dates there are
    /// end at the last or first of them.
    pub fn add_working_days(&self, date: Date, n: i64) -> Date {
        if n == 0 {
            return self.on_or_after(date);
        }
        // Going back from a day off, the last working day before it is already one step.
        let off = i64::from(n < 0 && !self.is_working(date));
        self.table.step(date, n + off)
    }

    /// The last working day before `date`.
    pub fn previous_working_day(&self, date: Date) -> Date {
        self.add_working_days(date, -1)
    }

    /// The first working day after `date`.
    pub fn next_working_day(&self, date: Date) -> Date {
        self.add_working_days(date, 1)
    }

    /// The last day of a term that starts on `start` (D8).
    ///
    /// The day of the start does not count (Civil Code Đ.147). A term in calendar days that ends on a day off
    /// ends on the next working day (Đ.148 khoản 5). A term in hours needs the hour of the start: use
    /// [`Self::due_at`]. Here it is taken to begin when `start` ends and to use whole working days of the
    /// length the calendar file names, which is the latest day it can end in an office that keeps them.
    pub fn due(&self, start: Date, term: Term) -> Due {
        let amount = i64::from(term.amount);
        // Counting calendar days does not depend on any holiday; only the moving on from the last day does.
        let (rests_on, date) = match term.unit {
            TermUnit::WorkingDays => (shift(start, 1), self.add_working_days(start, amount)),
            TermUnit::CalendarDays => {
                let last = shift(start, amount);
                (last, self.on_or_after(last))
            }
            TermUnit::Hours => {
                let days = term.amount.div_ceil(self.hours_per_day);
                (shift(start, 1), self.add_working_days(start, i64::from(days)))
            }
        };
        Due { date, provisional: self.table.any_provisional(rests_on.min(date), date) }
    }

    /// Whether any day of the span, both ends included, is provisional.
    pub(crate) fn any_provisional(&self, from: Date, through: Date) -> bool {
        self.table.any_provisional(from, through)
    }

    /// `date` when it is worked, else the next working day.
    fn on_or_after(&self, date: Date) -> Date {
        if self.is_working(date) { date } else { self.next_working_day(date) }
    }

    fn build(file: &CalendarFile, options: CalendarOptions) -> Self {
        let years = file.decided.iter().map(|(_, year)| *year);
        // Without a decided year the range is empty.
        let decided = years.clone().min().unwrap_or(1)..=years.max().unwrap_or(0);
        let special = special_days(file, options);
        // Days entered with a neighbour's decision (31/12/2018) are known though their year is not.
        let known: Vec<Date> = (file.entries.iter())
            .map(|entry| entry.day.date)
            .filter(|date| !decided.contains(&date.year()))
            .collect();
        let ends = (
            jiff::civil::date(*file.covers.start(), 1, 1),
            jiff::civil::date(*file.covers.end(), 12, 31),
        );
        let table = Table::new(
            ends,
            |date| {
                special.get(&date).map_or_else(|| DayKind::of_plain(date), |d| d.kind).is_working()
            },
            |date| !decided.contains(&date.year()) && !known.contains(&date),
        );
        Self { decided, special, table, hours_per_day: file.hours_per_day }
    }
}

/// All days that are not ordinary: decided ones from the file, the others from the law of their year.
fn special_days(file: &CalendarFile, options: CalendarOptions) -> BTreeMap<Date, SpecialDay> {
    let mut all = SpecialDays {
        days: file.entries.iter().map(|entry| (entry.day.date, entry.day.clone())).collect(),
        compensatory_name: file.compensatory_name.clone(),
    };
    for year in file.covers.clone() {
        let decided = file.decided.iter().any(|(_, decided)| *decided == year);
        let statute = file.statutes.iter().rev().find(|(_, statute)| statute.from_year <= year);
        if let (false, Some((_, statute))) = (decided, statute) {
            all.add_statutory(year, statute);
        }
    }
    if let (true, Some(day)) = (options.culture_day_24_11, &file.culture_day) {
        for year in file.covers.clone().filter(|year| *year >= day.from_year) {
            let date = Date::new(year, day.month, day.day).ok();
            // A decision already in the file says itself how the day is made up for.
            if let Some(date) = date.filter(|date| !all.days.contains_key(date)) {
                all.add_holiday(date, &day.name, &day.source);
                all.compensate(date);
            }
        }
    }
    all.days
}
