//! Staff settle a message: pass it on, answer it, or say why it is not taken up.

use nep_domain::{
    access::Action,
    feedback::{Feedback, Outcome},
    ids::{FeedbackId, Id, UnitId},
    refusal::Refusal,
};
use nep_storage::feedback as store;
use serde_json::json;

use super::send::{fits, paragraphs};
use crate::{AppError, AppResult, Ctx};

/// The longest answer, in characters.
const LONGEST_ANSWER: usize = 10_000;

/// Answers a message; `publish` shows the answer, never the sender or the message, on the public page (P3).
///
/// # Errors
/// Field error for an empty answer; refusal `feedback-closed`; [`AppError::Stale`] when somebody else was first.
pub async fn answer(
    ctx: &Ctx,
    id: FeedbackId,
    version: i64,
    text: &str,
    publish: bool,
) -> AppResult<()> {
    let outcome = outcome(ctx, "answer", text)?;
    change(ctx, id, version, |feedback| feedback.answer(outcome, publish)).await
}

/// Does not take a message up and says why.
///
/// # Errors
/// As [`answer`].
pub async fn reject(ctx: &Ctx, id: FeedbackId, version: i64, reason: &str) -> AppResult<()> {
    let outcome = outcome(ctx, "reason", reason)?;
    change(ctx, id, version, |feedback| feedback.reject(outcome)).await
}

/// Passes a message on to another unit of the body that lives today.
///
/// # Errors
/// Field error `unit-not-on-that-date`; refusals `feedback-closed`, `feedback-same-unit`.
pub async fn transfer(ctx: &Ctx, id: FeedbackId, version: i64, to: UnitId) -> AppResult<()> {
    let org = ctx.org_on(ctx.today()).await?;
    let root = org.get(to).map(|u| u.root);
    change(ctx, id, version, |feedback| {
        if root != Some(feedback.root) {
            return Err(Refusal::new("unit-not-on-that-date"));
        }
        feedback.transfer(to)
    })
    .await
}

fn outcome(ctx: &Ctx, field: &str, text: &str) -> AppResult<Outcome> {
    let text = paragraphs(text);
    match fits(field, &text, LONGEST_ANSWER) {
        Some(error) => Err(error.into()),
        None => Ok(Outcome { text, at: ctx.now(), by: ctx.account().map(|a| a.id) }),
    }
}

/// Loads, authorises, lets the domain decide, saves the edit that was based on `version`, and logs.
async fn change(
    ctx: &Ctx,
    id: FeedbackId,
    version: i64,
    decide: impl FnOnce(Feedback) -> Result<Feedback, Refusal>,
) -> AppResult<()> {
    let tx = ctx.write().await?;
    let found = store::by_id(&tx, id).await?.filter(|f| ctx.may(Action::FeedbackView, f.unit));
    let before = found.ok_or(AppError::NotFound("feedback"))?;
    ctx.require(Action::FeedbackHandle, before.unit)?;
    if before.version != version {
        return Err(AppError::Stale);
    }
    let after = decide(before)?;
    store::update(&tx, &after).await?;
    let detail = json!({
        "code": after.code.as_str(), "state": after.state.key(), "unit": after.unit.to_string(),
        "published": after.published,
    });
    ctx.audit(&tx, Action::FeedbackHandle, "feedback", after.id.uuid(), &detail).await?;
    tx.commit().await?;
    Ok(())
}
