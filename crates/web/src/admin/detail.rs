//! What an audit entry says about a change, for people.

use jiff::{Timestamp, civil::Date};
use nep_app::Ctx;
use nep_domain::{access::Action, ids::UnitId};
use serde_json::Value;

use crate::{awards::choices, format, page::Page, paths};

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

/// Name and value of each line of the detail of an entry about a thing of a kind; ids of units become their names.
pub(super) fn lines(ctx: &Ctx, page: &Page, kind: &str, detail: &str) -> Vec<(String, String)> {
    match serde_json::from_str(detail) {
        Ok(Value::Object(fields)) => fields
            .iter()
            .map(|(name, value)| {
                (label(ctx, page, name, value), Said { ctx, page, kind, name }.say(value))
            })
            .collect(),
        Ok(Value::Null) => Vec::new(),
        _ => vec![(page.t("detail-text"), detail.to_owned())],
    }
}

/// The name of a line. From and to are days, except where they are units.
fn label(ctx: &Ctx, page: &Page, name: &str, value: &Value) -> String {
    let unit = value.as_str().and_then(|text| text.parse::<UnitId>().ok());
    match (name, unit.and_then(|id| ctx.org().get(id))) {
        ("from" | "to", Some(_)) => page.word("detail-unit", name),
        ("from" | "to", None) if value.is_null() => page.t("detail-to-nobody"),
        _ => page.word_or("detail", name),
    }
}

/// A value of a detail, and what it is the value of.
struct Said<'a> {
    ctx: &'a Ctx,
    page: &'a Page,
    kind: &'a str,
    name: &'a str,
}

impl Said<'_> {
    fn say(&self, value: &Value) -> String {
        let page = self.page;
        match value {
            Value::Null => "–".to_owned(),
            Value::Bool(flag) => page.t(if *flag { "detail-yes" } else { "detail-no" }),
            // Years are names, not amounts.
            Value::Number(number) if self.name == "year" => number.to_string(),
            Value::Number(number) => {
                number.as_i64().map_or_else(|| number.to_string(), format::number)
            }
            Value::String(text) => self.text(text),
            Value::Array(items) => items.iter().map(|i| self.say(i)).collect::<Vec<_>>().join("; "),
            Value::Object(fields) => {
                let field = |(name, value): (&String, &Value)| {
                    let said = Said { name, ..*self }.say(value);
                    format!("{}: {said}", page.word_or("detail", name))
                };
                fields.iter().map(field).collect::<Vec<_>>().join(", ")
            }
        }
    }

    fn text(&self, text: &str) -> String {
        if let Some(unit) = text.parse::<UnitId>().ok().and_then(|id| self.ctx.org().get(id)) {
            return unit.name.clone();
        }
        if let Some(date) = text.parse::<Date>().ok().filter(|_| text.len() == "2026-11-22".len()) {
            return format::date(date);
        }
        if let Ok(at) = text.parse::<Timestamp>() {
            return format::date_time(self.ctx.local(at));
        }
        self.word(text).unwrap_or_else(|| text.to_owned())
    }

    /// The word for a key of the program or of a pack.
    fn word(&self, key: &str) -> Option<String> {
        let page = self.page;
        match (self.name, self.kind) {
            ("role", _) => word(page, "role", key),
            ("what", _) => word(page, "change", key),
            ("change", _) => word(page, "detail-change", key),
            ("state", _) => word(page, "feedback-state", key),
            ("subject", _) => word(page, "feedback-subject", key),
            ("step", _) => word(page, "dossier-step", key),
            ("mode", _) => word(page, "inspection-mode", key),
            ("recheck", _) => word(page, "inspection-outcome", key),
            ("kind", "letter") => word(page, "letter-kind", key),
            ("kind", "movement_review") => word(page, "report-review", key),
            ("kind", "unit" | "person") => {
                word(page, "unit-kind", key).or_else(|| word(page, "official-kind", key))
            }
            ("value" | "before", "own_value") => crate::law::spoken(page, key),
            ("form", _) => self.award_word(&["forms", "titles"], key),
            ("level", _) => self.award_word(&["levels"], key),
            ("ground", _) => self.award_word(&["grounds"], key),
            _ => None,
        }
    }

    fn award_word(&self, lists: &[&str], key: &str) -> Option<String> {
        let known = choices(&self.ctx.services().library, self.page, lists);
        known.into_iter().find_map(|(known, label)| (known == key).then_some(label))
    }
}

/// The word for a key, where there is one.
pub(super) fn word(page: &Page, prefix: &str, key: &str) -> Option<String> {
    Some(page.word_or(prefix, key)).filter(|word| word != key)
}
