//! Makes a pack ready, and finds everything that keeps it from being so.

use std::collections::{BTreeMap, BTreeSet};

use super::{Basis, Judge, MOST_RULES, Ready, scope_of};
use crate::Pack;
use crate::expr::parse::{Parsed, parse};
use crate::expr::{Scope, Typed};
use crate::problem::{Problem, ProblemKind};
use crate::rules::{Formula, Rule, Stage, UNDETERMINED};
use crate::wording::hint;

/// The name of the score in conditions.
pub(super) const SCORE: &str = "score";

/// What reading the expressions of a pack brought to light, besides what is wrong with them.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// Facts and steps that are named.
    pub(super) names: BTreeSet<String>,
    /// Keys of settings that are named.
    pub(super) settings: BTreeSet<String>,
    /// Comparisons that come out the same for every subject there can be.
    pub(super) fixed: Vec<Problem>,
    /// Whether some expression could not be read, so that more may be named than was seen.
    pub(super) broken: bool,
}

/// Checks the expressions of a pack in order: steps, score, rules. What is broken does not hide what comes after it.
pub(super) fn ready(pack: &Pack, problems: &mut Vec<Problem>) -> (Option<Judge>, Seen) {
    let rules = pack.rules();
    let mut reading =
        Reading { scope: scope_of(pack), below: BTreeMap::new(), seen: Seen::default(), problems };
    let mut steps: Vec<Option<Typed>> =
        rules.derived.iter().map(|step| reading.step(&step.key, &step.value)).collect();
    let score = rules.score.as_ref().map(|score| reading.score(&score.value));
    steps.extend(score.clone());
    let ready: Vec<Option<Ready>> =
        rules.rules.iter().map(|rule| reading.rule(pack, rule)).collect();
    let seen = reading.seen;
    if let Some(last) = rules.rules.last().filter(|_| rules.rules.len() > MOST_RULES) {
        let wrong = format!("the pack has {} rules", rules.rules.len());
        let remedy = format!("at most {MOST_RULES}; split it by subject or topic");
        problems.push(last.at.problem(ProblemKind::OutOfRange, wrong, remedy));
    }
    let complete = steps.into_iter().collect::<Option<Vec<_>>>().zip(ready.into_iter().collect());
    let judge = complete.filter(|_| problems.is_empty()).map(|(steps, rules)| {
        let score = score.flatten().and_then(|score| match score {
            Typed::Number(number) => Some(number),
            Typed::Test(_) => None,
        });
        Judge { pack: pack.clone(), steps, score, rules }
    });
    (judge, seen)
}

/// The expressions of a pack while they are read.
struct Reading<'p, 'r> {
    scope: Scope<'p>,
    /// What each step rests on, also through the steps before it.
    below: BTreeMap<String, BTreeSet<Basis>>,
    seen: Seen,
    problems: &'r mut Vec<Problem>,
}

impl<'p> Reading<'p, '_> {
    fn read(&mut self, formula: &Formula) -> Option<Parsed> {
        match parse(&formula.text, &self.scope) {
            Ok(parsed) => {
                self.seen.names.extend(parsed.names.iter().cloned());
                self.seen.settings.extend(parsed.settings.iter().cloned());
                let fixed = parsed.fixed.iter().map(|wrong| formula.problem(wrong.clone()));
                self.seen.fixed.extend(fixed);
                Some(parsed)
            }
            Err(wrongs) => {
                self.seen.broken = true;
                self.problems.extend(wrongs.into_iter().map(|wrong| formula.problem(wrong)));
                None
            }
        }
    }

    /// Reads a step and adds it to the names.
    fn step(&mut self, key: &'p str, formula: &Formula) -> Option<Typed> {
        let parsed = self.read(formula);
        self.add(key, parsed)
    }

    /// Reads the score, which must be a number, and adds it to the names.
    fn score(&mut self, formula: &Formula) -> Option<Typed> {
        let parsed = self.read(formula).filter(|parsed| match &parsed.typed {
            Typed::Number(number) if number.kind.counts() => true,
            other => {
                let wrong = format!("the score is {}", other.describe());
                let remedy = "a score is a number";
                self.problems.push(formula.at.problem(ProblemKind::WrongType, wrong, remedy));
                false
            }
        });
        self.add(SCORE, parsed)
    }

    /// Adds a step to the names, also one that could not be read, so that those that use it can be.
    fn add(&mut self, key: &'p str, parsed: Option<Parsed>) -> Option<Typed> {
        let basis = parsed.as_ref().map(|parsed| rests_on(parsed, &self.below));
        self.below.insert(key.to_owned(), basis.unwrap_or_default());
        let typed = parsed.map(|parsed| parsed.typed);
        self.scope.derive(key, typed.clone());
        typed
    }

    fn rule(&mut self, pack: &Pack, rule: &Rule) -> Option<Ready> {
        let outcome = outcome(pack, rule).map_err(|problem| self.problems.push(problem)).ok();
        let parsed = self.read(&rule.when)?;
        let basis = rests_on(&parsed, &self.below);
        match parsed.typed {
            Typed::Test(test) => Some(Ready { stage: rule.stage, test, outcome: outcome?, basis }),
            other @ Typed::Number(_) => {
                let wrong = format!("the condition of `{}` is {}", rule.key, other.describe());
                let remedy = "compare it with something";
                self.problems.push(rule.when.at.problem(ProblemKind::WrongType, wrong, remedy));
                None
            }
        }
    }
}

fn rests_on(parsed: &Parsed, below: &BTreeMap<String, BTreeSet<Basis>>) -> BTreeSet<Basis> {
    let own = parsed.settings.iter().map(|key| Basis::Setting(key.clone()));
    let steps = parsed.names.iter().filter(|name| below.contains_key(*name));
    let steps = steps.map(|name| Basis::Step(name.clone()));
    let through = parsed.names.iter().filter_map(|name| below.get(name)).flatten().cloned();
    own.chain(steps).chain(through).collect()
}

/// The place of a rule's outcome; none for `undetermined`, which no cap can lead to.
fn outcome(pack: &Pack, rule: &Rule) -> Result<Option<u8>, Problem> {
    let outcomes = &pack.rules().outcomes;
    if rule.outcome == UNDETERMINED && rule.stage != Stage::Cap {
        return Ok(None);
    }
    let place = outcomes.iter().position(|outcome| outcome.key == rule.outcome);
    place.and_then(|place| u8::try_from(place).ok()).map(Some).ok_or_else(|| {
        let known: Vec<&str> = outcomes.iter().map(|outcome| outcome.key.as_str()).collect();
        let wrong = format!("rule `{}` leads to `{}`", rule.key, rule.outcome);
        rule.at.problem(ProblemKind::UnknownWord, wrong, hint(&rule.outcome, &known))
    })
}
