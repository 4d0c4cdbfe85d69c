//! Front-end assets, embedded: served under a name with a content hash, for a year.

use std::{collections::HashMap, sync::LazyLock};

use axum::{
    extract::Path,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "../../web/dist/"]
#[exclude = "fonts/*.ttf"]
struct Dist;

/// Logical name → file name with hash.
static MANIFEST: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    Dist::get("manifest.json")
        .and_then(|file| serde_json::from_slice(&file.data).ok())
        .unwrap_or_default()
});

/// The address of an asset by its logical name, e.g. `app.css`.
pub(crate) fn url(name: &str) -> String {
    format!("/assets/{}", MANIFEST.get(name).map_or(name, String::as_str))
}

/// Serves an asset. Names carry the hash of their content, so browsers never need to ask again.
pub(crate) async fn serve(Path(name): Path<String>) -> Response {
    let Some(file) = Dist::get(&name).filter(|_| MANIFEST.values().any(|v| *v == name)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let kind = match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        Some("json") => "application/json",
        _ => "text/plain; charset=utf-8",
    };
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    (headers, file.data).into_response()
}
