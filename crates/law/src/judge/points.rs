//! Scores in words.

use std::fmt;

use super::{Judge, Verdicts};

/// Decimals that are shown.
const DIGITS: u32 = 4;
const CUT: i64 = 10_i64.pow(DIGITS);

/// A score, cut after four decimals, so that it never looks as if it had reached a threshold; one below nought is cut
/// towards it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Points(i64);

impl Points {
    /// A numerator over a denominator; none where it is too large to be shown.
    fn cut(numerator: i64, below: i64) -> Option<Self> {
        let cut = match numerator.checked_mul(CUT) {
            Some(cut) => cut / below,
            None => {
                i64::try_from(i128::from(numerator) * i128::from(CUT) / i128::from(below)).ok()?
            }
        };
        Some(Self(cut))
    }

    /// Writes it as a table holds it, without needless noughts.
    pub fn write(self, out: &mut Vec<u8>) {
        let (whole, mut part) = (
            self.0.unsigned_abs() / CUT.unsigned_abs(),
            self.0.unsigned_abs() % CUT.unsigned_abs(),
        );
        if self.0 < 0 {
            out.push(b'-');
        }
        out.extend_from_slice(itoa::Buffer::new().format(whole).as_bytes());
        if part == 0 {
            return;
        }
        out.push(b'.');
        while part != 0 {
            part *= 10;
            out.extend(u8::try_from(part / CUT.unsigned_abs()).map(|digit| b'0' + digit));
            part %= CUT.unsigned_abs();
        }
    }
}

impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut digits = Vec::new();
        self.write(&mut digits);
        f.write_str(&String::from_utf8_lossy(&digits))
    }
}

impl Judge {
    /// The score of a subject; none where it cannot be worked out, or means nothing because the subject is not judged.
    pub fn points(&self, verdicts: &Verdicts, row: usize) -> Option<Points> {
        if self.is_outside(verdicts.outcome(row)) {
            return None;
        }
        Points::cut(verdicts.score_of(row)?, self.score.as_ref()?.denominator)
    }
}

#[cfg(test)]
mod tests {
    use super::Points;

    #[test]
    fn scores_are_cut_and_never_rounded_up() {
        let cases = [
            (0, 1, "0"),
            (89_999_999, 1_000_000, "89.9999"),
            (90, 1, "90"),
            (-5, 2, "-2.5"),
            (1, 3, "0.3333"),
            (605, 100, "6.05"),
            (-1, 1_000_000, "0"),
            (i64::MAX / 2, 1_000_000_000_000, "4611686.0184"),
        ];
        for (numerator, below, shown) in cases {
            assert_eq!(Points::cut(numerator, below).unwrap().to_string(), shown);
        }
        assert_eq!(Points::cut(i64::MAX / 2, 1), None);
    }
}
