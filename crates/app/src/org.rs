//! The organisation: founding units and changing them, the tree of a day, one page's worth of a unit.

mod change;
mod quota;
mod view;

use jiff::civil::Date;
use nep_domain::{
    access::Action,
    ids::{Id, UnitId, UnitVersionId},
    org::{OrgTree, Unit, UnitKind},
    text,
};
use nep_storage::org as store;
use serde_json::json;

use crate::{AppError, AppResult, Ctx, FieldError, error::OnConflict};

pub use self::{
    change::{
        Dissolve, EditUnit, Merge, MergeInto, Move, Rename, Split, dissolve, edit, merge,
        move_unit, rename, split,
    },
    quota::{SetQuota, set_quota},
    view::{PostLine, UnitDetail, posts, tree_on, unit_detail},
};

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
    store::insert(&tx, &unit).await.on_conflict("unit(root_id,code)", || {
        FieldError::new("code", "org-code-taken").with("code", &unit.code).into()
    })?;
    let detail = json!({ "code": unit.code, "name": unit.name, "kind": unit.kind.key(), "founded": unit.founded.to_string() });
    ctx.audit(&tx, Action::OrgManage, "unit", unit.id.uuid(), &detail).await?;
    tx.commit().await?;
    Ok(unit.id)
}

async fn check(ctx: &Ctx, new: NewUnit) -> AppResult<Unit> {
    let tree = ctx.org_on(new.founded).await?;
    checked(ctx, &tree, new)
}

/// The unit to be stored, against the tree of its founding day.
fn checked(ctx: &Ctx, tree: &OrgTree, new: NewUnit) -> AppResult<Unit> {
    let (code, name) = (text::clean(&new.code).to_uppercase(), text::clean(&new.name));
    let mut errors = Vec::new();
    for (field, value) in [("code", &code), ("name", &name)] {
        if value.is_empty() {
            errors.push(FieldError::new(field, "missing"));
        }
    }
    errors.extend(check_hours(new.office_hours.as_deref()));
    let id = ctx.id::<UnitId>();
    let root = match new.parent.map(|p| tree.get(p)) {
        None => id,
        Some(Some(parent)) => parent.root,
        Some(None) => {
            errors
                .push(FieldError::new("parent", "unit-not-on-that-date").with("date", new.founded));
            id
        }
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
        identifier: filled(new.identifier),
        office_hours: filled(new.office_hours),
    })
}

fn check_hours(hours: Option<&str>) -> Option<FieldError> {
    let wrong = hours
        .is_some_and(|h| !h.trim().is_empty() && h.parse::<nep_calendar::OfficeHours>().is_err());
    wrong.then(|| FieldError::new("office_hours", "office-hours"))
}

fn filled(text: Option<String>) -> Option<String> {
    text.map(|t| text::clean(&t)).filter(|t| !t.is_empty())
}
