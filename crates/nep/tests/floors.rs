//! The floors of the house, kept by looking at every `Cargo.toml`: who may know whom.

#![expect(clippy::expect_used, reason = "tests fail by panicking")]

use std::collections::BTreeMap;

use cargo_metadata::{DependencyKind, MetadataCommand};

/// Each floor with the floors it may depend on. A floor knows some below it and none above.
const FLOORS: [(&str, &[&str]); 9] = [
    ("nep-calendar", &[]),
    ("nep-law", &[]),
    ("nep-domain", &["nep-calendar", "nep-law"]),
    ("nep-storage", &["nep-domain", "nep-calendar", "nep-law"]),
    ("nep-documents", &[]),
    ("nep-app", &["nep-calendar", "nep-documents", "nep-domain", "nep-law", "nep-storage"]),
    ("nep-web", &["nep-app", "nep-calendar", "nep-documents", "nep-domain", "nep-law"]),
    ("nep", &["nep-app", "nep-calendar", "nep-domain", "nep-law", "nep-storage", "nep-web"]),
    ("db-test", &[]),
];

/// Outside crates that only these floors may name.
const ONLY: [(&[&str], &[&str]); 4] = [
    (&["sea-orm", "sqlx"], &["nep-storage"]),
    (&["axum", "axum-extra", "tower", "tower-http", "askama"], &["nep-web"]),
    (&["typst", "typst-layout", "typst-pdf", "rust_xlsxwriter"], &["nep-documents"]),
    (&["cedar-policy", "argon2"], &["nep-app"]),
];

/// The measuring wing stands outside the house: it compares floors with what they are built on.
const OUTSIDE: [&str; 2] = ["nep-bench", "nep-bench-law"];

fn normal_dependencies() -> BTreeMap<String, Vec<String>> {
    let metadata = MetadataCommand::new().no_deps().exec().expect("cargo metadata");
    let named = |p: &cargo_metadata::Package| {
        let normal = p.dependencies.iter().filter(|d| d.kind == DependencyKind::Normal);
        (p.name.to_string(), normal.map(|d| d.name.clone()).collect())
    };
    metadata
        .packages
        .iter()
        .map(named)
        .filter(|(name, _)| !OUTSIDE.contains(&name.as_str()))
        .collect()
}

#[test]
fn no_floor_knows_one_above_it() {
    let house = normal_dependencies();
    let floors: Vec<&str> = FLOORS.iter().map(|(name, _)| *name).collect();
    for (name, dependencies) in &house {
        let allowed = FLOORS.iter().find(|(floor, _)| floor == name).map(|(_, allowed)| *allowed);
        let allowed = allowed.unwrap_or_else(|| {
            panic!("`{name}` is a new crate: give it a floor here and in ARCHITECTURE.md")
        });
        for other in dependencies.iter().filter(|d| floors.contains(&d.as_str())) {
            assert!(
                allowed.contains(&other.as_str()),
                "`{name}` must not depend on `{other}`; ARCHITECTURE.md says why"
            );
        }
    }
    assert_eq!(house.len(), FLOORS.len(), "every floor stands: {:?}", house.keys());
}

#[test]
fn each_outside_crate_stays_on_its_floor() {
    for (name, dependencies) in normal_dependencies() {
        for (crates, floors) in ONLY {
            for found in crates.iter().filter(|c| dependencies.iter().any(|d| d == *c)) {
                assert!(
                    floors.contains(&name.as_str()),
                    "only {floors:?} may name `{found}`, but `{name}` does"
                );
            }
        }
    }
}

/// The pure floors read no clock, no file and no random source; they cannot without these crates.
#[test]
fn the_pure_floors_stay_pure() {
    let house = normal_dependencies();
    for floor in ["nep-calendar", "nep-law", "nep-domain"] {
        for impure in ["tokio", "rand", "sea-orm", "reqwest", "tracing"] {
            assert!(
                !house[floor].iter().any(|d| d == impure),
                "`{floor}` must not depend on `{impure}`"
            );
        }
    }
}
