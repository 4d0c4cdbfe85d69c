//! The page behind every figure: what it means, how it is counted, and the records themselves.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, Query};
use nep_app::{
    AppError, Page as Part,
    facts::{self, RecordRow},
};
use nep_domain::facts::{FactKind, FactName, FactQuery, Side};

use super::{Asked, FactView, export, target};
use crate::{
    error::WebResult,
    format,
    page::{Page, html},
    paths,
    session::Viewer,
};

const PER_PAGE: u64 = 50;

#[derive(Template)]
#[template(path = "facts/records.html")]
struct RecordsPage {
    page: Page,
    /// The address of the page, without its question.
    here: String,
    fact: FactView,
    unit: (String, String),
    share: bool,
    /// Whether any record names a person; only some readers may know them.
    people: bool,
    columns: Vec<(String, &'static str, bool)>,
    /// Hidden fields that keep the rest of the question.
    kept: Vec<(&'static str, String)>,
    from: String,
    to: String,
    as_of: String,
    sides: Vec<(&'static str, String, bool)>,
    count: String,
    rows: Vec<Row>,
    earlier: Option<String>,
    later: Option<String>,
    workbook: String,
}

/// One record on the page.
pub(super) struct Row {
    pub(super) href: Option<String>,
    pub(super) title: String,
    pub(super) detail: String,
    pub(super) person: String,
    pub(super) unit: String,
    pub(super) on: jiff::civil::Date,
    pub(super) day: String,
    /// Whether it is in the numerator.
    pub(super) met: bool,
    /// What it adds, where that is not one: `7 / 8`.
    pub(super) counts: String,
}

/// The records behind a figure, as a page or (`dang=xlsx`) as an Excel file.
pub(crate) async fn records(
    viewer: Viewer,
    Path(name): Path<String>,
    Query(query): Query<HashMap<String, String>>,
) -> WebResult {
    let asked = Asked(query);
    let name: FactName = name.parse().map_err(|_| AppError::NotFound("fact"))?;
    let query = asked.query(&viewer.ctx, name)?;
    let side = asked.text("xem").and_then(|s| s.parse().ok()).unwrap_or(Side::All);
    let page = viewer.page("report-title").crumb(paths::REPORTS, "report-title");
    let title = page.word("fact", name);
    let page = page.titled(title);
    if asked.text("dang") == Some("xlsx") {
        return export::workbook(&viewer, &page, &query, side).await;
    }
    let number =
        asked.text("trang").and_then(|n| n.parse::<u64>().ok()).unwrap_or(1).clamp(1, 1_000_000);
    let part = Part { offset: (number - 1) * PER_PAGE, limit: PER_PAGE };
    let fact = facts::measure(&viewer.ctx, &query).await?;
    let list = facts::records(&viewer.ctx, &query, side, part).await?;
    let here = paths::fact_side(&query, side);
    let unit = viewer.ctx.org().get(query.unit).map(|u| u.name.clone()).unwrap_or_default();
    let share = name.kind() == FactKind::Share;
    let people = list.rows.iter().any(|r| r.record.person.is_some());
    html(&RecordsPage {
        here: format!("{}/{name}", paths::FACTS),
        people,
        columns: columns(&page, people, share),
        share,
        fact: FactView::new(&page, &fact),
        unit: (paths::unit(query.unit), unit),
        kept: kept(&query),
        from: query.period.from.to_string(),
        to: query.period.to.to_string(),
        as_of: query.as_of.to_string(),
        sides: Side::ALL
            .iter()
            .map(|s| (s.key(), page.word("facts-side", s), *s == side))
            .collect(),
        count: format::number(i64::try_from(list.total).unwrap_or(i64::MAX)),
        rows: list.rows.into_iter().map(|r| row(&viewer, &page, r)).collect(),
        earlier: (number > 1).then(|| format!("{here}&trang={}", number - 1)),
        later: (number * PER_PAGE < list.total).then(|| format!("{here}&trang={}", number + 1)),
        workbook: format!("{here}&dang=xlsx"),
        page,
    })
}

/// The headings of the table; none of them belongs to a chart or to numbers.
fn columns(page: &Page, people: bool, share: bool) -> Vec<(String, &'static str, bool)> {
    let keys = [
        ("facts-col-record", true),
        ("facts-col-person", people),
        ("facts-col-unit", true),
        ("facts-col-day", true),
        ("facts-col-counts", share),
    ];
    keys.iter().filter(|(_, shown)| *shown).map(|(key, _)| (page.t(key), "", false)).collect()
}

/// What the filter does not show but must keep.
fn kept(query: &FactQuery) -> Vec<(&'static str, String)> {
    let filter = &query.filter;
    let pairs = [
        ("don-vi", Some(query.unit.to_string())),
        ("rieng", query.alone.then(|| "1".to_owned())),
        ("hinh-thuc", filter.form.clone()),
        ("cap", filter.level.clone()),
        ("linh-vuc", filter.ground.clone()),
        ("loai", filter.staff_kind.clone()),
        ("phong-trao", filter.movement.map(|id| id.to_string())),
    ];
    pairs.into_iter().filter_map(|(name, value)| value.map(|v| (name, v))).collect()
}

/// A record in words; without a link when it is not open to the viewer.
pub(super) fn row(viewer: &Viewer, page: &Page, RecordRow { record, open }: RecordRow) -> Row {
    let counts = record.counts;
    let title = Some(record.title.clone()).filter(|t| !t.is_empty());
    Row {
        href: open.then(|| target::href(&record)),
        title: title.unwrap_or_else(|| page.word("facts-record", record.kind)),
        detail: target::detail(page, &record, &viewer.web.services.library),
        unit: viewer.ctx.org().get(record.unit).map(|u| u.name.clone()).unwrap_or_default(),
        day: format::date(record.on),
        on: record.on,
        met: counts.part >= counts.whole.max(1),
        counts: if counts.whole > 1 {
            format!("{} / {}", counts.part, counts.whole)
        } else {
            String::new()
        },
        person: record.person.unwrap_or_default(),
    }
}
