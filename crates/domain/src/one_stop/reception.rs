//! Taking a dossier: when its clock starts, when it is due, when it must be forwarded.

use jiff::civil::{DateTime, Time};
use nep_calendar::{DueAt, OfficeHours, Term, TermUnit, WorkCalendar};
use nep_law::Days;

use super::{DeskLaw, Procedure};
use crate::refusal::Refusal;

/// What decisions of a desk rest on: working days, its hours, the law of the day of reception.
#[derive(Clone, Copy, Debug)]
pub struct DeskRules<'a> {
    /// Working days.
    pub calendar: &'a WorkCalendar,
    /// Office hours of the desk.
    pub hours: &'a OfficeHours,
    /// The law of the day of reception.
    pub law: &'a DeskLaw,
}

/// A complete dossier at the desk.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Arrival {
    /// When it was handed over complete, office time.
    pub at: DateTime,
    /// When it is entered, office time; later than `at` when it is entered afterwards.
    pub entered: DateTime,
    /// An earlier date promised than the term allows.
    pub promised: Option<DateTime>,
}

/// What follows from receiving a dossier; all in office time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Reception {
    /// Whether it was service beyond office hours (S1.2).
    pub beyond_hours: bool,
    /// From when the term runs.
    pub clock_started_at: DateTime,
    /// The date promised.
    pub due_at: DateTime,
    /// Whether that date rests on days off not decided yet.
    pub due_provisional: bool,
    /// By when it must be forwarded.
    pub forward_due_at: DateTime,
}

/// Decides what follows from receiving a dossier.
///
/// The term runs from complete reception as the receipt shows it (118/2025/NĐ-CP Đ.17 khoản 3), **also beyond
/// office hours**: nothing handed over at noon or in the evening waits for the next day to count. What that day
/// is worth follows from the unit of the term: day 0 never counts (Civil Code Đ.147), a term in working days
/// skips days off, a term in office hours begins when the office opens next.
///
/// # Errors
/// `received-in-future`, `late-entry-too-late`, `procedure-not-valid` for the arrival;
/// `due-before-reception`, `due-after-term`, `due-not-a-working-day` for the date promised.
pub fn receive(
    procedure: &Procedure,
    arrival: Arrival,
    rules: &DeskRules<'_>,
) -> Result<Reception, Refusal> {
    check_arrival(procedure, arrival, rules)?;
    let statutory = statutory_due(procedure.term, procedure.same_day_cut_off, arrival.at, rules);
    let due_at = match arrival.promised {
        None => statutory.at,
        Some(promised) => check_promise(promised, arrival.at, statutory.at, rules)?,
    };
    Ok(Reception {
        beyond_hours: rules.hours.is_beyond_hours(rules.calendar, arrival.at),
        clock_started_at: arrival.at,
        due_at,
        due_provisional: statutory.provisional,
        forward_due_at: forward_due(arrival.at, rules),
    })
}

fn check_arrival(
    procedure: &Procedure,
    arrival: Arrival,
    rules: &DeskRules<'_>,
) -> Result<(), Refusal> {
    let (at, entered) = (arrival.at, arrival.entered);
    if at > entered {
        return Err(Refusal::new("received-in-future"));
    }
    let earliest = match rules.law.late_entry.value {
        Days::Working(n) => rules.calendar.add_working_days(entered.date(), -i64::from(n)),
        Days::Calendar(n) => entered.date().saturating_sub(jiff::Span::new().days(n)),
    };
    if at.date() < earliest {
        return Err(Refusal::new("late-entry-too-late")
            .with("days", rules.law.late_entry.value.count())
            .citing(&rules.law.late_entry.citation));
    }
    if !procedure.valid_on(at.date()) {
        return Err(Refusal::new("procedure-not-valid").with("procedure", &procedure.name));
    }
    Ok(())
}

/// The end of a term that starts at `at`; `cut_off` tells whether a same-day result may wait for the next day.
pub(super) fn statutory_due(
    term: Term,
    cut_off: bool,
    at: DateTime,
    rules: &DeskRules<'_>,
) -> DueAt {
    let due = rules.calendar.due_at(at, term, rules.hours);
    let past_cut_off = cut_off && at.time() > rules.law.same_day_cut_off.value;
    let same_day = term.amount == 0 && term.unit != TermUnit::Hours;
    let same_day_missed = same_day && due.at.date() == at.date() && (past_cut_off || due.at <= at);
    if same_day_missed {
        rules.calendar.due_at(at, Term { amount: 1, unit: TermUnit::WorkingDays }, rules.hours)
    } else {
        due
    }
}

fn check_promise(
    promised: DateTime,
    at: DateTime,
    latest: DateTime,
    rules: &DeskRules<'_>,
) -> Result<DateTime, Refusal> {
    if promised <= at {
        Err(Refusal::new("due-before-reception"))
    } else if promised > latest {
        Err(Refusal::new("due-after-term").with("latest", latest.strftime("%H:%M %d/%m/%Y")))
    } else if rules.calendar.is_working(promised.date()) {
        Ok(promised)
    } else {
        Err(Refusal::new("due-not-a-working-day").with("date", promised.strftime("%d/%m/%Y")))
    }
}

/// The same working day, or the first thing of the next one when received after the cut-off or on a day off.
///
/// "First thing" (đầu giờ) is read as the first stretch of office hours.
pub(super) fn forward_due(at: DateTime, rules: &DeskRules<'_>) -> DateTime {
    let (first, last) = (rules.hours.spans().first(), rules.hours.spans().last());
    if rules.calendar.is_working(at.date()) && at.time() <= rules.law.forwarding_cut_off.value {
        // A desk that closes early still has what it took until then to forward.
        let closes = last.map_or(Time::MAX, |span| span.closes()).max(at.time());
        at.date().to_datetime(closes)
    } else {
        let closes = first.map_or(Time::MAX, |span| span.closes());
        rules.calendar.next_working_day(at.date()).to_datetime(closes)
    }
}
