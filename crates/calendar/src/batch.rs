//! Lines of `date n`, as the command line reads them in bulk.

use jiff::civil::Date;

use crate::{
    calendar::WorkCalendar,
    term::{Due, Term, TermUnit},
};

/// The due date for a line such as `2024-04-26 3`: start, then amount of `unit`.
///
/// ```
/// use nep_calendar::{CalendarOptions, TermUnit, WorkCalendar, due_for_line};
///
/// let calendar = WorkCalendar::vietnam(CalendarOptions::default())?;
/// let due = due_for_line(&calendar, TermUnit::WorkingDays, "2024-04-26 3")?;
/// assert_eq!(due.date.to_string(), "2024-05-04");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn due_for_line(
    calendar: &WorkCalendar,
    unit: TermUnit,
    line: &str,
) -> Result<Due, BatchLineError> {
    let mut words = line.split_whitespace();
    let (Some(start), Some(amount), None) = (words.next(), words.next(), words.next()) else {
        return Err(BatchLineError::Shape(line.trim().to_owned()));
    };
    let date: Date = start.parse().map_err(|_| BatchLineError::Date(start.to_owned()))?;
    let amount = amount.parse().map_err(|_| BatchLineError::Amount(amount.to_owned()))?;
    Ok(calendar.due(date, Term { amount, unit }))
}

/// A batch line that cannot be read. The caller knows the number of the line and names it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BatchLineError {
    /// Not two words.
    #[error(
        "`{0}` is not a date and a number. Write them with a space between, such as `2024-04-26 3`."
    )]
    Shape(String),
    /// The first word is no date.
    #[error("`{0}` is not a date. Write year, month and day, such as `2024-04-26`.")]
    Date(String),
    /// The second word is no whole number.
    #[error("`{0}` is not a length of a term. Write a whole number from 0, such as `3`.")]
    Amount(String),
}
