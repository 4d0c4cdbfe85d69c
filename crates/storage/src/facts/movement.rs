//! Facts of the movement. One record is one unit that takes part, in the year the period ends in.

use super::{
    question::Question,
    relation::{NOBODY, Relation, when},
    sql::{Clock, Sql},
};

/// Units that take part; `met` is the condition on the joined row `m` of `table` that counts.
fn members(sql: &mut Sql, q: &Question, table: &str, met: &str) -> Relation {
    let year = sql.bind(i32::from(q.period.to.year()));
    let movement = q
        .filter
        .movement
        .map_or_else(String::new, |id| format!(" AND m.movement_id = {}", sql.id(id)));
    // Several movements may run over the same unit in one year: it counts once, by the row that meets the condition.
    let best = format!(
        "(SELECT m.*, ROW_NUMBER() OVER (PARTITION BY m.unit_id ORDER BY CASE WHEN {met} THEN 0 ELSE 1 END, m.id) AS place \
         FROM {table} m WHERE m.root_id = {} AND m.year = {year}{movement})",
        sql.id(q.reach.root)
    );
    let end = sql.day(q.end);
    let filter = sql.one_of("u.id", &q.reach.members);
    Relation {
        from: format!("unit u LEFT JOIN {best} m ON m.unit_id = u.id AND m.place = 1"),
        filter,
        kind: format!("CASE WHEN m.id IS NULL THEN 'unit' ELSE '{table}' END"),
        id: "u.id".to_owned(),
        link: "COALESCE(m.id, u.id)".to_owned(),
        title: format!(
            "(SELECT n.name FROM unit_version n WHERE n.unit_id = u.id AND n.valid_from <= {end} \
             ORDER BY n.valid_from DESC LIMIT 1)"
        ),
        detail: "u.code".to_owned(),
        person: NOBODY.to_owned(),
        at: end,
        clock: Clock::Day,
        unit: "u.id".to_owned(),
        part: when(met),
        whole: "1".to_owned(),
    }
}

/// Units with an issued criteria set of their own.
pub(super) fn criteria_adapted(sql: &mut Sql, q: &Question) -> Relation {
    let met = sql.by("m.issued_on", Clock::Day, q.as_of);
    members(sql, q, "criteria_set", &met)
}

/// Units that sent their self-score.
pub(super) fn self_scored(sql: &mut Sql, q: &Question) -> Relation {
    let met = sql.by("m.self_scored_at", Clock::Instant, q.as_of);
    members(sql, q, "score_sheet", &met)
}

/// Units recognised as meeting the culture standard by a decision that stood at the end of the day asked for.
pub(super) fn recognised(sql: &mut Sql, q: &Question) -> Relation {
    let met = sql.by("m.decided_on", Clock::Day, q.as_of);
    // A decision withdrawn later still stood on that day.
    let then = sql.by("w.decided_on", Clock::Day, q.as_of);
    let gone = sql.by("w.withdrawn_at", Clock::Instant, q.as_of);
    let stood = format!(
        "EXISTS (SELECT 1 FROM withdrawn_decision w WHERE w.sheet_id = m.id AND w.recognised AND {then} AND NOT {gone})"
    );
    members(sql, q, "score_sheet", &format!("((m.state = 'recognised' AND {met}) OR {stood})"))
}
