//! Checks that need more than one entry of a calendar file at a time (rule C2).

use std::collections::BTreeMap;

use jiff::civil::{Date, Weekday};

use crate::{
    day::{DayKind, is_weekend},
    load::{CalendarFile, Entry},
    problem::{Place, Problems},
    table::shift,
};

/// The lunar calendar is sure within these years, and the table of days stays small.
const SUPPORTED_YEARS: std::ops::RangeInclusive<i16> = 1970..=2190;

pub(crate) fn check(file: &CalendarFile, covers: &Place, problems: &mut Problems) {
    check_covers(file, covers, problems);
    check_years(file, problems);
    let by_date = check_duplicates(&file.entries, problems);
    let days = Days { by_date };
    for entry in &file.entries {
        check_own_year(entry, problems);
        match entry.day.kind {
            DayKind::Compensatory => days.check_compensatory(entry, problems),
            DayKind::SwapOff => days.check_swap_off(entry, problems),
            DayKind::MakeUp => days.check_make_up(entry, problems),
            _ => days.check_holiday(entry, problems),
        }
    }
}

fn check_covers(file: &CalendarFile, place: &Place, problems: &mut Problems) {
    let (first, last) = (*file.covers.start(), *file.covers.end());
    if first > last || !SUPPORTED_YEARS.contains(&first) || !SUPPORTED_YEARS.contains(&last) {
        let message = format!("The covered years {first} to {last} are not possible.");
        problems.add(place, message, "Write a first and a later last year from 1970 to 2190.");
    }
    if file.statutes.first().is_none_or(|(_, statute)| statute.from_year > first) {
        let message = format!("No statute says which days are off in {first}.");
        problems.add(place, message, "Add a statute from that year or let `covers` begin later.");
    }
    for pair in file.statutes.windows(2) {
        let [(_, earlier), (place, later)] = pair else { continue };
        if later.from_year <= earlier.from_year {
            let message = format!("The statute does not begin after {}.", earlier.from_year);
            problems.add(place, message, "Put the statutes in order of `from_year`.");
        }
    }
}

fn check_years(file: &CalendarFile, problems: &mut Problems) {
    for (place, year) in &file.decided {
        if !file.covers.contains(year) {
            let message = format!("The year {year} lies outside the covered years.");
            problems.add(place, message, "Widen `covers` or correct the year.");
        }
    }
    for pair in file.decided.windows(2) {
        let [(_, earlier), (place, later)] = pair else { continue };
        if i32::from(*later) != i32::from(*earlier) + 1 {
            let message = format!("The year {later} follows {earlier}.");
            problems.add(place, message, "Decided years stand once each, in order, without a gap.");
        }
    }
}

fn check_duplicates<'a>(
    entries: &'a [Entry],
    problems: &mut Problems,
) -> BTreeMap<Date, &'a Entry> {
    let mut by_date: BTreeMap<Date, &Entry> = BTreeMap::new();
    for entry in entries {
        if let Some(first) = by_date.get(&entry.day.date) {
            let message = format!("The day already stands on line {}.", first.place.line);
            problems.add(&entry.place, message, "Keep one of the two.");
        } else {
            by_date.insert(entry.day.date, entry);
        }
    }
    by_date
}

fn check_own_year(entry: &Entry, problems: &mut Problems) {
    let inside = |date: Date| date.year() == entry.year;
    // A swap over New Year is decided with the year of its other half.
    let swapped = matches!(entry.day.kind, DayKind::SwapOff | DayKind::MakeUp)
        && entry.pair.is_some_and(inside);
    if !inside(entry.day.date) && !swapped {
        let message = format!("{} does not belong to {}.", entry.day.date, entry.year);
        problems.add(&entry.place, message, "Move it to its year or correct the date.");
    }
}

/// All entries by date, to look their neighbours and partners up.
struct Days<'a> {
    by_date: BTreeMap<Date, &'a Entry>,
}

impl Days<'_> {
    fn partner(&self, entry: &Entry, kind: DayKind) -> Option<&Entry> {
        let partner = self.by_date.get(&entry.pair?)?;
        (partner.day.kind == kind).then_some(*partner)
    }

    fn is_off(&self, date: Date) -> bool {
        match self.by_date.get(&date) {
            Some(entry) => !entry.day.kind.is_working(),
            None => is_weekend(date),
        }
    }

    /// How many days of that kind name `date` as their pair.
    fn paired_with(&self, date: Date, kind: DayKind) -> usize {
        let named = |entry: &&&Entry| entry.day.kind == kind && entry.pair == Some(date);
        self.by_date.values().filter(named).count()
    }

    fn check_holiday(&self, entry: &Entry, problems: &mut Problems) {
        let date = entry.day.date;
        if entry.pair.is_some() {
            let hint = "Leave `pair` out, or correct the kind.";
            problems.add(&entry.place, "A holiday has no pair.", hint);
        }
        if is_weekend(date) && self.paired_with(date, DayKind::Compensatory) != 1 {
            let message = "The holiday falls on a weekend and needs exactly one compensatory day.";
            let hint = "Add the compensatory weekday with this date as its `pair`.";
            problems.add(&entry.place, message, hint);
        }
    }

    fn check_compensatory(&self, entry: &Entry, problems: &mut Problems) {
        let date = entry.day.date;
        weekday_expected(entry, problems);
        let holiday = self.partner(entry, DayKind::Holiday).map(|holiday| holiday.day.date);
        let Some(holiday) = holiday.filter(|holiday| is_weekend(*holiday)) else {
            let message = "The compensatory day makes up for no holiday on a weekend.";
            problems.add(&entry.place, message, "Let `pair` name that holiday's date.");
            return;
        };
        let mut next = shift(holiday, 1);
        while next < date && self.is_off(next) {
            next = shift(next, 1);
        }
        if next != date {
            let message =
                format!("The compensatory day is not the next working day after {holiday}.");
            problems.add(&entry.place, message, "Take the first weekday after it that is not off.");
        }
    }

    fn check_swap_off(&self, entry: &Entry, problems: &mut Problems) {
        weekday_expected(entry, problems);
        self.check_swapped(entry, DayKind::MakeUp, problems);
    }

    fn check_make_up(&self, entry: &Entry, problems: &mut Problems) {
        if entry.day.date.weekday() != Weekday::Saturday {
            let message = "A make-up day is a Saturday, and this is not one.";
            problems.add(&entry.place, message, "Compare the date with the decision.");
        }
        self.check_swapped(entry, DayKind::SwapOff, problems);
    }

    fn check_swapped(&self, entry: &Entry, other: DayKind, problems: &mut Problems) {
        let date = entry.day.date;
        let mutual = self.partner(entry, other).is_some_and(|day| day.pair == Some(date));
        if !mutual || self.paired_with(date, other) != 1 {
            let message = format!("The day is not paired with exactly one `{other}` day.");
            let hint = "Let the weekday off and its Saturday name each other as `pair`.";
            problems.add(&entry.place, message, hint);
        }
    }
}

fn weekday_expected(entry: &Entry, problems: &mut Problems) {
    if is_weekend(entry.day.date) {
        let message = format!("A `{}` day lies on a weekend.", entry.day.kind);
        problems.add(&entry.place, message, "Compare the date with the decision.");
    }
}
