//! Criteria sets: the body's model, and what units make of it (S1.1).

mod adapt;
mod law;
mod model;
mod problems;

use nep_domain::{
    access::Action,
    ids::{CriteriaSetId, CriterionId, MovementId, UnitId},
    movement::{CriteriaSet, Criterion, CriterionDraft, Movement},
    number::Points,
    refusal::Refusal,
    text,
};
use nep_storage::{ReadTx, movement as store};

pub use self::{
    adapt::{Adaptation, adapt},
    law::{Heading, Terms, headings, terms},
    model::{Model, issue_model},
};
use super::in_year;
use crate::{AppError, AppResult, Ctx};
pub(crate) use law::{HEADINGS, STANDARD};

/// The set a unit's sheet goes by: its own once issued, else the model.
pub(super) async fn in_force(
    tx: &ReadTx,
    movement: &Movement,
    unit: UnitId,
    year: i16,
) -> AppResult<CriteriaSet> {
    match store::set_of(tx, movement.id, unit, year).await? {
        Some(own) if own.issued_on.is_some() => Ok(own),
        _ => model_of(tx, movement, year).await,
    }
}

async fn model_of(tx: &ReadTx, movement: &Movement, year: i16) -> AppResult<CriteriaSet> {
    let found = store::set_of(tx, movement.id, movement.root, year).await?;
    Ok(found.ok_or_else(|| Refusal::new("movement-no-model").with("year", year))?)
}

/// A unit's own set if it has one, and the body's model.
pub async fn set_of(
    ctx: &Ctx,
    movement: MovementId,
    unit: UnitId,
    year: i16,
) -> AppResult<(Option<CriteriaSet>, Option<CriteriaSet>)> {
    let tx = ctx.read().await?;
    let movement = in_year(ctx, &tx, movement, year).await?;
    let own = store::set_of(&tx, movement.id, unit, year).await?;
    Ok((own.filter(|s| !s.is_model()), store::set_of(&tx, movement.id, movement.root, year).await?))
}

/// A set by its identifier.
///
/// # Errors
/// [`AppError::NotFound`] when there is none, or it is another body's.
pub async fn set_by_id(ctx: &Ctx, id: CriteriaSetId) -> AppResult<CriteriaSet> {
    let set = store::set_by_id(&ctx.read().await?, id).await?;
    set.filter(|s| ctx.may(Action::MovementView, s.unit)).ok_or(AppError::NotFound("criteria_set"))
}

fn draft(
    ctx: &Ctx,
    movement: &Movement,
    unit: UnitId,
    year: i16,
    threshold: Points,
) -> CriteriaSet {
    CriteriaSet {
        id: ctx.id(),
        movement: movement.id,
        root: movement.root,
        unit,
        year,
        issued_on: None,
        threshold,
        version: 1,
        criteria: Vec::new(),
    }
}

fn numbered(ctx: &Ctx, rows: Vec<(Option<CriterionId>, CriterionDraft)>) -> Vec<Criterion> {
    let criterion =
        |(ordinal, (model, row)): (i32, (Option<CriterionId>, CriterionDraft))| Criterion {
            id: ctx.id(),
            model,
            heading: row.heading,
            ordinal,
            name: row.name,
            basis: row.basis,
            max_points: row.max_points,
        };
    (1..).zip(rows).map(criterion).collect()
}

fn clean(rows: &mut [CriterionDraft]) {
    for row in rows {
        row.name = text::clean(&row.name);
    }
}
