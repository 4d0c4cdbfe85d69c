//! From the bytes of a workbook to rows of cells.

use std::{collections::BTreeMap, io::Cursor};

use calamine::{Data, DataRef, Reader, Xlsx, XlsxError};
use jiff::civil::Date;
use nep_domain::text;

use super::{
    layout::{SheetKind, comparable},
    report::Problem,
    unpack::guard,
};

/// Rows read of one sheet; far more than a body has people.
const MOST_ROWS: usize = 100_000;
/// Columns read; what stands further right is not ours.
const MOST_COLUMNS: u32 = 60;
/// Rows in which the header is looked for.
const HEADER_WITHIN: usize = 15;

/// A cell as found.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) enum Raw {
    #[default]
    Empty,
    Text(String),
    Number(f64),
    Date(Date),
    /// A formula that failed, e.g. `#N/A`.
    Failed(String),
}

/// A row under the header, its cells in the order of the layout.
#[derive(Clone, Debug)]
pub(super) struct RawRow {
    /// Row as Excel counts.
    pub(super) number: u32,
    /// One for each column of the layout.
    pub(super) cells: Vec<Raw>,
}

/// A sheet as found.
#[derive(Clone, Debug)]
pub(super) struct RawSheet {
    pub(super) kind: SheetKind,
    /// The tab's name as written in the workbook.
    pub(super) name: String,
    /// Letter of each column of the layout; empty when the sheet lacks it.
    pub(super) letters: Vec<String>,
    pub(super) rows: Vec<RawRow>,
}

/// A workbook as found, with what is wrong with it as a whole.
#[derive(Clone, Debug, Default)]
pub(super) struct RawBook {
    pub(super) sheets: Vec<RawSheet>,
    pub(super) problems: Vec<Problem>,
}

/// Why a workbook cannot be read at all.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Unreadable {
    /// It is locked with a password.
    Locked,
    /// It is damaged.
    Broken,
    /// It unpacks to more than any list of units and people.
    TooLarge,
}

type Rows = BTreeMap<u32, Vec<(u32, Raw)>>;

/// Reads the sheets it knows by name. Takes seconds for a large workbook: not for a request thread.
pub(super) fn read(bytes: &[u8]) -> Result<RawBook, Unreadable> {
    guard(bytes)?;
    let mut file: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|e| unreadable(&e))?;
    let names = file.sheet_names();
    let mut book = RawBook::default();
    for kind in SheetKind::ALL {
        let Some(name) = names.iter().find(|n| comparable(n) == comparable(kind.name())) else {
            continue;
        };
        let rows = cells(&mut file, name, &mut book.problems).map_err(|e| unreadable(&e))?;
        let merged = file.merge_cells_by_sheet_name(name).map_err(|e| unreadable(&e))?;
        let merged: Vec<_> = merged.iter().map(|m| (m.start, m.end)).collect();
        if let Some(sheet) = arrange(kind, name, rows, &merged, &mut book.problems) {
            book.sheets.push(sheet);
        }
    }
    if book.sheets.is_empty() && book.problems.is_empty() {
        let expected = SheetKind::ALL.map(SheetKind::name).join(", ");
        book.problems.push(Problem::new(&names.join(", "), "no-sheet").other(&expected));
    }
    if book.problems.is_empty() && book.sheets.iter().all(|s| s.rows.is_empty()) {
        book.problems.push(Problem::new(SheetKind::People.name(), "no-rows"));
    }
    Ok(book)
}

fn unreadable(error: &XlsxError) -> Unreadable {
    tracing::info!(?error, "a workbook could not be read");
    if matches!(error, XlsxError::Password) { Unreadable::Locked } else { Unreadable::Broken }
}

fn cells(
    file: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    problems: &mut Vec<Problem>,
) -> Result<Rows, XlsxError> {
    let mut rows = Rows::new();
    // Cell by cell: a single cell in the far corner must not make us hold the whole empty sheet.
    let mut reader = file.worksheet_cells_reader(name)?;
    while let Some(cell) = reader.next_cell()? {
        let (row, column) = cell.get_position();
        let raw = raw(cell.get_value());
        if raw == Raw::Empty || column >= MOST_COLUMNS {
            continue;
        }
        rows.entry(row).or_default().push((column, raw));
        if rows.len() > MOST_ROWS {
            problems.push(
                Problem::new(name, "too-many-rows")
                    .at(row + 1, "", "")
                    .other(&MOST_ROWS.to_string()),
            );
            break;
        }
    }
    Ok(rows)
}

fn raw(value: &DataRef<'_>) -> Raw {
    let worded = |t: &str| {
        let t = text::clean(t);
        if t.is_empty() { Raw::Empty } else { Raw::Text(t) }
    };
    match Data::from(value.clone()) {
        Data::Empty => Raw::Empty,
        Data::String(t) | Data::DateTimeIso(t) | Data::DurationIso(t) => worded(&t),
        Data::Int(n) => Raw::Text(n.to_string()),
        Data::Float(n) => Raw::Number(n),
        Data::Bool(b) => Raw::Text(if b { "x" } else { "" }.to_owned()),
        Data::Error(e) => Raw::Failed(e.to_string()),
        Data::DateTime(at) => {
            let (year, month, day, ..) = at.to_ymd_hms_milli();
            let part = |n: u8| i8::try_from(n).unwrap_or_default();
            let date = Date::new(i16::try_from(year).unwrap_or_default(), part(month), part(day));
            date.map_or_else(|_| Raw::Number(at.as_f64()), Raw::Date)
        }
    }
}

type Region = ((u32, u32), (u32, u32));

/// Finds the header and puts the cells below it in the order of the layout; without a header there is no sheet.
fn arrange(
    kind: SheetKind,
    name: &str,
    rows: Rows,
    merged: &[Region],
    problems: &mut Vec<Problem>,
) -> Option<RawSheet> {
    if rows.is_empty() {
        return Some(RawSheet {
            kind,
            name: name.to_owned(),
            letters: Vec::new(),
            rows: Vec::new(),
        });
    }
    let Some((header_row, places)) = find_header(kind, &rows) else {
        let first = kind.columns().first().map_or("", |c| c.header);
        problems.push(Problem::new(name, "no-header").other(first));
        return None;
    };
    for (spec, at) in kind.columns().iter().zip(&places) {
        if at.is_none() && spec.required {
            problems.push(Problem::new(name, "column-missing").at(header_row + 1, "", spec.header));
        }
    }
    for ((top, left), (bottom, right)) in merged.iter().copied() {
        let ours = places.iter().flatten().any(|c| (left..=right).contains(c));
        if ours && bottom >= header_row {
            problems.push(Problem::new(name, "merged").at(
                top.max(header_row) + 1,
                &letter(left),
                "",
            ));
        }
    }
    let below = rows.into_iter().filter(|(row, _)| *row > header_row);
    let rows = below.map(|(row, cells)| RawRow { number: row + 1, cells: pick(&places, cells) });
    let rows: Vec<_> = rows.filter(|r| r.cells.iter().any(|c| *c != Raw::Empty)).collect();
    let letters = places.iter().map(|at| at.map(letter).unwrap_or_default()).collect();
    Some(RawSheet { kind, name: name.to_owned(), letters, rows })
}

/// The row that most looks like the header, and where each column of the layout stands in it.
fn find_header(kind: SheetKind, rows: &Rows) -> Option<(u32, Vec<Option<u32>>)> {
    let specs: Vec<_> = kind.columns().iter().map(|c| comparable(c.header)).collect();
    let candidates = rows.iter().take(HEADER_WITHIN).map(|(row, cells)| {
        let place = |spec: &String| {
            cells
                .iter()
                .find(|(_, raw)| matches!(raw, Raw::Text(t) if comparable(t) == *spec))
                .map(|(c, _)| *c)
        };
        (*row, specs.iter().map(place).collect::<Vec<_>>())
    });
    let found = |places: &[Option<u32>]| places.iter().flatten().count();
    // Of equally good rows the first: a later one that repeats some words is data. Two words are no chance.
    let best =
        candidates.collect::<Vec<_>>().into_iter().rev().max_by_key(|(_, places)| found(places));
    best.filter(|(_, places)| found(places) >= 2)
}

fn pick(places: &[Option<u32>], cells: Vec<(u32, Raw)>) -> Vec<Raw> {
    let mut cells: BTreeMap<_, _> = cells.into_iter().collect();
    places.iter().map(|at| at.and_then(|c| cells.remove(&c)).unwrap_or_default()).collect()
}

/// `A`, `B`, … `AA` for a column counted from 0.
pub(super) fn letter(column: u32) -> String {
    let mut rest = column;
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or_default()));
        if rest < 26 {
            break;
        }
        rest = rest / 26 - 1;
    }
    letters.iter().rev().collect()
}
