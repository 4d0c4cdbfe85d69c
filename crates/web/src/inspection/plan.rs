//! Planning a round and adding units to it: the same choice of units from the tree.

use askama::Template;
use nep_app::{
    AppError, AppResult, FieldError,
    inspection::{self, NewInspection},
};
use nep_domain::{
    access::Action,
    facts::Period,
    ids::{InspectionId, UnitId},
    inspection::InspectionMode,
};

use crate::{
    error::WebResult,
    form::{Fields, FormData, FormView, SignedForm, parse_date},
    key::Key,
    page::{Page, done, give_back, html},
    paths,
    session::Viewer,
};

/// Units right below one, to be chosen by checkboxes.
struct UnitGroup {
    legend: String,
    units: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "inspection/plan.html")]
struct PlanPage {
    page: Page,
    form: FormView,
    modes: Vec<(String, String)>,
    groups: Vec<UnitGroup>,
}

/// `GET /kiem-tra/dot/moi`
pub(crate) async fn plan_form(viewer: Viewer) -> WebResult {
    if !viewer.ctx.may_anywhere(Action::InspectionPlan) {
        return Err(AppError::Denied(Action::InspectionPlan).into());
    }
    let mut form = FormData::default();
    form.set("request", viewer.ctx.id::<InspectionId>());
    form.set("mode", InspectionMode::Planned);
    html(&plan_page(&viewer, form).await?)
}

async fn plan_page(viewer: &Viewer, form: FormData) -> AppResult<PlanPage> {
    let page = viewer.page("inspection-plan-title").crumb(paths::INSPECTIONS, "inspection-title");
    let modes =
        InspectionMode::ALL.iter().map(|m| (m.key().to_owned(), page.word("inspection-mode", m)));
    Ok(PlanPage {
        modes: modes.collect(),
        groups: groups(viewer, form.text("from"), &[]).await?,
        form: FormView::filled(form),
        page,
    })
}

/// The units that live on a day (today until one is typed) and may be planned for, by the unit above them.
async fn groups(viewer: &Viewer, on: &str, taken: &[UnitId]) -> AppResult<Vec<UnitGroup>> {
    let tree = viewer.ctx.org_on(parse_date(on).unwrap_or_else(|| viewer.ctx.today())).await?;
    let fits = |id| viewer.ctx.may(Action::InspectionPlan, id) && !taken.contains(&id);
    let mut groups = Vec::new();
    for (above, _) in tree.roots().flat_map(|root| tree.subtree(root.id)) {
        let units = tree.children(above.id).filter(|unit| fits(unit.id));
        let units: Vec<_> = units.map(|unit| (unit.id.to_string(), unit.name.clone())).collect();
        if !units.is_empty() {
            groups.push(UnitGroup { legend: above.name.clone(), units });
        }
    }
    Ok(groups)
}

/// `POST /kiem-tra/dot/moi`
pub(crate) async fn plan(viewer: Viewer, SignedForm(form): SignedForm) -> WebResult {
    let planned = match read(&viewer, &form) {
        Ok(new) => inspection::plan(&viewer.ctx, new).await,
        Err(error) => Err(error),
    };
    match planned {
        Ok(id) => done(&paths::inspection(id), "inspection-planned", ""),
        Err(error) => {
            let mut page = plan_page(&viewer, form.clone()).await?;
            give_back(&viewer.web, viewer.lang, form, error, |form| {
                page.form = form;
                html(&page)
            })
        }
    }
}

fn read(viewer: &Viewer, form: &FormData) -> AppResult<NewInspection> {
    let mut fields = Fields::new(form);
    let (name, decision, lead) =
        (fields.required("name"), fields.required("decision"), fields.required("lead"));
    let mode = fields.parsed("mode", "missing");
    let (decided_on, from, to) =
        (fields.date("decided_on"), fields.date("from"), fields.date("to"));
    let units = chosen(form);
    let body = units.first().copied();
    if body.is_none() {
        fields.error(FieldError::new("units", "inspection-no-units"));
    }
    fields.finish()?;
    let missing = || FieldError::new("decided_on", "missing");
    let (Some(mode), Some(decided_on), Some(from), Some(to), Some(body)) =
        (mode, decided_on, from, to, body)
    else {
        return Err(missing().into());
    };
    Ok(NewInspection {
        request: form.text("request").parse().ok(),
        body: viewer.ctx.org().get(body).map_or(body, |unit| unit.root),
        name,
        mode,
        decision,
        decided_on,
        period: Period { from, to },
        lead,
        members: form.text("members").lines().map(str::to_owned).collect(),
        units,
    })
}

fn chosen(form: &FormData) -> Vec<UnitId> {
    form.all("units").iter().filter_map(|id| id.parse().ok()).collect()
}

#[derive(Template)]
#[template(path = "inspection/add.html")]
struct AddPage {
    page: Page,
    form: FormView,
    groups: Vec<UnitGroup>,
    round: String,
    href: String,
}

/// `GET /kiem-tra/dot/{id}/don-vi`
pub(crate) async fn add_form(viewer: Viewer, Key(id): Key<InspectionId>) -> WebResult {
    html(&add_page(&viewer, id, None).await?)
}

async fn add_page(viewer: &Viewer, id: InspectionId, form: Option<FormData>) -> WebResult<AddPage> {
    let view = inspection::round(&viewer.ctx, id).await?;
    viewer.ctx.require(Action::InspectionPlan, view.row.inspection.root)?;
    let form = form.unwrap_or_else(|| {
        let mut first = FormData::default();
        first.set("on", view.row.inspection.period.from);
        first
    });
    let taken: Vec<_> = view.visits.iter().map(|row| row.visit.unit).collect();
    let page = viewer.page("inspection-add-title").crumb(paths::INSPECTIONS, "inspection-title");
    Ok(AddPage {
        groups: groups(viewer, form.text("on"), &taken).await?,
        page: page.crumb_named(paths::inspection(id), &view.row.inspection.name),
        form: FormView::filled(form),
        round: view.row.inspection.name,
        href: paths::inspection_units(id),
    })
}

/// `POST /kiem-tra/dot/{id}/don-vi`
pub(crate) async fn add(
    viewer: Viewer,
    Key(id): Key<InspectionId>,
    SignedForm(form): SignedForm,
) -> WebResult {
    let mut fields = Fields::new(&form);
    let on = fields.date("on");
    let added = match fields.finish() {
        Ok(()) => inspection::add_units(&viewer.ctx, id, &chosen(&form), on).await,
        Err(error) => Err(error),
    };
    match added {
        Ok(visits) => done(&paths::inspection(id), "inspection-units-added", visits.len()),
        Err(error) => {
            let mut page = add_page(&viewer, id, Some(form.clone())).await?;
            give_back(&viewer.web, viewer.lang, form, error, |form| {
                page.form = form;
                html(&page)
            })
        }
    }
}
