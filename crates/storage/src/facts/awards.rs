//! Facts of awards.

use super::{
    question::Question,
    relation::{NOBODY, Relation},
    scope,
    sql::{Clock, Sql},
};

/// Awards to collectives or individuals.
///
/// Over whole years an award counts by the years it rewards, all of which must lie within the period; over other
/// periods by the day of its decision. In both cases only if it was decided by the day asked for.
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
    let individual = to == "individual";
    Relation {
        from: "award a".to_owned(),
        filter: format!("{scope} AND {days} AND a.recipient_kind = '{to}'{form}{level}{ground}"),
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
