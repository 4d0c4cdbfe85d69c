//! Decimal numbers as written, kept exactly.

/// A decimal such as `85.72` as numerator and power of ten below it: (8572, 100). `None` when it is no plain decimal or
/// has more digits than can be kept.
pub(crate) fn decimal(text: &str) -> Option<(i64, i64)> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    // Tables have millions of these: one pass, and nothing is copied.
    let (mut numerator, mut below, mut is_part) = (0_i64, 1_i64, false);
    for (place, byte) in without_needless_noughts(digits).bytes().enumerate() {
        match byte {
            b'.' if place > 0 && !is_part => is_part = true,
            b'0'..=b'9' => {
                numerator = numerator.checked_mul(10)?.checked_add(i64::from(byte - b'0'))?;
                if is_part {
                    below = below.checked_mul(10)?;
                }
            }
            _ => return None,
        }
    }
    (!digits.is_empty()).then_some((sign * numerator, below))
}

/// Digits without noughts at the end of a part after the point.
fn without_needless_noughts(digits: &str) -> &str {
    if digits.ends_with('0') && digits.contains('.') {
        digits.trim_end_matches('0')
    } else {
        digits
    }
}

/// A numerator over a power of ten, without needless zeros; the inverse of [`decimal`].
pub(crate) fn plain(numerator: i64, digits: u32) -> String {
    let sign = if numerator < 0 { "-" } else { "" };
    let below = 10_u64.pow(digits);
    let (whole, part) = (numerator.unsigned_abs() / below, numerator.unsigned_abs() % below);
    if part == 0 {
        return format!("{sign}{whole}");
    }
    let part = format!("{part:0width$}", width = digits as usize);
    format!("{sign}{whole}.{}", part.trim_end_matches('0'))
}

#[cfg(test)]
mod tests {
    use super::decimal;

    #[test]
    fn decimals_are_kept_exactly() {
        for (text, kept) in [
            ("85.72", (8572, 100)),
            ("-0.5", (-5, 10)),
            ("3.0", (3, 1)),
            ("90", (90, 1)),
            ("0.500", (5, 10)),
        ] {
            assert_eq!(decimal(text), Some(kept), "{text}");
        }
        for text in ["", ".5", "1e5", "1.2.3", "NaN", "1,5", "99999999999999999999"] {
            assert_eq!(decimal(text), None, "{text}");
        }
    }
}
