//! Scaled integers: points and shares without binary fractions.

use std::fmt;

/// Points of a score in hundredths: `Points(8750)` is 87,50 points.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Points(pub i64);

impl Points {
    /// How many scaled units make one point.
    pub const SCALE: i64 = 100;

    /// Whole points.
    pub fn whole(points: i64) -> Self {
        Self(points * Self::SCALE)
    }

    /// Parses `87`, `87,5` or `87.25`; `None` for anything else, more than two decimals or a negative number.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().replace(',', ".");
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty()
            || whole.len() > 9
            || fraction.len() > 2
            || !digits(whole)
            || !digits(fraction)
        {
            return None;
        }
        let fraction: i64 = format!("{fraction:0<2}").parse().ok()?;
        Some(Self(whole.parse::<i64>().ok()? * Self::SCALE + fraction))
    }
}

impl fmt::Display for Points {
    /// Vietnamese notation with a decimal comma and no trailing zeros: `87,5`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.0 / Self::SCALE, self.0.abs() % Self::SCALE);
        match rest {
            0 => write!(f, "{whole}"),
            r if r % 10 == 0 => write!(f, "{whole},{}", r / 10),
            r => write!(f, "{whole},{r:02}"),
        }
    }
}

/// A share that keeps its numerator and denominator (S1.5): the percentage is only ever derived.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Share {
    /// How many meet the condition.
    pub part: i64,
    /// Out of how many.
    pub whole: i64,
}

impl Share {
    /// The share in hundredths of a per cent, rounded half up; `None` when there is nothing to divide by.
    pub fn basis_points(self) -> Option<i64> {
        (self.whole > 0).then(|| (self.part * 20_000 + self.whole) / (2 * self.whole))
    }

    /// The share as whole per cent, rounded half up, as the press prints it.
    pub fn percent(self) -> Option<i64> {
        (self.whole > 0).then(|| (self.part * 200 + self.whole) / (2 * self.whole))
    }
}

impl fmt::Display for Share {
    /// `97,01 %`, or `–` when there is nothing to divide by.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.basis_points() {
            Some(bp) => write!(f, "{} %", Points(bp)),
            None => f.write_str("–"),
        }
    }
}

/// A whole number with dots between thousands: `1.234.567`.
pub fn grouped(n: i64) -> String {
    let digits = n.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if n < 0 {
        out.push('−');
    }
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push('.');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Points, Share, grouped};

    #[test]
    fn thousands_are_parted_by_dots() {
        for (n, text) in
            [(0, "0"), (999, "999"), (1000, "1.000"), (1_234_567, "1.234.567"), (-1200, "−1.200")]
        {
            assert_eq!(grouped(n), text);
        }
    }

    #[test]
    fn points_parse_and_print_the_vietnamese_way() {
        assert_eq!(Points::parse("87,5"), Some(Points(8750)));
        assert_eq!(Points::parse("87.25").map(|p| p.to_string()).as_deref(), Some("87,25"));
        assert_eq!(Points::parse("10").map(|p| p.to_string()).as_deref(), Some("10"));
        for bad in ["", "-1", "1,234", "abc", "1e3", ","] {
            assert_eq!(Points::parse(bad), None, "{bad}");
        }
    }

    // S1.5: the share is always derived from its two numbers.
    #[test]
    fn shares_round_half_up() {
        assert_eq!(Share { part: 65, whole: 67 }.percent(), Some(97));
        assert_eq!(Share { part: 65, whole: 67 }.to_string(), "97,01 %");
        assert_eq!(Share { part: 1, whole: 200 }.percent(), Some(1));
        assert_eq!(Share { part: 0, whole: 0 }.percent(), None);
    }
}
