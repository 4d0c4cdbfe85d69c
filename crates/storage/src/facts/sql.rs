//! SQL text with its values, built together so that every value is bound and never spliced.

use jiff::civil::Date;
use nep_domain::ids::Id;
use sea_orm::{DbBackend, Statement, Value};

use super::question::Question;
use crate::{convert, dialect, store::ReadTx};

/// SQL in the making. The text it hands out names its values `$1`, `$2`, …
#[derive(Debug)]
pub(super) struct Sql {
    backend: DbBackend,
    values: Vec<Value>,
}

/// A column's type, as far as comparing it with days goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Clock {
    /// An instant; days begin at the office's midnight.
    Instant,
    /// A date.
    Day,
}

/// Up to so many identifiers are bound one by one; more go as one value, which is read and bound faster.
const FEW: usize = 16;

impl Sql {
    pub(super) fn new(tx: &ReadTx) -> Self {
        Self { backend: tx.backend(), values: Vec::new() }
    }

    /// Binds a value and names it.
    pub(super) fn bind(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("${}", self.values.len())
    }

    /// Binds an identifier.
    pub(super) fn id(&mut self, id: impl Id) -> String {
        self.bind(id.uuid())
    }

    /// Binds a date.
    pub(super) fn day(&mut self, date: Date) -> String {
        self.bind(convert::day(date))
    }

    /// Binds the instant at which a day begins in the office's time.
    pub(super) fn morning(&mut self, date: Date) -> String {
        self.bind(convert::stamp(convert::morning(date)))
    }

    /// Binds the instant at which a day has ended in the office's time.
    pub(super) fn midnight(&mut self, date: Date) -> String {
        self.morning(date.tomorrow().unwrap_or(Date::MAX))
    }

    /// Binds the instant up to which dates count as missed: the end of the question's last day, or now when that is
    /// today.
    pub(super) fn cut(&mut self, q: &Question) -> String {
        match q.until {
            Some(now) => self.bind(convert::stamp(now)),
            None => self.midnight(q.end),
        }
    }

    /// The condition that a column lies within two days, both included.
    pub(super) fn within(&mut self, column: &str, clock: Clock, from: Date, to: Date) -> String {
        match clock {
            Clock::Instant => {
                format!("{column} >= {} AND {column} < {}", self.morning(from), self.midnight(to))
            }
            Clock::Day => {
                format!("{column} >= {} AND {column} <= {}", self.day(from), self.day(to))
            }
        }
    }

    /// The condition that a column lies on or before a day.
    pub(super) fn by(&mut self, column: &str, clock: Clock, day: Date) -> String {
        match clock {
            Clock::Instant => format!("{column} < {}", self.midnight(day)),
            Clock::Day => format!("{column} <= {}", self.day(day)),
        }
    }

    /// The condition that an instant came before the end of the day another column names.
    pub(super) fn in_time(&self, instant: &str, day: &str) -> String {
        format!("{instant} < {}", dialect::end_of_office_day(self.backend, day))
    }

    /// The condition that a column is one of many identifiers.
    pub(super) fn one_of<T: Id>(&mut self, column: &str, ids: &[T]) -> String {
        if ids.is_empty() {
            return "1 = 0".to_owned();
        }
        if ids.len() > FEW {
            let (condition, list) =
                dialect::one_of_many(self.backend, ids.iter().map(|i| i.uuid()));
            return condition(column, &self.bind(list));
        }
        let names: Vec<_> = ids.iter().map(|id| self.id(*id)).collect();
        format!("{column} IN ({})", names.join(", "))
    }

    /// `AND column = value` when there is a value.
    pub(super) fn only(&mut self, column: &str, value: Option<&String>) -> String {
        value.map_or_else(String::new, |value| {
            format!(" AND {column} = {}", self.bind(value.clone()))
        })
    }

    /// The finished statement.
    pub(super) fn statement(self, text: String) -> Statement {
        Statement::from_sql_and_values(self.backend, text, self.values)
    }
}
