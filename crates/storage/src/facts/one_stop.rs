//! Facts of the one-stop desk: dossiers received, on time, overdue; apologies; ratings.

use super::{
    question::Question,
    relation::{NOBODY, Relation, when},
    scope,
    sql::{Clock, Sql},
};
use crate::one_stop::PROMISE;

/// The condition of the partial index over everything that is or may still become late.
const MAYBE_LATE: &str = "(d.finished_at IS NULL OR d.finished_at > d.first_due_at)";

/// A dossier that waits for the applicant is late only if it was late when the applicant was asked.
fn clock_ran_out() -> String {
    format!("(d.paused_at IS NULL OR d.paused_at > {PROMISE})")
}

fn dossier(filter: String, at: &str, unit: &str) -> Relation {
    Relation {
        from: "dossier d".to_owned(),
        filter,
        kind: "'dossier'".to_owned(),
        id: "d.id".to_owned(),
        link: "d.id".to_owned(),
        title: "d.code".to_owned(),
        detail: "(SELECT p.name FROM procedure p WHERE p.id = d.procedure_id)".to_owned(),
        person: "d.applicant_name".to_owned(),
        at: at.to_owned(),
        clock: Clock::Instant,
        unit: unit.to_owned(),
        part: "1".to_owned(),
        whole: "1".to_owned(),
    }
}

/// Dossiers received, for the unit that took them.
pub(super) fn received(sql: &mut Sql, q: &Question) -> Relation {
    let scope = scope(sql, &q.reach, "d.root_id", "d.receiving_unit_id");
    let days = sql.within("d.received_at", Clock::Instant, q.period.from, q.end);
    dossier(format!("{scope} AND {days}"), "d.received_at", "d.receiving_unit_id")
}

/// Dossiers taken or handed back beyond office hours, each once, for the unit that took them.
pub(super) fn beyond_hours(sql: &mut Sql, q: &Question) -> Relation {
    let scope = scope(sql, &q.reach, "d.root_id", "d.receiving_unit_id");
    let received = sql.within("d.received_at", Clock::Instant, q.period.from, q.end);
    let returned = sql.within("d.returned_at", Clock::Instant, q.period.from, q.end);
    let taken = format!("d.received_beyond_hours AND {received}");
    let filter = format!("{scope} AND (({taken}) OR (d.returned_beyond_hours AND {returned}))");
    let at = format!("CASE WHEN {taken} THEN d.received_at ELSE d.returned_at END");
    dossier(filter, &at, "d.receiving_unit_id")
}

/// Dossiers decided (not those stopped without a result), and of them those whose result was ready by the day promised, for the competent unit.
pub(super) fn on_time(sql: &mut Sql, q: &Question) -> Relation {
    let scope = scope(sql, &q.reach, "d.root_id", "d.competent_unit_id");
    let days = sql.within("d.finished_at", Clock::Instant, q.period.from, q.end);
    let part = when(&format!("d.finished_at <= {PROMISE}"));
    Relation {
        part,
        ..dossier(
            format!("{scope} AND {days} AND d.state NOT IN ('withdrawn', 'lapsed')"),
            "d.finished_at",
            "d.competent_unit_id",
        )
    }
}

/// Dossiers overdue and undecided at the end, for the competent unit.
pub(super) fn overdue(sql: &mut Sql, q: &Question) -> Relation {
    let scope = scope(sql, &q.reach, "d.root_id", "d.competent_unit_id");
    let (end, cut) = (sql.midnight(q.end), sql.cut(q));
    let open = format!("(d.finished_at IS NULL OR d.finished_at >= {end})");
    let filter = format!(
        "{scope} AND {MAYBE_LATE} AND d.first_due_at < {cut} AND {open} AND {PROMISE} < {cut} AND {}",
        clock_ran_out()
    );
    dossier(filter, PROMISE, "d.competent_unit_id")
}

/// Dossiers that became late in the period, and of them those whose apology was signed in time.
pub(super) fn apologies_in_time(sql: &mut Sql, q: &Question) -> Relation {
    let scope = scope(sql, &q.reach, "d.root_id", "d.competent_unit_id");
    let (end, cut) = (sql.midnight(q.end), sql.cut(q));
    let days = sql.within(PROMISE, Clock::Instant, q.period.from, q.end);
    let late = format!("(d.finished_at IS NULL OR d.finished_at > {PROMISE})");
    let in_time = sql.in_time("l.signed_at", "l.send_by");
    let part = when(&format!(
        "EXISTS (SELECT 1 FROM letter l WHERE l.dossier_id = d.id AND l.kind = 'apology' \
         AND l.signed_at < {end} AND {in_time})"
    ));
    let filter = format!(
        "{scope} AND {MAYBE_LATE} AND d.first_due_at < {cut} AND {days} AND {PROMISE} < {cut} AND {late} AND {}",
        clock_ran_out()
    );
    Relation { part, ..dossier(filter, PROMISE, "d.competent_unit_id") }
}

fn rating(sql: &mut Sql, q: &Question) -> Relation {
    let scope = scope(sql, &q.reach, "s.root_id", "s.unit_id");
    let days = sql.within("s.at", Clock::Instant, q.period.from, q.end);
    Relation {
        from: "satisfaction s".to_owned(),
        filter: format!("{scope} AND {days}"),
        kind: "'rating'".to_owned(),
        id: "s.id".to_owned(),
        link: "s.dossier_id".to_owned(),
        title: "(SELECT d.code FROM dossier d WHERE d.id = s.dossier_id)".to_owned(),
        detail: "s.comment".to_owned(),
        person: NOBODY.to_owned(),
        at: "s.at".to_owned(),
        clock: Clock::Instant,
        unit: "s.unit_id".to_owned(),
        part: when("s.score >= 4"),
        whole: "1".to_owned(),
    }
}

/// Ratings, and of them those of four or five stars.
pub(super) fn satisfied(sql: &mut Sql, q: &Question) -> Relation {
    rating(sql, q)
}

/// Courtesy items asked, and of them those met; one record is one rating.
pub(super) fn courtesy_met(sql: &mut Sql, q: &Question) -> Relation {
    let base = rating(sql, q);
    Relation {
        filter: format!("{} AND s.courtesy_asked > 0", base.filter),
        part: "s.courtesy_met".to_owned(),
        whole: "s.courtesy_asked".to_owned(),
        ..base
    }
}
