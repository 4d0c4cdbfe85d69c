//! A figure as pages show it: the number, what it is out of, where its records are, and what it means.

use nep_domain::{
    facts::{Fact, FactKind, FactName, Side},
    number::Share,
};

use crate::{format, page::Page, paths};

/// A figure with its words.
pub(crate) struct FactView {
    /// What it is called.
    pub(crate) label: String,
    /// The number in large.
    pub(crate) value: String,
    /// Numerator and denominator in words; empty for a count.
    pub(crate) of: String,
    /// What the number holds that its name does not say; mostly empty.
    pub(crate) note: String,
    /// Where its records are.
    pub(crate) href: String,
    /// What is counted, in one sentence.
    pub(crate) definition: String,
    /// The period in words.
    pub(crate) period: String,
    /// The day "as it was".
    pub(crate) as_of: String,
}

impl FactView {
    pub(crate) fn new(page: &Page, fact: &Fact) -> Self {
        let query = &fact.query;
        Self {
            label: page.word("fact", query.name),
            value: share_text(query.name, fact.value),
            of: of(page, query.name, fact.value),
            note: note(page, query.name),
            href: paths::fact_records(query),
            definition: page.word("fact-def", query.name),
            period: period(page, fact),
            as_of: format::date(query.as_of),
        }
    }

    /// The weak side of a share: how many records missed.
    pub(crate) fn missed(page: &Page, fact: &Fact) -> Self {
        let Share { part, whole } = fact.value;
        Self {
            label: page.word("fact-missed", fact.query.name),
            value: format::number(whole - part),
            of: page.t1("facts-of-whole", "whole", format::number(whole)),
            note: String::new(),
            href: paths::fact_side(&fact.query, Side::Missed),
            ..Self::new(page, fact)
        }
    }
}

/// A count, or a percentage; a dash when there was nothing to measure.
pub(crate) fn share_text(name: FactName, value: Share) -> String {
    match name.kind() {
        FactKind::Count => format::number(value.part),
        FactKind::Share => value.to_string(),
    }
}

/// The desk's own list of late dossiers goes by the date promised last, this figure by the date that counts.
fn note(page: &Page, name: FactName) -> String {
    if name == FactName::DossiersOverdue { page.t("facts-overdue-note") } else { String::new() }
}

fn of(page: &Page, name: FactName, value: Share) -> String {
    match name.kind() {
        FactKind::Count => String::new(),
        FactKind::Share if value.whole == 0 => page.t("facts-nothing"),
        FactKind::Share => page.t2(
            "facts-of",
            "part",
            format::number(value.part),
            "whole",
            format::number(value.whole),
        ),
    }
}

fn period(page: &Page, fact: &Fact) -> String {
    let period = fact.query.period;
    page.t2("facts-period", "from", format::date(period.from), "to", format::date(period.to))
}
