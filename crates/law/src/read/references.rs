//! Sources, citations, and reasons for not being sure.

use jiff::civil::Date;
use toml::Spanned;

use super::fields::{Fields, Numbering};
use super::{both_languages, check_new, key_of, optional_wording, period_end, wording};
use crate::citation::{Citation, Confidence, Source, SourceKind};
use crate::problem::{ProblemKind, Report};
use crate::wording::{Wording, hint};

/// The sources and reasons a file declares, against which its citations are checked.
pub(crate) struct References {
    sources: Vec<Source>,
    /// Keys of all sources, also of broken ones, which are reported once and not per citation.
    declared: Vec<String>,
    reasons: Vec<Reason>,
}

struct Reason {
    key: String,
    at: usize,
    wording: Option<Wording>,
    used: bool,
}

const CONFIDENCE: [(&str, bool); 2] = [("verified", true), ("unverified", false)];

impl References {
    /// Reads `[[source]]` and `[reason]`.
    pub(crate) fn read(fields: &mut Fields<'_>, report: &mut Report<'_>) -> Self {
        let tables = fields.each("source", report);
        if tables.is_empty() {
            report.add(
                ProblemKind::MissingField,
                fields.at(),
                "the pack names no legal text it rests on",
                "add a `[[source]]` with key, kind, number, date and title",
            );
        }
        let mut sources = Vec::new();
        let mut declared = Vec::new();
        for table in tables {
            sources.extend(read_source(table, &mut declared, report));
        }
        let reasons = fields.inner("reason", report).map(|table| read_reasons(&table, report));
        Self { sources, declared, reasons: reasons.unwrap_or_default() }
    }

    /// A `citation = { source = "…", article = 19, clause = 9, point = "a" }`; `None` when absent.
    pub(crate) fn citation(
        &self,
        fields: &mut Fields<'_>,
        report: &mut Report<'_>,
    ) -> Option<Citation> {
        let mut inner = fields.inner("citation", report)?;
        let source = inner.required::<String>("source", report);
        let part = optional_wording(&mut inner, "part", report);
        let mut number = |key| inner.optional::<Numbering>(key, report).map(|n| n.into_inner().0);
        let (article, clause, point) = (number("article"), number("clause"), number("point"));
        inner.finish(report);
        let source = self.source(&source?, report)?;
        let (text, kind) = (source.name(), source.kind);
        Some(Citation { text, kind, part, article, clause, point })
    }

    fn source(&self, key: &Spanned<String>, report: &mut Report<'_>) -> Option<&Source> {
        let found = self.sources.iter().find(|source| source.key == *key.get_ref());
        if found.is_none() && !self.declared.contains(key.get_ref()) {
            let known: Vec<&str> = self.declared.iter().map(String::as_str).collect();
            report.add(
                ProblemKind::UnknownSource,
                key.span().start,
                format!("the file declares no source `{}`", key.get_ref()),
                hint(key.get_ref(), &known),
            );
        }
        found
    }

    /// `confidence` and, when unverified, `reason`; `None` when absent.
    pub(crate) fn confidence(
        &mut self,
        fields: &mut Fields<'_>,
        report: &mut Report<'_>,
    ) -> Option<Confidence> {
        let reason = fields.optional::<String>("reason", report);
        // Looked up first, so that another problem here does not make the reason look unused.
        let known = reason.as_ref().and_then(|reason| self.reason(reason, report));
        let at = fields.raw("confidence").map(Spanned::span)?.start;
        let verified = fields.word("confidence", &CONFIDENCE, report)?;
        match (verified, reason) {
            (true, None) => Some(Confidence::Verified),
            (true, Some(reason)) => {
                let message = format!("{} is verified and gives a reason", fields.what());
                let at = reason.span().start;
                report.add(ProblemKind::Confidence, at, message, "remove `reason`");
                None
            }
            (false, None) => {
                let message = format!("{} is unverified and gives no reason", fields.what());
                let hint = "add `reason = \"…\"`, a key of the `[reason]` table";
                report.add(ProblemKind::Confidence, at, message, hint);
                None
            }
            (false, Some(_)) => known.map(|reason| Confidence::Unverified { reason }),
        }
    }

    fn reason(&mut self, key: &Spanned<String>, report: &mut Report<'_>) -> Option<Wording> {
        if let Some(reason) = self.reasons.iter_mut().find(|reason| reason.key == *key.get_ref()) {
            reason.used = true;
            return reason.wording.clone();
        }
        let known: Vec<&str> = self.reasons.iter().map(|reason| reason.key.as_str()).collect();
        report.add(
            ProblemKind::UnknownReason,
            key.span().start,
            format!("the file declares no reason `{}`", key.get_ref()),
            hint(key.get_ref(), &known),
        );
        None
    }

    /// Reports the reasons nothing refers to.
    pub(crate) fn report_unused(&self, report: &mut Report<'_>) {
        for reason in self.reasons.iter().filter(|reason| !reason.used) {
            report.add(
                ProblemKind::UnusedReason,
                reason.at,
                format!("reason `{}` is never used", reason.key),
                "remove it, or name it in an unverified setting or item",
            );
        }
    }

    pub(crate) fn into_sources(self) -> Vec<Source> {
        self.sources
    }
}

/// A figure that no law sets cannot have been read in the law.
pub(crate) fn check_default(
    citation: Option<&Citation>,
    confidence: Option<&Confidence>,
    fields: &mut Fields<'_>,
    report: &mut Report<'_>,
) {
    let is_default = citation.is_some_and(|c| c.kind == SourceKind::ProductDefault);
    if is_default && confidence.is_some_and(Confidence::is_verified) {
        let at = fields.raw("confidence").map_or(fields.at(), |value| value.span().start);
        report.add(
            ProblemKind::Confidence,
            at,
            format!("{} is a default of the product and says it is verified", fields.what()),
            "write `confidence = \"unverified\"` with a reason, or cite the law",
        );
    }
}

fn read_source(
    mut fields: Fields<'_>,
    keys: &mut Vec<String>,
    report: &mut Report<'_>,
) -> Option<Source> {
    let key = key_of(&mut fields, "source", report);
    if let Some(key) = &key {
        check_new(keys, key, "source", report);
        keys.push(key.get_ref().clone());
    }
    let kind = fields.word("kind", &SourceKind::NAMES, report);
    let is_law = kind.is_some_and(|kind| kind != SourceKind::ProductDefault);
    let number = if is_law {
        fields.required::<String>("number", report)
    } else {
        fields.optional::<String>("number", report)
    };
    let date = fields.optional::<Date>("date", report);
    let issuer = optional_wording(&mut fields, "issuer", report);
    let from = fields.optional::<Date>("effective_from", report);
    let effective_to = period_end(&mut fields, "effective_to", from.as_ref(), report);
    let title = wording(&mut fields, "title", report);
    fields.finish(report);
    Some(Source {
        key: key?.into_inner(),
        kind: kind?,
        number: number.map(Spanned::into_inner),
        date: date.map(Spanned::into_inner),
        issuer,
        effective_from: from.map(Spanned::into_inner),
        effective_to,
        title: title?,
    })
}

fn read_reasons(fields: &Fields<'_>, report: &mut Report<'_>) -> Vec<Reason> {
    let mut reasons = Vec::new();
    for (name, value) in fields.entries() {
        let key = name.get_ref().to_string();
        let wording = if let toml::de::DeValue::Table(table) = value.get_ref() {
            let what = format!("reason `{key}`");
            both_languages(Fields::new(table, value.span().start, what), report)
        } else {
            report.add(
                ProblemKind::WrongType,
                value.span().start,
                format!("reason `{key}` is not a text in both languages"),
                "write `{ vi = \"…\", en = \"…\" }`",
            );
            None
        };
        reasons.push(Reason { key, at: name.span().start, wording, used: false });
    }
    reasons
}
