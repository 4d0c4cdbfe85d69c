//! A pack made ready to judge: its expressions checked and its rules in the order in which they are asked.

mod between;
mod bounds;
mod check;
mod explain;
mod lint;
mod names;
mod points;
mod reach;
mod run;
mod slots;
mod try_case;
mod verdicts;

use std::collections::BTreeSet;

pub use explain::{Explanation, FactUsed, RuleTold};
pub use points::Points;
pub use try_case::Failure;
pub use verdicts::{Trace, Verdict, Verdicts};

use crate::expr::{Number, Scope, Test, Typed};
use crate::facts::{Cell, Facts};
use crate::problem::Problem;
use crate::rules::{BadCell, FactDecl, Outcome, Rules, Stage, UNDETERMINED};
use crate::{Citation, Confidence, Pack, PackProblems};

/// Rules of one pack at most: each has its bit in a trace.
const MOST_RULES: usize = 64;

/// A pack made ready to judge, with the settings it had when it was made.
#[derive(Clone, Debug)]
pub struct Judge {
    pack: Pack,
    steps: Vec<Typed>,
    score: Option<Number>,
    rules: Vec<Ready>,
}

/// A part of a pack that a rule rests on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Basis {
    /// A named step, or the score.
    Step(String),
    /// A setting.
    Setting(String),
}

/// A rule made ready.
#[derive(Clone, Debug)]
struct Ready {
    stage: Stage,
    test: Test,
    /// Place of the outcome in the pack, best first; none for `undetermined`.
    outcome: Option<u8>,
    /// What it rests on, also through named steps.
    basis: BTreeSet<Basis>,
}

impl Judge {
    /// Makes a pack ready.
    ///
    /// # Errors
    /// Everything wrong with its expressions, outcomes and cases. A pack out of a [`crate::Library`] is free of that
    /// unless an agency's own value makes a number grow beyond exact arithmetic.
    pub fn new(pack: &Pack) -> Result<Self, PackProblems> {
        let mut problems = Vec::new();
        let (judge, _) = check::ready(pack, &mut problems);
        match judge {
            Some(judge) if problems.is_empty() => Ok(judge),
            _ => Err(PackProblems(problems)),
        }
    }

    /// The pack.
    pub fn pack(&self) -> &Pack {
        &self.pack
    }

    fn decls(&self) -> &Rules {
        self.pack.rules()
    }

    /// Facts of the pack, in the order of their columns.
    pub fn fact_decls(&self) -> &[FactDecl] {
        &self.decls().facts
    }

    /// An empty table for the facts of the pack.
    pub fn facts(&self) -> Facts {
        Facts::new(0, self.fact_decls().iter().map(FactDecl::column).collect())
    }

    /// Reads the cells of one subject, in the order of [`Judge::fact_decls`], and adds it to a table.
    ///
    /// # Errors
    /// The place of the first cell that cannot be read, and why; the table stays as it was.
    pub fn push<'c>(
        &self,
        facts: &mut Facts,
        cells: impl IntoIterator<Item = &'c str>,
    ) -> Result<(), (usize, BadCell)> {
        let mut read: Vec<Option<Cell>> = Vec::with_capacity(self.fact_decls().len());
        let mut cells = cells.into_iter();
        for (place, decl) in self.fact_decls().iter().enumerate() {
            let text = cells.next().unwrap_or_default();
            read.push(decl.read(text).map_err(|bad| (place, bad))?);
        }
        facts.push(&read);
        Ok(())
    }

    /// Whether an outcome stands beside the levels.
    pub(crate) fn is_outside(&self, place: Option<u8>) -> bool {
        let outcome = place.and_then(|place| self.decls().outcomes.get(usize::from(place)));
        outcome.is_some_and(|outcome| outcome.outside)
    }

    /// The outcome at a place, which is `undetermined` where there is none.
    fn outcome_key(&self, place: Option<u8>) -> &str {
        let outcome = place.and_then(|place| self.decls().outcomes.get(usize::from(place)));
        outcome.map_or(UNDETERMINED, |outcome: &Outcome| &outcome.key)
    }

    /// The articles a verdict by a rule rests on, with how sure we are of each: the rule, the steps of its calculation and
    /// the settings they read.
    pub fn grounds(&self, rule: usize) -> Vec<(&Citation, &Confidence)> {
        let Some((ready, rule)) = self.rules.get(rule).zip(self.decls().rules.get(rule)) else {
            return Vec::new();
        };
        let mut grounds = vec![(&rule.citation, &rule.confidence)];
        let more = ready.basis.iter().filter_map(|basis| self.ground(basis));
        for ground in more {
            if !grounds.contains(&ground) {
                grounds.push(ground);
            }
        }
        grounds
    }

    fn ground(&self, basis: &Basis) -> Option<(&Citation, &Confidence)> {
        match basis {
            Basis::Setting(key) => {
                self.pack.setting(key).map(|setting| (&setting.citation, &setting.confidence))
            }
            Basis::Step(key) if key == check::SCORE => {
                self.decls().score.as_ref().map(|score| (&score.citation, &score.confidence))
            }
            Basis::Step(key) => {
                let step = self.decls().derived.iter().find(|step| step.key == *key);
                step.map(|step| (&step.citation, &step.confidence))
            }
        }
    }
}

/// Everything wrong with the judging part of a pack.
pub(crate) fn problems(pack: &Pack) -> Vec<Problem> {
    let mut problems = Vec::new();
    if !pack.rules().is_empty() {
        let (judge, seen) = check::ready(pack, &mut problems);
        if let Some(judge) = judge {
            reach::shadowed(pack, &judge.rules, &mut problems);
        }
        lint::complete(pack, seen, &mut problems);
    }
    problems
}

/// The names of facts with what they are.
fn scope_of(pack: &Pack) -> Scope<'_> {
    let facts = pack.rules().facts.iter().map(|fact| (fact.key.as_str(), fact.shape()));
    Scope::new(facts.collect(), pack.settings())
}
