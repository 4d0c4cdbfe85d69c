//! `[[setting]]`.

use jiff::civil::{Date, Time};
use toml::Spanned;

use super::fields::Fields;
use super::judging::at;
use super::references::{References, check_default};
use super::{check_new, key_of, wording};
use crate::problem::{ProblemKind, Report};
use crate::setting::Setting;
use crate::value::{Days, Unit, Value, ValueType, basis_points, percent};

/// Reads every setting; those with problems are left out and reported.
pub(crate) fn read_settings(
    fields: &mut Fields<'_>,
    references: &mut References,
    report: &mut Report<'_>,
) -> Vec<Setting> {
    let mut keys = Vec::new();
    let mut settings = Vec::new();
    for table in fields.each("setting", report) {
        settings.extend(read_setting(table, &mut keys, references, report));
    }
    settings
}

fn read_setting(
    mut fields: Fields<'_>,
    keys: &mut Vec<String>,
    references: &mut References,
    report: &mut Report<'_>,
) -> Option<Setting> {
    let at = at(fields.at(), report);
    let key = key_of(&mut fields, "setting", report);
    if let Some(key) = &key {
        check_new(keys, key, "setting", report);
        keys.push(key.get_ref().clone());
    }
    let value_type = fields.word("type", &ValueType::NAMES, report);
    let unit = match fields.raw("unit") {
        Some(_) => fields.word("unit", &Unit::NAMES, report),
        None => None,
    };
    let value = match value_type {
        Some(value_type) => read_value(&mut fields, value_type, unit, report),
        // The type is reported already; without it the value cannot be judged.
        None => fields.raw("value").and(None),
    };
    let min = fields.optional::<i64>("min", report).map(Spanned::into_inner);
    let max = fields.optional::<i64>("max", report).map(Spanned::into_inner);
    let choices = choices(&mut fields, value_type, report);
    let label = wording(&mut fields, "label", report);
    let citation = references.citation(&mut fields, report);
    if fields.raw("citation").is_none() {
        missing_citation(&fields, report);
    }
    let confidence = required_confidence(&mut fields, references, report);
    check_default(citation.as_ref(), confidence.as_ref(), &mut fields, report);
    let editable = fields.optional::<bool>("editable", report).is_some_and(Spanned::into_inner);
    let value_at = fields.raw("value").map_or(fields.at(), |value| value.span().start);
    let what = fields.what().to_owned();
    fields.finish(report);
    let setting = Setting {
        key: key?.into_inner(),
        value: value?,
        unit,
        min,
        max,
        choices,
        label: label?,
        citation: citation?,
        confidence: confidence?,
        editable,
        adjustment: None,
        at,
    };
    if !setting.in_range(&setting.value) {
        report.add(
            ProblemKind::OutOfRange,
            value_at,
            format!("{what} is {}, outside its own range", setting.value),
            "change the value, or `min`, `max` and `choices`",
        );
    }
    Some(setting)
}

/// The words a text may be.
fn choices(
    fields: &mut Fields<'_>,
    value_type: Option<ValueType>,
    report: &mut Report<'_>,
) -> Vec<String> {
    let choices = fields.texts("choices", report);
    if !choices.is_empty() && value_type.is_some_and(|value_type| value_type != ValueType::Text) {
        let message = format!("{} has choices, but is no text", fields.what());
        report.add(ProblemKind::WrongType, fields.at(), message, "use `min` and `max`");
    }
    choices
}

pub(crate) fn missing_citation(fields: &Fields<'_>, report: &mut Report<'_>) {
    report.add(
        ProblemKind::MissingCitation,
        fields.at(),
        format!("{} has no citation", fields.what()),
        "add `citation = { source = \"…\", article = … }`; a figure no law sets cites a source of kind `product_default`",
    );
}

pub(crate) fn required_confidence(
    fields: &mut Fields<'_>,
    references: &mut References,
    report: &mut Report<'_>,
) -> Option<crate::Confidence> {
    if fields.raw("confidence").is_none() {
        // Asked for its report of the missing field.
        fields.required::<String>("confidence", report);
    }
    references.confidence(fields, report)
}

fn read_value(
    fields: &mut Fields<'_>,
    value_type: ValueType,
    unit: Option<Unit>,
    report: &mut Report<'_>,
) -> Option<Value> {
    match value_type {
        ValueType::Integer => plain::<i64>(fields, report).map(Value::Integer),
        ValueType::Percent => number(fields, report, "0 to 100", percent),
        ValueType::BasisPoints => number(fields, report, "0 to 10000", basis_points),
        ValueType::Days => read_days(fields, unit, report),
        ValueType::Time => plain::<Time>(fields, report).map(Value::Time),
        ValueType::Text => plain::<String>(fields, report).map(Value::Text),
        ValueType::Bool => plain::<bool>(fields, report).map(Value::Bool),
        ValueType::Date => plain::<Date>(fields, report).map(Value::Date),
    }
}

fn plain<T: super::fields::FromToml>(
    fields: &mut Fields<'_>,
    report: &mut Report<'_>,
) -> Option<T> {
    fields.required::<T>("value", report).map(Spanned::into_inner)
}

fn number(
    fields: &mut Fields<'_>,
    report: &mut Report<'_>,
    range: &str,
    make: impl FnOnce(i64) -> Option<Value>,
) -> Option<Value> {
    let read = fields.required::<i64>("value", report)?;
    let value = make(*read.get_ref());
    if value.is_none() {
        report.add(
            ProblemKind::OutOfRange,
            read.span().start,
            format!("`value` of {} is {}", fields.what(), read.get_ref()),
            format!("write a whole number from {range}"),
        );
    }
    value
}

fn read_days(
    fields: &mut Fields<'_>,
    unit: Option<Unit>,
    report: &mut Report<'_>,
) -> Option<Value> {
    let kind: Option<fn(u32) -> Days> = match unit {
        Some(Unit::WorkingDays) => Some(Days::Working),
        Some(Unit::CalendarDays) => Some(Days::Calendar),
        _ => {
            report.add(
                ProblemKind::MissingField,
                fields.at(),
                format!("{} counts days and does not say which", fields.what()),
                "add `unit = \"working_days\"` or `unit = \"calendar_days\"`",
            );
            None
        }
    };
    let make = |count| u32::try_from(count).ok().map(|count| Value::Days(Days::Working(count)));
    let value = number(fields, report, "0", make)?;
    match (kind?, value) {
        (kind, Value::Days(days)) => Some(Value::Days(kind(days.count()))),
        (_, other) => Some(other),
    }
}
