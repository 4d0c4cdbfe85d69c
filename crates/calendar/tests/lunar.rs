//! The lunar calendar of UTC+7 against known dates.
#![cfg(test)]

use jiff::civil::{Date, date};
use nep_calendar::{LunarDate, lunar_date, lunar_new_year, solar_date};

/// Mùng 1 Tết 2000–2050, month and day. 2007 and 2030 differ from China.
const NEW_YEARS: [(i8, i8); 51] = [
    (2, 5),
    (1, 24),
    (2, 12),
    (2, 1),
    (1, 22),
    (2, 9),
    (1, 29),
    (2, 17),
    (2, 7),
    (1, 26),
    (2, 14),
    (2, 3),
    (1, 23),
    (2, 10),
    (1, 31),
    (2, 19),
    (2, 8),
    (1, 28),
    (2, 16),
    (2, 5),
    (1, 25),
    (2, 12),
    (2, 1),
    (1, 22),
    (2, 10),
    (1, 29),
    (2, 17),
    (2, 6),
    (1, 26),
    (2, 13),
    (2, 2),
    (1, 23),
    (2, 11),
    (1, 31),
    (2, 19),
    (2, 8),
    (1, 28),
    (2, 15),
    (2, 4),
    (1, 24),
    (2, 12),
    (2, 1),
    (1, 22),
    (2, 10),
    (1, 30),
    (2, 17),
    (2, 6),
    (1, 26),
    (2, 14),
    (2, 2),
    (1, 23),
];

#[test]
fn new_years_of_half_a_century() {
    for (year, (month, day)) in (2000..).zip(NEW_YEARS) {
        assert_eq!(lunar_new_year(year), Some(date(year, month, day)));
    }
}

#[test]
fn new_years_that_differ_from_china() {
    assert_eq!(lunar_new_year(1968), Some(date(1968, 1, 29)));
    assert_eq!(lunar_new_year(1969), Some(date(1969, 2, 16)));
    assert_eq!(lunar_new_year(1985), Some(date(1985, 1, 21)));
}

/// Giỗ Tổ Hùng Vương, mùng 10 tháng 3, as decided or known.
#[test]
fn hung_kings_days() {
    for day in [
        date(2019, 4, 14),
        date(2020, 4, 2),
        date(2021, 4, 21),
        date(2022, 4, 10),
        date(2023, 4, 29),
        date(2024, 4, 18),
        date(2025, 4, 7),
        date(2026, 4, 26),
        date(2027, 4, 16),
    ] {
        let lunar = LunarDate { year: day.year(), month: 3, leap_month: false, day: 10 };
        assert_eq!(solar_date(lunar), Some(day));
        assert_eq!(lunar_date(day), Some(lunar));
    }
}

#[test]
fn leap_months() {
    let leap = |year, month| solar_date(LunarDate { year, month, leap_month: true, day: 1 });
    let known = [(2001, 4), (2004, 2), (2006, 7), (2009, 5), (2012, 4), (2014, 9), (2017, 6)];
    let later = [(2020, 4), (2023, 2), (2025, 6), (2028, 5), (2031, 3), (2033, 11)];
    for year in 2001..=2033 {
        let months: Vec<i8> = (1..=12).filter(|month| leap(year, *month).is_some()).collect();
        let expected: Vec<i8> = known
            .iter()
            .chain(&later)
            .filter(|(leap_year, _)| *leap_year == year)
            .map(|(_, month)| *month)
            .collect();
        assert_eq!(months, expected, "{year}");
    }
    assert_eq!(leap(2025, 6), Some(date(2025, 7, 25)));
    assert_eq!(leap(2023, 2), Some(date(2023, 3, 22)));
}

#[test]
fn every_day_has_one_lunar_date_and_back() {
    let mut day = date(2016, 1, 1);
    let mut before = lunar_date(day).unwrap();
    while day < date(2034, 12, 31) {
        day = day.tomorrow().unwrap();
        let lunar = lunar_date(day).unwrap();
        assert_eq!(solar_date(lunar), Some(day));
        assert!(lunar.day == before.day + 1 || (lunar.day == 1 && before.day >= 29), "{day}");
        before = lunar;
    }
}

#[test]
fn what_does_not_exist_is_none() {
    let solar =
        |year, month, leap_month, day| solar_date(LunarDate { year, month, leap_month, day });
    assert_eq!(lunar_new_year(1900), None);
    assert_eq!(lunar_new_year(i16::MAX), None);
    assert_eq!(lunar_date(Date::MIN), None);
    assert_eq!(solar(2024, 13, false, 1), None);
    assert_eq!(solar(2024, 1, false, 0), None);
    assert_eq!(solar(2024, 1, true, 1), None);
    assert_eq!(solar(2025, 12, false, 30), None, "tháng Chạp thiếu");
    assert_eq!(solar(2025, 12, false, 29), Some(date(2026, 2, 16)));
}
