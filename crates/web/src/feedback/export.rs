//! The list of messages as an Excel file.

use axum::response::Response;
use nep_app::{
    AppError, Page as Part,
    feedback::{self, Filter},
};
use nep_documents::{Cell, Column, Sheet, Workbook, report_workbook};
use nep_domain::feedback::Feedback;

use super::desk::unit_name;
use crate::{attachment::Document, error::WebError, page::Page, session::Viewer};

/// Headings and widths in characters.
const COLUMNS: [(&str, u16); 10] = [
    ("feedback-code", 16),
    ("feedback-about", 30),
    ("feedback-sender", 26),
    ("feedback-with-unit", 36),
    ("feedback-received", 14),
    ("feedback-due", 14),
    ("feedback-filter-state", 18),
    ("feedback-content", 60),
    ("feedback-settled", 14),
    ("feedback-answer", 60),
];

/// Every message that fits, in the order of the list.
pub(super) async fn workbook(
    viewer: &Viewer,
    page: &Page,
    filter: &Filter,
) -> Result<Response, WebError> {
    let (found, count) = feedback::list(&viewer.ctx, filter, Part::ALL).await?;
    let title = page.t("feedback-desk-title");
    let sheet = Sheet {
        name: page.t("feedback-sheet"),
        title: Some(title.clone()),
        notes: vec![page.t1("feedback-count", "count", count)],
        columns: COLUMNS.map(|(key, width)| Column::new(page.t(key), width)).to_vec(),
        rows: found.into_iter().map(|f| cells(viewer, page, f)).collect(),
        autofilter: true,
        ..Sheet::default()
    };
    let workbook = Workbook {
        title,
        author: "Nếp".to_owned(),
        created_at: viewer.ctx.local_now(),
        sheets: vec![sheet],
    };
    let fault = |e: &dyn std::fmt::Display| {
        WebError::App(AppError::Internal(format!("list of messages: {e}")))
    };
    let bytes = tokio::task::spawn_blocking(move || report_workbook(&workbook)).await;
    let bytes = bytes.map_err(|e| fault(&e))?.map_err(|e| fault(&e))?;
    Ok(Document::Xlsx.respond("phan-anh", bytes))
}

fn cells(viewer: &Viewer, page: &Page, feedback: Feedback) -> Vec<Cell> {
    let late = feedback.overdue_on(viewer.ctx.today());
    let state =
        if late { page.t("feedback-late") } else { page.word("feedback-state", feedback.state) };
    let settled = feedback.outcome.as_ref().map(|outcome| viewer.ctx.local(outcome.at).date());
    vec![
        Cell::text(feedback.code.to_string()),
        Cell::text(page.word("feedback-subject", feedback.subject)),
        Cell::text(feedback.sender.name),
        Cell::text(unit_name(viewer, feedback.unit)),
        viewer.ctx.local(feedback.received_at).date().into(),
        feedback.due_on.into(),
        Cell::text(state),
        Cell::text(feedback.content),
        settled.map_or(Cell::Empty, Into::into),
        Cell::text(feedback.outcome.map(|outcome| outcome.text).unwrap_or_default()),
    ]
}
