//! The shipped file: days off and make-up Saturdays of 2019–2026, and the law behind them.
#![cfg(test)]

use std::collections::BTreeSet;

use jiff::civil::{Date, Weekday, date};
use nep_calendar::{CalendarOptions, Confidence, DayKind, WorkCalendar};

fn calendar(culture_day_24_11: bool) -> WorkCalendar {
    WorkCalendar::vietnam(CalendarOptions { culture_day_24_11 }).unwrap()
}

/// Law note §5.2: working days per year, with 24/11 off in 2026.
#[test]
fn working_days_per_year() {
    let counts = [252, 252, 250, 249, 249, 251, 250, 249];
    let calendar = calendar(true);
    for (year, expected) in (2019..).zip(counts) {
        let (from, to) = (date(year - 1, 12, 31), date(year, 12, 31));
        assert_eq!(calendar.working_days_between(from, to), expected, "{year}");
    }
}

/// C4: 24 November is a switch.
#[test]
fn culture_day_is_off_only_by_choice() {
    let day = date(2026, 11, 24);
    assert!(calendar(false).is_working(day));
    let with = calendar(true);
    assert_eq!(with.day(day).kind, DayKind::Holiday);
    assert!(matches!(with.day(day).confidence, Some(Confidence::Unverified { .. })));
    assert!(with.is_working(date(2025, 11, 24)));
    // In 2029 it is a Saturday: Monday makes up for it.
    assert_eq!(with.day(date(2029, 11, 26)).kind, DayKind::Compensatory);
}

#[test]
fn swaps_and_their_saturdays() {
    let swaps = [
        (date(2018, 12, 31), date(2019, 1, 5)),
        (date(2019, 4, 29), date(2019, 5, 4)),
        (date(2024, 4, 29), date(2024, 5, 4)),
        (date(2025, 5, 2), date(2025, 4, 26)),
        (date(2026, 1, 2), date(2026, 1, 10)),
        (date(2026, 8, 31), date(2026, 8, 22)),
    ];
    let calendar = calendar(false);
    for (off, make_up) in swaps {
        assert_eq!(calendar.day(off).kind, DayKind::SwapOff, "{off}");
        assert!(!calendar.is_working(off) && !calendar.is_provisional(off), "{off}");
        assert_eq!(calendar.day(make_up).kind, DayKind::MakeUp, "{make_up}");
        assert!(calendar.is_working(make_up), "{make_up}");
    }
    let saturdays = (2018..=2026).flat_map(|year| {
        calendar.special_days(year).filter(|day| day.kind.is_working()).map(|day| day.date)
    });
    assert_eq!(saturdays.count(), swaps.len());
}

/// The rows of law note §5.2, weekdays off as day.month.
#[test]
fn weekdays_off_are_those_of_the_decisions() {
    let years: [(i16, &str); 8] = [
        (2019, "1.1 4.2 5.2 6.2 7.2 8.2 15.4 29.4 30.4 1.5 2.9"),
        (2020, "1.1 23.1 24.1 27.1 28.1 29.1 2.4 30.4 1.5 2.9"),
        (2021, "1.1 10.2 11.2 12.2 15.2 16.2 21.4 30.4 3.5 2.9 3.9"),
        (2022, "3.1 31.1 1.2 2.2 3.2 4.2 11.4 2.5 3.5 1.9 2.9"),
        (2023, "2.1 20.1 23.1 24.1 25.1 26.1 1.5 2.5 3.5 1.9 4.9"),
        (2024, "1.1 8.2 9.2 12.2 13.2 14.2 18.4 29.4 30.4 1.5 2.9 3.9"),
        (2025, "1.1 27.1 28.1 29.1 30.1 31.1 7.4 30.4 1.5 2.5 1.9 2.9"),
        (2026, "1.1 2.1 16.2 17.2 18.2 19.2 20.2 27.4 30.4 1.5 31.8 1.9 2.9"),
    ];
    let calendar = calendar(false);
    for (year, expected) in years {
        let off: Vec<String> = (weekdays_off(&calendar, year).iter())
            .map(|day| format!("{}.{}", day.day(), day.month()))
            .collect();
        assert_eq!(off.join(" "), expected, "{year}");
    }
}

/// C3: without the decided years the law alone gives the same weekdays off, swaps aside.
#[test]
fn the_statute_agrees_with_every_decided_year() {
    let shipped = include_str!("../data/vn-officials.toml");
    let law_only = shipped.split("\n[[years]]").next().unwrap();
    let computed = WorkCalendar::from_toml(law_only, CalendarOptions::default()).unwrap();
    let decided = calendar(false);
    for year in 2019..=2026 {
        let without_swaps: BTreeSet<Date> = weekdays_off(&decided, year)
            .into_iter()
            .filter(|day| decided.day(*day).kind != DayKind::SwapOff)
            .collect();
        assert_eq!(weekdays_off(&computed, year), without_swaps, "{year}");
        assert!(computed.is_provisional(date(year, 6, 1)));
    }
    assert!(computed.decided_years().is_empty());
}

#[test]
fn every_special_day_says_where_it_comes_from() {
    let calendar = calendar(true);
    for day in (2000..=2100).flat_map(|year| calendar.special_days(year)) {
        assert!(day.name.is_some_and(|name| !name.is_empty()), "{}", day.date);
        assert!(day.source.is_some_and(|source| !source.is_empty()), "{}", day.date);
        if let Some(Confidence::Unverified { reason }) = day.confidence {
            assert!(reason.ends_with('.'), "{}: {reason}", day.date);
        }
    }
}

#[test]
fn ordinary_days_claim_nothing() {
    let calendar = calendar(false);
    let monday = calendar.day(date(2024, 6, 3));
    assert_eq!((monday.kind, monday.name, monday.source), (DayKind::Working, None, None));
    assert_eq!((monday.confidence, monday.provisional), (None, false));
    assert_eq!(calendar.day(date(2024, 6, 2)).kind, DayKind::Weekend);
}

/// Law note §5.2, row 2027: what is known before the decision.
#[test]
fn the_next_year_is_provisional() {
    let calendar = calendar(false);
    assert_eq!(calendar.decided_years(), 2019..=2026);
    for (month, day, kind) in [
        (1, 1, DayKind::Holiday),
        (2, 5, DayKind::Holiday),
        (2, 10, DayKind::Compensatory),
        (4, 16, DayKind::Holiday),
        (5, 3, DayKind::Compensatory),
        (9, 3, DayKind::Holiday),
        (6, 1, DayKind::Working),
    ] {
        let day = calendar.day(date(2027, month, day));
        assert_eq!((day.kind, day.provisional), (kind, true), "{}", day.date);
    }
    assert!(!calendar.is_provisional(date(2026, 12, 31)));
}

/// C3: loading the decision makes the year final and moves what depended on it.
#[test]
fn a_decision_replaces_the_estimate() {
    let shipped = include_str!("../data/vn-officials.toml");
    let decision = r#"
[[years]]
year = 2027
days = [
  { date = "2027-01-01", weekday = "T6", kind = "holiday", name = "Tết Dương lịch", source = "bo_luat_2019_d112" },
]
"#;
    let text = format!("{shipped}{decision}");
    let calendar = WorkCalendar::from_toml(&text, CalendarOptions::default()).unwrap();
    assert!(calendar.is_working(date(2027, 2, 8)));
    assert!(!calendar.is_provisional(date(2027, 2, 8)));
    assert!(calendar.is_provisional(date(2028, 1, 3)));
}

fn weekdays_off(calendar: &WorkCalendar, year: i16) -> BTreeSet<Date> {
    let weekday = |day: Date| !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    (calendar.special_days(year).map(|day| day.date))
        .filter(|day| weekday(*day) && !calendar.is_working(*day))
        .collect()
}
