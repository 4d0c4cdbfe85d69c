//! Signing in and out, keeping a session alive, choosing the language, changing the password.

use askama::Template;
use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use nep_app::{AppError, access};
use serde::Deserialize;

use crate::{
    error::{WebError, WebResult},
    form::{Fields, FormData, FormView, SignedForm},
    i18n::Lang,
    page::{Page, append_cookie, done, give_back, guest_html, html},
    paths,
    session::{Guest, Viewer, end_session_cookie, lang_cookie, session_cookie},
    state::Web,
};

#[derive(Template)]
#[template(path = "access/sign_in.html")]
struct SignInPage {
    page: Page,
    form: FormView,
    next: String,
    /// Whether a form was sent after the session had ended.
    unsaved: bool,
}

#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    next: String,
    #[serde(default)]
    lang: String,
    #[serde(default, rename = "het-phien")]
    unsaved: Option<String>,
}

/// Only addresses of this site are followed.
fn local(next: &str, otherwise: &str) -> String {
    let fits = next.starts_with('/')
        && !next.starts_with("//")
        && !next.contains('\\')
        && !next.contains(char::is_control);
    if fits { next.to_owned() } else { otherwise.to_owned() }
}

pub(crate) async fn sign_in_form(guest: Guest, Query(query): Query<Asked>) -> WebResult {
    sign_in_page(&guest, FormView::default(), query.next, query.unsaved.is_some())
}

fn sign_in_page(guest: &Guest, form: FormView, next: String, unsaved: bool) -> WebResult {
    let page = guest.page("sign-in-title");
    guest_html(guest, StatusCode::OK, &SignInPage { page, form, next, unsaved })
}

pub(crate) async fn sign_in(guest: Guest, SignedForm(mut form): SignedForm) -> WebResult {
    if let Some(seconds) = guest.web.limiter.sign_in(guest.address) {
        return Err(AppError::TooMany(seconds).into());
    }
    let next = form.text("next").to_owned();
    // The password is read untrimmed: spaces may belong to it.
    let password = form.take("password");
    match access::sign_in(&guest.web.services, form.text("username"), &password).await {
        Ok(signed_in) => {
            let mut response = Redirect::to(&local(&next, paths::DESK)).into_response();
            append_cookie(&mut response, session_cookie(&guest.web, signed_in.token));
            Ok(response)
        }
        Err(error) => {
            let unsaved = !form.text("het-phien").is_empty();
            give_back(&guest.web, guest.lang, form, error, |form| {
                sign_in_page(&guest, form, next, unsaved)
            })
        }
    }
}

/// Ends the session; works as well when it has ended by itself.
pub(crate) async fn sign_out(
    viewer: Result<Viewer, WebError>,
    form: Result<SignedForm, WebError>,
) -> WebResult {
    if let (Ok(viewer), Ok(_)) = (viewer, form) {
        access::sign_out(&viewer.ctx, &viewer.session).await?;
    }
    let mut response = done(paths::SIGN_IN, "signed-out", "")?;
    append_cookie(&mut response, Some(end_session_cookie()));
    Ok(response)
}

/// A sign of life; the extractor has already noted it.
pub(crate) async fn keep_alive(_viewer: Viewer, _form: SignedForm) -> StatusCode {
    StatusCode::NO_CONTENT
}

pub(crate) async fn language(Query(query): Query<Asked>) -> Response {
    let mut response = Redirect::to(&local(&query.next, paths::HOME)).into_response();
    append_cookie(&mut response, Some(lang_cookie(Lang::from_tag(&query.lang))));
    response
}

#[derive(Template)]
#[template(path = "access/password.html")]
struct PasswordPage {
    page: Page,
    form: FormView,
}

pub(crate) async fn password_form(viewer: Viewer) -> WebResult {
    html(&PasswordPage { page: viewer.page("password-title"), form: FormView::default() })
}

pub(crate) async fn change_password(
    State(web): State<Web>,
    viewer: Viewer,
    SignedForm(form): SignedForm,
) -> WebResult {
    let mut fields = Fields::new(&form);
    let (current, new, again) =
        (fields.required("current"), fields.required("new"), fields.required("again"));
    if new != again {
        fields.error(nep_app::FieldError::new("again", "password-differs"));
    }
    let changed = match fields.finish() {
        Ok(()) => access::change_own_password(&viewer.ctx, current, new).await,
        Err(error) => Err(error),
    };
    match changed {
        Ok(()) => done(paths::SIGN_IN, "password-changed", ""),
        Err(error) => give_back(&web, viewer.lang, FormData::default(), error, |form| {
            html(&PasswordPage { page: viewer.page("password-title"), form })
        }),
    }
}
