//! Which pack governs whom: a condition over a few names that all packs of a subject share.

use jiff::civil::Date;

use crate::expr::parse::{Parsed, parse};
use crate::expr::row::Row;
use crate::expr::scope::{Shape, date_of, day};
use crate::expr::{Amount, Kind, Scope, Test, Typed};
use crate::facts::{Cell, Column, Facts};
use crate::problem::{Problem, ProblemKind};
use crate::rules::Formula;
use crate::{Pack, Subject};

/// Kinds of people that rating law tells apart.
const PEOPLE: [&str; 4] = ["cadre", "civil_servant", "public_employee", "contract_worker"];
/// Kinds of bodies that it tells apart.
const UNITS: [&str; 2] = ["agency", "public_service_unit"];

/// Somebody or something for whom a pack is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Who<'k> {
    /// Its kind, such as `civil_servant` or `agency`; empty where its subject knows no kinds.
    pub kind: &'k str,
    /// Whether its body has issued a regulation of its own; `None` when that is not known.
    pub own_regulation: Option<bool>,
}

/// The kinds of a subject.
pub fn kinds(subject: Subject) -> &'static [&'static str] {
    match subject {
        Subject::Person => &PEOPLE,
        Subject::Unit => &UNITS,
        Subject::Dossier | Subject::Movement | Subject::Award | Subject::Document => &[],
    }
}

/// A condition made ready.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Selection {
    subject: Subject,
    test: Option<Test>,
}

impl Selection {
    /// Reads the condition of a pack; everybody when it has none.
    pub(crate) fn read(pack: &Pack) -> Result<Self, Vec<Problem>> {
        let subject = pack.subject();
        let Some(formula) = &pack.rules().select else { return Ok(Self { subject, test: None }) };
        let parsed = parse(&formula.text, &scope(subject));
        let parsed: Parsed = parsed.map_err(|wrongs| {
            wrongs.into_iter().map(|wrong| formula.problem(wrong)).collect::<Vec<_>>()
        })?;
        match parsed.typed {
            Typed::Test(test) => Ok(Self { subject, test: Some(test) }),
            other @ Typed::Number(_) => Err(vec![no_condition(formula, &other)]),
        }
    }

    /// Whether the pack is for somebody on a day; `None` when that hangs on something not known.
    pub(crate) fn takes(&self, who: Who<'_>, on: Date) -> Option<bool> {
        let Some(test) = &self.test else { return Some(true) };
        let kind = kinds(self.subject).iter().position(|kind| *kind == who.kind);
        let kind = kind.and_then(|kind| i64::try_from(kind).ok());
        let number = || Column::numbers(i64::MIN, i64::MAX);
        let mut facts = Facts::new(0, vec![number(), Column::flags(), number()]);
        let cells = [
            kind.map(Cell::Number),
            who.own_regulation.map(Cell::Bool),
            Some(Cell::Number(day(on))),
        ];
        facts.push(&cells);
        Row::new(&facts, 0, &[]).test(test).value
    }

    /// Days at which the answer may change.
    pub(crate) fn days(&self) -> Vec<Date> {
        let mut numbers = Vec::new();
        if let Some(test) = &self.test {
            dates_of_test(test, &mut numbers);
        }
        let around = numbers
            .into_iter()
            .flat_map(|number| [number.saturating_sub(1), number, number.saturating_add(1)]);
        around.filter_map(date_of).collect()
    }
}

fn no_condition(formula: &Formula, typed: &Typed) -> Problem {
    let wrong = format!("`select` is {}", typed.describe());
    formula.at.problem(ProblemKind::WrongType, wrong, "write a condition on kind and date")
}

/// `kind`, `own_regulation`, `on`.
fn scope(subject: Subject) -> Scope<'static> {
    let words: Vec<String> = kinds(subject).iter().map(|kind| (*kind).to_owned()).collect();
    let number = |kind, low, high| Shape::Number { kind, denominator: 1, low, high };
    let last = i64::try_from(words.len()).unwrap_or(0).max(1) - 1;
    Scope::new(
        vec![
            ("kind", number(Kind::Word(words), 0, last)),
            ("own_regulation", Shape::Bool),
            ("on", number(Kind::Date, day(Date::MIN), day(Date::MAX))),
        ],
        &[],
    )
}

/// Constants that something is compared with; those that are no dates do no harm.
fn dates_of_test(test: &Test, found: &mut Vec<i64>) {
    match test {
        Test::Is(_) | Test::Fact(_) | Test::Known(_) | Test::Derived(_) => {}
        Test::Not(inner) => dates_of_test(inner, found),
        Test::Both(a, b) | Test::Either(a, b) | Test::Same(a, b) => {
            dates_of_test(a, found);
            dates_of_test(b, found);
        }
        Test::Compare(_, a, b) => {
            dates_of_amount(a, found);
            dates_of_amount(b, found);
        }
        Test::OneOf(_, options) => found.extend(options),
        Test::Choose(test, yes, no) => {
            for inner in [test, yes, no] {
                dates_of_test(inner, found);
            }
        }
    }
}

fn dates_of_amount(amount: &Amount, found: &mut Vec<i64>) {
    match amount {
        Amount::Is(number) => found.push(*number),
        Amount::Fact(_) | Amount::Derived(_) => {}
        Amount::Times(inner, _) => dates_of_amount(inner, found),
        Amount::Sum(a, b) | Amount::Difference(a, b) | Amount::Product(a, b) => {
            dates_of_amount(a, found);
            dates_of_amount(b, found);
        }
        Amount::Choose(test, yes, no) => {
            dates_of_test(test, found);
            dates_of_amount(yes, found);
            dates_of_amount(no, found);
        }
    }
}
