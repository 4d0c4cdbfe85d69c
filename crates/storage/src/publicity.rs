//! How often the public pages were read: one number for each hour, nothing about readers.

use jiff::civil::Date;
use nep_domain::publicity::VisitTotals;
use sea_orm::{ConnectionTrait, Statement, Value};

use crate::{
    convert::day,
    error::StoreResult,
    store::{ReadTx, WriteTx},
};

/// Visits of one hour of one day, local time of the office.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct HourVisits {
    /// The day.
    pub day: Date,
    /// The hour, 0–23.
    pub hour: i8,
    /// How many.
    pub visits: i64,
}

/// Adds visits to their hours.
pub async fn add(tx: &WriteTx, visits: &[HourVisits]) -> StoreResult<()> {
    let sql = "INSERT INTO visit_count (day, hour, visits) VALUES ($1, $2, $3)
               ON CONFLICT (day, hour) DO UPDATE SET visits = visit_count.visits + excluded.visits";
    for hour in visits {
        let values: [Value; 3] =
            [day(hour.day).into(), i32::from(hour.hour).into(), hour.visits.into()];
        tx.db().execute_raw(Statement::from_sql_and_values(tx.backend(), sql, values)).await?;
    }
    Ok(())
}

/// The totals as stored, seen from a day.
pub async fn totals(tx: &ReadTx, today: Date) -> StoreResult<VisitTotals> {
    let sum = |name: &str, days: &str| {
        format!(
            "CAST(COALESCE(SUM(CASE WHEN {days} THEN visits ELSE 0 END), 0) AS BIGINT) AS {name}"
        )
    };
    let sql = format!(
        "SELECT {}, {}, {}, {}, CAST(COALESCE(SUM(visits), 0) AS BIGINT) AS all_time FROM visit_count",
        sum("today", "day = $1"),
        sum("yesterday", "day = $2"),
        sum("week", "day >= $3 AND day <= $1"),
        sum("month", "day >= $4 AND day <= $1"),
    );
    let first_days = [
        today,
        VisitTotals::yesterday_of(today),
        VisitTotals::week_of(today),
        today.first_of_month(),
    ];
    let values = first_days.map(|d| Value::from(day(d)));
    let query = Statement::from_sql_and_values(tx.backend(), sql, values);
    let Some(row) = tx.db().query_one_raw(query).await? else { return Ok(VisitTotals::default()) };
    Ok(VisitTotals {
        today: row.try_get("", "today")?,
        yesterday: row.try_get("", "yesterday")?,
        week: row.try_get("", "week")?,
        month: row.try_get("", "month")?,
        all: row.try_get("", "all_time")?,
    })
}
