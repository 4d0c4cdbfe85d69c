//! What goes wrong on the way to an answer, and the page or JSON that says so.
//!
//! Use cases say [`AppError`]; this floor adds what belongs to HTTP. Each kind has one status code and one pair
//! of sentences (`error-<kind>-title`, `error-<kind>-text`). What is logged is never what is shown.

use askama::Template;
use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts},
    middleware::Next,
    response::{Html, IntoResponse, Redirect, Response},
};
use nep_app::AppError;

use crate::{
    i18n::Lang,
    page::{Page, PageKind, PublicFrame, WorkFrame},
    paths,
    session::{carries_session, lang_of, path_and_query, viewer_of},
    state::Web,
};

/// Result of a handler.
pub(crate) type WebResult<T = Response> = Result<T, WebError>;

/// Why there is no ordinary answer.
#[derive(Debug)]
pub(crate) enum WebError {
    /// A use case did not do it.
    App(AppError),
    /// Nobody is signed in; go and sign in, then come back here. `unsaved` when a form was sent, which is told.
    SignIn { next: String, unsaved: bool },
    /// The form cannot be read.
    BadForm,
    /// The form is older than the session, or comes from elsewhere.
    StaleForm,
    /// A page could not be rendered.
    Render(askama::Error),
}

impl WebError {
    /// For a page, the way back is its own address; for a form, the page it stood on.
    pub(crate) fn sign_in(parts: &Parts) -> Self {
        let unsaved = !parts.method.is_safe();
        let next = if unsaved { page_of_form(&parts.headers) } else { Some(path_and_query(parts)) };
        Self::SignIn { next: next.unwrap_or_else(|| paths::DESK.to_owned()), unsaved }
    }
    pub(crate) fn bad_form() -> Self {
        Self::BadForm
    }
    pub(crate) fn stale_form() -> Self {
        Self::StaleForm
    }

    fn context(&self) -> ErrorContext {
        let (status, kind) = match self {
            Self::App(AppError::SignedOut) | Self::SignIn { .. } => {
                (StatusCode::UNAUTHORIZED, "signed-out")
            }
            Self::App(AppError::Denied(_)) => (StatusCode::FORBIDDEN, "denied"),
            Self::App(AppError::NotFound(_)) => (StatusCode::NOT_FOUND, "not-found"),
            Self::App(AppError::Invalid(_) | AppError::Refused(_)) => {
                (StatusCode::UNPROCESSABLE_ENTITY, "invalid")
            }
            Self::App(AppError::Stale) => (StatusCode::CONFLICT, "stale"),
            Self::App(AppError::Busy) => (StatusCode::SERVICE_UNAVAILABLE, "busy"),
            Self::App(AppError::TooMany(_)) => (StatusCode::TOO_MANY_REQUESTS, "too-many"),
            Self::App(AppError::DiskFull) => (StatusCode::INSUFFICIENT_STORAGE, "disk-full"),
            Self::BadForm => (StatusCode::BAD_REQUEST, "bad-form"),
            Self::StaleForm => (StatusCode::FORBIDDEN, "stale-form"),
            Self::App(AppError::Internal(_)) | Self::Render(_) => {
                (StatusCode::INTERNAL_SERVER_ERROR, "internal")
            }
        };
        ErrorContext { status, kind, app: None }
    }
}

impl From<AppError> for WebError {
    fn from(error: AppError) -> Self {
        Self::App(error)
    }
}

impl From<askama::Error> for WebError {
    fn from(error: askama::Error) -> Self {
        Self::Render(error)
    }
}

/// Carried by the response until the layer below turns it into a page.
#[derive(Clone, Debug)]
struct ErrorContext {
    status: StatusCode,
    kind: &'static str,
    app: Option<std::sync::Arc<AppError>>,
}

impl IntoResponse for WebError {
    fn into_response(self) -> Response {
        let mut context = self.context();
        if context.status == StatusCode::INTERNAL_SERVER_ERROR {
            match &self {
                Self::Render(error) => tracing::error!(%error, "a page could not be rendered"),
                other => tracing::error!(error = ?other, "internal error"),
            }
        }
        let mut response = match self {
            Self::SignIn { next, unsaved } => {
                let told = if unsaved { "&het-phien=1" } else { "" };
                let to = format!("{}?next={}{told}", paths::SIGN_IN, url_encode(&next));
                return Redirect::to(&to).into_response();
            }
            Self::App(error) => {
                context.app = Some(std::sync::Arc::new(error));
                context.status.into_response()
            }
            _ => context.status.into_response(),
        };
        response.extensions_mut().insert(context);
        response
    }
}

/// The page of this site that a form was sent from, as the browser says.
fn page_of_form(headers: &HeaderMap) -> Option<String> {
    let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    let (_, sent_from) = text(header::REFERER)?.split_once("://")?;
    let page = sent_from.strip_prefix(text(header::HOST)?)?;
    page.starts_with('/').then(|| page.to_owned())
}

/// Percent-encodes a value for a query string.
pub(crate) fn url_encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => {
                out.push(char::from(byte));
            }
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    page: Page,
    title: String,
    text: String,
    details: Vec<String>,
    /// Whether to offer the ways on from an address that does not exist.
    lost: bool,
    /// Where to try again, once whatever stood in the way is over.
    again: Option<String>,
    /// Whether a role is missing, so that the page says which ones there are.
    denied: bool,
}

impl ErrorPage {
    /// The unit of the viewer's first role; the body where that is the body itself.
    #[expect(clippy::unused_self, reason = "templates call `self.…`")]
    fn unit<'a>(&self, work: &'a WorkFrame) -> &'a str {
        if work.unit.is_empty() { &work.body } else { &work.unit }
    }
}

/// Turns errors into pages, or into JSON below `/api/`.
pub(crate) async fn render_errors(
    State(web): State<Web>,
    request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path().to_owned();
    let reads = request.method().is_safe();
    let cookies = request.headers().get_all(header::COOKIE).iter();
    let cookies: HeaderMap = cookies.map(|value| (header::COOKIE, value.clone())).collect();
    let mut response = next.run(request).await;
    if reads && response.status() == StatusCode::METHOD_NOT_ALLOWED && !path.starts_with("/api/") {
        // The address a form is sent to, opened by itself: lead to the page the form stands on.
        let above = path.rsplit_once('/').map_or("", |(above, _)| above);
        return Redirect::to(if above.is_empty() { paths::HOME } else { above }).into_response();
    }
    let context =
        response.extensions_mut().remove::<ErrorContext>().or_else(|| plain_error(&response));
    let Some(context) = context else { return response };
    if let Some(error) = &context.app {
        web.services.note(error);
    }
    if path.starts_with("/api/") {
        return api_error(&web, lang_of(&cookies), &context);
    }
    let page = error_page(&web, &cookies, path, &context).await;
    let mut rendered = match page.render() {
        Ok(html) => (context.status, Html(html)).into_response(),
        Err(_) => context.status.into_response(),
    };
    if let (Some(AppError::TooMany(seconds)), Ok(value)) = (context.app.as_deref(), "0".parse()) {
        let value = seconds.to_string().parse().unwrap_or(value);
        rendered.headers_mut().insert(header::RETRY_AFTER, value);
    }
    rendered
}

/// The page of an error, in the frame of whoever is signed in.
async fn error_page(
    web: &Web,
    cookies: &HeaderMap,
    path: String,
    context: &ErrorContext,
) -> ErrorPage {
    let lang = lang_of(cookies);
    let say = |part: &str| {
        web.translations.get(lang, &format!("error-{}-{part}", context.kind), &values(context))
    };
    let long = matches!(context.app.as_deref(), Some(AppError::TooMany(n)) if *n > LONG_WAIT);
    let page = if let Some(viewer) = viewer_of(web, cookies, path.clone()).await {
        viewer.page("error-page")
    } else {
        let signed_in = carries_session(cookies);
        let frame = PublicFrame { signed_in, ..PublicFrame::default() };
        Page::new(
            web.clone(),
            lang,
            "error-page",
            path.clone(),
            None,
            PageKind::Public(Box::new(frame)),
        )
    };
    ErrorPage {
        title: say("title"),
        text: say(if long { "minutes" } else { "text" }),
        details: details(web, lang, context),
        lost: context.status == StatusCode::NOT_FOUND,
        again: matches!(context.kind, "too-many" | "busy").then_some(path),
        denied: context.kind == "denied",
        page,
    }
}

/// Errors that axum itself answers: no such address, wrong method, body too large.
fn plain_error(response: &Response) -> Option<ErrorContext> {
    let kind = match response.status() {
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => "not-found",
        StatusCode::PAYLOAD_TOO_LARGE => "too-large",
        StatusCode::BAD_REQUEST | StatusCode::UNSUPPORTED_MEDIA_TYPE => "bad-form",
        StatusCode::REQUEST_TIMEOUT => "busy",
        StatusCode::INTERNAL_SERVER_ERROR => "internal",
        _ => return None,
    };
    let has_page = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|v| v != "text/plain; charset=utf-8");
    (!has_page).then_some(ErrorContext { status: response.status(), kind, app: None })
}

/// A wait of more seconds is told in minutes; only a lock-out after wrong passwords is that long.
const LONG_WAIT: i64 = 90;

fn values(context: &ErrorContext) -> Vec<(&'static str, String)> {
    match context.app.as_deref() {
        Some(AppError::TooMany(seconds)) => {
            let minutes = (seconds + 59) / 60;
            vec![("seconds", seconds.to_string()), ("minutes", minutes.to_string())]
        }
        _ => Vec::new(),
    }
}

/// The sentences of a refusal or of field errors, when a page without the form shows them.
fn details(web: &Web, lang: Lang, context: &ErrorContext) -> Vec<String> {
    match context.app.as_deref() {
        Some(AppError::Refused(refusal)) => {
            let mut lines = vec![web.translations.get(
                lang,
                &format!("refusal-{}", refusal.code),
                &refusal.values,
            )];
            lines.extend(refusal.citation.clone());
            lines
        }
        Some(AppError::Invalid(errors)) => errors
            .iter()
            .map(|e| web.translations.get(lang, &format!("invalid-{}", e.code), &e.values))
            .collect(),
        _ => Vec::new(),
    }
}

/// `{"error": {"kind", "message", "details", "fields"}}`, the one envelope of the API.
fn api_error(web: &Web, lang: Lang, context: &ErrorContext) -> Response {
    let message =
        web.translations.get(lang, &format!("error-{}-text", context.kind), &values(context));
    let fields: Vec<_> = match context.app.as_deref() {
        Some(AppError::Invalid(errors)) => {
            errors.iter().map(|e| serde_json::json!({ "field": e.field, "code": e.code })).collect()
        }
        _ => Vec::new(),
    };
    let body = serde_json::json!({ "error": {
        "kind": context.kind, "message": message, "details": details(web, lang, context), "fields": fields,
    }});
    (context.status, axum::Json(body)).into_response()
}
