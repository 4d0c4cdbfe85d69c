//! A change from its first check to its audit entry.

use std::sync::Arc;

use jiff::civil::Date;
use nep_domain::{
    access::Action,
    ids::{AssignmentId, Id, UnitId},
    org::{
        OrgTree, Unit,
        change::{self, Change, Decree},
    },
    refusal::Refusal,
    staff::Assignment,
    text,
};
use nep_storage::{WriteTx, org as store, staff};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    AppError, AppResult, Ctx, FieldError,
    error::OnConflict,
    org::{NewUnit, checked},
};

/// A change under way: the transaction, the organisation it is decided on, and what was decided so far.
pub(super) struct Open<'a> {
    ctx: &'a Ctx,
    tx: WriteTx,
    newest: Arc<OrgTree>,
    tree: Arc<OrgTree>,
    decree: Decree,
    change: Change,
}

impl<'a> Open<'a> {
    pub(super) async fn begin(
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
    pub(super) fn unit(&self, id: UnitId) -> AppResult<Unit> {
        let unit = self.newest.get(id).ok_or(AppError::NotFound("unit"))?;
        self.ctx.require(Action::OrgManage, id)?;
        Ok(unit.clone())
    }

    pub(super) fn new_unit(&self, new: NewUnit) -> AppResult<Unit> {
        let unit = checked(self.ctx, &self.tree, NewUnit { founded: self.decree.on, ..new })?;
        self.ctx.require(Action::OrgManage, unit.parent.unwrap_or(unit.id))?;
        Ok(unit)
    }

    pub(super) fn decide(
        &mut self,
        decide: impl FnOnce(&OrgTree, &Decree, change::NewIds) -> Result<Change, Refusal>,
    ) -> AppResult<()> {
        let ctx = self.ctx;
        let mut ids = || -> Uuid { ctx.id::<UnitId>().uuid() };
        self.change = decide(&self.tree, &self.decree, &mut ids)?;
        Ok(())
    }

    /// Stores what was decided with its one audit entry.
    pub(super) async fn finish(self, name: &str, subject: UnitId) -> AppResult<()> {
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
