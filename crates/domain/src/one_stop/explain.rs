//! Why a dossier is due when it is.

use jiff::{
    ToSpan,
    civil::{Date, DateTime},
};
use nep_calendar::{DayKind, Term, TermUnit, WorkCalendar};

/// A day that the term passes over.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SkippedDay {
    /// The day.
    pub date: Date,
    /// What kind of day off.
    pub kind: DayKind,
    /// Its Vietnamese name, where it has one.
    pub name: Option<String>,
    /// Whether its year is not decided yet.
    pub provisional: bool,
}

/// How a due date was counted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DueExplanation {
    /// The day that does not count.
    pub day_zero: Date,
    /// The term.
    pub term: Term,
    /// Days off between the start and the due date, in order; for a term in calendar days only those that moved its end.
    pub skipped: Vec<SkippedDay>,
    /// Make-up Saturdays that counted as working days.
    pub made_up: Vec<Date>,
    /// The date reached.
    pub due: DateTime,
}

/// Longest span listed day by day; longer terms are rare and their list would help nobody.
const LONGEST: i32 = 200;

/// Lists how a term was counted from `started` to `due`.
pub fn explain_due(
    calendar: &WorkCalendar,
    started: DateTime,
    term: Term,
    due: DateTime,
) -> DueExplanation {
    let day_zero = started.date();
    let last = due.date().min(day_zero.saturating_add(LONGEST.days()));
    let days: Vec<Date> = day_zero.series(1.day()).skip(1).take_while(|day| *day <= last).collect();
    let nominal_end = day_zero.saturating_add(i64::from(term.amount).days());
    let counts = |day: &Date| term.unit != TermUnit::CalendarDays || *day >= nominal_end;
    let skipped = days.iter().filter(|day| !calendar.is_working(**day)).filter(|day| counts(day));
    DueExplanation {
        day_zero,
        term,
        skipped: skipped.map(|day| skipped_day(calendar, *day)).collect(),
        made_up: days
            .iter()
            .copied()
            .filter(|day| calendar.day(*day).kind == DayKind::MakeUp)
            .collect(),
        due,
    }
}

fn skipped_day(calendar: &WorkCalendar, date: Date) -> SkippedDay {
    let day = calendar.day(date);
    SkippedDay {
        date,
        kind: day.kind,
        name: day.name.map(str::to_owned),
        provisional: day.provisional,
    }
}
