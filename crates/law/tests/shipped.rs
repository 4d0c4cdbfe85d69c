//! The packs in the binary: they load, and the law of a day is the law of that day.

#![cfg(test)]

use jiff::civil::{Date, date, time};
use nep_law::{Confidence, Days, LawError, Library, Pack, ValueType};

fn library() -> Library {
    Library::embedded().unwrap_or_else(|problems| panic!("{problems}"))
}

fn keys(pack: &Pack, list: &str) -> Vec<String> {
    pack.items(list).iter().map(|item| item.key.clone()).collect()
}

#[test]
fn every_shipped_pack_loads_without_a_problem() {
    assert!(library().packs().len() >= 15);
}

#[test]
fn the_one_stop_law_changes_on_its_days() {
    let library = library();
    let id = |on: Date| library.governing("vn/one-stop", on).map(|pack| pack.id().to_string());
    let some = |id: &str| Some(id.to_owned());
    assert_eq!(id(date(2018, 6, 20)), None);
    assert_eq!(id(date(2018, 6, 21)), some("vn/one-stop/nd-61-2018"));
    assert_eq!(id(date(2025, 6, 30)), some("vn/one-stop/nd-61-2018"));
    assert_eq!(id(date(2025, 7, 1)), some("vn/one-stop/nd-118-2025"));
    assert_eq!(id(date(2026, 8, 4)), some("vn/one-stop/nd-118-2025"));
    assert_eq!(id(date(2026, 8, 5)), some("vn/one-stop/nd-118-2025-as-amended-2026"));
    assert_eq!(id(date(2030, 1, 1)), some("vn/one-stop/nd-118-2025-as-amended-2026"));
}

#[test]
fn every_version_has_the_settings_the_desk_needs() {
    // S1.2, S3.3: terms, apology and re-appointment are asked for on any day since 2018.
    let library = library();
    for on in [date(2019, 3, 1), date(2025, 7, 1), date(2026, 11, 22)] {
        let pack = library.require("vn/one-stop", on).unwrap();
        assert_eq!(pack.integer("intake_supplements_max").unwrap().value, 1);
        let back = pack.days("return_for_supplement_working_days").unwrap().value;
        assert_eq!(back, Days::Working(3));
        assert!(pack.bool("restart_after_supplement").unwrap().value);
        assert_eq!(pack.days("apology_days_before_due").unwrap().value, Days::Working(1));
        assert_eq!(pack.integer("reappointments_max").unwrap().value, 1);
        assert_eq!(pack.time("forwarding_cut_off").unwrap().value, time(15, 0, 0, 0));
        assert_eq!(pack.days("close_incomplete_after_days").unwrap().value, Days::Working(15));
        assert_eq!(pack.text("slip_page_size").unwrap().value, "A5");
        let clocks = ["refuse", "ask_more", "answer", "publish"]
            .map(|step| pack.days(&format!("feedback_{step}_working_days")).unwrap().value);
        assert_eq!(clocks, [2, 5, 15, 2].map(Days::Working));
    }
}

#[test]
fn a_value_shows_its_article_and_whether_it_was_read() {
    let library = library();
    let pack = library.require("vn/one-stop", date(2019, 3, 1)).unwrap();
    let apology = pack.integer("reappointments_max").unwrap();
    assert_eq!(apology.citation.vi(), "khoản 9 Điều 19 Nghị định 61/2018/NĐ-CP");
    assert_eq!(apology.citation.en(), "clause 9, Article 19, Decree 61/2018/NĐ-CP");
    assert_eq!(apology.confidence, Confidence::Verified);
    let pack = library.require("vn/one-stop", date(2026, 1, 5)).unwrap();
    let cut_off = pack.time("forwarding_cut_off").unwrap();
    assert!(cut_off.confidence.reason().is_some_and(|reason| reason.vi.contains("118/2025")));
    // The amendment of 2026 was read, and restates the cut-off.
    let pack = library.require("vn/one-stop", date(2026, 8, 5)).unwrap();
    assert!(pack.time("forwarding_cut_off").unwrap().confidence.is_verified());
    // What it does not restate comes over as unsure as it was.
    assert!(!pack.integer("reappointments_max").unwrap().confidence.is_verified());
}

#[test]
fn the_apology_form_changes_its_title_with_the_law() {
    // S3.3
    let library = library();
    let title = |on| {
        let pack = library.require("vn/one-stop", on).unwrap();
        let form = pack.item("forms", "apology").unwrap();
        (form.code.clone().unwrap(), form.label.vi.clone(), pack.items("forms").len())
    };
    let old = "Phiếu xin lỗi và hẹn lại ngày trả kết quả".to_owned();
    let new = "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết".to_owned();
    assert_eq!(title(date(2025, 6, 30)), ("04".to_owned(), old, 6));
    assert_eq!(title(date(2025, 7, 1)), ("04".to_owned(), new.clone(), 7));
    assert_eq!(title(date(2026, 8, 5)), ("04".to_owned(), new, 7));
}

#[test]
fn the_movement_has_five_collective_and_six_individual_headings() {
    // S1.1
    let library = library();
    let pack = library.require("vn/movement", date(2022, 1, 1)).unwrap();
    let codes: Vec<&str> =
        pack.items("headings").iter().filter_map(|item| item.code.as_deref()).collect();
    assert_eq!(codes, ["C1", "C2", "C3", "C4", "C5", "I1", "I2", "I3", "I4", "I5", "I6"]);
    assert_eq!(pack.date("final_review_on").unwrap().value, date(2025, 9, 2));
    let unsure: Vec<&str> = pack
        .items("headings")
        .iter()
        .filter(|item| !item.confidence.is_verified())
        .map(|item| item.key.as_str())
        .collect();
    assert_eq!(unsure, ["i6"]);
    assert_eq!(library.governing("vn/movement", date(2026, 1, 1)), None);
}

#[test]
fn the_checklist_holds_the_ten_points_inspected() {
    // S1.9
    let library = library();
    let wanted = [
        "documents_issued",
        "working_hours",
        "badge",
        "manner",
        "documents_on_time",
        "procedures_posted",
        "work_plan_posted",
        "calendar_posted",
        "layout",
        "green_clean",
    ];
    for (on, decree) in [(date(2019, 6, 1), "61/2018"), (date(2025, 7, 1), "118/2025")] {
        let pack = library.require("vn/inspection", on).unwrap();
        assert_eq!(keys(pack, "checklist"), wanted);
        assert!(pack.list("checklist").is_some_and(|list| list.groups.len() == 5));
        let point = pack.item("checklist", "documents_on_time").unwrap();
        assert!(point.citation.vi().contains(decree));
        assert!(!pack.days("remedy_days").unwrap().confidence.is_verified());
    }
}

#[test]
fn the_other_lists_are_whole() {
    let library = library();
    let pack = |topic, on| library.require(topic, on).unwrap();
    let now = date(2026, 11, 22);
    // S1.3, S3.2
    let courtesy = pack("vn/courtesy", now).items("code");
    assert_eq!(courtesy.iter().filter(|item| item.group.as_deref() == Some("xin")).count(), 4);
    assert_eq!(courtesy.iter().filter(|item| item.group.as_deref() == Some("luon")).count(), 4);
    // S1.4
    assert_eq!(pack("vn/office-regulations", now).items("required").len(), 6);
    // S1.5
    let standard = pack("vn/culture-standard", now);
    assert_eq!(standard.integer("recognition_threshold_points").unwrap().value, 80);
    assert!(!standard.integer("recognition_threshold_points").unwrap().confidence.is_verified());
    assert_eq!(standard.items("standards").len(), 3);
    // S1.11: commendations of 2019 and 2020 are counted by form, level and ground.
    for on in [date(2020, 5, 1), date(2024, 1, 1), date(2025, 7, 1), now] {
        let awards = pack("vn/awards", on);
        assert!(awards.item("forms", "certificate_of_merit").is_some());
        assert!(awards.item("levels", "province").is_some());
        assert!(awards.item("grounds", "administrative_reform").is_some());
        assert_eq!(awards.items("titles").len(), 8);
    }
    // S5.1
    let kinds = ["cadre", "civil_servant", "public_employee", "contract_worker"];
    assert_eq!(keys(pack("vn/staff", date(2021, 12, 31)), "kinds"), kinds);
    assert_eq!(keys(pack("vn/staff", date(2026, 6, 30)), "kinds"), kinds);
    assert_eq!(keys(pack("vn/staff", now), "kinds"), kinds);
}

#[test]
fn there_are_29_document_types_and_two_have_no_abbreviation() {
    // S4.5: reports are written in the format of the decree.
    let library = library();
    let pack = library.require("vn/documents", date(2026, 11, 22)).unwrap();
    let types = pack.items("types");
    assert_eq!(types.len(), 29);
    let without: Vec<&str> =
        types.iter().filter(|t| t.code.is_none()).map(|t| t.key.as_str()).collect();
    assert_eq!(without, ["official_letter", "public_letter"]);
    assert_eq!(pack.item("types", "rule").unwrap().code.as_deref(), Some("QyĐ"));
}

#[test]
fn questions_without_an_answer_say_why() {
    let library = library();
    let none = library.require("vn/one-stop", date(2010, 1, 1)).unwrap_err();
    assert!(matches!(none, LawError::NoPack { .. }));
    let pack = library.require("vn/one-stop", date(2019, 1, 1)).unwrap();
    let missing = pack.integer("reapointments_max").unwrap_err().to_string();
    assert!(missing.contains("did you mean `reappointments_max`?"), "{missing}");
    let wrong = pack.integer("forwarding_cut_off").unwrap_err();
    let LawError::WrongType { expected, actual, .. } = wrong else { panic!("{wrong}") };
    assert_eq!((expected, actual), (ValueType::Integer, ValueType::Time));
}

#[test]
fn the_groups_of_the_index_make_a_hundred_points() {
    // S4.4
    let library = library();
    let pack = library.require("vn/one-stop-index", date(2026, 10, 1)).unwrap();
    let groups = ["openness", "progress", "digitisation", "online_services", "online_payment"];
    let points = |name: &str| pack.integer(&format!("{name}_points")).unwrap().value;
    let total: i64 = groups.iter().map(|group| points(group)).sum();
    assert_eq!(total + points("satisfaction"), 100);
    for item in pack.items("indicators") {
        let group = item.group.as_deref().unwrap();
        assert!(points(&item.key) <= points(group), "{}", item.key);
    }
}
