//! What units make of the model (S1.1).

use jiff::civil::Date;
use nep_domain::{
    access::Action,
    ids::{CriteriaSetId, CriterionId, Id, MovementId, UnitId},
    movement::{CriteriaSet, CriterionDraft, adapted},
    number::Points,
};
use nep_storage::{WriteTx, movement as store};
use serde_json::json;

use super::{clean, draft, headings, model_of, numbered, problems::errors};
use crate::{
    AppError, AppResult, Ctx,
    movement::{day_of_year, in_year, sheet},
};

/// A unit's own set, made from the model.
#[derive(Clone, Debug)]
pub struct Adaptation {
    /// Of which movement.
    pub movement: MovementId,
    /// Whose.
    pub unit: UnitId,
    /// For which year.
    pub year: i16,
    /// The day it was issued; none keeps it a draft.
    pub issued_on: Option<Date>,
    /// The version edited; none for a first adaptation.
    pub version: Option<i64>,
    /// New weights of criteria of the model; the others keep theirs.
    pub weights: Vec<(CriterionId, Points)>,
    /// Own criteria, added.
    pub own: Vec<CriterionDraft>,
}

/// Makes or changes a unit's own set. An open sheet on which nothing was entered yet follows it.
///
/// # Errors
/// Field errors `weight-<criterion>`, `row-<n>-…`, `total`; `movement-no-model`; `movement-criteria-in-use` once
/// points or evidence stand on the unit's sheet; [`AppError::Stale`] when somebody else changed it first.
pub async fn adapt(ctx: &Ctx, mut new: Adaptation) -> AppResult<CriteriaSetId> {
    let tree = ctx.org_on(day_of_year(ctx, new.year)).await?;
    let tx = ctx.write().await?;
    let movement = in_year(ctx, &tx, new.movement, new.year).await?;
    ctx.require(Action::MovementAdapt, new.unit)?;
    let unit = tree.require(new.unit)?;
    if unit.root != movement.root || unit.id == movement.root {
        return Err(AppError::NotFound("unit"));
    }
    clean(&mut new.own);
    let model = model_of(&tx, &movement, new.year).await?;
    let headings = headings(ctx, new.year)?;
    let keys: Vec<_> = headings.iter().map(|h| h.item.key.as_str()).collect();
    let rows = adapted(&model, &new.weights, &new.own, &keys)
        .map_err(|p| AppError::Invalid(errors(&p)))?;
    let mut set = draft(ctx, &movement, new.unit, new.year, model.threshold);
    set.issued_on = new.issued_on;
    set.criteria = numbered(ctx, rows);
    let set = replace_own(ctx, &tx, set, new.version).await?;
    let detail = json!({
        "unit": new.unit.to_string(), "year": new.year, "own": new.own.len(),
        "issued_on": new.issued_on.map(|d| d.to_string()),
    });
    ctx.audit(&tx, Action::MovementAdapt, "criteria_set", set.id.uuid(), &detail).await?;
    tx.commit().await?;
    Ok(set.id)
}

async fn replace_own(
    ctx: &Ctx,
    tx: &WriteTx,
    mut set: CriteriaSet,
    version: Option<i64>,
) -> AppResult<CriteriaSet> {
    let sheet = store::sheet_of(tx, set.movement, set.unit, set.year).await?;
    if let Some(sheet) = &sheet {
        sheet::require_untouched(tx, sheet).await?;
        store::delete_lines(tx, sheet.id).await?;
    }
    match store::set_of(tx, set.movement, set.unit, set.year).await? {
        None => store::insert_set(tx, &set).await?,
        Some(before) if version == Some(before.version) => {
            set.id = before.id;
            set.version = before.version;
            store::delete_criteria(tx, set.id).await?;
            store::update_set(tx, &set).await?;
            store::insert_criteria(tx, &set).await?;
        }
        Some(_) => return Err(AppError::Stale),
    }
    if let Some(sheet) = sheet {
        sheet::follow(ctx, tx, sheet, &set).await?;
    }
    Ok(set)
}
