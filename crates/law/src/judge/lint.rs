//! What would not keep a pack from judging, but is certainly a mistake.

use std::collections::BTreeSet;

use super::check::SCORE;
use super::{Ready, scope_of};
use crate::Pack;
use crate::expr::parse::parse;
use crate::problem::{Problem, ProblemKind};
use crate::rules::{At, Formula, Stage};
use crate::wording::hint;

/// A rule with the condition of an earlier one of its stage is never asked.
pub(super) fn shadowed(pack: &Pack, ready: &[Ready], problems: &mut Vec<Problem>) {
    for (n, (rule, own)) in pack.rules().rules.iter().zip(ready).enumerate() {
        let before = pack.rules().rules.iter().zip(ready).take(n);
        let earlier = before.into_iter().find(|(_, other)| {
            own.stage == other.stage && own.stage != Stage::Cap && own.test == other.test
        });
        if let Some((earlier, _)) = earlier {
            let wrong = format!("`{}` answers before `{}` is asked", earlier.key, rule.key);
            let remedy = "the two conditions are the same; correct one, or remove a rule";
            problems.push(rule.at.problem(ProblemKind::Unreachable, wrong, remedy));
        }
    }
}

/// Facts nobody uses, comparisons that never change, rules without a case, cases that name what is not there.
pub(super) fn complete(pack: &Pack, problems: &mut Vec<Problem>) {
    unused(pack, problems);
    for rule in &pack.rules().rules {
        if !pack.rules().cases.iter().any(|case| case.shows.contains(&rule.key)) {
            let wrong = format!("no test case shows rule `{}`", rule.key);
            let remedy = format!("add a `[[case]]` with `shows = [\"{}\"]`", rule.key);
            problems.push(rule.at.problem(ProblemKind::NoCase, wrong, remedy));
        }
    }
    super::try_case::check(pack, problems);
    caps(pack, problems);
    heads(pack, problems);
}

fn unused(pack: &Pack, problems: &mut Vec<Problem>) {
    let rules = pack.rules();
    let mut scope = scope_of(pack);
    let mut used = BTreeSet::new();
    let mut formulas: Vec<(Option<&str>, &Formula)> = Vec::new();
    formulas.extend(rules.derived.iter().map(|step| (Some(step.key.as_str()), &step.value)));
    formulas.extend(rules.score.iter().map(|score| (Some(SCORE), &score.value)));
    formulas.extend(rules.rules.iter().map(|rule| (None, &rule.when)));
    for (key, formula) in formulas {
        // What cannot be read is reported already; its facts must not look unused for its sake.
        let Ok(parsed) = parse(&formula.text, &scope) else { return };
        used.extend(parsed.names);
        problems.extend(parsed.fixed.into_iter().map(|wrong| formula.problem(wrong)));
        if let Some(key) = key {
            scope.derive(key, parsed.typed);
        }
    }
    for fact in rules.facts.iter().filter(|fact| !used.contains(&fact.key)) {
        let wrong = format!("no expression uses fact `{}`", fact.key);
        let remedy = "remove it, or use it in a rule";
        problems.push(fact.at.problem(ProblemKind::UnusedFact, wrong, remedy));
    }
}

/// Shares name outcomes, settings and columns that exist.
fn caps(pack: &Pack, problems: &mut Vec<Problem>) {
    let rules = pack.rules();
    for cap in &rules.ratio_caps {
        let mut unknown = |what: &str, name: &str, known: Vec<&str>| {
            let wrong = format!("`{}` names the {what} `{name}`", cap.key);
            let remedy = hint(name, &known);
            problems.push(cap.at.problem(ProblemKind::UnknownName, wrong, remedy));
        };
        for outcome in cap.among.iter().chain([&cap.outcome]) {
            if rules.outcome(outcome).is_none() {
                let known = rules.outcomes.iter().map(|outcome| outcome.key.as_str());
                unknown("outcome", outcome, known.collect());
            }
        }
        for key in [Some(&cap.share), cap.raised.as_ref(), cap.floor_one_below.as_ref()] {
            if let Some(key) = key.filter(|key| pack.setting(key).is_none()) {
                let known = pack.settings().iter().map(|setting| setting.key.as_str());
                unknown("setting", key, known.collect());
            }
        }
        for column in cap.groups.iter().flatten() {
            if !rules.columns.iter().any(|known| known.key == *column) {
                let known = rules.columns.iter().map(|column| column.key.as_str());
                unknown("column", column, known.collect());
            }
        }
    }
}

/// Feeds and caps of heads name facts, settings and columns that exist, and values that can be.
fn heads(pack: &Pack, problems: &mut Vec<Problem>) {
    let rules = pack.rules();
    let columns: Vec<&str> = rules.columns.iter().map(|column| column.key.as_str()).collect();
    let column = |at: &At, key: &str, problems: &mut Vec<Problem>| {
        if !columns.contains(&key) {
            let wrong = format!("there is no column `{key}`");
            problems.push(at.problem(ProblemKind::UnknownName, wrong, hint(key, &columns)));
        }
    };
    for cap in &rules.head_caps {
        column(&cap.at, &cap.heads, problems);
    }
    for feed in &rules.feeds {
        column(&feed.at, &feed.heads, problems);
        column(&feed.at, &feed.members, problems);
        if pack.setting(&feed.least).is_none_or(|setting| setting.value.size().is_none()) {
            let wrong = format!("`least` of feed `{}` is no setting with a number", feed.key);
            let known: Vec<&str> = pack.settings().iter().map(|s| s.key.as_str()).collect();
            problems.push(feed.at.problem(
                ProblemKind::UnknownName,
                wrong,
                hint(&feed.least, &known),
            ));
        }
        let fact = rules.facts.iter().find(|fact| fact.key == feed.fact);
        let readable =
            fact.is_some_and(|f| f.read(&feed.then).and(f.read(&feed.otherwise)).is_ok());
        if !readable || rules.score.is_none() {
            let wrong = format!("feed `{}` cannot fill fact `{}`", feed.key, feed.fact);
            let remedy = "name a fact of the pack, values it can have, and give the pack a score";
            problems.push(feed.at.problem(ProblemKind::UnknownName, wrong, remedy));
        }
    }
}
