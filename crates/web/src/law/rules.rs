//! What a pack judges by, as its page shows it: outcomes with their rules, facts, steps, test cases.

use jiff::civil::Date;
use nep_law::{
    Citation, Confidence, FactDecl, FactType, Library, Pack, Rule, Stage, UNDETERMINED, Who,
};

use super::pack::Ground;
use crate::page::Page;

/// The judging part of a pack.
pub(super) struct RulesView {
    /// Whom the pack governs, in words; nothing where it governs everybody of its subject.
    pub(super) select: Option<String>,
    pub(super) stages: Vec<StageView>,
    pub(super) steps: Vec<StepRow>,
    pub(super) shares: Vec<ShareRow>,
    pub(super) facts: Vec<FactRow>,
    pub(super) cases: usize,
}

/// Rules that are asked together.
pub(super) struct StageView {
    pub(super) key: &'static str,
    pub(super) rules: Vec<RuleRow>,
}

/// A rule.
pub(super) struct RuleRow {
    pub(super) key: String,
    pub(super) outcome: String,
    pub(super) because: String,
    pub(super) when: String,
    pub(super) cases: usize,
    pub(super) ground: Ground,
}

/// A step of the calculation.
pub(super) struct StepRow {
    pub(super) label: String,
    pub(super) value: String,
    pub(super) ground: Ground,
}

/// What holds between subjects, such as a share that may not be exceeded.
pub(super) struct ShareRow {
    pub(super) because: String,
    pub(super) ground: Ground,
}

/// A fact.
pub(super) struct FactRow {
    pub(super) key: String,
    pub(super) label: String,
    pub(super) values: String,
}

/// The judging part of a pack; nothing for a pack that only holds figures and lists.
pub(super) fn view(page: &Page, pack: &Pack, on: Date) -> Option<RulesView> {
    let rules = pack.rules();
    if rules.is_empty() {
        return None;
    }
    let step = |label, value: &nep_law::Formula, citation, confidence| StepRow {
        label: page.wording(label),
        value: value.as_str().trim().to_owned(),
        ground: Ground::new(page, citation, confidence),
    };
    let derived =
        rules.derived.iter().map(|d| step(&d.label, &d.value, &d.citation, &d.confidence));
    let score = rules.score.iter().map(|s| step(&s.label, &s.value, &s.citation, &s.confidence));
    Some(RulesView {
        select: rules.select.as_ref().map(|_| governed(page, pack, on)),
        stages: [Stage::Exempt, Stage::Override, Stage::Level, Stage::Cap]
            .into_iter()
            .map(|stage| StageView { key: stage.code(), rules: of_stage(page, pack, stage) })
            .filter(|stage| !stage.rules.is_empty())
            .collect(),
        steps: derived.chain(score).collect(),
        shares: between(page, pack),
        facts: rules.facts.iter().map(|fact| row_of_fact(page, fact)).collect(),
        cases: rules.cases.len(),
    })
}

/// What holds between subjects: shares, heads and their bodies, what heads get from their members.
fn between(page: &Page, pack: &Pack) -> Vec<ShareRow> {
    let row = |because, citation, confidence| ShareRow {
        because: page.wording(because),
        ground: Ground::new(page, citation, confidence),
    };
    let rules = pack.rules();
    let caps = rules.ratio_caps.iter().map(|cap| row(&cap.because, &cap.citation, &cap.confidence));
    let heads = rules.head_caps.iter().map(|cap| row(&cap.because, &cap.citation, &cap.confidence));
    let feeds = rules.feeds.iter().map(|feed| row(&feed.because, &feed.citation, &feed.confidence));
    caps.chain(heads).chain(feeds).collect()
}

/// The kinds of subjects that a pack governs on a day.
fn governed(page: &Page, pack: &Pack, on: Date) -> String {
    let takes = |kind: &str, own| {
        Library::takes(pack, Who { kind, own_regulation: Some(own) }, on) == Some(true)
    };
    let named = nep_law::kinds(pack.subject()).iter().filter_map(|kind| {
        let name = page.word("law-kind", kind);
        match (takes(kind, true), takes(kind, false)) {
            (true, true) => Some(name),
            (true, false) => Some(page.t1("law-kind-with-regulation", "kind", name)),
            (false, true) => Some(page.t1("law-kind-without-regulation", "kind", name)),
            (false, false) => None,
        }
    });
    let named: Vec<String> = named.collect();
    if named.is_empty() { page.t("law-kind-nobody") } else { named.join("; ") }
}

/// Grounds of the judging part, for the count of what is not verified.
pub(super) fn marks(pack: &Pack) -> impl Iterator<Item = (&Citation, &Confidence)> {
    let rules = pack.rules();
    let derived = rules.derived.iter().map(|step| (&step.citation, &step.confidence));
    let score = rules.score.iter().map(|score| (&score.citation, &score.confidence));
    let own = rules.rules.iter().map(|rule| (&rule.citation, &rule.confidence));
    let caps = rules.ratio_caps.iter().map(|cap| (&cap.citation, &cap.confidence));
    let feeds = rules.feeds.iter().map(|feed| (&feed.citation, &feed.confidence));
    let heads = rules.head_caps.iter().map(|cap| (&cap.citation, &cap.confidence));
    derived.chain(score).chain(own).chain(caps).chain(feeds).chain(heads)
}

fn of_stage(page: &Page, pack: &Pack, stage: Stage) -> Vec<RuleRow> {
    let rules = pack.rules();
    let row = |rule: &Rule| RuleRow {
        key: rule.key.clone(),
        outcome: match rules.outcome(&rule.outcome) {
            Some(outcome) => page.wording(&outcome.label),
            None => page.t("law-outcome-undetermined"),
        },
        because: page.wording(&rule.because),
        when: rule.when.as_str().trim().to_owned(),
        cases: rules.cases.iter().filter(|case| case.shows.contains(&rule.key)).count(),
        ground: Ground::new(page, &rule.citation, &rule.confidence),
    };
    debug_assert!(rules.outcome(UNDETERMINED).is_none(), "it needs no declaration");
    rules.rules.iter().filter(|rule| rule.stage == stage).map(row).collect()
}

fn row_of_fact(page: &Page, fact: &FactDecl) -> FactRow {
    let unit = fact.unit.map(|unit| page.word("law-unit", unit.code())).unwrap_or_default();
    let range = |min: &i64, max: &i64| format!("{min}–{max} {unit}").trim().to_owned();
    let values = match &fact.fact_type {
        FactType::Bool => page.t("law-fact-bool"),
        FactType::Integer { only, .. } if !only.is_empty() => {
            let only: Vec<String> = only.iter().map(i64::to_string).collect();
            format!("{} {unit}", only.join(", ")).trim().to_owned()
        }
        FactType::Integer { min, max, .. } | FactType::Decimal { min, max, .. } => range(min, max),
        FactType::Text(words) => words.join(", "),
        FactType::Date => page.t("law-fact-date"),
    };
    FactRow { key: fact.key.clone(), label: page.wording(&fact.label), values }
}
