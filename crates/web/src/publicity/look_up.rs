//! Where is my dossier?

use askama::Template;
use axum::http::StatusCode;
use jiff::civil::DateTime;
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
    /// Why the date promised is the one it is; nothing where a letter of apology set it.
    why: Option<DueWhy>,
    /// Why the first date was, where it is another one.
    first_why: Option<DueWhy>,
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
        first_why: None,
    };
    if code.is_empty() {
        return html_with(StatusCode::OK, &shown);
    }
    limit_look_up(&guest)?;
    shown.dossier = publicity::dossier(&guest.ctx, code).await?;
    let why_of = |date: fn(&PublicDossier) -> DateTime| {
        let dossier = shown.dossier.as_ref()?;
        let reason = dossier.why.as_ref().filter(|why| why.explanation.due == date(dossier))?;
        Some(DueWhy::new(&shown.page, reason))
    };
    let (why, first_why) = (why_of(|d| d.promised), why_of(|d| d.first_promised));
    (shown.why, shown.first_why) = (why, first_why);
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
