//! Plain cells of tables, read without looking at everything that a cell could be.

use super::{FactDecl, FactType};
use crate::facts::Cell;

/// Digits that fit whatever they are.
const SAFE: usize = 17;

/// How the plain cells of a fact are read.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Quick<'f> {
    Flag,
    /// Numbers with so many decimals between two ends, given as numerators.
    Number {
        digits: usize,
        low: i64,
        high: i64,
    },
    /// A few whole numbers.
    Only(&'f [i64]),
    Words(&'f [String]),
    /// Never: all cells are looked at closely.
    None,
}

impl FactDecl {
    /// How plain cells of it are read.
    pub(crate) fn quick(&self) -> Quick<'_> {
        let number = |digits: u32, min: i64, max: i64| {
            let below = 10_i64.pow(digits);
            let (low, high) = (min.saturating_mul(below), max.saturating_mul(below));
            Quick::Number { digits: digits as usize, low, high }
        };
        match &self.fact_type {
            FactType::Bool => Quick::Flag,
            FactType::Integer { min, max, only } if only.is_empty() => number(0, *min, *max),
            FactType::Decimal { digits, min, max } => number(*digits, *min, *max),
            FactType::Integer { only, .. } => Quick::Only(only),
            FactType::Text(words) => Quick::Words(words),
            FactType::Date => Quick::None,
        }
    }
}

impl Quick<'_> {
    /// The value of a plain cell; none where the cell must be looked at closely.
    pub(crate) fn read(self, cell: &[u8]) -> Option<Cell> {
        match (self, cell) {
            (Self::Flag, b"true") => Some(Cell::Bool(true)),
            (Self::Flag, b"false") => Some(Cell::Bool(false)),
            (Self::Number { digits, low, high }, cell) => {
                let value = number(cell, digits)?;
                (low <= value && value <= high).then_some(Cell::Number(value))
            }
            (Self::Only(only), cell) => {
                let value = number(cell, 0)?;
                only.contains(&value).then_some(Cell::Number(value))
            }
            (Self::Words(words), cell) => {
                let place = words.iter().position(|word| word.as_bytes() == cell)?;
                i64::try_from(place).ok().map(Cell::Number)
            }
            _ => None,
        }
    }
}

/// A number without sign, as a numerator over a power of ten.
fn number(cell: &[u8], digits: usize) -> Option<i64> {
    let (mut value, mut decimals, mut step) = (0_i64, 0, 0);
    if cell.is_empty() || cell.len() + digits > SAFE {
        return None;
    }
    for (place, byte) in cell.iter().enumerate() {
        match byte {
            b'0'..=b'9' => {
                value = value * 10 + i64::from(byte - b'0');
                decimals += step;
            }
            b'.' if step == 0 && place > 0 => step = 1,
            _ => return None,
        }
    }
    let missing = digits.checked_sub(decimals)?;
    Some((0..missing).fold(value, |value, _| value * 10))
}

#[cfg(test)]
mod tests {
    use rand::{RngExt, SeedableRng};
    use rand_chacha::ChaCha8Rng;

    use crate::Library;

    const PIECES: [&str; 13] =
        ["0", "1", "9", "5", "00", "100", ".", "-", " ", "e", "true", "false", "2026-01-31"];

    /// What is read quickly is what is read closely, for the facts of all packs.
    #[test]
    fn quick_and_close_reading_agree() {
        let library = Library::embedded().unwrap();
        let mut random = ChaCha8Rng::seed_from_u64(5);
        let mut quickly = 0;
        for fact in library.packs().iter().flat_map(|pack| &pack.rules().facts) {
            for _ in 0..300 {
                let pieces = 0..random.random_range(1..6);
                let mut piece = || PIECES[random.random_range(0..PIECES.len())];
                let cell: String = pieces.map(|_| piece()).collect();
                if let Some(value) = fact.quick().read(cell.as_bytes()) {
                    assert_eq!(fact.read(&cell), Ok(Some(value)), "{cell} for {}", fact.key);
                    quickly += 1;
                }
            }
        }
        assert!(quickly > 1_000, "{quickly}");
    }
}
