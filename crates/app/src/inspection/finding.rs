//! Reporting remedies and checking them.

use jiff::civil::Date;
use nep_domain::{
    access::Action,
    ids::{FindingId, Id},
    inspection::Finding,
    text,
};
use nep_storage::{WriteTx, inspection as store};
use serde_json::json;

use super::remedy_due;
use crate::{AppError, AppResult, Ctx, FieldError};

/// What a unit did about a finding.
#[derive(Clone, Debug)]
pub struct Remedy {
    /// The version the form was based on.
    pub version: i64,
    /// Day of the remedy.
    pub on: Date,
    /// What was done.
    pub note: String,
}

/// What the team says about a remedy.
#[derive(Clone, Debug)]
pub struct Recheck {
    /// The version the form was based on.
    pub version: i64,
    /// In order, or opened anew.
    pub outcome: RecheckOutcome,
    /// What was seen; needed when opened anew.
    pub note: String,
}

/// The outcome of a check of a remedy.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RecheckOutcome {
    /// In order.
    Accepted,
    /// Wanting; to be remedied by this day, or the pack's default from today.
    Reopened(Option<Date>),
}

/// Reports the remedy of a finding.
///
/// # Errors
/// A field error for an empty `note`; the refusals of [`Finding::remedied`]; [`AppError::Stale`].
pub async fn remedy(ctx: &Ctx, id: FindingId, remedy: Remedy) -> AppResult<()> {
    let tx = ctx.write().await?;
    let finding = load(&tx, id).await?;
    ctx.require(Action::InspectionRemedy, finding.unit)?;
    let note = text::clean(&remedy.note);
    if note.is_empty() {
        return Err(FieldError::new("note", "missing").into());
    }
    let changed = finding.remedied(remedy.on, note, ctx.today())?;
    let detail = json!({ "remedied_on": remedy.on.to_string() });
    save(ctx, tx, Action::InspectionRemedy, Finding { version: remedy.version, ..changed }, &detail)
        .await
}

/// Checks a reported remedy: closes the finding or opens it anew.
///
/// # Errors
/// A field error for an empty `note` when opened anew; the refusals of [`Finding::accepted`] and
/// [`Finding::reopened`]; [`AppError::Stale`].
pub async fn recheck(ctx: &Ctx, id: FindingId, check: Recheck) -> AppResult<()> {
    let tx = ctx.write().await?;
    let finding = load(&tx, id).await?;
    if !ctx.may(Action::InspectionPlan, finding.unit) {
        ctx.require(Action::InspectionVisit, finding.unit)?;
    }
    let (today, note) = (ctx.today(), text::clean(&check.note));
    let (changed, word) = match check.outcome {
        RecheckOutcome::Accepted => (finding.accepted(today, note)?, "accepted"),
        RecheckOutcome::Reopened(_) if note.is_empty() => {
            return Err(FieldError::new("note", "missing").into());
        }
        RecheckOutcome::Reopened(due) => {
            let due =
                due.map_or_else(|| remedy_due(ctx, finding.unit, today).map(|d| d.value), Ok)?;
            (finding.reopened(today, due, note)?, "reopened")
        }
    };
    let detail = json!({ "recheck": word, "remedy_due": changed.remedy_due.to_string() });
    save(ctx, tx, Action::InspectionVisit, Finding { version: check.version, ..changed }, &detail)
        .await
}

async fn load(tx: &WriteTx, id: FindingId) -> AppResult<Finding> {
    store::finding(tx, id).await?.ok_or(AppError::NotFound("finding"))
}

async fn save(
    ctx: &Ctx,
    tx: WriteTx,
    action: Action,
    finding: Finding,
    detail: &serde_json::Value,
) -> AppResult<()> {
    store::update_finding(&tx, &finding).await?;
    ctx.audit(&tx, action, "finding", finding.id.uuid(), detail).await?;
    tx.commit().await?;
    Ok(())
}
