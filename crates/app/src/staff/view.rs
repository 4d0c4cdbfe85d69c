//! Looking at the staff.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use nep_domain::{
    access::{Action, Scope},
    ids::{PersonId, UnitId},
    staff::{Assignment, OfficialKind, Person},
};
use nep_storage::{
    Page,
    staff::{self as store, Placed, StaffFilter, StaffScope},
};

use crate::{AppError, AppResult, Ctx, org};

/// Which people on the staff of a day.
#[derive(Clone, Debug)]
pub struct StaffQuery {
    /// Only codes and names that contain this, accents and case aside.
    pub text: String,
    /// Only this unit and everything below it.
    pub unit: Option<UnitId>,
    /// Only this kind.
    pub kind: Option<OfficialKind>,
    /// The day.
    pub on: Date,
}

/// A part of the list and how long it is in all.
#[derive(Clone, Debug)]
pub struct StaffList {
    /// The part asked for, by name.
    pub rows: Vec<Placed>,
    /// People in all.
    pub total: u64,
}

/// One person with all places, newest first.
#[derive(Clone, Debug)]
pub struct PersonDetail {
    /// Who.
    pub person: Person,
    /// Places the actor may see, newest first.
    pub assignments: Vec<Assignment>,
    /// Whether the actor may change the particulars and give places.
    pub manageable: bool,
}

/// Lists the staff of a day within the actor's reach.
///
/// # Errors
/// [`AppError::Denied`] for an actor who may see nobody.
pub async fn list(ctx: &Ctx, query: &StaffQuery, page: Page) -> AppResult<StaffList> {
    let filter = filter(ctx, query).await?;
    let tx = ctx.read().await?;
    Ok(StaffList {
        rows: store::list(&tx, &filter, page).await?,
        total: store::count(&tx, &filter).await?,
    })
}

/// Everybody the query finds, for a file.
///
/// # Errors
/// As [`list`].
pub async fn list_all(ctx: &Ctx, query: &StaffQuery) -> AppResult<Vec<Placed>> {
    let filter = filter(ctx, query).await?;
    Ok(store::list(&ctx.read().await?, &filter, Page::ALL).await?)
}

/// People of the actor's bodies without a place on a day; empty for an actor who does not see a whole body.
pub async fn without_place(ctx: &Ctx, on: Date, text: &str, page: Page) -> AppResult<Vec<Person>> {
    let bodies = ctx.scope(Action::StaffView).bodies;
    if bodies.is_empty() {
        return Ok(Vec::new());
    }
    Ok(store::without_place(&ctx.read().await?, &bodies, on, text, page).await?)
}

/// One person.
///
/// # Errors
/// [`AppError::NotFound`] when there is nobody or the actor may see none of the places.
pub async fn person(ctx: &Ctx, id: PersonId) -> AppResult<PersonDetail> {
    let tx = ctx.read().await?;
    let person = store::get(&tx, id).await?.ok_or(AppError::NotFound("person"))?;
    let all = store::assignments_of(&tx, id).await?;
    let whole = ctx.may(Action::StaffView, person.root);
    let assignments: Vec<_> =
        all.into_iter().filter(|a| whole || ctx.may(Action::StaffView, a.unit)).collect();
    if assignments.is_empty() && !whole {
        return Err(AppError::NotFound("person"));
    }
    let place = assignments.first().map_or(person.root, |a| a.unit);
    let manageable =
        ctx.may(Action::StaffManage, person.root) || ctx.may(Action::StaffManage, place);
    Ok(PersonDetail { person, assignments, manageable })
}

/// People present on a day at a unit and everything below it, by kind (S5.1). Every kind is there, also with 0.
///
/// # Errors
/// As [`org::posts`].
pub async fn headcount(
    ctx: &Ctx,
    unit: UnitId,
    on: Date,
) -> AppResult<BTreeMap<OfficialKind, i64>> {
    let lines = org::posts(ctx, unit, on).await?;
    Ok(lines.into_iter().map(|line| (line.kind, line.present)).collect())
}

/// The units whose staff the actor manages on a day, top down with their depth, for choices in forms.
pub async fn manageable(ctx: &Ctx, on: Date) -> AppResult<Vec<(UnitId, String, usize)>> {
    let tree = ctx.org_on(on).await?;
    let roots: Vec<_> = tree.roots().map(|u| u.id).collect();
    let units = roots.into_iter().flat_map(|root| tree.subtree(root));
    let mine = units.filter(|(u, _)| ctx.may(Action::StaffManage, u.id));
    Ok(mine.map(|(u, depth)| (u.id, u.name.clone(), depth)).collect())
}

async fn filter(ctx: &Ctx, query: &StaffQuery) -> AppResult<StaffFilter> {
    let reach = ctx.scope(Action::StaffView);
    if reach == Scope::default() {
        return Err(AppError::Denied(Action::StaffView));
    }
    let scope = match query.unit {
        None => StaffScope::Reach(reach),
        Some(unit) => {
            ctx.require(Action::StaffView, unit)?;
            let tree = ctx.org_on(query.on).await?;
            StaffScope::Units(tree.subtree(unit).into_iter().map(|(u, _)| u.id).collect())
        }
    };
    Ok(StaffFilter { scope, on: query.on, kind: query.kind, text: query.text.clone() })
}

/// People present on a day in a body, by unit; units without people are left out.
///
/// # Errors
/// [`AppError::Denied`] for somebody who may not see the organisation.
pub async fn present_by_unit(ctx: &Ctx, root: UnitId, on: Date) -> AppResult<HashMap<UnitId, i64>> {
    ctx.require(Action::OrgView, root)?;
    let mut counts = HashMap::new();
    for ((unit, _), count) in store::headcount(&ctx.read().await?, root, on).await? {
        *counts.entry(unit).or_default() += count;
    }
    Ok(counts)
}
