//! What subjects came to, with a trace of a few bits each.

use super::Judge;
use crate::expr::batch::{Answer, LANES, Mask, Numbers};
use crate::expr::plain;
use crate::rules::Stage;

/// No outcome or no rule.
const NONE: u8 = u8::MAX;

/// What every subject of a table came to: two bytes, a score, and two bits for each rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdicts {
    outcomes: Vec<u8>,
    deciders: Vec<u8>,
    scores: Vec<i64>,
    scores_known: Vec<u64>,
    /// For each rule, for whom it holds; words of 64 subjects.
    holds: Vec<Vec<u64>>,
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
    pub(super) fn new(rows: usize, rules: usize) -> Self {
        let words = rows.div_ceil(64);
        Self {
            outcomes: vec![NONE; rows],
            deciders: vec![NONE; rows],
            scores: Vec::with_capacity(rows),
            scores_known: Vec::with_capacity(words + LANES / 64),
            holds: (0..rules).map(|_| Vec::with_capacity(words + LANES / 64)).collect(),
        }
    }

    /// Subjects.
    pub fn len(&self) -> usize {
        self.outcomes.len()
    }

    /// Whether there is no subject.
    pub fn is_empty(&self) -> bool {
        self.outcomes.is_empty()
    }

    pub(super) fn set(&mut self, first: usize, who: &Mask, outcome: Option<u8>, rule: usize) {
        let outcome = outcome.unwrap_or(NONE);
        let rule = u8::try_from(rule).unwrap_or(NONE);
        for (n, word) in who.iter().enumerate() {
            let mut left = *word;
            while left != 0 {
                let row = first + n * 64 + left.trailing_zeros() as usize;
                left &= left - 1;
                if let Some(slot) = self.outcomes.get_mut(row) {
                    *slot = outcome;
                }
                if let Some(slot) = self.deciders.get_mut(row) {
                    *slot = rule;
                }
            }
        }
    }

    pub(super) fn score(&mut self, first: usize, score: &Numbers<'_>) {
        let rows = (self.len() - first).min(LANES);
        match score.slice().and_then(|scores| scores.get(..rows)) {
            Some(scores) => self.scores.extend_from_slice(scores),
            None => self.scores.extend(std::iter::repeat_n(score.at(0), rows)),
        }
        self.scores_known.extend(score.known);
    }

    pub(super) fn trace(&mut self, answers: &[Answer]) {
        for (bits, answer) in self.holds.iter_mut().zip(answers) {
            bits.extend(answer.holds);
        }
    }

    /// Those of a mask whose outcome stands before a place.
    pub(super) fn better_than(&self, first: usize, who: &Mask, place: u8) -> Mask {
        std::array::from_fn(|n| {
            let mut left = who[n];
            let mut better = 0;
            while left != 0 {
                let bit = left & left.wrapping_neg();
                let row = first + n * 64 + left.trailing_zeros() as usize;
                if self.outcomes.get(row).is_some_and(|outcome| *outcome < place) {
                    better |= bit;
                }
                left ^= bit;
            }
            better
        })
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
        let word = self.holds.get(rule).and_then(|bits| bits.get(row / 64));
        word.is_some_and(|word| word >> (row % 64) & 1 == 1)
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
            score: self.score_text(verdicts.score_of(row)).filter(|_| !self.is_outside(outcome)),
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

    /// A score in words: cut after four decimals, so that it never looks as if it had reached a threshold.
    pub(crate) fn score_text(&self, numerator: Option<i64>) -> Option<String> {
        const DIGITS: u32 = 4;
        const CUT: i128 = 10_i128.pow(DIGITS);
        let below = i128::from(self.score.as_ref()?.denominator);
        let cut = i64::try_from(i128::from(numerator?) * CUT / below).ok()?;
        Some(plain(cut, DIGITS))
    }
}
