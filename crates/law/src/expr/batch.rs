//! Expressions over columns, a thousand subjects at a time.
//!
//! Each step goes over a whole batch, so that the cost of walking the tree is shared by its subjects and the inner
//! loops are plain passes over memory. What is not known travels along as a mask: `&&` and `||` are settled by the side
//! that settles them, everything else needs all of its parts.

use super::answer::{Answer, EVERYBODY, Mask, NOBODY, chosen, join};
use super::lanes::{Lanes, Numbers};
use super::{Amount, Comparison, Test, Typed};
use crate::facts::{Column, Facts};

/// What a named step came to.
#[derive(Clone, Debug)]
pub(crate) enum BatchStep<'f> {
    Test(Answer),
    Number(Numbers<'f>),
}

/// A batch of subjects with the named steps worked out so far.
pub(crate) struct Batch<'f> {
    facts: &'f Facts,
    /// Which batch of the table.
    number: usize,
    steps: Vec<BatchStep<'f>>,
}

impl<'f> Batch<'f> {
    pub(crate) fn new(facts: &'f Facts, number: usize) -> Self {
        Self { facts, number, steps: Vec::new() }
    }

    /// Works out a named step and adds it.
    pub(crate) fn step(&mut self, step: &Typed) {
        let step = match step {
            Typed::Test(test) => BatchStep::Test(self.test(test)),
            Typed::Number(number) => BatchStep::Number(self.worked_out(&number.amount)),
        };
        self.steps.push(step);
    }

    /// The step added last.
    pub(crate) fn last(&self) -> Option<&BatchStep<'f>> {
        self.steps.last()
    }

    /// For whom a test holds.
    pub(crate) fn test(&self, test: &Test) -> Answer {
        match test {
            Test::Is(true) => Answer { holds: EVERYBODY, known: EVERYBODY },
            Test::Is(false) => Answer { holds: NOBODY, known: EVERYBODY },
            Test::Fact(column) => self.flag(*column),
            Test::Known(column) => Answer { holds: self.known(*column), known: EVERYBODY },
            Test::Not(inner) => self.test(inner).not(),
            Test::Both(a, b) => self.test(a).both(&self.test(b)),
            Test::Either(a, b) => self.test(a).either(&self.test(b)),
            Test::Same(a, b) => self.test(a).same(&self.test(b)),
            Test::Compare(how, a, b) => self.compare(*how, a, b),
            Test::OneOf(asked, options) => self.amount(asked).one_of(options),
            Test::Choose(test, yes, no) => self.test(test).choose(&self.test(yes), &self.test(no)),
            Test::Derived(place) => match self.steps.get(*place) {
                Some(BatchStep::Test(answer)) => *answer,
                _ => Answer { holds: NOBODY, known: NOBODY },
            },
        }
    }

    fn known(&self, column: usize) -> Mask {
        self.facts.column(column).map_or(NOBODY, |column| column.known(self.number))
    }

    fn flag(&self, column: usize) -> Answer {
        match self.facts.column(column) {
            Some(Column::Bool { holds, known }) => {
                Answer { holds: holds.batch(self.number), known: known.batch(self.number) }
            }
            _ => Answer { holds: NOBODY, known: NOBODY },
        }
    }

    fn compare(&self, how: Comparison, a: &Amount, b: &Amount) -> Answer {
        match (a, b) {
            (Amount::Is(one), _) => self.amount(b).against(how.turned(), *one),
            (_, Amount::Is(one)) => self.amount(a).against(how, *one),
            _ => self.zipped(a, b, i64::wrapping_sub).against(how, 0),
        }
    }

    /// The number of each subject.
    pub(crate) fn amount(&self, amount: &Amount) -> Numbers<'_> {
        match amount {
            Amount::Is(value) => Numbers::one(*value),
            Amount::Fact(column) => self.column(*column),
            Amount::Sum(a, b) => self.zipped(a, b, i64::wrapping_add),
            Amount::Difference(a, b) => self.zipped(a, b, i64::wrapping_sub),
            Amount::Product(a, b) => self.zipped(a, b, i64::wrapping_mul),
            Amount::Times(a, factor) => {
                let a = self.amount(a);
                Numbers { lanes: a.lanes.map(|value| value.wrapping_mul(*factor)), known: a.known }
            }
            Amount::Choose(test, yes, no) => {
                let test = self.test(test);
                let (yes, no) = (self.amount(yes), self.amount(no));
                let known = chosen(&test, &yes.known, &no.known);
                Numbers { lanes: Lanes::choose(&test.holds, &yes.lanes, &no.lanes), known }
            }
            Amount::Derived(place) => match self.steps.get(*place) {
                Some(BatchStep::Number(numbers)) => numbers.lent(),
                _ => Numbers::unknown(),
            },
        }
    }

    fn column(&self, column: usize) -> Numbers<'f> {
        match self.facts.column(column) {
            Some(Column::Number { values, known }) => {
                Numbers { lanes: values.batch(self.number), known: known.batch(self.number) }
            }
            _ => Numbers::unknown(),
        }
    }

    /// Numbers that outlive the step.
    fn worked_out(&self, amount: &Amount) -> Numbers<'f> {
        if let Amount::Fact(column) = amount {
            return self.column(*column);
        }
        let numbers = self.amount(amount);
        let lanes = match numbers.lanes {
            Lanes::One(value) => Lanes::One(value),
            Lanes::Own(lanes) => Lanes::Own(lanes),
            lent => lent.map(|value| value),
        };
        Numbers { lanes, known: numbers.known }
    }

    fn zipped(&self, a: &Amount, b: &Amount, how: impl Fn(i64, i64) -> i64) -> Numbers<'_> {
        let (a, b) = (self.amount(a), self.amount(b));
        let known = join(&a.known, &b.known, |a, b| a & b);
        Numbers { lanes: a.lanes.zip(&b.lanes, how), known }
    }
}
