//! The list as an Excel file.

use axum::response::Response;
use nep_app::{AppError, Page as Part, awards};
use nep_documents::{Cell, Column, Sheet, Workbook, report_workbook};
use nep_domain::awards::AwardFilter;

use super::AwardLine;
use crate::{attachment::Document, error::WebError, page::Page, session::Viewer};

/// The columns: heading and width.
const COLUMNS: [(&str, u16); 10] = [
    ("awards-recipient", 36),
    ("awards-kind", 12),
    ("awards-unit", 36),
    ("awards-form", 24),
    ("awards-level", 22),
    ("awards-ground", 30),
    ("awards-years", 12),
    ("awards-decision", 18),
    ("awards-decided-on", 14),
    ("awards-issuer", 34),
];

/// Every award that fits.
pub(super) async fn workbook(
    viewer: &Viewer,
    page: &Page,
    filter: &AwardFilter,
) -> Result<Response, WebError> {
    let (rows, count) = awards::list(&viewer.ctx, filter, Part::ALL).await?;
    let cells = |line: AwardLine| {
        vec![
            Cell::text(line.recipient),
            Cell::text(line.kind),
            Cell::text(line.unit),
            Cell::text(line.form),
            Cell::text(line.level),
            Cell::text(line.ground),
            Cell::text(line.years),
            Cell::text(line.decision),
            line.decided_on.into(),
            Cell::text(line.issuer),
        ]
    };
    let sheet = Sheet {
        name: page.t("awards-title"),
        title: Some(page.t("awards-list")),
        notes: vec![page.t1("awards-count", "count", count)],
        columns: COLUMNS.map(|(key, width)| Column::new(page.t(key), width)).to_vec(),
        rows: rows.iter().map(|row| cells(AwardLine::new(viewer, page, row))).collect(),
        autofilter: true,
        ..Sheet::default()
    };
    let title = page.t("awards-list");
    let workbook = Workbook {
        title,
        author: "Nếp".to_owned(),
        created_at: viewer.ctx.local_now(),
        sheets: vec![sheet],
    };
    let fault = |e: &dyn std::fmt::Display| {
        WebError::App(AppError::Internal(format!("list of awards: {e}")))
    };
    let bytes = tokio::task::spawn_blocking(move || report_workbook(&workbook)).await;
    let bytes = bytes.map_err(|e| fault(&e))?.map_err(|e| fault(&e))?;
    Ok(Document::Xlsx.respond("khen-thuong", bytes))
}
