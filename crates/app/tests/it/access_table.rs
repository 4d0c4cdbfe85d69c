//! Who may do what, as a table: role × action × relation, compared line by line with the policies.

use std::{env, fs, path::Path};

use nep_app::Policies;
use nep_domain::access::{Action, Relation, Role};

const HEAD: &str = "role,action,own,subordinate,other";

/// The policies as a table: `yes` or a dash for each relation of the unit acted upon to the role's unit.
fn table(policies: &Policies) -> String {
    let mut lines = vec![HEAD.to_owned()];
    for &role in Role::ALL {
        for &action in Action::ALL {
            let may = |relation| if policies.permit(role, action, relation) { "yes" } else { "-" };
            let cells: Vec<_> = Relation::ALL.iter().map(|r| may(*r)).collect();
            lines.push(format!("{role},{action},{}", cells.join(",")));
        }
    }
    lines.join("\n") + "\n"
}

// A change of policies/roles.cedar must show as changed lines of this table: NEP_UPDATE=1 writes it anew.
#[test]
fn the_policies_say_what_the_table_says() {
    let file = Path::new("tests/access.csv");
    let actual = table(&Policies::embedded().unwrap());
    if env::var_os("NEP_UPDATE").is_some() {
        fs::write(file, &actual).unwrap();
    }
    let expected = fs::read_to_string(file).unwrap();
    let differing: Vec<_> =
        actual.lines().filter(|line| !expected.lines().any(|e| e == *line)).collect();
    assert_eq!(
        actual, expected,
        "changed lines: {differing:#?}; NEP_UPDATE=1 writes the table anew"
    );
}

fn permitted(role: Role) -> Vec<Action> {
    let policies = Policies::embedded().unwrap();
    let anywhere =
        |action: &Action| Relation::ALL.iter().any(|r| policies.permit(role, *action, *r));
    Action::ALL.iter().copied().filter(anywhere).collect()
}

fn who(action: Action) -> Vec<Role> {
    Role::ALL.iter().copied().filter(|role| permitted(*role).contains(&action)).collect()
}

/// Whether an action changes nothing, by the last word of its key.
fn only_looks(action: Action) -> bool {
    action.key().rsplit('.').next() == Some("view")
}

#[test]
fn auditors_only_look() {
    for action in permitted(Role::Auditor) {
        assert!(only_looks(action), "{action}");
    }
}

// S3.3: a letter of apology is signed by the head and by nobody else.
#[test]
fn only_heads_sign_and_only_home_affairs_verify() {
    assert_eq!(who(Action::LetterSign), [Role::Head]);
    assert_eq!(who(Action::MovementVerify), [Role::HomeAffairs]);
    assert_eq!(who(Action::InspectionVisit), [Role::Inspector]);
    assert_eq!(who(Action::AccountsManage), [Role::Administrator]);
}

#[test]
fn what_changes_something_never_reaches_beyond_the_branch() {
    let policies = Policies::embedded().unwrap();
    for &role in Role::ALL {
        for action in Action::ALL.iter().filter(|&&a| !only_looks(a)) {
            assert!(!policies.permit(role, *action, Relation::Other), "{role} {action}");
        }
    }
}

#[test]
fn broken_policies_say_where() {
    let error = Policies::parse("permit (principal, action, resource").unwrap_err();
    assert!(error.to_string().starts_with("access policies:"), "{error}");
}
