//! Facts of inspections: rounds, visits, units visited, checklist lines, remedies.

use super::{
    question::Question,
    relation::{NOBODY, Relation, when},
    scope,
    sql::{Clock, Sql},
};

/// Rounds begun in the period; for a part of the body those that visit one of its units.
pub(super) fn rounds(sql: &mut Sql, q: &Question) -> Relation {
    let root = sql.id(q.reach.root);
    let days = sql.within("i.starts", Clock::Day, q.period.from, q.end);
    let mut filter = format!("i.root_id = {root} AND {days}");
    if q.reach.units.is_some() {
        let scope = scope(sql, &q.reach, "v.root_id", "v.unit_id");
        filter.push_str(&format!(" AND EXISTS (SELECT 1 FROM inspection_visit v WHERE v.inspection_id = i.id AND {scope})"));
    }
    Relation {
        from: "inspection i".to_owned(),
        filter,
        kind: "'inspection'".to_owned(),
        id: "i.id".to_owned(),
        link: "i.id".to_owned(),
        title: "i.name".to_owned(),
        detail: "i.decision".to_owned(),
        person: NOBODY.to_owned(),
        at: "i.starts".to_owned(),
        clock: Clock::Day,
        unit: "i.root_id".to_owned(),
        part: "1".to_owned(),
        whole: "1".to_owned(),
    }
}

/// Visits carried out in the period.
pub(super) fn visits(sql: &mut Sql, q: &Question) -> Relation {
    let scope = scope(sql, &q.reach, "v.root_id", "v.unit_id");
    let days = sql.within("v.visited_on", Clock::Day, q.period.from, q.end);
    Relation {
        from: "inspection_visit v".to_owned(),
        filter: format!("{scope} AND {days}"),
        kind: "'visit'".to_owned(),
        id: "v.id".to_owned(),
        link: "v.id".to_owned(),
        title: "(SELECT i.name FROM inspection i WHERE i.id = v.inspection_id)".to_owned(),
        detail: "''".to_owned(),
        person: NOBODY.to_owned(),
        at: "v.visited_on".to_owned(),
        clock: Clock::Day,
        unit: "v.unit_id".to_owned(),
        part: "1".to_owned(),
        whole: "1".to_owned(),
    }
}

/// Different units visited in the period, each by its latest visit.
pub(super) fn units(sql: &mut Sql, q: &Question) -> Relation {
    let visits = visits(sql, q);
    let latest = format!(
        "(SELECT v.*, ROW_NUMBER() OVER (PARTITION BY v.unit_id ORDER BY v.visited_on DESC, v.id) AS place \
         FROM inspection_visit v WHERE {}) v",
        visits.filter
    );
    Relation { from: latest, filter: "v.place = 1".to_owned(), ..visits }
}

/// Checklist lines answered at visits of the period, and of them those met; lines that do not apply are left out.
pub(super) fn checklist_met(sql: &mut Sql, q: &Question) -> Relation {
    let visits = visits(sql, q);
    Relation {
        from: "inspection_visit v JOIN visit_item t ON t.visit_id = v.id".to_owned(),
        filter: format!("{} AND t.result IN ('met', 'unmet')", visits.filter),
        detail: "t.item".to_owned(),
        part: when("t.result = 'met'"),
        ..visits
    }
}

/// Findings whose remedy was due in the period, and of them those remedied by then.
pub(super) fn findings_remedied(sql: &mut Sql, q: &Question) -> Relation {
    let scope = scope(sql, &q.reach, "g.root_id", "g.unit_id");
    let days = sql.within("g.remedy_due", Clock::Day, q.period.from, q.end);
    Relation {
        from: "finding g".to_owned(),
        filter: format!("{scope} AND {days}"),
        kind: "'finding'".to_owned(),
        id: "g.id".to_owned(),
        link: "g.id".to_owned(),
        title: "g.description".to_owned(),
        detail: "g.item".to_owned(),
        person: NOBODY.to_owned(),
        at: "g.remedy_due".to_owned(),
        clock: Clock::Day,
        unit: "g.unit_id".to_owned(),
        part: when("g.remedied_on <= g.remedy_due"),
        whole: "1".to_owned(),
    }
}
