//! Facts of citizens' messages.

use super::{
    question::Question,
    relation::{Relation, when},
    scope,
    sql::{Clock, Sql},
};

/// Messages whose answer was due in the period, and of them those answered by then.
pub(super) fn in_time(sql: &mut Sql, q: &Question) -> Relation {
    let scope = scope(sql, &q.reach, "f.root_id", "f.unit_id");
    let days = sql.within("f.due_on", Clock::Day, q.period.from, q.end);
    Relation {
        from: "feedback f".to_owned(),
        filter: format!("{scope} AND {days}"),
        kind: "'feedback'".to_owned(),
        id: "f.id".to_owned(),
        link: "f.id".to_owned(),
        title: "f.code".to_owned(),
        detail: "''".to_owned(),
        person: "f.sender_name".to_owned(),
        at: "f.due_on".to_owned(),
        clock: Clock::Day,
        unit: "f.unit_id".to_owned(),
        part: when(&sql.in_time("f.answered_at", "f.due_on")),
        whole: "1".to_owned(),
    }
}
