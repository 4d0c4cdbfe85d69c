//! Why a subject came to what it came to: told on demand, from the same rules.

use std::collections::BTreeSet;

use super::{Judge, Verdicts};
use crate::expr::row::{Row, Told};
use crate::facts::Facts;
use crate::rules::Stage;

/// A fact that settled something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactUsed {
    /// Key of the fact.
    pub key: String,
    /// Its value as a table holds it.
    pub value: String,
}

/// What became of one rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleTold {
    /// Its place among the rules of the pack.
    pub rule: usize,
    /// Whether it holds; `None` when a fact it needs is missing.
    pub held: Option<bool>,
    /// Whether it was asked before the outcome was settled.
    pub asked: bool,
    /// The rule that decided although this one holds too.
    pub beaten_by: Option<usize>,
    /// Facts that settled the answer.
    pub used: Vec<FactUsed>,
    /// Keys of facts it lacks.
    pub missing: Vec<String>,
}

/// Why a subject came to its outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// Key of the outcome.
    pub outcome: String,
    /// The score.
    pub score: Option<String>,
    /// Facts that the score rests on.
    pub score_facts: Vec<FactUsed>,
    /// Place of the rule that decided or could not be answered.
    pub decider: Option<usize>,
    /// Every rule in the order of the pack.
    pub rules: Vec<RuleTold>,
    /// Keys of the facts whose absence leaves the outcome open, in the order of the pack.
    pub missing: Vec<String>,
}

impl Judge {
    /// Tells why one subject of a table came to its outcome.
    pub fn explain(&self, facts: &Facts, verdicts: &Verdicts, row: usize) -> Explanation {
        let verdict = self.verdict(verdicts, row);
        let subject = Row::new(facts, row, &self.steps);
        let decider = verdict.decider;
        let told = |(place, rule): (usize, &super::Ready)| {
            let told = subject.test(&rule.test);
            let asked = self.is_asked(place, decider);
            let decided = decider.is_some_and(|decider| verdicts.holds(decider, row));
            let beaten = told.value == Some(true) && decided && decider != Some(place);
            RuleTold {
                rule: place,
                held: told.value,
                asked,
                beaten_by: decider.filter(|_| beaten),
                used: self.used(facts, row, &told.used),
                missing: self.keys(&told.missing),
            }
        };
        let score = self.score.as_ref().map(|score| subject.amount(&score.amount));
        let score_used = score.map(|told: Told<i64>| told.used).unwrap_or_default();
        Explanation {
            outcome: verdict.outcome.to_owned(),
            score: verdict.score,
            score_facts: self.used(facts, row, &score_used),
            decider,
            rules: self.rules.iter().enumerate().map(told).collect(),
            missing: self.missing(facts, verdicts, row),
        }
    }

    /// Keys of the facts whose absence leaves the outcome of a subject open; empty when it is settled.
    pub fn missing(&self, facts: &Facts, verdicts: &Verdicts, row: usize) -> Vec<String> {
        let Some(decider) = verdicts.decider(row).filter(|_| verdicts.outcome(row).is_none())
        else {
            return Vec::new();
        };
        if verdicts.holds(decider, row) {
            return Vec::new();
        }
        let Some(open) = self.rules.get(decider) else { return Vec::new() };
        let subject = Row::new(facts, row, &self.steps);
        // Where one rule of the stage would have been enough, every one of them was asked.
        let alike = |(place, rule): &(usize, &super::Ready)| match open.stage {
            Stage::Exempt | Stage::Override => rule.stage == open.stage,
            Stage::Level | Stage::Cap => *place == decider,
        };
        let mut columns = BTreeSet::new();
        for (_, rule) in self.rules.iter().enumerate().filter(alike) {
            let told = subject.test(&rule.test);
            columns.extend(told.missing.into_iter().filter(|_| told.value.is_none()));
        }
        self.keys(&columns)
    }

    /// Whether a rule is asked on the way to the one that decides; all are where none does.
    fn is_asked(&self, place: usize, decider: Option<usize>) -> bool {
        let Some((decider, last)) =
            decider.and_then(|decider| Some((decider, self.rules.get(decider)?)))
        else {
            return self.rules.get(place).is_some_and(|rule| rule.stage != Stage::Cap);
        };
        self.rules.get(place).is_some_and(|rule| {
            let whole_stage = matches!(rule.stage, Stage::Exempt | Stage::Override);
            rule.stage < last.stage
                || (rule.stage == last.stage && (whole_stage || place <= decider))
        })
    }

    fn keys(&self, columns: &BTreeSet<usize>) -> Vec<String> {
        let key = |column: &usize| self.fact_decls().get(*column).map(|fact| fact.key.clone());
        columns.iter().filter_map(key).collect()
    }

    fn used(&self, facts: &Facts, row: usize, columns: &BTreeSet<usize>) -> Vec<FactUsed> {
        let used = |column: &usize| {
            let fact = self.fact_decls().get(*column)?;
            let value = fact.show(facts.cell(*column, row)?);
            Some(FactUsed { key: fact.key.clone(), value })
        };
        columns.iter().filter_map(used).collect()
    }
}
