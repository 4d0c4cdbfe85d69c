//! The public pages: what anybody may see and do without signing in.

mod home;
mod look_up;
mod procedures;
mod rating;
mod recognised;

use std::collections::HashMap;

use axum::{
    extract::{Request, State},
    http::{Method, StatusCode},
    middleware::Next,
    response::Response,
};
use nep_app::AppError;
use nep_law::Wording;

use crate::{i18n::Lang, session::Guest, state::Web};

pub(crate) use home::home;
pub(crate) use look_up::look_up;
pub(crate) use procedures::{procedure, procedures};
pub(crate) use rating::{code as rate_code, form as rate_form, rate};
pub(crate) use recognised::recognised;

/// The values of an address's query.
type Query = axum::extract::Query<HashMap<String, String>>;

/// Counts a public page that was read: nothing about who read it (S1.12, S4.9).
pub(crate) async fn count_visit(State(web): State<Web>, request: Request, next: Next) -> Response {
    let reading = request.method() == Method::GET;
    let response = next.run(request).await;
    if reading && response.status() == StatusCode::OK {
        web.services.visits.record(web.services.clock.now());
    }
    response
}

/// A value of the query, trimmed; empty when absent.
fn asked<'a>(query: &'a Query, name: &str) -> &'a str {
    query.get(name).map(|value| value.trim()).unwrap_or_default()
}

/// Slows down whoever tries codes.
pub(crate) fn limit_look_up(guest: &Guest) -> Result<(), AppError> {
    wait(guest.web.limiter.look_up(guest.address))
}

/// Slows down whoever sends form after form.
pub(crate) fn limit_form(guest: &Guest) -> Result<(), AppError> {
    wait(guest.web.limiter.public_form(guest.address))
}

fn wait(seconds: Option<i64>) -> Result<(), AppError> {
    seconds.map_or(Ok(()), |seconds| Err(AppError::TooMany(seconds)))
}

/// A wording in the reader's language.
fn say(wording: &Wording, lang: Lang) -> &str {
    match lang {
        Lang::Vi => &wording.vi,
        Lang::En => &wording.en,
    }
}
