//! The names an expression may use.

use super::{Amount, Kind, Number, Test, Typed};
use crate::Setting;
use crate::value::{Days, Value};

/// What a fact is, for expressions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    Bool,
    Number { kind: Kind, denominator: i64, low: i64, high: i64 },
}

/// Names with what they stand for: facts by column, earlier steps by place, settings of a pack.
#[derive(Debug, Default)]
pub(crate) struct Scope<'p> {
    facts: Vec<(&'p str, Shape)>,
    derived: Vec<(&'p str, Option<Typed>)>,
    settings: &'p [Setting],
}

/// What a name stands for.
pub(crate) enum Named {
    /// A fact, or a step that could be read.
    Known(Typed),
    /// A step that could not be read, which is reported where it stands.
    Broken,
}

impl<'p> Scope<'p> {
    /// Facts in the order of their columns, and the settings of a pack.
    pub(crate) fn new(facts: Vec<(&'p str, Shape)>, settings: &'p [Setting]) -> Self {
        Self { facts, derived: Vec::new(), settings }
    }

    /// Adds a step, which later expressions may name; none where it could not be read.
    pub(crate) fn derive(&mut self, name: &'p str, step: Option<Typed>) {
        self.derived.push((name, step));
    }

    /// The column of a fact.
    pub(crate) fn fact(&self, name: &str) -> Option<usize> {
        self.facts.iter().position(|(known, _)| *known == name)
    }

    /// A fact or step by name.
    pub(crate) fn named(&self, name: &str) -> Option<Named> {
        if let Some(place) = self.derived.iter().position(|(known, _)| *known == name) {
            let (_, step) = self.derived.get(place)?;
            return Some(match step {
                None => Named::Broken,
                Some(Typed::Test(_)) => Named::Known(Typed::Test(Test::Derived(place))),
                Some(Typed::Number(number)) => {
                    let amount = Amount::Derived(place);
                    Named::Known(Typed::Number(Number { amount, ..number.clone() }))
                }
            });
        }
        let column = self.fact(name)?;
        let (_, shape) = self.facts.get(column)?;
        Some(Named::Known(match shape.clone() {
            Shape::Bool => Typed::Test(Test::Fact(column)),
            Shape::Number { kind, denominator, low, high } => {
                let amount = Amount::Fact(column);
                Typed::Number(Number { amount, kind, denominator, low, high })
            }
        }))
    }

    /// A setting by key, as the constant it is.
    pub(crate) fn setting(&self, key: &str) -> Option<Result<Typed, &'static str>> {
        let setting = self.settings.iter().find(|setting| setting.key == key)?;
        let whole = |n: i64| Ok(Typed::Number(Number::constant(Kind::Integer, n, 1)));
        Some(match &setting.value {
            Value::Integer(n) => whole(*n),
            Value::Percent(n) => whole(i64::from(*n)),
            Value::Days(Days::Working(n) | Days::Calendar(n)) => whole(i64::from(*n)),
            Value::BasisPoints(n) => {
                Ok(Typed::Number(Number::constant(Kind::Decimal, i64::from(*n), 100)))
            }
            Value::Bool(is) => Ok(Typed::Test(Test::Is(*is))),
            Value::Date(date) => Ok(Typed::Number(Number::constant(Kind::Date, day(*date), 1))),
            Value::Time(_) => Err("a time of day"),
            Value::Text(_) => Err("a text"),
        })
    }

    /// Names of facts and steps, for hints.
    pub(crate) fn names(&self) -> Vec<&str> {
        let facts = self.facts.iter().map(|(name, _)| *name);
        facts.chain(self.derived.iter().map(|(name, _)| *name)).collect()
    }

    /// Keys of settings, for hints.
    pub(crate) fn keys(&self) -> Vec<&str> {
        self.settings.iter().map(|setting| setting.key.as_str()).collect()
    }
}

/// The day of a number made by [`day`].
pub(crate) fn date_of(number: i64) -> Option<jiff::civil::Date> {
    let start = jiff::civil::Date::constant(1970, 1, 1);
    // Beyond this no calendar goes.
    let days = i32::try_from(number).ok()?;
    start.checked_add(jiff::SignedDuration::from_hours(i64::from(days) * 24)).ok()
}

/// A day as a number that grows by one from day to day.
pub(crate) fn day(date: jiff::civil::Date) -> i64 {
    let start = jiff::civil::Date::constant(1970, 1, 1);
    date.duration_since(start).as_hours() / 24
}
