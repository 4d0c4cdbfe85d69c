//! Counting working days in constant time: rank and select over the covered years.
//!
//! `rank` answers "how many working days up to here", `select` "which is the n-th". Outside the covered years
//! both go on with plain weeks of Monday to Friday, so every question has an answer.

use jiff::{SignedDuration, civil::Date};

use crate::day::is_weekend;

/// A Monday from which plain weeks are counted.
const MONDAY: Date = jiff::civil::date(2000, 1, 3);
/// More working days than any date can hold; larger steps end at the first or last date there is.
const FAR: i64 = 10_000_000;

#[derive(Debug, Clone)]
pub(crate) struct Table {
    first: Date,
    last: Date,
    /// Position of the first day of each month.
    months: Vec<usize>,
    /// Working days before each position, and in all.
    rank: Vec<i64>,
    /// The working days in order.
    select: Vec<Date>,
    /// Provisional days before each position, and in all.
    provisional: Vec<i64>,
}

impl Table {
    /// Builds the table over whole years; the two functions are asked once for each day.
    pub(crate) fn new(
        (first, last): (Date, Date),
        is_working: impl Fn(Date) -> bool,
        is_provisional: impl Fn(Date) -> bool,
    ) -> Self {
        let (mut months, mut select) = (Vec::new(), Vec::new());
        let (mut rank, mut provisional) = (vec![0], vec![0]);
        let (mut date, mut provisionals, mut position) = (first, 0, 0);
        while date <= last {
            if date.day() == 1 {
                months.push(position);
            }
            if is_working(date) {
                select.push(date);
            }
            provisionals += i64::from(is_provisional(date));
            rank.push(count(&select));
            provisional.push(provisionals);
            position += 1;
            date = shift(date, 1);
        }
        Self { first, last, months, rank, select, provisional }
    }

    /// Working days up to and with `date`, counted from the first covered day; negative before it.
    pub(crate) fn rank(&self, date: Date) -> i64 {
        if let Some(position) = self.position(date) {
            return self.rank[position + 1];
        }
        if date < self.first {
            weekdays_through(date) - self.weekdays_before()
        } else {
            count(&self.select) + weekdays_through(date) - weekdays_through(self.last)
        }
    }

    /// The working day of that rank: the inverse of [`Self::rank`].
    pub(crate) fn select(&self, rank: i64) -> Date {
        let total = count(&self.select);
        match usize::try_from(rank - 1).ok().and_then(|index| self.select.get(index)) {
            Some(date) => *date,
            None if rank > total => nth_weekday(rank - total + weekdays_through(self.last)),
            None => nth_weekday(rank + self.weekdays_before()),
        }
    }

    /// The working day `steps` working days after the last one not after `date`.
    pub(crate) fn step(&self, date: Date, steps: i64) -> Date {
        self.select(self.rank(date) + steps.clamp(-FAR, FAR))
    }

    pub(crate) fn is_working(&self, date: Date) -> bool {
        match self.position(date) {
            Some(position) => self.rank[position + 1] > self.rank[position],
            None => !is_weekend(date),
        }
    }

    /// Whether any day from `from` to `through`, both included, is provisional or not covered.
    pub(crate) fn any_provisional(&self, from: Date, through: Date) -> bool {
        match (self.position(from), self.position(through)) {
            (Some(from), Some(through)) => self.provisional[through + 1] > self.provisional[from],
            _ => true,
        }
    }

    /// Position of a covered date, without walking over days.
    fn position(&self, date: Date) -> Option<usize> {
        let years = usize::try_from(date.year() - self.first.year()).ok()?;
        let month = usize::try_from(date.month() - 1).ok()?;
        let day = usize::try_from(date.day() - 1).ok()?;
        Some(self.months.get(years * 12 + month)? + day)
    }

    fn weekdays_before(&self) -> i64 {
        weekdays_through(shift(self.first, -1))
    }
}

/// `date` moved by days, stopping at the first and last date there is.
pub(crate) fn shift(date: Date, days: i64) -> Date {
    date.saturating_add(SignedDuration::from_hours(days * 24))
}

fn count(dates: &[Date]) -> i64 {
    i64::try_from(dates.len()).unwrap_or(i64::MAX)
}

/// Mondays to Fridays up to and with `date`, counted from [`MONDAY`].
fn weekdays_through(date: Date) -> i64 {
    let days = date.duration_since(MONDAY).as_hours() / 24;
    5 * days.div_euclid(7) + (days.rem_euclid(7) + 1).min(5)
}

/// The inverse of [`weekdays_through`].
fn nth_weekday(n: i64) -> Date {
    let index = n - 1;
    shift(MONDAY, 7 * index.div_euclid(5) + index.rem_euclid(5))
}
