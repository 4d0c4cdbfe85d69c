//! Shipped packs, damaged at random: loading them never panics, and every problem says where it is and what to do.
//!
//! The same damage on every run. More of it with `NEP_PACK_MUTATIONS=100000 cargo test --release -p nep-law`.

#![cfg(test)]

use nep_law::{Library, Problem, embedded_files};
use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// Files damaged, unless the environment asks for more.
const MUTATIONS: u64 = 120;
/// How often all other shipped files are loaded beside the damaged one.
const BESIDE_ALL: u64 = 60;
/// What stands for a part of a file; a few of them are meant to be taken for something else.
const ODD: [&str; 24] = [
    "",
    "0",
    "-1",
    "0x10",
    "1_000",
    "9223372036854775807",
    "-9223372036854775808",
    "1e400",
    "nan",
    "true",
    "''",
    "\"\\n\\u0000\"",
    "\"\"\"\na\\\n  b\n\"\"\"",
    "'''\r\n'''",
    "[",
    "]]",
    "{",
    "}",
    "=",
    "\r\n",
    "\u{feff}",
    "ệ\u{301}",
    "2025-13-01",
    "setting.score",
];

#[test]
fn damaged_packs_are_refused_with_place_and_hint() {
    let asked = std::env::var("NEP_PACK_MUTATIONS").ok().and_then(|n| n.parse().ok());
    let shipped: Vec<(&str, &str)> = embedded_files().collect();
    let mut refused = 0;
    for seed in 0..asked.unwrap_or(MUTATIONS) {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let (name, text) = shipped[random.random_range(0..shipped.len())];
        let mut damaged = text.to_owned();
        for _ in 0..random.random_range(1..4) {
            damaged = damage(&damaged, &mut random);
        }
        let mut files: Vec<(&str, &str)> = vec![(name, &damaged)];
        let topic = name.rsplit_once('/').unwrap().0;
        let others = shipped.iter().filter(|(other, _)| *other != name);
        files
            .extend(others.filter(|(other, _)| seed % BESIDE_ALL == 0 || other.starts_with(topic)));
        if let Err(problems) = Library::from_files(files.iter().copied()) {
            refused += 1;
            assert!(!problems.problems().is_empty(), "seed {seed}");
            for problem in problems.problems() {
                check(problem, &files, seed);
            }
        }
    }
    // The test would be worth little if the damage hardly ever mattered.
    assert!(refused > MUTATIONS / 2, "{refused}");
}

/// A problem names a file that was given and a place in it, and says something.
fn check(problem: &Problem, files: &[(&str, &str)], seed: u64) {
    let file = files.iter().find(|(name, _)| *name == problem.file);
    let Some((_, text)) = file else { panic!("seed {seed}: {problem}: no such file") };
    let Some(line) = text.split('\n').nth(problem.line.wrapping_sub(1)) else {
        panic!("seed {seed}: {problem}: no such line")
    };
    let width = line.chars().count() + 1;
    assert!((1..=width).contains(&problem.column), "seed {seed}: {problem}: no such column");
    assert!(!problem.message.trim().is_empty(), "seed {seed}: {problem}");
    assert!(!problem.hint.trim().is_empty(), "seed {seed}: {problem}");
}

/// The text with characters, words or lines deleted, doubled, exchanged or replaced.
fn damage(text: &str, random: &mut impl Rng) -> String {
    let mut parts: Vec<&str> = match random.random_range(0..3) {
        0 => text.split_inclusive('\n').collect(),
        1 => text.split_inclusive(|c: char| !c.is_alphanumeric() && c != '_').collect(),
        _ => text.split_inclusive(|_: char| true).collect(),
    };
    if parts.is_empty() {
        return ODD[random.random_range(0..ODD.len())].to_owned();
    }
    let (one, other) = (random.random_range(0..parts.len()), random.random_range(0..parts.len()));
    let odd = ODD[random.random_range(0..ODD.len())];
    match random.random_range(0..6) {
        0 => drop(parts.remove(one)),
        1 => parts.insert(other, parts[one]),
        2 => parts.swap(one, other),
        3 => parts[one] = odd,
        4 => parts[one] = parts[other],
        // A piece of the file is gone, as after a bad copy.
        _ => drop(parts.drain(one.min(other)..(one.min(other) + 40).min(parts.len()))),
    }
    parts.concat()
}
