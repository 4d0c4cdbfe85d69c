//! One round: its units, how far it has come, its conclusion.

use askama::Template;
use nep_app::inspection;
use nep_domain::{ids::InspectionId, inspection::InspectionState};

use super::lines::{RoundLine, VisitLine};
use crate::{
    error::WebResult,
    form::{Fields, FormView, SignedForm},
    format,
    key::Key,
    page::{Page, done, give_back, html},
    paths,
    session::Viewer,
};

#[derive(Template)]
#[template(path = "inspection/round.html")]
struct RoundPage {
    page: Page,
    round: RoundLine,
    lead: String,
    members: Vec<String>,
    conclusion: String,
    concluded_on: Option<String>,
    visits: Vec<VisitLine>,
    may_plan: bool,
    units_href: String,
    conclude_href: String,
    findings_href: String,
    version: i64,
    form: FormView,
}

/// `GET /kiem-tra/dot/{id}`
pub(crate) async fn round(viewer: Viewer, Key(id): Key<InspectionId>) -> WebResult {
    html(&round_page(&viewer, id).await?)
}

async fn round_page(viewer: &Viewer, id: InspectionId) -> WebResult<RoundPage> {
    let view = inspection::round(&viewer.ctx, id).await?;
    let round = &view.row.inspection;
    let page = viewer
        .page("inspection-title")
        .crumb(paths::INSPECTIONS, "inspection-title")
        .titled(&round.name);
    Ok(RoundPage {
        round: RoundLine::new(&page, &view.row),
        lead: round.lead.clone(),
        members: round.members.clone(),
        conclusion: round.conclusion.clone(),
        concluded_on: round.concluded_on.map(format::date),
        visits: view.visits.iter().map(|row| VisitLine::new(&page, row)).collect(),
        may_plan: view.may_plan && round.state != InspectionState::Concluded,
        units_href: paths::inspection_units(id),
        conclude_href: paths::inspection_conclusion(id),
        findings_href: format!(
            "{}?tu={}&den={}",
            paths::FINDINGS,
            round.period.from,
            round.period.to
        ),
        version: round.version,
        form: FormView::default(),
        page,
    })
}

/// `POST /kiem-tra/dot/{id}/ket-luan`
pub(crate) async fn conclude(
    viewer: Viewer,
    Key(id): Key<InspectionId>,
    SignedForm(form): SignedForm,
) -> WebResult {
    let mut fields = Fields::new(&form);
    let (conclusion, version) =
        (fields.required("conclusion"), fields.parsed("version", "missing"));
    let concluded = match fields.finish() {
        Ok(()) => {
            inspection::conclude(&viewer.ctx, id, version.unwrap_or_default(), &conclusion).await
        }
        Err(error) => Err(error),
    };
    match concluded {
        Ok(()) => done(&paths::inspection(id), "inspection-concluded", ""),
        Err(error) => {
            let mut page = round_page(&viewer, id).await?;
            give_back(&viewer.web, viewer.lang, form, error, |form| {
                page.form = form;
                html(&page)
            })
        }
    }
}
