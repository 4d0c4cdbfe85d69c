//! The organisation: founding units.

use jiff::civil::Date;
use nep_domain::{
    access::Action,
    ids::{Id, UnitId, UnitVersionId},
    org::{Unit, UnitKind},
    text,
};
use nep_storage::org as store;
use serde_json::json;

use crate::{AppError, AppResult, Ctx, FieldError, error::OnConflict};

/// A unit to be founded.
#[derive(Clone, Debug)]
pub struct NewUnit {
    /// Parent; none founds a new body, which only the system itself may do.
    pub parent: Option<UnitId>,
    /// Short code, unique under the body.
    pub code: String,
    /// Name.
    pub name: String,
    /// Kind of body.
    pub kind: UnitKind,
    /// First day of its life.
    pub founded: Date,
    /// Electronic identifier in dossier codes.
    pub identifier: Option<String>,
    /// Office hours; the parent's when absent.
    pub office_hours: Option<String>,
}

/// Founds a unit.
///
/// # Errors
/// Field errors for an empty or taken code, an empty name, office hours that do not parse, or a parent that
/// does not live on the founding day.
pub async fn found(ctx: &Ctx, new: NewUnit) -> AppResult<UnitId> {
    let unit = check(ctx, new).await?;
    ctx.require(Action::OrgManage, unit.parent.unwrap_or(unit.id))?;
    let tx = ctx.write().await?;
    store::insert(&tx, &unit)
        .await
        .on_conflict("unit(root_id,code)", || FieldError::new("code", "taken").into())?;
    let detail = json!({ "code": unit.code, "name": unit.name, "kind": unit.kind.key(), "founded": unit.founded.to_string() });
    ctx.audit(&tx, Action::OrgManage, "unit", unit.id.uuid(), &detail).await?;
    tx.commit().await?;
    Ok(unit.id)
}

async fn check(ctx: &Ctx, new: NewUnit) -> AppResult<Unit> {
    let (code, name) = (text::clean(&new.code).to_uppercase(), text::clean(&new.name));
    let mut errors = Vec::new();
    for (field, value) in [("code", &code), ("name", &name)] {
        if value.is_empty() {
            errors.push(FieldError::new(field, "missing"));
        }
    }
    if new.office_hours.as_deref().is_some_and(|h| h.parse::<nep_calendar::OfficeHours>().is_err()) {
        errors.push(FieldError::new("office_hours", "office-hours"));
    }
    let id = ctx.id::<UnitId>();
    let root = match new.parent {
        None => id,
        Some(parent) => match ctx.org_on(new.founded).await?.get(parent) {
            Some(parent) => parent.root,
            None => {
                errors.push(FieldError::new("parent", "unit-not-on-that-date").with("date", new.founded));
                id
            }
        },
    };
    if !errors.is_empty() {
        return Err(AppError::Invalid(errors));
    }
    Ok(Unit {
        id,
        root,
        code,
        kind: new.kind,
        founded: new.founded,
        dissolved: None,
        version_id: ctx.id::<UnitVersionId>(),
        name,
        parent: new.parent,
        valid_from: new.founded,
        valid_to: None,
        identifier: new.identifier,
        office_hours: new.office_hours,
    })
}
