//! Judging whole tables.

use super::slots::Slots;
use super::{Judge, Ready, Verdicts};
use crate::expr::answer::{Answer, EVERYBODY, Mask, NOBODY, join};
use crate::expr::batch::{Batch, BatchStep};
use crate::expr::lanes::LANES;
use crate::facts::Facts;
use crate::rules::Stage;
use crate::shared_out::shared_out;

/// Batches that are worth a thread of their own.
const WORTH_A_THREAD: usize = 32;

/// Who of a batch is still open, and what the others came to.
struct Open<'v> {
    left: Mask,
    /// Those whose level a cap may still lower.
    levelled: Mask,
    slots: Slots<'v>,
}

impl Open<'_> {
    /// Gives an outcome to those of a mask who are still open.
    fn decide(&mut self, who: &Mask, outcome: Option<u8>, rule: usize) {
        let taken = join(who, &self.left, |who, left| who & left);
        self.slots.set(&taken, outcome, rule);
        self.left = join(&self.left, &taken, |left, taken| left & !taken);
    }
}

impl Judge {
    /// Judges every subject of a table.
    pub fn run(&self, facts: &Facts) -> Verdicts {
        let mut verdicts = Verdicts::new(facts.len(), self.rules.len(), self.score.is_some());
        let batches: Vec<(usize, Slots<'_>)> = verdicts.slots().enumerate().collect();
        shared_out(batches, WORTH_A_THREAD, |(number, slots)| self.run_batch(facts, number, slots));
        verdicts
    }

    fn run_batch(&self, facts: &Facts, number: usize, mut slots: Slots<'_>) {
        let mut batch = Batch::new(facts, number);
        for step in &self.steps {
            batch.step(step);
        }
        if self.score.is_some()
            && let Some(BatchStep::Number(score)) = batch.last()
        {
            slots.score(score);
        }
        let answers: Vec<Answer> = self.rules.iter().map(|rule| batch.test(&rule.test)).collect();
        slots.trace(&answers);
        let left = present(facts.len() - number * LANES);
        let mut open = Open { left, levelled: NOBODY, slots };
        self.either(Stage::Exempt, &answers, &mut open);
        self.either(Stage::Override, &answers, &mut open);
        self.levels(&answers, &mut open);
        self.caps(&answers, &mut open);
    }

    /// The rules of a stage with their places.
    fn of(&self, stage: Stage) -> impl Iterator<Item = (usize, &Ready)> {
        self.rules.iter().enumerate().filter(move |(_, rule)| rule.stage == stage)
    }

    /// One rule that holds is enough, even where another cannot be answered.
    fn either(&self, stage: Stage, answers: &[Answer], open: &mut Open<'_>) {
        for (place, rule) in self.of(stage) {
            open.decide(&answers[place].holds, rule.outcome, place);
        }
        for (place, _) in self.of(stage) {
            open.decide(&unknown(&answers[place]), None, place);
        }
    }

    /// The first that holds decides; one that cannot be answered leaves it open.
    fn levels(&self, answers: &[Answer], open: &mut Open<'_>) {
        for (place, rule) in self.of(Stage::Level) {
            let before = open.left;
            open.decide(&answers[place].holds, rule.outcome, place);
            let decided = join(&before, &open.left, |before, now| before & !now);
            if !self.is_outside(rule.outcome) {
                open.levelled = join(&open.levelled, &decided, |all, decided| all | decided);
            }
            open.decide(&unknown(&answers[place]), None, place);
        }
    }

    /// A cap is asked only where it would lower something.
    fn caps(&self, answers: &[Answer], open: &mut Open<'_>) {
        for (place, rule) in self.of(Stage::Cap) {
            let Some(lowest) = rule.outcome else { continue };
            open.left = open.slots.better_than(&open.levelled, lowest);
            open.decide(&answers[place].holds, rule.outcome, place);
            open.decide(&unknown(&answers[place]), None, place);
        }
    }
}

fn unknown(answer: &Answer) -> Mask {
    join(&answer.known, &EVERYBODY, |known, all| !known & all)
}

/// The first subjects of a batch.
fn present(left: usize) -> Mask {
    std::array::from_fn(|n| match left.saturating_sub(n * 64) {
        0 => 0,
        bits @ 1..64 => (1 << bits) - 1,
        _ => u64::MAX,
    })
}
