//! Which column of a table holds what.

use super::lines::{Line, is_plain, line_end_within, split, unquoted};
use super::{Governed, Reading, Wrong};
use crate::judge::Judge;
use crate::library::Library;
use crate::select::{Who, kinds};
use crate::wording::trimmed;

/// The column that names a row.
const ID: &str = "id";
/// The fact that says what a row is about.
const KIND: &str = "kind";

/// The places of the columns of a pack in a table.
#[derive(Debug)]
pub(super) struct Header {
    /// Cells of every row.
    pub(super) width: usize,
    pub(super) id: usize,
    pub(super) facts: Vec<Option<usize>>,
    pub(super) groups: Vec<Option<usize>>,
    /// What each row is about, where the pack tells kinds apart.
    kind: Option<usize>,
    /// Kinds that are refused.
    others: Vec<&'static str>,
    governed: Option<Governed>,
}

impl Header {
    pub(super) fn read(
        judge: &Judge,
        line: &Line<'_>,
        reading: Reading<'_>,
    ) -> Result<Self, Wrong> {
        let names = names(*line)?;
        let own = known(judge);
        let others: Vec<&str> = reading.also.iter().flat_map(|judge| known(judge)).collect();
        for (number, name) in names.iter().enumerate() {
            let name = name.as_str();
            if names[..number].iter().any(|before| before == name) {
                let what = format!("column `{name}` is there twice");
                return Err(Wrong::new(line.at, what, "keep one of them"));
            }
            if name != ID && !own.contains(&name) && !others.contains(&name) {
                let (pack, column) = (judge.pack().id(), number + 1);
                let what = format!("`{pack}` knows no fact `{name}` (column {column})");
                let hint = format!("its columns are id, {}", own.join(", "));
                return Err(Wrong::new(line.at, what, hint));
            }
        }
        let find = |key: &str| names.iter().position(|name| name == key);
        let Some(id) = find(ID) else {
            let hint = "add a column `id` that names every row";
            return Err(Wrong::new(line.at, "there is no column `id`", hint));
        };
        Ok(Self {
            width: names.len(),
            id,
            facts: judge.fact_decls().iter().map(|fact| find(&fact.key)).collect(),
            groups: judge.pack().rules().columns.iter().map(|c| find(&c.key)).collect(),
            kind: find(KIND),
            others: reading.governed.map(|when| not_governed(judge, when)).unwrap_or_default(),
            governed: reading.governed,
        })
    }

    /// What is wrong with the length, the id or the kind of a row.
    pub(super) fn refuses(&self, judge: &Judge, at: usize, cells: &[&str]) -> Option<Wrong> {
        if cells.len() != self.width {
            let what = format!("has {} cells where the header has {}", cells.len(), self.width);
            let hint = "put cells with commas in quotes, and give every row all columns";
            return Some(Wrong::new(at, what, hint));
        }
        let id = trimmed(cells[self.id]);
        if id.is_empty() {
            return Some(Wrong::new(at, "the row has no id", "give every row an id of its own"));
        }
        let kind = trimmed(cells[self.kind.filter(|_| !self.others.is_empty())?]);
        let kind = self.others.iter().find(|other| **other == kind)?;
        let day = match self.governed {
            Some(Governed::On(day)) => format!(" on {day}"),
            _ => String::new(),
        };
        let pack = judge.pack().id();
        let what = format!("`{pack}` does not govern a `{kind}`{day}");
        let wrong = Wrong::new(at, what, "judge the row by the pack that governs it");
        Some(wrong.about(format!(", row `{id}`")))
    }
}

fn names(line: Line<'_>) -> Result<Vec<String>, Wrong> {
    if line.text.contains('\r') {
        return Err(line_end_within(line));
    }
    if !is_plain(line.text) {
        let names = unquoted(line)?;
        return Ok(names.iter().map(|name| name.trim().to_owned()).collect());
    }
    let mut names = Vec::new();
    if !line.text.is_empty() {
        split(line.text, &mut names);
    }
    Ok(names.into_iter().map(|name| name.trim().to_owned()).collect())
}

/// The names of the columns of a pack.
fn known(judge: &Judge) -> Vec<&str> {
    let facts = judge.fact_decls().iter().map(|fact| fact.key.as_str());
    facts.chain(judge.pack().rules().columns.iter().map(|column| column.key.as_str())).collect()
}

/// The kinds of people or bodies that a pack does not govern. Whether a body has a regulation of its own is not known
/// here and refuses nobody.
fn not_governed(judge: &Judge, when: Governed) -> Vec<&'static str> {
    let pack = judge.pack();
    let takes = |kind: &str| {
        let who = Who { kind, own_regulation: None };
        match when {
            Governed::On(day) => Library::takes(pack, who, day) != Some(false),
            Governed::Ever => Library::ever_takes(pack, who),
        }
    };
    kinds(pack.subject()).iter().copied().filter(|kind| !takes(kind)).collect()
}
