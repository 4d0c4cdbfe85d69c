//! Rules that are never asked, because an earlier one of their stage holds whenever they do.
//!
//! Told only where it is certain: what cannot be shown in a few steps is left alone.

use super::{Basis, Ready};
use crate::Pack;
use crate::expr::{Amount, Comparison, Test};
use crate::problem::{Problem, ProblemKind};
use crate::rules::Stage;

/// Finds them among the rules of a pack.
pub(super) fn shadowed(pack: &Pack, ready: &[Ready], problems: &mut Vec<Problem>) {
    for (n, (rule, own)) in pack.rules().rules.iter().zip(ready).enumerate() {
        let mut before = pack.rules().rules.iter().zip(ready).take(n);
        let Some((earlier, other)) = before.find(|(_, other)| answers(pack, other, own)) else {
            continue;
        };
        let wrong = format!("`{}` answers before `{}` is asked", earlier.key, rule.key);
        let remedy = if own.test == other.test {
            "the two conditions are the same; correct one, or remove a rule"
        } else {
            "it holds whenever this one does; put the narrower rule first, or correct a bound"
        };
        problems.push(rule.at.problem(ProblemKind::Unreachable, wrong, remedy));
    }
}

/// Whether an earlier rule leaves nothing to a later one.
fn answers(pack: &Pack, earlier: &Ready, later: &Ready) -> bool {
    if earlier.stage != later.stage || later.stage == Stage::Cap {
        return false;
    }
    let same = earlier.test == later.test;
    if same && earlier.basis == later.basis {
        return true;
    }
    // A value that an agency may change could part the two.
    let is_open = |basis: &Basis| match basis {
        Basis::Setting(key) => pack.setting(key).is_some_and(|setting| setting.editable),
        Basis::Step(_) => false,
    };
    if earlier.basis.iter().chain(&later.basis).any(is_open) {
        return false;
    }
    same || (later.stage == Stage::Level && implies(&later.test, &earlier.test))
}

/// Whether one test certainly holds wherever another is known to hold.
fn implies(given: &Test, wanted: &Test) -> bool {
    if given == wanted {
        return true;
    }
    let (all_wanted, any_given) = (parts(wanted, both), parts(given, either));
    if all_wanted.len() > 1 {
        return all_wanted.iter().all(|wanted| implies(given, wanted));
    }
    if any_given.len() > 1 {
        return any_given.iter().all(|given| implies(given, wanted));
    }
    let (all_given, any_wanted) = (parts(given, both), parts(wanted, either));
    if all_given.len() > 1 || any_wanted.len() > 1 {
        let mut pairs = all_given.iter().flat_map(|g| any_wanted.iter().map(move |w| (g, w)));
        return pairs.any(|(given, wanted)| implies(given, wanted));
    }
    match (Range::of(given), Range::of(wanted)) {
        (Some((one, given)), Some((other, wanted))) => one == other && given.within(&wanted),
        _ => false,
    }
}

fn both(test: &Test) -> Option<[&Test; 2]> {
    match test {
        Test::Both(a, b) => Some([a, b]),
        _ => None,
    }
}

fn either(test: &Test) -> Option<[&Test; 2]> {
    match test {
        Test::Either(a, b) => Some([a, b]),
        _ => None,
    }
}

/// The parts of a test joined in one way, however they are bracketed; the test itself when it is not joined so.
fn parts(test: &Test, split: fn(&Test) -> Option<[&Test; 2]>) -> Vec<&Test> {
    let mut found = Vec::new();
    let mut open = vec![test];
    while let Some(test) = open.pop() {
        match split(test) {
            Some(halves) => open.extend(halves),
            None => found.push(test),
        }
    }
    found
}

/// What a comparison with constants says of a number that is whole, as every numerator is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Range {
    Between(i128, i128),
    Not(i128),
    Among(Vec<i128>),
}

impl Range {
    /// The number compared and what is said of it.
    fn of(test: &Test) -> Option<(&Amount, Self)> {
        match test {
            Test::Compare(how, a, b) => match (a.as_ref(), b.as_ref()) {
                (asked, Amount::Is(one)) => Self::compared(asked, *how, *one),
                (Amount::Is(one), asked) => Self::compared(asked, how.turned(), *one),
                _ => None,
            },
            Test::OneOf(asked, options) => {
                let options = options.iter().copied().map(i128::from).collect();
                Some((asked, Self::Among(options)))
            }
            _ => None,
        }
    }

    fn compared(asked: &Amount, how: Comparison, one: i64) -> Option<(&Amount, Self)> {
        let (asked, factor, how) = match asked {
            Amount::Times(inner, factor) if *factor < 0 => (&**inner, *factor, how.turned()),
            Amount::Times(inner, factor) if *factor > 0 => (&**inner, *factor, how),
            Amount::Times(..) | Amount::Is(_) => return None,
            asked => (asked, 1, how),
        };
        // As if the factor were above zero: both sides change their sign with it.
        let sign = i128::from(factor.signum());
        let (one, factor) = (i128::from(one) * sign, i128::from(factor) * sign);
        let (down, rest) = (one.div_euclid(factor), one.rem_euclid(factor));
        let up = down + i128::from(rest != 0);
        let range = match how {
            Comparison::AtLeast => Self::Between(up, i128::MAX),
            Comparison::Above => Self::Between(down + 1, i128::MAX),
            Comparison::AtMost => Self::Between(i128::MIN, down),
            Comparison::Less => Self::Between(i128::MIN, up - 1),
            Comparison::Equal if rest == 0 => Self::Between(down, down),
            Comparison::Unequal if rest == 0 => Self::Not(down),
            Comparison::Equal | Comparison::Unequal => return None,
        };
        Some((asked, range))
    }

    fn has(&self, number: i128) -> bool {
        match self {
            Self::Between(low, high) => (*low..=*high).contains(&number),
            Self::Not(hole) => number != *hole,
            Self::Among(numbers) => numbers.contains(&number),
        }
    }

    /// Whether every number of this range lies in the other.
    fn within(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Among(numbers), _) => numbers.iter().all(|number| other.has(*number)),
            (Self::Between(low, high), Self::Between(least, most)) => least <= low && high <= most,
            (Self::Between(..), Self::Not(hole)) => !self.has(*hole),
            (Self::Between(low, high), Self::Among(_)) => low == high && other.has(*low),
            (Self::Not(_), _) => self == other,
        }
    }
}

#[cfg(test)]
mod tests;
