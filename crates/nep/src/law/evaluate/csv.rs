//! Rows of an answer as lines of CSV.

use hashbrown::HashMap;
use nep_law::Trace;

use super::rows::Answer;
use crate::cli::Column;

/// The lines of a block of rows. What is the same for all rows of one trace is put into words once.
pub(super) struct Lines<'a> {
    answer: &'a Answer<'a>,
    /// The cells of rows of a trace that hang on it alone, column by column.
    known: HashMap<Trace, Vec<Vec<u8>>>,
}

impl<'a> Lines<'a> {
    pub(super) fn new(answer: &'a Answer<'a>) -> Self {
        Self { answer, known: HashMap::new() }
    }

    /// Adds the line of a row.
    pub(super) fn add(&mut self, row: usize, out: &mut Vec<u8>) {
        let answer = self.answer;
        let trace = answer.verdicts.trace(row);
        let fixed = self.known.entry(trace).or_insert_with(|| {
            let fixed = |column: &Column| match column {
                Column::Outcome | Column::Rules | Column::Citations => {
                    let mut cell = Vec::new();
                    quoted(&answer.cell(*column, row), &mut cell);
                    cell
                }
                _ => Vec::new(),
            };
            answer.columns.iter().map(fixed).collect()
        });
        let start = out.len();
        for (place, (column, fixed)) in answer.columns.iter().zip(fixed).enumerate() {
            if place > 0 {
                out.push(b',');
            }
            match column {
                Column::Outcome | Column::Rules | Column::Citations => out.extend_from_slice(fixed),
                Column::Score => {
                    if let Some(points) = answer.judge.points(answer.verdicts, row) {
                        points.write(out);
                    }
                }
                other => quoted(&answer.cell(*other, row), out),
            }
        }
        // A line with nothing on it would be no row.
        if out.len() == start {
            out.extend_from_slice(b"\"\"");
        }
        out.push(b'\n');
    }
}

/// The first line.
pub(super) fn header(columns: &[Column], out: &mut Vec<u8>) {
    let names: Vec<String> = columns.iter().map(Column::to_string).collect();
    out.extend_from_slice(names.join(",").as_bytes());
    out.push(b'\n');
}

/// Adds a cell, in quotes where it needs them.
fn quoted(cell: &str, out: &mut Vec<u8>) {
    if !cell.bytes().any(|byte| matches!(byte, b',' | b'"' | b'\n' | b'\r')) {
        out.extend_from_slice(cell.as_bytes());
        return;
    }
    out.push(b'"');
    out.extend_from_slice(cell.replace('"', "\"\"").as_bytes());
    out.push(b'"');
}
