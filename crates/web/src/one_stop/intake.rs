//! Taking a dossier: first what it is about, then the form with that procedure's papers and term.

use std::collections::HashMap;

use askama::Template;
use axum::extract::Query;
use data_encoding::BASE64URL_NOPAD;
use nep_app::{
    AppError, FieldError,
    one_stop::{self, Receive},
};
use nep_domain::{
    access::Action,
    ids::{ProcedureId, UnitId},
    one_stop::{Applicant, Procedure},
};

use super::words::{choice, term, unit_name};
use crate::{
    error::WebResult,
    form::{Fields, FormData, FormView, SignedForm},
    page::{Page, done, give_back, html},
    paths,
    session::Viewer,
    units,
};

#[derive(Template)]
#[template(path = "one_stop/choose.html")]
struct ChoosePage {
    page: Page,
    form: FormView,
    procedures: Vec<(String, String)>,
    may_manage: bool,
}

#[derive(Template)]
#[template(path = "one_stop/intake.html")]
struct IntakePage {
    page: Page,
    form: FormView,
    procedure: Procedure,
    term: String,
    competent: String,
    desks: Vec<(String, String)>,
    beyond_hours: bool,
    may_ask: bool,
}

/// The question what the dossier is about, or the form once that is answered.
pub(crate) async fn intake(
    viewer: Viewer,
    Query(asked): Query<HashMap<String, String>>,
) -> WebResult {
    viewer.require_somewhere(Action::DossierReceive)?;
    match asked.get("thu-tuc").map(|p| p.parse::<ProcedureId>()) {
        None => choose(&viewer, FormView::default()).await,
        Some(Err(_)) => {
            let missing = AppError::from(FieldError::new("thu-tuc", "missing"));
            let page = choose_page(&viewer).await?;
            give_back(&viewer.web, viewer.lang, FormData::default(), missing, |form| {
                html(&ChoosePage { form, ..page })
            })
        }
        Some(Ok(id)) => {
            let procedure = one_stop::procedure(&viewer.ctx, id).await?;
            let form = fresh(&viewer, &procedure);
            html(&intake_page(&viewer, procedure, FormView::filled(form)))
        }
    }
}

async fn choose(viewer: &Viewer, form: FormView) -> WebResult {
    html(&ChoosePage { form, ..choose_page(viewer).await? })
}

async fn choose_page(viewer: &Viewer) -> WebResult<ChoosePage> {
    let page = viewer.page("intake-title").crumb(paths::ONE_STOP, "nav-one-stop");
    let procedures = one_stop::procedures(&viewer.ctx, Some(viewer.ctx.today())).await?;
    Ok(ChoosePage {
        procedures: procedures.iter().map(|p| choice(&page, p)).collect(),
        may_manage: viewer.ctx.may_anywhere(Action::ProcedureManage),
        form: FormView::default(),
        page,
    })
}

/// The form as it opens: the procedure's papers, the person's own desk, a key against sending it twice.
pub(super) fn fresh(viewer: &Viewer, procedure: &Procedure) -> FormData {
    let mut form = FormData::default();
    form.set("request_key", BASE64URL_NOPAD.encode(&viewer.ctx.random::<16>()));
    form.set("papers", procedure.papers.join("\n"));
    form.set("sets", procedure.sets);
    form.set("when", "now");
    if let Some(desk) = one_stop::own_desk(&viewer.ctx) {
        form.set("unit", desk);
    }
    form
}

/// Whether the person may ask an applicant to supplement a dossier that the own desk has just taken.
pub(super) fn may_ask(viewer: &Viewer) -> bool {
    one_stop::own_desk(&viewer.ctx).is_some_and(|desk| viewer.ctx.may(Action::DossierProcess, desk))
}

/// The desks at which the person may take dossiers today, and committees that have none.
pub(super) fn desks(viewer: &Viewer) -> Vec<(String, String)> {
    let desks = one_stop::desks(&viewer.ctx);
    units::options(viewer.ctx.org(), |id| desks.contains(&id))
}

/// Who applies, as typed.
pub(super) fn applicant(form: &FormData) -> Applicant {
    Applicant {
        name: form.text("applicant_name").to_owned(),
        id_number: form.text("applicant_id_number").to_owned(),
        address: form.text("applicant_address").to_owned(),
        phone: form.text("applicant_phone").to_owned(),
        email: form.text("applicant_email").to_owned(),
    }
}

fn intake_page(viewer: &Viewer, procedure: Procedure, form: FormView) -> IntakePage {
    let page = viewer
        .page("intake-title")
        .crumb(paths::ONE_STOP, "nav-one-stop")
        .crumb(paths::INTAKE, "intake-title");
    IntakePage {
        term: term(&page, procedure.term),
        competent: unit_name(viewer, procedure.competent),
        desks: desks(viewer),
        beyond_hours: one_stop::beyond_hours_now(&viewer.ctx, procedure.competent),
        may_ask: may_ask(viewer),
        page: page.titled(&procedure.name),
        procedure,
        form,
    }
}

/// Takes the dossier, and goes on to ask for what is missing when that button was pressed; or, come back from
/// refusing, shows the form with what was typed there.
pub(crate) async fn take(viewer: Viewer, SignedForm(form): SignedForm) -> WebResult {
    let procedure: ProcedureId =
        form.text("procedure").parse().map_err(|_| AppError::NotFound("procedure"))?;
    if form.text("action") == "fill" {
        viewer.require_somewhere(Action::DossierReceive)?;
        let procedure = one_stop::procedure(&viewer.ctx, procedure).await?;
        return html(&intake_page(&viewer, procedure, FormView::filled(form)));
    }
    let taken = match command(&viewer, &form, procedure) {
        Ok(command) => one_stop::receive(&viewer.ctx, command).await,
        Err(error) => Err(error),
    };
    match taken {
        Ok(dossier) => {
            let next = if asks(&form) {
                paths::dossier_part(dossier.id, "bo-sung")
            } else {
                paths::dossier(dossier.id)
            };
            done(&next, "dossier-received", &dossier.code)
        }
        Err(error) => {
            let procedure = one_stop::procedure(&viewer.ctx, procedure).await?;
            give_back(&viewer.web, viewer.lang, form, error, |form| {
                html(&intake_page(&viewer, procedure, form))
            })
        }
    }
}

/// Whether the button was pressed that takes the dossier and goes on to ask for what is missing.
fn asks(form: &FormData) -> bool {
    form.text("action") == "supplement"
}

fn command(viewer: &Viewer, form: &FormData, procedure: ProcedureId) -> Result<Receive, AppError> {
    let mut fields = Fields::new(form);
    let applicant = applicant(form);
    fields.errors(one_stop::applicant_errors(&applicant));
    let sets = fields.parsed("sets", "dossier-sets-number");
    fields.errors(sets.and_then(one_stop::sets_error));
    let unit = fields.parsed("unit", "missing");
    let elsewhere = |unit: &UnitId| asks(form) && !viewer.ctx.may(Action::DossierProcess, *unit);
    fields.errors(unit.filter(elsewhere).map(|_| FieldError::new("unit", "intake-asks-elsewhere")));
    let earlier = form.text("when") == "earlier";
    let received_at = if earlier { fields.date_time("received_at") } else { None };
    let late_reason = if earlier { fields.required("late_reason") } else { String::new() };
    let promised = fields.optional("promised", "date-time");
    fields.finish()?;
    Ok(Receive {
        procedure,
        unit: unit.ok_or(AppError::NotFound("unit"))?,
        applicant,
        content: form.text("content").to_owned(),
        papers: form.text("papers").lines().map(str::to_owned).collect(),
        sets: sets.unwrap_or(1),
        received_at,
        late_reason,
        promised,
        request_key: form.optional("request_key"),
        another: !form.text("another").is_empty(),
    })
}
