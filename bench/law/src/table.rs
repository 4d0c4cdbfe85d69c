//! Columns to outcomes for a table of facts, for a comparison with other programs on the same people.

use std::{hint::black_box, path::Path};

use nep_law::{Judge, Library};

use crate::{fastest, judge};

/// Prints the fastest run over the table, in seconds, as JSON.
///
/// # Errors
/// A table that cannot be read, in words.
pub fn measure(library: &Library, id: &str, path: &Path, runs: usize) -> Result<(), String> {
    let judge = judge(library, id)?;
    let facts = read(&judge, path)?;
    let (seconds, verdicts) = fastest(runs, || judge.run(black_box(&facts)));
    println!("{{\"pack\": \"{id}\", \"people\": {}, \"columns\": {seconds:.4}}}", verdicts.len());
    Ok(())
}

fn read(judge: &Judge, path: &Path) -> Result<nep_law::Facts, String> {
    let wrong = |e: csv::Error| format!("{}: {e}", path.display());
    let mut reader = csv::Reader::from_path(path).map_err(wrong)?;
    let header = reader.headers().map_err(wrong)?.clone();
    let place = |key: &str| header.iter().position(|name| name == key);
    let places: Vec<_> = judge.fact_decls().iter().map(|fact| place(&fact.key)).collect();
    let mut facts = judge.facts();
    for record in reader.records() {
        let record = record.map_err(wrong)?;
        let cell = |place: &Option<usize>| place.and_then(|p| record.get(p)).unwrap_or_default();
        judge.push(&mut facts, places.iter().map(cell)).map_err(|(_, bad)| bad.to_string())?;
    }
    Ok(facts)
}
