//! QR codes.

use crate::qr_svg;

#[test]
fn the_svg_has_attributes_only_and_keeps_the_quiet_zone() {
    let svg = qr_svg("https://mot-cua.example.vn/h/1?a=\"<b>\"&c").expect("svg");
    assert!(!svg.contains("style") && !svg.contains("<?xml") && !svg.contains("script"), "{svg}");
    assert!(svg.contains(r##"fill="#000""##) && svg.contains("viewBox=\"0 0 "));
    assert!(svg.contains("M4 4h7v1h-7z"), "finder pattern at the quiet zone's corner: {svg}");
    insta::assert_snapshot!("qr", svg);
}

#[test]
fn a_text_too_long_is_an_error() {
    assert!(qr_svg(&"a".repeat(3000)).is_err());
}
