//! From the text of one file to a pack, or to everything wrong with it.

mod cases;
mod facts;
mod fields;
mod groups;
mod items;
mod judging;
mod references;
mod settings;

use jiff::civil::Date;
use toml::Spanned;
use toml::de::DeTable;

use crate::pack::{Pack, PackId, Subject};
use crate::problem::{Place, Problem, ProblemKind, Report};
use crate::wording::Wording;
use fields::Fields;
use references::References;

/// A pack as its file has it, before it is compared with the others.
#[derive(Debug)]
pub(crate) struct Draft {
    pub(crate) pack: Pack,
    /// Whether it takes over what it does not restate from the pack it supersedes.
    pub(crate) amends: bool,
    /// What it does not take over, such as `rule.good_leader`.
    pub(crate) repeals: Vec<String>,
    pub(crate) repeals_at: Place,
    pub(crate) file: String,
    pub(crate) id_at: Place,
    pub(crate) valid_from_at: Place,
    pub(crate) supersedes_at: Place,
}

/// What became of one file.
pub(crate) struct Outcome {
    /// The id, also when the rest is broken, so that other files are not blamed for it.
    pub(crate) id: Option<PackId>,
    pub(crate) draft: Option<Draft>,
    pub(crate) problems: Vec<Problem>,
}

/// Reads one file.
pub(crate) fn read_file(file: &str, text: &str) -> Outcome {
    let mut report = Report::new(file, text);
    let (document, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let at = error.span().map_or(0, |span| span.start);
        report.add(
            ProblemKind::Syntax,
            at,
            error.message(),
            "a pack is a TOML file; see packs/README.md",
        );
    }
    if !errors.is_empty() {
        return Outcome { id: None, draft: None, problems: report.into_problems() };
    }
    let mut fields = Fields::new(document.get_ref(), 0, "the pack");
    let id = pack_id(&mut fields, "id", true, &mut report);
    let draft = read_draft(fields, id.as_ref(), &mut report);
    let draft = if report.is_clean() { draft } else { None };
    Outcome { id: id.map(Spanned::into_inner), draft, problems: report.into_problems() }
}

fn read_draft(
    mut fields: Fields<'_>,
    id: Option<&Spanned<PackId>>,
    report: &mut Report<'_>,
) -> Option<Draft> {
    let file = report.file().to_owned();
    let title = wording(&mut fields, "title", report);
    let subject = fields.word("subject", &Subject::NAMES, report);
    let valid_from = fields.required::<Date>("valid_from", report);
    let valid_to = period_end(&mut fields, "valid_to", valid_from.as_ref(), report);
    let supersedes = pack_id(&mut fields, "supersedes", false, report);
    let amends = fields.optional::<bool>("amends", report).is_some_and(Spanned::into_inner);
    if amends && supersedes.is_none() {
        report.add(
            ProblemKind::MissingField,
            fields.at(),
            "the pack amends, but does not say which pack",
            "add `supersedes = \"…\"` with the id of the pack it amends",
        );
    }
    let repeals_at = fields.raw("repeals").map_or(fields.at(), |value| value.span().start);
    let repeals = fields.texts("repeals", report);
    if !repeals.is_empty() && !amends {
        report.add(
            ProblemKind::MissingField,
            repeals_at,
            "the pack repeals something, but takes nothing over",
            "add `amends = true`",
        );
    }
    let mut references = References::read(&mut fields, report);
    let settings = settings::read_settings(&mut fields, &mut references, report);
    let lists = items::read_lists(&mut fields, &mut references, report);
    let rules = judging::read_rules(&mut fields, &mut references, report);
    references.report_unused(report);
    fields.finish(report);
    let (id, valid_from) = (id?, valid_from?);
    Some(Draft {
        amends,
        repeals,
        repeals_at: report.place(repeals_at),
        file,
        id_at: report.place(id.span().start),
        valid_from_at: report.place(valid_from.span().start),
        supersedes_at: report.place(supersedes.as_ref().map_or(0, |id| id.span().start)),
        pack: Pack {
            id: id.get_ref().clone(),
            title: title?,
            subject: subject?,
            sources: references.into_sources(),
            valid_from: valid_from.into_inner(),
            valid_to,
            supersedes: supersedes.map(Spanned::into_inner),
            settings,
            lists,
            rules,
        },
    })
}

/// A field holding a pack id.
fn pack_id(
    fields: &mut Fields<'_>,
    key: &'static str,
    required: bool,
    report: &mut Report<'_>,
) -> Option<Spanned<PackId>> {
    let text = if required {
        fields.required::<String>(key, report)?
    } else {
        fields.optional::<String>(key, report)?
    };
    match text.get_ref().parse() {
        Ok(id) => Some(Spanned::new(text.span(), id)),
        Err(error) => {
            let error: crate::BadPackId = error;
            report.add(
                ProblemKind::BadName,
                text.span().start,
                format!("`{}` is not a pack id", error.0),
                "write three parts or more in small letters, digits and hyphens, such as `vn/one-stop/nd-118-2025`",
            );
            None
        }
    }
}

/// The end of a period, which must not lie before its beginning.
fn period_end(
    fields: &mut Fields<'_>,
    key: &'static str,
    from: Option<&Spanned<Date>>,
    report: &mut Report<'_>,
) -> Option<Date> {
    let end = fields.optional::<Date>(key, report)?;
    if let Some(from) = from
        && end.get_ref() < from.get_ref()
    {
        report.add(
            ProblemKind::BackwardPeriod,
            end.span().start,
            format!("{} ends on {end} before it begins on {from}", fields.what()),
            "the last day must be the first day or later",
        );
    }
    Some(end.into_inner())
}

/// A required `{ vi = "…", en = "…" }`.
fn wording(fields: &mut Fields<'_>, key: &'static str, report: &mut Report<'_>) -> Option<Wording> {
    if fields.raw(key).is_none() {
        report.add(
            ProblemKind::MissingField,
            fields.at(),
            format!("{} has no `{key}`", fields.what()),
            format!("add `{key} = {{ vi = \"…\", en = \"…\" }}`"),
        );
        return None;
    }
    optional_wording(fields, key, report)
}

/// A `{ vi = "…", en = "…" }` that may be absent.
fn optional_wording(
    fields: &mut Fields<'_>,
    key: &'static str,
    report: &mut Report<'_>,
) -> Option<Wording> {
    let inner = fields.inner(key, report)?;
    both_languages(inner, report)
}

/// Vietnamese and English out of a table that holds nothing else.
fn both_languages(mut fields: Fields<'_>, report: &mut Report<'_>) -> Option<Wording> {
    let vi = fields.required::<String>("vi", report);
    let en = fields.required::<String>("en", report);
    fields.finish(report);
    Some(Wording { vi: vi?.into_inner(), en: en?.into_inner() })
}

/// A required key: small letters, digits, hyphens and underscores; also names its table in
/// later messages.
fn key_of(fields: &mut Fields<'_>, kind: &str, report: &mut Report<'_>) -> Option<Spanned<String>> {
    let key = fields.required::<String>("key", report)?;
    fields.rename(format!("{kind} `{}`", key.get_ref()));
    let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
    if !key.get_ref().chars().all(good) {
        report.add(
            ProblemKind::BadName,
            key.span().start,
            format!("`{}` is not a key", key.get_ref()),
            "write small letters without accents, digits, hyphens and underscores",
        );
    }
    Some(key)
}

/// Reports a key that was there before.
fn check_new(known: &[String], key: &Spanned<String>, kind: &str, report: &mut Report<'_>) {
    if known.contains(key.get_ref()) {
        report.add(
            ProblemKind::Duplicate,
            key.span().start,
            format!("{kind} `{}` is there twice", key.get_ref()),
            "give one of them another key, or remove it",
        );
    }
}
