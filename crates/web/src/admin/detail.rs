//! What an audit entry says about a change, for people.

use jiff::civil::Date;
use nep_app::Ctx;
use nep_domain::ids::UnitId;
use serde_json::Value;

use crate::{format, page::Page, paths};

/// The page of a thing that an entry names, where there is one.
pub(super) fn record(kind: &str, id: &str) -> Option<String> {
    match kind {
        "account" => Some(paths::account(id)),
        "unit" => Some(paths::unit(id)),
        "dossier" => Some(paths::dossier(id)),
        "feedback" => Some(paths::feedback_case(id)),
        "letter" => Some(paths::letter(id)),
        "person" => Some(paths::person(id)),
        "movement" => Some(paths::movement(id)),
        "score_sheet" => Some(paths::score_sheet(id)),
        "criteria_set" => Some(paths::criteria_set(id)),
        "inspection" => Some(paths::inspection(id)),
        "inspection_visit" => Some(paths::visit(id)),
        "finding" => Some(paths::finding(id)),
        "award" => Some(paths::award(id)),
        "import" => Some(paths::import(id, "")),
        _ => None,
    }
}

/// Name and value of each line of an entry's detail; ids of units become their names.
pub(super) fn lines(ctx: &Ctx, page: &Page, detail: &str) -> Vec<(String, String)> {
    match serde_json::from_str(detail) {
        Ok(Value::Object(fields)) => {
            fields.iter().map(|(name, value)| (page.word_or("detail", name), say(ctx, page, name, value))).collect()
        }
        Ok(Value::Null) => Vec::new(),
        _ => vec![(page.t("detail-text"), detail.to_owned())],
    }
}

fn say(ctx: &Ctx, page: &Page, name: &str, value: &Value) -> String {
    match value {
        Value::Null => "–".to_owned(),
        Value::Bool(flag) => page.t(if *flag { "detail-yes" } else { "detail-no" }),
        Value::Number(number) => number.as_i64().map_or_else(|| number.to_string(), format::number),
        Value::String(text) => said(ctx, page, name, text),
        Value::Array(items) => items.iter().map(|i| say(ctx, page, name, i)).collect::<Vec<_>>().join("; "),
        Value::Object(_) => value.to_string(),
    }
}

fn said(ctx: &Ctx, page: &Page, name: &str, text: &str) -> String {
    if let Some(unit) = text.parse::<UnitId>().ok().and_then(|id| ctx.org().get(id)) {
        return unit.name.clone();
    }
    if let Some(date) = text.parse::<Date>().ok().filter(|_| text.len() == "2026-11-22".len()) {
        return format::date(date);
    }
    match name {
        "role" => page.word_or("role", text),
        "what" => page.word_or("change", text),
        _ => text.to_owned(),
    }
}
