//! Due dates a second, beside a bare loop over the same numbers.

use std::{hint::black_box, time::Instant};

use jiff::civil::date;
use nep_calendar::{CalendarOptions, Term, WorkCalendar};

use crate::table::{Aim, Row};

/// Measures two million due dates.
///
/// # Errors
/// When the shipped calendar does not load.
pub fn measure() -> Result<Row, String> {
    const ROUNDS: u32 = 2_000_000;
    let calendar = WorkCalendar::vietnam(CalendarOptions::default()).map_err(|e| e.to_string())?;
    let days: Vec<_> =
        (0..2_000).map(|n| date(2020, 1, 1).saturating_add(jiff::Span::new().days(n))).collect();
    let start = Instant::now();
    for n in 0..ROUNDS {
        let day = days[(n % 2_000) as usize];
        black_box(calendar.due(black_box(day), Term::working_days(n % 40 + 1)));
    }
    let ours = f64::from(ROUNDS) / start.elapsed().as_secs_f64();
    let start = Instant::now();
    for n in 0..ROUNDS {
        let day = days[(n % 2_000) as usize];
        black_box(black_box(day).saturating_add(jiff::Span::new().days(i64::from(n % 40 + 1))));
    }
    let bare = f64::from(ROUNDS) / start.elapsed().as_secs_f64();
    Ok(Row::rate(
        "due dates in working days",
        ours,
        "adding the same days in jiff, no calendar",
        bare,
        Aim::AtLeast(0.2),
    ))
}
