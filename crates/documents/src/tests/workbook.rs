//! Excel files, read back with another program's eyes.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};

use super::{pages, samples};
use crate::{Cell, Column, Sheet, Workbook, report_workbook};

fn written(workbook: &Workbook) -> Vec<u8> {
    report_workbook(workbook).unwrap_or_else(|error| panic!("{error}"))
}

fn opened(workbook: &Workbook) -> Xlsx<Cursor<Vec<u8>>> {
    open_workbook_from_rs(Cursor::new(written(workbook))).expect("xlsx")
}

#[test]
fn cells_come_back_with_type_and_value() {
    let mut file = opened(&samples::workbook());
    assert_eq!(file.sheet_names(), ["Kết quả", "Nhân sự", "Danh mục"]);
    let range = file.worksheet_range("Kết quả").expect("sheet");
    let rows: Vec<_> = range.rows().collect();
    assert_eq!(rows[0][0], Data::String("Kết quả phong trào năm 2021".into()));
    assert_eq!(rows[3][1], Data::String("Số hồ sơ".into()));
    assert_eq!(rows[4][0], Data::String("=HYPERLINK(\"#\")".into()), "text, never a formula");
    assert_eq!(rows[4][1], Data::Float(1234.0));
    assert_eq!(rows[4][2], Data::Float(95.5));
    assert_eq!(rows[4][3], Data::Float(0.97));
    let Data::DateTime(day) = &rows[4][4] else { panic!("{:?}", rows[4][4]) };
    assert_eq!(day.to_ymd_hms_milli(), (2021, 1, 29, 0, 0, 0, 0));
    assert_eq!(rows[4][5], Data::String("Hồ sơ".into()));
    assert_eq!(rows[5][0], Data::String("Xã Mẫu # $ * _ @ < \\ \" ' &".into()));
    assert_eq!(rows[5][2], Data::Float(-0.5));
    assert_eq!(rows[5][4], Data::String("31/12/1899".into()), "older than Excel's calendar");
    assert_eq!(rows[6][1], Data::Float(1229.0));
    let formulas = file.worksheet_formula("Kết quả").expect("formulas");
    assert!(formulas.cells().next().is_none(), "no formula anywhere");
}

#[test]
fn the_import_template_has_header_example_and_lists() {
    let mut file = opened(&samples::workbook());
    let range = file.worksheet_range("Nhân sự").expect("sheet");
    let rows: Vec<_> = range.rows().collect();
    assert_eq!(rows[0][0], Data::String("Mã số".into()), "header in row 1");
    assert_eq!(rows[1][0], Data::String("0012".into()), "leading zeros stay");
    let lists = file.worksheet_range("Danh mục").expect("hidden sheet");
    let options: Vec<_> = lists.rows().map(|row| row[0].to_string()).collect();
    assert_eq!(options, ["Nam", "Nữ"]);
}

#[test]
fn the_same_workbook_gives_the_same_bytes() {
    let workbook = samples::workbook();
    let bytes = written(&workbook);
    assert!(bytes == written(&workbook));
    insta::assert_snapshot!("workbook-sha256", pages::digest(&bytes));
}

#[test]
fn a_text_too_long_for_excel_is_told_with_sheet_and_cell() {
    let mut workbook = samples::workbook();
    workbook.sheets[0].rows[1][0] = Cell::text("a".repeat(40_000));
    let error = report_workbook(&workbook).expect_err("too long").to_string();
    assert!(error.starts_with("Kết quả, cell A6: "), "{error}");
}

#[test]
fn a_row_longer_than_the_header_is_told_with_sheet_and_row() {
    let mut workbook = samples::workbook();
    workbook.sheets[1].rows = vec![vec![Cell::Empty; 4]];
    let error = report_workbook(&workbook).expect_err("too long").to_string();
    assert!(error.starts_with("Nhân sự, row 3: 4 cells under 3 headers"), "{error}");
}

#[test]
fn a_number_scaled_beyond_its_digits_is_told() {
    let mut workbook = samples::workbook();
    workbook.sheets[0].rows[0][2] = Cell::Decimal { scaled: 1, places: 19 };
    let error = report_workbook(&workbook).expect_err("too many places").to_string();
    assert!(error.starts_with("Kết quả, cell C5: "), "{error}");
}

#[test]
fn a_bad_tab_name_is_told() {
    let mut workbook = samples::workbook();
    workbook.sheets[0].name = "a/b".into();
    let error = report_workbook(&workbook).expect_err("bad name").to_string();
    assert!(error.starts_with("a/b: "), "{error}");
}

#[test]
fn a_sheet_without_rows_and_one_without_columns_are_written() {
    let mut workbook = samples::workbook();
    let bare = Sheet { name: "Trống".into(), autofilter: true, ..Sheet::default() };
    let header =
        Sheet { name: "Tiêu đề".into(), columns: vec![Column::new("A", 9)], ..bare.clone() };
    workbook.sheets = vec![bare, header];
    assert_eq!(opened(&workbook).sheet_names(), ["Trống", "Tiêu đề"]);
}
