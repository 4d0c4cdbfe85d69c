//! Who asks, and what with: a session without redirects, JSON with the session's token, values of the address.

use axum::{
    Json,
    extract::{FromRequest, FromRequestParts, Request},
    http::request::Parts,
};
use nep_app::{AppError, FieldError};
use serde::de::DeserializeOwned;

use crate::{
    error::WebError,
    form::parse_date,
    session::{Viewer, csrf_fits},
    state::Web,
};

/// A signed-in program or person; without a session the answer is 401, never a redirect.
pub(super) struct Caller(pub(super) Viewer);

impl FromRequestParts<Web> for Caller {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, WebError> {
        Viewer::from_request_parts(parts, web).await.map(Self).map_err(|error| match error {
            WebError::SignIn { .. } => AppError::SignedOut.into(),
            other => other,
        })
    }
}

/// A JSON body sent with the session's token.
pub(super) struct SignedJson<T>(pub(super) T);

impl<T: DeserializeOwned> FromRequest<Web> for SignedJson<T> {
    type Rejection = WebError;

    async fn from_request(request: Request, web: &Web) -> Result<Self, WebError> {
        let headers = request.headers().clone();
        let token = headers.get("x-csrf-token").and_then(|v| v.to_str().ok()).unwrap_or_default();
        if !csrf_fits(web, &headers, token).await? {
            return Err(WebError::stale_form());
        }
        let Json(body) =
            Json::from_request(request, web).await.map_err(|_| WebError::bad_form())?;
        Ok(Self(body))
    }
}

/// Reads values one after another and collects all that is wrong with them.
#[derive(Default)]
pub(super) struct Reader {
    errors: Vec<FieldError>,
}

impl Reader {
    /// A value that may be absent; `code` says what is wrong when it does not parse.
    pub(super) fn optional<T: std::str::FromStr>(
        &mut self,
        field: &str,
        text: Option<&str>,
        code: &'static str,
    ) -> Option<T> {
        self.read(field, text, code, |text| text.parse().ok())
    }

    /// A date that may be absent, `2026-11-22` or `22/11/2026`.
    pub(super) fn date(&mut self, field: &str, text: Option<&str>) -> Option<jiff::civil::Date> {
        self.read(field, text, "date", parse_date)
    }

    /// A value that must be there.
    pub(super) fn required<T: std::str::FromStr>(
        &mut self,
        field: &str,
        text: &str,
        code: &'static str,
    ) -> Option<T> {
        if text.is_empty() {
            self.errors.push(FieldError::new(field, "missing"));
        }
        self.optional(field, Some(text), code)
    }

    fn read<T>(
        &mut self,
        field: &str,
        text: Option<&str>,
        code: &'static str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let text = text.filter(|t| !t.is_empty())?;
        let value = parse(text);
        if value.is_none() {
            self.errors.push(FieldError::new(field, code));
        }
        value
    }

    /// Ends the reading.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with everything that was wrong.
    pub(super) fn finish(self) -> Result<(), WebError> {
        if self.errors.is_empty() { Ok(()) } else { Err(AppError::Invalid(self.errors).into()) }
    }
}
