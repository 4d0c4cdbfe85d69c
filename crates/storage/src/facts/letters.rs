//! Facts of letters to citizens.

use super::{
    question::Question,
    relation::Relation,
    scope,
    sql::{Clock, Sql},
};

/// Letters of one kind signed in the period.
pub(super) fn signed(sql: &mut Sql, q: &Question, kind: &'static str) -> Relation {
    let scope = scope(sql, &q.reach, "l.root_id", "l.unit_id");
    let days = sql.within("l.signed_at", Clock::Instant, q.period.from, q.end);
    Relation {
        from: "letter l".to_owned(),
        filter: format!("{scope} AND {days} AND l.kind = '{kind}'"),
        kind: "'letter'".to_owned(),
        id: "l.id".to_owned(),
        link: "l.id".to_owned(),
        title: "COALESCE(l.number, '')".to_owned(),
        detail: "l.reason".to_owned(),
        person: "l.recipient".to_owned(),
        at: "l.signed_at".to_owned(),
        clock: Clock::Instant,
        unit: "l.unit_id".to_owned(),
        part: "1".to_owned(),
        whole: "1".to_owned(),
    }
}
