//! The shipped packs judge as their own cases say, whoever they govern, and a new decree is one new file.

#![cfg(test)]

use jiff::civil::{Date, date};
use nep_law::{Judge, LawError, Library, PackId, Subject, Who, embedded_files};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

fn judge(library: &Library, id: &str) -> Judge {
    let id: PackId = id.parse().unwrap();
    Judge::new(library.pack(&id).unwrap()).unwrap()
}

/// Outcomes of subjects given as (fact, value) lists.
fn outcomes(judge: &Judge, subjects: &[Vec<(&str, String)>]) -> Vec<String> {
    let mut facts = judge.facts();
    for subject in subjects {
        let cell = |key: &str| subject.iter().find(|(k, _)| *k == key).map_or("", |(_, v)| v);
        judge.push(&mut facts, judge.fact_decls().iter().map(|fact| cell(&fact.key))).unwrap();
    }
    let verdicts = judge.run(&facts);
    (0..subjects.len()).map(|row| judge.verdict(&verdicts, row).outcome.to_owned()).collect()
}

#[test]
fn every_case_of_the_shipped_packs_comes_out_as_it_says() {
    let library = Library::embedded().unwrap();
    let mut cases = 0;
    for pack in library.packs().iter().filter(|pack| !pack.rules().is_empty()) {
        let failures = Judge::new(pack).unwrap().try_cases();
        assert!(failures.is_empty(), "{}: {failures:#?}", pack.id());
        cases += pack.rules().cases.len();
    }
    assert!(cases > 250, "{cases}");
}

// Law notes, rating §0: who is rated by what in which year (R1).
#[test]
fn each_person_is_rated_by_the_law_of_the_year() {
    let library = Library::embedded().unwrap();
    let rated = |kind, own_regulation, on: Date| {
        let who = Who { kind, own_regulation };
        library.governing_for("vn/rating", Subject::Person, who, on)
    };
    let year = |year| date(year, 12, 31);
    let table = [
        ("civil_servant", Some(false), year(2022), "vn/rating/nd-90-2020"),
        ("civil_servant", Some(false), year(2023), "vn/rating/nd-90-2020-as-amended-2023"),
        ("civil_servant", None, year(2025), "vn/rating/nd-90-2020-as-amended-2023"),
        ("civil_servant", None, year(2026), "vn/rating/nd-335-2025"),
        ("cadre", None, year(2025), "vn/rating/nd-90-2020-as-amended-2023"),
        ("public_employee", None, year(2025), "vn/rating/nd-90-2020-as-amended-2023"),
        ("public_employee", Some(true), year(2026), "vn/rating/nd-233-2026"),
        ("public_employee", Some(false), year(2026), "vn/rating/nd-90-2020-as-amended-2023"),
    ];
    for (kind, regulation, on, pack) in table {
        assert_eq!(rated(kind, regulation, on).unwrap().id().as_str(), pack, "{kind} {on}");
    }
    assert!(matches!(rated("cadre", None, year(2026)), Err(LawError::NoPack { .. })));
    let undecided = rated("public_employee", None, year(2026));
    assert!(matches!(undecided, Err(LawError::Undecided { .. })), "{undecided:?}");
    let agency = Who { kind: "agency", own_regulation: None };
    let pack = library.governing_for("vn/rating", Subject::Unit, agency, year(2026)).unwrap();
    assert_eq!(pack.id().as_str(), "vn/rating/nd-335-2025-agency");
}

/// A random civil servant under NĐ 335/2025/NĐ-CP, fully known.
fn civil_servant(random: &mut ChaCha8Rng) -> Vec<(&'static str, String)> {
    let mut percent =
        || format!("{}.{:02}", random.random_range(0..110), random.random_range(0..100));
    let percents = [percent(), percent(), percent()];
    let mut half = || if random.random_bool(0.5) { "100" } else { "50" }.to_owned();
    let halves = [half(), half(), half()];
    let [quantity, quality, progress] = percents;
    let [result, organising, unity] = halves;
    vec![
        ("months_worked", random.random_range(6..=12).to_string()),
        ("excused_leave", false.to_string()),
        ("is_leader", random.random_bool(0.3).to_string()),
        (
            "common_points",
            format!("{}.{:02}", random.random_range(0..30), random.random_range(0..100)),
        ),
        ("quantity_pct", quantity),
        ("quality_pct", quality),
        ("progress_pct", progress),
        ("unit_result_pct", result),
        ("organising_pct", organising),
        ("unity_pct", unity),
        ("duty_discipline", false.to_string()),
        ("integrity_conclusion", false.to_string()),
        ("unit_corruption", false.to_string()),
    ]
}

fn with(
    subject: &[(&'static str, String)],
    key: &str,
    value: impl ToString,
) -> Vec<(&'static str, String)> {
    let changed = |(k, v): &(&'static str, String)| {
        (*k, if *k == key { value.to_string() } else { v.clone() })
    };
    subject.iter().map(changed).collect()
}

// NĐ 335/2025/NĐ-CP Đ.20: an override always wins, and more of anything good never lowers a level (R16, R17).
#[test]
fn overrides_always_win_and_more_is_never_less() {
    let library = Library::embedded().unwrap();
    let judge = judge(&library, "vn/rating/nd-335-2025");
    let best_first = ["excellent", "good", "completed", "not_completed"];
    let place = |outcome: &String| best_first.iter().position(|level| level == outcome).unwrap();
    let mut random = ChaCha8Rng::seed_from_u64(335);
    for _ in 0..400 {
        let person = civil_servant(&mut random);
        let plain = place(&outcomes(&judge, std::slice::from_ref(&person))[0]);
        for key in ["duty_discipline", "integrity_conclusion"] {
            let struck = outcomes(&judge, &[with(&person, key, true)]);
            assert_eq!(struck, ["not_completed"], "{person:?}");
        }
        for key in ["common_points", "quantity_pct", "quality_pct", "progress_pct"] {
            let most = if key == "common_points" { 30 } else { 110 };
            let better = place(&outcomes(&judge, &[with(&person, key, most)])[0]);
            assert!(better <= plain, "{key}: {person:?}");
        }
        let few = with(&with(&person, "months_worked", 5), "duty_discipline", true);
        assert_eq!(outcomes(&judge, &[few]), ["not_rated"]);
    }
}

/// An invented decree that raises two thresholds and adds an override, from the middle of 2027.
const DECREE: &str = r#"
id = "vn/rating/nd-999-2027"
title = { vi = "Nghị định giả định sửa đổi Nghị định 335/2025/NĐ-CP", en = "Invented decree amending Decree 335/2025/NĐ-CP" }
subject = "person"
valid_from = 2027-07-01
supersedes = "vn/rating/nd-335-2025"
amends = true

[[source]]
key = "nd-999"
kind = "decree"
number = "999/2027/NĐ-CP"
title = { vi = "Giả định", en = "Invented" }

[[setting]]
key = "good_points"
type = "integer"
value = 75
unit = "points"
label = { vi = "Điểm từ đó đạt mức hoàn thành tốt", en = "Points from which the level is good" }
citation = { source = "nd-999", article = 1 }
confidence = "verified"

[[setting]]
key = "excellent_points"
type = "integer"
value = 92
unit = "points"
label = { vi = "Điểm từ đó đạt mức hoàn thành xuất sắc", en = "Points from which the level is excellent" }
citation = { source = "nd-999", article = 1 }
confidence = "verified"

[[fact]]
key = "late_apology"
type = "bool"
label = { vi = "Để xảy ra hồ sơ trễ hạn mà không xin lỗi", en = "Let a dossier run late without apology" }

[[rule]]
key = "late_apology"
stage = "override"
outcome = "not_completed"
when = "late_apology"
because = { vi = "Để hồ sơ trễ hạn mà không xin lỗi.", en = "A dossier ran late without apology." }
citation = { source = "nd-999", article = 2 }
confidence = "verified"

CASES
"#;

/// The cases of the pack that the decree amends, with what it changes.
fn decree(library: &Library) -> String {
    let id: PackId = "vn/rating/nd-335-2025".parse().unwrap();
    let mut cases = String::new();
    for case in &library.pack(&id).unwrap().rules().cases {
        let quoted = |(key, value): &(String, String)| format!("{key} = \"{value}\"");
        let facts: Vec<String> = case.facts.iter().map(quoted).collect();
        let score: f64 = case.score.as_deref().unwrap_or("0").parse().unwrap();
        let (shows, outcome) = match case.outcome.as_str() {
            "excellent" if score < 92.0 => ("good", "good"),
            "good" if score < 75.0 => ("completed", "completed"),
            _ => (case.shows[0].as_str(), case.outcome.as_str()),
        };
        let missing = format!("{:?}", case.missing);
        cases += &format!(
            "[[case]]\nkey = \"{}\"\nshows = [\"{shows}\"]\nfacts = {{ {}, late_apology = false }}\n\
             outcome = \"{outcome}\"\nmissing = {missing}\n",
            case.key,
            facts.join(", "),
        );
    }
    cases += "[[case]]\nkey = \"late\"\nshows = [\"late_apology\"]\noutcome = \"not_completed\"\n\
              facts = { months_worked = 12, late_apology = true }\n";
    DECREE.replace("CASES", &cases)
}

#[test]
fn a_new_decree_is_one_new_file_and_the_closed_year_stays() {
    let before = Library::embedded().unwrap();
    let decree = decree(&before);
    let shipped = embedded_files().map(|(name, text)| (name, text.to_owned()));
    let files = shipped.chain([("nd-999-2027.toml", decree)]);
    let after = Library::from_files(files).unwrap();
    let new = judge(&after, "vn/rating/nd-999-2027");
    assert_eq!(new.try_cases(), []);

    let mut random = ChaCha8Rng::seed_from_u64(999);
    let people: Vec<_> = (0..300).map(|_| civil_servant(&mut random)).collect();
    let who = Who { kind: "civil_servant", own_regulation: None };
    let of = |library: &Library, on| {
        let pack = library.governing_for("vn/rating", Subject::Person, who, on).unwrap();
        outcomes(&Judge::new(pack).unwrap(), &people)
    };
    let closed = date(2026, 12, 31);
    assert_eq!(of(&before, closed), of(&after, closed));

    // The new fact is not known of anybody, so nobody is decided without it.
    let open = date(2027, 12, 31);
    assert!(of(&after, open).iter().all(|outcome| outcome == "undetermined"));
    let known: Vec<_> = people
        .iter()
        .map(|p| p.iter().cloned().chain([("late_apology", false.to_string())]).collect())
        .collect();
    let (old, new) = (of(&before, open), outcomes(&new, &known));
    let moved = old.iter().zip(&new).filter(|(old, new)| old != new).count();
    assert!(moved > 0 && moved < people.len(), "{moved}");
    let lowered = |(old, new): (&String, &String)| {
        old == new || (old == "excellent" && new == "good") || (old == "good" && new == "completed")
    };
    assert!(old.iter().zip(&new).all(lowered));
}

/// A table of people with the body they belong to and the one they head, and common points for otherwise full results.
fn team(judge: &Judge, people: &[(&str, &str, &str, bool)]) -> (nep_law::Facts, nep_law::Groups) {
    let (mut facts, mut groups) = (judge.facts(), judge.groups());
    for (body, heads, percent, leads) in people {
        let flag = |key: &str| key != "is_leader" || !*leads;
        let cell = |key: &str| match key {
            "months_worked" => "12",
            "common_points" => "30",
            "quantity_pct" | "quality_pct" | "progress_pct" => percent,
            "organising_pct" | "unity_pct" if *leads => "100",
            "unit_result_pct" | "organising_pct" | "unity_pct" => "",
            key if flag(key) => "false",
            _ => "true",
        };
        judge.push(&mut facts, judge.fact_decls().iter().map(|fact| cell(&fact.key))).unwrap();
        groups.push([*body, "", *heads]);
    }
    (facts, groups)
}

// NĐ 335/2025/NĐ-CP Đ.15.3: the unit's result comes from the points of its members, who are judged first (R12, R15).
#[test]
fn heads_are_fed_by_their_members_from_below() {
    let library = Library::embedded().unwrap();
    let judge = judge(&library, "vn/rating/nd-335-2025");
    let people = [
        ("UBND", "UBND", "100", true),
        ("UBND", "Phòng", "20", true),
        ("Phòng", "", "100", false),
        ("Phòng", "", "20", false),
    ];
    let (mut facts, groups) = team(&judge, &people);
    let fed = judge.feed(&mut facts, &groups).unwrap();
    // The member with 30 + 14 points is below 50, so the office's head gets 50: 30 + 70 × (3 × 20 + 50 + 200) / 600 = 66.16….
    let told: Vec<_> = fed.iter().map(|f| (f.row, f.value.as_deref(), f.below.clone())).collect();
    assert_eq!(told, [(0, Some("100"), vec![]), (1, Some("50"), vec![3])]);
    let verdicts = judge.run(&facts);
    assert_eq!(judge.verdict(&verdicts, 1).score.as_deref(), Some("66.1666"));
    assert_eq!(judge.verdict(&verdicts, 0).outcome, "excellent");

    // The head may not stand above the body, and a body without a level is rated first (Đ.20.6, R18a).
    let bodies = [("UBND".to_owned(), "good".to_owned())].into();
    let found = judge.head_findings(&verdicts, &groups, &bodies);
    let told: Vec<_> = found.iter().map(|f| (f.row, f.body_outcome.as_deref())).collect();
    assert_eq!(told, [(0, Some("good")), (1, None)]);
    assert_eq!(
        judge.head_findings(
            &verdicts,
            &groups,
            &[
                ("UBND".to_owned(), "excellent".to_owned()),
                ("Phòng".to_owned(), "completed".to_owned())
            ]
            .into()
        ),
        []
    );
}

#[test]
fn a_member_without_points_leaves_the_head_open_and_circles_are_refused() {
    let library = Library::embedded().unwrap();
    let judge = judge(&library, "vn/rating/nd-335-2025");
    let (mut facts, groups) = team(&judge, &[("A", "A", "100", true), ("A", "", "", false)]);
    assert_eq!(judge.feed(&mut facts, &groups).unwrap()[0].value, None);
    let verdicts = judge.run(&facts);
    assert_eq!(judge.missing(&facts, &verdicts, 0), ["unit_result_pct"]);

    let (mut facts, groups) = team(&judge, &[("B", "A", "100", true), ("A", "B", "100", true)]);
    assert_eq!(judge.feed(&mut facts, &groups).unwrap_err().rows, [0, 1]);
}

// NĐ 335/2025/NĐ-CP Đ.20.5: one in five of the good ones, down; who is beyond is found, by score, and stays what he is (R18).
#[test]
fn a_share_that_is_exceeded_is_found_and_changes_nothing() {
    let library = Library::embedded().unwrap();
    let judge = judge(&library, "vn/rating/nd-335-2025");
    let mut people = vec![("A", "", "80", false); 9];
    people.extend([("A", "", "100", false), ("A", "", "95", false), ("A", "", "95", false)]);
    let (facts, groups) = team(&judge, &people);
    let verdicts = judge.run(&facts);
    let found = judge.findings(&verdicts, &groups, false);
    let told: Vec<_> =
        found.iter().map(|f| (f.row, f.count, f.allowed, f.place, f.tied, f.is_beyond())).collect();
    assert_eq!(told, [(9, 3, 1, 1, 1, false), (10, 3, 1, 2, 2, true), (11, 3, 1, 2, 2, true)]);
    assert!(found.iter().all(|f| judge.verdict(&verdicts, f.row).outcome == "excellent"));
    // A recorded decision allows one in four: of nine still two, of twelve three.
    assert_eq!(judge.findings(&verdicts, &groups, true)[0].allowed, 2);
    people.extend([("A", "", "80", false); 3]);
    let (facts, groups) = team(&judge, &people);
    assert_eq!(judge.findings(&judge.run(&facts), &groups, true), []);
}
