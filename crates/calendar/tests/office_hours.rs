//! Office hours and due moments.
#![cfg(test)]

use jiff::civil::{DateTime, date};
use nep_calendar::{CalendarOptions, OfficeHours, OfficeHoursError, Term, WorkCalendar};
use proptest::prelude::*;
use std::sync::LazyLock;

static CALENDAR: LazyLock<WorkCalendar> =
    LazyLock::new(|| WorkCalendar::vietnam(CalendarOptions::default()).unwrap());

const PLAIN: &str = "07:30-11:30,13:30-17:00";
const WITH_SATURDAY: &str = "07:30-11:30,13:30-17:00;sat 07:30-11:30";

fn hours(text: &str) -> OfficeHours {
    text.parse().unwrap()
}

fn at(text: &str) -> DateTime {
    text.parse().unwrap()
}

#[test]
fn text_round_trip() {
    for text in [PLAIN, WITH_SATURDAY, "08:00-16:00"] {
        assert_eq!(hours(text).to_string(), text);
    }
    assert_eq!(hours(" 7:30 - 11:30 , 13:30-17:00 ; sat 7:30-11:30").to_string(), WITH_SATURDAY);
}

#[test]
fn broken_text() {
    let error = |text: &str| text.parse::<OfficeHours>().unwrap_err();
    for text in ["", "7-11", "07:30", "07:30-25:00", "07:3x-11:30", "007:30-11:30", "07:30-11:30,"]
    {
        assert!(matches!(error(text), OfficeHoursError::Span(_)), "{text}");
    }
    assert!(matches!(error("11:30-07:30"), OfficeHoursError::Backwards(_)));
    assert!(matches!(error("07:30-11:30,11:00-17:00"), OfficeHoursError::Overlap(_)));
    assert!(matches!(error("07:30-11:30;sun 07:30-11:30"), OfficeHoursError::Saturday(_)));
}

/// S1.2: at 11:30 office hours are over, and the desk works on.
#[test]
fn beyond_hours() {
    let beyond = |text| hours(PLAIN).is_beyond_hours(&CALENDAR, at(text));
    assert!(!beyond("2024-06-03T11:29:59"));
    assert!(beyond("2024-06-03T11:30:00"));
    assert!(beyond("2024-06-03T12:15:00"));
    assert!(!beyond("2024-06-03T13:30:00"));
    assert!(beyond("2024-06-03T17:00:00"));
    assert!(beyond("2024-04-30T09:00:00"), "holiday");
    assert!(!beyond("2024-05-04T09:00:00"), "make-up Saturday");
}

/// C5: Saturday service opens the desk and changes no working day.
#[test]
fn saturday_service() {
    let hours = hours(WITH_SATURDAY);
    let saturday = at("2024-06-01T09:00:00");
    assert!(hours.is_open(&CALENDAR, saturday));
    assert!(hours.is_beyond_hours(&CALENDAR, saturday));
    assert!(!CALENDAR.is_working(saturday.date()));
    assert_eq!(hours.closing(&CALENDAR, saturday.date()), Some(at("2024-06-01T11:30:00")));
    assert!(!hours.is_open(&CALENDAR, at("2024-06-01T14:00:00")));
    assert!(!hours.is_open(&CALENDAR, at("2024-02-10T09:00:00")), "Tết on a Saturday");
    assert_eq!(hours.closing(&CALENDAR, date(2024, 5, 4)), Some(at("2024-05-04T17:00:00")));
    assert_eq!(hours.closing(&CALENDAR, date(2024, 6, 2)), None);
    // A term is the same with and without Saturday service.
    let due = |hours| CALENDAR.due_at(at("2024-05-31T16:00:00"), Term::hours(2), &hours).at;
    assert_eq!(due(hours), at("2024-06-03T08:30:00"));
}

#[test]
fn hours_run_only_while_the_office_is_open() {
    let hours = hours(PLAIN);
    let due = |start, n| CALENDAR.due_at(at(start), Term::hours(n), &hours).at;
    assert_eq!(due("2024-06-03T08:00:00", 2), at("2024-06-03T10:00:00"));
    assert_eq!(due("2024-06-03T10:30:00", 2), at("2024-06-03T14:30:00"), "over lunch");
    assert_eq!(due("2024-06-03T06:00:00", 1), at("2024-06-03T08:30:00"), "before opening");
    assert_eq!(due("2024-06-03T12:00:00", 1), at("2024-06-03T14:30:00"), "at lunch");
    assert_eq!(due("2024-06-03T15:00:00", 2), at("2024-06-03T17:00:00"), "ends at closing");
    assert_eq!(due("2024-06-03T18:00:00", 4), at("2024-06-04T11:30:00"), "after closing");
    assert_eq!(due("2024-06-03T17:00:00", 15), at("2024-06-05T17:00:00"), "two whole days");
    assert_eq!(due("2024-06-03T17:00:00", 16), at("2024-06-06T08:30:00"));
    assert_eq!(due("2024-04-26T16:00:00", 9), at("2024-05-03T08:00:00"), "over swap, 30/4, 1/5");
    assert_eq!(due("2024-06-02T10:00:00", 0), at("2024-06-03T07:30:00"), "nothing, on a Sunday");
    assert_eq!(due("2024-06-03T10:00:00", 0), at("2024-06-03T10:00:00"));
}

#[test]
fn days_end_when_the_office_closes() {
    let due = CALENDAR.due_at(at("2024-04-26T11:30:00"), Term::working_days(3), &hours(PLAIN));
    assert_eq!((due.at, due.provisional), (at("2024-05-04T17:00:00"), false));
    let due = CALENDAR.due_at(at("2026-12-31T16:30:00"), Term::hours(1), &hours(PLAIN));
    assert!(due.provisional);
}

/// The slow and plain way: count open minutes.
fn walk(start: DateTime, minutes: u32, hours: &OfficeHours) -> DateTime {
    let minute = jiff::SignedDuration::from_mins(1);
    let (mut now, mut left) = (start, minutes);
    while left > 0 {
        left -= u32::from(!hours.is_beyond_hours(&CALENDAR, now));
        now = now.saturating_add(minute);
    }
    now
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn hours_equal_counted_minutes(start in 0_i64..60_000, n in 1_u32..40) {
        let start = at("2024-04-15T00:00:00").saturating_add(jiff::SignedDuration::from_mins(start));
        let hours = hours(WITH_SATURDAY);
        let due = CALENDAR.due_at(start, Term::hours(n), &hours).at;
        prop_assert_eq!(due, walk(start, n * 60, &hours));
    }
}
