//! Withdrawing a decision that was recorded by mistake or revoked.

use nep_domain::{
    access::Action,
    ids::{Id, ScoreSheetId},
    text,
};
use nep_storage::movement as store;
use serde_json::json;

use super::sheet::at_version;
use crate::{AppResult, Ctx, FieldError};

/// Which sheet's decision, and why it no longer stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WithdrawDecision {
    /// The sheet.
    pub sheet: ScoreSheetId,
    /// The version the form was made from.
    pub version: i64,
    /// What was wrong, or the number of the revoking decision.
    pub reason: String,
}

/// Withdraws the decision on a sheet: the sheet waits for another one, figures of today leave the recognition out, and
/// what is asked "as it was" before today still has it. The same form sent twice changes nothing more.
///
/// # Errors
/// The field error `missing` of `reason`; `movement-sheet-not-decided`; [`crate::AppError::Stale`].
pub async fn withdraw_decision(ctx: &Ctx, command: WithdrawDecision) -> AppResult<()> {
    let (id, reason) = (command.sheet, text::clean(&command.reason));
    let by = ctx.account().map(|a| a.id);
    let tx = ctx.write().await?;
    let done = store::withdrawn_of(&tx, &[id]).await?;
    if done.iter().any(|w| w.version == command.version && w.by == by && w.reason == reason) {
        return Ok(());
    }
    let (mut sheet, _) = at_version(&tx, id, command.version).await?;
    ctx.require(Action::MovementVerify, sheet.unit)?;
    let withdrawn = sheet.withdraw(ctx.now(), by, reason)?;
    if withdrawn.reason.is_empty() {
        return Err(FieldError::new("reason", "missing").into());
    }
    store::update_sheet(&tx, &sheet).await?;
    store::insert_withdrawn(&tx, &withdrawn).await?;
    let detail = json!({
        "withdrawn": true, "unit": sheet.unit.to_string(), "year": sheet.year,
        "recognised": withdrawn.recognised, "number": withdrawn.decision,
        "decided_on": withdrawn.decided_on.to_string(), "reason": withdrawn.reason,
    });
    ctx.audit(&tx, Action::MovementVerify, "score_sheet", id.uuid(), &detail).await?;
    tx.commit().await?;
    Ok(())
}
