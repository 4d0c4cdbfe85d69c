//! The verdicts of one batch while they are found.

use super::verdicts::NONE;
use crate::expr::answer::{Answer, Mask, WORDS};
use crate::expr::lanes::Numbers;

/// Where the verdicts of a batch go.
pub(super) struct Slots<'v> {
    pub(super) outcomes: &'v mut [u8],
    pub(super) deciders: &'v mut [u8],
    /// Empty where the pack has no score.
    pub(super) scores: &'v mut [i64],
    pub(super) scores_known: &'v mut [u64],
    /// The words of each rule, one after the other.
    pub(super) holds: &'v mut [u64],
}

impl Slots<'_> {
    pub(super) fn set(&mut self, who: &Mask, outcome: Option<u8>, rule: usize) {
        let outcome = outcome.unwrap_or(NONE);
        let rule = u8::try_from(rule).unwrap_or(NONE);
        let slots = self.outcomes.chunks_mut(64).zip(self.deciders.chunks_mut(64));
        for (word, (outcomes, deciders)) in who.iter().zip(slots) {
            for place in places(*word) {
                if let (Some(slot), Some(by)) = (outcomes.get_mut(place), deciders.get_mut(place)) {
                    (*slot, *by) = (outcome, rule);
                }
            }
        }
    }

    pub(super) fn score(&mut self, score: &Numbers<'_>) {
        score.lanes.write(self.scores);
        self.scores_known.copy_from_slice(&score.known);
    }

    pub(super) fn trace(&mut self, answers: &[Answer]) {
        for (words, answer) in self.holds.chunks_exact_mut(WORDS).zip(answers) {
            words.copy_from_slice(&answer.holds);
        }
    }

    /// Those of a mask whose outcome stands before a place.
    pub(super) fn better_than(&self, who: &Mask, place: u8) -> Mask {
        let mut better = *who;
        for (word, outcomes) in better.iter_mut().zip(self.outcomes.chunks(64)) {
            for n in places(*word) {
                if outcomes.get(n).is_none_or(|outcome| *outcome >= place) {
                    *word &= !(1 << n);
                }
            }
        }
        better
    }
}

/// The places of the bits of a word.
fn places(mut word: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let place = word.trailing_zeros() as usize;
        word &= word.wrapping_sub(1);
        (place < 64).then_some(place)
    })
}
