//! What can be wrong with a calendar file.

use std::fmt;

use jiff::civil::Date;

/// One thing that is wrong in a calendar file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Line of the entry in the file, from 1.
    pub line: usize,
    /// The entry meant, such as `years 2024, 2024-04-29`.
    pub entry: String,
    /// What is wrong, a sentence.
    pub message: String,
    /// What to do about it, a sentence.
    pub hint: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { line, entry, message, hint } = self;
        write!(f, "line {line} ({entry}): {message}\n  hint: {hint}")
    }
}

/// Everything that is wrong with a calendar file, in the order of its lines.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct CalendarErrors {
    /// The problems; never empty.
    pub problems: Vec<Problem>,
}

impl fmt::Display for CalendarErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "The working calendar cannot be used; problems found: {}.", self.problems.len())?;
        self.problems.iter().try_for_each(|problem| write!(f, "\n{problem}"))
    }
}

/// Where an entry stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) line: usize,
    pub(crate) entry: String,
}

impl Place {
    /// The place of the entry that begins at byte `start` of `text`.
    pub(crate) fn new(text: &str, start: usize, entry: String) -> Self {
        Self { line: line_at(text, start), entry }
    }

    /// The same line, now that the entry's date is known.
    pub(crate) fn dated(mut self, date: Date) -> Self {
        self.entry = format!("{}, {date}", self.entry);
        self
    }
}

/// Collects problems, so that one reading of a file reports all of them.
#[derive(Debug, Default)]
pub(crate) struct Problems(Vec<Problem>);

impl Problems {
    pub(crate) fn add(&mut self, place: &Place, message: impl Into<String>, hint: &str) {
        let Place { line, entry } = place.clone();
        self.0.push(Problem { line, entry, message: message.into(), hint: hint.to_owned() });
    }

    /// `value` when nothing was wrong.
    pub(crate) fn finish<T>(mut self, value: T) -> Result<T, CalendarErrors> {
        if self.0.is_empty() {
            return Ok(value);
        }
        self.0.sort_by_key(|problem| problem.line);
        Err(CalendarErrors { problems: self.0 })
    }
}

fn line_at(text: &str, start: usize) -> usize {
    text.bytes().take(start).filter(|&byte| byte == b'\n').count() + 1
}
