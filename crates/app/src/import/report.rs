//! What was found in a workbook, kept with the import.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Problems kept with a report; the count goes on beyond.
const KEPT: usize = 2_000;
/// Rows shown as a sample.
pub(super) const SAMPLE: usize = 8;

/// What to do with a person whose code is already on the staff.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Existing {
    /// The row is left out; nothing of the person changes.
    #[default]
    Skip,
    /// Name, birthday and gender are corrected; another place begins on the row's day.
    Update,
}

/// One thing wrong with the workbook.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Problem {
    /// Tab.
    pub sheet: String,
    /// Row as Excel counts; 0 when the sheet as a whole is meant.
    pub row: u32,
    /// Column letter; empty when the row as a whole is meant.
    pub column: String,
    /// Header of the column.
    pub header: String,
    /// What is wrong, in kebab case; pages say it as `import-problem-<code>` and `import-remedy-<code>`.
    pub code: String,
    /// What stands in the cell.
    pub value: String,
    /// A further value of the sentence, e.g. the row of the first occurrence.
    pub other: String,
}

impl Problem {
    /// A problem of a whole sheet.
    pub(super) fn new(sheet: &str, code: &str) -> Self {
        Self {
            sheet: sheet.to_owned(),
            row: 0,
            column: String::new(),
            header: String::new(),
            code: code.to_owned(),
            value: String::new(),
            other: String::new(),
        }
    }

    /// Where in the sheet.
    pub(super) fn at(self, row: u32, column: &str, header: &str) -> Self {
        Self { row, column: column.to_owned(), header: header.to_owned(), ..self }
    }

    /// What stands there.
    pub(super) fn value(self, value: &str) -> Self {
        Self { value: value.chars().take(120).collect(), ..self }
    }

    /// A further value for the sentence.
    pub(super) fn other(self, other: &str) -> Self {
        Self { other: other.to_owned(), ..self }
    }
}

/// What was found in a workbook.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Report {
    /// What happens to people whose code is already on the staff.
    pub existing: Existing,
    /// Units that begin.
    pub units_new: usize,
    /// Rows of units that exist already; they stay as they are.
    pub units_skipped: usize,
    /// How many units begin in years that are over, and the first day of them all.
    #[serde(default)]
    pub units_before: Option<(usize, Date)>,
    /// People who are new.
    pub people_new: usize,
    /// People who are corrected or get another place.
    pub people_updated: usize,
    /// Rows of people who stay as they are.
    pub people_skipped: usize,
    /// Problems in all.
    pub problem_count: usize,
    /// The problems, by sheet and row; not more than can be worked through.
    pub problems: Vec<Problem>,
    /// The first units: code, name, kind, parent.
    pub sample_units: Vec<[String; 4]>,
    /// The first people: code, name, unit, post.
    pub sample_people: Vec<[String; 4]>,
}

impl Report {
    /// Takes the problems over.
    pub(super) fn with_problems(mut self, mut problems: Vec<Problem>) -> Self {
        problems.sort_by(|a, b| (&b.sheet, a.row, &a.column).cmp(&(&a.sheet, b.row, &b.column)));
        self.problem_count = problems.len();
        problems.truncate(KEPT);
        self.problems = problems;
        self
    }

    /// Whether there is anything to import.
    pub fn changes(&self) -> usize {
        self.units_new + self.people_new + self.people_updated
    }
}
