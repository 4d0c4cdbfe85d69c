//! The parts of a file that judge: `[[column]]`, `[[derived]]`, `[score]`, `[[outcome]]`, `[[rule]]`, `[[ratio_cap]]`.
//! Facts and cases have files of their own.

use toml::Spanned;

use super::fields::Fields;
use super::references::{References, check_default};
use super::settings::{missing_citation, required_confidence};
use super::{cases, check_new, facts, groups, key_of, wording};
use crate::problem::Report;
use crate::rules::{At, Derived, Formula, GroupColumn, Outcome, Rule, Rules, Score, Stage};
use crate::value::Unit;
use crate::{Citation, Confidence};

/// Reads everything that judges, in order.
pub(crate) fn read_rules(
    fields: &mut Fields<'_>,
    references: &mut References,
    report: &mut Report<'_>,
) -> Rules {
    Rules {
        select: formula(fields, "select", false, report),
        columns: keyed(fields, "column", report, |fields, key, report| {
            let at = at(fields.at(), report);
            Some(GroupColumn { key, label: wording(fields, "label", report)?, at })
        }),
        facts: keyed(fields, "fact", report, facts::read_fact),
        derived: keyed(fields, "derived", report, |fields, key, report| {
            read_derived(fields, key, references, report)
        }),
        score: fields
            .inner("score", report)
            .and_then(|fields| read_score(fields, references, report)),
        outcomes: keyed(fields, "outcome", report, |fields, key, report| {
            let at = at(fields.at(), report);
            let outside = fields.optional::<bool>("outside", report);
            let label = wording(fields, "label", report)?;
            let outside = outside.is_some_and(Spanned::into_inner);
            Some(Outcome { key, label, outside, at })
        }),
        rules: keyed(fields, "rule", report, |fields, key, report| {
            read_rule(fields, key, references, report)
        }),
        ratio_caps: keyed(fields, "ratio_cap", report, |fields, key, report| {
            groups::read_cap(fields, key, references, report)
        }),
        feeds: keyed(fields, "feed", report, |fields, key, report| {
            groups::read_feed(fields, key, references, report)
        }),
        head_caps: keyed(fields, "head_cap", report, |fields, key, report| {
            groups::read_head_cap(fields, key, references, report)
        }),
        cases: keyed(fields, "case", report, cases::read_case),
    }
}

/// Reads the tables of an array whose keys differ; those with problems are left out and reported.
fn keyed<T>(
    fields: &mut Fields<'_>,
    what: &'static str,
    report: &mut Report<'_>,
    mut read: impl FnMut(&mut Fields<'_>, String, &mut Report<'_>) -> Option<T>,
) -> Vec<T> {
    let mut keys = Vec::new();
    let mut found = Vec::new();
    for mut table in fields.each(what, report) {
        let key = key_of(&mut table, what, report);
        if let Some(key) = &key {
            check_new(&keys, key, what, report);
            keys.push(key.get_ref().clone());
        }
        let key = key.map(Spanned::into_inner);
        let known = key.is_some();
        found.extend(read(&mut table, key.unwrap_or_default(), report).filter(|_| known));
        table.finish(report);
    }
    found
}

/// Where a table or value stands.
pub(super) fn at(offset: usize, report: &Report<'_>) -> At {
    At { file: report.file().to_owned(), place: report.place(offset) }
}

/// A field holding an expression.
fn formula(
    fields: &mut Fields<'_>,
    key: &'static str,
    required: bool,
    report: &mut Report<'_>,
) -> Option<Formula> {
    let text = if required {
        fields.required::<String>(key, report)?
    } else {
        fields.optional::<String>(key, report)?
    };
    // The expression begins after the quotes, and after the line break that may follow three of them.
    let raw = report.text(text.span());
    let quotes = if raw.starts_with("'''") || raw.starts_with("\"\"\"") { 3 } else { 1 };
    let line_break = raw.get(quotes..).unwrap_or_default();
    let break_len = line_break.len() - line_break.trim_start_matches(['\r', '\n']).len();
    let skipped = if quotes == 3 { break_len.min(2) } else { 0 };
    let at = at(text.span().start + quotes + skipped, report);
    let is_verbatim =
        raw.get(quotes + skipped..).is_some_and(|rest| rest.starts_with(text.get_ref()));
    Some(Formula { text: text.into_inner(), at, is_verbatim })
}

/// Citation and confidence, both of which must be there.
pub(super) fn ground(
    fields: &mut Fields<'_>,
    references: &mut References,
    report: &mut Report<'_>,
) -> Option<(Citation, Confidence)> {
    let citation = references.citation(fields, report);
    if fields.raw("citation").is_none() {
        missing_citation(fields, report);
    }
    let confidence = required_confidence(fields, references, report);
    check_default(citation.as_ref(), confidence.as_ref(), fields, report);
    citation.zip(confidence)
}

fn read_derived(
    fields: &mut Fields<'_>,
    key: String,
    references: &mut References,
    report: &mut Report<'_>,
) -> Option<Derived> {
    let at = at(fields.at(), report);
    let value = formula(fields, "value", true, report);
    let unit = match fields.raw("unit") {
        Some(_) => fields.word("unit", &Unit::NAMES, report),
        None => None,
    };
    let label = wording(fields, "label", report);
    let (citation, confidence) = ground(fields, references, report)?;
    Some(Derived { key, value: value?, unit, label: label?, citation, confidence, at })
}

fn read_score(
    mut fields: Fields<'_>,
    references: &mut References,
    report: &mut Report<'_>,
) -> Option<Score> {
    let value = formula(&mut fields, "value", true, report);
    let label = wording(&mut fields, "label", report);
    let ground = ground(&mut fields, references, report);
    fields.finish(report);
    let (citation, confidence) = ground?;
    Some(Score { value: value?, label: label?, citation, confidence })
}

fn read_rule(
    fields: &mut Fields<'_>,
    key: String,
    references: &mut References,
    report: &mut Report<'_>,
) -> Option<Rule> {
    let at = at(fields.at(), report);
    let refs = fields.texts("ref", report);
    let stage = fields.word("stage", &Stage::NAMES, report);
    let outcome = fields.required::<String>("outcome", report).map(Spanned::into_inner);
    let when = formula(fields, "when", true, report);
    let because = wording(fields, "because", report);
    let (citation, confidence) = ground(fields, references, report)?;
    let (stage, outcome, when, because) = (stage?, outcome?, when?, because?);
    Some(Rule { key, refs, stage, outcome, when, because, citation, confidence, at })
}
