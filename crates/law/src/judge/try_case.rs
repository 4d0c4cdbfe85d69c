//! Test cases of packs.

use super::Judge;
use super::lint::unknown;
use crate::Pack;
use crate::expr::decimal;
use crate::problem::{Problem, ProblemKind};
use crate::rules::{Case, UNDETERMINED};

/// A case that does not come out as it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Key of the case.
    pub case: String,
    /// What differs: what was expected and what came out, in English.
    pub differences: Vec<String>,
}

impl Judge {
    /// Runs every case of the pack and gives those that fail.
    pub fn try_cases(&self) -> Vec<Failure> {
        let cases = self.pack.rules().cases.iter();
        cases.filter_map(|case| self.try_case(case)).collect()
    }

    fn try_case(&self, case: &Case) -> Option<Failure> {
        let mut facts = self.facts();
        let cells = self.fact_decls().iter().map(|fact| case.cell(&fact.key));
        let mut differences = Vec::new();
        if let Err((_, bad)) = self.push(&mut facts, cells) {
            differences.push(bad.to_string());
            return Some(Failure { case: case.key.clone(), differences });
        }
        let verdicts = self.run(&facts);
        let explained = self.explain(&facts, &verdicts, 0);
        let mut differ = |what: &str, expected: String, actual: String| {
            if expected != actual {
                differences.push(format!("{what}: expected {expected}, came out as {actual}"));
            }
        };
        differ("outcome", case.outcome.clone(), explained.outcome.clone());
        differ("missing", case.missing.join(", "), explained.missing.join(", "));
        if let Some(score) = &case.score {
            differ("score", score.clone(), explained.score.clone().unwrap_or_default());
        }
        let rules = &self.pack.rules().rules;
        let fired = self.fired(&verdicts, 0);
        let shown: Vec<&str> = fired.iter().map(|place| rules[*place].key.as_str()).collect();
        for key in &case.shows {
            if !shown.contains(&key.as_str()) {
                differences.push(format!("shows {key}, but decided by {}", shown.join(", ")));
            }
        }
        let failed = !differences.is_empty();
        failed.then(|| Failure { case: case.key.clone(), differences })
    }
}

impl Case {
    /// A fact as written; empty when the case does not know it.
    pub(crate) fn cell(&self, fact: &str) -> &str {
        let found = self.facts.iter().find(|(key, _)| key == fact);
        found.map_or("", |(_, value)| value.as_str())
    }
}

/// Cases name rules, facts and outcomes that exist, and values that can be.
pub(super) fn check(pack: &Pack, problems: &mut Vec<Problem>) {
    let rules = pack.rules();
    let names: Vec<&str> = rules.facts.iter().map(|fact| fact.key.as_str()).collect();
    let keys: Vec<&str> = rules.rules.iter().map(|rule| rule.key.as_str()).collect();
    let outcomes = rules.outcomes.iter().map(|outcome| outcome.key.as_str());
    let outcomes: Vec<&str> = outcomes.chain([UNDETERMINED]).collect();
    for case in &rules.cases {
        let owner = &case.key;
        let mut unknown = |what: &str, name: &str, known: &[&str]| {
            problems.extend(unknown(&case.at, owner, what, name, known));
        };
        case.shows.iter().for_each(|rule| unknown("rule", rule, &keys));
        case.facts.iter().for_each(|(fact, _)| unknown("fact", fact, &names));
        case.missing.iter().for_each(|fact| unknown("fact", fact, &names));
        unknown("outcome", &case.outcome, &outcomes);
        if let Some(score) = case.score.as_ref().filter(|score| decimal(score).is_none()) {
            let wrong = format!("the score of case `{owner}` is `{score}`, which is not a number");
            let remedy = "write it plainly, such as 85.72";
            problems.push(case.at.problem(ProblemKind::WrongType, wrong, remedy));
        }
        for fact in &rules.facts {
            if let Err(bad) = fact.read(case.cell(&fact.key)) {
                let wrong = format!("`{}` of case `{}`: {}", fact.key, case.key, bad.wrong);
                problems.push(case.at.problem(ProblemKind::OutOfRange, wrong, bad.remedy));
            }
        }
    }
}
