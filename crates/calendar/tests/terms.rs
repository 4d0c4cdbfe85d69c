//! Terms in days (D8): worked examples of the law note, and properties over all dates.
#![cfg(test)]

use jiff::{
    SignedDuration,
    civil::{Date, date},
};
use nep_calendar::{
    BatchLineError, CalendarOptions, Due, Term, TermError, TermUnit, WorkCalendar, due_for_line,
};
use proptest::prelude::*;
use std::sync::LazyLock;

static CALENDAR: LazyLock<WorkCalendar> =
    LazyLock::new(|| WorkCalendar::vietnam(CalendarOptions::default()).unwrap());

/// Law note §1.5, worked examples.
#[test]
fn worked_examples() {
    for (start, days, due) in [
        ("2024-04-26", 3, "2024-05-04"),
        ("2025-04-25", 2, "2025-04-28"),
        ("2025-08-29", 1, "2025-09-03"),
        ("2026-01-09", 3, "2026-01-13"),
        ("2026-02-13", 5, "2026-02-27"),
        ("2026-04-24", 2, "2026-04-29"),
        ("2026-08-21", 3, "2026-08-25"),
        ("2022-04-29", 1, "2022-05-04"),
        ("2023-04-28", 2, "2023-05-05"),
    ] {
        let expected = Due { date: due.parse().unwrap(), provisional: false };
        assert_eq!(CALENDAR.due(start.parse().unwrap(), Term::working_days(days)), expected);
    }
}

/// Law note §1.5, the example that hangs on 24/11 (C4).
#[test]
fn worked_example_over_culture_day() {
    let options = CalendarOptions { culture_day_24_11: true };
    let with = WorkCalendar::vietnam(options).unwrap();
    let (start, term) = (date(2026, 11, 23), Term::working_days(1));
    assert_eq!(with.due(start, term).date, date(2026, 11, 25));
    assert_eq!(CALENDAR.due(start, term).date, date(2026, 11, 24));
}

/// Civil Code Đ.148 khoản 5: a last day off moves on; days off before it do not lengthen the term.
#[test]
fn calendar_days_roll_forward() {
    let due = |start: Date, days| CALENDAR.due(start, Term::calendar_days(days)).date;
    assert_eq!(due(date(2024, 6, 3), 4), date(2024, 6, 7));
    assert_eq!(due(date(2024, 6, 3), 5), date(2024, 6, 10), "Saturday to Monday");
    assert_eq!(due(date(2024, 4, 24), 3), date(2024, 5, 2), "Saturday, over the swap and 30/4");
    assert_eq!(due(date(2024, 4, 24), 10), date(2024, 5, 4), "make-up Saturday stays");
    assert_eq!(due(date(2026, 2, 9), 7), date(2026, 2, 23), "Tết");
}

#[test]
fn due_is_provisional_when_it_rests_on_an_undecided_year() {
    let provisional = |start: Date, term| CALENDAR.due(start, term).provisional;
    assert!(!provisional(date(2026, 12, 28), Term::working_days(3)));
    assert!(provisional(date(2026, 12, 28), Term::working_days(4)));
    assert!(!provisional(date(2018, 12, 30), Term::working_days(5)), "31/12/2018 is decided");
    assert!(provisional(date(2018, 12, 27), Term::working_days(1)));
    assert!(provisional(date(2018, 12, 27), Term::working_days(9)), "counted over 28/12/2018");
    assert!(!provisional(date(2018, 12, 27), Term::calendar_days(9)), "only the last day matters");
}

#[test]
fn a_term_of_nothing_ends_on_the_day_or_the_next_working_day() {
    let due = |start| CALENDAR.due(start, Term::working_days(0)).date;
    assert_eq!(due(date(2024, 4, 26)), date(2024, 4, 26));
    assert_eq!(due(date(2024, 4, 27)), date(2024, 5, 2));
}

#[test]
fn hours_without_a_moment_use_whole_days() {
    let due = |hours| CALENDAR.due(date(2024, 6, 3), Term::hours(hours)).date;
    assert_eq!([due(1), due(8), due(9)], [date(2024, 6, 4), date(2024, 6, 4), date(2024, 6, 5)]);
}

#[test]
fn neighbours() {
    assert_eq!(CALENDAR.previous_working_day(date(2026, 2, 23)), date(2026, 2, 13));
    assert_eq!(CALENDAR.next_working_day(date(2026, 2, 13)), date(2026, 2, 23));
    // From the middle of the holiday, too.
    assert_eq!(CALENDAR.previous_working_day(date(2026, 2, 17)), date(2026, 2, 13));
    assert_eq!(CALENDAR.next_working_day(date(2026, 2, 17)), date(2026, 2, 23));
}

#[test]
fn terms_longer_than_time_end_with_it() {
    assert_eq!(CALENDAR.due(date(2024, 1, 1), Term::working_days(u32::MAX)).date, Date::MAX);
    assert_eq!(CALENDAR.add_working_days(date(2024, 1, 1), i64::MIN), Date::MIN);
    assert_eq!(CALENDAR.add_working_days(date(2024, 1, 1), i64::MAX), Date::MAX);
    assert!(CALENDAR.due(date(2024, 1, 1), Term::calendar_days(u32::MAX)).provisional);
    assert!(CALENDAR.due(Date::MAX, Term::hours(1)).provisional);
}

#[test]
fn text_of_terms() {
    assert_eq!(Term::working_days(3).to_string(), "3 working_days");
    assert!(matches!("3".parse::<Term>(), Err(TermError::Shape(_))));
    assert!(matches!("-1 hours".parse::<Term>(), Err(TermError::Amount(_))));
    assert!(matches!("3 weeks".parse::<Term>(), Err(TermError::Unit(_))));
}

#[test]
fn batch_lines() {
    let due = |line| due_for_line(&CALENDAR, TermUnit::WorkingDays, line);
    assert_eq!(due(" 2024-04-26\t3 \r").unwrap().date, date(2024, 5, 4));
    assert!(matches!(due("2024-04-26"), Err(BatchLineError::Shape(_))));
    assert!(matches!(due("2024-04-26 3 4"), Err(BatchLineError::Shape(_))));
    assert!(matches!(due("2024-02-30 3"), Err(BatchLineError::Date(_))));
    assert!(matches!(due("2024-04-26 -3"), Err(BatchLineError::Amount(_))));
}

/// Any day a little beyond the covered years on both sides.
fn any_date() -> impl Strategy<Value = Date> {
    (-500_i64..38_000).prop_map(|days| shift(date(2000, 1, 1), days))
}

fn shift(date: Date, days: i64) -> Date {
    date.saturating_add(SignedDuration::from_hours(24 * days))
}

/// The slow and plain way: walk day by day.
fn walk(date: Date, steps: i64, days: i64) -> Date {
    let (mut day, mut left) = (date, days);
    while left > 0 {
        day = shift(day, steps);
        left -= i64::from(CALENDAR.is_working(day));
    }
    day
}

proptest! {
    #[test]
    fn due_is_a_later_working_day(start in any_date(), amount in 1_u32..800, unit in 0_usize..3) {
        let due = CALENDAR.due(start, Term { amount, unit: TermUnit::ALL[unit] });
        prop_assert!(due.date > start);
        prop_assert!(CALENDAR.is_working(due.date));
    }

    #[test]
    fn a_longer_term_or_later_start_never_ends_earlier(
        start in any_date(), later in 0_i64..40, amount in 0_u32..400, more in 0_u32..40, unit in 0_usize..3,
    ) {
        let due = |start, amount| CALENDAR.due(start, Term { amount, unit: TermUnit::ALL[unit] }).date;
        prop_assert!(due(start, amount) <= due(start, amount + more));
        prop_assert!(due(start, amount) <= due(shift(start, later), amount));
    }

    #[test]
    fn adding_then_counting_gives_the_same_number(start in any_date(), n in 1_i64..2_000) {
        prop_assert_eq!(CALENDAR.working_days_between(start, CALENDAR.add_working_days(start, n)), n);
    }

    #[test]
    fn counting_equals_walking(start in any_date(), n in 1_i64..300) {
        prop_assert_eq!(CALENDAR.add_working_days(start, n), walk(start, 1, n));
        prop_assert_eq!(CALENDAR.add_working_days(start, -n), walk(start, -1, n));
    }

    #[test]
    fn counting_back_is_the_opposite(a in any_date(), b in any_date()) {
        let forth = CALENDAR.working_days_between(a, b);
        prop_assert_eq!(forth, -CALENDAR.working_days_between(b, a));
        prop_assert_eq!(forth < 0, a > b && forth != 0);
    }

    #[test]
    fn working_agrees_with_the_kind_of_day(day in any_date()) {
        prop_assert_eq!(CALENDAR.is_working(day), CALENDAR.day(day).kind.is_working());
    }

    #[test]
    fn terms_round_trip(amount in any::<u32>(), unit in 0_usize..3) {
        let term = Term { amount, unit: TermUnit::ALL[unit] };
        prop_assert_eq!(term.to_string().parse::<Term>(), Ok(term));
    }
}
