//! `nep law diff`: what differs between two packs, or between two days of one.

use std::collections::BTreeSet;

use nep_law::Pack;

use super::shelf;
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

/// Keys with what they say.
type Part = Vec<(String, String)>;

/// Reads a part of a pack.
type PartOf = fn(&Pack) -> Part;

/// The parts of a pack that are compared.
const PARTS: [(&str, PartOf); 6] = [
    ("setting", |pack| {
        let said = pack
            .settings()
            .iter()
            .map(|s| (s.key.clone(), format!("{} ({})", s.value, s.citation)));
        said.collect()
    }),
    ("item", |pack| {
        let lists = pack.lists().iter();
        let items = lists.flat_map(|list| list.items.iter().map(move |item| (list, item)));
        items
            .map(|(list, item)| (format!("{}/{}", list.key, item.key), item.label.vi.clone()))
            .collect()
    }),
    ("fact", |pack| {
        let facts = pack.rules().facts.iter();
        facts.map(|fact| (fact.key.clone(), format!("{:?}", fact.fact_type))).collect()
    }),
    ("step", |pack| {
        let steps = pack.rules().derived.iter();
        steps.map(|step| (step.key.clone(), step.value.as_str().trim().to_owned())).collect()
    }),
    ("rule", |pack| {
        let rules = pack.rules().rules.iter();
        rules
            .map(|r| {
                (
                    r.key.clone(),
                    format!("{} when {} ({})", r.outcome, r.when.as_str().trim(), r.citation),
                )
            })
            .collect()
    }),
    ("share", |pack| {
        let caps = pack.rules().ratio_caps.iter();
        caps.map(|cap| (cap.key.clone(), format!("{} among {}", cap.outcome, cap.among.join(", "))))
            .collect()
    }),
];

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
