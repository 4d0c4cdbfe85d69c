//! Downloading stored files.

use axum::{
    http::{HeaderName, HeaderValue, header},
    response::IntoResponse,
};
use nep_app::files;
use nep_domain::ids::FileId;

use crate::{
    error::{WebResult, url_encode},
    key::Key,
    session::Viewer,
};

/// Sends a file to whoever may read its record: always as a download, never as a page of this site.
pub(crate) async fn download(viewer: Viewer, Key(id): Key<FileId>) -> WebResult {
    let (file, content) = files::read(&viewer.ctx, id).await?;
    let name = format!(
        "attachment; filename=\"{}\"; filename*=UTF-8''{}",
        ascii(&file.name),
        url_encode(&file.name)
    );
    let headers = [
        (header::CONTENT_TYPE, value(&file.media_type)),
        (header::CONTENT_DISPOSITION, value(&name)),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
        (HeaderName::from_static("x-content-type-options"), HeaderValue::from_static("nosniff")),
    ];
    Ok((headers, content).into_response())
}

fn value(text: &str) -> HeaderValue {
    HeaderValue::from_str(text)
        .unwrap_or_else(|_| HeaderValue::from_static("application/octet-stream"))
}

/// The name for programs that read only plain letters; the full one stands beside it.
fn ascii(name: &str) -> String {
    let folded = nep_domain::text::fold(name);
    folded
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '-' })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::ascii;

    #[test]
    fn names_cannot_break_out_of_the_header() {
        assert_eq!(ascii("Biên bản \"đợt 2\"\r\n.pdf"), "bien-ban--dot-2--.pdf");
    }
}
