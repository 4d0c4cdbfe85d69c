//! From a template to an answer: the page itself, the way on after something was done, a form given back.

use askama::Template;
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Redirect, Response},
};
use nep_app::{AppError, AppResult};
use nep_domain::refusal::Refusal;

use crate::{
    error::{WebError, WebResult},
    flash::Flash,
    form::{FormData, FormView},
    i18n::Lang,
    session::{Guest, Viewer, guest_cookie},
    state::Web,
};

/// Renders a page.
pub(crate) fn html(template: &impl Template) -> WebResult {
    html_with(StatusCode::OK, template)
}

/// Renders a page with another status. The flash message, once shown, is taken away.
pub(crate) fn html_with(status: StatusCode, template: &impl Template) -> WebResult {
    /// Most pages fit without growing.
    const USUAL_SIZE: usize = 64 * 1024;
    let mut page = String::with_capacity(USUAL_SIZE);
    template.render_into(&mut page)?;
    let mut response = (status, Html(page)).into_response();
    response.headers_mut().append(header::SET_COOKIE, Flash::clear());
    Ok(response)
}

/// Renders a public page whose form needs the guest's token as a cookie.
pub(crate) fn guest_html(guest: &Guest, status: StatusCode, template: &impl Template) -> WebResult {
    let mut response = html_with(status, template)?;
    append_cookie(&mut response, guest_cookie(&guest.web, guest.token.clone()));
    Ok(response)
}

/// Adds a `Set-Cookie` header.
pub(crate) fn append_cookie(response: &mut Response, cookie: Option<HeaderValue>) {
    if let Some(cookie) = cookie {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}

/// Sends the browser on after something was done, with a message for the next page.
#[expect(clippy::unnecessary_wraps, reason = "handlers end in it as they end in `html`")]
pub(crate) fn done(to: &str, flash: &str, value: impl ToString) -> WebResult {
    let mut response = Redirect::to(to).into_response();
    append_cookie(&mut response, Flash::new(flash, value).header());
    Ok(response)
}

/// A page with a form that can be given back.
pub(crate) trait FormPage: Template {
    /// Where its form stands.
    fn form(&mut self) -> &mut FormView;
}

/// Ends a form's handler: on to `to` with the message `flash`, or the page as the records have it now, with what was
/// typed and what is wrong with it. `page` is fetched only then, and before the errors are put into words.
pub(crate) async fn finish<P: FormPage>(
    viewer: &Viewer,
    form: FormData,
    outcome: AppResult<()>,
    (to, flash): (&str, &str),
    page: impl Future<Output = WebResult<P>>,
) -> WebResult {
    match outcome {
        Ok(()) => done(to, flash, ""),
        Err(error) => {
            let mut page = page.await?;
            give_back(&viewer.web, viewer.lang, form, error, |form| {
                *page.form() = form;
                html(&page)
            })
        }
    }
}

/// Either gives the form back with its errors in words, or passes the error on.
///
/// Refusals of rules and what keeps the store from saving become an error without a field, shown in the summary;
/// `page` renders the form again.
pub(crate) fn give_back(
    web: &Web,
    lang: Lang,
    data: FormData,
    error: AppError,
    page: impl FnOnce(FormView) -> WebResult,
) -> WebResult {
    web.services.note(&error);
    let say = |key: &str| web.translations.get(lang, key, &[]);
    let (status, form) = match error {
        AppError::Invalid(errors) => {
            (StatusCode::UNPROCESSABLE_ENTITY, FormView::with_errors(data, web, lang, &errors))
        }
        AppError::Refused(refusal) => {
            let (text, field) = (refused(web, lang, &refusal), field_asked_for(&refusal, &data));
            let form = FormView::overtaken(data, web, lang, text).beside(field);
            (StatusCode::UNPROCESSABLE_ENTITY, form)
        }
        AppError::Stale => {
            (StatusCode::CONFLICT, FormView::overtaken(data, web, lang, say("error-stale-kept")))
        }
        AppError::Busy => {
            (StatusCode::SERVICE_UNAVAILABLE, FormView::refused(data, say("error-busy-text")))
        }
        AppError::DiskFull => {
            (StatusCode::INSUFFICIENT_STORAGE, FormView::refused(data, say("error-disk-full-text")))
        }
        other => return Err(WebError::App(other)),
    };
    let mut response = page(form)?;
    *response.status_mut() = status;
    Ok(response)
}

/// The field that a refusal asks to fill: the form's own name for the reason.
fn field_asked_for(refusal: &Refusal, form: &FormData) -> &'static str {
    let names: &[&'static str] = match refusal.code {
        "dossier-reason-missing" => &["reason", "note"],
        "supplements-used-up" => &["again_reason"],
        _ => &[],
    };
    names.iter().find(|name| form.has(name)).copied().unwrap_or_default()
}

/// A refusal in words, with the place in the law that it rests on.
fn refused(web: &Web, lang: Lang, refusal: &Refusal) -> String {
    let text = web.translations.get(lang, &format!("refusal-{}", refusal.code), &refusal.values);
    match &refusal.citation {
        Some(citation) => format!("{text} ({citation})"),
        None => text,
    }
}
