//! Lines of a table and their cells.

use std::ops::Range;

use super::Wrong;
use crate::shared_out::processors;

/// Bytes that are worth a thread of their own.
const WORTH_A_THREAD: usize = 1 << 20;
const QUOTE: u8 = b'"';

/// A line without its end, and the byte at which it begins.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'b> {
    pub(super) at: usize,
    pub(super) text: &'b str,
}

/// The lines of a text that are not empty.
pub(super) struct Lines<'b> {
    rest: &'b str,
    at: usize,
}

impl<'b> Lines<'b> {
    /// The lines of a text that begins at a byte of its table.
    pub(super) fn new(text: &'b str, at: usize) -> Self {
        Self { rest: text, at }
    }
}

impl<'b> Iterator for Lines<'b> {
    type Item = Line<'b>;

    fn next(&mut self) -> Option<Line<'b>> {
        while !self.rest.is_empty() {
            let end = memchr::memchr(b'\n', self.rest.as_bytes());
            let (text, rest) = match end {
                Some(end) => (&self.rest[..end], &self.rest[end + 1..]),
                None => (self.rest, ""),
            };
            let at = self.at;
            self.at += self.rest.len() - rest.len();
            self.rest = rest;
            let text = text.trim_end_matches('\r');
            if !text.is_empty() {
                return Some(Line { at, text });
            }
        }
        None
    }
}

/// The first line of a table with something on it, and the byte after it.
pub(super) fn first(bytes: &[u8]) -> Result<(Line<'_>, usize), Wrong> {
    // Excel begins UTF-8 files with a mark that is no part of the first name.
    let start = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    let rest = &bytes[start..];
    let blank = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
    let start = start + blank;
    let end = memchr::memchr(b'\n', &bytes[start..]).map_or(bytes.len(), |end| start + end + 1);
    let line = Lines::new(text(bytes, start..end)?, start).next();
    Ok((line.unwrap_or(Line { at: 0, text: "" }), end))
}

/// The rest of a table in parts that end with a line, as many as are worth reading side by side.
pub(super) fn parts(bytes: &[u8], from: usize) -> impl Iterator<Item = Range<usize>> {
    let left = bytes.len().saturating_sub(from);
    let each = left.div_ceil(processors()).max(WORTH_A_THREAD);
    let mut start = from;
    std::iter::from_fn(move || {
        let rest = bytes.get(start..).filter(|rest| !rest.is_empty())?;
        let least = rest.len().min(each);
        let end = memchr::memchr(b'\n', &rest[least..]).map_or(rest.len(), |end| least + end + 1);
        let part = start..start + end;
        start = part.end;
        Some(part)
    })
}

/// The text at some bytes of a table.
pub(super) fn text(bytes: &[u8], range: Range<usize>) -> Result<&str, Wrong> {
    let start = range.start;
    std::str::from_utf8(bytes.get(range).unwrap_or_default()).map_err(|error| {
        let at = start + error.valid_up_to();
        let line = memchr::memrchr(b'\n', &bytes[..at]).map_or(0, |end| end + 1);
        Wrong::new(line, "holds bytes that are not UTF-8", "save it as “CSV UTF-8”")
    })
}

/// Whether no cell of a text is in quotes.
pub(super) fn is_plain(text: &str) -> bool {
    memchr::memchr(QUOTE, text.as_bytes()).is_none()
}

/// What is wrong with a line that has the line end of old programs within.
pub(super) fn line_end_within(line: Line<'_>) -> Wrong {
    let hint = "save it with the line ends of Windows or Linux, and none within a cell";
    Wrong::new(line.at, "a line end stands within the line", hint)
}

/// The cells of a line with quotes, taken out of them.
pub(super) fn unquoted(line: Line<'_>) -> Result<Vec<String>, Wrong> {
    let mut reader = csv_core::Reader::new();
    let mut bytes = vec![0; line.text.len() + 1];
    let mut ends = vec![0; line.text.len() + 1];
    let (_, _, written, cells) = reader.read_record(line.text.as_bytes(), &mut bytes, &mut ends);
    let (result, _, more, last) =
        reader.read_record(b"\n", &mut bytes[written..], &mut ends[cells..]);
    if result != csv_core::ReadRecordResult::Record {
        let what = "a cell goes on over the end of its line";
        let hint = "a quote that is not closed swallows the rows after it; close it or remove it";
        return Err(Wrong::new(line.at, what, hint));
    }
    let text = String::from_utf8_lossy(&bytes[..written + more]);
    let mut start = 0;
    let cell = |end: &usize| {
        let cell = text.get(start..*end).unwrap_or_default().to_owned();
        start = *end;
        cell
    };
    Ok(ends[..cells + last].iter().map(cell).collect())
}

/// Adds the cells of a line without quotes.
pub(super) fn split<'b>(line: &'b str, cells: &mut Vec<&'b str>) {
    let mut start = 0;
    for (place, byte) in line.bytes().enumerate() {
        if byte == b',' {
            cells.push(&line[start..place]);
            start = place + 1;
        }
    }
    cells.push(&line[start..]);
}
