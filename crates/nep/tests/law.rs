//! `nep law`: tables judged on the command line, and what is said of bad ones.

#![cfg(test)]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

const PACK: &str = "vn/rating/nd-335-2025";

const PEOPLE: &str = "\
id,body,task_group,months_worked,excused_leave,is_leader,common_points,quantity_pct,quality_pct,progress_pct,unit_result_pct,organising_pct,unity_pct,duty_discipline,integrity_conclusion,unit_corruption
an,UBND,vp,12,false,false,30,100,100,100,,,,false,false,
binh,UBND,vp,12,false,false,27,80,75,70,,,,false,false,
cuc,UBND,vp,12,false,true,30,100,100,100,50,100,,false,false,false
dung,UBND,vp,4,false,false,30,100,100,100,,,,true,false,
giang,UBND,vp,12,false,false,,100,100,100,,,,true,false,
";

fn table(folder: &Path, text: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.join("facts.csv");
    fs::write(&path, text).unwrap();
    path
}

fn law(args: &[&str], facts: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nep"));
    command.env("NO_COLOR", "1").arg("law").args(args).arg("--facts").arg(facts);
    command.output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn a_table_is_judged_with_articles_missing_facts_and_shares() {
    let folder = tempfile::tempdir().unwrap();
    let facts = table(folder.path(), PEOPLE);
    let answer = law(&["evaluate", PACK], &facts);
    assert!(answer.status.success(), "{}", text(&answer.stderr));
    insta::assert_snapshot!("evaluate", text(&answer.stdout));
    let answer = law(&["evaluate", PACK, "--format", "json", "--explain"], &facts);
    insta::assert_snapshot!("evaluate_json", text(&answer.stdout));
    let answer = law(&["explain", PACK, "--id", "cuc"], &facts);
    insta::assert_snapshot!("explain", text(&answer.stdout));
    let answer = law(&["simulate", PACK, "--settings", "good_points=80"], &facts);
    insta::assert_snapshot!("simulate", text(&answer.stdout));
}

#[test]
fn bad_tables_are_refused_with_their_place_and_leave_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("answer.csv");
    let cases: [(&str, &[u8], &str); 11] = [
        ("lines of Windows", b"id,is_leader\r\na,true\r\n\r\nb,perhaps\r\n", "line 4, column 2"),
        (
            "unclosed quote",
            b"id,body\na,\"b1\nb,b1\n",
            "line 2: a cell goes on over the end of its line",
        ),
        ("no header", b"", "there is no column `id`"),
        ("wrong header", b"id,common_point\na,1\n", "knows no fact `common_point` (column 2)"),
        ("twice in the header", b"id,is_leader,is_leader\n", "column `is_leader` is there twice"),
        ("wrong type", b"id,is_leader\na,perhaps\n", "line 2, column 2 (`is_leader`), row `a`"),
        ("out of range", b"id,common_points\na,30.0001\n", "`30.0001` is out of range"),
        ("half values", b"id,unity_pct\na,75\n", "not one of the numbers"),
        ("twice", b"id,is_leader\na,true\na,false\n", "line 3: the id `a` is there twice"),
        ("encoding", b"id,is_leader\n\xff\xfe,true\n", "line 2: holds bytes that are not UTF-8"),
        ("ragged", b"id,is_leader\na,true,1\n", "line 2: has 3 cells where the header has 2"),
    ];
    for (what, bytes, said) in cases {
        let facts = table(folder.path(), bytes);
        let answer = law(&["evaluate", PACK, "--output", output.to_str().unwrap()], &facts);
        let error = text(&answer.stderr)
            .replace("\n  │", "")
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        assert!(!answer.status.success() && error.contains(said), "{what}: {error}");
        assert!(error.contains("help:"), "{what}: {error}");
        assert!(answer.stdout.is_empty() && !output.exists(), "{what}");
    }
    let facts = table(folder.path(), PEOPLE);
    assert!(
        law(&["evaluate", PACK, "--output", output.to_str().unwrap()], &facts).status.success()
    );
    assert_eq!(fs::read_to_string(&output).unwrap().lines().count(), 6);
}

#[test]
fn an_answer_has_the_columns_that_were_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let facts =
        table(folder.path(), "id,months_worked\n\"Tày, \"\"Nùng\"\"\",12\nb,3\n".as_bytes());
    let answer = law(&["evaluate", PACK, "--columns", "outcome,id"], &facts);
    let expected = "outcome,id\nundetermined,\"Tày, \"\"Nùng\"\"\"\nundetermined,b\n";
    assert_eq!(text(&answer.stdout), expected);
    let answer = law(&["evaluate", PACK, "--columns", "score", "--format", "json"], &facts);
    assert_eq!(text(&answer.stdout), "{\"score\":null}\n{\"score\":null}\n");
    let answer = law(&["evaluate", PACK, "--columns", "score"], &facts);
    assert_eq!(text(&answer.stdout), "score\n\"\"\n\"\"\n");
}

#[test]
fn a_bad_pack_of_an_agency_is_refused_with_all_its_problems() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("own.toml");
    let pack = include_str!("../../../packs/vn/rating/nd-335-2025.toml")
        .replace("score >= setting.good_points", "scor >= setting.god_points")
        .replace(
            "\"months_worked < setting.months_min && !excused_leave\"",
            "\"months_worked - 3\"",
        );
    fs::write(&path, pack).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_nep"));
    let answer = command.args(["law", "check"]).arg(&path).output().unwrap();
    assert_eq!(answer.status.code(), Some(1));
    let said = text(&answer.stdout);
    for expected in
        ["no fact `scor`", "did you mean `score`?", "no setting `god_points`", "do not mix"]
    {
        assert!(said.contains(expected), "{expected}: {said}");
    }
    assert!(said.contains("own.toml:"), "{said}");
}

#[test]
fn heads_are_compared_with_their_bodies_and_fed_by_their_members() {
    let folder = tempfile::tempdir().unwrap();
    let people = "\
id,body,heads,months_worked,excused_leave,is_leader,common_points,quantity_pct,quality_pct,progress_pct,organising_pct,unity_pct,duty_discipline,integrity_conclusion,unit_corruption
chu-tich,UBND,UBND,12,false,true,30,100,100,100,100,100,false,false,false
chuyen-vien,UBND,,12,false,false,30,100,100,100,,,false,false,
";
    let facts = table(folder.path(), people);
    let bodies = folder.path().join("bodies.csv");
    fs::write(&bodies, "id,outcome,score\nUBND,good,88\n").unwrap();
    let answer = law(&["evaluate", PACK, "--bodies", bodies.to_str().unwrap()], &facts);
    let said = text(&answer.stdout);
    let chair = said.lines().find(|line| line.starts_with("chu-tich,excellent,100,")).unwrap();
    assert!(chair.contains("unit_result_pct = 100 from 1 members"), "{chair}");
    assert!(chair.contains("head_not_above_body [UBND]: the body is good"), "{chair}");

    let circle = people
        .replace("chu-tich,UBND,UBND", "chu-tich,A,B")
        .replace("chuyen-vien,UBND,,12,false,false", "chuyen-vien,B,A,12,false,true");
    let answer = law(&["evaluate", PACK], &table(folder.path(), circle));
    let error = text(&answer.stderr).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(!answer.status.success() && error.contains("in a circle"), "{error}");
    assert!(error.contains("chu-tich, chuyen-vien"), "{error}");
}

#[test]
fn rows_that_a_pack_does_not_govern_are_refused_and_unlike_packs_not_compared() {
    const OLD: &str = "vn/rating/nd-90-2020-as-amended-2023";
    let folder = tempfile::tempdir().unwrap();
    let facts = table(folder.path(), "id,kind,months_worked\nan,cadre,3\nbinh,civil_servant,3\n");
    assert!(law(&["evaluate", OLD], &facts).status.success(), "both in 2024");
    // From 2026 on civil servants are rated by NĐ 335.
    let answer = law(&["evaluate", &format!("{OLD}@2026-03-01")], &facts);
    let error = text(&answer.stderr).replace("\n  │", "");
    let said = error.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        said.contains("row `binh`") && said.contains("`civil_servant` on 2026-03-01"),
        "{said}"
    );
    assert!(answer.stdout.is_empty());

    let against = ["simulate", OLD, "--against", "vn/rating/nd-335-2025-agency"];
    let error = text(&law(&against, &facts).stderr);
    assert!(error.contains("judges a person"), "{error}");
}

#[test]
fn packs_are_compared_in_everything_they_say() {
    let folder = tempfile::tempdir().unwrap();
    let shipped = include_str!("../../../packs/vn/rating/nd-335-2025.toml");
    let changes = [
        ("rounding = \"floor\"", "rounding = \"nearest\"", "share "),
        ("stage = \"override\"", "stage = \"exempt\"", "rule "),
        ("valid_from = 2026-01-01", "valid_from = 2026-01-02", "pack in force"),
    ];
    let path = folder.path().join("copy.toml");
    let diff = |copy: &str| {
        // Two packs of one topic would govern the same people.
        fs::write(&path, copy.replacen(PACK, "local/rating/copy", 1)).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_nep"));
        command.args(["law", "diff", PACK, "local/rating/copy", "--pack-file"]).arg(&path);
        text(&command.output().unwrap().stdout)
    };
    assert!(diff(shipped).contains("no difference"), "{}", diff(shipped));
    for (from, to, said) in changes {
        assert!(shipped.contains(from), "{from}");
        let answer = diff(&shipped.replacen(from, to, 1));
        assert!(answer.contains(said) && answer.lines().count() == 4, "{said}: {answer}");
    }
}
