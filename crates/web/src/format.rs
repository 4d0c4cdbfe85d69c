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
    nep_domain::number::grouped(n.into())
}
