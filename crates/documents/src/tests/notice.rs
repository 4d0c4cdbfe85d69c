//! Forms 02 and 03.

use super::{pages, samples};
use crate::{DeskNotice, Paper};

fn text(notice: &DeskNotice) -> String {
    pages::text(&notice.job().expect("job"))
}

// D4: what is missing and why stand on one A5 sheet, with the address to ask at.
#[test]
fn the_request_carries_all_of_form_02() {
    let notice = samples::supplement_request();
    let text = text(&notice);
    pages::assert_contains(
        &text,
        &[
            "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ",
            "Mã hồ sơ: 000.00.31.H14-210205-0118",
            "2. Ghi lại ngành, nghề",
            "Lý do: Bản đã nộp là bản chụp, không đối chiếu được với bản chính.",
            "NGƯỜI HƯỚNG DẪN",
        ],
    );
    assert!(!text.contains("NGƯỜI NỘP HỒ SƠ") && !text.contains("--- page 2"), "{text}");
    let document = pages::document(&notice.job().expect("job"));
    assert!((document.pages()[0].frame.size().x.to_mm() - 148.0).abs() < 0.5);
}

// D4: a refusal has its number, its reason and both signatures, and neither code nor items.
#[test]
fn the_refusal_carries_all_of_form_03() {
    let notice = DeskNotice { paper: Paper::A4, ..samples::intake_refusal() };
    let text = text(&notice);
    pages::assert_contains(
        &text,
        &["Số: 03/PTC-BPTNTKQ", "Lý do: Thửa đất", "NGƯỜI NỘP HỒ SƠ", "NGƯỜI TIẾP NHẬN HỒ SƠ"],
    );
    assert!(!text.contains("Mã hồ sơ") && !text.contains("tra cứu"), "{text}");
}
