//! The form that sets a body's own value.

use askama::Template;
use axum::extract::Query;
use nep_app::{
    AppError, AppResult, FieldError,
    law::{self, SetValue, SettingView},
};
use nep_domain::{
    ids::{OwnValueId, UnitId},
    number::Points,
};
use nep_law::{Days, PackId, Setting, Unit, Value};
use serde::Deserialize;

use super::{
    own::{ValueLine, body_of},
    value,
};
use crate::{
    cite::Cite,
    error::WebResult,
    form::{Fields, FormData, FormView, SignedForm},
    format,
    page::{FormPage, Page, finish, html},
    paths,
    session::Viewer,
};

/// Which setting of which body.
#[derive(Deserialize, Default)]
pub(crate) struct Asked {
    #[serde(default, rename = "co-quan")]
    body: String,
    #[serde(default, rename = "van-ban")]
    pack: String,
    #[serde(default, rename = "muc")]
    key: String,
}

#[derive(Template)]
#[template(path = "law/own_form.html")]
struct SetPage {
    page: Page,
    form: FormView,
    action: String,
    cite: Cite,
    text: String,
    text_href: String,
    governs: String,
    /// The value that applies now, and the one of the shipped pack.
    now: String,
    shipped: String,
    range: Option<String>,
    /// `choice`, `time`, `date`, `number` or `text`.
    kind: &'static str,
    unit: String,
    choices: Vec<(String, String)>,
    rows: Vec<ValueLine>,
}

impl FormPage for SetPage {
    fn form(&mut self) -> &mut FormView {
        &mut self.form
    }
}

/// What the form is about.
struct Place {
    body: UnitId,
    pack: PackId,
    key: String,
}

impl Place {
    fn read(viewer: &Viewer, asked: &Asked) -> AppResult<Self> {
        let body = body_of(viewer, &asked.body)?;
        let pack = asked.pack.parse().map_err(|_| AppError::NotFound("setting"))?;
        Ok(Self { body, pack, key: asked.key.clone() })
    }

    async fn view(&self, viewer: &Viewer) -> AppResult<SettingView> {
        law::setting(&viewer.ctx, self.body, &self.pack, &self.key).await
    }
}

/// `GET /gia-tri-rieng/dat`
pub(crate) async fn set_form(viewer: Viewer, Query(asked): Query<Asked>) -> WebResult {
    let place = Place::read(&viewer, &asked)?;
    let view = place.view(&viewer).await?;
    let mut form = FormData::default();
    form.set("request", viewer.ctx.id::<OwnValueId>());
    let tomorrow = viewer.ctx.today().tomorrow().unwrap_or(view.governs.0);
    form.set("valid_from", tomorrow.max(view.governs.0));
    html(&set_page(&viewer, &place, &view, form))
}

/// `POST /gia-tri-rieng/dat`
pub(crate) async fn set(
    viewer: Viewer,
    Query(asked): Query<Asked>,
    SignedForm(form): SignedForm,
) -> WebResult {
    let place = Place::read(&viewer, &asked)?;
    let view = place.view(&viewer).await?;
    let unit = value::unit_word(&viewer.page("own-set-title"), &view.shipped);
    let outcome = match read(&form, &place, &view.shipped, &unit) {
        Ok(command) => law::set_value(&viewer.ctx, command).await.map(|_| ()),
        Err(error) => Err(error),
    };
    let to = paths::own_values(place.body);
    let page = async { Ok(set_page(&viewer, &place, &view, form.clone())) };
    finish(&viewer, form.clone(), outcome, (&to, "own-value-set"), page).await
}

fn read(form: &FormData, place: &Place, shipped: &Setting, unit: &str) -> AppResult<SetValue> {
    let mut fields = Fields::new(form);
    let request = form.text("request").parse().map_err(|_| AppError::NotFound("own_value"))?;
    let text = fields.required("value");
    let valid_from = fields.date("valid_from");
    let value = Some(without_unit(&text, unit)).filter(|text| !text.is_empty());
    let value = value.and_then(|text| parse(&shipped.value, text));
    if value.is_none() && !text.is_empty() {
        fields.error(FieldError::new("value", "own-value-kind"));
    }
    let (Some(value), Some(valid_from)) = (value, valid_from) else {
        fields.required("reason");
        fields.finish()?;
        return Err(FieldError::new("value", "missing").into());
    };
    // A missing reason is named by the use case, together with what else is wrong.
    Ok(SetValue {
        request,
        root: place.body,
        pack: place.pack.clone(),
        key: place.key.clone(),
        value,
        valid_from,
        reason: form.text("reason").to_owned(),
    })
}

/// A number without the word for its unit, which people write because the page says it.
fn without_unit<'t>(text: &'t str, unit: &str) -> &'t str {
    let text = text.trim();
    let number = (!unit.is_empty()).then(|| text.strip_suffix(unit)).flatten();
    number.map_or(text, str::trim_end)
}

/// A value of the shipped one's kind from its text, as people write it.
fn parse(shipped: &Value, text: &str) -> Option<Value> {
    let number = text.trim().trim_end_matches('%').trim();
    match shipped {
        Value::Days(Days::Working(_)) => {
            number.parse().ok().map(|count| Value::Days(Days::Working(count)))
        }
        Value::Days(Days::Calendar(_)) => {
            number.parse().ok().map(|count| Value::Days(Days::Calendar(count)))
        }
        Value::BasisPoints(_) => {
            let points = Points::parse(number)?.0;
            u16::try_from(points).ok().map(Value::BasisPoints)
        }
        Value::Date(_) => crate::form::parse_date(text).map(Value::Date),
        Value::Integer(_) | Value::Percent(_) => shipped.value_type().parse(number).ok(),
        Value::Time(_) | Value::Text(_) | Value::Bool(_) => shipped.value_type().parse(text).ok(),
    }
}

fn set_page(viewer: &Viewer, place: &Place, view: &SettingView, form: FormData) -> SetPage {
    let shipped = &view.shipped;
    let page = viewer
        .page("own-set-title")
        .crumb(paths::LAW, "law-title")
        .crumb(paths::own_values(place.body), "own-title");
    let title = page.wording(&shipped.label);
    let unit = shipped.unit.map(Unit::code);
    let (from, to) = view.governs;
    let from = format::date(from);
    SetPage {
        action: paths::own_value_form(place.body, &place.pack, &place.key),
        cite: Cite::setting(&page, &place.pack, shipped),
        text: page.wording(&view.title),
        text_href: format!("{}#{}", paths::law_pack(&place.pack), place.key),
        governs: match to {
            Some(to) => page.t2("law-period", "from", from, "to", format::date(to)),
            None => page.t1("law-period-open", "from", from),
        },
        now: value::say(&page, &view.value, unit),
        shipped: value::words(&page, shipped),
        range: range(&page, shipped),
        kind: match shipped.value {
            Value::Bool(_) => "choice",
            Value::Time(_) => "time",
            Value::Date(_) => "date",
            Value::Text(_) if !shipped.choices.is_empty() => "choice",
            Value::Text(_) => "text",
            Value::Integer(_) | Value::Percent(_) | Value::BasisPoints(_) | Value::Days(_) => {
                "number"
            }
        },
        unit: value::unit_word(&page, shipped),
        choices: choices(&page, shipped),
        rows: view.rows.iter().map(|row| ValueLine::new(&page, row)).collect(),
        form: FormView::filled(form),
        page: page.titled(title),
    }
}

/// The values there are, with their words, where there are only a few.
fn choices(page: &Page, setting: &Setting) -> Vec<(String, String)> {
    match setting.value {
        Value::Bool(_) => {
            ["true", "false"].map(|value| (value.to_owned(), page.word("own-bool", value))).into()
        }
        _ => setting.choices.iter().map(|value| (value.clone(), value.clone())).collect(),
    }
}

/// Between what a body may choose a number.
fn range(page: &Page, setting: &Setting) -> Option<String> {
    let say = |number: i64| value::limit(page, setting, number);
    match (setting.min, setting.max) {
        (Some(min), Some(max)) => Some(page.t2("own-range", "min", say(min), "max", say(max))),
        (Some(min), None) => Some(page.t1("own-range-min", "min", say(min))),
        (None, Some(max)) => Some(page.t1("own-range-max", "max", say(max))),
        (None, None) => None,
    }
}
