//! Form 01 and its letterhead.

use super::{pages, samples};
use crate::{Paper, ReceiptSlip, receipt_slip};

fn text(slip: &ReceiptSlip) -> String {
    pages::text(&slip.job().expect("job"))
}

// D1: a slip carries code, applicant, procedure, papers, reception and promised date.
#[test]
fn the_slip_fits_one_a5_sheet_and_carries_all_of_form_01() {
    let slip = samples::slip();
    insta::assert_snapshot!("slip", text(&slip));
    insta::assert_snapshot!("slip-sha256", pages::hash(&slip.job().expect("job")));
    let document = pages::document(&slip.job().expect("job"));
    let [page] = document.pages() else { panic!("one page expected") };
    let size = page.frame.size();
    assert_eq!((size.x.to_mm().round(), size.y.to_mm().round()), (148.0, 210.0));
}

#[test]
fn the_size_of_the_sheet_is_a_value() {
    let slip = ReceiptSlip { paper: Paper::A4, ..samples::slip() };
    let document = pages::document(&slip.job().expect("job"));
    let size = document.pages()[0].frame.size();
    assert_eq!((size.x.to_mm().round(), size.y.to_mm().round()), (210.0, 297.0));
}

#[test]
fn what_is_not_known_is_left_to_be_filled_by_hand() {
    let mut slip = samples::slip();
    (slip.applicant.phone, slip.applicant.email, slip.register) = (None, None, None);
    slip.letterhead.number = None;
    let text = text(&slip);
    pages::assert_contains(&text, &["Số điện thoại: …………………", "Thư điện tử: …………………"]);
    assert!(!text.contains("quyển số") && !text.contains("none"), "{text}");
}

#[test]
fn a_slip_with_many_papers_runs_on_without_losing_one() {
    let mut slip = samples::full_slip();
    slip.papers = (1..=60).map(|n| format!("Giấy tờ thứ {n} kèm bản sao")).collect();
    let text = text(&slip);
    pages::assert_contains(
        &text,
        &["1. Giấy tờ thứ 1", "60. Giấy tờ thứ 60", "Người được ủy quyền: Lý Văn Thử"],
    );
}

#[test]
fn promise_and_signatures_stay_on_one_sheet() {
    let slip = samples::full_slip();
    let runs = pages::runs(&pages::document(&slip.job().expect("job")));
    let page = |part: &str| runs.iter().find(|run| run.text.contains(part)).map(|run| run.page);
    assert_eq!([page("Thời gian trả kết quả"), page("NGƯỜI NỘP"), page("Quét mã")], [Some(2); 3]);
}

#[test]
fn the_same_slip_gives_the_same_bytes() {
    let slip = samples::slip();
    let (first, second) = (receipt_slip(&slip).expect("pdf"), receipt_slip(&slip).expect("pdf"));
    assert!(first == second);
    let later = ReceiptSlip { sets: 2, ..slip };
    assert!(receipt_slip(&later).expect("pdf") != first);
}

#[test]
fn an_address_too_long_for_a_qr_code_is_told_with_its_place() {
    let slip = ReceiptSlip { url: "a".repeat(4000), ..samples::slip() };
    let error = receipt_slip(&slip).expect_err("too long").to_string();
    assert!(error.starts_with("QR code: 4000 bytes") && error.contains("Shorten"), "{error}");
}
