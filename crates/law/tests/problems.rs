//! Every kind of problem is found, at its place, with a hint.

#![cfg(test)]

mod support;

use nep_law::{Library, ProblemKind};
use support::{GOOD, JUDGING, problems};

/// Breaks the good pack in one place and expects exactly one problem there.
#[track_caller]
fn check(from: &str, to: &str, kind: ProblemKind, place: (usize, usize), hint: &str) {
    assert!(GOOD.contains(from), "`{from}` is not in the good pack");
    let found = problems(&[("a.toml", &GOOD.replacen(from, to, 1))]);
    let [problem] = found.as_slice() else { panic!("one problem wanted: {found:#?}") };
    assert_eq!(problem.kind, kind, "{problem}");
    assert_eq!((problem.line, problem.column), place, "{problem}");
    assert!(problem.hint.contains(hint), "{problem}");
    let start = format!("a.toml:{}:{}: ", place.0, place.1);
    assert!(problem.to_string().starts_with(&start), "{problem}");
}

#[test]
fn the_good_pack_is_good() {
    assert_eq!(problems(&[("a.toml", GOOD)]), []);
}

#[test]
fn text_that_is_not_toml() {
    check("value = 70", "value = ", ProblemKind::Syntax, (19, 9), "packs/README.md");
}

#[test]
fn missing_fields() {
    check("subject = \"unit\"\n", "", ProblemKind::MissingField, (1, 1), "subject");
    check("number = \"1/2025/NĐ-CP\"\n", "", ProblemKind::MissingField, (7, 1), "number");
    check("value = 70\n", "", ProblemKind::MissingField, (16, 1), "value");
    check(", en = \"Share\"", "", ProblemKind::MissingField, (20, 9), "en");
    check("confidence = \"verified\"", "", ProblemKind::MissingField, (30, 1), "confidence");
    let days = ("type = \"percent\"", "type = \"days\"");
    check(days.0, days.1, ProblemKind::MissingField, (16, 1), "working_days");
}

#[test]
fn unknown_fields_get_the_nearest_name() {
    check(
        "label = { vi = \"T",
        "lable = 1\nlabel = { vi = \"T",
        ProblemKind::UnknownField,
        (20, 1),
        "did you mean `label`?",
    );
    check(
        "article = 2",
        "artcle = 2",
        ProblemKind::UnknownField,
        (21, 31),
        "did you mean `article`?",
    );
}

#[test]
fn wrong_types() {
    check("value = 70", "value = \"70\"", ProblemKind::WrongType, (19, 9), "a whole number");
    check(
        "valid_from = 2025-01-01",
        "valid_from = \"2025-01-01\"",
        ProblemKind::WrongType,
        (4, 14),
        "without quotes",
    );
    check(
        "title = { vi = \"Bộ thử\", en = \"Test pack\" }",
        "title = \"Bộ thử\"",
        ProblemKind::WrongType,
        (2, 9),
        "{ vi",
    );
    check("vi = \"Mẫu một\"", "vi = \"\"", ProblemKind::WrongType, (34, 16), "not empty");
}

#[test]
fn unknown_words() {
    check(
        "kind = \"decree\"",
        "kind = \"degree\"",
        ProblemKind::UnknownWord,
        (9, 8),
        "did you mean `decree`?",
    );
    check(
        "type = \"percent\"",
        "type = \"share\"",
        ProblemKind::UnknownWord,
        (18, 8),
        "known here: integer",
    );
    check(
        "\"unverified\"",
        "\"unverifed\"",
        ProblemKind::UnknownWord,
        (22, 14),
        "did you mean `unverified`?",
    );
}

#[test]
fn numbers_outside_their_range() {
    check("value = 70", "value = 101", ProblemKind::OutOfRange, (19, 9), "0 to 100");
    check("value = 70", "value = 70\nmax = 60", ProblemKind::OutOfRange, (19, 9), "`max`");
}

#[test]
fn dates_that_do_not_exist() {
    check("2025-12-31", "2025-02-29", ProblemKind::Syntax, (5, 12), "packs/README.md");
}

#[test]
fn bad_names() {
    check("vn/test/first", "vn/first", ProblemKind::BadName, (1, 6), "three parts");
    check("key = \"share\"", "key = \"Tỷ lệ\"", ProblemKind::BadName, (17, 7), "without accents");
}

#[test]
fn the_same_key_twice() {
    let again = "[[source]]\nkey = \"nd-1\"\nkind = \"decree\"\nnumber = \"2\"\ntitle = { vi = \"a\", en = \"a\" }\n\n[reason]";
    check("[reason]", again, ProblemKind::Duplicate, (14, 7), "another key");
    let same_file = problems(&[("a.toml", GOOD), ("b.toml", GOOD)]);
    let [problem] = same_file.as_slice() else { panic!("{same_file:#?}") };
    assert_eq!((problem.kind, problem.line, problem.column), (ProblemKind::Duplicate, 1, 6));
    assert_eq!(problem.file, "b.toml");
}

#[test]
fn missing_and_unknown_citations() {
    check(
        "citation = { source = \"nd-1\", article = 2 }\n",
        "",
        ProblemKind::MissingCitation,
        (16, 1),
        "product_default",
    );
    check(
        "citation = { source = \"nd-1\", article = 3 }\n",
        "",
        ProblemKind::MissingCitation,
        (30, 1),
        "citation = {",
    );
    check(
        "source = \"nd-1\"",
        "source = \"nd-2\"",
        ProblemKind::UnknownSource,
        (21, 23),
        "did you mean `nd-1`?",
    );
}

#[test]
fn confidence_and_reasons() {
    let without = problems(&[("a.toml", &GOOD.replace("reason = \"memory\"\n", ""))]);
    let kinds: Vec<ProblemKind> = without.iter().map(|problem| problem.kind).collect();
    assert_eq!(kinds, [ProblemKind::UnusedReason, ProblemKind::Confidence]);
    let places: Vec<(usize, usize)> = without.iter().map(|p| (p.line, p.column)).collect();
    assert_eq!(places, [(14, 1), (22, 14)]);
    check(
        "confidence = \"verified\"",
        "confidence = \"verified\"\nreason = \"memory\"",
        ProblemKind::Confidence,
        (37, 10),
        "remove",
    );
    check(
        "[reason]\n",
        "[reason]\nold = { vi = \"a\", en = \"b\" }\n",
        ProblemKind::UnusedReason,
        (14, 1),
        "remove it",
    );
    let typo = problems(&[("a.toml", &GOOD.replace("reason = \"memory\"", "reason = \"memroy\""))]);
    let problem = typo.iter().find(|problem| problem.kind == ProblemKind::UnknownReason);
    let problem = problem.unwrap_or_else(|| panic!("{typo:#?}"));
    assert_eq!((problem.line, problem.column), (23, 10));
    assert_eq!(problem.hint, "did you mean `memory`?");
}

#[test]
fn a_product_default_is_never_verified() {
    let text = GOOD
        .replace("kind = \"decree\"\nnumber = \"1/2025/NĐ-CP\"\n", "kind = \"product_default\"\n");
    let found = problems(&[("a.toml", &text)]);
    let [problem] = found.as_slice() else { panic!("{found:#?}") };
    assert_eq!(problem.kind, ProblemKind::Confidence);
    assert_eq!((problem.line, problem.column), (35, 14));
    assert!(problem.hint.contains("unverified"), "{problem}");
}

#[test]
fn lists_and_groups() {
    check(
        "list = \"forms\"",
        "list = \"form\"",
        ProblemKind::UnknownList,
        (31, 8),
        "did you mean `forms`?",
    );
    check("group = \"a\"", "group = \"b\"", ProblemKind::UnknownList, (33, 9), "known here: a");
    let item = GOOD.find("[[item]]").unwrap_or_else(|| panic!("no item"));
    check(&GOOD[item..], "", ProblemKind::EmptyList, (25, 1), "list = \"forms\"");
}

#[test]
fn periods_that_run_backwards() {
    check(
        "valid_to = 2025-12-31",
        "valid_to = 2024-12-31",
        ProblemKind::BackwardPeriod,
        (5, 12),
        "first day",
    );
}

/// A second version, broken or not, beside the good one.
#[track_caller]
fn check_second(top: &str, kind: ProblemKind, place: (usize, usize), hint: &str) {
    let rest = &GOOD[GOOD.find("title").unwrap_or_default()..];
    let rest = rest.replace("valid_from = 2025-01-01\nvalid_to = 2025-12-31\n", "");
    let second = format!("{top}\n{rest}");
    let found = problems(&[("a.toml", GOOD), ("b.toml", &second)]);
    let [problem] = found.as_slice() else { panic!("one problem wanted: {found:#?}") };
    assert_eq!(problem.kind, kind, "{problem}");
    assert_eq!((problem.file.as_str(), problem.line, problem.column), ("b.toml", place.0, place.1));
    assert!(problem.hint.contains(hint), "{problem}");
}

#[test]
fn versions_follow_each_other_day_by_day() {
    let overlap = "id = \"vn/test/second\"\nvalid_from = 2025-12-31";
    check_second(overlap, ProblemKind::Overlap, (2, 14), "begin the day after 2025-12-31");
    let gap = "id = \"vn/test/second\"\nvalid_from = 2026-01-02";
    check_second(gap, ProblemKind::Gap, (2, 14), "begin the day after 2025-12-31");
    let open = GOOD.replace("valid_to = 2025-12-31\n", "");
    let second =
        GOOD.replace("vn/test/first", "vn/test/second").replace("2025-01-01", "2025-06-01");
    let found = problems(&[("a.toml", &open), ("b.toml", &second)]);
    let [problem] = found.as_slice() else { panic!("{found:#?}") };
    assert_eq!(problem.kind, ProblemKind::Overlap);
    assert!(problem.hint.contains("supersedes = \"vn/test/first\""), "{problem}");
}

#[test]
fn superseded_packs_must_exist_and_be_earlier() {
    let second = |supersedes: &str| {
        format!("id = \"vn/test/second\"\nvalid_from = 2026-01-01\nsupersedes = \"{supersedes}\"")
    };
    let kind = ProblemKind::UnknownPack;
    check_second(&second("vn/test/frist"), kind, (3, 14), "did you mean `vn/test/first`?");
    check_second(&second("vn/test/second"), kind, (3, 14), "began earlier");
    let other = "id = \"vn/other/second\"\nvalid_from = 2026-01-01\nsupersedes = \"vn/test/first\"";
    check_second(other, kind, (3, 14), "`vn/other/`");
    let amends = "id = \"vn/test/second\"\nvalid_from = 2026-01-01\namends = true";
    check_second(amends, ProblemKind::MissingField, (1, 1), "supersedes");
}

#[test]
fn all_problems_of_all_files_are_reported_in_order() {
    let first = GOOD.replace("value = 70", "value = 700").replace("subject = \"unit\"\n", "");
    let second = GOOD.replace("vn/test/first", "vn/test").replace("kind = \"decree\"", "kind = 1");
    let found = problems(&[("b.toml", &second), ("a.toml", &first)]);
    let places: Vec<String> =
        found.iter().map(|p| format!("{}:{}:{}", p.file, p.line, p.column)).collect();
    assert_eq!(places, ["a.toml:1:1", "a.toml:18:9", "b.toml:1:6", "b.toml:9:8"]);
}

#[test]
fn a_pack_that_judges_is_good() {
    let text = format!("{GOOD}{JUDGING}");
    let library = Library::from_files([("good.toml", text)]).unwrap();
    let judge = nep_law::Judge::new(&library.packs()[0]).unwrap();
    assert_eq!(judge.try_cases(), []);
}

/// The problems of the judging pack with a part replaced, as kind, line after the judging part begins, and column.
fn judged(from: &str, to: &str) -> Vec<(ProblemKind, usize, usize)> {
    assert!(JUDGING.contains(from), "{from}");
    let text = format!("{GOOD}{}", JUDGING.replacen(from, to, 1));
    let problems = Library::from_files([("pack.toml", text)]).unwrap_err();
    let first = GOOD.matches('\n').count() + 1;
    problems.problems().iter().map(|p| (p.kind, p.line - first, p.column)).collect()
}

#[test]
fn expressions_are_checked_to_the_letter() {
    let when = |to: &str| judged("points >= setting.share", to);
    assert_eq!(when("point >= setting.share")[0], (ProblemKind::UnknownName, 35, 9));
    assert_eq!(when("points >= setting.shar")[0].0, ProblemKind::UnknownName);
    assert_eq!(when("points >= \\\"good\\\"")[0].0, ProblemKind::WrongType);
    assert_eq!(when("points + 1 >= 70")[0].0, ProblemKind::WrongType);
    assert_eq!(when("points")[0].0, ProblemKind::WrongType);
    assert_eq!(when("points / struck >= 1.0")[0].0, ProblemKind::WrongType);
    // Behind an escape the place is not known to the letter; it is never outside the expression.
    assert_eq!(when("\\n\\n\\n\\n point >= setting.share")[0], (ProblemKind::UnknownName, 35, 9));
    for outside in [
        "size(\\\"a\\\") > 0",
        "[1].exists(x, x > 0)",
        "{1: 2}[1] == 2",
        "points.round() > 1.0",
        "points / points > 1.0",
        "points / 0.0 > 1.0",
        "points % 2.0 > 1.0",
        "points > null",
        "1u > 0u",
        "points >",
        "(points > 1.0",
        "\\\"a\\\\\\\"\\\" == \\\"b\\\"",
    ] {
        let found = when(outside);
        let kinds = [ProblemKind::Expression, ProblemKind::WrongType];
        assert!(kinds.contains(&found[0].0), "{outside}: {found:?}");
    }
    let long = "points + ".repeat(2_000) + "points";
    let nots = format!("{}(points > 1.0)", "!".repeat(3_000));
    let choices = "points > 1.0 ? true : ".repeat(500);
    for large in [format!("{long} > 1.0"), nots, format!("{choices} false")] {
        assert_eq!(when(&large)[0].0, ProblemKind::Expression);
    }
    let deep = format!("{}points > 1.0{}", "(".repeat(3_000), ")".repeat(3_000));
    assert_eq!(when(&deep)[0].0, ProblemKind::Expression);
    let power = ["points"; 12].join(" * ");
    assert_eq!(when(&format!("{power} > 1.0"))[0].0, ProblemKind::OutOfRange);
}

#[test]
fn what_can_never_matter_is_reported() {
    let when = |to: &str| judged("points >= setting.share", to);
    assert_eq!(when("points > 100.0")[0].0, ProblemKind::Unreachable);
    assert_eq!(judged("max = 100\nlabel", "max = 60\nlabel")[0].0, ProblemKind::Unreachable);
    assert_eq!(
        judged("when = \"struck\"", "when = \"points < 5.0\"")[0],
        (ProblemKind::UnusedFact, 9, 1)
    );
    assert_eq!(judged("shows = [\"good\"]", "shows = []")[0].0, ProblemKind::NoCase);
    assert_eq!(
        judged("shows = [\"good\"]", "shows = [\"god\", \"good\"]")[0].0,
        ProblemKind::UnknownName
    );
    assert_eq!(
        judged("outcome = \"good\"\nwhen", "outcome = \"god\"\nwhen")[0].0,
        ProblemKind::UnknownWord
    );
    assert_eq!(judged("points = 70", "points = 100.5")[0].0, ProblemKind::OutOfRange);
    assert_eq!(judged("points = 70", "point = 70")[0].0, ProblemKind::UnknownName);
    assert_eq!(
        judged("citation = { source = \"nd-1\", article = 4 }\n", "")[0].0,
        ProblemKind::MissingCitation
    );
    let rule =
        JUDGING.split("[[rule]]").nth(1).unwrap().replace("key = \"struck\"", "key = \"again\"");
    let found = judged("[[case]]", &format!("[[rule]]{rule}\n[[case]]"));
    assert!(found.iter().any(|p| p.0 == ProblemKind::Unreachable), "{found:?}");
}
