//! Facts: counting, grouping and listing the records of all rooms, as they stood at the end of a day.
//!
//! Each room's module says which records belong to a fact and what each adds; here they are added up. A record
//! that came, ended or was decided after the day asked for is not seen: everything goes by the time of the event.

mod awards;
mod feedback;
mod inspection;
mod letters;
mod movement;
mod one_stop;
mod question;
mod relation;
mod sql;
mod staff;

use chrono::{DateTime, NaiveDate, Utc};
use nep_domain::{
    facts::{FactName, Period, Record, Side},
    ids::{Id, UnitId},
    number::Share,
};
use sea_orm::{ConnectionTrait, QueryResult};
use uuid::Uuid;

pub use self::{
    awards::{AwardKeys, award_keys},
    question::{Question, Reach},
};
use self::{
    relation::Records,
    sql::{Clock, Sql},
};
use crate::{
    convert::{date, instant, key, office_day},
    error::StoreResult,
    store::{Page, ReadTx},
};

/// The condition that a record counts for the units asked for.
fn scope(sql: &mut Sql, reach: &Reach, root: &str, unit: &str) -> String {
    let body = format!("{root} = {}", sql.id(reach.root));
    match &reach.units {
        None => body,
        Some(units) => format!("{body} AND {}", sql.one_of(unit, units)),
    }
}

/// The records of a fact.
fn records_of(sql: &mut Sql, q: &Question) -> Records {
    match q.name {
        FactName::DossiersReceived => one_stop::received(sql, q).into(),
        FactName::DossiersBeyondHours => one_stop::beyond_hours(sql, q).into(),
        FactName::DossiersOnTime => one_stop::on_time(sql, q).into(),
        FactName::DossiersOverdue => one_stop::overdue(sql, q).into(),
        FactName::ApologiesInTime => one_stop::apologies_in_time(sql, q).into(),
        FactName::Satisfied => one_stop::satisfied(sql, q).into(),
        FactName::CourtesyMet => one_stop::courtesy_met(sql, q).into(),
        FactName::LettersApology => letters::signed(sql, q, "apology").into(),
        FactName::LettersThanks => letters::signed(sql, q, "thanks").into(),
        FactName::LettersCongratulation => letters::signed(sql, q, "congratulation").into(),
        FactName::FeedbackInTime => feedback::in_time(sql, q).into(),
        FactName::InspectionRounds => inspection::rounds(sql, q).into(),
        FactName::InspectionVisits => inspection::visits(sql, q).into(),
        FactName::InspectedUnits => inspection::units(sql, q).into(),
        FactName::ChecklistMet => inspection::checklist_met(sql, q).into(),
        FactName::FindingsRemedied => inspection::findings_remedied(sql, q).into(),
        FactName::CriteriaAdapted => movement::criteria_adapted(sql, q).into(),
        FactName::SelfScored => movement::self_scored(sql, q).into(),
        FactName::UnitsRecognised => movement::recognised(sql, q).into(),
        FactName::AwardsCollective => awards::given(sql, q, "collective").into(),
        FactName::AwardsIndividual => awards::given(sql, q, "individual").into(),
        FactName::Headcount => staff::headcount(sql, q).into(),
        FactName::QuotaFilled => staff::quota_filled(sql, q),
    }
}

const SUMS: &str = "CAST(COALESCE(SUM(r.part), 0) AS BIGINT) AS part, CAST(COALESCE(SUM(r.whole), 0) AS BIGINT) AS whole";

fn share(row: &QueryResult) -> StoreResult<Share> {
    Ok(Share { part: row.try_get("", "part")?, whole: row.try_get("", "whole")? })
}

/// The fact itself.
pub async fn total(tx: &ReadTx, question: &Question) -> StoreResult<Share> {
    let mut sql = Sql::new(tx);
    let records = records_of(&mut sql, question).select;
    let row =
        tx.db().query_one_raw(sql.statement(format!("SELECT {SUMS} FROM ({records}) r"))).await?;
    row.as_ref().map_or(Ok(Share::default()), share)
}

/// The fact for each unit that has records, in one query.
pub async fn by_unit(tx: &ReadTx, question: &Question) -> StoreResult<Vec<(UnitId, Share)>> {
    let mut sql = Sql::new(tx);
    let records = records_of(&mut sql, question).select;
    let text = format!("SELECT r.unit_id AS unit_id, {SUMS} FROM ({records}) r GROUP BY r.unit_id");
    let rows = tx.db().query_all_raw(sql.statement(text)).await?;
    rows.iter()
        .map(|row| Ok((UnitId::from_uuid(row.try_get("", "unit_id")?), share(row)?)))
        .collect()
}

/// The fact for each of several periods that follow each other within the question's, in one query.
pub async fn by_period(
    tx: &ReadTx,
    question: &Question,
    periods: &[Period],
) -> StoreResult<Vec<Share>> {
    let mut sql = Sql::new(tx);
    let records = records_of(&mut sql, question);
    let place: String = periods
        .iter()
        .enumerate()
        .map(|(n, period)| format!("WHEN {} THEN {n} ", sql.by("r.at", records.clock, period.to)))
        .collect();
    let text = format!(
        "SELECT b.place AS place, CAST(SUM(b.part) AS BIGINT) AS part, CAST(SUM(b.whole) AS BIGINT) AS whole \
         FROM (SELECT CASE {place}ELSE -1 END AS place, r.part AS part, r.whole AS whole FROM ({}) r) b GROUP BY b.place",
        records.select
    );
    let mut shares = vec![Share::default(); periods.len()];
    if periods.is_empty() {
        return Ok(shares);
    }
    for row in tx.db().query_all_raw(sql.statement(text)).await? {
        let place: i32 = row.try_get("", "place")?;
        if let Some(slot) = usize::try_from(place).ok().and_then(|n| shares.get_mut(n)) {
            *slot = share(&row)?;
        }
    }
    Ok(shares)
}

/// A page of the records, newest first, with the number of all and what all of them add up to.
pub async fn records(
    tx: &ReadTx,
    question: &Question,
    side: Side,
    page: Page,
) -> StoreResult<(u64, Share, Vec<Record>)> {
    let side = match side {
        Side::All => "1 = 1",
        Side::Met => "r.part > 0",
        Side::Missed => "r.part < r.whole",
    };
    let mut sql = Sql::new(tx);
    let select = records_of(&mut sql, question).select;
    let text = format!("SELECT COUNT(*) AS many, {SUMS} FROM ({select}) r WHERE {side}");
    let Some(sums) = tx.db().query_one_raw(sql.statement(text)).await? else {
        return Ok((0, Share::default(), Vec::new()));
    };
    let many = u64::try_from(sums.try_get::<i64>("", "many")?).unwrap_or_default();

    let mut sql = Sql::new(tx);
    let Records { select, clock } = records_of(&mut sql, question);
    let (limit, offset) = (bound(&mut sql, page.limit), bound(&mut sql, page.offset));
    let text = format!(
        "SELECT r.* FROM ({select}) r WHERE {side} ORDER BY r.at DESC, r.id LIMIT {limit} OFFSET {offset}"
    );
    let rows = tx.db().query_all_raw(sql.statement(text)).await?;
    let rows: StoreResult<Vec<_>> = rows.iter().map(|row| record(row, clock)).collect();
    Ok((many, share(&sums)?, rows?))
}

fn bound(sql: &mut Sql, n: u64) -> String {
    sql.bind(i64::try_from(n).unwrap_or(i64::MAX))
}

fn record(row: &QueryResult, clock: Clock) -> StoreResult<Record> {
    let link: Uuid = row.try_get("", "link")?;
    let kind: String = row.try_get("", "kind")?;
    let on = match clock {
        Clock::Instant => office_day(instant(row.try_get::<DateTime<Utc>>("", "at")?)),
        Clock::Day => date(row.try_get::<NaiveDate>("", "at")?),
    };
    let number = |name| {
        row.try_get::<i64>("", name).or_else(|_| row.try_get::<i32>("", name).map(i64::from))
    };
    Ok(Record {
        kind: key(&kind, "facts", "kind", link)?,
        link,
        title: row.try_get::<Option<String>>("", "title")?.unwrap_or_default(),
        detail: row.try_get::<Option<String>>("", "detail")?.unwrap_or_default(),
        person: row.try_get("", "person")?,
        on,
        unit: UnitId::from_uuid(row.try_get("", "unit_id")?),
        counts: Share { part: number("part")?, whole: number("whole")? },
    })
}
