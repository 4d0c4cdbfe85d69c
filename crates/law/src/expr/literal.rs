//! Decimal numbers as written, kept exactly.

/// A decimal such as `85.72` as numerator and power of ten below it: (8572, 100). `None` when it is no plain decimal or
/// has more digits than can be kept.
pub(crate) fn decimal(text: &str) -> Option<(i64, i64)> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let is_number = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !is_number(whole) || !is_number(part) {
        return None;
    }
    let part = part.trim_end_matches('0');
    let below = 10_i64.checked_pow(u32::try_from(part.len()).ok()?)?;
    let numerator = format!("{whole}{part}").parse::<i64>().ok()?;
    Some((sign * numerator, below))
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
        for (text, kept) in
            [("85.72", (8572, 100)), ("-0.5", (-5, 10)), ("3.0", (3, 1)), ("90", (90, 1))]
        {
            assert_eq!(decimal(text), Some(kept), "{text}");
        }
        for text in ["", ".5", "1e5", "1.2.3", "NaN", "1,5", "99999999999999999999"] {
            assert_eq!(decimal(text), None, "{text}");
        }
    }
}
