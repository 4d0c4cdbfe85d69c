//! Reads the statutory days off of a calendar file.

use jiff::civil::Date;
use toml::Spanned;

use crate::{
    data::{RawHoliday, RawStatute},
    load::Reader,
    problem::{Place, Problems},
    statute::{Anchor, Statute, StatutoryHoliday},
};

pub(crate) fn read_statutes(
    reader: &mut Reader<'_>,
    raw: &[Spanned<RawStatute>],
) -> Vec<(Place, Statute)> {
    let mut statutes = Vec::new();
    for spanned in raw {
        let statute = spanned.get_ref();
        let place = reader.place(spanned, format!("statutes from {}", statute.from_year));
        let source = reader.source(&place, &statute.source);
        let holidays = (statute.holidays.iter())
            .filter_map(|holiday| {
                let entry = format!("{}, {}", place.entry, holiday.get_ref().name);
                let place = reader.place(holiday, entry);
                read_holiday(&mut reader.problems, &place, holiday.get_ref())
            })
            .collect();
        if let Some(source) = source {
            statutes.push((place, Statute { from_year: statute.from_year, source, holidays }));
        }
    }
    statutes
}

/// Reports a month and day that no ordinary year has.
pub(crate) fn valid_solar(problems: &mut Problems, place: &Place, month: i8, day: i8) {
    // 2001 had no 29 February: a yearly holiday must exist in every year.
    if Date::new(2001, month, day).is_err() {
        let message = format!("There is no day {day} in month {month} of every year.");
        problems.add(place, message, "Correct `month` and `day`.");
    }
}

fn read_holiday(
    problems: &mut Problems,
    place: &Place,
    raw: &RawHoliday,
) -> Option<StatutoryHoliday> {
    let anchor = match raw.calendar.as_str() {
        "solar" => Some(Anchor::Solar),
        "lunar" => Some(Anchor::Lunar),
        other => {
            let message = format!("The calendar `{other}` is not known.");
            problems.add(place, message, "Write `solar` or `lunar`.");
            None
        }
    };
    match anchor {
        Some(Anchor::Solar) => valid_solar(problems, place, raw.month, raw.day),
        // Only 29 days are certain in a lunar month.
        Some(Anchor::Lunar) if !(1..=12).contains(&raw.month) || !(1..=29).contains(&raw.day) => {
            let message =
                format!("There is no day {} in every lunar month {}.", raw.day, raw.month);
            problems.add(place, message, "Correct `month` and `day`.");
        }
        _ => {}
    }
    let within = |before: &i32| (0..raw.days).contains(before);
    if raw.days < 1 || raw.days_before.is_empty() || !raw.days_before.iter().all(within) {
        let message = "The days before the holiday do not fit the number of its days.";
        let hint = "Let `days` be at least 1 and each of `days_before` from 0 to `days` less 1.";
        problems.add(place, message, hint);
    }
    Some(StatutoryHoliday {
        name: raw.name.clone(),
        anchor: anchor?,
        month: raw.month,
        day: raw.day,
        days: raw.days,
        days_before: raw.days_before.clone(),
    })
}
