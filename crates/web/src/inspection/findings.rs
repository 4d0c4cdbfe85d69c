//! Findings: the list, and one with the unit's remedy and the team's check.

use std::collections::HashMap;

use askama::Template;
use axum::extract::Query;
use nep_app::{
    AppResult,
    inspection::{self, FindingQuery, Recheck, RecheckOutcome, Remedy},
};
use nep_domain::{
    facts::Period,
    ids::{FindingId, UnitId},
    inspection::FindingState,
};

use super::lines::FindingLine;
use crate::{
    cite::Cite,
    error::WebResult,
    form::{Fields, FormData, FormView, SignedForm, parse_date},
    format,
    key::Key,
    page::{Page, done, give_back, html},
    paths,
    session::Viewer,
};

#[derive(Template)]
#[template(path = "inspection/findings.html")]
struct FindingsPage {
    page: Page,
    findings: Vec<FindingLine>,
    states: Vec<(String, String)>,
    form: FormView,
}

/// `GET /kiem-tra/ton-tai`
pub(crate) async fn findings(
    viewer: Viewer,
    Query(query): Query<HashMap<String, String>>,
) -> WebResult {
    let asked = |name: &str| query.get(name).map(String::as_str).unwrap_or_default();
    let found = match (parse_date(asked("tu")), parse_date(asked("den"))) {
        (Some(from), Some(to)) => Some(Period { from, to }),
        _ => None,
    };
    let wanted = FindingQuery {
        found,
        unit: asked("don-vi").parse::<UnitId>().ok(),
        state: asked("tinh-trang").parse().ok(),
    };
    let rows = inspection::findings(&viewer.ctx, &wanted).await?;
    let page =
        viewer.page("inspection-findings-title").crumb(paths::INSPECTIONS, "inspection-title");
    let states = FindingState::ALL
        .iter()
        .map(|s| (s.key().to_owned(), page.word("inspection-finding-state", s)));
    let kept =
        ["tu", "den", "tinh-trang", "don-vi"].map(|name| (name.to_owned(), asked(name).to_owned()));
    html(&FindingsPage {
        findings: rows.iter().map(|row| FindingLine::new(&page, row)).collect(),
        states: states.collect(),
        form: FormView::filled(FormData::from_pairs(kept)),
        page,
    })
}

#[derive(Template)]
#[template(path = "inspection/finding.html")]
struct FindingPage {
    page: Page,
    finding: FindingLine,
    round: String,
    round_href: String,
    visit_href: String,
    why: Option<Cite>,
    remedied: Option<String>,
    remedy_note: String,
    rechecked: Option<String>,
    recheck_note: String,
    reopened: i32,
    may_remedy: bool,
    may_recheck: bool,
    remedy_href: String,
    recheck_href: String,
    outcomes: Vec<(String, String)>,
    version: i64,
    form: FormView,
}

/// `GET /kiem-tra/ton-tai/{id}`
pub(crate) async fn finding(viewer: Viewer, Key(id): Key<FindingId>) -> WebResult {
    html(&finding_page(&viewer, id).await?)
}

async fn finding_page(viewer: &Viewer, id: FindingId) -> WebResult<FindingPage> {
    let row = inspection::finding(&viewer.ctx, id).await?;
    let page = viewer
        .page("inspection-finding-title")
        .crumb(paths::INSPECTIONS, "inspection-title")
        .crumb(paths::FINDINGS, "inspection-findings-title");
    let found = &row.finding;
    let pack = inspection::checklist(&viewer.ctx, found.unit, found.found_on)?.id();
    let mut form = FormData::default();
    form.set("on", viewer.ctx.today());
    Ok(FindingPage {
        finding: FindingLine::new(&page, &row),
        why: row.item.as_ref().map(|i| Cite::item(&page, pack, i)),
        round_href: paths::inspection(row.inspection),
        visit_href: paths::visit(found.visit),
        remedied: found.remedied_on.map(format::date),
        remedy_note: found.remedy_note.clone(),
        rechecked: found.rechecked_on.map(format::date),
        recheck_note: found.recheck_note.clone(),
        reopened: found.reopened,
        may_remedy: row.may_remedy
            && matches!(row.state, FindingState::Open | FindingState::Overdue),
        may_recheck: row.may_recheck && row.state == FindingState::Remedied,
        remedy_href: paths::finding_remedy(id),
        recheck_href: paths::finding_recheck(id),
        outcomes: ["accepted", "reopened"]
            .map(|o| (o.to_owned(), page.word("inspection-outcome", o)))
            .to_vec(),
        version: found.version,
        form: FormView::filled(form),
        round: row.round,
        page,
    })
}

/// `POST /kiem-tra/ton-tai/{id}/khac-phuc`
pub(crate) async fn remedy(
    viewer: Viewer,
    Key(id): Key<FindingId>,
    SignedForm(form): SignedForm,
) -> WebResult {
    let mut fields = Fields::new(&form);
    let (version, on, note) =
        (fields.parsed("version", "missing"), fields.date("on"), fields.required("note"));
    let outcome = match (fields.finish(), on) {
        (Ok(()), Some(on)) => {
            inspection::remedy(
                &viewer.ctx,
                id,
                Remedy { version: version.unwrap_or_default(), on, note },
            )
            .await
        }
        (Err(error), _) => Err(error),
        (Ok(()), None) => Ok(()),
    };
    finish(&viewer, id, form, outcome, "inspection-remedied").await
}

/// `POST /kiem-tra/ton-tai/{id}/kiem-tra-lai`
pub(crate) async fn recheck(
    viewer: Viewer,
    Key(id): Key<FindingId>,
    SignedForm(form): SignedForm,
) -> WebResult {
    let outcome = match read_recheck(&form) {
        Ok(check) => inspection::recheck(&viewer.ctx, id, check).await,
        Err(error) => Err(error),
    };
    finish(&viewer, id, form, outcome, "inspection-rechecked").await
}

fn read_recheck(form: &FormData) -> AppResult<Recheck> {
    let mut fields = Fields::new(form);
    let version = fields.parsed("version", "missing");
    let word = fields.required("outcome");
    let due = if form.text("due").is_empty() { None } else { fields.date("due") };
    fields.finish()?;
    let outcome =
        if word == "accepted" { RecheckOutcome::Accepted } else { RecheckOutcome::Reopened(due) };
    Ok(Recheck {
        version: version.unwrap_or_default(),
        outcome,
        note: form.text("note").to_owned(),
    })
}

/// Back to the finding: with a message, or with what was typed and what is wrong with it.
async fn finish(
    viewer: &Viewer,
    id: FindingId,
    form: FormData,
    outcome: AppResult<()>,
    flash: &str,
) -> WebResult {
    match outcome {
        Ok(()) => done(&paths::finding(id), flash, ""),
        Err(error) => {
            let mut page = finding_page(viewer, id).await?;
            give_back(&viewer.web, viewer.lang, form, error, |form| {
                page.form = form;
                html(&page)
            })
        }
    }
}
