//! Some lines of a table, read into columns.

use std::borrow::Cow;
use std::hash::BuildHasher;
use std::iter::repeat_n;
use std::ops::Range;

use hashbrown::DefaultHashBuilder;

use super::header::Header;
use super::lines::{Line, Lines, is_plain, line_end_within, split, text, unquoted};
use super::{Table, Wrong};
use crate::judge::Judge;
use crate::wording::trimmed;

/// Rows that are split into cells before the cells are read, column by column.
const BLOCK: usize = 256;

/// A part of a table that has been read.
pub(super) struct Part<'b> {
    /// The bytes it was read from.
    pub(super) range: Range<usize>,
    pub(super) table: Table<'b>,
    /// A hash of each id.
    pub(super) hashes: Vec<u64>,
}

/// A line, and its cells where they had to be taken out of quotes.
struct Row<'b> {
    line: Line<'b>,
    unquoted: Option<Vec<String>>,
}

impl<'b> Part<'b> {
    pub(super) fn read(
        judge: &Judge,
        header: &Header,
        bytes: &'b [u8],
        range: Range<usize>,
        hashing: &DefaultHashBuilder,
    ) -> Result<Self, Wrong> {
        let text = text(bytes, range.clone())?;
        let mut part = Self::empty(judge, bytes, &range);
        let plain = is_plain(text) && memchr::memchr(b'\r', text.as_bytes()).is_none();
        let mut lines = Lines::new(text, range.start);
        let mut rows = Vec::with_capacity(BLOCK);
        loop {
            rows.clear();
            let mut broken = None;
            for line in lines.by_ref().take(BLOCK) {
                match if plain { Ok(None) } else { quoted(line) } {
                    Ok(unquoted) => rows.push(Row { line, unquoted }),
                    Err(wrong) => {
                        broken = Some(wrong);
                        break;
                    }
                }
            }
            if rows.is_empty() && broken.is_none() {
                return Ok(part);
            }
            part.block(judge, header, &rows, hashing)?;
            broken.map_or(Ok(()), Err)?;
        }
    }

    /// One with room for its rows; the first one with room for those of all the others, which are added to it.
    fn empty(judge: &Judge, bytes: &[u8], range: &Range<usize>) -> Self {
        let is_first = memchr::memrchr(b'\n', &bytes[..range.start.saturating_sub(1)]).is_none();
        let to = if is_first { bytes.len() } else { range.end };
        let rows = memchr::memchr_iter(b'\n', &bytes[range.start..to]).count() + 1;
        let (mut facts, mut groups) = (judge.facts(), judge.groups());
        facts.reserve(rows);
        groups.reserve(rows);
        let table = Table { ids: Vec::with_capacity(rows), facts, groups };
        Self { range: range.clone(), table, hashes: Vec::with_capacity(rows) }
    }

    /// Reads some rows, or tells what is wrong with the first one that has something wrong.
    fn block(
        &mut self,
        judge: &Judge,
        header: &Header,
        rows: &[Row<'b>],
        hashing: &DefaultHashBuilder,
    ) -> Result<(), Wrong> {
        let mut cells = Vec::with_capacity(rows.len() * header.width);
        let mut bad_row = None;
        for row in rows {
            let first = cells.len();
            match &row.unquoted {
                Some(own) => cells.extend(own.iter().map(String::as_str)),
                None => split(row.line.text, &mut cells),
            }
            bad_row = header.refuses(judge, row.line.at, &cells[first..]);
            if bad_row.is_some() {
                cells.truncate(first);
                break;
            }
            let id = trimmed(cells[first + header.id]);
            self.hashes.push(hashing.hash_one(id));
            self.table.ids.push(row.id(header.id, id));
        }
        let rows: Vec<Line<'_>> = rows.iter().map(|row| row.line).collect();
        self.columns(judge, header, &rows, &cells)?;
        bad_row.map_or(Ok(()), Err)
    }

    /// Reads the cells of some rows column by column.
    fn columns(
        &mut self,
        judge: &Judge,
        header: &Header,
        lines: &[Line<'_>],
        cells: &[&str],
    ) -> Result<(), Wrong> {
        let rows = cells.len() / header.width;
        let mut wrong: Option<(usize, Wrong)> = None;
        for (fact, place) in header.facts.iter().enumerate() {
            let decl = &judge.fact_decls()[fact];
            let read = match place {
                Some(place) => {
                    let column = cells.iter().skip(*place).step_by(header.width).copied();
                    self.table.facts.extend(fact, column, decl)
                }
                None => self.table.facts.extend(fact, repeat_n("", rows), decl),
            };
            if let Err((row, bad)) = read
                && wrong.as_ref().is_none_or(|(before, _)| row < *before)
            {
                let key = &decl.key;
                let number = place.map_or(0, |place| place + 1);
                let id = trimmed(cells[row * header.width + header.id]);
                let place = format!(", column {number} (`{key}`), row `{id}`");
                let what = format!("`{}` is {}", bad.text, bad.wrong);
                let bad = Wrong::new(lines[row].at, what, bad.remedy);
                wrong = Some((row, bad.about(place)));
            }
        }
        if let Some((_, wrong)) = wrong {
            return Err(wrong);
        }
        self.table.facts.add_rows(rows);
        for (group, place) in header.groups.iter().enumerate() {
            match place {
                Some(place) => {
                    let column = cells.iter().skip(*place).step_by(header.width).copied();
                    self.table.groups.extend(group, column);
                }
                None => self.table.groups.extend(group, repeat_n("", rows)),
            }
        }
        Ok(())
    }
}

impl<'b> Row<'b> {
    /// The id without copying it, where it stands in the table as it is.
    fn id(&self, place: usize, id: &str) -> Cow<'b, str> {
        if self.unquoted.is_some() {
            return Cow::Owned(id.to_owned());
        }
        let mut cells = self.line.text.split(',');
        Cow::Borrowed(trimmed(cells.nth(place).unwrap_or_default()))
    }
}

/// The cells of a line with quotes; a line end within it belongs to no cell.
fn quoted(line: Line<'_>) -> Result<Option<Vec<String>>, Wrong> {
    if line.text.contains('\r') {
        return Err(line_end_within(line));
    }
    if is_plain(line.text) { Ok(None) } else { unquoted(line).map(Some) }
}
