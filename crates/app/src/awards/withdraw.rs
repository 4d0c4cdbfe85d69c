//! Striking out an award that was recorded by mistake or revoked.

use nep_domain::{
    access::Action,
    awards::Withdrawal,
    ids::{AwardId, Id},
    refusal::Refusal,
    text,
};
use nep_storage::awards as store;
use serde_json::json;

use crate::{AppError, AppResult, Ctx, FieldError};

/// Which award, and why it no longer counts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WithdrawAward {
    /// The award.
    pub award: AwardId,
    /// The version the form was made from.
    pub version: i64,
    /// What was wrong, or the number of the revoking decision.
    pub reason: String,
}

/// Strikes an award out: the record stays with its reason, lists and figures leave it out from now on, and a report
/// asked "as it was" before today still has it.
///
/// # Errors
/// `NotFound`, `Denied`, the field error `missing` of `reason`, the refusal `award-withdrawn` when it is struck out
/// already, and `Stale` when somebody else changed it meanwhile. The same form sent twice changes nothing more.
pub async fn withdraw(ctx: &Ctx, command: WithdrawAward) -> AppResult<()> {
    let reason = text::clean(&command.reason);
    let tx = ctx.write().await?;
    let found = store::by_id(&tx, command.award).await?;
    let award = found.filter(|a| ctx.may(Action::AwardView, a.unit));
    let award = award.ok_or(AppError::NotFound("award"))?;
    ctx.require(Action::AwardRecord, award.unit)?;
    let by = ctx.account().map(|a| a.id);
    if let Some(before) = &award.withdrawn {
        let same = award.version - 1 == command.version && before.by == by;
        if same && before.reason == reason {
            return Ok(());
        }
        return Err(Refusal::new("award-withdrawn").into());
    }
    if reason.is_empty() {
        return Err(FieldError::new("reason", "missing").into());
    }
    if award.version != command.version {
        return Err(AppError::Stale);
    }
    let withdrawal = Withdrawal { at: ctx.now(), by, reason };
    store::withdraw(&tx, &award, &withdrawal).await?;
    let detail = json!({
        "withdrawn": true, "decision": award.decision, "recipient": award.recipient, "reason": withdrawal.reason,
    });
    ctx.audit(&tx, Action::AwardRecord, "award", award.id.uuid(), &detail).await?;
    tx.commit().await?;
    Ok(())
}
