//! What the public may see of how a body works: how often its pages are read.

use jiff::{ToSpan, civil::Date};

/// How often the public pages were read (S1.12, S4.9): counts only, nothing about readers.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct VisitTotals {
    /// Today.
    pub today: i64,
    /// Yesterday.
    pub yesterday: i64,
    /// Since Monday.
    pub week: i64,
    /// Since the first of the month.
    pub month: i64,
    /// Ever.
    pub all: i64,
}

impl VisitTotals {
    /// The day before.
    pub fn yesterday_of(today: Date) -> Date {
        today.yesterday().unwrap_or(today)
    }

    /// Monday of the day's week.
    pub fn week_of(today: Date) -> Date {
        let since_monday = today.weekday().to_monday_zero_offset();
        today.checked_sub(i32::from(since_monday).days()).unwrap_or(today)
    }

    /// Adds visits of a day not stored yet, seen from `today`; days later than today count for all time only.
    #[must_use]
    pub fn plus(mut self, today: Date, day: Date, visits: i64) -> Self {
        let count = |total: &mut i64, counts: bool| *total += if counts { visits } else { 0 };
        count(&mut self.today, day == today);
        count(&mut self.yesterday, day == Self::yesterday_of(today));
        count(&mut self.week, Self::week_of(today) <= day && day <= today);
        count(&mut self.month, today.first_of_month() <= day && day <= today);
        self.all += visits;
        self
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::VisitTotals;

    // S1.12, S4.9
    #[test]
    fn a_visit_counts_for_its_day_week_and_month() {
        // 12/4/2021 is a Monday.
        let today = date(2021, 4, 12);
        let totals = VisitTotals::default()
            .plus(today, date(2021, 4, 12), 5)
            .plus(today, date(2021, 4, 11), 3)
            .plus(today, date(2021, 3, 31), 2);
        assert_eq!(totals, VisitTotals { today: 5, yesterday: 3, week: 5, month: 8, all: 10 });
        assert_eq!(VisitTotals::week_of(date(2021, 4, 18)), date(2021, 4, 12));
    }
}
