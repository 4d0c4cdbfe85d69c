//! `nep law simulate`: who moves when the law or a setting changes.

use std::collections::BTreeMap;

use super::{explain, shelf, table};
use crate::{
    cli::{FactsFile, SimulateArgs},
    fault::{Fault, Outcome},
};

/// Judges a table with the pack as it is and with the change, and prints every row that moves.
pub(super) fn simulate(args: &SimulateArgs) -> Result<Outcome, Fault> {
    let library = shelf::library(&args.facts.files.pack_files)?;
    let plain = FactsFile { settings: Vec::new(), ..args.facts.clone() };
    let before = shelf::judge(&library, &plain)?;
    let changed = match &args.against {
        Some(pack) => FactsFile { pack: pack.clone(), ..args.facts.clone() },
        None => args.facts.clone(),
    };
    let after = shelf::judge(&library, &changed)?;
    if before.pack().subject() != after.pack().subject() {
        let (one, other) = (before.pack(), after.pack());
        return Err(Fault::new(
            format!(
                "`{}` judges a {}, `{}` a {}",
                one.id(),
                one.subject().code(),
                other.id(),
                other.subject().code()
            ),
            "hold packs against one another that judge the same",
        ));
    }
    let file = &args.facts.facts;
    let bytes = table::bytes(file)?;
    let mut old = table::read(&before, Some(&plain.pack), file, &bytes, &[&after])?;
    let mut new = table::read(&after, None, file, &bytes, &[&before])?;
    table::feed(&before, &mut old)?;
    table::feed(&after, &mut new)?;
    let (were, are) = (before.run(&old.facts), after.run(&new.facts));
    let mut moves: BTreeMap<(String, String), usize> = BTreeMap::new();
    for (row, id) in old.ids.iter().enumerate() {
        let (was, is) = (before.verdict(&were, row), after.verdict(&are, row));
        if was.outcome == is.outcome {
            continue;
        }
        *moves.entry((was.outcome.to_owned(), is.outcome.to_owned())).or_default() += 1;
        let why = explain::sentence(&after, &after.explain(&new.facts, &are, row));
        say!("{id}: {} -> {}: {why}", was.outcome, is.outcome);
    }
    let moved: usize = moves.values().sum();
    say!("{moved} of {} rows move", old.ids.len());
    for ((from, to), count) in moves {
        say!("  {from} -> {to}: {count}");
    }
    Ok(Outcome::Fine)
}
