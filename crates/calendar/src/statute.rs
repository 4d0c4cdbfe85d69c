//! Days off that follow from the Labour Code alone, for years nobody has decided yet.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use jiff::civil::Date;

use crate::{
    day::{DayKind, Source, SpecialDay, is_weekend},
    lunar::{LunarDate, solar_date},
    table::shift,
};

/// The statutory days off in one wording of the law.
#[derive(Debug)]
pub(crate) struct Statute {
    pub(crate) from_year: i16,
    pub(crate) source: Arc<Source>,
    pub(crate) holidays: Vec<StatutoryHoliday>,
}

/// One holiday of the law, of one or several days.
#[derive(Debug)]
pub(crate) struct StatutoryHoliday {
    pub(crate) name: String,
    pub(crate) anchor: Anchor,
    pub(crate) month: i8,
    pub(crate) day: i8,
    /// How many days off in all.
    pub(crate) days: i32,
    /// How many of them may lie before the day itself, in order of preference.
    pub(crate) days_before: Vec<i32>,
}

/// By which calendar a holiday is dated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    Solar,
    Lunar,
}

/// Days that are not ordinary, by date, while a calendar is built.
#[derive(Debug, Default)]
pub(crate) struct SpecialDays {
    pub(crate) days: BTreeMap<Date, SpecialDay>,
    /// What to call a day that makes up for a holiday on a weekend.
    pub(crate) compensatory_name: String,
}

impl SpecialDays {
    /// Adds the days off that `statute` gives in `year`.
    pub(crate) fn add_statutory(&mut self, year: i16, statute: &Statute) {
        let mut added = BTreeSet::new();
        for holiday in &statute.holidays {
            for date in holiday.dates(year) {
                self.add_holiday(date, &holiday.name, &statute.source);
                added.insert(date);
            }
        }
        for date in added {
            self.compensate(date);
        }
    }

    /// Adds one holiday, unless the day is off already.
    pub(crate) fn add_holiday(&mut self, date: Date, name: &str, source: &Arc<Source>) {
        self.days.entry(date).or_insert_with(|| SpecialDay {
            date,
            kind: DayKind::Holiday,
            name: name.to_owned(),
            source: Arc::clone(source),
        });
    }

    /// Gives the next working day off when the holiday on `date` lies on a weekend.
    pub(crate) fn compensate(&mut self, date: Date) {
        let Some(holiday) = self.days.get(&date).filter(|_| is_weekend(date)) else { return };
        let (name, source) = (holiday.name.clone(), Arc::clone(&holiday.source));
        let day_off = next_free(date, |day| self.days.contains_key(&day));
        self.days.insert(
            day_off,
            SpecialDay {
                date: day_off,
                kind: DayKind::Compensatory,
                name: format!("{} {name}", self.compensatory_name),
                source,
            },
        );
    }
}

impl StatutoryHoliday {
    /// The days of this holiday in `year`: among the ways it may lie, the first with the longest rest.
    fn dates(&self, year: i16) -> Vec<Date> {
        let anchor = match self.anchor {
            Anchor::Solar => Date::new(year, self.month, self.day).ok(),
            Anchor::Lunar => {
                let (month, day) = (self.month, self.day);
                solar_date(LunarDate { year, month, leap_month: false, day })
            }
        };
        let Some(anchor) = anchor else { return Vec::new() };
        let mut best = Vec::new();
        let mut longest = 0;
        for before in &self.days_before {
            let block: Vec<Date> =
                (0..self.days).map(|n| shift(anchor, i64::from(n - before))).collect();
            let rest = unbroken_rest(&block);
            if rest > longest {
                (best, longest) = (block, rest);
            }
        }
        best
    }
}

/// How many days in a row are free with this holiday, its weekends and its compensatory days.
fn unbroken_rest(block: &[Date]) -> u32 {
    let mut off: BTreeSet<Date> = block.iter().copied().collect();
    for &date in block.iter().filter(|date| is_weekend(**date)) {
        let day_off = next_free(date, |day| off.contains(&day));
        off.insert(day_off);
    }
    let Some(&start) = block.first() else { return 0 };
    let run = |step: i64| {
        let (mut length, mut day) = (0, shift(start, step));
        while is_weekend(day) || off.contains(&day) {
            (length, day) = (length + 1, shift(day, step));
        }
        length
    };
    run(-1) + 1 + run(1)
}

/// The next weekday after `date` that is not off already.
fn next_free(date: Date, is_off: impl Fn(Date) -> bool) -> Date {
    let mut day = shift(date, 1);
    while is_weekend(day) || is_off(day) {
        day = shift(day, 1);
    }
    day
}
