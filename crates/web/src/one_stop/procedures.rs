//! The catalogue of procedures, for those who maintain it.

use askama::Template;
use nep_app::{
    AppError,
    one_stop::{self, SaveProcedure},
};
use nep_calendar::{Term, TermUnit};
use nep_domain::{access::Action, ids::ProcedureId, one_stop::Procedure};

use super::words::{term, unit_name};
use crate::{
    error::WebResult,
    form::{Fields, FormData, FormView, SignedForm},
    format,
    key::Key,
    page::{Page, done, give_back, html},
    paths,
    session::Viewer,
    units,
};

/// A line of the catalogue.
struct Row {
    href: String,
    name: String,
    code: String,
    field: String,
    term: String,
    competent: String,
    valid: bool,
    from: String,
}

#[derive(Template)]
#[template(path = "one_stop/procedures.html")]
struct CataloguePage {
    page: Page,
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "one_stop/procedure.html")]
struct ProcedurePage {
    page: Page,
    form: FormView,
    action: String,
    units: Vec<(String, String)>,
    term_units: Vec<(String, String)>,
}

fn require(viewer: &Viewer) -> WebResult<()> {
    let may = viewer.ctx.may_anywhere(Action::ProcedureManage);
    if may { Ok(()) } else { Err(AppError::Denied(Action::ProcedureManage).into()) }
}

/// All procedures of the person's bodies, ended ones too.
pub(crate) async fn catalogue(viewer: Viewer) -> WebResult {
    require(&viewer)?;
    let page = viewer.page("catalogue-title").crumb(paths::ONE_STOP, "nav-one-stop");
    let found = one_stop::procedures(&viewer.ctx, None).await?;
    let today = viewer.ctx.today();
    let rows = found.into_iter().map(|p| Row {
        href: paths::procedure_edit(p.id),
        term: term(&page, p.term),
        competent: unit_name(&viewer, p.competent),
        valid: p.valid_on(today),
        from: format::date(p.valid_from),
        name: p.name,
        code: p.code,
        field: p.field,
    });
    let rows = rows.collect();
    html(&CataloguePage { page, rows })
}

/// An empty form.
pub(crate) async fn new(viewer: Viewer) -> WebResult {
    require(&viewer)?;
    let mut form = FormData::default();
    form.set("sets", 1);
    form.set("term_unit", TermUnit::WorkingDays);
    form.set("valid_from", viewer.ctx.today());
    html(&form_page(&viewer, None, FormView::filled(form)))
}

/// The form of one procedure.
pub(crate) async fn edit(viewer: Viewer, Key(id): Key<ProcedureId>) -> WebResult {
    let procedure = one_stop::procedure(&viewer.ctx, id).await?;
    viewer.ctx.require(Action::ProcedureManage, procedure.competent)?;
    html(&form_page(&viewer, Some(id), FormView::filled(filled(&procedure))))
}

fn filled(p: &Procedure) -> FormData {
    let mut form = FormData::default();
    let texts = [
        ("code", &p.code),
        ("name", &p.name),
        ("field", &p.field),
        ("steps", &p.steps),
        ("applicants", &p.applicants),
        ("fee", &p.fee),
        ("result", &p.result),
        ("legal_basis", &p.legal_basis),
    ];
    for (name, text) in texts {
        form.set(name, text);
    }
    form.set("papers", p.papers.join("\n"));
    form.set("sets", p.sets);
    form.set("term_amount", p.term.amount);
    form.set("term_unit", p.term.unit);
    form.set("same_day_cut_off", if p.same_day_cut_off { "yes" } else { "" });
    form.set("competent", p.competent);
    form.set("valid_from", p.valid_from);
    form.set("valid_to", p.valid_to.map(|d| d.to_string()).unwrap_or_default());
    form.set("version", p.version);
    form
}

fn form_page(viewer: &Viewer, id: Option<ProcedureId>, form: FormView) -> ProcedurePage {
    let page = viewer.page(if id.is_some() { "catalogue-edit" } else { "catalogue-new" });
    let page =
        page.crumb(paths::ONE_STOP, "nav-one-stop").crumb(paths::CATALOGUE, "catalogue-title");
    let today = viewer.ctx.today();
    let fits = |unit| {
        let lives = viewer.ctx.org().get(unit).is_some_and(|u| u.lives_on(today));
        lives && viewer.ctx.may(Action::ProcedureManage, unit)
    };
    ProcedurePage {
        action: id.map_or_else(|| paths::CATALOGUE.to_owned(), paths::procedure_edit),
        units: units::options(viewer.ctx.org(), fits),
        term_units: TermUnit::ALL
            .iter()
            .map(|u| (u.to_string(), page.word("one-stop-unit", u)))
            .collect(),
        page,
        form,
    }
}

/// Stores a new procedure.
pub(crate) async fn create(viewer: Viewer, SignedForm(form): SignedForm) -> WebResult {
    store(&viewer, None, form).await
}

/// Stores a changed procedure.
pub(crate) async fn save(
    viewer: Viewer,
    Key(id): Key<ProcedureId>,
    SignedForm(form): SignedForm,
) -> WebResult {
    store(&viewer, Some(id), form).await
}

async fn store(viewer: &Viewer, id: Option<ProcedureId>, form: FormData) -> WebResult {
    let saved = match command(&form, id) {
        Ok(command) => one_stop::save_procedure(&viewer.ctx, command).await,
        Err(error) => Err(error),
    };
    match saved {
        Ok(procedure) => done(paths::CATALOGUE, "procedure-saved", procedure.name),
        Err(error) => give_back(&viewer.web, viewer.lang, form, error, |form| {
            html(&form_page(viewer, id, form))
        }),
    }
}

fn command(form: &FormData, id: Option<ProcedureId>) -> Result<SaveProcedure, AppError> {
    let mut fields = Fields::new(form);
    let text = |name: &str| form.text(name).to_owned();
    let (amount, unit) =
        (fields.parsed("term_amount", "procedure-term"), fields.parsed("term_unit", "missing"));
    let (sets, competent) =
        (fields.parsed("sets", "procedure-sets-number"), fields.parsed("competent", "missing"));
    let valid_from = fields.date("valid_from");
    let valid_to = if text("valid_to").is_empty() { None } else { fields.date("valid_to") };
    fields.finish()?;
    let missing = || AppError::NotFound("field");
    Ok(SaveProcedure {
        id,
        version: form.version(),
        code: text("code"),
        name: text("name"),
        field: text("field"),
        steps: text("steps"),
        applicants: text("applicants"),
        papers: form.text("papers").lines().map(str::to_owned).collect(),
        sets: sets.ok_or_else(missing)?,
        term: Term { amount: amount.ok_or_else(missing)?, unit: unit.ok_or_else(missing)? },
        same_day_cut_off: !text("same_day_cut_off").is_empty(),
        fee: text("fee"),
        result: text("result"),
        legal_basis: text("legal_basis"),
        competent: competent.ok_or_else(missing)?,
        valid_from: valid_from.ok_or_else(missing)?,
        valid_to,
    })
}
