//! The real program: exit code, standard output and standard error of every command.

#![expect(clippy::expect_used, reason = "tests fail by panicking")]

use std::{
    io::Write,
    path::Path,
    process::{Command, Output, Stdio},
};

/// Runs `nep` in the folder of the workspace, without the caller's settings.
fn nep(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_nep"))
        .args(arguments)
        .current_dir("../..")
        .env_clear()
        .env("NO_COLOR", "1")
        .env("NEP_LOG", "error")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    // The program may refuse its arguments before it reads anything.
    child.stdin.take().expect("a pipe").write_all(input.as_bytes()).ok();
    child.wait_with_output().expect("the program ends")
}

/// What a person at the terminal sees, with what changes from run to run replaced.
fn seen(arguments: &[&str], input: &str, hide: &[(&str, &str)]) -> String {
    let output = nep(arguments, input);
    let text = |bytes: &[u8]| {
        let mut text = String::from_utf8_lossy(bytes).into_owned();
        for (from, to) in hide {
            text = text.replace(from, to);
        }
        text
    };
    let code = output.status.code().expect("an exit code");
    format!(
        "exit code: {code}\n----- stdout\n{}----- stderr\n{}",
        text(&output.stdout),
        text(&output.stderr)
    )
}

#[test]
fn due_dates() {
    insta::assert_snapshot!(
        "due",
        seen(&["calendar", "due", "2024-04-26", "--working-days", "3"], "", &[])
    );
    insta::assert_snapshot!(
        "due_calendar_days",
        seen(&["calendar", "due", "2024-04-26", "--calendar-days", "5"], "", &[])
    );
    insta::assert_snapshot!(
        "due_hours",
        seen(&["calendar", "due", "2024-04-26T11:35", "--hours", "8"], "", &[])
    );
    insta::assert_snapshot!(
        "due_bad_date",
        seen(&["calendar", "due", "26/4/2024", "--working-days", "3"], "", &[])
    );
    insta::assert_snapshot!("due_no_length", seen(&["calendar", "due", "2024-04-26"], "", &[]));
}

#[test]
fn due_dates_in_bulk() {
    insta::assert_snapshot!(
        "batch",
        seen(&["calendar", "due", "--batch"], "2024-04-26 3\n2021-02-09 1\n\n", &[])
    );
    insta::assert_snapshot!(
        "batch_bad_line",
        seen(&["calendar", "due", "--batch"], "2024-04-26 3\n2024-04-31 1\n", &[])
    );
}

#[test]
fn the_audit_log_of_a_new_database_is_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite://{}", folder.path().join("nep.db").display());
    insta::assert_snapshot!(
        "audit",
        seen(&["audit", "verify", "--database", &url], "", &[(&url, "URL")])
    );
}

#[test]
fn a_new_installation_gets_its_body_and_its_administrator_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite://{}", folder.path().join("nep.db").display());
    let arguments = [
        "init",
        "--database",
        &url,
        "--code",
        "UBND",
        "--name",
        "UBND huyện Thử Nghiệm",
        "--identifier",
        "H14.25",
        "--administrator",
        "quan-tri",
        "--administrator-name",
        "Nông Thị Thử",
    ];
    insta::assert_snapshot!("init_short_password", seen(&arguments, "ngan\n", &[]));
    insta::assert_snapshot!("init", seen(&arguments, "mat-khau-thu-nghiem\n", &[]));
    insta::assert_snapshot!("init_again", seen(&arguments, "mat-khau-thu-nghiem\n", &[]));
}

#[test]
fn wrong_addresses_say_what_to_write() {
    insta::assert_snapshot!(
        "bad_scheme",
        seen(&["audit", "verify", "--database", "mysql://x/y"], "", &[])
    );
    insta::assert_snapshot!(
        "bad_port",
        seen(&["serve", "--database", "sqlite://x", "--listen", "8080"], "", &[])
    );
}

#[test]
fn scenarios_are_listed_and_a_wrong_name_is_told() {
    insta::assert_snapshot!("scenario_list", seen(&["scenario", "list"], "", &[]));
    insta::assert_snapshot!(
        "scenario_unknown",
        seen(&["scenario", "check", "trung-khan"], "", &[])
    );
}

#[test]
fn a_broken_scenario_is_shown_at_its_place() {
    let shelf = tempfile::tempdir().expect("a folder");
    let folder = shelf.path().join("hong");
    write(
        &folder,
        "scenario.toml",
        "title = \"T\"\nabout = \"A\"\nbody = \"UBND\"\nseed = 1\nends = 2021-01-01\n",
    );
    write(&folder, "expected.toml", "figure = []\n");
    let step = "[[step]]\non = 2021-01-01\nas = \"system\"\ndo = \"found-body\"\ncode = \"UBND\"\n";
    write(&folder, "steps.toml", step);
    let shelf = shelf.path().display().to_string();
    let arguments = ["scenario", "check", "hong", "--scenarios", &shelf];
    insta::assert_snapshot!("scenario_field_missing", seen(&arguments, "", &[(&shelf, "SHELF")]));
    write(
        &folder,
        "steps.toml",
        "[[step]]\non = 2021-01-01\nas = \"ai-do\"\ndo = \"open-accounts\"\naccounts = [{ username = \"a\", name = \"B\", role = \"head\", unit = \"X\" }]\n",
    );
    insta::assert_snapshot!("scenario_no_account", seen(&arguments, "", &[(&shelf, "SHELF")]));
}

fn write(folder: &Path, name: &str, text: &str) {
    std::fs::create_dir_all(folder).expect("a folder");
    std::fs::write(folder.join(name), text).expect("a file");
}
