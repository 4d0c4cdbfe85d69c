//! The dated events a movement owes (S2.5).

use jiff::civil::Date;
use nep_domain::{
    access::Action,
    ids::{Id, MovementId, ReviewId},
    movement::{MovementReview, ReviewKind},
    text,
};
use nep_storage::movement as store;
use serde_json::json;

use super::seen;
use crate::{AppError, AppResult, Ctx, FieldError, error::OnConflict};

/// An event to be planned.
#[derive(Clone, Debug)]
pub struct NewReview {
    /// Of which movement.
    pub movement: MovementId,
    /// Which event.
    pub kind: ReviewKind,
    /// Last day on which it is in time.
    pub due_on: Date,
}

/// Plans an event of a movement.
///
/// # Errors
/// A field error when the same event is planned for that day already.
pub async fn plan_review(ctx: &Ctx, new: NewReview) -> AppResult<ReviewId> {
    let tx = ctx.write().await?;
    let movement = seen(ctx, &tx, new.movement).await?;
    ctx.require(Action::MovementManage, movement.root)?;
    let review = MovementReview {
        id: ctx.id(),
        movement: movement.id,
        kind: new.kind,
        due_on: new.due_on,
        held_on: None,
        note: String::new(),
    };
    store::insert_review(&tx, &review)
        .await
        .on_conflict("movement_review(movement_id,kind,due_on)", || {
            FieldError::new("due_on", "taken").into()
        })?;
    let detail = json!({ "movement": movement.id.to_string(), "kind": review.kind.key(), "due_on": review.due_on.to_string() });
    ctx.audit(&tx, Action::MovementManage, "movement_review", review.id.uuid(), &detail).await?;
    tx.commit().await?;
    Ok(review.id)
}

/// Records that an event was held; a late one stays visible as late.
///
/// # Errors
/// A field error for a day in the future; [`AppError::Stale`] when it was recorded already.
pub async fn hold_review(ctx: &Ctx, id: ReviewId, held_on: Date, note: &str) -> AppResult<()> {
    let tx = ctx.write().await?;
    let review = store::review_by_id(&tx, id).await?.ok_or(AppError::NotFound("review"))?;
    let movement = seen(ctx, &tx, review.movement).await?;
    ctx.require(Action::MovementManage, movement.root)?;
    if held_on > ctx.today() {
        return Err(FieldError::new("held_on", "movement-in-the-future").into());
    }
    let note = text::clean(note);
    store::hold_review(&tx, id, held_on, &note).await?;
    let detail = json!({ "kind": review.kind.key(), "held_on": held_on.to_string(), "due_on": review.due_on.to_string() });
    ctx.audit(&tx, Action::MovementManage, "movement_review", id.uuid(), &detail).await?;
    tx.commit().await?;
    Ok(())
}

/// The events of a movement by due date.
pub async fn reviews(ctx: &Ctx, id: MovementId) -> AppResult<Vec<MovementReview>> {
    let tx = ctx.read().await?;
    seen(ctx, &tx, id).await?;
    Ok(store::reviews(&tx, id).await?)
}
