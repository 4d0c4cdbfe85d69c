//! Operators and the few functions of conditions.

use cel::common::ast::{CallExpr, Expr, IdedExpr, LiteralValue, operators as op};
use jiff::civil::Date;

use super::Reader;
use crate::expr::{Comparison, Kind, Number, Test, Typed, scope::day};
use crate::problem::ProblemKind;

impl Reader<'_, '_> {
    pub(super) fn call(&mut self, id: u64, call: &CallExpr) -> Option<Typed> {
        let name = call.func_name.as_str();
        if call.target.is_some() {
            let what = format!("the method `{name}`");
            return self.outside(id, &what, "compare facts with operators instead");
        }
        match (name, call.args.as_slice()) {
            (op::LOGICAL_AND, [a, b]) => self.both(a, b, Test::Both),
            (op::LOGICAL_OR, [a, b]) => self.both(a, b, Test::Either),
            (op::LOGICAL_NOT, [a]) => Some(Typed::Test(Test::Not(Box::new(self.test(a)?)))),
            (op::EQUALS, [a, b]) => self.compare(id, Comparison::Equal, a, b),
            (op::NOT_EQUALS, [a, b]) => self.compare(id, Comparison::Unequal, a, b),
            (op::LESS, [a, b]) => self.compare(id, Comparison::Less, a, b),
            (op::LESS_EQUALS, [a, b]) => self.compare(id, Comparison::AtMost, a, b),
            (op::GREATER, [a, b]) => self.compare(id, Comparison::Above, a, b),
            (op::GREATER_EQUALS, [a, b]) => self.compare(id, Comparison::AtLeast, a, b),
            (op::IN, [a, list]) => self.one_of(id, a, list),
            (op::CONDITIONAL, [test, yes, no]) => self.choose(id, test, yes, no),
            (op::ADD, [a, b]) => self.arithmetic(id, a, b, Number::plus),
            (op::SUBSTRACT, [a, b]) => self.arithmetic(id, a, b, Number::minus),
            (op::MULTIPLY, [a, b]) => self.arithmetic(id, a, b, Number::multiplied),
            (op::DIVIDE, [a, b]) => self.divide(id, a, b),
            (op::NEGATE, [a]) => {
                let number = self.number(a)?;
                self.exact(id, number.negative())
            }
            ("double", [a]) => self.double(id, a),
            ("date", [a]) => self.date(id, a),
            _ => {
                let known = "known are + - * / == != < <= > >= in && || ! ?: has double date";
                self.outside(id, &format!("`{name}`"), known)
            }
        }
    }

    /// A condition.
    pub(super) fn test(&mut self, tree: &IdedExpr) -> Option<Test> {
        match self.read(tree)? {
            Typed::Test(test) => Some(test),
            other @ Typed::Number(_) => {
                let message = format!("a condition is wanted here, not {}", other.describe());
                self.wrong(tree.id, ProblemKind::WrongType, message, "compare it with something")
            }
        }
    }

    /// A number to count with.
    fn number(&mut self, tree: &IdedExpr) -> Option<Number> {
        match self.read(tree)? {
            Typed::Number(number) if number.kind.counts() => Some(number),
            other => {
                let message = format!("one cannot count with {}", other.describe());
                self.wrong(tree.id, ProblemKind::WrongType, message, "use a numeric fact")
            }
        }
    }

    fn both(
        &mut self,
        a: &IdedExpr,
        b: &IdedExpr,
        join: fn(Box<Test>, Box<Test>) -> Test,
    ) -> Option<Typed> {
        let (a, b) = (self.test(a), self.test(b));
        Some(Typed::Test(join(Box::new(a?), Box::new(b?))))
    }

    /// Sum, difference or product; whole and decimal numbers do not mix, as in all CEL.
    fn arithmetic(
        &mut self,
        id: u64,
        a: &IdedExpr,
        b: &IdedExpr,
        join: fn(Number, Number) -> Option<Number>,
    ) -> Option<Typed> {
        let (a, b) = (self.number(a), self.number(b));
        let (a, b) = (a?, b?);
        if a.kind != b.kind {
            return self.mixed(id);
        }
        self.exact(id, join(a, b))
    }

    fn mixed<T>(&mut self, id: u64) -> Option<T> {
        let message = "whole and decimal numbers do not mix in a calculation";
        let hint = "write `3.0` for 3, and `double(x)` for a whole fact or setting";
        self.wrong(id, ProblemKind::WrongType, message, hint)
    }

    fn divide(&mut self, id: u64, a: &IdedExpr, b: &IdedExpr) -> Option<Typed> {
        let (a, b) = (self.number(a), self.number(b));
        let (a, b) = (a?, b?);
        if a.kind != b.kind {
            return self.mixed(id);
        }
        if a.kind == Kind::Integer {
            let hint = "whole numbers would lose their remainder; write `double(x) / 3.0`";
            return self.outside(id, "a division of whole numbers", hint);
        }
        match b.as_constant() {
            Some(0) => self.outside(id, "a division by zero", "correct the divisor"),
            Some(by) => self.exact(id, a.divided(by, b.denominator)),
            None => {
                let hint = "multiply the other side instead: `a > b * 2.0` for `a / b > 2.0`";
                self.outside(id, "a division by something that varies", hint)
            }
        }
    }

    fn choose(&mut self, id: u64, test: &IdedExpr, yes: &IdedExpr, no: &IdedExpr) -> Option<Typed> {
        let (test, yes, no) = (self.test(test), self.read(yes), self.read(no));
        let (test, yes, no) = (test?, yes?, no?);
        match (yes, no) {
            (Typed::Test(yes), Typed::Test(no)) => {
                Some(Typed::Test(Test::Choose(Box::new(test), Box::new(yes), Box::new(no))))
            }
            (Typed::Number(yes), Typed::Number(no)) if yes.kind == no.kind => {
                self.exact(id, Number::chosen(test, yes, no))
            }
            (yes, no) => {
                let message =
                    format!("one way gives {}, the other {}", yes.describe(), no.describe());
                self.wrong(id, ProblemKind::WrongType, message, "both ways must give the same kind")
            }
        }
    }

    fn double(&mut self, id: u64, tree: &IdedExpr) -> Option<Typed> {
        let number = self.number(tree)?;
        self.exact(id, Some(Number { kind: Kind::Decimal, ..number }))
    }

    fn date(&mut self, id: u64, tree: &IdedExpr) -> Option<Typed> {
        let text = match &tree.expr {
            Expr::Literal(LiteralValue::String(text)) => text.inner(),
            _ => "",
        };
        match text.parse::<Date>() {
            Ok(date) => Some(Typed::Number(Number::constant(Kind::Date, day(date), 1))),
            Err(_) => self.wrong(
                id,
                ProblemKind::WrongType,
                "`date` wants a day of the calendar in quotes",
                "write `date(\"2026-01-01\")`",
            ),
        }
    }
}
