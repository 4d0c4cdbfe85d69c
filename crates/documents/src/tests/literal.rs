//! Values are printed as they are: nothing in them means anything to Typst, XML or Excel.

use super::{pages, samples};
use crate::{
    DocumentError, public_letter,
    typesetting::{layout, world_of},
};

const NASTY: &str =
    r#"#panic("x") $a_1^2$ *b* _c_ `d` @e <f> = g \ "h" 'i' -- ... ~ // /* [j] {k} #{1+1} &amp;"#;

#[test]
fn markup_in_values_comes_out_literally() {
    let mut letter = samples::letter();
    letter.addressee = NASTY.into();
    letter.reason = NASTY.into();
    letter.letterhead.place = "#sys".into();
    letter.recipients = vec![NASTY.into()];
    letter.signature.lines = vec![r#"*TM.* "a" \ $x$"#.into()];
    let text = pages::text(&letter.letter().job());
    pages::assert_contains(
        &text,
        &[
            &format!("Kính gửi: {NASTY}"),
            &format!("Lý do: {NASTY}"),
            "#sys, ngày",
            r#"*TM.* "A" \ $X$"#,
        ],
    );
    public_letter(&letter.letter()).expect("pdf");
}

#[test]
fn markup_in_tables_headings_and_titles_comes_out_literally() {
    let mut report = samples::report();
    report.about = NASTY.into();
    report.legal_bases = vec![NASTY.into()];
    report.sections[0].heading = format!("1. {NASTY}");
    report.sections[0].level = crate::HeadingLevel::Item;
    report.annexes[0].note = Some(NASTY.into());
    if let crate::Block::Table(table) = &mut report.annexes[0].blocks[0] {
        table.rows.truncate(1);
        table.rows[0][1] = NASTY.into();
        table.columns[4].header = "#x".into();
    }
    let text = pages::text(&report.job().expect("job"));
    pages::assert_contains(&text, &[&format!("1. {NASTY}"), &format!("{NASTY}."), "#x"]);
}

#[test]
fn characters_the_font_lacks_become_boxes_and_invisible_ones_go() {
    let mut letter = samples::letter();
    letter.addressee = "Nông 😀漢 A\u{200b}B\u{202e}C\u{0}D\u{7}E\u{e000}\tF\u{301}".into();
    let text = pages::text(&letter.letter().job());
    pages::assert_contains(&text, &["Kính gửi: Nông □□ ABCDE□ F"]);
    public_letter(&letter.letter()).expect("PDF/A allows no missing glyph");
}

#[test]
fn accents_sent_apart_are_printed_as_one_letter() {
    let mut letter = samples::letter();
    letter.addressee = "Nguye\u{302}\u{303}n Thi\u{323} Ngo\u{323}c".into();
    assert!(pages::text(&letter.letter().job()).contains("Nguyễn Thị Ngọc"));
}

#[test]
fn very_long_names_stay_within_the_margins() {
    let mut letter = samples::letter();
    letter.draft = false;
    letter.letterhead.agency = "Trung tâm Phục vụ hành chính công ".repeat(6);
    letter.letterhead.parent = Some("A".repeat(120));
    letter.addressee = "Công ty trách nhiệm hữu hạn một thành viên ".repeat(10);
    let runs = pages::runs(&pages::document(&letter.letter().job()));
    assert!(runs.iter().filter(|run| !run.text.contains("AAAA")).all(|run| run.end < 195.5));
}

#[test]
fn every_vietnamese_letter_is_in_the_font() {
    let letters = "ăâđêôơư ằắẳẵặ ầấẩẫậ èéẻẽẹ ềếểễệ ìíỉĩị òóỏõọ ồốổỗộ ờớởỡợ ùúủũụ ừứửữự ỳýỷỹỵ àáảãạ";
    let mut letter = samples::letter();
    letter.addressee = format!("{letters} {}", letters.to_uppercase());
    let text = pages::text(&letter.letter().job());
    pages::assert_contains(&text, &[letters, &letters.to_uppercase()]);
    assert!(!text.contains('□'));
}

#[test]
fn a_fault_in_a_template_is_told_with_file_and_line() {
    let letter = samples::letter();
    let world = world_of(&letter.letter().job()).expect("world").with_main("ok\n\n#unknown-name");
    let error = layout(&world).expect_err("unknown variable");
    let DocumentError::Template { template, line, message, .. } = &error else {
        panic!("unexpected: {error}")
    };
    assert_eq!((template.as_str(), *line), ("public-letter.typ", 3));
    assert!(message.contains("unknown variable"), "{message}");
}

#[test]
fn a_template_sees_no_disk_and_no_packages() {
    for main in
        ["#read(\"/etc/hostname\")", "#import \"@preview/cetz:0.4.0\"", "#image(\"qr.svg\")"]
    {
        let letter = samples::letter();
        let world = world_of(&letter.letter().job()).expect("world").with_main(main);
        let error = layout(&world).expect_err(main).to_string();
        assert!(error.contains("file not found"), "{main}: {error}");
    }
}
