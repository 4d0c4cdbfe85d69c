//! Asking the applicant for what is missing: a form of its own, the slip, and the button for when it has come.

use std::collections::HashMap;

use askama::Template;
use axum::extract::Query;
use nep_app::{
    AppError,
    one_stop::{self, DossierView, RequestSupplement, Supply},
};
use nep_domain::{access::Action, ids::DossierId, one_stop::Dossier};

use super::{actions::answer, dossier::pdf};
use crate::{
    cite::Cite,
    error::WebResult,
    form::{FormData, FormView, SignedForm},
    format,
    key::Key,
    page::{Page, done, give_back, html},
    paths,
    session::Viewer,
};

#[derive(Template)]
#[template(path = "one_stop/supplement.html")]
struct AskPage {
    page: Page,
    form: FormView,
    dossier: Dossier,
    papers: Vec<String>,
    ask_by: String,
    /// Why the applicant cannot be asked, if so; then there is no form.
    refused: Option<String>,
    /// How often the applicant was asked, once that is as often as the law allows.
    used_up: Option<usize>,
    cites: Vec<Cite>,
}

/// The form.
pub(crate) async fn ask(viewer: Viewer, Key(id): Key<DossierId>) -> WebResult {
    let view = one_stop::dossier(&viewer.ctx, id).await?;
    viewer.ctx.require(Action::DossierProcess, view.dossier.holder)?;
    let mut form = FormData::default();
    form.set("version", view.dossier.version);
    if let Some(account) = viewer.ctx.account() {
        form.set("contact_name", &account.display_name);
    }
    html(&ask_page(&viewer, view, FormView::filled(form)))
}

fn ask_page(viewer: &Viewer, view: DossierView, form: FormView) -> AskPage {
    let before = view.supplements.len();
    let most = usize::try_from(view.law.supplements_max.value).unwrap_or(0);
    let page = viewer
        .page("supplement-title")
        .crumb(paths::ONE_STOP, "nav-one-stop")
        .crumb_named(paths::dossier(view.dossier.id), &view.dossier.code);
    let ask_by = format::date(view.ask_by);
    AskPage {
        refused: match view.dossier.require_open() {
            Err(refusal) => Some(page.word("refusal", refusal.code)),
            Ok(()) if viewer.ctx.today() > view.ask_by => {
                Some(page.t1("supplement-ask-over", "day", &ask_by))
            }
            Ok(()) => None,
        },
        form,
        papers: view.procedure.papers,
        ask_by,
        used_up: (before >= most).then_some(before),
        cites: vec![
            Cite::new(&page, &view.law.supplements_max),
            Cite::new(&page, &view.law.ask_within),
            Cite::new(&page, &view.law.restart),
            Cite::new(&page, &view.law.written_reason),
        ],
        dossier: view.dossier,
        page,
    }
}

/// Asks.
pub(crate) async fn request(
    viewer: Viewer,
    Key(id): Key<DossierId>,
    SignedForm(form): SignedForm,
) -> WebResult {
    let command = RequestSupplement {
        version: Some(form.version()),
        papers: form.all("papers").to_vec(),
        other: form.text("other").lines().map(str::to_owned).collect(),
        reason: form.text("reason").to_owned(),
        again_reason: form.text("again_reason").to_owned(),
        contact_name: form.text("contact_name").to_owned(),
        contact_phone: form.text("contact_phone").to_owned(),
    };
    match one_stop::request_supplement(&viewer.ctx, id, command).await {
        Ok(dossier) => {
            // What another office asks for, the desk hands over.
            let at_desk = dossier.holder == dossier.receiving;
            let said = if at_desk { "supplement-requested" } else { "supplement-requested-there" };
            done(&paths::dossier(id), said, dossier.code)
        }
        Err(error @ (AppError::NotFound(_) | AppError::Denied(_))) => Err(error.into()),
        Err(error) => {
            let view = one_stop::dossier(&viewer.ctx, id).await?;
            give_back(&viewer.web, viewer.lang, form, error, |form| {
                html(&ask_page(&viewer, view, form))
            })
        }
    }
}

/// Records that everything has come.
pub(crate) async fn supply(
    viewer: Viewer,
    Key(id): Key<DossierId>,
    SignedForm(form): SignedForm,
) -> WebResult {
    let command =
        Supply { version: Some(form.version()), note: form.text("supply_note").to_owned() };
    let outcome = one_stop::supply(&viewer.ctx, id, command).await;
    answer(viewer, id, form, outcome, "supplement-supplied").await
}

/// Records that the applicant has the slip.
pub(crate) async fn hand_over(
    viewer: Viewer,
    Key(id): Key<DossierId>,
    SignedForm(form): SignedForm,
) -> WebResult {
    let outcome = one_stop::hand_over_slip(&viewer.ctx, id).await;
    answer(viewer, id, form, outcome, "supplement-handed").await
}

/// Form 02 as PDF: the newest request, or the one asked for.
pub(crate) async fn slip(
    viewer: Viewer,
    Key(id): Key<DossierId>,
    Query(asked): Query<HashMap<String, String>>,
) -> WebResult {
    let seq = asked.get("lan").and_then(|n| n.parse().ok());
    let code = one_stop::dossier(&viewer.ctx, id).await?.dossier.code;
    let bytes = one_stop::supplement_slip(&viewer.ctx, id, seq).await?;
    Ok(pdf(&format!("phieu-bo-sung-{code}"), bytes))
}
