//! `nep law list` and `nep law show`.

use jiff::civil::Date;
use nep_law::{Confidence, Pack, Setting};

use super::shelf;
use crate::{
    cli::PackFiles,
    fault::{Fault, Outcome},
};

/// One line a pack.
pub(super) fn list(on: Option<Date>, files: &PackFiles) -> Result<Outcome, Fault> {
    let library = shelf::library(&files.pack_files)?;
    let packs = library.packs().iter().filter(|pack| on.is_none_or(|day| pack.governs(day)));
    for pack in packs {
        let end = pack.valid_to().map_or("          ".to_owned(), |day| day.to_string());
        let rules = pack.rules();
        let counts = match (rules.rules.len(), rules.cases.len()) {
            (0, _) => String::new(),
            (rules, cases) => format!("  {rules} rules, {cases} cases"),
        };
        say!("{}  {end}  {}{counts}", pack.valid_from(), pack.id());
    }
    Ok(Outcome::Fine)
}

/// Everything in a pack.
pub(super) fn show(name: &str, files: &PackFiles) -> Result<Outcome, Fault> {
    let library = shelf::library(&files.pack_files)?;
    let pack = shelf::pack(&library, name)?;
    let end = pack.valid_to().map(|day| format!(" to {day}")).unwrap_or_default();
    say!("{} – {}", pack.id(), pack.title().vi);
    say!("{}, from {}{end}", pack.subject().code(), pack.valid_from());
    for source in pack.sources() {
        say!("source {}: {}", source.key, source.name().vi);
    }
    for setting in pack.settings() {
        say!("{}", line(setting));
    }
    rules(pack)?;
    Ok(Outcome::Fine)
}

fn line(setting: &Setting) -> String {
    let editable = if setting.editable { ", editable" } else { "" };
    let Setting { key, value, label, citation, confidence, .. } = setting;
    format!("setting {key} = {value}{editable} – {} ({citation}{})", label.vi, mark(confidence))
}

fn mark(confidence: &Confidence) -> String {
    confidence.reason().map(|why| format!(", unverified: {}", why.vi)).unwrap_or_default()
}

fn rules(pack: &Pack) -> Result<(), Fault> {
    let rules = pack.rules();
    if let Some(select) = &rules.select {
        say!("governs those for whom {}", select.as_str());
    }
    for fact in &rules.facts {
        say!("fact {} – {}", fact.key, fact.label.vi);
    }
    for step in &rules.derived {
        say!(
            "step {} = {} ({}{})",
            step.key,
            step.value.as_str().trim(),
            step.citation,
            mark(&step.confidence)
        );
    }
    if let Some(score) = &rules.score {
        say!("score = {} ({})", score.value.as_str().trim(), score.citation);
    }
    for rule in &rules.rules {
        let (stage, refs) = (rule.stage.code(), rule.refs.join(" "));
        say!(
            "rule {} [{stage}] {} – {} ({}{}) {refs}",
            rule.key,
            rule.outcome,
            rule.because.vi,
            rule.citation,
            mark(&rule.confidence)
        );
        say!("     when {}", rule.when.as_str().trim());
    }
    for cap in &rules.ratio_caps {
        say!("share {} – {} ({}{})", cap.key, cap.because.vi, cap.citation, mark(&cap.confidence));
    }
    say!("{} test cases", rules.cases.len());
    Ok(())
}
