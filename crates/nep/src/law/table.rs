//! Files with tables: facts for a pack, and answers of `evaluate`.

use std::collections::HashMap;
use std::path::Path;

use nep_law::{Fed, Governed, Judge, Reading, Table};

use crate::fault::Fault;

/// The bytes of a file.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, Fault> {
    std::fs::read(path).map_err(|e| Fault::file(path, &e))
}

/// Reads the bytes of a file as a table for a pack. Columns of other packs may be named in `also`, and are passed over.
/// With the name by which the pack was asked for, rows about those whom it does not govern are refused: on the day of
/// `TOPIC@DATE`, else on any day.
pub(super) fn read<'b>(
    judge: &Judge,
    name: Option<&str>,
    path: &Path,
    bytes: &'b [u8],
    also: &[&Judge],
) -> Result<Table<'b>, Fault> {
    let day = |name: &str| name.split_once('@').and_then(|(_, day)| day.parse().ok());
    let governed = name.map(|name| day(name).map_or(Governed::Ever, Governed::On));
    judge.read_table(bytes, Reading { also, governed }).map_err(|problem| {
        let (line, place) = (problem.line, problem.place);
        let what = format!("{}, line {line}{place}: {}", path.display(), problem.what);
        Fault::new(what, problem.hint)
    })
}

/// Fills in what heads get from their members.
pub(super) fn feed(judge: &Judge, table: &mut Table<'_>) -> Result<Vec<Fed>, Fault> {
    judge.feed(&mut table.facts, &table.groups).map_err(|circle| {
        let ids: Vec<&str> = circle.rows.iter().map(|row| table.ids[*row].as_ref()).collect();
        Fault::new(
            format!("{circle}: {}", ids.join(", ")),
            "correct the columns that say who heads and belongs to what",
        )
    })
}

/// Outcomes by id out of an answer of `evaluate`.
pub(super) fn outcomes(path: &Path) -> Result<HashMap<String, String>, Fault> {
    let bytes = bytes(path)?;
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    let names = reader.headers().map_err(|e| broken(path, &bytes, &e))?.clone();
    let find = |name: &str| {
        let place = names.iter().position(|n| n.trim_start_matches('\u{feff}').trim() == name);
        place.ok_or_else(|| {
            let what = format!("{}, line 1: there is no column `{name}`", path.display());
            Fault::new(
                what,
                "give it the columns id and outcome, as `nep law evaluate` writes them",
            )
        })
    };
    let (id, outcome) = (find("id")?, find("outcome")?);
    let mut found = HashMap::new();
    for record in reader.records() {
        let record = record.map_err(|e| broken(path, &bytes, &e))?;
        let cell = |place| record.get(place).unwrap_or_default().trim().to_owned();
        found.insert(cell(id), cell(outcome));
    }
    Ok(found)
}

/// The line on which a record begins, from 1. The reader's own count lags behind after `\r\n` and blank lines.
fn line_of(bytes: &[u8], position: &csv::Position) -> usize {
    let start = usize::try_from(position.byte()).unwrap_or(usize::MAX).min(bytes.len());
    let (before, rest) = bytes.split_at(start);
    let skipped = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
    let breaks = |byte: &&u8| **byte == b'\n';
    before.iter().filter(breaks).count() + skipped.filter(breaks).count() + 1
}

/// A file that is no table: bytes that are not UTF-8, rows of different length.
fn broken(path: &Path, bytes: &[u8], error: &csv::Error) -> Fault {
    let line =
        error.position().map(|p| format!(", line {}", line_of(bytes, p))).unwrap_or_default();
    let (what, hint) = match error.kind() {
        csv::ErrorKind::Utf8 { .. } => {
            ("holds bytes that are not UTF-8".to_owned(), "save it as “CSV UTF-8”")
        }
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => (
            format!("has {len} cells where the header has {expected_len}"),
            "put cells with commas in quotes, and give every row all columns",
        ),
        _ => (error.to_string(), "check the file"),
    };
    Fault::new(format!("{}{line}: {what}", path.display()), hint)
}
