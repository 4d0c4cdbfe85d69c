//! What would not keep a pack from judging, but is certainly a mistake.

use super::check::Seen;
use super::{between, bounds, names, try_case};
use crate::Pack;
use crate::problem::{Problem, ProblemKind};
use crate::rules::At;
use crate::wording::hint;

/// Names taken twice, facts and outcomes nobody uses, comparisons that never change, rules without a case, and all that
/// names what is not there.
pub(super) fn complete(pack: &Pack, mut seen: Seen, problems: &mut Vec<Problem>) {
    problems.append(&mut seen.fixed);
    names::check(pack, problems);
    unused_facts(pack, &seen, problems);
    unused_outcomes(pack, problems);
    for rule in &pack.rules().rules {
        if !pack.rules().cases.iter().any(|case| case.shows.contains(&rule.key)) {
            let wrong = format!("no test case shows rule `{}`", rule.key);
            let remedy = format!("add a `[[case]]` with `shows = [\"{}\"]`", rule.key);
            problems.push(rule.at.problem(ProblemKind::NoCase, wrong, remedy));
        }
    }
    try_case::check(pack, problems);
    between::check(pack, problems);
    bounds::check(pack, &seen, problems);
}

/// A problem where something names what is not declared.
pub(super) fn unknown(
    at: &At,
    owner: &str,
    what: &str,
    name: &str,
    known: &[&str],
) -> Option<Problem> {
    let wrong = || format!("`{owner}` names the {what} `{name}`");
    let is_known = known.contains(&name);
    (!is_known).then(|| at.problem(ProblemKind::UnknownName, wrong(), hint(name, known)))
}

/// Facts that no expression uses; not told while one cannot be read, since it may be the one that uses them.
fn unused_facts(pack: &Pack, seen: &Seen, problems: &mut Vec<Problem>) {
    if seen.broken {
        return;
    }
    for fact in pack.rules().facts.iter().filter(|fact| !seen.names.contains(&fact.key)) {
        let wrong = format!("no expression uses fact `{}`", fact.key);
        let remedy = "remove it, or use it in a rule";
        problems.push(fact.at.problem(ProblemKind::UnusedFact, wrong, remedy));
    }
}

/// Outcomes that no rule leads to. Not told of a pack made of two files, since an amending pack cannot take out what it
/// has from the one before, nor while a rule leads to an outcome that is not there.
fn unused_outcomes(pack: &Pack, problems: &mut Vec<Problem>) {
    let rules = pack.rules();
    let mut files = rules.rules.iter().map(|rule| &rule.at.file);
    let file = files.next();
    let is_led_to = |key: &str| rules.rules.iter().any(|rule| rule.outcome == key);
    let is_mistyped = |key: &String| key != crate::UNDETERMINED && rules.outcome(key).is_none();
    if files.any(|other| Some(other) != file) || rules.rules.iter().any(|r| is_mistyped(&r.outcome))
    {
        return;
    }
    let own = rules.outcomes.iter().filter(|outcome| Some(&outcome.at.file) == file);
    for outcome in own.filter(|outcome| !is_led_to(&outcome.key)) {
        let wrong = format!("no rule leads to outcome `{}`", outcome.key);
        let remedy = "remove it, or add the rule that leads to it";
        problems.push(outcome.at.problem(ProblemKind::UnusedOutcome, wrong, remedy));
    }
}
