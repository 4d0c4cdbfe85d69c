//! The result: each figure beside its limit.

use std::fmt;

/// One measured figure.
pub struct Row {
    /// What was measured.
    pub figure: String,
    /// Our number with its unit.
    pub ours: String,
    /// What the limit is.
    pub limit_is: &'static str,
    /// The limit's number with its unit.
    pub limit: String,
    /// Ours ÷ limit for rates, or ours in milliseconds against an aim.
    pub ratio: f64,
    /// What we aim at.
    pub aim: Aim,
}

/// What a row should reach.
pub enum Aim {
    /// The ratio is at least this.
    AtLeast(f64),
    /// The ratio is at most this.
    AtMost(f64),
    /// Shown for comparison only.
    Shown,
}

impl Row {
    /// A rate against the limit's rate.
    pub fn rate(figure: &str, ours: f64, limit_is: &'static str, limit: f64, aim: Aim) -> Self {
        let per_second = |n: f64| format!("{n:.0}/s");
        let ratio = ours / limit;
        Self {
            figure: figure.to_owned(),
            ours: per_second(ours),
            limit_is,
            limit: per_second(limit),
            ratio,
            aim,
        }
    }

    /// Whether the aim is met; always for figures that are only shown.
    pub fn met(&self) -> bool {
        match self.aim {
            Aim::AtLeast(least) => self.ratio >= least,
            Aim::AtMost(most) => self.ratio <= most,
            Aim::Shown => true,
        }
    }
}

/// The rows of one database.
pub struct Table {
    /// Heading.
    pub title: String,
    /// Rows in order.
    pub rows: Vec<Row>,
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "\n{}\n", self.title)?;
        writeln!(
            f,
            "{:<44} {:>14} {:>14} {:>8} {:>9}  limit is",
            "figure", "ours", "limit", "ratio", "aim"
        )?;
        for row in &self.rows {
            let aim = match row.aim {
                Aim::AtLeast(n) => format!(">= {n}"),
                Aim::AtMost(n) => format!("<= {n}"),
                Aim::Shown => String::new(),
            };
            let mark = if row.met() { "" } else { "  MISSED" };
            writeln!(
                f,
                "{:<44} {:>14} {:>14} {:>8.2} {aim:>9}  {}{mark}",
                row.figure, row.ours, row.limit, row.ratio, row.limit_is
            )?;
        }
        Ok(())
    }
}
