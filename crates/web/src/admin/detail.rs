//! What an audit entry says about a change, for people.

use jiff::civil::Date;
use nep_app::Ctx;
use nep_domain::{access::Action, ids::UnitId};
use serde_json::Value;

use crate::{format, page::Page, paths};

/// The page of a thing that an entry names, where there is one and the reader's roles open such pages.
pub(super) fn record(ctx: &Ctx, kind: &str, id: &str) -> Option<String> {
    let (action, href) = match kind {
        "account" => (Action::AccountsView, paths::account(id)),
        "unit" => (Action::OrgView, paths::unit(id)),
        "person" => (Action::StaffView, paths::person(id)),
        "import" => (Action::StaffManage, paths::import(id, "")),
        "dossier" => (Action::DossierView, paths::dossier(id)),
        "intake_refusal" => (Action::DossierView, paths::intake_refusal(id)),
        "letter" => (Action::DossierView, paths::letter(id)),
        "feedback" => (Action::FeedbackView, paths::feedback_case(id)),
        "movement" => (Action::MovementView, paths::movement(id)),
        "score_sheet" => (Action::MovementView, paths::score_sheet(id)),
        "criteria_set" => (Action::MovementView, paths::criteria_set(id)),
        "inspection" => (Action::InspectionView, paths::inspection(id)),
        "inspection_visit" => (Action::InspectionView, paths::visit(id)),
        "finding" => (Action::InspectionView, paths::finding(id)),
        "award" => (Action::AwardView, paths::award(id)),
        _ => return None,
    };
    ctx.may_anywhere(action).then_some(href)
}

/// Name and value of each line of an entry's detail; ids of units become their names.
pub(super) fn lines(ctx: &Ctx, page: &Page, detail: &str) -> Vec<(String, String)> {
    match serde_json::from_str(detail) {
        Ok(Value::Object(fields)) => fields
            .iter()
            .map(|(name, value)| (page.word_or("detail", name), say(ctx, page, name, value)))
            .collect(),
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
        Value::Array(items) => {
            items.iter().map(|i| say(ctx, page, name, i)).collect::<Vec<_>>().join("; ")
        }
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
