//! What must be known of a subject.

use jiff::civil::Date;

use crate::expr::scope::{Shape, date_of, day};
use crate::expr::{Kind, decimal, plain};
use crate::facts::{Cell, Column};
use crate::rules::At;
use crate::wording::{hint, trimmed};
use crate::{Unit, Wording};

/// A fact that a pack asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactDecl {
    /// Its name in expressions and in the header of a table.
    pub key: String,
    /// What it can be.
    pub fact_type: FactType,
    /// What a number counts.
    pub unit: Option<Unit>,
    /// What it means, for people.
    pub label: Wording,
    /// What an empty cell stands for, as written; not known when absent.
    pub default: Option<String>,
    pub(crate) at: At,
}

/// What a fact can be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactType {
    /// `true` or `false`.
    Bool,
    /// A whole number between two ends.
    Integer {
        /// Smallest.
        min: i64,
        /// Largest.
        max: i64,
        /// The only ones there are; all between the ends when empty.
        only: Vec<i64>,
    },
    /// A number with decimals between two ends.
    Decimal {
        /// Places after the point, 0 to 6.
        digits: u32,
        /// Smallest.
        min: i64,
        /// Largest.
        max: i64,
    },
    /// One of some words.
    Text(Vec<String>),
    /// A day.
    Date,
}

/// Why a cell cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is {wrong}; {remedy}")]
pub struct BadCell {
    /// What stands there.
    pub text: String,
    /// What is wrong with it.
    pub wrong: &'static str,
    /// What to write.
    pub remedy: String,
}

impl FactDecl {
    /// An empty column for it.
    pub(crate) fn column(&self) -> Column {
        match self.shape() {
            Shape::Bool => Column::flags(),
            Shape::Number { low, high, .. } => Column::numbers(low, high),
        }
    }

    /// A value as a table holds it; the inverse of [`FactDecl::read`].
    pub(crate) fn show(&self, cell: Cell) -> String {
        let number = match cell {
            Cell::Bool(is) => return is.to_string(),
            Cell::Number(number) => number,
        };
        match &self.fact_type {
            FactType::Text(words) => {
                let word = usize::try_from(number).ok().and_then(|place| words.get(place));
                word.cloned().unwrap_or_default()
            }
            FactType::Date => date_of(number).map(|date| date.to_string()).unwrap_or_default(),
            FactType::Decimal { digits, .. } => plain(number, *digits),
            FactType::Bool | FactType::Integer { .. } => number.to_string(),
        }
    }

    /// What it is for expressions.
    pub(crate) fn shape(&self) -> Shape {
        let number = |kind, denominator: i64, min: i64, max: i64| Shape::Number {
            kind,
            denominator,
            low: min.saturating_mul(denominator),
            high: max.saturating_mul(denominator),
        };
        match &self.fact_type {
            FactType::Bool => Shape::Bool,
            FactType::Integer { min, max, .. } => number(Kind::Integer, 1, *min, *max),
            FactType::Decimal { digits, min, max } => {
                number(Kind::Decimal, 10_i64.pow(*digits), *min, *max)
            }
            FactType::Text(words) => {
                let last = i64::try_from(words.len()).unwrap_or(i64::MAX) - 1;
                number(Kind::Word(words.clone()), 1, 0, last)
            }
            FactType::Date => number(Kind::Date, 1, day(Date::MIN), day(Date::MAX)),
        }
    }

    /// Reads a cell: nothing when it is empty and no default stands in.
    pub(crate) fn read(&self, text: &str) -> Result<Option<Cell>, BadCell> {
        let text = trimmed(text);
        match (text, &self.default) {
            ("", Some(default)) => self.read_full(default).map(Some),
            ("", None) => Ok(None),
            _ => self.read_full(text).map(Some),
        }
    }

    fn read_full(&self, text: &str) -> Result<Cell, BadCell> {
        let bad = |wrong, remedy: String| BadCell { text: text.to_owned(), wrong, remedy };
        match &self.fact_type {
            FactType::Bool => match text {
                "true" | "TRUE" | "True" => Ok(Cell::Bool(true)),
                "false" | "FALSE" | "False" => Ok(Cell::Bool(false)),
                _ => Err(bad("neither true nor false", "write `true` or `false`".to_owned())),
            },
            FactType::Integer { min, max, only } => match number(text, 0, *min, *max)? {
                Cell::Number(number) if !only.is_empty() && !only.contains(&number) => {
                    let known: Vec<String> = only.iter().map(i64::to_string).collect();
                    Err(bad("not one of the numbers", format!("write {}", known.join(" or "))))
                }
                cell => Ok(cell),
            },
            FactType::Decimal { digits, min, max } => number(text, *digits, *min, *max),
            FactType::Text(words) => {
                let place = words.iter().position(|word| word == text);
                let place = place.and_then(|place| i64::try_from(place).ok());
                let known: Vec<&str> = words.iter().map(String::as_str).collect();
                place
                    .map(Cell::Number)
                    .ok_or_else(|| bad("not one of the words", hint(text, &known)))
            }
            FactType::Date => match text.parse::<Date>() {
                Ok(date) => Ok(Cell::Number(day(date))),
                Err(_) => Err(bad("not a day of the calendar", "write 2026-01-31".to_owned())),
            },
        }
    }
}

/// Reads a number exactly: so many decimals, between two ends.
fn number(text: &str, digits: u32, min: i64, max: i64) -> Result<Cell, BadCell> {
    let bad = |wrong, remedy: String| BadCell { text: text.to_owned(), wrong, remedy };
    let range = || format!("write a number from {min} to {max}");
    let Some((numerator, below)) = decimal(text) else {
        return Err(bad("not a number", format!("{}, with a point before decimals", range())));
    };
    let whole = 10_i64.pow(digits);
    if below > whole {
        return Err(bad("too exact", format!("at most {digits} decimals count")));
    }
    let value = numerator.checked_mul(whole / below);
    let within =
        |value: &i64| min.saturating_mul(whole) <= *value && *value <= max.saturating_mul(whole);
    value.filter(within).map(Cell::Number).ok_or_else(|| bad("out of range", range()))
}
