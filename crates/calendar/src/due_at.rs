//! Due moments: terms counted to the minute over office hours.

use jiff::{
    SignedDuration,
    civil::{Date, DateTime, Time},
};

use crate::{
    calendar::WorkCalendar,
    hours::OfficeHours,
    term::{DueAt, Term, TermUnit},
};

impl WorkCalendar {
    /// The last moment of a term that starts at `start`, local time of the office.
    ///
    /// Terms in days end when office hours of the due date end. Terms in hours run from the moment itself
    /// (Civil Code Đ.147 khoản 1) and only while the office is open on working days; started outside them,
    /// they begin when it opens next.
    pub fn due_at(&self, start: DateTime, term: Term, hours: &OfficeHours) -> DueAt {
        if term.unit != TermUnit::Hours {
            let due = self.due(start.date(), term);
            return DueAt {
                at: due.date.to_datetime(hours.end_of_day()),
                provisional: due.provisional,
            };
        }
        let at =
            self.after_office_time(start, SignedDuration::from_hours(term.amount.into()), hours);
        DueAt { at, provisional: self.any_provisional(start.date(), at.date()) }
    }

    /// The moment at which `needed` office time has passed since `start`.
    fn after_office_time(
        &self,
        start: DateTime,
        needed: SignedDuration,
        hours: &OfficeHours,
    ) -> DateTime {
        let (date, time) = (start.date(), start.time());
        let left = self.left_today(date, time, hours);
        if left >= needed && left.is_positive() {
            return date.to_datetime(hours.after(time, needed));
        }
        let needed = (needed - left).as_nanos();
        let per_day = hours.per_day().as_nanos();
        // A term that fills its last day ends at closing, not at the next opening: hence the 1.
        let full_days = ((needed - 1).max(0) / per_day).min(i64::MAX.into());
        let rest = needed - full_days * per_day;
        let last =
            self.add_working_days(date, i64::try_from(full_days).unwrap_or(i64::MAX - 1) + 1);
        last.to_datetime(hours.after(Time::MIN, SignedDuration::from_nanos_i128(rest)))
    }

    fn left_today(&self, date: Date, time: Time, hours: &OfficeHours) -> SignedDuration {
        if self.is_working(date) { hours.left_after(time) } else { SignedDuration::ZERO }
    }
}
