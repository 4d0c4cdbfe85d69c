//! Expressions over one subject, noting which facts were used and which were missing.
//!
//! The same meaning as [`super::batch`], told step by step: only what settles an answer counts as used.

use std::collections::BTreeSet;

use super::{Amount, Comparison, Test, Typed};
use crate::facts::Facts;

/// One subject of a table.
pub(crate) struct Row<'f> {
    facts: &'f Facts,
    place: usize,
    /// What the named steps came to, by their place.
    steps: Vec<RowStep>,
}

/// What a named step came to.
enum RowStep {
    Test(Told<bool>),
    Number(Told<i64>),
}

/// An answer with the columns behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Told<T> {
    /// `None` when it is not known.
    pub(crate) value: Option<T>,
    /// Columns that settled it.
    pub(crate) used: BTreeSet<usize>,
    /// Columns that lack what was asked of them.
    pub(crate) missing: BTreeSet<usize>,
}

impl<T> Told<T> {
    fn plain(value: T) -> Self {
        Self { value: Some(value), used: BTreeSet::new(), missing: BTreeSet::new() }
    }

    fn unknown() -> Self {
        Self { value: None, used: BTreeSet::new(), missing: BTreeSet::new() }
    }

    fn of_fact(column: usize, value: Option<T>) -> Self {
        let (mut used, mut missing) = (BTreeSet::new(), BTreeSet::new());
        let _ = if value.is_some() { used.insert(column) } else { missing.insert(column) };
        Self { value, used, missing }
    }

    /// Something made of two parts, both of which are needed.
    fn with<U, V>(self, other: Told<U>, join: impl FnOnce(T, U) -> V) -> Told<V> {
        let value = self.value.zip(other.value).map(|(a, b)| join(a, b));
        Told {
            value,
            used: self.used.into_iter().chain(other.used).collect(),
            missing: self.missing.into_iter().chain(other.missing).collect(),
        }
    }

    fn map<V>(self, change: impl FnOnce(T) -> V) -> Told<V> {
        Told { value: self.value.map(change), used: self.used, missing: self.missing }
    }
}

impl Told<bool> {
    /// `&&` (settled by false) and `||` (settled by true).
    fn settled_by(self, settling: bool, other: Self) -> Self {
        for side in [&self, &other] {
            if side.value == Some(settling) {
                return side.clone();
            }
        }
        self.with(other, |_, _| !settling)
    }
}

impl<'f> Row<'f> {
    pub(crate) fn new(facts: &'f Facts, row: usize, steps: &[Typed]) -> Self {
        let mut subject = Self { facts, place: row, steps: Vec::with_capacity(steps.len()) };
        // In order, each from those before it, so that no step is worked out twice.
        for step in steps {
            let told = match step {
                Typed::Test(test) => RowStep::Test(subject.test(test)),
                Typed::Number(number) => RowStep::Number(subject.amount(&number.amount)),
            };
            subject.steps.push(told);
        }
        subject
    }

    /// Whether a test holds.
    pub(crate) fn test(&self, test: &Test) -> Told<bool> {
        match test {
            Test::Is(is) => Told::plain(*is),
            Test::Fact(column) => Told::of_fact(*column, self.facts.flag(*column, self.place)),
            Test::Known(column) => {
                Told::of_fact(*column, Some(self.facts.is_known(*column, self.place)))
            }
            Test::Not(inner) => self.test(inner).map(|is| !is),
            Test::Both(a, b) => self.test(a).settled_by(false, self.test(b)),
            Test::Either(a, b) => self.test(a).settled_by(true, self.test(b)),
            Test::Same(a, b) => self.test(a).with(self.test(b), |a, b| a == b),
            Test::Compare(how, a, b) => self.compare(*how, a, b),
            Test::OneOf(asked, options) => self.amount(asked).map(|value| options.contains(&value)),
            Test::Choose(test, yes, no) => {
                self.choose(test, |holds| if holds { self.test(yes) } else { self.test(no) })
            }
            Test::Derived(place) => match self.steps.get(*place) {
                Some(RowStep::Test(told)) => told.clone(),
                _ => Told::unknown(),
            },
        }
    }

    fn compare(&self, how: Comparison, a: &Amount, b: &Amount) -> Told<bool> {
        self.amount(a).with(self.amount(b), |a, b| how.holds(a, b))
    }

    fn choose<T>(&self, test: &Test, then: impl FnOnce(bool) -> Told<T>) -> Told<T> {
        let test = self.test(test);
        match test.value {
            Some(holds) => test.with(then(holds), |_, value| value),
            None => Told { value: None, used: test.used, missing: test.missing },
        }
    }

    /// A number, as numerator.
    pub(crate) fn amount(&self, amount: &Amount) -> Told<i64> {
        match amount {
            Amount::Is(value) => Told::plain(*value),
            Amount::Fact(column) => Told::of_fact(*column, self.facts.number(*column, self.place)),
            Amount::Sum(a, b) => self.amount(a).with(self.amount(b), |a, b| a + b),
            Amount::Difference(a, b) => self.amount(a).with(self.amount(b), |a, b| a - b),
            Amount::Product(a, b) => self.amount(a).with(self.amount(b), |a, b| a * b),
            Amount::Times(a, factor) => self.amount(a).map(|value| value * factor),
            Amount::Choose(test, yes, no) => {
                self.choose(test, |holds| if holds { self.amount(yes) } else { self.amount(no) })
            }
            Amount::Derived(place) => match self.steps.get(*place) {
                Some(RowStep::Number(told)) => told.clone(),
                _ => Told::unknown(),
            },
        }
    }
}
