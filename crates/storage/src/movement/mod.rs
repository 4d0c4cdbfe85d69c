//! Movements with their reviews; below: criteria sets, score sheets with lines, evidence.

mod criteria;
mod evidence;
mod lines;
mod sheet;
mod withdrawn;

pub use criteria::{
    delete_criteria, insert_criteria, insert_set, set_by_id, set_of, sets_of, update_set,
};
pub use evidence::{
    EvidencePlace, delete_evidence, insert_evidence, place_of_evidence, places_of_file,
};
pub use lines::{delete_lines, insert_line, lines_of, lines_of_sheets, update_line};
pub use sheet::{insert_sheet, sheet_by_id, sheet_of, sheets_of, update_sheet};
pub use withdrawn::{insert_withdrawn, withdrawn_of};

use nep_domain::{
    ids::{Id, MovementId, ReviewId, UnitId},
    movement::{Movement, MovementReview},
    text,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr,
};

use crate::{
    convert::{date, day, key},
    error::{StoreError, StoreResult},
    store::{ReadTx, WriteTx},
};

mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "movement")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub root_id: Uuid,
        pub name: String,
        pub starts: ChronoDate,
        pub ends: ChronoDate,
        pub plan: String,
        pub basis: String,
        pub version: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod review {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "movement_review")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub movement_id: Uuid,
        pub kind: String,
        pub due_on: ChronoDate,
        pub held_on: Option<ChronoDate>,
        pub note: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

fn to_movement(row: row::Model) -> Movement {
    Movement {
        id: MovementId::from_uuid(row.id),
        root: UnitId::from_uuid(row.root_id),
        name: row.name,
        starts: date(row.starts),
        ends: date(row.ends),
        plan: row.plan,
        basis: row.basis,
        version: row.version,
    }
}

fn to_review(row: review::Model) -> StoreResult<MovementReview> {
    Ok(MovementReview {
        kind: key(&row.kind, "movement_review", "kind", row.id)?,
        id: ReviewId::from_uuid(row.id),
        movement: MovementId::from_uuid(row.movement_id),
        due_on: date(row.due_on),
        held_on: row.held_on.map(date),
        note: row.note,
    })
}

/// Stores a new movement.
///
/// # Errors
/// `Conflict("movement(root_id,name)")` when the body has one of that name.
pub async fn insert(tx: &WriteTx, movement: &Movement) -> StoreResult<()> {
    let row = row::ActiveModel {
        id: Set(movement.id.uuid()),
        root_id: Set(movement.root.uuid()),
        name: Set(movement.name.clone()),
        starts: Set(day(movement.starts)),
        ends: Set(day(movement.ends)),
        plan: Set(movement.plan.clone()),
        basis: Set(movement.basis.clone()),
        version: Set(movement.version),
    };
    row::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// A movement.
pub async fn by_id(tx: &ReadTx, id: MovementId) -> StoreResult<Option<Movement>> {
    Ok(row::Entity::find_by_id(id.uuid()).one(tx.db()).await?.map(to_movement))
}

/// The movements of some bodies, newest first.
pub async fn of_bodies(tx: &ReadTx, roots: &[UnitId]) -> StoreResult<Vec<Movement>> {
    let rows = row::Entity::find()
        .filter(row::Column::RootId.is_in(roots.iter().map(|r| r.uuid())))
        .all(tx.db())
        .await?;
    let mut movements: Vec<_> = rows.into_iter().map(to_movement).collect();
    movements.sort_by(|a, b| b.starts.cmp(&a.starts).then_with(|| text::compare(&a.name, &b.name)));
    Ok(movements)
}

/// Plans an event.
///
/// # Errors
/// `Conflict("movement_review(movement_id,kind,due_on)")` when it is planned already.
pub async fn insert_review(tx: &WriteTx, planned: &MovementReview) -> StoreResult<()> {
    let row = review::ActiveModel {
        id: Set(planned.id.uuid()),
        movement_id: Set(planned.movement.uuid()),
        kind: Set(planned.kind.key().to_owned()),
        due_on: Set(day(planned.due_on)),
        held_on: Set(planned.held_on.map(day)),
        note: Set(planned.note.clone()),
    };
    review::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Records that a planned event was held.
///
/// # Errors
/// [`StoreError::Stale`] when somebody else recorded it first.
pub async fn hold_review(
    tx: &WriteTx,
    id: ReviewId,
    held_on: jiff::civil::Date,
    note: &str,
) -> StoreResult<()> {
    let done = review::Entity::update_many()
        .col_expr(review::Column::HeldOn, Expr::value(day(held_on)))
        .col_expr(review::Column::Note, Expr::value(note))
        .filter(review::Column::Id.eq(id.uuid()))
        .filter(review::Column::HeldOn.is_null())
        .exec(tx.db())
        .await?;
    if done.rows_affected == 1 { Ok(()) } else { Err(StoreError::Stale) }
}

/// A planned event.
pub async fn review_by_id(tx: &ReadTx, id: ReviewId) -> StoreResult<Option<MovementReview>> {
    review::Entity::find_by_id(id.uuid()).one(tx.db()).await?.map(to_review).transpose()
}

/// The events of a movement by due date.
pub async fn reviews(tx: &ReadTx, id: MovementId) -> StoreResult<Vec<MovementReview>> {
    let rows = review::Entity::find()
        .filter(review::Column::MovementId.eq(id.uuid()))
        .order_by_asc(review::Column::DueOn)
        .order_by_asc(review::Column::Kind)
        .all(tx.db())
        .await?;
    rows.into_iter().map(to_review).collect()
}
