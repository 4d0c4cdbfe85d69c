//! Reading a form from a request: its fields, its files, its token.

use axum::{
    extract::{FromRequest, Multipart, Request},
    http::header,
};

use super::{FormData, UploadedFile};
use crate::{error::WebError, session::csrf_fits, state::Web};

/// The largest form with files, in bytes; single files are limited by their use case.
const LARGEST: usize = 64 * 1024 * 1024;

/// A form sent by the very page of the very session: its token fits.
pub(crate) struct SignedForm(pub(crate) FormData);

impl FromRequest<Web> for SignedForm {
    type Rejection = WebError;

    async fn from_request(request: Request, web: &Web) -> Result<Self, WebError> {
        let (parts, body) = request.into_parts();
        let headers = parts.headers.clone();
        let header_token =
            headers.get("x-csrf-token").and_then(|v| v.to_str().ok()).map(str::to_owned);
        let kind =
            headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
        let request = Request::from_parts(parts, body);
        let form = if kind.starts_with("multipart/form-data") {
            read_multipart(
                Multipart::from_request(request, web).await.map_err(|_| WebError::bad_form())?,
            )
            .await?
        } else {
            let pairs = axum::Form::<Vec<(String, String)>>::from_request(request, web).await;
            FormData::from_pairs(pairs.map_err(|_| WebError::bad_form())?.0)
        };
        let token = header_token.unwrap_or_else(|| form.text("csrf").to_owned());
        if csrf_fits(web, &headers, &token).await? {
            Ok(Self(form))
        } else {
            Err(WebError::stale_form())
        }
    }
}

async fn read_multipart(mut parts: Multipart) -> Result<FormData, WebError> {
    let mut form = FormData::default();
    let mut total = 0;
    while let Some(part) = parts.next_field().await.map_err(|_| WebError::bad_form())? {
        let field = part.name().unwrap_or_default().to_owned();
        let file_name = part.file_name().map(str::to_owned);
        let bytes = part.bytes().await.map_err(|_| WebError::bad_form())?;
        total += bytes.len();
        if total > LARGEST {
            return Err(WebError::bad_form());
        }
        match file_name {
            Some(name) => form.files.push(UploadedFile { field, name, bytes }),
            None => form
                .values
                .entry(field)
                .or_default()
                .push(String::from_utf8_lossy(&bytes).into_owned()),
        }
    }
    Ok(form)
}
