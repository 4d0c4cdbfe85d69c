//! How dates, times and numbers are written on pages.

use jiff::civil::{Date, DateTime};

/// `22/11/2026`.
pub(crate) fn date(date: Date) -> String {
    format!("{:02}/{:02}/{}", date.day(), date.month(), date.year())
}

/// `16:30 ngày 24/11/2026` is a sentence's matter; this is `16:30 24/11/2026`.
pub(crate) fn date_time(at: DateTime) -> String {
    format!("{:02}:{:02} {}", at.hour(), at.minute(), date(at.date()))
}

/// A whole number with dots between thousands: `1.234.567`.
pub(crate) fn number(n: impl Into<i64>) -> String {
    let n: i64 = n.into();
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
    use super::number;

    #[test]
    fn thousands_are_parted_by_dots() {
        for (n, text) in [(0, "0"), (999, "999"), (1000, "1.000"), (1_234_567, "1.234.567"), (-1200, "−1.200")] {
            assert_eq!(number(n), text);
        }
    }
}
