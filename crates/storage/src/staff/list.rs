//! Lists and counts of the staff on a day.

use std::collections::HashMap;

use jiff::civil::Date;
use nep_domain::{
    access::Scope,
    ids::{Id, UnitId},
    staff::{Assignment, OfficialKind, Person},
    text,
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    Select, SelectTwo,
    prelude::Uuid,
    sea_query::{Expr, ExprTrait, Query},
};

use super::entity::{assignment, person, to_assignment, to_person};
use crate::{
    convert::{anywhere, day, key},
    error::{StoreError, StoreResult},
    store::{Page, ReadTx},
};

/// Which units' staff.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum StaffScope {
    /// What the reader may see.
    Reach(Scope),
    /// These units, already within what the reader may see.
    Units(Vec<UnitId>),
}

/// Which people on the staff of a day.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StaffFilter {
    /// Where.
    pub scope: StaffScope,
    /// The day.
    pub on: Date,
    /// Only this kind.
    pub kind: Option<OfficialKind>,
    /// Only codes and names that contain this, accents and case aside; empty for all.
    pub text: String,
}

/// A person with the place held on the day asked for.
pub type Placed = (Person, Assignment);

pub(super) fn holds(on: Date) -> Condition {
    let open = assignment::Column::ValidTo.is_null().or(assignment::Column::ValidTo.gte(day(on)));
    Condition::all().add(assignment::Column::ValidFrom.lte(day(on))).add(open)
}

fn ids(units: &[UnitId]) -> impl Iterator<Item = Uuid> {
    units.iter().map(|u| u.uuid())
}

fn within(scope: &StaffScope) -> Condition {
    match scope {
        StaffScope::Units(units) => {
            Condition::all().add(assignment::Column::UnitId.is_in(ids(units)))
        }
        StaffScope::Reach(scope) => Condition::any()
            .add(assignment::Column::RootId.is_in(ids(&scope.bodies)))
            .add(assignment::Column::UnitId.is_in(ids(&scope.units))),
    }
}

/// The search column holds the words, written with accents or without.
fn contains(wanted: &str) -> Option<Expr> {
    let folded = text::fold(wanted);
    let column = Expr::col((person::Entity, person::Column::Search));
    (!folded.is_empty()).then(|| column.like(anywhere(&folded)))
}

fn query(filter: &StaffFilter) -> SelectTwo<assignment::Entity, person::Entity> {
    let mut query = assignment::Entity::find()
        .find_also_related(person::Entity)
        .filter(holds(filter.on))
        .filter(within(&filter.scope));
    if let Some(kind) = filter.kind {
        query = query.filter(assignment::Column::Kind.eq(kind.key()));
    }
    if let Some(wanted) = contains(&filter.text) {
        query = query.filter(wanted);
    }
    query
}

/// People on the staff of a day, by folded name and code.
pub async fn list(tx: &ReadTx, filter: &StaffFilter, page: Page) -> StoreResult<Vec<Placed>> {
    let rows = query(filter)
        .order_by_asc(person::Column::Search)
        .order_by_asc(person::Column::Id)
        .offset(page.offset)
        .limit(page.limit)
        .all(tx.db())
        .await?;
    rows.into_iter()
        .map(|(place, person)| {
            let person = person.ok_or_else(|| {
                StoreError::corrupt("assignment", "person_id", place.id, "the person is missing")
            })?;
            Ok((to_person(person)?, to_assignment(place)?))
        })
        .collect()
}

/// How many people [`list`] finds in all.
pub async fn count(tx: &ReadTx, filter: &StaffFilter) -> StoreResult<u64> {
    Ok(query(filter).count(tx.db()).await?)
}

/// People of whole bodies who have no place on a day: not yet begun, ended, or their unit was dissolved.
pub async fn without_place(
    tx: &ReadTx,
    roots: &[UnitId],
    on: Date,
    wanted: &str,
    page: Page,
) -> StoreResult<Vec<Person>> {
    let placed = Query::select()
        .column(assignment::Column::PersonId)
        .from(assignment::Entity)
        .cond_where(holds(on))
        .to_owned();
    let mut query: Select<person::Entity> = person::Entity::find()
        .filter(person::Column::RootId.is_in(ids(roots)))
        .filter(person::Column::Id.not_in_subquery(placed));
    if let Some(wanted) = contains(wanted) {
        query = query.filter(wanted);
    }
    let query = query.order_by_asc(person::Column::Search).offset(page.offset).limit(page.limit);
    query.all(tx.db()).await?.into_iter().map(to_person).collect()
}

/// People present on a day in a body, by unit and kind; units without people are left out (S5.1).
pub async fn headcount(
    tx: &ReadTx,
    root: UnitId,
    on: Date,
) -> StoreResult<HashMap<(UnitId, OfficialKind), i64>> {
    let rows: Vec<(Uuid, String, i64)> = assignment::Entity::find()
        .select_only()
        .columns([assignment::Column::UnitId, assignment::Column::Kind])
        .expr(Expr::col(assignment::Column::PersonId).count_distinct())
        .filter(assignment::Column::RootId.eq(root.uuid()))
        .filter(holds(on))
        .group_by(assignment::Column::UnitId)
        .group_by(assignment::Column::Kind)
        .into_tuple()
        .all(tx.db())
        .await?;
    rows.into_iter()
        .map(|(unit, kind, count)| {
            Ok(((UnitId::from_uuid(unit), key(&kind, "assignment", "kind", unit)?), count))
        })
        .collect()
}
