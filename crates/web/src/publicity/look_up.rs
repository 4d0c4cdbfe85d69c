//! Where is my dossier?

use askama::Template;
use axum::http::StatusCode;
use nep_app::publicity::{self, PublicDossier};
use nep_domain::one_stop::DossierState;

use super::{Query, asked, limit_look_up};
use crate::{
    error::WebResult,
    one_stop::DueWhy,
    page::{Page, html_with},
    paths,
    session::Guest,
};

#[derive(Template)]
#[template(path = "publicity/look_up.html")]
struct LookUpPage {
    page: Page,
    code: String,
    dossier: Option<PublicDossier>,
    tag: &'static str,
    why: Option<DueWhy>,
}

/// The form, and the dossier whose code was typed.
pub(crate) async fn look_up(guest: Guest, query: Query) -> WebResult {
    let code = asked(&query, "ma");
    let page = guest.page("look-up-title");
    let home = page.address(paths::HOME);
    let mut shown = LookUpPage {
        page: page.crumb(home, "nav-home"),
        code: code.to_owned(),
        dossier: None,
        tag: "",
        why: None,
    };
    if code.is_empty() {
        return html_with(StatusCode::OK, &shown);
    }
    limit_look_up(&guest)?;
    shown.dossier = publicity::dossier(&guest.ctx, code).await?;
    let why = shown.dossier.as_ref().and_then(|dossier| dossier.why.as_ref());
    shown.why = why.map(|reason| DueWhy::new(&shown.page, reason));
    shown.tag = shown.dossier.as_ref().map_or("", tag);
    let status = if shown.dossier.is_some() { StatusCode::OK } else { StatusCode::NOT_FOUND };
    html_with(status, &shown)
}

fn tag(dossier: &PublicDossier) -> &'static str {
    match dossier.state {
        DossierState::Received | DossierState::InProgress if dossier.late => "late",
        DossierState::Received | DossierState::InProgress => "on-time",
        DossierState::AwaitingSupplement | DossierState::Finished => "waiting",
        DossierState::Returned => "done",
        DossierState::Withdrawn | DossierState::Lapsed => "paused",
    }
}
