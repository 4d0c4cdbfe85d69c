//! Every dependency's licence is in the list of `deny.toml`.

#![expect(clippy::expect_used, reason = "tests fail by panicking")]

use std::collections::BTreeSet;

use cargo_metadata::MetadataCommand;

fn allowed() -> BTreeSet<String> {
    let text = std::fs::read_to_string("../../deny.toml").expect("deny.toml");
    let table: toml::Table = text.parse().expect("TOML");
    let list = table["licenses"]["allow"].as_array().expect("a list");
    list.iter().filter_map(|l| l.as_str().map(str::to_owned)).collect()
}

/// Whether an SPDX expression can be met: of `OR` one side, of `AND` both. The old `/` means `OR`.
fn fits(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let expression = expression.trim();
    if let Some(sides) = split(expression, " AND ") {
        return sides.iter().all(|side| fits(side, allowed));
    }
    if let Some(sides) = split(expression, " OR ").or_else(|| split(expression, "/")) {
        return sides.iter().any(|side| fits(side, allowed));
    }
    match expression.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')) {
        Some(inner) => fits(inner, allowed),
        None => allowed.contains(expression),
    }
}

/// The parts between separators that stand outside brackets; `None` when there is no such separator.
fn split<'a>(expression: &'a str, separator: &str) -> Option<Vec<&'a str>> {
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0_i32);
    for (at, sign) in expression.char_indices() {
        depth += i32::from(sign == '(') - i32::from(sign == ')');
        if depth == 0 && at >= start && expression[at..].starts_with(separator) {
            parts.push(&expression[start..at]);
            start = at + separator.len();
        }
    }
    parts.push(&expression[start..]);
    (parts.len() > 1).then_some(parts)
}

#[test]
fn expressions_are_read_right() {
    let allowed: BTreeSet<String> = ["MIT", "Unicode-3.0"].map(str::to_owned).into();
    for good in ["MIT", "MIT OR GPL-3.0", "MIT/Apache-2.0", "(MIT OR Apache-2.0) AND Unicode-3.0"] {
        assert!(fits(good, &allowed), "{good}");
    }
    for bad in ["GPL-3.0", "MIT AND GPL-3.0", "(GPL-3.0 OR AGPL-3.0) AND MIT", ""] {
        assert!(!fits(bad, &allowed), "{bad}");
    }
}

#[test]
fn every_dependency_has_an_allowed_licence() {
    let platform = format!("{}-unknown-linux-gnu", std::env::consts::ARCH);
    let options = vec!["--filter-platform".to_owned(), platform];
    let metadata = MetadataCommand::new().other_options(options).exec().expect("cargo metadata");
    let allowed = allowed();
    let refused: Vec<_> = metadata
        .packages
        .iter()
        .filter(|p| !p.license.as_deref().is_some_and(|l| fits(l, &allowed)))
        .map(|p| {
            format!(
                "{} {}: {}",
                p.name,
                p.version,
                p.license.as_deref().unwrap_or("no licence given")
            )
        })
        .collect();
    assert!(metadata.packages.len() > 100, "dependencies were read");
    assert!(refused.is_empty(), "not in `licenses.allow` of deny.toml:\n{}", refused.join("\n"));
}
