//! Setting a value where the law leaves it to the body, and taking it back before it begins.

use jiff::civil::Date;
use nep_domain::{
    access::Action,
    awards::Withdrawal,
    ids::{Id, OwnValueId, UnitId},
    law::{OwnValue, may_begin},
    refusal::Refusal,
    text,
};
use nep_law::{Override, OverrideProblem, Overrides, PackId, Value};
use nep_storage::law as store;
use serde_json::json;

use super::is_applied;
use crate::{AppError, AppResult, Ctx, FieldError, error::OnConflict};

/// A body's own value to be set.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SetValue {
    /// The identifier the form was given when it was opened, so that sending it twice sets it once.
    pub request: OwnValueId,
    /// The body.
    pub root: UnitId,
    /// The pack.
    pub pack: PackId,
    /// The setting.
    pub key: String,
    /// The value.
    pub value: Value,
    /// First day; tomorrow at the earliest.
    pub valid_from: Date,
    /// Why, with the decision that says so.
    pub reason: String,
}

/// A value to be taken back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WithdrawValue {
    /// The value.
    pub id: OwnValueId,
    /// What was wrong.
    pub reason: String,
}

/// Sets a value. It applies from its first day until the next one, at most as long as the pack governs.
///
/// # Errors
/// `Denied`; field errors of `valid_from` (`own-value-past`, `own-value-not-in-force`, `own-value-twice`), `value`
/// (`own-value-range`) and `reason` (`missing`); the refusals `own-value-by-law` when the law does not leave the figure
/// to the body and `own-value-unused` when no room reckons with it; [`AppError::NotFound`] for an unknown pack or setting.
pub async fn set_value(ctx: &Ctx, command: SetValue) -> AppResult<OwnValueId> {
    ctx.require(Action::LawSettings, command.root)?;
    let value = OwnValue {
        id: command.request,
        root: command.root,
        change: Override {
            pack: command.pack,
            key: command.key,
            value: command.value,
            valid_from: command.valid_from,
            reason: text::clean(&command.reason),
        },
        set_by: ctx.account().map(|account| account.id),
        set_at: ctx.now(),
        withdrawn: None,
    };
    let tx = ctx.write().await?;
    // What was stored stays stored, also when the form is sent again after the day has turned.
    if let Some(sent) = store::by_id(&tx, value.id).await? {
        let same = sent.root == value.root && sent.change == value.change;
        return if same { Ok(sent.id) } else { Err(AppError::Stale) };
    }
    check(ctx, &value.change)?;
    store::insert(&tx, &value)
        .await
        .on_conflict("own_value(root_id,pack,setting,valid_from)", || {
            FieldError::new("valid_from", "own-value-twice").into()
        })?;
    let detail = detail(ctx, &value);
    ctx.audit(&tx, Action::LawSettings, "own_value", value.id.uuid(), &detail).await?;
    tx.commit().await?;
    Ok(value.id)
}

/// Everything wrong with a value, at its field.
fn check(ctx: &Ctx, change: &Override) -> AppResult<()> {
    let overrides: Overrides = [change.clone()].into_iter().collect();
    let problems = ctx.services().library.with_overrides(&overrides).err();
    let mut errors = Vec::new();
    for problem in problems.iter().flat_map(nep_law::OverrideProblems::problems) {
        errors.push(match problem {
            OverrideProblem::UnknownPack { .. } | OverrideProblem::UnknownSetting { .. } => {
                return Err(AppError::NotFound("setting"));
            }
            OverrideProblem::NotEditable { citation, .. } => {
                return Err(Refusal::new("own-value-by-law").with("citation", citation).into());
            }
            OverrideProblem::WrongType { .. } | OverrideProblem::OutOfRange { .. } => {
                FieldError::new("value", "own-value-range")
            }
            OverrideProblem::NotInForce { .. } => {
                FieldError::new("valid_from", "own-value-not-in-force")
            }
            OverrideProblem::NoReason { .. } => FieldError::new("reason", "missing"),
            OverrideProblem::Duplicate { .. } => FieldError::new("valid_from", "own-value-twice"),
        });
    }
    if !is_applied(&change.pack, &change.key) {
        return Err(Refusal::new("own-value-unused").into());
    }
    let is_told = errors.iter().any(|error| error.field == "valid_from");
    if !is_told && !may_begin(change.valid_from, ctx.today()) {
        errors.push(FieldError::new("valid_from", "own-value-past"));
    }
    if errors.is_empty() { Ok(()) } else { Err(AppError::Invalid(errors)) }
}

/// Takes a value back that has not begun yet; it stays in the list with the reason.
///
/// # Errors
/// `NotFound`, the field error `missing` of `reason`, the refusals of [`OwnValue::may_withdraw`]. The same form sent
/// twice changes nothing more.
pub async fn withdraw_value(ctx: &Ctx, command: WithdrawValue) -> AppResult<()> {
    let reason = text::clean(&command.reason);
    let tx = ctx.write().await?;
    let found = store::by_id(&tx, command.id).await?;
    let value = found.filter(|value| ctx.may(Action::LawSettings, value.root));
    let value = value.ok_or(AppError::NotFound("own_value"))?;
    let by = ctx.account().map(|account| account.id);
    if value.withdrawn.as_ref().is_some_and(|w| w.by == by && w.reason == reason) {
        return Ok(());
    }
    value.may_withdraw(ctx.today())?;
    if reason.is_empty() {
        return Err(FieldError::new("reason", "missing").into());
    }
    let withdrawal = Withdrawal { at: ctx.now(), by, reason };
    store::withdraw(&tx, value.id, &withdrawal).await?;
    let mut detail = detail(ctx, &value);
    detail["withdrawn"] = json!(true);
    detail["before"] = json!(null);
    detail["reason"] = json!(withdrawal.reason);
    ctx.audit(&tx, Action::LawSettings, "own_value", value.id.uuid(), &detail).await?;
    tx.commit().await?;
    Ok(())
}

/// What the audit log keeps: text and setting by name and by key, the value and the one before it.
fn detail(ctx: &Ctx, value: &OwnValue) -> serde_json::Value {
    let change = &value.change;
    let library = ctx.library(value.root);
    let before = library.governing_setting(&change.pack, &change.key, change.valid_from);
    let text = library.pack(&change.pack).map(|pack| pack.title().vi.clone());
    json!({
        "document": text, "setting": before.map(|setting| setting.label.vi.clone()),
        "value": change.value.to_string(), "before": before.map(|setting| setting.value.to_string()),
        "valid_from": change.valid_from.to_string(), "reason": change.reason,
        "key": format!("{}#{}", change.pack, change.key),
    })
}
