//! Looking at the organisation.

use std::sync::Arc;

use jiff::civil::Date;
use nep_domain::{
    access::Action,
    ids::UnitId,
    org::{OrgTree, Succession, Unit},
    staff::{Assignment, OfficialKind, Person, Quota},
};
use nep_storage::{ReadTx, org as store, staff};

use crate::{AppError, AppResult, Ctx};

/// Posts of one kind of staff: assigned, filled, vacant (giao, có mặt, còn trống).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PostLine {
    /// Which kind.
    pub kind: OfficialKind,
    /// Posts assigned; 0 when no quota was set.
    pub quota: i64,
    /// People present.
    pub present: i64,
}

impl PostLine {
    /// Posts without people; negative when more people than posts are there.
    pub fn vacant(&self) -> i64 {
        self.quota - self.present
    }
}

/// Everything the page of one unit shows from this room.
#[derive(Clone, Debug)]
pub struct UnitDetail {
    /// The unit as of the day asked for, or in its newest version when it did not live then.
    pub unit: Unit,
    /// Whether it lives on that day.
    pub living: bool,
    /// All its versions, oldest first.
    pub history: Vec<Unit>,
    /// Who followed whom, oldest first, renamings left out.
    pub successions: Vec<Succession>,
    /// The head on that day.
    pub head: Option<(Person, Assignment)>,
    /// Posts of the unit and everything below it on that day.
    pub posts: Vec<PostLine>,
    /// Quotas of the unit itself, newest first.
    pub quotas: Vec<Quota>,
    /// The units right below it on that day.
    pub children: Vec<Unit>,
}

/// The organisation of a day, all bodies the actor may see. Fails for somebody who may see none.
pub async fn tree_on(ctx: &Ctx, on: Date) -> AppResult<(Vec<UnitId>, Arc<OrgTree>)> {
    let bodies = ctx.scope(Action::OrgView).bodies;
    if bodies.is_empty() {
        return Err(AppError::Denied(Action::OrgView));
    }
    let tree = ctx.org_on(on).await?;
    let mut roots: Vec<_> = tree.roots().map(|u| u.id).filter(|id| bodies.contains(id)).collect();
    roots.dedup();
    Ok((roots, tree))
}

/// One unit as of a day.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such unit or the actor may not know of it.
pub async fn unit_detail(ctx: &Ctx, id: UnitId, on: Date) -> AppResult<UnitDetail> {
    let newest = ctx
        .org()
        .get(id)
        .filter(|u| ctx.may(Action::OrgView, u.id))
        .ok_or(AppError::NotFound("unit"))?;
    let tx = ctx.read().await?;
    let tree = ctx.services().org_on(&tx, on).await?;
    let unit = tree.get(id).unwrap_or(newest).clone();
    let places = staff::assignments_at(&tx, id).await?;
    let head = match places.into_iter().find(|a| a.is_head && a.holds_on(on)) {
        Some(place) => staff::get(&tx, place.person).await?.map(|person| (person, place)),
        None => None,
    };
    let successions = store::successions(&tx, id).await?;
    Ok(UnitDetail {
        living: tree.get(id).is_some(),
        history: store::history(&tx, id).await?,
        successions: successions.into_iter().filter(|s| s.from != s.to).collect(),
        head,
        posts: post_lines(&tx, &tree, &unit, on).await?,
        quotas: staff::quota_history(&tx, id).await?,
        children: tree.children(id).cloned().collect(),
        unit,
    })
}

/// Posts of a unit and everything below it on a day, by kind.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such unit; [`AppError::Denied`].
pub async fn posts(ctx: &Ctx, id: UnitId, on: Date) -> AppResult<Vec<PostLine>> {
    let unit = ctx.org().get(id).ok_or(AppError::NotFound("unit"))?;
    ctx.require(Action::OrgView, id)?;
    let tx = ctx.read().await?;
    let tree = ctx.services().org_on(&tx, on).await?;
    post_lines(&tx, &tree, unit, on).await
}

async fn post_lines(
    tx: &ReadTx,
    tree: &OrgTree,
    unit: &Unit,
    on: Date,
) -> AppResult<Vec<PostLine>> {
    let present = staff::headcount(tx, unit.root, on).await?;
    let quotas = staff::quotas(tx, on).await?;
    let below: Vec<_> = tree.subtree(unit.id).into_iter().map(|(u, _)| u.id).collect();
    let lines = OfficialKind::ALL.iter().map(|&kind| {
        let sum = |counts: &std::collections::HashMap<_, i64>| {
            below.iter().filter_map(|u| counts.get(&(*u, kind))).sum()
        };
        PostLine { kind, quota: sum(&quotas), present: sum(&present) }
    });
    Ok(lines.collect())
}
