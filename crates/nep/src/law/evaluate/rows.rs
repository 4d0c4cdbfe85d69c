//! The rows of an answer.

use std::borrow::Cow;

use nep_law::{Judge, Table, UNDETERMINED, Verdicts};

use super::found::Found;
use crate::{cli::Column, law::explain};

/// Everything that an answer is written from.
pub(super) struct Answer<'a> {
    pub(super) judge: &'a Judge,
    pub(super) table: &'a Table<'a>,
    pub(super) verdicts: &'a Verdicts,
    pub(super) found: &'a Found,
    pub(super) columns: &'a [Column],
    /// The articles of each rule in words; a table has millions of rows and few rules.
    cited: Vec<Vec<String>>,
}

impl<'a> Answer<'a> {
    pub(super) fn new(
        judge: &'a Judge,
        table: &'a Table<'a>,
        verdicts: &'a Verdicts,
        found: &'a Found,
        columns: &'a [Column],
    ) -> Self {
        let rules = 0..judge.pack().rules().rules.len();
        let cited = rules.map(|rule| cited(judge, rule)).collect();
        Self { judge, table, verdicts, found, columns, cited }
    }

    /// The keys of the rules that lead a row to its outcome, the deciding one first.
    pub(super) fn rules(&self, row: usize) -> Vec<&'a str> {
        let rules = &self.judge.pack().rules().rules;
        let fired = self.judge.fired(self.verdicts, row);
        fired.iter().filter_map(|place| Some(rules.get(*place)?.key.as_str())).collect()
    }

    /// The articles that an outcome rests on.
    pub(super) fn citations(&self, row: usize) -> Vec<&str> {
        let mut all = Vec::new();
        for rule in self.judge.fired(self.verdicts, row) {
            for citation in self.cited.get(rule).into_iter().flatten() {
                if !all.contains(&citation.as_str()) {
                    all.push(citation);
                }
            }
        }
        all
    }

    /// What is missing where the outcome is open.
    pub(super) fn missing(&self, row: usize) -> Vec<String> {
        let verdict = self.judge.verdict(self.verdicts, row);
        if verdict.outcome == UNDETERMINED {
            self.judge.missing(&self.table.facts, self.verdicts, row)
        } else {
            Vec::new()
        }
    }

    /// What was found about a row in its groups.
    pub(super) fn found(&self, row: usize) -> impl Iterator<Item = &str> {
        let first = self.found.partition_point(|(other, _)| *other < row);
        let rest = self.found.get(first..).unwrap_or_default();
        rest.iter().take_while(move |(other, _)| *other == row).map(|(_, told)| told.as_str())
    }

    /// Why, in a sentence.
    pub(super) fn explanation(&self, row: usize) -> String {
        let explained = self.judge.explain(&self.table.facts, self.verdicts, row);
        explain::sentence(self.judge, &explained)
    }

    /// One cell of a table; lists are joined with semicolons.
    pub(super) fn cell(&self, column: Column, row: usize) -> Cow<'_, str> {
        match column {
            Column::Id => Cow::Borrowed(self.table.ids[row].as_ref()),
            Column::Outcome => Cow::Borrowed(self.judge.verdict(self.verdicts, row).outcome),
            Column::Score => {
                let points = self.judge.points(self.verdicts, row);
                points.map_or_else(Cow::default, |points| points.to_string().into())
            }
            Column::Rules => self.rules(row).join("; ").into(),
            Column::Citations => self.citations(row).join("; ").into(),
            Column::Missing => self.missing(row).join("; ").into(),
            Column::GroupFinding => self.found(row).collect::<Vec<_>>().join("; ").into(),
            Column::Explanation => self.explanation(row).into(),
        }
    }
}

fn cited(judge: &Judge, rule: usize) -> Vec<String> {
    let mut cited = Vec::new();
    for (citation, confidence) in judge.grounds(rule) {
        let mark = if confidence.is_verified() { "" } else { " (unverified)" };
        let words = format!("{citation}{mark}");
        if !cited.contains(&words) {
            cited.push(words);
        }
    }
    cited
}
