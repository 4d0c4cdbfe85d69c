//! Tables of facts: read as a whole, or refused with the place of what is wrong.

use std::collections::HashMap;
use std::path::Path;

use hashbrown::HashSet;
use nep_law::{Facts, Fed, Groups, Judge};

use super::governed::Governed;
use crate::fault::Fault;

/// The column that names a row.
const ID: &str = "id";
/// The fact that says what a row is about.
const KIND: &str = "kind";

/// A table read for a pack.
pub(super) struct Table {
    pub(super) ids: Vec<String>,
    pub(super) facts: Facts,
    pub(super) groups: Groups,
}

impl Table {
    /// Fills in what heads get from their members.
    pub(super) fn feed(&mut self, judge: &Judge) -> Result<Vec<Fed>, Fault> {
        judge.feed(&mut self.facts, &self.groups).map_err(|circle| {
            let ids: Vec<&str> = circle.rows.iter().map(|row| self.ids[*row].as_str()).collect();
            Fault::new(
                format!("{circle}: {}", ids.join(", ")),
                "correct the columns that say who heads and belongs to what",
            )
        })
    }
}

/// Outcomes by id out of an answer of `evaluate`.
pub(super) fn outcomes(path: &Path) -> Result<HashMap<String, String>, Fault> {
    let bytes = std::fs::read(path).map_err(|e| Fault::file(path, &e))?;
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
    let (id, outcome) = (find(ID)?, find("outcome")?);
    let mut found = HashMap::new();
    for record in reader.records() {
        let record = record.map_err(|e| broken(path, &bytes, &e))?;
        let cell = |place| record.get(place).unwrap_or_default().trim().to_owned();
        found.insert(cell(id), cell(outcome));
    }
    Ok(found)
}

/// Which column of the file holds what.
struct Header {
    id: usize,
    /// What each row is about, where the pack tells kinds apart.
    kind: Option<usize>,
    facts: Vec<Option<usize>>,
    groups: Vec<Option<usize>>,
}

/// Reads a table for a pack. Columns of other packs may be named in `also`, and are passed over. With the name by which
/// the pack was asked for, rows about those whom it does not govern are refused.
pub(super) fn read(
    judge: &Judge,
    name: Option<&str>,
    path: &Path,
    also: &[&Judge],
) -> Result<Table, Fault> {
    let governed = name.map(|name| Governed::new(judge, name));
    let bytes = std::fs::read(path).map_err(|e| Fault::file(path, &e))?;
    let mut reader = csv::ReaderBuilder::new().from_reader(bytes.as_slice());
    let names = reader.byte_headers().map_err(|e| broken(path, &bytes, &e))?.clone();
    let header = header(judge, path, &names, also)?;
    let mut table = Table { ids: Vec::new(), facts: judge.facts(), groups: judge.groups() };
    let mut seen = HashSet::new();
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).map_err(|e| broken(path, &bytes, &e))? {
        let line = || record.position().map_or(0, |position| line_of(&bytes, position));
        let cell =
            |place: Option<usize>| place.and_then(|place| record.get(place)).unwrap_or_default();
        if record.as_slice().bytes().any(|byte| matches!(byte, b'\n' | b'\r')) {
            return Err(Fault::new(
                format!(
                    "{}, line {}: a cell goes on over the end of its line",
                    path.display(),
                    line()
                ),
                "a quote that is not closed swallows the rows after it; close it or remove it",
            ));
        }
        let id = cell(Some(header.id)).trim();
        let place = || format!("{}, line {}", path.display(), line());
        if id.is_empty() {
            return Err(Fault::new(
                format!("{}: the row has no id", place()),
                "give every row an id of its own",
            ));
        }
        if !seen.insert(id.to_owned()) {
            return Err(Fault::new(
                format!("{}: the id `{id}` is there twice", place()),
                "give every row an id of its own",
            ));
        }
        if let (Some(governed), Some(kind)) = (&governed, header.kind)
            && let Some(wrong) = governed.refuses(cell(Some(kind)))
        {
            return Err(Fault::new(
                format!("{}, row `{id}`: {wrong}", place()),
                "judge the row by the pack that governs it, see `nep law list --on DATE`",
            ));
        }
        judge.push(&mut table.facts, header.facts.iter().map(|place| cell(*place))).map_err(
            |(fact, bad)| {
                let key = &judge.fact_decls()[fact].key;
                let column = header.facts[fact].map_or(0, |column| column + 1);
                let what = format!(
                    "{}, column {column} (`{key}`), row `{id}`: `{}` is {}",
                    place(),
                    bad.text,
                    bad.wrong
                );
                Fault::new(what, bad.remedy)
            },
        )?;
        table.groups.push(header.groups.iter().map(|place| cell(*place)));
        table.ids.push(id.to_owned());
    }
    Ok(table)
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

fn header(
    judge: &Judge,
    path: &Path,
    names: &csv::ByteRecord,
    also: &[&Judge],
) -> Result<Header, Fault> {
    let place = |what: String| format!("{}, line 1: {what}", path.display());
    let mut texts = Vec::new();
    for (number, name) in names.iter().enumerate() {
        let text = std::str::from_utf8(name).map_err(|_| {
            Fault::new(
                place(format!("the name of column {} is not UTF-8", number + 1)),
                "save it as “CSV UTF-8”",
            )
        })?;
        // Excel begins UTF-8 files with a mark that is no part of the first name.
        texts.push(text.trim_start_matches('\u{feff}').trim());
    }
    let known = |judge: &Judge| -> Vec<String> {
        let facts = judge.fact_decls().iter().map(|fact| fact.key.clone());
        facts.chain(judge.pack().rules().columns.iter().map(|column| column.key.clone())).collect()
    };
    let own = known(judge);
    let others: Vec<String> = also.iter().flat_map(|judge| known(judge)).collect();
    for (number, text) in texts.iter().enumerate() {
        if texts.iter().take(number).any(|before| before == text) {
            return Err(Fault::new(
                place(format!("column `{text}` is there twice")),
                "keep one of them",
            ));
        }
        let is_known = |names: &[String]| names.iter().any(|name| name == text);
        if *text != ID && !is_known(&own) && !is_known(&others) {
            let what = place(format!(
                "`{}` knows no fact `{text}` (column {})",
                judge.pack().id(),
                number + 1
            ));
            return Err(Fault::new(what, format!("its columns are id, {}", own.join(", "))));
        }
    }
    let find = |key: &str| texts.iter().position(|text| *text == key);
    let Some(id) = find(ID) else {
        return Err(Fault::new(
            place("there is no column `id`".to_owned()),
            "add a column `id` that names every row",
        ));
    };
    Ok(Header {
        id,
        kind: find(KIND),
        facts: judge.fact_decls().iter().map(|fact| find(&fact.key)).collect(),
        groups: judge.pack().rules().columns.iter().map(|column| find(&column.key)).collect(),
    })
}
