//! Between the domain's values and the columns: ids, dates, instants, text keys.

use std::str::FromStr;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use jiff::{Timestamp, civil, tz};
use sea_orm::sea_query::LikeExpr;

use crate::error::{StoreError, StoreResult};

/// An instant for a column, cut to microseconds as both databases keep them.
pub(crate) fn stamp(at: Timestamp) -> DateTime<Utc> {
    DateTime::from_timestamp_micros(at.as_microsecond()).unwrap_or(DateTime::UNIX_EPOCH)
}

/// An instant from a column.
pub(crate) fn instant(at: DateTime<Utc>) -> Timestamp {
    Timestamp::from_microsecond(at.timestamp_micros()).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// The instant at which a day begins in the office's time. Viet Nam has kept UTC+7 without daylight saving since 1975.
pub(crate) fn morning(date: civil::Date) -> Timestamp {
    tz::Offset::constant(7).to_timestamp(date.at(0, 0, 0, 0)).unwrap_or(Timestamp::MAX)
}

/// The office's day of an instant.
pub(crate) fn office_day(at: Timestamp) -> civil::Date {
    tz::Offset::constant(7).to_datetime(at).date()
}

/// A date for a column.
pub(crate) fn day(date: civil::Date) -> NaiveDate {
    NaiveDate::from_ymd_opt(
        i32::from(date.year()),
        date.month().unsigned_abs().into(),
        date.day().unsigned_abs().into(),
    )
    .unwrap_or(NaiveDate::MIN)
}

/// A date from a column.
pub(crate) fn date(day: NaiveDate) -> civil::Date {
    let part = |n: u32| i8::try_from(n).unwrap_or(1);
    i16::try_from(day.year())
        .ok()
        .and_then(|year| civil::Date::new(year, part(day.month()), part(day.day())).ok())
        .unwrap_or(civil::Date::MIN)
}

/// The pattern of folded words anywhere in a search column; their `%` and `_` mean themselves.
pub(crate) fn anywhere(folded: &str) -> LikeExpr {
    let escaped = folded.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    LikeExpr::new(format!("%{escaped}%")).escape('\\')
}

/// A text key from a column, with place when it is not one of the known ones.
pub(crate) fn key<T>(
    text: &str,
    table: &'static str,
    column: &'static str,
    row: impl ToString,
) -> StoreResult<T>
where
    T: FromStr,
    T::Err: ToString,
{
    text.parse().map_err(|e: T::Err| StoreError::corrupt(table, column, row, e.to_string()))
}

#[cfg(test)]
mod tests {
    use jiff::{Timestamp, civil};

    #[test]
    fn dates_and_instants_survive_the_trip() {
        let d = civil::date(2024, 2, 29);
        assert_eq!(super::date(super::day(d)), d);
        let t: Timestamp = "2026-11-22T03:30:00.123456789Z".parse().unwrap();
        assert_eq!(super::instant(super::stamp(t)).to_string(), "2026-11-22T03:30:00.123456Z");
    }
}
