//! `[[fact]]`.

use toml::Spanned;
use toml::de::DeValue;

use super::fields::Fields;
use super::judging::at;
use super::wording;
use crate::problem::{ProblemKind, Report};
use crate::rules::{FactDecl, FactType};
use crate::value::Unit;

/// The types of facts by their names.
#[derive(Clone, Copy)]
enum TypeName {
    Bool,
    Integer,
    Decimal,
    Text,
    Date,
}

const TYPES: [(&str, TypeName); 5] = [
    ("bool", TypeName::Bool),
    ("integer", TypeName::Integer),
    ("decimal", TypeName::Decimal),
    ("text", TypeName::Text),
    ("date", TypeName::Date),
];

/// Most decimals of a fact.
const DIGITS: u32 = 6;
/// Furthest end of a range, so that sums stay exact.
const FURTHEST: i64 = 1_000_000_000;

pub(super) fn read_fact(
    fields: &mut Fields<'_>,
    key: String,
    report: &mut Report<'_>,
) -> Option<FactDecl> {
    let place = at(fields.at(), report);
    let fact_type = fields.word("type", &TYPES, report).and_then(|name| match name {
        TypeName::Bool => Some(FactType::Bool),
        TypeName::Date => Some(FactType::Date),
        TypeName::Integer => {
            if fields.raw("values").is_some() {
                return only(fields, report);
            }
            let (min, max) = range(fields, report)?;
            Some(FactType::Integer { min, max, only: Vec::new() })
        }
        TypeName::Decimal => {
            let digits = digits(fields, report);
            let (min, max) = range(fields, report)?;
            Some(FactType::Decimal { digits: digits?, min, max })
        }
        TypeName::Text => words(fields, report),
    });
    let unit = match fields.raw("unit") {
        Some(_) => fields.word("unit", &Unit::NAMES, report),
        None => None,
    };
    let label = wording(fields, "label", report);
    let default = fields.raw("default").map(|value| (written(value, report), value.span()));
    let (fact_type, label) = (fact_type?, label?);
    let text = default.as_ref().map(|(text, _)| text.clone());
    let fact = FactDecl { key, fact_type, unit, label, default: text, at: place };
    if let Some((text, span)) = default
        && let Err(bad) = fact.read(&text)
    {
        let message = format!("the default of fact `{}` is {}", fact.key, bad.wrong);
        report.add(ProblemKind::OutOfRange, span.start, message, bad.remedy);
    }
    Some(fact)
}

fn digits(fields: &mut Fields<'_>, report: &mut Report<'_>) -> Option<u32> {
    let digits = fields.required::<i64>("digits", report)?;
    let found = u32::try_from(*digits.get_ref()).ok().filter(|digits| *digits <= DIGITS);
    if found.is_none() {
        let message = format!("`digits` of {} is {}", fields.what(), digits.get_ref());
        let hint = format!("write 0 to {DIGITS}");
        report.add(ProblemKind::OutOfRange, digits.span().start, message, hint);
    }
    found
}

fn range(fields: &mut Fields<'_>, report: &mut Report<'_>) -> Option<(i64, i64)> {
    let (min, max) = (fields.required::<i64>("min", report), fields.required::<i64>("max", report));
    let (min, max) = (min?, max?);
    let span = max.span();
    let (min, max) = (min.into_inner(), max.into_inner());
    if min >= max || min < -FURTHEST || max > FURTHEST {
        let message = format!("{} goes from {min} to {max}", fields.what());
        let hint = format!("`min` must be below `max`, both within ±{FURTHEST}");
        report.add(ProblemKind::OutOfRange, span.start, message, hint);
        return None;
    }
    Some((min, max))
}

/// A whole number of which only a few are possible.
fn only(fields: &mut Fields<'_>, report: &mut Report<'_>) -> Option<FactType> {
    let only = fields.numbers("values", report);
    let (min, max) = (only.iter().min().copied()?, only.iter().max().copied()?);
    if min < -FURTHEST || max > FURTHEST {
        let message = format!("{} goes from {min} to {max}", fields.what());
        let hint = format!("all `values` must lie within ±{FURTHEST}");
        report.add(ProblemKind::OutOfRange, fields.at(), message, hint);
        return None;
    }
    Some(FactType::Integer { min, max, only })
}

fn words(fields: &mut Fields<'_>, report: &mut Report<'_>) -> Option<FactType> {
    let words = fields.texts("values", report);
    if words.is_empty() {
        let message = format!("{} names no words", fields.what());
        report.add(
            ProblemKind::MissingField,
            fields.at(),
            message,
            "add `values = [\"…\", \"…\"]`",
        );
        return None;
    }
    Some(FactType::Text(words))
}

/// A value as a table would hold it: numbers letter by letter as in the file, so that one which is not written plainly,
/// such as `0x10`, is refused where it is read and never taken for another.
pub(super) fn written(value: &Spanned<DeValue<'_>>, report: &Report<'_>) -> String {
    match value.get_ref() {
        DeValue::String(text) => text.to_string(),
        DeValue::Integer(_) | DeValue::Float(_) => report.text(value.span()).to_owned(),
        DeValue::Boolean(flag) => flag.to_string(),
        DeValue::Datetime(datetime) => datetime.to_string(),
        DeValue::Array(_) | DeValue::Table(_) => "(a list or table)".to_owned(),
    }
}

/// The text of an optional field, however it is written.
pub(super) fn any(
    fields: &mut Fields<'_>,
    key: &'static str,
    report: &Report<'_>,
) -> Option<Spanned<String>> {
    let value = fields.raw(key)?;
    Some(Spanned::new(value.span(), written(value, report)))
}
