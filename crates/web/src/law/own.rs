//! `/gia-tri-rieng`: what a body sets itself where the law leaves it to it.

use askama::Template;
use axum::extract::Query;
use nep_app::{
    AppError,
    law::{self, OwnValueRow, WithdrawValue},
};
use nep_domain::{
    access::Action,
    ids::{OwnValueId, UnitId},
    law::OwnValueState,
};
use nep_law::{Pack, Setting};
use serde::Deserialize;

use super::value;
use crate::{
    error::WebResult,
    form::{FormView, SignedForm},
    format,
    key::Key,
    page::{FormPage, Page, finish, html},
    paths,
    session::Viewer,
};

/// The body asked for; the first one in reach when absent.
#[derive(Deserialize, Default)]
pub(crate) struct Body {
    #[serde(default, rename = "co-quan")]
    body: String,
}

#[derive(Template)]
#[template(path = "law/own.html")]
struct OwnPage {
    page: Page,
    form: FormView,
    /// Bodies to choose from, when there are several.
    bodies: Vec<(String, String)>,
    body: String,
    name: String,
    rows: Vec<ValueLine>,
    packs: Vec<PackGroup>,
}

/// A value the body set.
pub(super) struct ValueLine {
    pub(super) id: String,
    pub(super) label: String,
    pub(super) text: String,
    pub(super) href: String,
    pub(super) value: String,
    pub(super) shipped: String,
    pub(super) from: String,
    pub(super) state: &'static str,
    pub(super) tag: &'static str,
    pub(super) reason: String,
    pub(super) by: Option<String>,
    /// Why it was taken back.
    pub(super) withdrawn: Option<String>,
    /// Where to send the withdrawal.
    pub(super) withdraw: Option<String>,
}

/// A text and what it leaves to the body.
struct PackGroup {
    title: String,
    period: String,
    settings: Vec<SettingLine>,
}

/// A figure the body may set.
struct SettingLine {
    label: String,
    value: String,
    /// Whether the body has its own value.
    own: bool,
    /// The form; nothing for those who only read.
    href: Option<String>,
}

impl ValueLine {
    pub(super) fn new(page: &Page, row: &OwnValueRow) -> Self {
        let change = &row.value.change;
        let unit = row.setting.as_ref().and_then(|setting| setting.unit).map(nep_law::Unit::code);
        let (state, tag) = match row.state {
            OwnValueState::Withdrawn => ("own-state-withdrawn", "paused"),
            _ if !row.fits => ("own-state-unfit", "late"),
            OwnValueState::Coming => ("own-state-coming", "waiting"),
            OwnValueState::Begun if row.ended => ("own-state-ended", "paused"),
            OwnValueState::Begun => ("own-state-begun", "on-time"),
        };
        let setting = row.setting.as_ref();
        Self {
            id: row.value.id.to_string(),
            label: setting.map_or_else(|| change.key.clone(), |s| page.wording(&s.label)),
            text: row.title.as_ref().map(|title| page.wording(title)).unwrap_or_default(),
            href: format!("{}#{}", paths::law_pack(&change.pack), change.key),
            value: value::say(page, &change.value, unit),
            shipped: setting.map(|s| value::words(page, s)).unwrap_or_default(),
            from: format::date(change.valid_from),
            state,
            tag,
            reason: change.reason.clone(),
            by: row.set_by.clone(),
            withdrawn: row.value.withdrawn.as_ref().map(|w| w.reason.clone()),
            withdraw: row.may_withdraw.then(|| paths::own_value_withdrawal(row.value.id)),
        }
    }
}

/// `GET /gia-tri-rieng`
pub(crate) async fn own(viewer: Viewer, Query(asked): Query<Body>) -> WebResult {
    html(&own_page(&viewer, body_of(&viewer, &asked.body)?).await?)
}

/// `POST /gia-tri-rieng/{id}/rut`
pub(crate) async fn withdraw(
    viewer: Viewer,
    Key(id): Key<OwnValueId>,
    SignedForm(form): SignedForm,
) -> WebResult {
    let body = body_of(&viewer, form.text("co-quan"))?;
    let command = WithdrawValue { id, reason: form.text("reason").to_owned() };
    let outcome = law::withdraw_value(&viewer.ctx, command).await;
    let to = paths::own_values(body);
    finish(&viewer, form, outcome, (&to, "own-value-withdrawn"), own_page(&viewer, body)).await
}

/// The body asked for, or the first in reach.
///
/// # Errors
/// `Denied` when none is in reach, `NotFound` when the one asked for is not.
pub(super) fn body_of(viewer: &Viewer, asked: &str) -> Result<UnitId, AppError> {
    let bodies = law::bodies(&viewer.ctx);
    let first = bodies.first().copied().ok_or(AppError::Denied(Action::LawSettings))?;
    if asked.is_empty() {
        return Ok(first);
    }
    let id = asked.parse::<UnitId>().ok();
    id.filter(|id| bodies.contains(id)).ok_or(AppError::NotFound("unit"))
}

impl FormPage for OwnPage {
    fn form(&mut self) -> &mut FormView {
        &mut self.form
    }
}

async fn own_page(viewer: &Viewer, body: UnitId) -> WebResult<OwnPage> {
    let page = viewer.page("own-title").crumb(paths::LAW, "law-title");
    let rows = law::values(&viewer.ctx, body).await?;
    let name = |id: UnitId| viewer.ctx.org().get(id).map(|u| u.name.clone()).unwrap_or_default();
    let bodies = law::bodies(&viewer.ctx).into_iter().map(|id| (id.to_string(), name(id)));
    Ok(OwnPage {
        bodies: bodies.collect(),
        body: body.to_string(),
        name: name(body),
        rows: rows.iter().map(|row| ValueLine::new(&page, row)).collect(),
        packs: law::open_settings(&viewer.ctx)
            .into_iter()
            .map(|(pack, settings)| group(viewer, &page, body, pack, &settings))
            .collect(),
        form: FormView::default().proposing("co-quan", body),
        page,
    })
}

fn group(
    viewer: &Viewer,
    page: &Page,
    body: UnitId,
    pack: &Pack,
    settings: &[&Setting],
) -> PackGroup {
    let day = viewer.ctx.today().max(pack.valid_from());
    let library = viewer.ctx.library(body);
    let may_set = viewer.ctx.may(Action::LawSettings, body);
    let line = |shipped: &Setting| {
        let own = library.governing_setting(pack.id(), &shipped.key, day).unwrap_or(shipped);
        SettingLine {
            label: page.wording(&shipped.label),
            value: value::words(page, own),
            own: own.adjustment.is_some(),
            href: may_set.then(|| paths::own_value_form(body, pack.id(), &shipped.key)),
        }
    };
    PackGroup {
        title: page.wording(pack.title()),
        period: super::period(page, pack),
        settings: settings.iter().map(|setting| line(setting)).collect(),
    }
}
