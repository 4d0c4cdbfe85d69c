//! `nep law explain`: why a row comes out as it does.

use nep_law::{Explanation, FactUsed, Judge, RuleTold, Stage};

use super::{shelf, table};
use crate::{
    cli::ExplainArgs,
    fault::{Fault, Outcome},
};

/// Prints why one row of a table comes out as it does.
pub(super) fn explain(args: &ExplainArgs) -> Result<Outcome, Fault> {
    let library = shelf::library(&args.facts.files.pack_files)?;
    let judge = shelf::judge(&library, &args.facts)?;
    let file = &args.facts.facts;
    let bytes = table::bytes(file)?;
    let mut table = table::read(&judge, Some(&args.facts.pack), file, &bytes, &[])?;
    table::feed(&judge, &mut table)?;
    let row = table.ids.iter().position(|id| *id == args.id).ok_or_else(|| {
        let what = format!("no row of `{}` has the id `{}`", args.facts.facts.display(), args.id);
        Fault::new(what, "ids are compared to the letter")
    })?;
    let verdicts = judge.run(&table.facts);
    let page = page(&judge, &args.id, &judge.explain(&table.facts, &verdicts, row));
    super::write(format_args!("{page}"), "")?;
    Ok(Outcome::Fine)
}

/// The reason in one sentence, in the language of the law.
pub(super) fn sentence(judge: &Judge, explained: &Explanation) -> String {
    let rule = explained.decider.and_then(|place| judge.pack().rules().rules.get(place));
    match rule {
        None => "Không quy định nào khớp với các dữ kiện; cấp có thẩm quyền quyết định.".to_owned(),
        Some(rule) if explained.missing.is_empty() => {
            format!("{} ({})", rule.because.vi, rule.citation)
        }
        Some(rule) => {
            let missing = labels(judge, &explained.missing);
            format!("Chưa kết luận được vì còn thiếu: {missing} ({})", rule.citation)
        }
    }
}

fn labels(judge: &Judge, keys: &[String]) -> String {
    let label = |key: &String| {
        let fact = judge.fact_decls().iter().find(|fact| fact.key == *key);
        fact.map_or(key.clone(), |fact| fact.label.vi.clone())
    };
    keys.iter().map(label).collect::<Vec<_>>().join("; ")
}

fn page(judge: &Judge, id: &str, explained: &Explanation) -> String {
    let pack = judge.pack();
    let score =
        explained.score.as_ref().map(|score| format!(", score {score}")).unwrap_or_default();
    let mut lines = vec![
        format!("{id}: {}{score}", explained.outcome),
        format!("pack: {} – {}", pack.id(), pack.title().vi),
        sentence(judge, explained),
    ];
    if !explained.missing.is_empty() {
        lines.push(format!("missing: {}", explained.missing.join(", ")));
    }
    if !explained.score_facts.is_empty() {
        lines.push(format!("score from: {}", facts(&explained.score_facts)));
    }
    if let Some(decider) = explained.decider {
        lines.push("rests on:".to_owned());
        for (citation, confidence) in judge.grounds(decider) {
            let mark = confidence.reason().map(|why| format!(" – unverified: {}", why.vi));
            lines.push(format!("  {citation}{}", mark.unwrap_or_default()));
        }
    }
    lines.push("rules:".to_owned());
    lines.extend(explained.rules.iter().filter_map(|told| rule(judge, told)));
    lines.join("\n") + "\n"
}

/// What became of a rule; caps nobody asked are left out.
fn rule(judge: &Judge, told: &RuleTold) -> Option<String> {
    let rules = &judge.pack().rules().rules;
    let rule = rules.get(told.rule)?;
    if rule.stage == Stage::Cap && !told.asked {
        return None;
    }
    let became = match (told.held, told.beaten_by.and_then(|by| rules.get(by))) {
        _ if !told.asked && told.held != Some(true) => "not asked".to_owned(),
        (Some(true), Some(by)) => format!("holds, beaten by {}", by.key),
        (Some(true), None) => "holds and decides".to_owned(),
        (Some(false), _) => "does not hold".to_owned(),
        (None, _) => format!("cannot be answered without {}", told.missing.join(", ")),
    };
    let used = if told.used.is_empty() || !told.asked {
        String::new()
    } else {
        format!(" – {}", facts(&told.used))
    };
    Some(format!("  {} ({}): {became}{used} – {}", rule.key, rule.outcome, rule.citation))
}

fn facts(used: &[FactUsed]) -> String {
    used.iter().map(|fact| format!("{} = {}", fact.key, fact.value)).collect::<Vec<_>>().join(", ")
}
