//! Documents made for one request: PDF and Excel files.

use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};

/// Kind of a document.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Document {
    Pdf,
    Xlsx,
}

impl Document {
    fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }

    /// PDF files open in the browser, Excel files are saved. `name` is plain letters, without ending.
    pub(crate) fn respond(self, name: &str, bytes: Vec<u8>) -> Response {
        let disposition = match self {
            Self::Pdf => format!("inline; filename=\"{name}.pdf\""),
            Self::Xlsx => format!("attachment; filename=\"{name}.xlsx\""),
        };
        let disposition = HeaderValue::from_str(&disposition)
            .unwrap_or_else(|_| HeaderValue::from_static("attachment"));
        let headers = [
            (header::CONTENT_TYPE, HeaderValue::from_static(self.media_type())),
            (header::CONTENT_DISPOSITION, disposition),
            (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
        ];
        (headers, bytes).into_response()
    }
}
