//! Columns to outcomes for a table of facts, for a comparison with other programs on the same people.

use std::{hint::black_box, path::Path};

use nep_law::{Library, Reading};

use crate::{fastest, judge};

/// Prints the fastest reading of the table and the fastest run over it, in seconds, as JSON.
///
/// # Errors
/// A table that cannot be read, in words.
pub fn measure(library: &Library, id: &str, path: &Path, runs: usize) -> Result<(), String> {
    let judge = judge(library, id)?;
    let bytes = std::fs::read(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let read = || judge.read_table(black_box(&bytes), Reading::default());
    let (reading, table) = fastest(runs, read);
    let table = table.map_err(|e| format!("{}, {e}", path.display()))?;
    let (seconds, verdicts) = fastest(runs, || judge.run(black_box(&table.facts)));
    println!(
        "{{\"pack\": \"{id}\", \"people\": {}, \"reading\": {reading:.4}, \"columns\": {seconds:.4}}}",
        verdicts.len()
    );
    Ok(())
}
