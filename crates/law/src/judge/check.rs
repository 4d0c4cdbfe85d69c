//! Makes a pack ready, and finds everything that keeps it from being so.

use std::collections::{BTreeMap, BTreeSet};

use super::{Basis, Judge, MOST_RULES, Ready, scope_of};
use crate::Pack;
use crate::expr::parse::{Parsed, parse};
use crate::expr::{Number, Scope, Typed};
use crate::problem::{Problem, ProblemKind};
use crate::rules::{Formula, Rule, Stage, UNDETERMINED};
use crate::wording::hint;

/// The name of the score in conditions.
pub(super) const SCORE: &str = "score";

/// Checks the expressions of a pack in order: steps, score, rules.
pub(super) fn ready(pack: &Pack, problems: &mut Vec<Problem>) -> Option<Judge> {
    let rules = pack.rules();
    let mut scope = scope_of(pack);
    let mut below = BTreeMap::new();
    let mut steps = Vec::new();
    for step in &rules.derived {
        let parsed = read(&step.value, &scope, problems)?;
        steps.push(add(&mut scope, &step.key, parsed, &mut below));
    }
    let score = match &rules.score {
        Some(score) => {
            let parsed = read(&score.value, &scope, problems)?;
            let place = score.value.clone();
            let typed = add(&mut scope, SCORE, parsed, &mut below);
            steps.push(typed.clone());
            Some(counted(typed, &place, problems)?)
        }
        None => None,
    };
    let mut ready = Vec::new();
    for rule in &rules.rules {
        ready.extend(ready_rule(pack, rule, &scope, &below, problems));
    }
    if rules.rules.len() > MOST_RULES {
        let wrong = format!("the pack has {} rules", rules.rules.len());
        let last = rules.rules.last()?;
        let remedy = format!("at most {MOST_RULES}; split it by subject or topic");
        problems.push(last.at.problem(ProblemKind::OutOfRange, wrong, remedy));
    }
    let complete = ready.len() == rules.rules.len() && problems.is_empty();
    complete.then(|| Judge { pack: pack.clone(), steps, score, rules: ready })
}

fn read(formula: &Formula, scope: &Scope<'_>, problems: &mut Vec<Problem>) -> Option<Parsed> {
    match parse(&formula.text, scope) {
        Ok(parsed) => Some(parsed),
        Err(wrongs) => {
            problems.extend(wrongs.into_iter().map(|wrong| formula.problem(wrong)));
            None
        }
    }
}

/// Adds a step to the names, with what it and the steps before it rest on.
fn add<'p>(
    scope: &mut Scope<'p>,
    key: &'p str,
    parsed: Parsed,
    below: &mut BTreeMap<String, BTreeSet<Basis>>,
) -> Typed {
    let basis = rests_on(&parsed, below);
    below.insert(key.to_owned(), basis);
    scope.derive(key, parsed.typed.clone());
    parsed.typed
}

fn rests_on(parsed: &Parsed, below: &BTreeMap<String, BTreeSet<Basis>>) -> BTreeSet<Basis> {
    let own = parsed.settings.iter().map(|key| Basis::Setting(key.clone()));
    let steps = parsed.names.iter().filter(|name| below.contains_key(*name));
    let steps = steps.map(|name| Basis::Step(name.clone()));
    let through = parsed.names.iter().filter_map(|name| below.get(name)).flatten().cloned();
    own.chain(steps).chain(through).collect()
}

fn counted(typed: Typed, formula: &Formula, problems: &mut Vec<Problem>) -> Option<Number> {
    match typed {
        Typed::Number(number) if number.kind.counts() => Some(number),
        other => {
            let wrong = format!("the score is {}", other.describe());
            let remedy = "a score is a number";
            problems.push(formula.at.problem(ProblemKind::WrongType, wrong, remedy));
            None
        }
    }
}

fn ready_rule(
    pack: &Pack,
    rule: &Rule,
    scope: &Scope<'_>,
    below: &BTreeMap<String, BTreeSet<Basis>>,
    problems: &mut Vec<Problem>,
) -> Option<Ready> {
    let outcome = outcome(pack, rule).map_err(|problem| problems.push(problem)).ok();
    let parsed = read(&rule.when, scope, problems)?;
    let basis = rests_on(&parsed, below);
    match parsed.typed {
        Typed::Test(test) => Some(Ready { stage: rule.stage, test, outcome: outcome?, basis }),
        other @ Typed::Number(_) => {
            let wrong = format!("the condition of `{}` is {}", rule.key, other.describe());
            let remedy = "compare it with something";
            problems.push(rule.when.at.problem(ProblemKind::WrongType, wrong, remedy));
            None
        }
    }
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
