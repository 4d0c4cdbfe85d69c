//! Writes a workbook's value as an Excel file.

use std::collections::HashMap;

use jiff::civil::DateTime;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, Url, Worksheet, XlsxError, utility::row_col_to_cell,
};

use super::{
    Cell, Sheet, Workbook,
    formats::{self, RowKind},
    validation::{Lists, excel_date},
};
use crate::DocumentError;

/// Paper size A4 in Excel's own list.
const A4: u8 = 9;
const FOOTER: &str = "&L&A&RTrang &P/&N";

/// Writes `workbook` as XLSX.
///
/// Fails with sheet and cell where Excel's limits are passed (tab names, text of 32,767
/// characters, 1,048,576 rows) or a row is longer than the header.
pub fn report_workbook(workbook: &Workbook) -> Result<Vec<u8>, DocumentError> {
    let mut file = rust_xlsxwriter::Workbook::new();
    file.set_properties(&properties(workbook).map_err(|error| fault("file properties", &error))?);
    let mut lists = Lists::default();
    for value in &workbook.sheets {
        write_sheet(file.add_worksheet(), value, &mut lists)?;
    }
    if !lists.is_empty() {
        lists.write(file.add_worksheet()).map_err(|error| fault(Lists::SHEET, &error))?;
    }
    file.save_to_buffer().map_err(|error| fault("file", &error))
}

fn properties(workbook: &Workbook) -> Result<DocProperties, XlsxError> {
    Ok(DocProperties::new()
        .set_title(workbook.title.as_str())
        .set_author(workbook.author.as_str())
        .set_company(workbook.author.as_str())
        .set_creation_datetime(&excel_moment(workbook.created_at)?))
}

fn write_sheet(
    sheet: &mut Worksheet,
    value: &Sheet,
    lists: &mut Lists,
) -> Result<(), DocumentError> {
    let header = header_row(value)?;
    let last_column = u16::try_from(value.columns.len()).unwrap_or(u16::MAX).saturating_sub(1);
    write_head(sheet, value, header)
        .and_then(|()| print_setup(sheet, header))
        .map_err(|error| fault(&value.name, &error))?;
    let last_row = Rows { sheet, value, formats: HashMap::new() }.write(header)?;
    if value.autofilter && !value.columns.is_empty() {
        sheet
            .autofilter(header, 0, last_row, last_column)
            .map_err(|error| fault(&value.name, &error))?;
    }
    write_validations(sheet, value, header + 1, lists).map_err(|error| fault(&value.name, &error))
}

/// Title and notes stand above the header, with a blank row between.
fn header_row(value: &Sheet) -> Result<u32, DocumentError> {
    let above = value.notes.len() + usize::from(value.title.is_some());
    let above = if above == 0 { 0 } else { above + 1 };
    u32::try_from(above).map_err(|error| {
        DocumentError::value(&value.name, error.to_string(), "Give the sheet fewer notes.")
    })
}

fn write_head(sheet: &mut Worksheet, value: &Sheet, header: u32) -> Result<(), XlsxError> {
    sheet.set_name(value.name.as_str())?;
    if let Some(title) = &value.title {
        sheet.write_string_with_format(0, 0, title, &formats::title())?;
    }
    let first_note = u32::from(value.title.is_some());
    for (row, note) in (first_note..).zip(&value.notes) {
        sheet.write_string_with_format(row, 0, note, &formats::note())?;
    }
    for (index, column) in (0..).zip(&value.columns) {
        sheet.set_column_width(index, f64::from(column.width))?;
        if column.text_entry {
            sheet.set_column_format(index, &formats::text_entry())?;
        }
        sheet.write_string_with_format(header, index, &column.header, &formats::header())?;
    }
    sheet.set_freeze_panes(header + 1, 0)?;
    Ok(())
}

fn print_setup(sheet: &mut Worksheet, header: u32) -> Result<(), XlsxError> {
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0).set_footer(FOOTER);
    sheet.set_repeat_rows(header, header)?;
    Ok(())
}

fn write_validations(
    sheet: &mut Worksheet,
    value: &Sheet,
    first: u32,
    lists: &mut Lists,
) -> Result<(), XlsxError> {
    for validation in &value.validations {
        let last = first + validation.rows.saturating_sub(1);
        let rule = validation.to_excel(lists)?;
        sheet.add_data_validation(first, validation.column, last, validation.column, &rule)?;
    }
    Ok(())
}

/// The rows under a header; formats are made once for each kind of cell in a column.
struct Rows<'a> {
    sheet: &'a mut Worksheet,
    value: &'a Sheet,
    formats: HashMap<(RowKind, usize, usize, u8), Format>,
}

impl Rows<'_> {
    /// Writes all rows and returns the last one that autofilter covers.
    fn write(mut self, header: u32) -> Result<u32, DocumentError> {
        let value = self.value;
        let body = value
            .example
            .iter()
            .map(|row| (RowKind::Example, row))
            .chain(value.rows.iter().map(|row| (RowKind::Body, row)))
            .chain(value.total.iter().map(|row| (RowKind::Total, row)));
        let places = self.percent_places();
        let mut row = header;
        for (kind, cells) in body {
            row += 1;
            self.write_row(row, kind, cells, &places)?;
        }
        Ok(if value.total.is_some() { row - 1 } else { row })
    }

    fn write_row(
        &mut self,
        row: u32,
        kind: RowKind,
        cells: &[Cell],
        places: &[usize],
    ) -> Result<(), DocumentError> {
        let columns = self.value.columns.len();
        if cells.len() > columns {
            return Err(DocumentError::value(
                format!("{}, row {}", self.value.name, row + 1),
                format!("{} cells under {columns} headers", cells.len()),
                "Give the row at most one cell for each column.",
            ));
        }
        for ((column, cell), places) in (0_u16..).zip(cells).zip(places) {
            let key = format_key(kind, cell, *places);
            let format =
                self.formats.entry(key).or_insert_with(|| formats::cell(cell, kind, *places));
            write_cell(self.sheet, (row, column), cell, format).map_err(|error| {
                let at = format!("{}, cell {}", self.value.name, row_col_to_cell(row, column));
                fault(&at, &error)
            })?;
        }
        Ok(())
    }

    /// For each column, the digits its shares need.
    fn percent_places(&self) -> Vec<usize> {
        let rows = || self.value.rows.iter().chain(&self.value.total).chain(&self.value.example);
        (0..self.value.columns.len())
            .map(|column| formats::percent_places(rows().filter_map(|row| row.get(column))))
            .collect()
    }
}

/// What a cell's format depends on.
fn format_key(kind: RowKind, cell: &Cell, percent: usize) -> (RowKind, usize, usize, u8) {
    let (number, places) = match cell {
        Cell::Empty => (0, 0),
        Cell::Text { .. } => (1, 0),
        Cell::Integer { .. } => (2, 0),
        Cell::Decimal { places, .. } => (3, *places),
        Cell::Percent { .. } => (4, 0),
        Cell::Date { .. } => (5, 0),
        Cell::Link { .. } => (6, 0),
    };
    (kind, number, percent, places)
}

#[expect(clippy::cast_precision_loss, reason = "an Excel number is a double, whatever we hold")]
fn write_cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    format: &Format,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => sheet.write_blank(row, column, format)?,
        Cell::Text { text } => sheet.write_string_with_format(row, column, text, format)?,
        Cell::Integer { value } => {
            sheet.write_number_with_format(row, column, *value as f64, format)?
        }
        Cell::Decimal { scaled, places } => {
            let unit = 10_i64.checked_pow(u32::from(*places)).ok_or_else(|| {
                XlsxError::ParameterError(format!("{places} digits after the decimal mark"))
            })?;
            sheet.write_number_with_format(row, column, *scaled as f64 / unit as f64, format)?
        }
        Cell::Percent { basis_points } => {
            sheet.write_number_with_format(row, column, *basis_points as f64 / 10_000.0, format)?
        }
        Cell::Date { date } => {
            if let Ok(day) = excel_date(*date) {
                sheet.write_datetime_with_format(row, column, &day, format)?
            } else {
                // Excel counts days from 1900; an older day is shown as text.
                let text = date.strftime("%d/%m/%Y").to_string();
                sheet.write_string_with_format(row, column, text, format)?
            }
        }
        Cell::Link { text, url } => {
            let url = Url::new(url.as_str()).set_text(text.as_str());
            sheet.write_url_with_format(row, column, url, format)?
        }
    };
    Ok(())
}

fn excel_moment(at: DateTime) -> Result<ExcelDateTime, XlsxError> {
    let part = |part: i8| u8::try_from(part).unwrap_or_default();
    excel_date(at.date())?.and_hms(
        u16::from(part(at.hour())),
        part(at.minute()),
        f64::from(at.second()),
    )
}

fn fault(place: &str, error: &XlsxError) -> DocumentError {
    DocumentError::value(
        place,
        error.to_string(),
        "Shorten or split the value so that Excel can hold it.",
    )
}
