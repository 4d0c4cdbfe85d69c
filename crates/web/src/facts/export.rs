//! The records behind a figure as an Excel file.

use axum::response::Response;
use nep_app::{Page as Part, facts};
use nep_documents::{Cell, Column, Sheet, Workbook, report_workbook};
use nep_domain::facts::{FactQuery, Side};

use super::{FactView, records::row};
use crate::{attachment::Document, error::WebError, page::Page, session::Viewer};

/// Rows written at most; a longer list says so.
const MOST_ROWS: u64 = 50_000;

/// The list as an Excel file.
pub(super) async fn workbook(
    viewer: &Viewer,
    page: &Page,
    query: &FactQuery,
    side: Side,
) -> Result<Response, WebError> {
    let fact = facts::measure(&viewer.ctx, query).await?;
    let list =
        facts::records(&viewer.ctx, query, side, Part { offset: 0, limit: MOST_ROWS }).await?;
    let view = FactView::new(page, &fact);
    let mut notes = vec![view.definition, format!("{} {}", view.value, view.of), view.period];
    notes.push(page.t1("facts-as-of-text", "date", view.as_of));
    if list.total > MOST_ROWS {
        notes.push(page.t1("facts-cut", "rows", MOST_ROWS));
    }
    let columns = [
        ("facts-col-record", 28),
        ("facts-col-detail", 44),
        ("facts-col-person", 28),
        ("facts-col-unit", 36),
    ];
    let mut columns: Vec<_> =
        columns.iter().map(|(key, width)| Column::new(page.t(key), *width)).collect();
    columns.extend(
        [("facts-col-day", 12), ("facts-col-part", 10), ("facts-col-whole", 12)]
            .map(|(key, w)| Column::new(page.t(key), w)),
    );
    let rows = list.rows.into_iter().map(|r| {
        let counts = r.record.counts;
        let row = row(viewer, page, r);
        vec![
            Cell::text(row.title),
            Cell::text(row.detail),
            Cell::text(row.person),
            Cell::text(row.unit),
            row.on.into(),
            Cell::integer(counts.part),
            Cell::integer(counts.whole),
        ]
    });
    let sheet = Sheet {
        name: page.t("facts-sheet"),
        title: Some(view.label.clone()),
        notes,
        columns,
        rows: rows.collect(),
        autofilter: true,
        ..Sheet::default()
    };
    let title = view.label;
    let workbook = Workbook {
        title,
        author: "Nếp".to_owned(),
        created_at: viewer.ctx.local_now(),
        sheets: vec![sheet],
    };
    let bytes = tokio::task::spawn_blocking(move || report_workbook(&workbook)).await;
    let fault = |e: &dyn std::fmt::Display| {
        WebError::App(nep_app::AppError::Internal(format!("list of records: {e}")))
    };
    let bytes = bytes.map_err(|e| fault(&e))?.map_err(|e| fault(&e))?;
    let name = format!("so-lieu-{}", query.name.key().replace(['.', '_'], "-"));
    Ok(Document::Xlsx.respond(&name, bytes))
}
