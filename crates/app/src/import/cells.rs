//! From cells to values; every cell that does not fit becomes a problem and the row is still read to its end.

use jiff::civil::Date;

use super::{
    layout::ColumnSpec,
    read::{Raw, RawRow, RawSheet},
    report::Problem,
};

/// Longest text of a cell.
const LONGEST: usize = 250;

/// The cells of one row with the place of each.
pub(super) struct Cells<'a> {
    sheet: &'a RawSheet,
    row: &'a RawRow,
    problems: &'a mut Vec<Problem>,
}

impl<'a> Cells<'a> {
    pub(super) fn new(
        sheet: &'a RawSheet,
        row: &'a RawRow,
        problems: &'a mut Vec<Problem>,
    ) -> Self {
        Self { sheet, row, problems }
    }

    /// Row as Excel counts.
    pub(super) fn number(&self) -> u32 {
        self.row.number
    }

    /// Notes a problem with a column of this row.
    pub(super) fn problem(&mut self, column: usize, code: &str, value: &str, other: &str) {
        let letter = self.sheet.letters.get(column).map_or("", String::as_str);
        let header = self.spec(column).map_or("", |c| c.header);
        let problem = Problem::new(&self.sheet.name, code).at(self.row.number, letter, header);
        self.problems.push(problem.value(value).other(other));
    }

    fn spec(&self, column: usize) -> Option<&'static ColumnSpec> {
        self.sheet.kind.columns().get(column)
    }

    fn raw(&self, column: usize) -> Raw {
        self.row.cells.get(column).cloned().unwrap_or_default()
    }

    /// A text; numbers are taken as they are shown. Empty when the cell is, which is a problem where it is required.
    pub(super) fn text(&mut self, column: usize) -> String {
        let text = match self.raw(column) {
            Raw::Empty => String::new(),
            Raw::Text(text) => text,
            Raw::Number(n) => n.to_string(),
            Raw::Date(date) => date.strftime("%d/%m/%Y").to_string(),
            Raw::Failed(shown) => {
                self.problem(column, "cell-failed", &shown, "");
                return String::new();
            }
        };
        if text.is_empty() && self.spec(column).is_some_and(|c| c.required) {
            self.problem(column, "missing", "", "");
        } else if text.chars().count() > LONGEST {
            self.problem(column, "too-long", &text, &LONGEST.to_string());
        }
        text
    }

    /// A code: upper case.
    pub(super) fn code(&mut self, column: usize) -> String {
        self.text(column).to_uppercase()
    }

    /// A text unless the cell is empty.
    pub(super) fn optional(&mut self, column: usize) -> Option<String> {
        Some(self.text(column)).filter(|t| !t.is_empty())
    }

    /// A date: an Excel date or a text like `22/11/2026`.
    pub(super) fn date(&mut self, column: usize) -> Option<Date> {
        if let Raw::Date(date) = self.raw(column) {
            return Some(date);
        }
        let text = self.text(column);
        if text.is_empty() {
            return None;
        }
        let date = parse_date(&text);
        if date.is_none() {
            self.problem(column, "date", &text, "");
        }
        date
    }

    /// One of the words of a list.
    pub(super) fn choice<T>(
        &mut self,
        column: usize,
        code: &str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.text(column);
        if text.is_empty() {
            return None;
        }
        let value = parse(&text);
        if value.is_none() {
            self.problem(column, code, &text, "");
        }
        value
    }
}

/// `d/m/yyyy` with slashes, dots or hyphens, or `yyyy-mm-dd`.
fn parse_date(text: &str) -> Option<Date> {
    let parts: Vec<_> = text.split(['/', '.', '-']).map(str::trim).collect();
    let [a, b, c] = parts[..] else { return None };
    let (year, month, day) = if a.len() == 4 { (a, b, c) } else { (c, b, a) };
    if year.len() != 4 {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::parse_date;

    #[test]
    fn dates_are_read_as_people_write_them() {
        for text in ["5/9/1985", "05.09.1985", "05-09-1985", "1985-09-05", " 05 / 09 / 1985 "] {
            assert_eq!(parse_date(text), Some(date(1985, 9, 5)), "{text}");
        }
        for text in ["31/02/2020", "1985", "5/9/85", "tháng 9", "13/13/2020", ""] {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }
}
