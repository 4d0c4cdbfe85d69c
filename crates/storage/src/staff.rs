//! People, their dated assignments, quotas of posts.

mod entity;
mod list;
mod quota;

use jiff::civil::Date;
use nep_domain::{
    ids::{AssignmentId, Id, PersonId, UnitId},
    staff::{Assignment, Person},
    text,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::Expr,
};

use self::entity::{assignment, person, to_assignment, to_person};
use crate::{
    convert::day,
    error::{StoreError, StoreResult},
    store::{ReadTx, WriteTx},
};

pub use self::{
    list::{Placed, StaffFilter, StaffScope, count, headcount, list, without_place},
    quota::{end_quotas, quota_history, quotas, set_quota},
};

/// Rows of one `INSERT`: both databases take at least 32,766 values in a statement.
const BATCH: usize = 1_000;

/// Stores new people.
///
/// # Errors
/// `Conflict("person(root_id,staff_code)")` when a code is taken in the body.
pub async fn insert_people(tx: &WriteTx, people: &[Person]) -> StoreResult<()> {
    for batch in people.chunks(BATCH) {
        let rows = batch.iter().map(|p| person::ActiveModel {
            id: Set(p.id.uuid()),
            root_id: Set(p.root.uuid()),
            staff_code: Set(p.staff_code.clone()),
            full_name: Set(p.full_name.clone()),
            search: Set(search_text(p)),
            birth_date: Set(p.birth_date.map(day)),
            gender: Set(p.gender.map(|g| g.key().to_owned())),
            version: Set(p.version),
        });
        person::Entity::insert_many(rows).exec_without_returning(tx.db()).await?;
    }
    Ok(())
}

fn search_text(person: &Person) -> String {
    text::fold(&format!("{} {}", person.staff_code, person.full_name))
}

/// Saves an edited person; the version must be the stored one and grows by one.
///
/// # Errors
/// [`StoreError::Stale`] when somebody else saved first; `Conflict("person(root_id,staff_code)")`.
pub async fn update_person(tx: &WriteTx, person: &Person) -> StoreResult<()> {
    let done = person::Entity::update_many()
        .col_expr(person::Column::StaffCode, Expr::value(person.staff_code.clone()))
        .col_expr(person::Column::FullName, Expr::value(person.full_name.clone()))
        .col_expr(person::Column::Search, Expr::value(search_text(person)))
        .col_expr(person::Column::BirthDate, Expr::value(person.birth_date.map(day)))
        .col_expr(person::Column::Gender, Expr::value(person.gender.map(|g| g.key().to_owned())))
        .col_expr(person::Column::Version, Expr::value(person.version + 1))
        .filter(person::Column::Id.eq(person.id.uuid()))
        .filter(person::Column::Version.eq(person.version))
        .exec(tx.db())
        .await?;
    if done.rows_affected == 1 { Ok(()) } else { Err(StoreError::Stale) }
}

/// A person by id.
pub async fn get(tx: &ReadTx, id: PersonId) -> StoreResult<Option<Person>> {
    person::Entity::find_by_id(id.uuid()).one(tx.db()).await?.map(to_person).transpose()
}

/// Everybody ever on the staff of a body, in no particular order.
pub async fn people_of(tx: &ReadTx, root: UnitId) -> StoreResult<Vec<Person>> {
    let rows =
        person::Entity::find().filter(person::Column::RootId.eq(root.uuid())).all(tx.db()).await?;
    rows.into_iter().map(to_person).collect()
}

/// Staff codes in use in a body, with their people.
pub async fn codes(tx: &ReadTx, root: UnitId) -> StoreResult<Vec<(String, PersonId)>> {
    let rows: Vec<(String, sea_orm::prelude::Uuid)> = person::Entity::find()
        .filter(person::Column::RootId.eq(root.uuid()))
        .select_only()
        .columns([person::Column::StaffCode, person::Column::Id])
        .into_tuple()
        .all(tx.db())
        .await?;
    Ok(rows.into_iter().map(|(code, id)| (code, PersonId::from_uuid(id))).collect())
}

/// Stores new assignments.
///
/// # Errors
/// `Conflict("assignment(person_id,unit_id,valid_from)")`.
pub async fn insert_assignments(tx: &WriteTx, assignments: &[Assignment]) -> StoreResult<()> {
    for batch in assignments.chunks(BATCH) {
        let rows = batch.iter().map(entity::row);
        assignment::Entity::insert_many(rows).exec_without_returning(tx.db()).await?;
    }
    Ok(())
}

/// Sets the last day of an assignment.
pub async fn end_assignment(tx: &WriteTx, id: AssignmentId, last_day: Date) -> StoreResult<()> {
    assignment::Entity::update_many()
        .col_expr(assignment::Column::ValidTo, Expr::value(day(last_day)))
        .filter(assignment::Column::Id.eq(id.uuid()))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// An assignment by id.
pub async fn assignment(tx: &ReadTx, id: AssignmentId) -> StoreResult<Option<Assignment>> {
    assignment::Entity::find_by_id(id.uuid()).one(tx.db()).await?.map(to_assignment).transpose()
}

/// All assignments of a person, newest first.
pub async fn assignments_of(tx: &ReadTx, person: PersonId) -> StoreResult<Vec<Assignment>> {
    let query = assignment::Entity::find().filter(assignment::Column::PersonId.eq(person.uuid()));
    let rows = query.order_by_desc(assignment::Column::ValidFrom).all(tx.db()).await?;
    rows.into_iter().map(to_assignment).collect()
}

/// All assignments at a unit, of any time, newest first.
pub async fn assignments_at(tx: &ReadTx, unit: UnitId) -> StoreResult<Vec<Assignment>> {
    let query = assignment::Entity::find().filter(assignment::Column::UnitId.eq(unit.uuid()));
    let rows = query.order_by_desc(assignment::Column::ValidFrom).all(tx.db()).await?;
    rows.into_iter().map(to_assignment).collect()
}

/// All assignments in a body, of any time.
pub async fn assignments_in(tx: &ReadTx, root: UnitId) -> StoreResult<Vec<Assignment>> {
    let query = assignment::Entity::find().filter(assignment::Column::RootId.eq(root.uuid()));
    query.all(tx.db()).await?.into_iter().map(to_assignment).collect()
}
