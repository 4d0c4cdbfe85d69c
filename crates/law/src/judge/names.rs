//! Names that could be taken for one another.

use crate::Pack;
use crate::problem::{Problem, ProblemKind};
use crate::rules::At;

/// Names that mean something else in an expression, or in the header of a table.
const TAKEN: [&str; 8] = ["id", "score", "fact", "setting", "true", "false", "null", "in"];

/// Facts, steps and columns, none of which may be called like another: facts and steps stand side by side in expressions,
/// facts and columns in the header of a table. Settings cannot be mistaken, since they stand behind `setting.`.
pub(super) fn check(pack: &Pack, problems: &mut Vec<Problem>) {
    let rules = pack.rules();
    let columns = rules.columns.iter().map(|column| ("column", &column.key, &column.at));
    let facts = rules.facts.iter().map(|fact| ("fact", &fact.key, &fact.at));
    let steps = rules.derived.iter().map(|step| ("derived step", &step.key, &step.at));
    let mut seen: Vec<(&str, &String)> = Vec::new();
    for (what, key, at) in columns.chain(facts).chain(steps) {
        if let Some((other, _)) = seen.iter().find(|(_, known)| *known == key) {
            let wrong = format!("{what} `{key}` is called like the {other} `{key}`");
            problems.push(at.problem(
                ProblemKind::Duplicate,
                wrong,
                "give one of them another key",
            ));
        }
        seen.push((what, key));
        problems.extend(bad(what, key, at));
    }
}

/// A name that no expression could use, or that means something else there.
fn bad(what: &str, key: &str, at: &At) -> Option<Problem> {
    if TAKEN.contains(&key) {
        let wrong = format!("{what} `{key}` has a name that already means something else");
        return Some(at.problem(
            ProblemKind::BadName,
            wrong,
            format!("call it `{key}_…`, or otherwise"),
        ));
    }
    let is_plain = !key.contains('-') && !key.starts_with(|c: char| c.is_ascii_digit());
    if is_plain || what == "column" {
        return None;
    }
    let wrong = format!("{what} `{key}` cannot be named in an expression");
    let remedy = "begin with a letter, and write `_` for `-`";
    Some(at.problem(ProblemKind::BadName, wrong, remedy))
}
