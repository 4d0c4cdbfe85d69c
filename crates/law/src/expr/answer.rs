//! For whom of a batch something holds: a bit for each.

use super::lanes::LANES;

/// Words of 64 subjects in one batch.
pub(crate) const WORDS: usize = LANES / 64;

/// One bit for each subject of a batch.
pub(crate) type Mask = [u64; WORDS];

pub(crate) const NOBODY: Mask = [0; WORDS];
pub(crate) const EVERYBODY: Mask = [u64::MAX; WORDS];

/// Joins masks word by word.
pub(crate) fn join(a: &Mask, b: &Mask, how: impl Fn(u64, u64) -> u64) -> Mask {
    std::array::from_fn(|n| how(a[n], b[n]))
}

/// For whom something holds and for whom that is known; it holds for nobody for whom it is not known.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Answer {
    pub(crate) holds: Mask,
    pub(crate) known: Mask,
}

impl Answer {
    /// What holds, as far as it is known.
    pub(crate) fn of(holds: &Mask, known: &Mask) -> Self {
        Self { holds: join(holds, known, |a, b| a & b), known: *known }
    }

    pub(crate) fn both(&self, other: &Self) -> Self {
        Self {
            holds: join(&self.holds, &other.holds, |a, b| a & b),
            known: std::array::from_fn(|n| {
                let fails = |answer: &Self| answer.known[n] & !answer.holds[n];
                (self.known[n] & other.known[n]) | fails(self) | fails(other)
            }),
        }
    }

    pub(crate) fn either(&self, other: &Self) -> Self {
        let holds = join(&self.holds, &other.holds, |a, b| a | b);
        let all = join(&self.known, &other.known, |a, b| a & b);
        Self { holds, known: join(&all, &holds, |a, b| a | b) }
    }

    pub(crate) fn not(&self) -> Self {
        Self {
            holds: join(&self.known, &self.holds, |known, holds| known & !holds),
            known: self.known,
        }
    }

    pub(crate) fn same(&self, other: &Self) -> Self {
        let known = join(&self.known, &other.known, |a, b| a & b);
        let same = join(&self.holds, &other.holds, |a, b| !(a ^ b));
        Self { holds: join(&same, &known, |a, b| a & b), known }
    }

    pub(crate) fn choose(&self, yes: &Self, no: &Self) -> Self {
        let known = chosen(self, &yes.known, &no.known);
        Self { holds: join(&chosen(self, &yes.holds, &no.holds), &known, |a, b| a & b), known }
    }
}

/// The bits of whichever side a test takes; none where the test is not known.
pub(crate) fn chosen(test: &Answer, yes: &Mask, no: &Mask) -> Mask {
    std::array::from_fn(|n| {
        let (holds, known) = (test.holds[n], test.known[n]);
        (holds & yes[n]) | (known & !holds & no[n])
    })
}
