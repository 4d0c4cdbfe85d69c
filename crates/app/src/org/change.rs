//! Changing the organisation: edit, rename, move, merge, split, dissolve.

use std::sync::Arc;

use jiff::civil::Date;
use nep_domain::{
    access::Action,
    ids::{AssignmentId, Id, UnitId, UnitVersionId},
    org::{
        OrgTree, Unit,
        change::{self, Change, Decree, Successor},
    },
    refusal::Refusal,
    staff::Assignment,
    text,
};
use nep_storage::{WriteTx, org as store, staff};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{NewUnit, check_hours, checked, filled};
use crate::{AppError, AppResult, Ctx, FieldError, error::OnConflict};

/// A new name for a unit.
#[derive(Clone, Debug)]
pub struct Rename {
    /// Which unit.
    pub unit: UnitId,
    /// Its new name.
    pub name: String,
    /// First day of the new name.
    pub on: Date,
    /// Number, date and issuer of the deciding document.
    pub document: String,
    /// The version the form was filled from, so that two people do not overwrite each other.
    pub based_on: Option<UnitVersionId>,
}

/// A new parent for a unit.
#[derive(Clone, Debug)]
pub struct Move {
    /// Which unit.
    pub unit: UnitId,
    /// Its new parent.
    pub parent: UnitId,
    /// First day at the new place.
    pub on: Date,
    /// Number, date and issuer of the deciding document.
    pub document: String,
    /// The version the form was filled from.
    pub based_on: Option<UnitVersionId>,
}

/// Where merged units go.
#[derive(Clone, Debug)]
pub enum MergeInto {
    /// A unit founded by the merger; its founding day is the merger's.
    New(NewUnit),
    /// A unit that lives on.
    Existing(UnitId),
}

/// Several units become one.
#[derive(Clone, Debug)]
pub struct Merge {
    /// The units that end.
    pub from: Vec<UnitId>,
    /// The unit that follows.
    pub into: MergeInto,
    /// First day of the new state.
    pub on: Date,
    /// Number, date and issuer of the deciding document.
    pub document: String,
}

/// One unit becomes several new ones.
#[derive(Clone, Debug)]
pub struct Split {
    /// The unit that ends.
    pub unit: UnitId,
    /// The units that follow; their founding day is the split's.
    pub into: Vec<NewUnit>,
    /// First day of the new state.
    pub on: Date,
    /// Number, date and issuer of the deciding document.
    pub document: String,
}

/// A unit ends.
#[derive(Clone, Debug)]
pub struct Dissolve {
    /// The unit that ends.
    pub unit: UnitId,
    /// Units its work passes to; may be empty.
    pub heirs: Vec<UnitId>,
    /// First day without it.
    pub on: Date,
    /// Number, date and issuer of the deciding document.
    pub document: String,
}

/// What a unit carries besides its dated name and place.
#[derive(Clone, Debug)]
pub struct EditUnit {
    /// Which unit.
    pub unit: UnitId,
    /// Electronic identifier in dossier codes.
    pub identifier: Option<String>,
    /// Office hours; the parent's when absent.
    pub office_hours: Option<String>,
    /// Identifier and office hours the form was filled with, so that two people do not overwrite each other.
    pub before: (Option<String>, Option<String>),
}

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

/// A change under way: the transaction, the organisation it is decided on, and what was decided so far.
struct Open<'a> {
    ctx: &'a Ctx,
    tx: WriteTx,
    newest: Arc<OrgTree>,
    tree: Arc<OrgTree>,
    decree: Decree,
    change: Change,
}

impl<'a> Open<'a> {
    async fn begin(
        ctx: &'a Ctx,
        on: Date,
        document: String,
        missing: Option<&'static str>,
    ) -> AppResult<Self> {
        let document = text::clean(&document);
        let missing = missing.into_iter().chain(document.is_empty().then_some("document"));
        let errors: Vec<_> = missing.map(|field| FieldError::new(field, "missing")).collect();
        if !errors.is_empty() {
            return Err(AppError::Invalid(errors));
        }
        let tx = ctx.write().await?;
        let newest = ctx.services().org_latest(&tx).await?;
        let tree = ctx.services().org_on(&tx, on).await?;
        Ok(Self {
            ctx,
            tx,
            newest,
            tree,
            decree: Decree { on, document },
            change: Change::default(),
        })
    }

    /// A unit in its newest version, which the actor must be allowed to change.
    fn unit(&self, id: UnitId) -> AppResult<Unit> {
        let unit = self.newest.get(id).ok_or(AppError::NotFound("unit"))?;
        self.ctx.require(Action::OrgManage, id)?;
        Ok(unit.clone())
    }

    fn new_unit(&self, new: NewUnit) -> AppResult<Unit> {
        let unit = checked(self.ctx, &self.tree, NewUnit { founded: self.decree.on, ..new })?;
        self.ctx.require(Action::OrgManage, unit.parent.unwrap_or(unit.id))?;
        Ok(unit)
    }

    fn decide(
        &mut self,
        decide: impl FnOnce(&OrgTree, &Decree, change::NewIds) -> Result<Change, Refusal>,
    ) -> AppResult<()> {
        let ctx = self.ctx;
        let mut ids = || -> Uuid { ctx.id::<UnitId>().uuid() };
        self.change = decide(&self.tree, &self.decree, &mut ids)?;
        Ok(())
    }

    /// Stores what was decided with its one audit entry.
    async fn finish(self, name: &str, subject: UnitId) -> AppResult<()> {
        for unit in &self.change.founded {
            let stored = store::insert(&self.tx, unit).await;
            stored.on_conflict("unit(root_id,code)", || {
                FieldError::new("code", "org-code-taken").with("code", &unit.code).into()
            })?;
        }
        for unit in &self.change.versions {
            store::supersede(&self.tx, unit).await?;
        }
        for (unit, last_day) in &self.change.ended {
            store::dissolve(&self.tx, *unit, *last_day).await?;
            staff::end_quotas(&self.tx, *unit, *last_day).await?;
            self.release_staff(*unit, *last_day).await?;
        }
        for succession in &self.change.successions {
            store::insert_succession(&self.tx, succession).await?;
        }
        let detail = self.audit_detail(name);
        self.ctx.audit(&self.tx, Action::OrgManage, "unit", subject.uuid(), &detail).await?;
        self.tx.commit().await?;
        Ok(())
    }

    /// Ends the assignments at an ending unit; with one heir people go on there, though nobody as its head.
    async fn release_staff(&self, unit: UnitId, last_day: Date) -> AppResult<()> {
        let heirs: Vec<_> =
            self.change.successions.iter().filter(|s| s.from == unit).map(|s| s.to).collect();
        let places = staff::assignments_at(&self.tx, unit).await?;
        let later = places.iter().filter(|a| a.valid_from > last_day).count();
        if later > 0 {
            return Err(Refusal::new("org-future-staff").with("count", later).into());
        }
        let mut moved = Vec::new();
        for place in places.into_iter().filter(|a| a.valid_to.is_none_or(|end| end > last_day)) {
            staff::end_assignment(&self.tx, place.id, last_day).await?;
            if let [heir] = heirs[..] {
                let (id, valid_from) = (self.ctx.id::<AssignmentId>(), self.decree.on);
                moved.push(Assignment { id, unit: heir, is_head: false, valid_from, ..place });
            }
        }
        staff::insert_assignments(&self.tx, &moved).await?;
        Ok(())
    }

    fn audit_detail(&self, name: &str) -> Value {
        let place = |u: &Unit| json!({ "unit": u.id.to_string(), "name": u.name, "parent": u.parent.map(|p| p.to_string()) });
        json!({
            "change": name,
            "on": self.decree.on.to_string(),
            "document": self.decree.document,
            "founded": self.change.founded.iter().map(place).collect::<Vec<_>>(),
            "versions": self.change.versions.iter().map(place).collect::<Vec<_>>(),
            "ended": self.change.ended.iter().map(|(u, _)| u.to_string()).collect::<Vec<_>>(),
        })
    }
}
