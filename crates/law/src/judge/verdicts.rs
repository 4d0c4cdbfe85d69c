//! What subjects came to, with a trace of a few bits each.

use super::Judge;
use super::slots::Slots;
use crate::expr::answer::WORDS;
use crate::expr::lanes::LANES;
use crate::rules::Stage;

/// No outcome or no rule.
pub(super) const NONE: u8 = u8::MAX;

/// What every subject of a table came to: two bytes, a score, and a bit for each rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdicts {
    outcomes: Vec<u8>,
    deciders: Vec<u8>,
    scores: Vec<i64>,
    scores_known: Vec<u64>,
    /// For whom each rule holds: the words of one batch side by side, rule after rule.
    holds: Vec<u64>,
    rows: usize,
    rules: usize,
}

/// What a subject came to, and the rules that hold for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Trace {
    outcome: Option<u8>,
    decider: Option<usize>,
    /// A bit for each rule; a pack has at most 64.
    held: u64,
}

/// What one subject came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict<'j> {
    /// Key of the outcome; [`crate::UNDETERMINED`] where there is none.
    pub outcome: &'j str,
    /// The score in words, exact as far as four decimals go and never rounded up; none where it cannot be worked out.
    pub score: Option<String>,
    /// Place of the rule that decided or could not be answered; none where no rule fits.
    pub decider: Option<usize>,
    /// Places of the rules that hold.
    pub held: Vec<usize>,
}

impl Verdicts {
    pub(super) fn new(rows: usize, rules: usize, scored: bool) -> Self {
        let batches = rows.div_ceil(LANES);
        let scored = if scored { batches } else { 0 };
        Self {
            outcomes: vec![NONE; batches * LANES],
            deciders: vec![NONE; batches * LANES],
            scores: vec![0; scored * LANES],
            scores_known: vec![0; scored * WORDS],
            holds: vec![0; batches * rules * WORDS],
            rows,
            rules,
        }
    }

    /// Where the verdicts of each batch go, in order.
    pub(super) fn slots(&mut self) -> impl Iterator<Item = Slots<'_>> {
        let mut scores = self.scores.chunks_mut(LANES);
        let mut known = self.scores_known.chunks_mut(WORDS);
        let mut holds = self.holds.chunks_mut((self.rules * WORDS).max(1));
        let both = self.outcomes.chunks_mut(LANES).zip(self.deciders.chunks_mut(LANES));
        both.map(move |(outcomes, deciders)| Slots {
            outcomes,
            deciders,
            scores: scores.next().unwrap_or_default(),
            scores_known: known.next().unwrap_or_default(),
            holds: holds.next().unwrap_or_default(),
        })
    }

    /// Subjects.
    pub fn len(&self) -> usize {
        self.rows
    }

    /// Whether there is no subject.
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// Place of the outcome of a subject, best first; none for `undetermined`.
    pub(crate) fn outcome(&self, row: usize) -> Option<u8> {
        self.outcomes.get(row).copied().filter(|outcome| *outcome != NONE)
    }

    /// Place of the rule that decided.
    pub(crate) fn decider(&self, row: usize) -> Option<usize> {
        self.deciders.get(row).copied().filter(|rule| *rule != NONE).map(usize::from)
    }

    /// Whether a rule holds for a subject.
    pub(crate) fn holds(&self, rule: usize, row: usize) -> bool {
        let place = (row / LANES * self.rules + rule) * WORDS + row % LANES / 64;
        rule < self.rules && self.holds.get(place).is_some_and(|word| word >> (row % 64) & 1 == 1)
    }

    /// What a subject came to in few bits: those of one trace came to the same outcome by the same rules.
    pub fn trace(&self, row: usize) -> Trace {
        let held = (0..self.rules).filter(|rule| self.holds(*rule, row));
        Trace {
            outcome: self.outcome(row),
            decider: self.decider(row),
            held: held.fold(0, |held, rule| held | 1 << rule),
        }
    }

    /// Numerator of the score.
    pub(crate) fn score_of(&self, row: usize) -> Option<i64> {
        let known = self.scores_known.get(row / 64)? >> (row % 64) & 1 == 1;
        self.scores.get(row).copied().filter(|_| known)
    }
}

impl Judge {
    /// What one subject came to.
    pub fn verdict(&self, verdicts: &Verdicts, row: usize) -> Verdict<'_> {
        let outcome = verdicts.outcome(row);
        Verdict {
            outcome: self.outcome_key(outcome),
            score: self.points(verdicts, row).map(|points| points.to_string()),
            decider: verdicts.decider(row),
            held: (0..self.rules.len()).filter(|rule| verdicts.holds(*rule, row)).collect(),
        }
    }

    /// Whether a score, given by its numerator, reaches a whole number.
    pub(crate) fn score_reaches(&self, numerator: i64, least: i64) -> bool {
        let below = self.score.as_ref().map_or(1, |score| score.denominator);
        i128::from(numerator) >= i128::from(least) * i128::from(below)
    }

    /// Places of the rules that lead a subject to its outcome, the deciding one first: with it every other exemption or
    /// override that holds, or the level that a cap lowered. Empty where no rule fits.
    pub fn fired(&self, verdicts: &Verdicts, row: usize) -> Vec<usize> {
        let decider = verdicts.decider(row);
        let Some((decider, stage)) = decider.and_then(|d| Some((d, self.rules.get(d)?.stage)))
        else {
            return Vec::new();
        };
        let holds = |(place, rule): &(usize, &super::Ready)| {
            *place != decider
                && verdicts.holds(*place, row)
                && match stage {
                    Stage::Exempt | Stage::Override => rule.stage == stage,
                    Stage::Cap => rule.stage == Stage::Level,
                    Stage::Level => false,
                }
        };
        let others = self.rules.iter().enumerate().filter(holds).map(|(place, _)| place);
        let most = if stage == Stage::Cap { 1 } else { usize::MAX };
        [decider].into_iter().chain(others.take(most)).collect()
    }
}
