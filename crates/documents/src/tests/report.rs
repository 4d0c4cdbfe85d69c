//! The yearly report.

use super::{pages, samples};
use crate::{Block, DocumentError, yearly_report};

#[test]
fn the_report_has_head_bases_sections_tables_and_closing() {
    let mut report = samples::report();
    if let Block::Table(table) = &mut report.annexes[0].blocks[0] {
        table.rows.truncate(3);
    }
    let job = report.job().expect("job");
    insta::assert_snapshot!("report", pages::text(&job));
    insta::assert_snapshot!("report-sha256", pages::hash(&job));
}

#[test]
fn a_long_table_repeats_its_header_and_loses_no_row() {
    let report = samples::report();
    let runs = pages::runs(&pages::document(&report.job().expect("job")));
    let pages_with = |text: &str| {
        let mut pages: Vec<_> =
            runs.iter().filter(|run| run.text == text).map(|run| run.page).collect();
        pages.dedup();
        pages
    };
    let last = runs.last().expect("text").page;
    assert!(last > 10, "300 rows fill many sheets");
    let headers = pages_with("STT");
    assert!((4..=last).all(|page| headers.contains(&page)), "header on {headers:?} of {last}");
    for row in 1..=300 {
        let unit = format!("xã Mẫu {row}");
        assert!(runs.iter().any(|run| run.page > 3 && run.text.ends_with(&unit)), "{unit} is lost");
    }
}

// W1: the annex counts its own pages and shows no number on its first one.
#[test]
fn pages_of_the_annex_are_counted_from_one() {
    let report = samples::report();
    let runs = pages::runs(&pages::document(&report.job().expect("job")));
    let number = |page: usize| {
        runs.iter().find(|run| run.page == page && run.y < 18.0).map(|run| run.text.as_str())
    };
    assert_eq!([number(1), number(2), number(3)], [None, Some("2"), Some("3")]);
    assert_eq!([number(4), number(5), number(6)], [None, Some("2"), Some("3")]);
}

#[test]
fn figures_lead_to_the_records_behind_them() {
    let pdf = yearly_report(&samples::report()).expect("pdf");
    assert!(String::from_utf8_lossy(&pdf).contains("https://nep.example.vn/don-vi/7"));
}

#[test]
fn an_empty_report_is_still_a_document() {
    let mut report = samples::report();
    report.legal_bases.clear();
    report.opening.clear();
    report.sections.clear();
    report.recipients.clear();
    report.annexes.clear();
    report.addressee = None;
    report.letterhead.parent = None;
    yearly_report(&report).expect("pdf");
}

#[test]
fn a_row_that_does_not_fit_the_columns_is_told_with_its_place() {
    let mut report = samples::report();
    if let Block::Table(table) = &mut report.annexes[0].blocks[0] {
        table.rows[4].pop();
    }
    let error = yearly_report(&report).expect_err("row too short");
    assert_eq!(
        error,
        DocumentError::Value {
            place: "Phụ lục I".into(),
            message: "row 5 of a table has 4 cells for 5 columns".into(),
            hint: "Give every row one cell for each column.".into(),
        }
    );
}
