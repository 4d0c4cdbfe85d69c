//! What anybody may ask.

use axum::{Json, extract::Path};
use nep_app::{AppError, publicity};

use super::wire::{Error, PublicDossierAnswer};
use crate::{error::WebError, session::Guest};

/// A dossier by the code on its slip.
#[utoipa::path(get, path = "/api/v1/public/dossiers/{code}", security(()),
    params(("code" = String, Path, description = "The code on the slip")),
    responses((status = 200, description = "The dossier", body = PublicDossierAnswer), (status = 404, body = Error))
)]
pub(super) async fn dossier(
    guest: Guest,
    Path(code): Path<String>,
) -> Result<Json<PublicDossierAnswer>, WebError> {
    let found =
        publicity::dossier(&guest.ctx, &code).await?.ok_or(AppError::NotFound("dossier"))?;
    Ok(Json(PublicDossierAnswer::from(&found)))
}
