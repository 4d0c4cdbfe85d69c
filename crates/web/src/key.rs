//! The one identifier in an address: `Key(id): Key<DossierId>`.

use std::str::FromStr;

use axum::{
    extract::{FromRequestParts, Path},
    http::request::Parts,
};
use nep_app::AppError;

use crate::{error::WebError, state::Web};

/// An identifier read from the address; what does not parse is an address that does not exist.
pub(crate) struct Key<T>(pub(crate) T);

impl<T: FromStr> FromRequestParts<Web> for Key<T> {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, WebError> {
        let not_found = || WebError::App(AppError::NotFound("page"));
        let Path(text) =
            Path::<String>::from_request_parts(parts, web).await.map_err(|_| not_found())?;
        text.parse().map(Self).map_err(|_| not_found())
    }
}
