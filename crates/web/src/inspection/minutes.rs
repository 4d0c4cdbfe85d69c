//! The minutes of a visit, to print and sign on both sides.

use askama::Template;
use nep_app::inspection;
use nep_domain::ids::VisitId;

use super::{
    lines::{FindingLine, RoundLine},
    visit::{Counted, ItemLine, counted},
};
use crate::{
    error::WebResult,
    format,
    i18n::Lang,
    key::Key,
    page::{Page, html},
    paths,
    session::Viewer,
};

#[derive(Template)]
#[template(path = "inspection/minutes.html")]
struct MinutesPage {
    page: Page,
    body: String,
    round: RoundLine,
    unit: String,
    day: String,
    lead: String,
    members: Vec<String>,
    counted: Option<Counted>,
    lines: Vec<ItemLine>,
    findings: Vec<FindingLine>,
    summary: String,
    visit_href: String,
}

/// `GET /kiem-tra/luot/{id}/bien-ban`
pub(crate) async fn minutes(viewer: Viewer, Key(id): Key<VisitId>) -> WebResult {
    let view = inspection::visit(&viewer.ctx, id).await?;
    let page = viewer
        .page("inspection-minutes-title")
        .crumb(paths::INSPECTIONS, "inspection-title")
        .crumb_named(paths::visit(id), &view.row.unit);
    // The minutes are an official paper: Vietnamese in whatever language the frame is.
    let paper = Page { lang: Lang::Vi, ..page.clone() };
    let answered: Vec<_> =
        view.lines.iter().filter(|line| line.required || line.answer.is_some()).collect();
    let round = inspection::RoundRow {
        inspection: view.inspection.clone(),
        visits: 0,
        done: 0,
        open: 0,
        overdue: 0,
    };
    html(&MinutesPage {
        body: viewer
            .ctx
            .org()
            .get(view.inspection.root)
            .map(|u| u.name.clone())
            .unwrap_or_default(),
        round: RoundLine::new(&paper, &round),
        unit: view.row.unit.clone(),
        day: format::date(view.row.visit.visited_on.unwrap_or(view.row.visit.planned_on)),
        lead: view.inspection.lead.clone(),
        members: view.inspection.members.clone(),
        counted: counted(&view),
        lines: ItemLine::all(&paper, id, &view.remedy_due.pack, &answered),
        findings: view.findings.iter().map(|row| FindingLine::new(&paper, row)).collect(),
        summary: view.row.visit.summary.clone(),
        visit_href: paths::visit(id),
        page,
    })
}
