//! Facts of awards.

use sea_orm::ConnectionTrait;

use super::{
    question::Question,
    relation::{NOBODY, Relation},
    scope,
    sql::{Clock, Sql},
};
use crate::{error::StoreResult, store::ReadTx};

/// Awards to collectives or individuals.
///
/// Over whole years an award counts by the years it rewards, all of which must lie within the period; over other
/// periods by the day of its decision. In both cases only if it was decided by the day asked for and not struck out
/// by then.
pub(super) fn given(sql: &mut Sql, q: &Question, to: &'static str) -> Relation {
    let scope = scope(sql, &q.reach, "a.root_id", "a.unit_id");
    let days = match q.period.whole_years() {
        Some((first, last)) => {
            let (first, last) = (sql.bind(i32::from(first)), sql.bind(i32::from(last)));
            let decided = sql.by("a.decided_on", Clock::Day, q.as_of);
            format!("a.year_from >= {first} AND a.year_to <= {last} AND {decided}")
        }
        None => sql.within("a.decided_on", Clock::Day, q.period.from, q.end),
    };
    let form = sql.only("a.form", q.filter.form.as_ref());
    let level = sql.only("a.level", q.filter.level.as_ref());
    let ground = sql.only("a.ground", q.filter.ground.as_ref());
    let struck_out = sql.by("a.withdrawn_at", Clock::Instant, q.as_of);
    let stands = format!("(a.withdrawn_at IS NULL OR NOT {struck_out})");
    let individual = to == "individual";
    Relation {
        from: "award a".to_owned(),
        filter: format!(
            "{scope} AND {days} AND {stands} AND a.recipient_kind = '{to}'{form}{level}{ground}"
        ),
        kind: "'award'".to_owned(),
        id: "a.id".to_owned(),
        link: "a.id".to_owned(),
        title: if individual { "a.decision" } else { "a.recipient_name" }.to_owned(),
        detail: "a.form".to_owned(),
        person: if individual { "a.recipient_name" } else { NOBODY }.to_owned(),
        at: "a.decided_on".to_owned(),
        clock: Clock::Day,
        unit: "a.unit_id".to_owned(),
        part: "1".to_owned(),
        whole: "1".to_owned(),
    }
}

/// What tells awards apart in reports.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct AwardKeys {
    /// Key of the level.
    pub level: String,
    /// Key of the form.
    pub form: String,
    /// Key of the ground.
    pub ground: String,
    /// First year rewarded.
    pub year_from: i16,
    /// Last year rewarded.
    pub year_to: i16,
}

/// The different kinds of awards that a question counts, to collectives or individuals.
pub async fn award_keys(tx: &ReadTx, question: &Question) -> StoreResult<Vec<AwardKeys>> {
    let mut kinds = Vec::new();
    for to in ["collective", "individual"] {
        let mut sql = Sql::new(tx);
        let awards = given(&mut sql, question, to);
        let columns = "a.level, a.form, a.ground, a.year_from, a.year_to";
        let text =
            format!("SELECT DISTINCT {columns} FROM {} WHERE {}", awards.from, awards.filter);
        for row in tx.db().query_all_raw(sql.statement(text)).await? {
            let year = |column| -> StoreResult<i16> {
                Ok(i16::try_from(row.try_get::<i32>("", column)?).unwrap_or_default())
            };
            kinds.push(AwardKeys {
                level: row.try_get("", "level")?,
                form: row.try_get("", "form")?,
                ground: row.try_get("", "ground")?,
                year_from: year("year_from")?,
                year_to: year("year_to")?,
            });
        }
    }
    kinds.sort();
    kinds.dedup();
    Ok(kinds)
}
