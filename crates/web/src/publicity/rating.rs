//! How were you served? Rating a finished dossier by the secret on its slip.

use askama::Template;
use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use nep_app::{
    AppError,
    satisfaction::{self, Ratable, Rate},
};

use super::{Query, asked, limit_form, limit_look_up, say};
use crate::{
    error::{WebResult, url_encode},
    form::{FormData, FormView, SignedForm},
    page::{Page, done, give_back, guest_html, html, html_with},
    paths,
    session::Guest,
};

/// Fields of courtesy items start so; the item's key follows.
const ITEM: &str = "courtesy-";

#[derive(Template)]
#[template(path = "publicity/rate_code.html")]
struct CodePage {
    page: Page,
    unknown: bool,
}

/// Asks for the code of the slip, for those without a camera.
pub(crate) async fn code(guest: Guest, query: Query) -> WebResult {
    // People paste the whole address of the QR code as well.
    let typed: String = asked(&query, "ma").chars().filter(|c| !c.is_whitespace()).collect();
    let token = typed.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    if !token.is_empty() {
        limit_look_up(&guest)?;
        if satisfaction::by_token(&guest.ctx, token).await?.is_some() {
            return Ok(Redirect::to(&paths::rate(url_encode(token))).into_response());
        }
    }
    let status = if token.is_empty() { StatusCode::OK } else { StatusCode::NOT_FOUND };
    html_with(status, &CodePage { page: page(&guest), unknown: !token.is_empty() })
}

fn page(guest: &Guest) -> Page {
    let page = guest.page("rate-title");
    let home = page.address(paths::HOME);
    page.crumb(home, "nav-home")
}

/// A courtesy item to answer.
struct Item {
    field: String,
    label: String,
}

#[derive(Template)]
#[template(path = "publicity/rate.html")]
struct RatePage {
    page: Page,
    token: String,
    dossier: Ratable,
    items: Vec<Item>,
    form: FormView,
}

#[derive(Template)]
#[template(path = "publicity/rate_closed.html")]
struct ClosedPage {
    page: Page,
    dossier: Ratable,
}

/// The form; thanks when it was sent before; what to wait for when the result is not there yet.
pub(crate) async fn form(guest: Guest, Path(token): Path<String>) -> WebResult {
    limit_look_up(&guest)?;
    let found = satisfaction::by_token(&guest.ctx, &token).await?;
    let dossier = found.ok_or(AppError::NotFound("dossier"))?;
    if dossier.open {
        rate_page(&guest, token, dossier, FormView::default())
    } else {
        html(&ClosedPage { page: page(&guest), dossier })
    }
}

fn rate_page(guest: &Guest, token: String, dossier: Ratable, form: FormView) -> WebResult {
    let item = |item: &nep_law::Item| Item {
        field: format!("{ITEM}{}", item.key),
        label: say(&item.label, guest.lang).to_owned(),
    };
    let items = dossier.items.iter().map(item).collect();
    guest_html(guest, StatusCode::OK, &RatePage { page: page(guest), token, dossier, items, form })
}

/// Takes the rating.
pub(crate) async fn rate(
    guest: Guest,
    Path(token): Path<String>,
    SignedForm(form): SignedForm,
) -> WebResult {
    limit_form(&guest)?;
    match satisfaction::rate(&guest.ctx, &token, read(&form)).await {
        Ok(()) => done(&paths::rate(url_encode(&token)), "rate-thanks", ""),
        Err(error) => {
            let found = satisfaction::by_token(&guest.ctx, &token).await?;
            let dossier = found.ok_or(AppError::NotFound("dossier"))?;
            if !dossier.open {
                // Sent twice, or too early: the page itself says so.
                return Ok(Redirect::to(&paths::rate(url_encode(&token))).into_response());
            }
            give_back(&guest.web, guest.lang, form, error, |form| {
                rate_page(&guest, token, dossier, form)
            })
        }
    }
}

fn read(form: &FormData) -> Rate {
    let answered = |name: &str| {
        let key = name.strip_prefix(ITEM)?.to_owned();
        match form.text(name) {
            "yes" => Some((key, true)),
            "no" => Some((key, false)),
            _ => None,
        }
    };
    let mut courtesy: Vec<_> = form.names().filter_map(answered).collect();
    courtesy.sort_unstable();
    Rate {
        // What is no number is no score; the use case says which scores there are.
        score: form.text("score").parse().unwrap_or_default(),
        courtesy,
        comment: form.text("comment").to_owned(),
    }
}
