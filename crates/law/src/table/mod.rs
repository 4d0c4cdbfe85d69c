//! Tables of facts as CSV: read as a whole, or refused with the place of what is wrong.
//!
//! A cell never goes on over the end of its line, so a table can be cut at any line and its parts read side by side.

mod header;
mod ids;
mod lines;
mod part;

use std::borrow::Cow;

use hashbrown::DefaultHashBuilder;
use jiff::civil::Date;

use crate::facts::Facts;
use crate::group::Groups;
use crate::judge::Judge;
use crate::shared_out::worked_out;
use header::Header;
use lines::{Line, Lines, parts};
use part::Part;

/// A table read for a pack.
#[derive(Clone, Debug)]
pub struct Table<'b> {
    /// The name of each row.
    pub ids: Vec<Cow<'b, str>>,
    /// What is known of each row.
    pub facts: Facts,
    /// Which groups each row belongs to.
    pub groups: Groups,
}

/// What a table may hold besides the columns of its pack.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reading<'j> {
    /// Packs whose columns may be there too; they are passed over.
    pub also: &'j [&'j Judge],
    /// Whether rows about those whom the pack does not govern are refused.
    pub governed: Option<Governed>,
}

/// When a pack must govern those whom a table is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Governed {
    /// On any day of its validity.
    Ever,
    /// On a day.
    On(Date),
}

/// Why a table is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}{place}: {what}; {hint}")]
pub struct TableProblem {
    /// The line, from 1.
    pub line: usize,
    /// Column and row, where one cell or one row is meant; else empty.
    pub place: String,
    /// What is wrong there.
    pub what: String,
    /// What to do about it.
    pub hint: String,
}

/// What is wrong, and the byte at which its line begins.
#[derive(Debug)]
struct Wrong {
    at: usize,
    place: String,
    what: String,
    hint: String,
}

impl Wrong {
    fn new(at: usize, what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { at, place: String::new(), what: what.into(), hint: hint.into() }
    }

    /// The same about one cell or row.
    fn about(self, place: String) -> Self {
        Self { place, ..self }
    }

    fn placed(self, bytes: &[u8]) -> TableProblem {
        let before = bytes.get(..self.at).unwrap_or(bytes);
        let line = memchr::memchr_iter(b'\n', before).count() + 1;
        TableProblem { line, place: self.place, what: self.what, hint: self.hint }
    }
}

impl Judge {
    /// Reads a table with a column `id` and columns for facts and groups of the pack, in any order.
    ///
    /// # Errors
    /// One thing that is wrong: no CSV, no UTF-8, an unknown or repeated column, a row without an id or about somebody whom
    /// the pack does not govern, a cell that is no value of its fact; the first in a part, where bytes that are not UTF-8
    /// come first. Ids that are there twice are looked for when nothing else is wrong.
    pub fn read_table<'b>(
        &self,
        bytes: &'b [u8],
        reading: Reading<'_>,
    ) -> Result<Table<'b>, TableProblem> {
        self.read_lines(bytes, reading).map_err(|wrong| wrong.placed(bytes))
    }

    fn read_lines<'b>(&self, bytes: &'b [u8], reading: Reading<'_>) -> Result<Table<'b>, Wrong> {
        let (first, rest) = lines::first(bytes)?;
        let header = Header::read(self, &first, reading)?;
        let hashing = DefaultHashBuilder::default();
        let read = |range| Part::read(self, &header, bytes, range, &hashing);
        let mut table = Table { ids: Vec::new(), facts: self.facts(), groups: self.groups() };
        let (mut hashes, mut starts) = (Vec::new(), Vec::new());
        for part in worked_out(parts(bytes, rest).collect(), read) {
            let part = part?;
            starts.push((table.ids.len(), part.range.clone()));
            table.add(part.table);
            if hashes.is_empty() {
                hashes = part.hashes;
            } else {
                hashes.extend(part.hashes);
            }
        }
        match ids::repeated(&table.ids, &hashes) {
            None => Ok(table),
            Some(row) => {
                let id = &table.ids[row];
                let what = format!("the id `{id}` is there twice");
                Err(Wrong::new(at(bytes, &starts, row), what, "give every row an id of its own"))
            }
        }
    }
}

impl Table<'_> {
    fn add(&mut self, part: Self) {
        if self.ids.is_empty() {
            *self = part;
            return;
        }
        self.ids.extend(part.ids);
        self.facts.append(&part.facts);
        self.groups.append(&part.groups);
    }
}

/// Where the line of a row begins, given the first row of each part and the bytes it was read from.
fn at(bytes: &[u8], starts: &[(usize, std::ops::Range<usize>)], row: usize) -> usize {
    let part = starts.iter().rev().find(|(first, _)| *first <= row);
    let line = part.and_then(|(first, range)| {
        let text = std::str::from_utf8(bytes.get(range.clone())?).ok()?;
        Lines::new(text, range.start).nth(row - first)
    });
    line.map_or(0, |line: Line<'_>| line.at)
}
