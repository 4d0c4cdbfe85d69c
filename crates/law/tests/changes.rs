//! The law changes, agencies choose: without a line of Rust, and never backwards.

#![cfg(test)]

use jiff::civil::date;
use nep_law::{
    Days, Library, Override, OverrideProblem, Overrides, Value, ValueType, embedded_files,
};

/// An invented decree that shortens the return of incomplete dossiers.
const AMENDMENT: &str = r#"
id = "vn/one-stop/nd-900-2026"
title = { vi = "Nghị định giả định 900/2026/NĐ-CP", en = "Invented Decree 900/2026/NĐ-CP" }
subject = "dossier"
valid_from = 2027-01-01
supersedes = "vn/one-stop/nd-118-2025-as-amended-2026"
amends = true

[[source]]
key = "nd-900-2026"
kind = "decree"
number = "900/2026/NĐ-CP"
title = { vi = "Nghị định giả định", en = "Invented decree" }

[[setting]]
key = "return_for_supplement_working_days"
type = "days"
value = 2
unit = "working_days"
label = { vi = "Thời hạn trả lại hồ sơ", en = "Time to return a dossier" }
citation = { source = "nd-900-2026", article = 3, clause = "2a", point = "đ" }
confidence = "verified"
"#;

fn amended() -> Library {
    let files = embedded_files().chain([("packs/agency/nd-900-2026.toml", AMENDMENT)]);
    Library::from_files(files).unwrap_or_else(|problems| panic!("{problems}"))
}

fn shipped() -> Library {
    Library::embedded().unwrap_or_else(|problems| panic!("{problems}"))
}

fn change(key: &str, value: Value) -> Override {
    Override {
        pack: "vn/one-stop/nd-118-2025-as-amended-2026".parse().unwrap(),
        key: key.to_owned(),
        value,
        valid_from: date(2026, 10, 1),
        reason: "Quyết định của cơ quan".to_owned(),
    }
}

fn refused(changes: Vec<Override>) -> Vec<OverrideProblem> {
    let overrides: Overrides = changes.into_iter().collect();
    shipped().with_overrides(&overrides).unwrap_err().problems().to_vec()
}

#[test]
fn a_new_decree_is_one_new_file_and_the_past_stays() {
    let library = amended();
    let days = |on| {
        let pack = library.require("vn/one-stop", on).unwrap();
        pack.days("return_for_supplement_working_days").unwrap()
    };
    assert_eq!(days(date(2026, 12, 31)).value, Days::Working(3));
    let after = days(date(2027, 1, 1));
    assert_eq!(after.value, Days::Working(2));
    assert_eq!(after.citation.vi(), "điểm đ khoản 2a Điều 3 Nghị định 900/2026/NĐ-CP");
    assert_eq!(after.pack.as_str(), "vn/one-stop/nd-900-2026");
    // What the decree does not speak about goes on, through both amendments.
    let pack = library.require("vn/one-stop", date(2027, 1, 1)).unwrap();
    assert_eq!(pack.integer("reappointments_max").unwrap().value, 1);
    assert!(pack.bool("clock_starts_at_competent_office").unwrap().value);
    assert_eq!(pack.items("forms").len(), 7);
    // The version before now ends, and reads as it always did on its own days.
    let before = library.require("vn/one-stop", date(2026, 12, 31)).unwrap();
    assert_eq!(before.valid_to(), Some(date(2026, 12, 31)));
    let untouched = shipped();
    let shipped = untouched.require("vn/one-stop", date(2026, 12, 31)).unwrap();
    assert_eq!(before.settings(), shipped.settings());
}

#[test]
fn a_decree_strikes_out_what_it_names_and_nothing_else() {
    let with = |repeals: &str| {
        let text =
            AMENDMENT.replace("amends = true", &format!("amends = true\nrepeals = {repeals}"));
        let files = embedded_files().map(|(name, text)| (name, text.to_owned()));
        Library::from_files(files.chain([("own.toml", text)]))
    };
    let library = with(r#"["setting.register_page_size", "item.forms.receipt"]"#).unwrap();
    let pack = library.require("vn/one-stop", date(2027, 1, 1)).unwrap();
    assert!(pack.text("register_page_size").is_err());
    assert!(pack.text("slip_page_size").is_ok());
    assert!(pack.items("forms").iter().all(|form| form.key != "receipt"));
    assert_eq!(pack.items("forms").len(), 6);
    let before = library.require("vn/one-stop", date(2026, 12, 31)).unwrap();
    assert!(before.text("register_page_size").is_ok());
    let problems = with(r#"["rule.nothing", "forms", "item.forms.nothing"]"#).unwrap_err();
    for name in ["`rule.nothing`", "`forms`", "`item.forms.nothing`"] {
        assert!(problems.to_string().contains(name), "{problems}");
    }
}

#[test]
fn an_agency_value_applies_from_its_day_and_says_what_it_replaces() {
    let overrides: Overrides =
        [change("apology_days_before_due", Value::Days(Days::Working(2)))].into_iter().collect();
    let library = shipped().with_overrides(&overrides).unwrap();
    let days = |on| {
        let pack = library.require("vn/one-stop", on).unwrap();
        pack.days("apology_days_before_due").unwrap()
    };
    assert_eq!(days(date(2026, 9, 30)).value, Days::Working(1));
    assert_eq!(days(date(2026, 9, 30)).adjustment, None);
    let adjusted = days(date(2026, 10, 1));
    assert_eq!(adjusted.value, Days::Working(2));
    let adjustment = adjusted.adjustment.unwrap();
    assert_eq!(adjustment.shipped, Value::Days(Days::Working(1)));
    assert_eq!(adjustment.reason, "Quyết định của cơ quan");
    assert_eq!(library.packs(), shipped().packs());
    let back = library.with_overrides(&Overrides::default()).unwrap();
    let pack = back.require("vn/one-stop", date(2026, 10, 1)).unwrap();
    assert_eq!(pack.days("apology_days_before_due").unwrap().value, Days::Working(1));
}

#[test]
fn later_agency_values_replace_earlier_ones() {
    let first = change("apology_days_before_due", Value::Days(Days::Working(2)));
    let later = Override {
        value: Value::Days(Days::Working(3)),
        valid_from: date(2026, 11, 1),
        ..first.clone()
    };
    let other = change("restart_after_supplement", Value::Bool(false));
    let overrides: Overrides = [later, other, first].into_iter().collect();
    let library = shipped().with_overrides(&overrides).unwrap();
    let read = |on| {
        let pack = library.require("vn/one-stop", on).unwrap();
        let days = pack.days("apology_days_before_due").unwrap().value;
        (days.count(), pack.bool("restart_after_supplement").unwrap().value)
    };
    assert_eq!(read(date(2026, 9, 30)), (1, true));
    assert_eq!(read(date(2026, 10, 1)), (2, false));
    assert_eq!(read(date(2026, 10, 31)), (2, false));
    assert_eq!(read(date(2026, 11, 1)), (3, false));
}

#[test]
fn what_the_law_fixes_cannot_be_overridden() {
    let problems = refused(vec![change("reappointments_max", Value::Integer(2))]);
    assert!(matches!(problems.as_slice(), [OverrideProblem::NotEditable { .. }]));
    let problems = refused(vec![change("intake_supplements_max", Value::Integer(2))]);
    let text = problems.first().unwrap().to_string();
    assert!(text.contains("điểm a khoản 2 Điều 17 Nghị định 118/2025/NĐ-CP"), "{text}");
}

#[test]
fn wrong_values_are_refused_all_at_once() {
    let key = "apology_days_before_due";
    let ok = change(key, Value::Days(Days::Working(2)));
    let problems = refused(vec![
        change(key, Value::Integer(2)),
        Override { valid_from: date(2026, 10, 2), ..change(key, Value::Days(Days::Calendar(2))) },
        Override { valid_from: date(2026, 10, 3), ..change(key, Value::Days(Days::Working(9))) },
        Override { valid_from: date(2026, 8, 4), ..ok.clone() },
        Override { valid_from: date(2026, 10, 5), reason: " ".to_owned(), ..ok.clone() },
        Override { pack: "vn/one-stop/nd-62-2018".parse().unwrap(), ..ok.clone() },
        change("apology_day_before_due", Value::Integer(1)),
        ok,
    ]);
    let kinds: Vec<&str> = problems
        .iter()
        .map(|problem| match problem {
            OverrideProblem::WrongType { .. } => "type",
            OverrideProblem::OutOfRange { .. } => "range",
            OverrideProblem::NotInForce { .. } => "force",
            OverrideProblem::NoReason { .. } => "reason",
            OverrideProblem::UnknownPack { .. } => "pack",
            OverrideProblem::UnknownSetting { .. } => "setting",
            OverrideProblem::Duplicate { .. } => "duplicate",
            OverrideProblem::NotEditable { .. } => "fixed",
        })
        .collect();
    assert_eq!(kinds, ["type", "type", "range", "force", "reason", "pack", "setting", "duplicate"]);
    let texts: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(texts[2].ends_with("cannot be 9 working_days; allowed: 1 to 5"), "{}", texts[2]);
    assert!(texts[5].contains("did you mean `vn/one-stop/nd-61-2018`?"), "{}", texts[5]);
    assert!(texts[6].contains("did you mean `apology_days_before_due`?"), "{}", texts[6]);
    assert_eq!(ValueType::Days.parse("2 working_days"), Ok(Value::Days(Days::Working(2))));
}
