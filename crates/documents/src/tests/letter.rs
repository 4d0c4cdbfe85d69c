//! Form 04, and the layout numbers of NĐ 30/2020 as they come out on the sheet.

use super::{pages, samples};
use crate::public_letter;

// L2: applicant, code, procedure, old date, reason, new date, words of apology, head's signature.
#[test]
fn the_draft_carries_all_of_form_04_and_its_mark() {
    let letter = samples::letter();
    insta::assert_snapshot!("letter-draft", pages::text(&letter.letter().job()));
    insta::assert_snapshot!("letter-draft-sha256", pages::hash(&letter.letter().job()));
    assert!(pages::text(&letter.letter().job()).contains("DỰ THẢO"));
}

#[test]
fn the_signed_letter_has_number_signer_and_no_mark() {
    let letter = samples::signed_letter();
    let text = pages::text(&letter.letter().job());
    insta::assert_snapshot!("letter-signed", text);
    assert!(!text.contains("DỰ THẢO"), "{text}");
    pages::assert_contains(
        &text,
        &[
            "Số: 12/PXL",
            "KT. CHỦ TỊCH",
            "PHÓ CHỦ TỊCH",
            "Đã ký số lúc 15 giờ 20 phút",
            "- Lưu: VT, TNMT.",
        ],
    );
}

// W1: fonts, sizes and margins of NĐ 30/2020, Annex I.
#[test]
fn sizes_and_margins_are_those_of_decree_30() {
    let runs = pages::runs(&pages::document(&samples::signed_letter().letter().job()));
    let face = |start: &str| {
        let run = runs.iter().find(|run| run.text.starts_with(start));
        let run = run.unwrap_or_else(|| panic!("`{start}` not found"));
        (run.font.as_str(), run.size.round())
    };
    assert_eq!(face("CỘNG HÒA"), ("Tinos-Bold", 13.0));
    assert_eq!(face("Độc lập"), ("Tinos-Bold", 14.0));
    assert_eq!(face("TỈNH CAO BẰNG"), ("Tinos-Regular", 13.0));
    assert_eq!(face("HUYỆN TRÙNG KHÁNH"), ("Tinos-Bold", 13.0));
    assert_eq!(face("Số: 12"), ("Tinos-Regular", 13.0));
    assert_eq!(face("Trùng Khánh, ngày"), ("Tinos-Italic", 14.0));
    assert_eq!(face("VĂN BẢN XIN LỖI"), ("Tinos-Bold", 14.0));
    assert_eq!(face("Nơi nhận"), ("Tinos-BoldItalic", 12.0));
    assert_eq!(face("- Như trên"), ("Tinos-Regular", 11.0));
    assert_eq!(face("Bế Thị"), ("Tinos-Bold", 14.0));
    let left = runs.iter().map(|run| run.x).fold(f64::MAX, f64::min);
    let right = runs.iter().map(|run| run.end).fold(0.0, f64::max);
    assert!((30.0..=35.0).contains(&left), "left margin {left} mm");
    assert!((15.0..=20.0).contains(&(210.0 - right)), "right edge {right} mm");
}

#[test]
fn a_very_long_reason_moves_the_signature_whole_to_the_next_sheet() {
    let mut letter = samples::signed_letter();
    letter.reason = "Hồ sơ phải lấy ý kiến của nhiều cơ quan liên quan. ".repeat(70);
    let runs = pages::runs(&pages::document(&letter.letter().job()));
    let page =
        |start: &str| runs.iter().find(|run| run.text.starts_with(start)).map(|run| run.page);
    assert_eq!(page("Nơi nhận"), Some(2));
    assert_eq!(page("Bế Thị"), Some(2));
    // W1: page number on the second sheet, none on the first.
    let numbers: Vec<_> = runs.iter().filter(|run| run.y < 20.0 && run.text == "2").collect();
    assert_eq!(numbers.len(), 1);
    // No signature stands alone on a sheet.
    assert!(page("Rất mong") == Some(2));
}

#[test]
fn the_same_letter_gives_the_same_bytes_in_pdf_a() {
    let letter = samples::letter();
    let pdf = public_letter(&letter.letter()).expect("pdf");
    assert!(pdf == public_letter(&letter.letter()).expect("pdf"));
    let text = String::from_utf8_lossy(&pdf);
    assert!(pdf.starts_with(b"%PDF-1.7"));
    assert!(text.contains("<pdfaid:part>2</pdfaid:part>"), "not marked as PDF/A-2");
    assert!(text.contains("<pdfaid:conformance>B</pdfaid:conformance>"));
    assert!(text.contains("/Lang(vi-VN)") || text.contains("/Lang (vi-VN)"), "no language");
    assert!(
        text.contains("20210205000000") || text.contains("2021-02-05"),
        "not the letter's date"
    );
}

// S3.3: the other letters of a head look like the apology: number, addressee, text, signature.
#[test]
fn thanks_are_set_like_the_other_letters() {
    let letter = samples::thanks();
    let text = pages::text(&letter.job());
    insta::assert_snapshot!("letter-thanks", text);
    insta::assert_snapshot!("letter-thanks-sha256", pages::hash(&letter.job()));
    pages::assert_contains(
        &text,
        &["Số: 12/UBND", "THƯ CẢM ƠN", "Kính gửi: Bà Nông Thị Mẫu", "ý kiến của bà./."],
    );
    let draft = crate::PublicLetter { draft: true, ..letter };
    assert!(pages::text(&draft.job()).contains("DỰ THẢO"));
}

// The number is open until the head has signed.
#[test]
fn a_letter_is_cited_by_number_symbol_date_and_agency() {
    let head = samples::signed_letter().letterhead;
    assert_eq!(head.reference(), "12/PXL");
    assert_eq!(crate::Letterhead { number: Some(2), ..head }.reference(), "02/PXL");
    assert_eq!(
        samples::letter().letterhead.cited("Phiếu"),
        "Phiếu số ……/PXL ngày 05 tháng 02 năm 2021 của Ủy ban nhân dân huyện Trùng Khánh"
    );
}
