//! `nep calendar due`: due dates, one or many.

use std::io::{self, BufRead, BufWriter, Write};

use jiff::civil::{Date, DateTime};
use nep_calendar::{CalendarOptions, OfficeHours, Term, TermUnit, WorkCalendar, due_for_line};

use crate::{
    cli::{Counted, DueArgs, LengthArgs},
    fault::{Fault, Outcome},
};

/// Prints the due date, or one for each line of standard input.
pub(crate) fn due(args: &DueArgs) -> Result<Outcome, Fault> {
    let calendar = WorkCalendar::vietnam(CalendarOptions { culture_day_24_11: args.culture_day })
        .map_err(|e| {
        Fault::new(format!("the calendar does not load: {e}"), "this is a fault of the program")
    })?;
    match &args.start {
        Some(start) => one(&calendar, args, start),
        None => batch(&calendar, unit(args.unit)),
    }
}

fn one(calendar: &WorkCalendar, args: &DueArgs, start: &str) -> Result<Outcome, Fault> {
    let term = term(&args.length);
    let (due, provisional) = match start.parse::<Date>() {
        Ok(date) if !start.contains(['T', ' ']) => {
            let due = calendar.due(date, term);
            (due.date.to_string(), due.provisional)
        }
        _ => at_moment(calendar, args, start, term)?,
    };
    println!("{due}");
    if provisional {
        eprintln!("note: provisional: the days off of that year are not decided yet");
    }
    Ok(Outcome::Fine)
}

fn at_moment(
    calendar: &WorkCalendar,
    args: &DueArgs,
    start: &str,
    term: Term,
) -> Result<(String, bool), Fault> {
    let moment: DateTime = start
        .parse()
        .map_err(|_| Fault::new(format!("`{start}` is not a date"), "write year, month and day, such as `2024-04-26`, and with --hours a time, such as `2024-04-26T14:30`"))?;
    let hours: OfficeHours = args.office_hours.parse().map_err(|e| {
        Fault::new(format!("--office-hours: {e}"), "write them like `07:30-11:30,13:30-17:00`")
    })?;
    let due = calendar.due_at(moment, term, &hours);
    Ok((due.at.strftime("%Y-%m-%dT%H:%M").to_string(), due.provisional))
}

fn batch(calendar: &WorkCalendar, unit: TermUnit) -> Result<Outcome, Fault> {
    let mut out = BufWriter::new(io::stdout().lock());
    for (index, line) in io::stdin().lock().lines().enumerate() {
        let place = format!("line {} of standard input", index + 1);
        let line = line.map_err(|e| Fault::os(&format!("read {place}"), &e))?;
        if line.trim().is_empty() {
            continue;
        }
        let due = due_for_line(calendar, unit, &line);
        let due = due.map_err(|e| {
            Fault::new(format!("{place}: {e}"), "the dates before this line are written")
        });
        let written = due.and_then(|due| {
            writeln!(out, "{}", due.date).map_err(|e| Fault::os("write the dates", &e))
        });
        if written.is_err() {
            out.flush().ok();
        }
        written?;
    }
    out.flush().map_err(|e| Fault::os("write the dates", &e))?;
    Ok(Outcome::Fine)
}

fn term(length: &LengthArgs) -> Term {
    match (length.working_days, length.calendar_days, length.hours) {
        (_, Some(days), _) => Term::calendar_days(days),
        (_, _, Some(hours)) => Term::hours(hours),
        (days, ..) => Term::working_days(days.unwrap_or_default()),
    }
}

fn unit(counted: Counted) -> TermUnit {
    match counted {
        Counted::WorkingDays => TermUnit::WorkingDays,
        Counted::CalendarDays => TermUnit::CalendarDays,
        Counted::Hours => TermUnit::Hours,
    }
}
