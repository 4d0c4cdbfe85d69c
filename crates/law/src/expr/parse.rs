//! From the text of a CEL expression to a checked tree, or to everything wrong with it.

mod call;
mod compare;
mod size;

use std::collections::BTreeSet;

use cel::common::ast::{Expr, IdedExpr, LiteralValue, SelectExpr, SourceInfo};
use cel::parser::Parser;

use super::literal::decimal;
use super::scope::Named;
use super::{Kind, Number, Scope, Test, Typed};
use crate::problem::ProblemKind;
use crate::wording::hint;

/// The name under which `has` finds facts: `has(fact.common_points)`.
const FACTS: &str = "fact";
/// The name under which settings stand: `setting.excellent_points`.
const SETTINGS: &str = "setting";

/// One thing wrong with an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wrong {
    /// Where, in characters from the beginning of the expression.
    pub(crate) at: usize,
    pub(crate) kind: ProblemKind,
    pub(crate) message: String,
    pub(crate) hint: String,
}

/// A checked expression with the names it uses.
#[derive(Clone, Debug)]
pub(crate) struct Parsed {
    pub(crate) typed: Typed,
    /// Facts and steps.
    pub(crate) names: BTreeSet<String>,
    /// Keys of settings.
    pub(crate) settings: BTreeSet<String>,
    /// Comparisons that come out the same for every subject there can be.
    pub(crate) fixed: Vec<Wrong>,
}

/// Checks an expression against the names it may use. Nothing wrong is found in one that only rests on a step which could
/// not be read: it has no tree, and what is wrong is reported at that step.
pub(crate) fn parse(text: &str, scope: &Scope<'_>) -> Result<Parsed, Vec<Wrong>> {
    size::check(text)?;
    let (tree, places) = tree(text).map_err(|errors| {
        let wrong = |e: &cel::ParseError| Wrong {
            at: offset(text, e.pos),
            kind: ProblemKind::Expression,
            message: format!("the expression cannot be read: {}", e.msg),
            hint: "conditions are CEL; see packs/README.md".to_owned(),
        };
        errors.errors.iter().map(wrong).collect::<Vec<_>>()
    })?;
    let mut reader = Reader {
        scope,
        places,
        wrongs: Vec::new(),
        names: BTreeSet::new(),
        settings: BTreeSet::new(),
        fixed: Vec::new(),
    };
    match reader.read(&tree) {
        Some(typed) if reader.wrongs.is_empty() => {
            let Reader { names, settings, fixed, .. } = reader;
            Ok(Parsed { typed, names, settings, fixed })
        }
        _ => Err(reader.wrongs),
    }
}

/// Parses on a thread with a stack of its own: the parser's frames are large, and the caller's stack may be small.
fn tree(text: &str) -> Result<(IdedExpr, SourceInfo), cel::ParseErrors> {
    /// Ten times what the deepest expression that [`size`] lets through was seen to need.
    const STACK: usize = 64 * 1024 * 1024;
    let parse = || Parser::default().parse_with_source_info(text);
    std::thread::scope(|scope| {
        let worker = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, parse);
        match worker.map(std::thread::ScopedJoinHandle::join) {
            Ok(Ok(result)) => result,
            // No thread to be had, or the parser gave up: it answers here as it can.
            Ok(Err(_)) | Err(_) => parse(),
        }
    })
}

/// A place given as line and column, counted from the beginning.
fn offset(text: &str, (line, column): (isize, isize)) -> usize {
    let line = usize::try_from(line - 1).unwrap_or(0);
    let before: usize = text.split_inclusive('\n').take(line).map(|l| l.chars().count()).sum();
    before + usize::try_from(column).unwrap_or(0)
}

struct Reader<'s, 'p> {
    scope: &'s Scope<'p>,
    places: SourceInfo,
    wrongs: Vec<Wrong>,
    names: BTreeSet<String>,
    settings: BTreeSet<String>,
    fixed: Vec<Wrong>,
}

impl Reader<'_, '_> {
    /// Notes a problem and gives nothing.
    fn wrong<T>(
        &mut self,
        id: u64,
        kind: ProblemKind,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Option<T> {
        let at = self.places.offset_for(id).map_or(0, |(start, _)| start as usize);
        self.wrongs.push(Wrong { at, kind, message: message.into(), hint: hint.into() });
        None
    }

    /// Notes a comparison that never changes.
    fn note_fixed(&mut self, id: u64, holds: bool) {
        let at = self.places.offset_for(id).map_or(0, |(start, _)| start as usize);
        let how = if holds { "always" } else { "never" };
        self.fixed.push(Wrong {
            at,
            kind: ProblemKind::Unreachable,
            message: format!("the comparison {how} holds, whatever the facts are"),
            hint: "correct the threshold, or `min` and `max` of the facts".to_owned(),
        });
    }

    /// Notes something that is CEL but not of the part used here.
    fn outside<T>(&mut self, id: u64, what: &str, hint: &str) -> Option<T> {
        let message = format!("{what} cannot stand in a condition");
        self.wrong(id, ProblemKind::Expression, message, hint)
    }

    /// What could grow beyond exact arithmetic is refused.
    fn exact(&mut self, id: u64, number: Option<Number>) -> Option<Typed> {
        match number {
            Some(number) => Some(Typed::Number(number)),
            None => self.wrong(
                id,
                ProblemKind::OutOfRange,
                "the result could grow too large to be exact",
                "narrow `min` and `max` of the facts, or use fewer `digits`",
            ),
        }
    }

    fn read(&mut self, tree: &IdedExpr) -> Option<Typed> {
        match &tree.expr {
            Expr::Literal(value) => self.literal(tree.id, value),
            Expr::Ident(name) => self.name(tree.id, name),
            Expr::Select(select) => self.select(tree.id, select),
            Expr::Call(call) => self.call(tree.id, call),
            Expr::List(_) => {
                self.outside(tree.id, "a list", "lists stand only after `in`: `x in [\"a\"]`")
            }
            Expr::Comprehension(_) => {
                self.outside(tree.id, "a loop", "write the comparisons out, joined by && or ||")
            }
            Expr::Map(_) | Expr::Struct(_) | Expr::Unspecified => {
                self.outside(tree.id, "a map or object", "conditions speak of single values only")
            }
        }
    }

    fn literal(&mut self, id: u64, value: &LiteralValue) -> Option<Typed> {
        let number = match value {
            LiteralValue::Boolean(is) => return Some(Typed::Test(Test::Is(*is.inner()))),
            LiteralValue::Int(n) => Some(Number::constant(Kind::Integer, *n.inner(), 1)),
            // The shortest text that means the same number is the one that was written.
            LiteralValue::Double(n) => decimal(&n.inner().to_string())
                .map(|(numerator, below)| Number::constant(Kind::Decimal, numerator, below)),
            LiteralValue::String(word) => {
                Some(Number::constant(Kind::Word(vec![word.inner().to_owned()]), 0, 1))
            }
            LiteralValue::UInt(_) => {
                return self.outside(id, "an unsigned number", "leave out the `u`");
            }
            LiteralValue::Bytes(_) | LiteralValue::Null => {
                return self.outside(id, "this value", "`has(fact.x)` asks whether x is known");
            }
        };
        self.exact(id, number)
    }

    fn name(&mut self, id: u64, name: &str) -> Option<Typed> {
        match self.scope.named(name) {
            Some(Named::Known(found)) => {
                self.names.insert(name.to_owned());
                Some(found)
            }
            Some(Named::Broken) => None,
            None => {
                let hint = hint(name, &self.scope.names());
                self.wrong(id, ProblemKind::UnknownName, format!("there is no fact `{name}`"), hint)
            }
        }
    }

    fn select(&mut self, id: u64, select: &SelectExpr) -> Option<Typed> {
        let Expr::Ident(of) = &select.operand.expr else {
            return self.outside(id, "a field of a field", "facts and settings have no parts");
        };
        let key = select.field.as_str();
        match (of.as_str(), select.test) {
            (FACTS, true) => {
                if let Some(column) = self.scope.fact(key) {
                    self.names.insert(key.to_owned());
                    return Some(Typed::Test(Test::Known(column)));
                }
                let message = format!("`has` asks about facts, and there is no fact `{key}`");
                let hint = hint(key, &self.scope.names());
                self.wrong(id, ProblemKind::UnknownName, message, hint)
            }
            (FACTS, false) => self.name(id, key),
            (SETTINGS, false) => self.setting(id, key),
            _ => self.outside(
                id,
                "a field of this",
                "write `setting.KEY`, `has(fact.NAME)`, or the name of a fact alone",
            ),
        }
    }

    fn setting(&mut self, id: u64, key: &str) -> Option<Typed> {
        match self.scope.setting(key) {
            Some(Ok(typed)) => {
                self.settings.insert(key.to_owned());
                Some(typed)
            }
            Some(Err(what)) => {
                let message = format!("setting `{key}` is {what}, which nothing is compared with");
                let hint = "use an integer, percent, basis_points, days, bool or date setting";
                self.wrong(id, ProblemKind::Expression, message, hint)
            }
            None => {
                let hint = hint(key, &self.scope.keys());
                let message = format!("the pack has no setting `{key}`");
                self.wrong(id, ProblemKind::UnknownName, message, hint)
            }
        }
    }
}
