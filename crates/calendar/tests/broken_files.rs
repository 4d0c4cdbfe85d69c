//! What loading says about broken calendar files (C2): every problem, with its line and a hint.
#![cfg(test)]

use nep_calendar::{CalendarErrors, CalendarOptions, Problem, WorkCalendar};

const SHIPPED: &str = include_str!("../data/vn-officials.toml");

fn errors(text: &str) -> CalendarErrors {
    WorkCalendar::from_toml(text, CalendarOptions::default()).expect_err("the file is broken")
}

/// The problems after one piece of the shipped file was changed.
fn changed(from: &str, to: &str) -> Vec<Problem> {
    assert!(SHIPPED.contains(from), "{from}");
    errors(&SHIPPED.replacen(from, to, 1)).problems
}

/// The shipped file with the line of `date` replaced.
fn with_line(date: &str, line: &str) -> Vec<Problem> {
    let start = format!("  {{ date = \"{date}\"");
    let old = SHIPPED.lines().find(|line| line.starts_with(&start)).unwrap();
    changed(old, line)
}

fn line_of(piece: &str) -> usize {
    SHIPPED.lines().position(|line| line.contains(piece)).unwrap() + 1
}

fn assert_says(problems: &[Problem], line: usize, piece: &str) {
    let found = problems.iter().any(|p| p.line == line && p.message.contains(piece));
    assert!(found, "line {line}, `{piece}` not in {problems:#?}");
    assert!(problems.iter().all(|p| p.hint.ends_with('.') && p.message.ends_with('.')));
}

#[test]
fn not_toml_at_all() {
    let problems = errors("scope = ").problems;
    assert_eq!((problems.len(), problems[0].line), (1, 1));
}

#[test]
fn unknown_field_names_its_line() {
    let problems = changed("scope = ", "scop = ");
    assert_eq!(problems[0].line, line_of("scope = "));
}

#[test]
fn all_problems_come_at_once_in_order() {
    let text = SHIPPED
        .replacen("date = \"2024-04-30\"", "date = \"2024-04-31\"", 1)
        .replacen(
            "date = \"2021-05-01\", weekday = \"T7\"",
            "date = \"2021-05-01\", weekday = \"T6\"",
            1,
        )
        .replacen("source = \"hoan_doi_2025\", pair = \"2025-05-02\"", "source = \"nobody\"", 1);
    let errors = errors(&text);
    assert_says(&errors.problems, line_of("2021-05-01\", w"), "is marked `T6` but is `T7`");
    assert_says(&errors.problems, line_of("2024-04-30\", w"), "`2024-04-31`, which is no date");
    assert_says(&errors.problems, line_of("2025-04-26\", w"), "`nobody` is not described");
    assert!(errors.problems.is_sorted_by_key(|problem| problem.line));
    let text = errors.to_string();
    assert!(text.contains("years 2021, 2021-05-01") && text.contains("hint: "), "{text}");
}

#[test]
fn missing_fields_and_unknown_kinds() {
    let problems = with_line("2020-01-01", "  { date = \"2020-01-01\" },");
    for field in ["weekday", "kind", "name", "source"] {
        assert_says(&problems, line_of("2020-01-01\", w"), &format!("`{field}` is missing"));
    }
    let problems = changed("kind = \"make_up\"", "kind = \"makeup\"");
    assert_says(&problems, line_of("kind = \"make_up\""), "`makeup` is not known");
}

#[test]
fn make_up_is_a_saturday_with_one_partner() {
    let line = line_of("2024-05-04\", w");
    let moved =
        SHIPPED.replacen("2024-05-04\", weekday = \"T7\"", "2024-05-03\", weekday = \"T6\"", 1);
    let problems = errors(&moved).problems;
    assert_says(&problems, line, "A make-up day is a Saturday");
    assert_says(&problems, line_of("2024-04-29\", w"), "not paired with exactly one `make_up`");

    let alone = changed(", pair = \"2024-04-29\"", "");
    assert_says(&alone, line, "not paired with exactly one `swap_off`");

    let line = "  { date = \"2024-05-11\", weekday = \"T7\", kind = \"make_up\", name = \"Làm bù\", \
                source = \"hoan_doi_2024\", pair = \"2024-04-29\" },\n";
    let second = "  { date = \"2024-09-02\"";
    let problems = changed(second, &format!("{line}{second}"));
    assert_says(&problems, line_of("2024-09-02\", w"), "not paired with exactly one `swap_off`");
    assert_says(&problems, line_of("2024-04-29\", w"), "not paired with exactly one `make_up`");
}

#[test]
fn swap_off_is_a_weekday() {
    let problems = changed("2024-04-29\", weekday = \"T2\"", "2024-04-28\", weekday = \"CN\"");
    assert_says(&problems, line_of("2024-04-29\", w"), "lies on a weekend");
}

#[test]
fn compensatory_follows_a_weekend_holiday() {
    let line = line_of("2021-05-03\", w");
    let late = changed("2021-05-03\", weekday = \"T2\"", "2021-05-04\", weekday = \"T3\"");
    assert_says(&late, line, "not the next working day after 2021-05-01");
    let early = changed("2021-05-03\", weekday = \"T2\"", "2021-04-29\", weekday = \"T5\"");
    assert_says(&early, line, "not the next working day after 2021-05-01");
    let wrong = changed("pair = \"2021-05-01\"", "pair = \"2021-04-30\"");
    assert_says(&wrong, line, "makes up for no holiday on a weekend");
    assert_says(&wrong, line_of("2021-05-01\", w"), "needs exactly one compensatory day");
    let weekend = changed("2021-05-03\", weekday = \"T2\"", "2021-05-02\", weekday = \"CN\"");
    assert_says(&weekend, line, "A `compensatory` day lies on a weekend");
}

#[test]
fn a_holiday_has_no_pair() {
    let end = "name = \"Quốc khánh\", source = \"nghi_2019\"";
    let problems = changed(end, &format!("{end}, pair = \"2019-09-03\""));
    assert_says(&problems, line_of(end), "A holiday has no pair");
}

#[test]
fn days_stand_once_and_in_their_year() {
    let twice = changed("2023-09-01\", weekday = \"T6\"", "2023-09-02\", weekday = \"T7\"");
    let first = line_of("2023-09-01\", w");
    assert_says(&twice, first + 1, &format!("already stands on line {first}"));
    let astray = changed("2020-09-02\", weekday = \"T4\"", "2021-09-06\", weekday = \"T2\"");
    assert_says(&astray, line_of("2020-09-02\", w"), "2021-09-06 does not belong to 2020");
}

#[test]
fn years_are_contiguous_and_covered() {
    let gap = changed("year = 2022\n", "year = 2032\n");
    let line = line_of("year = 2022") - 1;
    assert_says(&gap, line, "The year 2032 follows 2021");
    let outside = changed("last_year = 2100", "last_year = 2024");
    assert_says(&outside, line_of("year = 2025") - 1, "2025 lies outside the covered years");
    for covers in ["last_year = 1999", "last_year = 9999"] {
        let problems = changed("last_year = 2100", covers);
        assert_says(&problems, line_of("covers = "), "are not possible");
    }
}

#[test]
fn sources_say_how_sure_they_are() {
    let piece = "confidence = \"memory\", reason = \"Chưa đọc lại văn bản; chỉ dùng để ước tính các năm trước 2019.\"";
    assert_says(&changed(piece, "confidence = \"memory\""), line_of(piece), "needs a `reason`");
    assert_says(&changed(piece, "confidence = \"sure\""), line_of(piece), "`sure` is not known");
}

#[test]
fn statutes_are_checked() {
    let begin = changed("from_year = 2000", "from_year = 2003");
    assert_says(&begin, line_of("covers = "), "No statute says which days are off in 2000");
    let order = changed("from_year = 2014", "from_year = 2006");
    assert_says(&order, line_of("from_year = 2014") - 1, "does not begin after 2007");
    let lunar = changed(
        "calendar = \"lunar\", month = 3, day = 10",
        "calendar = \"moon\", month = 3, day = 10",
    );
    assert_says(&lunar, line_of("month = 3, day = 10"), "`moon` is not known");
    let day = changed("month = 4, day = 30", "month = 4, day = 31");
    assert_says(&day, line_of("month = 4, day = 30"), "no day 31 in month 4");
    let month = changed("month = 3, day = 10", "month = 13, day = 10");
    assert_says(&month, line_of("month = 3, day = 10"), "lunar month 13");
    let before = changed("days = 4, days_before = [1]", "days = 4, days_before = [4]");
    assert_says(&before, line_of("days = 4, days_before = [1]"), "do not fit");
}

#[test]
fn scope_and_single_tables_are_checked() {
    let scope = changed("\"civil_servants\"", "\"everybody\"");
    assert_says(&scope, line_of("scope = "), "`everybody` is not known");
    let hours = changed("hours = 8", "hours = 0");
    assert_says(&hours, line_of("[working_day]"), "cannot have 0 hours");
    let culture = changed("month = 11\nday = 24", "month = 11\nday = 31");
    assert_says(&culture, line_of("[culture_day]"), "no day 31 in month 11");
}
