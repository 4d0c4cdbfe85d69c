//! `nep law diff`: what differs between two packs, or between two days of one.

use std::collections::BTreeSet;

use super::{
    parts::{PARTS, Part},
    shelf,
};
use crate::{
    cli::DiffArgs,
    fault::{Fault, Outcome},
};

/// Prints what is new, gone or changed; the exit code is 1 when anything differs.
pub(super) fn diff(args: &DiffArgs) -> Result<Outcome, Fault> {
    let library = shelf::library(&args.files.pack_files)?;
    let (before, after) =
        (shelf::pack(&library, &args.before)?, shelf::pack(&library, &args.after)?);
    say!("{} -> {}", before.id(), after.id());
    let mut differences = Vec::new();
    for (what, part) in PARTS {
        compare(what, &part(before), &part(after), &mut differences);
    }
    if differences.is_empty() {
        say!("no difference");
        return Ok(Outcome::Fine);
    }
    for line in differences {
        say!("{line}");
    }
    Ok(Outcome::Different)
}

fn compare(what: &str, before: &Part, after: &Part, differences: &mut Vec<String>) {
    let keys: BTreeSet<&String> = before.iter().chain(after).map(|(key, _)| key).collect();
    for key in keys {
        let find =
            |part: &Part| part.iter().find(|(known, _)| known == key).map(|(_, said)| said.clone());
        match (find(before), find(after)) {
            (Some(was), Some(is)) if was != is => {
                differences.push(format!("{what} {key}\n  - {was}\n  + {is}"));
            }
            (Some(was), None) => differences.push(format!("{what} {key}\n  - {was}")),
            (None, Some(is)) => differences.push(format!("{what} {key}\n  + {is}")),
            _ => {}
        }
    }
}
