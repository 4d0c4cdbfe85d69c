//! The report as an Excel file: one row a figure, each with its two numbers and the address of its records.

use nep_documents::{Cell, Column, Sheet, Workbook, long_date, report_workbook};
use nep_domain::facts::FactKind;

use super::{Figure, Report};
use crate::{AppError, AppResult, Ctx};

/// The report as an Excel file; `link` gives the address of the records behind a figure.
///
/// # Errors
/// [`AppError::Internal`] when it cannot be written.
pub fn xlsx(ctx: &Ctx, report: &Report, link: impl Fn(&Figure) -> String) -> AppResult<Vec<u8>> {
    let mut rows = Vec::new();
    for section in &report.sections {
        let figures =
            section.blocks.iter().flat_map(super::pieces).filter_map(super::Piece::figure);
        rows.extend(figures.map(|figure| row(section.heading, figure, &link)));
    }
    let sheet = Sheet {
        name: "Số liệu".to_owned(),
        title: Some(format!("{} – {}", report.about(), report.unit_name)),
        notes: vec![
            format!("Số liệu tính đến hết {}", long_date(report.as_of)),
            "Mỗi số được đếm từ hồ sơ, sổ sách trong phần mềm; bấm vào cột cuối để xem danh sách."
                .to_owned(),
        ],
        columns: vec![
            Column::new("Phần", 30),
            Column::new("Số liệu", 60),
            Column::new("Số đếm", 12),
            Column::new("Trên tổng số", 12),
            Column::new("Tỷ lệ", 12),
            Column::new("Bản ghi", 16),
        ],
        rows,
        autofilter: true,
        ..Sheet::default()
    };
    let workbook = Workbook {
        title: report.about(),
        author: report.unit_name.clone(),
        created_at: ctx.local_now(),
        sheets: vec![sheet],
    };
    report_workbook(&workbook).map_err(|e| AppError::Internal(format!("yearly report: {e}")))
}

fn row(section: &str, figure: &Figure, link: &dyn Fn(&Figure) -> String) -> Vec<Cell> {
    let value = figure.fact.value;
    let share = figure.fact.query.name.kind() == FactKind::Share;
    let missed = figure.side == nep_domain::facts::Side::Missed;
    let part = if missed { value.whole - value.part } else { value.part };
    let percent = value.basis_points().filter(|_| share && !missed);
    vec![
        Cell::text(section),
        Cell::text(&figure.label),
        Cell::integer(part),
        if share { Cell::integer(value.whole) } else { Cell::Empty },
        percent.map_or(Cell::Empty, Cell::percent),
        Cell::link("Xem danh sách", link(figure)),
    ]
}
