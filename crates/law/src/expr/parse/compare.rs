//! Comparisons.

use cel::common::ast::{Expr, IdedExpr};

use super::Reader;
use crate::expr::{Amount, Comparison, Kind, Number, Test, Typed};
use crate::problem::ProblemKind;
use crate::wording::hint;

impl Reader<'_, '_> {
    pub(super) fn compare(
        &mut self,
        id: u64,
        how: Comparison,
        a: &IdedExpr,
        b: &IdedExpr,
    ) -> Option<Typed> {
        let (a, b) = (self.read(a), self.read(b));
        let test = match (a?, b?) {
            (Typed::Test(a), Typed::Test(b)) => self.same(id, how, a, b)?,
            (Typed::Number(a), Typed::Number(b)) => self.sizes(id, how, a, b)?,
            (a, b) => return self.unlike(id, &a, &b),
        };
        Some(Typed::Test(test))
    }

    fn unlike<T>(&mut self, id: u64, a: &Typed, b: &Typed) -> Option<T> {
        let message = format!("{} is compared with {}", a.describe(), b.describe());
        self.wrong(id, ProblemKind::WrongType, message, "compare things of one kind")
    }

    fn same(&mut self, id: u64, how: Comparison, a: Test, b: Test) -> Option<Test> {
        let same = Test::Same(Box::new(a), Box::new(b));
        match how {
            Comparison::Equal => Some(same),
            Comparison::Unequal => Some(Test::Not(Box::new(same))),
            _ => self.outside(id, "an order of true and false", "write `a && !b`"),
        }
    }

    fn sizes(&mut self, id: u64, how: Comparison, a: Number, b: Number) -> Option<Test> {
        let (a, b) = self.one_kind(id, a, b)?;
        let ordered = !matches!(how, Comparison::Equal | Comparison::Unequal);
        if ordered && matches!(a.kind, Kind::Word(_)) {
            return self.outside(id, "an order of words", "use == or `in`");
        }
        let Some((a, b)) = a.alike(b) else { return self.exact(id, None).and(None) };
        if let Some(holds) = fixed(how, &a, &b) {
            self.note_fixed(id, holds);
        }
        Some(Test::Compare(how, Box::new(a.amount), Box::new(b.amount)))
    }

    /// Two numbers that may be compared; a word in quotes takes its place in the other's vocabulary.
    fn one_kind(&mut self, id: u64, a: Number, b: Number) -> Option<(Number, Number)> {
        match (&a.kind, &b.kind) {
            (x, y) if x == y || (x.counts() && y.counts()) => Some((a, b)),
            (Kind::Word(words), Kind::Word(_)) if b.as_constant().is_some() => {
                let b = self.word(id, words, &b)?;
                Some((a, b))
            }
            (Kind::Word(_), Kind::Word(words)) if a.as_constant().is_some() => {
                let a = self.word(id, words, &a)?;
                Some((a, b))
            }
            _ => self.unlike(id, &Typed::Number(a), &Typed::Number(b)),
        }
    }

    fn word(&mut self, id: u64, words: &[String], literal: &Number) -> Option<Number> {
        let Kind::Word(spoken) = &literal.kind else { return None };
        let spoken = spoken.first().map_or("", String::as_str);
        let place = words.iter().position(|word| word == spoken);
        if let Some(place) = place.and_then(|place| i64::try_from(place).ok()) {
            return Some(Number::constant(Kind::Word(words.to_vec()), place, 1));
        }
        let known: Vec<&str> = words.iter().map(String::as_str).collect();
        let message = format!("the fact is never \"{spoken}\"");
        self.wrong(id, ProblemKind::UnknownWord, message, hint(spoken, &known))
    }

    pub(super) fn one_of(&mut self, id: u64, a: &IdedExpr, list: &IdedExpr) -> Option<Typed> {
        let Expr::List(list) = &list.expr else {
            return self.outside(id, "`in` without a list", "write `x in [\"a\", \"b\"]`");
        };
        let (asked, elements) = (self.read(a), list.elements.iter().map(|e| (e.id, self.read(e))));
        let elements: Vec<(u64, Option<Typed>)> = elements.collect();
        let asked = match asked? {
            Typed::Number(asked) => asked,
            other @ Typed::Test(_) => return self.unlike(id, &other, &other),
        };
        let mut options = Vec::new();
        for (id, option) in elements {
            let Typed::Number(option) = option? else {
                return self.outside(id, "a condition in a list", "list words or numbers");
            };
            options.push(self.one_kind(id, asked.clone(), option)?.1);
        }
        let Some((asked, values)) = over_one(asked, options) else {
            return self.outside(id, "`in` with something that varies", "list constants only");
        };
        Some(Typed::Test(Test::OneOf(Box::new(asked), values)))
    }
}

/// Whether a comparison comes out the same for all numbers there can be; two constants are compared on purpose.
fn fixed(how: Comparison, a: &Number, b: &Number) -> Option<bool> {
    if a.as_constant().is_some() && b.as_constant().is_some() {
        return None;
    }
    let corners = [(a.low, b.low), (a.low, b.high), (a.high, b.low), (a.high, b.high)];
    let apart = a.high < b.low || b.high < a.low;
    let one =
        |holds: bool| corners.iter().all(|(a, b)| how.holds(*a, *b) == holds).then_some(holds);
    match how {
        Comparison::Equal | Comparison::Unequal => apart.then_some(how == Comparison::Unequal),
        _ => one(true).or_else(|| one(false)),
    }
}

/// A number and the constants it is looked for among, over one denominator.
fn over_one(mut asked: Number, options: Vec<Number>) -> Option<(Amount, Vec<i64>)> {
    for option in &options {
        asked = asked.alike(option.clone())?.0;
    }
    let below = asked.denominator;
    let values = options.into_iter().map(|option| option.over(below)?.as_constant());
    Some((asked.amount, values.collect::<Option<_>>()?))
}
