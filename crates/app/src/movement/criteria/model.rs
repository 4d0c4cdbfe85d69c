//! The body's model set of a year.

use jiff::civil::Date;
use nep_domain::{
    access::Action,
    ids::{CriteriaSetId, Id, MovementId},
    movement::{CriteriaSet, CriterionDraft, check_model},
    number::Points,
    refusal::Refusal,
};
use nep_storage::{WriteTx, movement as store};
use serde_json::json;

use super::{clean, draft, headings, numbered, problems::errors, terms};
use crate::{AppError, AppResult, Ctx, movement::in_year};

/// A model set to be issued by the body.
#[derive(Clone, Debug)]
pub struct Model {
    /// Of which movement.
    pub movement: MovementId,
    /// For which year.
    pub year: i16,
    /// The day it was issued.
    pub issued_on: Date,
    /// The criteria in order.
    pub criteria: Vec<CriterionDraft>,
}

/// Issues the body's model set for a year. A model that nothing rests on yet may be issued anew.
///
/// # Errors
/// Field errors `row-<n>-…` and `total`; `movement-model-in-use` once units have adapted it or sheets are open.
pub async fn issue_model(ctx: &Ctx, mut new: Model) -> AppResult<CriteriaSetId> {
    let tx = ctx.write().await?;
    let movement = in_year(ctx, &tx, new.movement, new.year).await?;
    ctx.require(Action::MovementManage, movement.root)?;
    clean(&mut new.criteria);
    let (terms, headings) = (terms(ctx, movement.root, new.year)?, headings(ctx, new.year)?);
    let keys: Vec<_> = headings.iter().map(|h| h.item.key.as_str()).collect();
    let problems = check_model(&new.criteria, &keys, Points::whole(terms.total.value));
    if !problems.is_empty() {
        return Err(AppError::Invalid(errors(&problems)));
    }
    let mut rows: Vec<_> = new.criteria.iter().map(|row| (None, row.clone())).collect();
    rows.sort_by_key(|(_, row)| keys.iter().position(|k| *k == row.heading));
    let mut set =
        draft(ctx, &movement, movement.root, new.year, Points::whole(terms.threshold.value));
    set.issued_on = Some(new.issued_on);
    set.criteria = numbered(ctx, rows);
    let set = replace_model(&tx, set).await?;
    let detail = json!({ "year": new.year, "criteria": set.criteria.len(), "issued_on": new.issued_on.to_string() });
    ctx.audit(&tx, Action::MovementManage, "criteria_set", set.id.uuid(), &detail).await?;
    tx.commit().await?;
    Ok(set.id)
}

async fn replace_model(tx: &WriteTx, mut set: CriteriaSet) -> AppResult<CriteriaSet> {
    let Some(before) = store::set_of(tx, set.movement, set.unit, set.year).await? else {
        store::insert_set(tx, &set).await?;
        return Ok(set);
    };
    let adapted = store::sets_of(tx, set.movement, set.year).await?.len() > 1;
    if adapted || !store::sheets_of(tx, set.movement, set.year).await?.is_empty() {
        return Err(Refusal::new("movement-model-in-use").with("year", set.year).into());
    }
    set.id = before.id;
    set.version = before.version;
    store::delete_criteria(tx, set.id).await?;
    store::update_set(tx, &set).await?;
    store::insert_criteria(tx, &set).await?;
    Ok(set)
}
