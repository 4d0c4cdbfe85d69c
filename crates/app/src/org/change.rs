//! Changing the organisation: edit, rename, move, merge, split, dissolve.

mod command;
mod open;

use nep_domain::{
    access::Action,
    ids::{Id, UnitId, UnitVersionId},
    org::{
        Unit,
        change::{self, Successor},
    },
    text,
};
use nep_storage::org as store;
use serde_json::json;

pub use self::command::{Dissolve, EditUnit, Merge, MergeInto, Move, Rename, Split};
use self::open::Open;
use super::{check_hours, filled};
use crate::{AppError, AppResult, Ctx, FieldError};

/// Renames a unit.
///
/// # Errors
/// Field errors for an empty name or document; the refusals of [`change::rename`]; [`AppError::Stale`].
pub async fn rename(ctx: &Ctx, command: Rename) -> AppResult<()> {
    let name = text::clean(&command.name);
    let mut open =
        Open::begin(ctx, command.on, command.document, name.is_empty().then_some("name")).await?;
    let unit = open.unit(command.unit)?;
    check_version(&unit, command.based_on)?;
    open.decide(|tree, decree, ids| change::rename(tree, &unit, name, decree, ids))?;
    open.finish("rename", unit.id).await
}

/// Moves a unit with all below it to another parent.
///
/// # Errors
/// The refusals of [`change::move_unit`]; [`AppError::Stale`].
pub async fn move_unit(ctx: &Ctx, command: Move) -> AppResult<()> {
    let mut open = Open::begin(ctx, command.on, command.document, None).await?;
    let unit = open.unit(command.unit)?;
    ctx.require(Action::OrgManage, command.parent)?;
    check_version(&unit, command.based_on)?;
    open.decide(|tree, decree, ids| {
        change::move_unit(tree, &unit, command.parent, decree.on, ids)
    })?;
    open.finish("move", unit.id).await
}

/// Merges units; their people and sub-units go to the successor, which is returned.
///
/// # Errors
/// Field errors of the new unit; the refusals of [`change::merge`]; `org-future-staff`.
pub async fn merge(ctx: &Ctx, command: Merge) -> AppResult<UnitId> {
    let mut open = Open::begin(ctx, command.on, command.document, None).await?;
    let from: Vec<_> = command.from.iter().map(|id| open.unit(*id)).collect::<AppResult<_>>()?;
    let (id, into) = match command.into {
        MergeInto::Existing(id) => (open.unit(id)?.id, Successor::Existing(id)),
        MergeInto::New(new) => {
            let unit = open.new_unit(new)?;
            (unit.id, Successor::New(Box::new(unit)))
        }
    };
    open.decide(|tree, decree, ids| change::merge(tree, &from, into, decree, ids))?;
    open.finish("merge", id).await?;
    Ok(id)
}

/// Splits a unit; its people wait for a new place. Returns the new units in the order given.
///
/// # Errors
/// Field errors of the new units; the refusals of [`change::split`]; `org-future-staff`.
pub async fn split(ctx: &Ctx, command: Split) -> AppResult<Vec<UnitId>> {
    let mut open = Open::begin(ctx, command.on, command.document, None).await?;
    let unit = open.unit(command.unit)?;
    let parts = command.into.into_iter().zip(1..);
    let parts: Vec<_> = parts
        .map(|(new, n)| open.new_unit(new).map_err(|e| numbered(e, n)))
        .collect::<AppResult<_>>()?;
    let ids_of_parts = parts.iter().map(|p| p.id).collect();
    open.decide(|tree, decree, ids| change::split(tree, &unit, parts, decree, ids))?;
    open.finish("split", unit.id).await?;
    Ok(ids_of_parts)
}

/// Dissolves a unit. Its people go to the heir when there is exactly one, else they wait for a new place.
///
/// # Errors
/// The refusals of [`change::dissolve`]; `org-future-staff`.
pub async fn dissolve(ctx: &Ctx, command: Dissolve) -> AppResult<()> {
    let mut open = Open::begin(ctx, command.on, command.document, None).await?;
    let unit = open.unit(command.unit)?;
    open.decide(|tree, decree, ids| change::dissolve(tree, &unit, &command.heirs, decree, ids))?;
    open.finish("dissolve", unit.id).await
}

/// Edits identifier and office hours.
///
/// # Errors
/// A field error for office hours that do not parse; [`AppError::Stale`] when they changed in the meantime.
pub async fn edit(ctx: &Ctx, command: EditUnit) -> AppResult<()> {
    ctx.require(Action::OrgManage, command.unit)?;
    if let Some(error) = check_hours(command.office_hours.as_deref()) {
        return Err(error.into());
    }
    let tx = ctx.write().await?;
    let newest = ctx.services().org_latest(&tx).await?;
    let unit = newest.get(command.unit).ok_or(AppError::NotFound("unit"))?;
    if (&unit.identifier, &unit.office_hours)
        != (&filled(command.before.0), &filled(command.before.1))
    {
        return Err(AppError::Stale);
    }
    let (identifier, hours) = (filled(command.identifier), filled(command.office_hours));
    store::update_details(&tx, unit.id, identifier.as_deref(), hours.as_deref()).await?;
    let detail = json!({ "change": "edit", "identifier": identifier, "office_hours": hours });
    ctx.audit(&tx, Action::OrgManage, "unit", unit.id.uuid(), &detail).await?;
    tx.commit().await?;
    Ok(())
}

fn check_version(unit: &Unit, based_on: Option<UnitVersionId>) -> AppResult<()> {
    if based_on.is_some_and(|seen| seen != unit.version_id) { Err(AppError::Stale) } else { Ok(()) }
}

/// Says which of several new units the fields belong to: `name_2` for the second.
fn numbered(error: AppError, number: usize) -> AppError {
    match error {
        AppError::Invalid(errors) => {
            let numbered = errors
                .into_iter()
                .map(|e| FieldError { field: format!("{}_{number}", e.field), ..e });
            AppError::Invalid(numbered.collect())
        }
        other => other,
    }
}
