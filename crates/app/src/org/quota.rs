//! Quotas of posts (biên chế giao).

use jiff::civil::Date;
use nep_domain::{
    access::Action,
    ids::{Id, QuotaId, UnitId},
    staff::{OfficialKind, Quota},
    text,
};
use nep_storage::staff as store;
use serde_json::json;

use crate::{AppError, AppResult, Ctx, FieldError, error::OnConflict};

/// Posts assigned to a unit for one kind of staff, from a day on.
#[derive(Clone, Debug)]
pub struct SetQuota {
    /// Whose.
    pub unit: UnitId,
    /// For which kind.
    pub kind: OfficialKind,
    /// How many posts.
    pub posts: i32,
    /// First day; the quota before ends the day before.
    pub from: Date,
    /// Number, date and issuer of the deciding document.
    pub document: String,
}

/// Assigns posts to a unit.
///
/// # Errors
/// Field errors for a negative number, an empty document, a day on which the unit does not live, or a day on which
/// another quota begins.
pub async fn set_quota(ctx: &Ctx, command: SetQuota) -> AppResult<QuotaId> {
    ctx.require(Action::OrgManage, command.unit)?;
    let document = text::clean(&command.document);
    let mut errors = Vec::new();
    if command.posts < 0 {
        errors.push(FieldError::new("posts", "org-posts"));
    }
    if document.is_empty() {
        errors.push(FieldError::new("document", "missing"));
    }
    if ctx.org_on(command.from).await?.get(command.unit).is_none() {
        errors.push(FieldError::new("from", "unit-not-on-that-date").with("date", command.from));
    }
    if !errors.is_empty() {
        return Err(AppError::Invalid(errors));
    }
    let (unit, kind, posts) = (command.unit, command.kind, command.posts);
    let quota = Quota {
        id: ctx.id(),
        unit,
        kind,
        posts,
        valid_from: command.from,
        valid_to: None,
        document,
    };
    let tx = ctx.write().await?;
    let newer = store::quota_history(&tx, unit)
        .await?
        .into_iter()
        .any(|q| q.kind == kind && q.valid_from > quota.valid_from);
    if newer {
        return Err(FieldError::new("from", "org-newer-quota").into());
    }
    store::set_quota(&tx, &quota).await.on_conflict("quota(unit_id,kind,valid_from)", || {
        FieldError::new("from", "org-newer-quota").into()
    })?;
    let detail = json!({ "change": "quota", "kind": kind.key(), "posts": posts, "from": quota.valid_from.to_string(), "document": quota.document });
    ctx.audit(&tx, Action::OrgManage, "unit", unit.uuid(), &detail).await?;
    tx.commit().await?;
    Ok(quota.id)
}
