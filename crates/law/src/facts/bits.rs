//! Rows of bits.

use crate::expr::answer::{Mask, NOBODY, WORDS};

/// A growing row of bits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Bits {
    words: Vec<u64>,
    len: usize,
}

impl Bits {
    pub(crate) fn push(&mut self, bit: bool) {
        if self.len.is_multiple_of(64) {
            self.words.push(0);
        }
        if let Some(word) = self.words.last_mut() {
            *word |= u64::from(bit) << (self.len % 64);
        }
        self.len += 1;
    }

    /// Makes room for more bits.
    pub(crate) fn reserve(&mut self, more: usize) {
        self.words.reserve(more.div_ceil(64));
    }

    pub(crate) fn get(&self, place: usize) -> bool {
        self.words.get(place / 64).is_some_and(|word| word >> (place % 64) & 1 == 1)
    }

    pub(crate) fn set(&mut self, place: usize, bit: bool) {
        if let Some(word) = self.words.get_mut(place / 64) {
            let mask = 1 << (place % 64);
            *word = if bit { *word | mask } else { *word & !mask };
        }
    }

    /// Adds all bits of another row.
    pub(crate) fn append(&mut self, other: &Self) {
        let shift = self.len % 64;
        self.len += other.len;
        if shift == 0 {
            self.words.extend_from_slice(&other.words);
            return;
        }
        for word in &other.words {
            if let Some(last) = self.words.last_mut() {
                *last |= word << shift;
            }
            self.words.push(word >> (64 - shift));
        }
        self.words.truncate(self.len.div_ceil(64));
    }

    /// The bits of a batch; none where there are no more subjects.
    pub(crate) fn batch(&self, number: usize) -> Mask {
        let rest = self.words.get(number * WORDS..).unwrap_or_default();
        rest.first_chunk().copied().unwrap_or_else(|| {
            let mut mask = NOBODY;
            mask.iter_mut().zip(rest).for_each(|(bits, word)| *bits = *word);
            mask
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Bits;

    #[test]
    fn rows_are_joined_at_any_bit() {
        let row = |from: usize, to: usize| {
            let mut bits = Bits::default();
            (from..to).for_each(|n| bits.push(n % 3 == 0));
            bits
        };
        for (cut, end) in [(0, 5), (5, 5), (1, 200), (63, 130), (64, 128), (65, 66), (100, 1000)] {
            let mut joined = row(0, cut);
            joined.append(&row(cut, end));
            assert_eq!(joined, row(0, end), "{cut} of {end}");
        }
    }
}
