//! Refusing a dossier at intake: the form, one refusal with its slip, the register of a year.

use std::collections::HashMap;

use askama::Template;
use axum::extract::Query;
use nep_app::{
    AppError,
    one_stop::{self, IntakeRefusalView, RefuseIntake},
};
use nep_domain::{
    access::Action,
    ids::{IntakeRefusalId, ProcedureId},
    one_stop::{IntakeRefusal, Procedure},
};

use super::{
    dossier::pdf,
    intake::{applicant, desks, fresh, may_ask},
    list::excel_file,
    words::{moment, unit_name},
};
use crate::{
    cite::Cite,
    error::{WebResult, url_encode},
    form::{Fields, FormData, FormView, SignedForm},
    format,
    key::Key,
    page::{Page, done, give_back, html},
    paths,
    session::Viewer,
};

/// Fields of intake that the refusal's form carries on unseen, so that nothing typed is lost on the way back.
pub(crate) const CARRIED: [&str; 6] =
    ["papers", "sets", "when", "received_at", "late_reason", "promised"];

/// No register is as old as this; an earlier year in the address is a slip of the pen.
const FIRST_YEAR: i16 = 2000;

#[derive(Template)]
#[template(path = "one_stop/refuse.html")]
struct RefusePage {
    page: Page,
    form: FormView,
    procedure: Procedure,
    desks: Vec<(String, String)>,
    cites: Vec<Cite>,
    may_ask: bool,
}

#[derive(Template)]
#[template(path = "one_stop/refusal.html")]
struct RefusalPage {
    page: Page,
    refusal: IntakeRefusal,
    procedure: Procedure,
    number: String,
    at: String,
    desk: String,
    by: String,
}

struct Row {
    href: String,
    slip: String,
    number: String,
    applicant: String,
    phone: String,
    procedure: String,
    at: String,
    desk: String,
    reason: String,
}

#[derive(Template)]
#[template(path = "one_stop/refusals.html")]
struct RegisterPage {
    page: Page,
    rows: Vec<Row>,
    year: i16,
    years: Vec<i16>,
    words: String,
    total: String,
    excel: String,
    earlier: Option<String>,
    later: Option<String>,
}

/// The number on the slip: `03/2021`.
fn number(refusal: &IntakeRefusal) -> String {
    format!("{:02}/{}", refusal.number, refusal.year)
}

/// The form, for the procedure asked for.
pub(crate) async fn refuse_form(
    viewer: Viewer,
    Query(asked): Query<HashMap<String, String>>,
) -> WebResult {
    viewer.require_somewhere(Action::DossierReceive)?;
    let id = asked.get("thu-tuc").and_then(|p| p.parse::<ProcedureId>().ok());
    let procedure =
        one_stop::procedure(&viewer.ctx, id.ok_or(AppError::NotFound("procedure"))?).await?;
    let form = fresh(&viewer, &procedure);
    html(&refuse_page(&viewer, procedure, FormView::filled(form)))
}

fn refuse_page(viewer: &Viewer, procedure: Procedure, form: FormView) -> RefusePage {
    let page = viewer
        .page("intake-refusal-title")
        .crumb(paths::ONE_STOP, "nav-one-stop")
        .crumb(paths::INTAKE, "intake-title");
    let law = one_stop::law_today(&viewer.ctx, procedure.root).ok();
    let cites = law.iter().flat_map(|law| {
        [Cite::new(&page, &law.written_reason), Cite::new(&page, &law.supplements_max)]
    });
    RefusePage {
        cites: cites.collect(),
        form,
        desks: desks(viewer),
        may_ask: may_ask(viewer),
        procedure,
        page,
    }
}

/// Refuses; or, come from intake, shows the form with what was typed there.
pub(crate) async fn refuse(viewer: Viewer, SignedForm(form): SignedForm) -> WebResult {
    let procedure: ProcedureId =
        form.text("procedure").parse().map_err(|_| AppError::NotFound("procedure"))?;
    if form.text("action") == "fill" {
        viewer.require_somewhere(Action::DossierReceive)?;
        let procedure = one_stop::procedure(&viewer.ctx, procedure).await?;
        return html(&refuse_page(&viewer, procedure, FormView::filled(form)));
    }
    let outcome = match command(&form, procedure) {
        Ok(command) => one_stop::refuse_intake(&viewer.ctx, command).await,
        Err(error) => Err(error),
    };
    match outcome {
        Ok(refusal) => done(&paths::intake_refusal(refusal.id), "intake-refused", number(&refusal)),
        Err(error) => {
            let procedure = one_stop::procedure(&viewer.ctx, procedure).await?;
            give_back(&viewer.web, viewer.lang, form, error, |form| {
                html(&refuse_page(&viewer, procedure, form))
            })
        }
    }
}

fn command(form: &FormData, procedure: ProcedureId) -> Result<RefuseIntake, AppError> {
    let mut fields = Fields::new(form);
    let applicant = applicant(form);
    let reason = fields.required("reason");
    fields.errors(one_stop::applicant_errors(&applicant));
    let unit = fields.parsed("unit", "missing");
    fields.finish()?;
    Ok(RefuseIntake {
        procedure,
        unit: unit.ok_or(AppError::NotFound("unit"))?,
        applicant,
        content: form.text("content").to_owned(),
        reason,
        request_key: form.optional("request_key"),
    })
}

/// One refusal.
pub(crate) async fn refusal(viewer: Viewer, Key(id): Key<IntakeRefusalId>) -> WebResult {
    let IntakeRefusalView { refusal, procedure, by } =
        one_stop::intake_refusal(&viewer.ctx, id).await?;
    let page = viewer
        .page("refusals-title")
        .crumb(paths::ONE_STOP, "nav-one-stop")
        .crumb(paths::REFUSALS, "refusals-title");
    let number = number(&refusal);
    let title = page.t1("intake-refusal-number", "number", &number);
    html(&RefusalPage {
        page: page.titled(title),
        number,
        at: moment(&viewer, refusal.refused_at),
        desk: unit_name(&viewer, refusal.unit),
        by: by.unwrap_or_default(),
        refusal,
        procedure,
    })
}

/// Form 03 as PDF.
pub(crate) async fn refusal_slip(viewer: Viewer, Key(id): Key<IntakeRefusalId>) -> WebResult {
    let bytes = one_stop::refusal_slip(&viewer.ctx, id).await?;
    Ok(pdf("phieu-tu-choi-tiep-nhan", bytes))
}

/// The register of a year, or the same as an Excel file.
pub(crate) async fn refusals(
    viewer: Viewer,
    Query(asked): Query<HashMap<String, String>>,
) -> WebResult {
    let this_year = viewer.ctx.today().year();
    let year = asked.get("nam").and_then(|y| y.parse().ok());
    let year: i16 = year.filter(|y| (FIRST_YEAR..=this_year).contains(y)).unwrap_or(this_year);
    let words = asked.get("q").map(|q| q.trim()).filter(|q| !q.is_empty());
    if asked.get("dang").is_some_and(|d| d == "xlsx") {
        return Ok(excel_file(
            "tu-choi-tiep-nhan",
            one_stop::export_refusals(&viewer.ctx, year, words).await?,
        ));
    }
    let page_number = asked.get("trang").and_then(|n| n.parse().ok()).unwrap_or(1);
    let found = one_stop::refusal_register(&viewer.ctx, year, words, page_number).await?;
    let kept = words.map(|words| format!("&q={}", url_encode(words))).unwrap_or_default();
    let address = |extra: String| format!("{}?nam={year}{kept}{extra}", paths::REFUSALS);
    html(&RegisterPage {
        page: viewer.page("refusals-title").crumb(paths::ONE_STOP, "nav-one-stop"),
        rows: found.lines.into_iter().map(|(r, procedure)| row(&viewer, r, procedure)).collect(),
        year,
        years: (this_year.saturating_sub(4).min(year)..=this_year).rev().collect(),
        words: words.unwrap_or_default().to_owned(),
        total: format::number(i64::try_from(found.total).unwrap_or(i64::MAX)),
        excel: address("&dang=xlsx".to_owned()),
        earlier: (found.page > 1).then(|| address(format!("&trang={}", found.page - 1))),
        later: (found.page < found.pages).then(|| address(format!("&trang={}", found.page + 1))),
    })
}

fn row(viewer: &Viewer, refusal: IntakeRefusal, procedure: String) -> Row {
    Row {
        href: paths::intake_refusal(refusal.id),
        slip: paths::intake_refusal_slip(refusal.id),
        number: number(&refusal),
        at: moment(viewer, refusal.refused_at),
        desk: unit_name(viewer, refusal.unit),
        applicant: refusal.applicant.name,
        phone: refusal.applicant.phone,
        reason: refusal.reason,
        procedure,
    }
}
