//! `/api/v1`: the same use cases for programs, as JSON. Wire types are this module's own; the domain has none.
//!
//! Programs sign in as people do (session cookie) and send the session's token as `x-csrf-token` with every POST.
//! Errors come in one envelope, see [`wire::Error`] and [`crate::error`].

#![expect(
    unused_qualifications,
    reason = "`utoipa::path` repeats the types of extractors with their full path"
)]

mod asked;
mod dossiers;
mod facts;
mod public;
mod units;
mod wire;
mod wire_dossiers;

use axum::{Json, Router, routing::get};
use utoipa::{
    Modify, OpenApi,
    openapi::security::{ApiKey, ApiKeyValue, SecurityScheme},
};

use crate::state::Web;

/// The whole interface, described by the `OpenAPI` document.
#[derive(OpenApi)]
#[openapi(
    info(title = "Nếp", description = "Figures, units and dossiers of the installation. Dates are the office's days (Asia/Ho_Chi_Minh), instants are UTC."),
    paths(units::units, dossiers::list, dossiers::one, dossiers::receive, dossiers::procedures, facts::fact, public::dossier),
    components(schemas(wire::Error)),
    modifiers(&Session),
    security(("session" = []))
)]
struct Document;

/// The session cookie as the way to sign in.
struct Session;

impl Modify for Session {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let cookie = ApiKeyValue::with_description(
            "nep_session",
            "Set by the sign-in page. POST also needs the session's token in `x-csrf-token`.",
        );
        if let Some(components) = &mut document.components {
            components
                .add_security_scheme("session", SecurityScheme::ApiKey(ApiKey::Cookie(cookie)));
        }
    }
}

/// The routes below `/api/v1`.
pub(crate) fn routes() -> Router<Web> {
    let v1 = Router::new()
        .route("/openapi.json", get(document))
        .route("/units", get(units::units))
        .route("/procedures", get(dossiers::procedures))
        .route("/dossiers", get(dossiers::list).post(dossiers::receive))
        .route("/dossiers/{id}", get(dossiers::one))
        .route("/facts/{name}", get(facts::fact))
        .route("/public/dossiers/{code}", get(public::dossier));
    Router::new().nest("/api/v1", v1)
}

async fn document() -> Json<utoipa::openapi::OpenApi> {
    Json(Document::openapi())
}
