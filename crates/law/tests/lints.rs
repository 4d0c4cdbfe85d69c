//! Mistakes of packs that judge: each is found where it stands, with a hint, and nothing else is.

#![cfg(test)]

mod support;

use nep_law::{Problem, ProblemKind};
use support::{GOOD, JUDGING, problems};

/// Shares, feeds and caps of heads, to be added to the judging pack.
const BETWEEN: &str = r#"
[[column]]
key = "body"
label = { vi = "Cơ quan", en = "Body" }

[[column]]
key = "heads"
label = { vi = "Đứng đầu", en = "Heads" }

[score]
value = "points"
label = { vi = "Điểm", en = "Points" }
citation = { source = "nd-1", article = 5 }
confidence = "verified"

[[setting]]
key = "more"
type = "percent"
value = 80
label = { vi = "Nhiều hơn", en = "More" }
citation = { source = "nd-1", article = 6 }
confidence = "verified"

[[setting]]
key = "few"
type = "integer"
value = 5
label = { vi = "Ít", en = "Few" }
citation = { source = "nd-1", article = 6 }
confidence = "verified"

[[ratio_cap]]
key = "rare"
outcome = "good"
among = ["good", "bad"]
share = "share"
raised = "more"
floor_one_below = "few"
groups = [["body"]]
rounding = "floor"
because = { vi = "Tỷ lệ.", en = "Share." }
citation = { source = "nd-1", article = 7 }
confidence = "verified"

[[feed]]
key = "from-members"
fact = "points"
heads = "heads"
members = "body"
least = "few"
then = 100
otherwise = 50.5
because = { vi = "Theo đơn vị.", en = "By the unit." }
citation = { source = "nd-1", article = 8 }
confidence = "verified"

[[head_cap]]
key = "not-above"
heads = "heads"
because = { vi = "Không cao hơn.", en = "Not above." }
citation = { source = "nd-1", article = 9 }
confidence = "verified"
"#;

/// The judging pack with some parts replaced.
#[track_caller]
fn pack(changes: &[(&str, &str)]) -> String {
    let mut text = format!("{GOOD}{JUDGING}{BETWEEN}");
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    text
}

/// The problems of such a pack, each with the text that stands where it points to.
#[track_caller]
fn found(changes: &[(&str, &str)]) -> Vec<(Problem, String)> {
    let text = pack(changes);
    let here = |problem: &Problem| {
        let line = text.lines().nth(problem.line - 1).unwrap_or_default();
        line.chars().skip(problem.column - 1).collect()
    };
    let all = problems(&[("a.toml", &text)]);
    all.into_iter().map(|problem| (problem.clone(), here(&problem))).collect()
}

/// Expects exactly one problem, by its kind, the text it points to and a part of its message or hint.
#[track_caller]
fn one(changes: &[(&str, &str)], kind: ProblemKind, here: &str, says: &str) {
    let found = found(changes);
    let [(problem, place)] = found.as_slice() else { panic!("one problem wanted: {found:#?}") };
    assert_eq!(problem.kind, kind, "{problem}");
    assert!(place.starts_with(here), "{problem}\n{place}");
    assert!(problem.to_string().contains(says), "{problem}");
    assert!(!problem.hint.is_empty(), "{problem}");
}

/// A step before the rules.
fn step(key: &str, value: &str) -> String {
    format!(
        "[[derived]]\nkey = \"{key}\"\nvalue = \"{value}\"\nlabel = {{ vi = \"a\", en = \"a\" }}\ncitation = {{ source = \"nd-1\", article = 3 }}\nconfidence = \"verified\"\n\n"
    )
}

/// A rule at the end of the levels, with its case.
fn level(when: &str) -> String {
    format!(
        "[[rule]]\nkey = \"last\"\nstage = \"level\"\noutcome = \"bad\"\nwhen = '{when}'\nbecause = {{ vi = \"a\", en = \"a\" }}\ncitation = {{ source = \"nd-1\", article = 4 }}\nconfidence = \"verified\"\n\n[[case]]\nkey = \"last\"\nshows = [\"last\"]\noutcome = \"bad\"\n\n[[case]]\n"
    )
}

#[test]
fn the_pack_is_good() {
    assert_eq!(found(&[]), []);
}

#[test]
fn a_broken_step_hides_nothing_that_comes_after_it() {
    for broken in ["points +", "points + 1", "nothing * 2.0"] {
        let steps = format!(
            "{}{}[[rule]]",
            step("first", broken),
            step("second", "first > 1.0 && missing")
        );
        let changes = [
            ("[[rule]]", steps.as_str()),
            ("when = \"struck\"", "when = \"second && struck && absent\""),
            ("value = \"points\"", "value = \"first * 2.0\""),
        ];
        let found = found(&changes);
        let places: Vec<&str> = found.iter().map(|(_, here)| here.as_str()).collect();
        assert_eq!(places.len(), 3, "{found:#?}");
        assert!(places[1].starts_with("missing"), "{found:#?}");
        assert!(places[2].starts_with("absent"), "{found:#?}");
    }
    let list = format!("{}[[rule]]", step("first", "points +"));
    let changes = [("[[rule]]", list.as_str()), ("\"struck\"\nbec", "\"first in [absent]\"\nbec")];
    assert!(found(&changes)[1].1.starts_with("absent"));
}

#[test]
fn a_broken_score_hides_nothing_either() {
    let changes = [
        ("value = \"points\"", "value = \"struck\""),
        ("points >= s", "score > 1.0 && absent && points >= s"),
    ];
    let found = found(&changes);
    let kinds: Vec<ProblemKind> = found.iter().map(|(problem, _)| problem.kind).collect();
    assert_eq!(kinds, [ProblemKind::UnknownName, ProblemKind::WrongType], "{found:#?}");
}

#[test]
fn names_are_not_taken_twice() {
    let twice = |key: &str, value: &str| format!("{}[[rule]]", step(key, value));
    let same = twice("points", "points");
    one(&[("[[rule]]", &same)], ProblemKind::Duplicate, "[[derived]]", "fact `points`");
    let score = twice("score", "1.0");
    one(&[("[[rule]]", &score)], ProblemKind::BadName, "[[derived]]", "`score_…`");
    let id = ("key = \"body\"\nlabel", "key = \"id\"\nlabel");
    let uses = [("[[\"body\"]]", "[[\"id\"]]"), ("members = \"body\"", "members = \"id\"")];
    one(&[id, uses[0], uses[1]], ProblemKind::BadName, "[[column]]", "`id_…`");
    let hyphen = twice("a-b", "1.0");
    one(&[("[[rule]]", &hyphen)], ProblemKind::BadName, "[[derived]]", "`_` for `-`");
    let digit = twice("2nd", "1.0");
    one(&[("[[rule]]", &digit)], ProblemKind::BadName, "[[derived]]", "begin with a letter");
    let column = "[[column]]\nkey = \"points\"\nlabel = { vi = \"a\", en = \"a\" }\n\n[[column]]";
    one(&[("[[column]]", column)], ProblemKind::Duplicate, "[[fact]]", "column `points`");
}

#[test]
fn an_outcome_that_no_rule_leads_to() {
    let more = "[[outcome]]\nkey = \"middling\"\nlabel = { vi = \"a\", en = \"a\" }\n\n[[rule]]";
    one(&[("[[rule]]", more)], ProblemKind::UnusedOutcome, "[[outcome]]", "`middling`");
    // A mistyped outcome is one problem, not two.
    let typo = ("outcome = \"good\"\nwhen", "outcome = \"goood\"\nwhen");
    one(&[typo], ProblemKind::UnknownWord, "[[rule]]", "did you mean `good`?");
}

#[test]
fn shares_are_of_levels_within_groups() {
    use ProblemKind::{Duplicate, MissingField, UnknownName, WrongType};
    let cap = "[[ratio_cap]]";
    one(&[("among = [\"good\"", "among = [\"goood\"")], UnknownName, cap, "did you mean `good`?");
    one(&[(", \"bad\"]\nshare", "]\nshare")], MissingField, cap, "`among`");
    one(&[("among = [\"good\", \"bad\"]\n", "")], MissingField, cap, "`among`");
    one(&[("[\"good\", \"bad\"]", "[\"good\", \"bad\", \"bad\"]")], Duplicate, cap, "`bad` twice");
    let outside = ("en = \"Bad\" }", "en = \"Bad\" }\noutside = true");
    one(&[outside], WrongType, cap, "beside the levels");
    one(&[("groups = [[\"body\"]]\n", "")], MissingField, cap, "groups = ");
    one(&[("[[\"body\"]]", "[[\"body\"], []]")], MissingField, cap, "groups = ");
    one(&[("[[\"body\"]]", "[[\"boddy\"]]")], UnknownName, cap, "did you mean `body`?");
}

#[test]
fn shares_are_percentages_and_small_groups_are_numbers() {
    use ProblemKind::{OutOfRange, UnknownName, WrongType};
    let cap = "[[ratio_cap]]";
    one(&[("share = \"share\"", "share = \"shar\"")], UnknownName, cap, "did you mean `share`?");
    one(&[("share = \"share\"", "share = \"few\"")], WrongType, cap, "basis_points");
    one(&[("raised = \"more\"", "raised = \"few\"")], WrongType, cap, "`raised`");
    one(&[("value = 80", "value = 69")], OutOfRange, cap, "`raised`");
    one(&[("_below = \"few\"", "_below = \"more\"")], WrongType, cap, "0 or more");
    one(&[("value = 5", "value = -1")], WrongType, cap, "0 or more");
    let editable = ("value = 5", "value = 5\nmin = -1\neditable = true");
    one(&[editable], WrongType, cap, "by its `min`");
    assert_eq!(found(&[("value = 5", "value = 5\nmin = 0\neditable = true")]), []);
}

#[test]
fn feeds_and_caps_of_heads_name_what_is_there() {
    use ProblemKind::{Duplicate, MissingField, OutOfRange, UnknownName, Unreachable, WrongType};
    let feed = "[[feed]]";
    one(&[("heads = \"heads\"\nm", "heads = \"head\"\nm")], UnknownName, feed, "column `head`");
    one(&[("heads = \"heads\"\nb", "heads = \"head\"\nb")], UnknownName, "[[head_cap]]", "column");
    one(&[("members = \"body\"", "members = \"heads\"")], Duplicate, feed, "the same column");
    one(&[("least = \"few\"", "least = \"fwe\"")], UnknownName, feed, "known here: share");
    let text = (
        "key = \"few\"\ntype = \"integer\"\nvalue = 5",
        "key = \"few\"\ntype = \"bool\"\nvalue = true",
    );
    let small = ("floor_one_below = \"few\"\n", "");
    one(&[text, small], WrongType, feed, "`least`");
    one(&[("fact = \"points\"", "fact = \"point\"")], UnknownName, feed, "did you mean `points`?");
    one(&[("then = 100", "then = 101")], OutOfRange, feed, "`then`");
    one(&[("then = 100", "then = 1_00")], OutOfRange, feed, "`then`");
    one(&[("otherwise = 50.5", "otherwise = \" \"")], OutOfRange, feed, "`otherwise`");
    one(&[("max = 100\n", "max = 100\ndefault = 0\n")], Unreachable, feed, "default");
    let score = BETWEEN.find("[score]").unwrap()..BETWEEN.find("[[setting]]").unwrap();
    one(&[(&BETWEEN[score], "")], MissingField, feed, "add `[score]`");
    let at = BETWEEN.find(feed).unwrap()..BETWEEN.find("[[head_cap]]").unwrap();
    let again = format!("{}{}", &BETWEEN[at.clone()], BETWEEN[at.clone()].replace("from-", "of-"));
    one(&[(&BETWEEN[at], &again)], Duplicate, feed, "a second time");
}

#[test]
fn a_rule_behind_a_wider_one_is_never_asked() {
    let after = |when: &str, last: &str| {
        let (when, last) = (format!("when = '{when}'"), level(last));
        let found =
            found(&[("when = \"points >= setting.share\"", when.as_str()), ("[[case]]\n", &last)]);
        assert!(found.iter().all(|(p, _)| p.kind == ProblemKind::Unreachable), "{found:#?}");
        assert!(found.len() < 2, "{found:#?}");
        found.len() == 1
    };
    for (first, last) in [
        ("points >= 50.0", "points >= 70.0"),
        ("points >= 50.0", "points > 50.0"),
        ("points > 49.99", "points >= 50.0"),
        ("score < 50.0", "30.0 >= score"),
        ("points >= 50.0", "points >= 70.0 && struck"),
        ("points >= 50.0 && points < 90.0", "points >= 60.0 && points < 70.0"),
        ("points >= 50.0 || struck", "struck || points == 60.0"),
        ("points * 2.0 >= 100.0", "points >= 50.0"),
        ("points * -2.0 <= -100.0", "points > 60.0"),
        ("points != 50.0", "points > 50.0"),
        ("points > 50.0", "points in [60.0, 70.0]"),
        ("points in [60.0, 70.0]", "points == 60.0"),
    ] {
        assert!(after(first, last), "{first} … {last}");
    }
    for (first, last) in [
        ("points >= 70.0", "points >= 50.0"),
        ("points > 50.0", "points >= 50.0"),
        ("points >= 50.0", "points < 70.0"),
        ("points >= 50.0", "points >= 70.0 || struck"),
        ("points >= 50.0 && struck", "points >= 70.0"),
        ("points * -2.0 <= -100.0", "points > 40.0"),
        ("points == 50.0", "points != 50.0"),
        ("points in [60.0, 70.0]", "points > 50.0"),
        ("!(points < 50.0)", "points >= 50.0"),
    ] {
        assert!(!after(first, last), "{first} … {last}");
    }
}

#[test]
fn a_value_that_an_agency_may_change_keeps_two_rules_apart() {
    let last = level("points >= 90.0");
    let rule = [("[[case]]\n", last.as_str())];
    one(&rule, ProblemKind::Unreachable, "[[rule]]", "narrower rule first");
    let open = [rule[0], ("value = 70", "value = 70\nmin = 1\nmax = 100\neditable = true")];
    assert_eq!(found(&open), []);
}

#[test]
fn numbers_are_written_plainly() {
    use ProblemKind::{OutOfRange, WrongType};
    for number in ["0x46", "7_0", "+70", "7e1", "inf"] {
        let facts = format!("points = {number} }}");
        one(&[("points = 70 }", &facts)], OutOfRange, "[[case]]", "not a number");
        let text = format!("points = \"{number}\" }}");
        one(&[("points = 70 }", &text)], OutOfRange, "[[case]]", "not a number");
        let score = format!("points = 70 }}\nscore = {number}");
        one(&[("points = 70 }", &score)], WrongType, "[[case]]", "not a number");
    }
}

#[test]
fn what_an_agency_may_set_has_bounds_where_it_is_calculated_with() {
    let uses = ("setting.share\"", "setting.share && points > setting.few\"");
    let open = |bounds: &str| format!("value = 5\n{bounds}editable = true");
    let editable = open("min = 0\n");
    let changes = |editable| [uses, ("value = 5", editable)];
    one(&changes(&editable), ProblemKind::MissingField, "[[setting]]", "`min` and `max`");
    assert_eq!(found(&changes(&open("min = 0\nmax = 9\n"))), []);
    assert_eq!(found(&[("value = 5", &editable)]), []);
    // Each end is tried, so that no value an agency may set keeps the pack from judging.
    let divided = ("setting.share\"", "setting.share && points / double(setting.few) > 1.0\"");
    let changes = [divided, ("value = 5", &open("min = 0\nmax = 9\n"))];
    one(&changes, ProblemKind::Expression, "/ double", "the smallest values");
    let large = [uses, ("value = 5", &open("min = 0\nmax = 9223372036854775807\n"))];
    one(&large, ProblemKind::OutOfRange, "> setting.few", "the largest values");
}
