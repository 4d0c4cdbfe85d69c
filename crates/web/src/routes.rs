//! Every address of the program, in one list.

use std::{sync::Arc, time::Duration};

use axum::{
    Json, Router,
    extract::{DefaultBodyLimit, State},
    http::{StatusCode, header},
    middleware,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use nep_app::Services;
use tower_http::{
    catch_panic::CatchPanicLayer, compression::CompressionLayer, timeout::TimeoutLayer, trace::TraceLayer,
};

use crate::{access, assets, error, paths, security, state::Web};

/// The whole web floor.
///
/// # Errors
/// When a language file does not parse.
pub fn router(services: Arc<Services>) -> Result<Router, String> {
    let web = Web::new(services)?;
    let routes = Router::new()
        .route("/health", get(health))
        .route("/assets/{*name}", get(assets::serve))
        .route(paths::SIGN_IN, get(access::sign_in_form).post(access::sign_in))
        .route(paths::SIGN_OUT, post(access::sign_out))
        .route(paths::KEEP_ALIVE, post(access::keep_alive))
        .route(paths::LANGUAGE, get(access::language))
        .route(paths::PASSWORD, get(access::password_form).post(access::change_password));
    Ok(routes
        .layer(DefaultBodyLimit::max(64 * 1024 * 1024))
        .layer(middleware::from_fn_with_state(web.clone(), error::render_errors))
        .layer(CatchPanicLayer::new())
        .layer(middleware::from_fn(security::headers))
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, Duration::from_secs(60)))
        .layer(CompressionLayer::new())
        .layer(TraceLayer::new_for_http())
        .with_state(web))
}

/// Whether the program and its database answer: `{"status":"ok"}`, else 503.
async fn health(State(web): State<Web>) -> Response {
    let (status, word) = match web.services.store.read().await {
        Ok(_) => (StatusCode::OK, "ok"),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "database unreachable"),
    };
    let body = Json(serde_json::json!({ "status": word }));
    (status, [(header::CACHE_CONTROL, "no-store")], body).into_response()
}
