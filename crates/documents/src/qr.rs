//! QR codes as SVG.

use std::fmt::Write;

use qrcode::{Color, EcLevel, QrCode};

use crate::DocumentError;

/// Modules of white around the code that readers need (ISO/IEC 18004).
const QUIET_ZONE: usize = 4;

/// A QR code of `text` as an SVG element, one user unit a module.
///
/// It carries attributes only, no `style`, so that it may stand in a page under a strict content
/// security policy; it scales to the box the page gives it. Fails only for texts longer than a QR
/// code holds (about 2,300 bytes).
///
/// ```
/// let svg = nep_documents::qr_svg("https://example.vn/h/000.00.01.H14-261122-0001")?;
/// assert!(svg.starts_with("<svg "));
/// # Ok::<(), nep_documents::DocumentError>(())
/// ```
pub fn qr_svg(text: &str) -> Result<String, DocumentError> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).map_err(|error| {
        DocumentError::value(
            "QR code",
            format!("{} bytes cannot be encoded: {error}", text.len()),
            "Shorten the text; an address with the dossier code is enough.",
        )
    })?;
    let side = code.width() + 2 * QUIET_ZONE;
    Ok(format!(
        concat!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" "#,
            r##"shape-rendering="crispEdges"><rect width="{side}" height="{side}" fill="#fff"/>"##,
            r##"<path fill="#000" d="{path}"/></svg>"##
        ),
        side = side,
        path = dark_runs(&code)
    ))
}

/// The dark modules as rectangles, one for each unbroken run in a row.
fn dark_runs(code: &QrCode) -> String {
    let mut path = String::new();
    for (y, row) in code.to_colors().chunks(code.width()).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|left, right| left == right) {
            if run.first() == Some(&Color::Dark) {
                let (left, top, width) = (x + QUIET_ZONE, y + QUIET_ZONE, run.len());
                // Writing to a String cannot fail.
                let _ = write!(path, "M{left} {top}h{width}v1h-{width}z");
            }
            x += run.len();
        }
    }
    path
}
