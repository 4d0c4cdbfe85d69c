//! What bodies set themselves, in lists and forms.

use std::collections::HashSet;

use jiff::civil::Date;
use nep_domain::{
    access::Action,
    ids::{AccountId, UnitId},
    law::{OwnValue, OwnValueState},
    refusal::Refusal,
};
use nep_law::{Library, Overrides, Pack, PackId, Setting, Value, Wording};
use nep_storage::{ReadTx, access as accounts, law as store};

use crate::{AppError, AppResult, Ctx};

/// A value a body set, in a list.
#[derive(Clone, Debug)]
pub struct OwnValueRow {
    /// The value.
    pub value: OwnValue,
    /// Where it stands today.
    pub state: OwnValueState,
    /// Whether it has begun and a later value or a new text has taken its place.
    pub ended: bool,
    /// What the setting is and what it would be by the shipped pack; nothing when the packs no longer have it.
    pub setting: Option<Setting>,
    /// Title of the pack.
    pub title: Option<Wording>,
    /// Whether the packs take it; if not, it does not apply.
    pub fits: bool,
    /// Who entered it.
    pub set_by: Option<String>,
    /// Whether the actor may take it back.
    pub may_withdraw: bool,
}

/// One setting as a body has it.
#[derive(Clone, Debug)]
pub struct SettingView {
    /// The setting as shipped.
    pub shipped: Setting,
    /// The value that applies to the body today, or on the pack's first day to come.
    pub value: Value,
    /// Title of the pack.
    pub title: Wording,
    /// The days the pack governs.
    pub governs: (Date, Option<Date>),
    /// What the body set so far, newest first.
    pub rows: Vec<OwnValueRow>,
}

/// The bodies whose own values the actor may see: to set them, or to audit.
pub fn bodies(ctx: &Ctx) -> Vec<UnitId> {
    let roots = ctx.org().roots().map(|unit| unit.id);
    roots.filter(|root| may_see(ctx, *root)).collect()
}

fn may_see(ctx: &Ctx, root: UnitId) -> bool {
    ctx.may(Action::LawSettings, root) || ctx.may(Action::AuditView, root)
}

/// The figures that the rooms reckon with, by topic; own values of others would change nothing.
const APPLIED: [(&str, &[&str]); 3] = [
    (
        nep_domain::one_stop::TOPIC,
        &[
            "apology_days_before_due",
            "close_incomplete_after_days",
            "feedback_answer_working_days",
            "feedback_refuse_working_days",
            "feedback_transfer_working_days",
            "late_entry_max_days",
            "restart_after_supplement",
            "return_for_supplement_working_days",
            "same_day_cut_off",
            "slip_page_size",
        ],
    ),
    (crate::movement::STANDARD, &["recognition_threshold_points"]),
    (crate::inspection::TOPIC, &["remedy_days"]),
];

/// Whether an own value of a setting changes anything.
pub fn is_applied(pack: &PackId, key: &str) -> bool {
    APPLIED.iter().any(|(topic, keys)| *topic == pack.topic() && keys.contains(&key))
}

/// The texts in force or to come that leave something to the body, with what they leave.
pub fn open_settings(ctx: &Ctx) -> Vec<(&Pack, Vec<&Setting>)> {
    let today = ctx.today();
    let packs = ctx.services().library.packs().iter();
    packs
        .filter(|pack| pack.valid_to().is_none_or(|last| last >= today))
        .map(|pack| {
            let open = |s: &&Setting| s.editable && is_applied(pack.id(), &s.key);
            (pack, pack.settings().iter().filter(open).collect::<Vec<_>>())
        })
        .filter(|(_, settings)| !settings.is_empty())
        .collect()
}

/// What a body set itself, newest first; those who may set values, and auditors of the body, see it.
///
/// # Errors
/// `Denied` to everybody else.
pub async fn values(ctx: &Ctx, root: UnitId) -> AppResult<Vec<OwnValueRow>> {
    if !may_see(ctx, root) {
        ctx.require(Action::LawSettings, root)?;
    }
    let tx = ctx.read().await?;
    let mut rows = Vec::new();
    let mut begun = HashSet::new();
    for value in store::all(&tx).await?.into_iter().rev().filter(|value| value.root == root) {
        let mut row = row(ctx, &tx, value).await?;
        // Newest first: the first one of a setting that has begun is the one that applies.
        if row.state == OwnValueState::Begun {
            let change = &row.value.change;
            row.ended |= !begun.insert((change.pack.clone(), change.key.clone()));
        }
        rows.push(row);
    }
    Ok(rows)
}

async fn row(ctx: &Ctx, tx: &ReadTx, value: OwnValue) -> AppResult<OwnValueRow> {
    let shipped = &ctx.services().library;
    let pack = shipped.pack(&value.change.pack);
    let alone: Overrides = [value.change.clone()].into_iter().collect();
    Ok(OwnValueRow {
        state: value.state(ctx.today()),
        ended: pack.and_then(Pack::valid_to).is_some_and(|last| last < ctx.today()),
        setting: pack.and_then(|pack| pack.setting(&value.change.key)).cloned(),
        title: pack.map(|pack| pack.title().clone()),
        fits: shipped.with_overrides(&alone).is_ok(),
        set_by: name_of(tx, value.set_by).await?,
        may_withdraw: ctx.may(Action::LawSettings, value.root)
            && value.may_withdraw(ctx.today()).is_ok(),
        value,
    })
}

async fn name_of(tx: &ReadTx, account: Option<AccountId>) -> AppResult<Option<String>> {
    let Some(id) = account else { return Ok(None) };
    Ok(accounts::by_id(tx, id).await?.map(|(account, _)| account.display_name))
}

/// A setting the law leaves to the body, for the form.
///
/// # Errors
/// `Denied`; [`AppError::NotFound`] for an unknown pack or setting; the refusal `own-value-by-law`.
pub async fn setting(ctx: &Ctx, root: UnitId, pack: &PackId, key: &str) -> AppResult<SettingView> {
    ctx.require(Action::LawSettings, root)?;
    let library: &Library = &ctx.services().library;
    let found = library.pack(pack).and_then(|pack| Some((pack, pack.setting(key)?)));
    let (shipped_pack, shipped) = found.ok_or(AppError::NotFound("setting"))?;
    if shipped.editable && !is_applied(pack, key) {
        return Err(Refusal::new("own-value-unused").into());
    }
    if !shipped.editable {
        return Err(Refusal::new("own-value-by-law")
            .with("citation", shipped.citation.vi())
            .into());
    }
    let day = ctx.today().max(shipped_pack.valid_from());
    let own = ctx.library(root).governing_setting(pack, key, day);
    let mut rows = values(ctx, root).await?;
    rows.retain(|row| row.value.change.pack == *pack && row.value.change.key == key);
    Ok(SettingView {
        value: own.unwrap_or(shipped).value.clone(),
        shipped: shipped.clone(),
        title: shipped_pack.title().clone(),
        governs: (shipped_pack.valid_from(), shipped_pack.valid_to()),
        rows,
    })
}
