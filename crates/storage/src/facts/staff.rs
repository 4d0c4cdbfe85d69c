//! Facts of the staff, at the last day of the period.

use super::{
    question::Question,
    relation::{NOBODY, Records, Relation},
    scope,
    sql::{Clock, Sql},
};

/// People present on the last day, each once, in the unit of the assignment that began first.
pub(super) fn headcount(sql: &mut Sql, q: &Question) -> Relation {
    present(sql, q, "")
}

fn present(sql: &mut Sql, q: &Question, also: &str) -> Relation {
    let scope = scope(sql, &q.reach, "a.root_id", "a.unit_id");
    let end = sql.day(q.end);
    let kind = sql.only("a.kind", q.filter.staff_kind.as_ref());
    let valid = format!("a.valid_from <= {end} AND (a.valid_to IS NULL OR a.valid_to >= {end})");
    let once = format!(
        "(SELECT a.*, ROW_NUMBER() OVER (PARTITION BY a.person_id ORDER BY a.valid_from, a.id) AS place \
         FROM assignment a WHERE {scope} AND {valid}{kind}{also}) a"
    );
    Relation {
        from: once,
        filter: "a.place = 1".to_owned(),
        kind: "'person'".to_owned(),
        id: "a.id".to_owned(),
        link: "a.person_id".to_owned(),
        title: "(SELECT p.staff_code FROM person p WHERE p.id = a.person_id)".to_owned(),
        detail: "a.post".to_owned(),
        person: "(SELECT p.full_name FROM person p WHERE p.id = a.person_id)".to_owned(),
        at: "a.valid_from".to_owned(),
        clock: Clock::Day,
        unit: "a.unit_id".to_owned(),
        part: "1".to_owned(),
        whole: "1".to_owned(),
    }
}

/// Posts assigned on the last day, and the people who hold posts of such a kind in the same unit.
pub(super) fn quota_filled(sql: &mut Sql, q: &Question) -> Records {
    let end = sql.day(q.end);
    let valid = format!("t.valid_from <= {end} AND (t.valid_to IS NULL OR t.valid_to >= {end})");
    let with_post = format!(
        " AND EXISTS (SELECT 1 FROM quota t WHERE t.unit_id = a.unit_id AND t.kind = a.kind AND {valid})"
    );
    let people = Relation { whole: "0".to_owned(), ..present(sql, q, &with_post) };
    let scope = scope(sql, &q.reach, "u.root_id", "t.unit_id");
    let kind = sql.only("t.kind", q.filter.staff_kind.as_ref());
    let posts = Relation {
        from: "quota t JOIN unit u ON u.id = t.unit_id".to_owned(),
        filter: format!("{scope} AND {valid}{kind}"),
        kind: "'quota'".to_owned(),
        id: "t.id".to_owned(),
        link: "t.unit_id".to_owned(),
        title: "t.document".to_owned(),
        detail: "t.kind".to_owned(),
        person: NOBODY.to_owned(),
        at: "t.valid_from".to_owned(),
        clock: Clock::Day,
        unit: "t.unit_id".to_owned(),
        part: "0".to_owned(),
        whole: "t.posts".to_owned(),
    };
    Records::from(people).and(&posts)
}
