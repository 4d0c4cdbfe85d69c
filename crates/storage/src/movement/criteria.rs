//! Criteria sets with their criteria.

use std::collections::HashMap;

use nep_domain::{
    ids::{CriteriaSetId, CriterionId, Id, MovementId, UnitId},
    movement::{Basis, CriteriaSet, Criterion},
    number::Points,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr,
};
use uuid::Uuid;

use crate::{
    convert::{date, day, key},
    error::{StoreError, StoreResult},
    store::{ReadTx, WriteTx},
};

mod set {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "criteria_set")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub movement_id: Uuid,
        pub root_id: Uuid,
        pub unit_id: Uuid,
        pub year: i32,
        pub issued_on: Option<ChronoDate>,
        pub threshold: i64,
        pub version: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod criterion {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "criterion")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub set_id: Uuid,
        #[sea_orm(column_name = "model_id")]
        pub copied_from: Option<Uuid>,
        pub heading: String,
        pub ordinal: i32,
        pub name: String,
        pub kind: String,
        pub fact: Option<String>,
        pub target: Option<i64>,
        pub max_points: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

const MEASURED: &str = "measured";
const JUDGED: &str = "judged";

pub(super) fn to_criterion(row: criterion::Model) -> StoreResult<Criterion> {
    let basis = match (row.kind.as_str(), row.fact.as_deref(), row.target) {
        (JUDGED, _, _) => Basis::Judged,
        (MEASURED, Some(fact), Some(target)) => {
            Basis::Measured { fact: key(fact, "criterion", "fact", row.id)?, target }
        }
        _ => {
            return Err(StoreError::corrupt(
                "criterion",
                "kind",
                row.id,
                "neither judged nor measured with a fact and target",
            ));
        }
    };
    Ok(Criterion {
        id: CriterionId::from_uuid(row.id),
        model: row.copied_from.map(CriterionId::from_uuid),
        heading: row.heading,
        ordinal: row.ordinal,
        name: row.name,
        basis,
        max_points: Points(row.max_points),
    })
}

fn to_set(row: &set::Model, criteria: Vec<Criterion>) -> StoreResult<CriteriaSet> {
    let year = i16::try_from(row.year)
        .map_err(|e| StoreError::corrupt("criteria_set", "year", row.id, e))?;
    Ok(CriteriaSet {
        id: CriteriaSetId::from_uuid(row.id),
        movement: MovementId::from_uuid(row.movement_id),
        root: UnitId::from_uuid(row.root_id),
        unit: UnitId::from_uuid(row.unit_id),
        year,
        issued_on: row.issued_on.map(date),
        threshold: Points(row.threshold),
        version: row.version,
        criteria,
    })
}

/// Stores a new set with its criteria.
///
/// # Errors
/// `Conflict("criteria_set(movement_id,unit_id,year)")` when the unit has one for that year.
pub async fn insert_set(tx: &WriteTx, new: &CriteriaSet) -> StoreResult<()> {
    let row = set::ActiveModel {
        id: Set(new.id.uuid()),
        movement_id: Set(new.movement.uuid()),
        root_id: Set(new.root.uuid()),
        unit_id: Set(new.unit.uuid()),
        year: Set(new.year.into()),
        issued_on: Set(new.issued_on.map(day)),
        threshold: Set(new.threshold.0),
        version: Set(new.version),
    };
    set::Entity::insert(row).exec_without_returning(tx.db()).await?;
    insert_criteria(tx, new).await
}

/// Stores the criteria of a set that has none.
pub async fn insert_criteria(tx: &WriteTx, of: &CriteriaSet) -> StoreResult<()> {
    let rows = of.criteria.iter().map(|c| {
        let (kind, fact, target) = match c.basis {
            Basis::Judged => (JUDGED, None, None),
            Basis::Measured { fact, target } => {
                (MEASURED, Some(fact.key().to_owned()), Some(target))
            }
        };
        criterion::ActiveModel {
            id: Set(c.id.uuid()),
            set_id: Set(of.id.uuid()),
            copied_from: Set(c.model.map(Id::uuid)),
            heading: Set(c.heading.clone()),
            ordinal: Set(c.ordinal),
            name: Set(c.name.clone()),
            kind: Set(kind.to_owned()),
            fact: Set(fact),
            target: Set(target),
            max_points: Set(c.max_points.0),
        }
    });
    criterion::Entity::insert_many(rows).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Removes the criteria of a set, so that others can take their place.
pub async fn delete_criteria(tx: &WriteTx, id: CriteriaSetId) -> StoreResult<()> {
    criterion::Entity::delete_many()
        .filter(criterion::Column::SetId.eq(id.uuid()))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Saves an edited set without its criteria; its version must be the stored one and grows by one.
///
/// # Errors
/// [`StoreError::Stale`] when somebody else saved it first.
pub async fn update_set(tx: &WriteTx, edited: &CriteriaSet) -> StoreResult<()> {
    let done = set::Entity::update_many()
        .col_expr(set::Column::IssuedOn, Expr::value(edited.issued_on.map(day)))
        .col_expr(set::Column::Threshold, Expr::value(edited.threshold.0))
        .col_expr(set::Column::Version, Expr::value(edited.version + 1))
        .filter(set::Column::Id.eq(edited.id.uuid()))
        .filter(set::Column::Version.eq(edited.version))
        .exec(tx.db())
        .await?;
    if done.rows_affected == 1 { Ok(()) } else { Err(StoreError::Stale) }
}

/// A set with its criteria.
pub async fn set_by_id(tx: &ReadTx, id: CriteriaSetId) -> StoreResult<Option<CriteriaSet>> {
    let Some(row) = set::Entity::find_by_id(id.uuid()).one(tx.db()).await? else { return Ok(None) };
    Ok(filled(tx, vec![row]).await?.pop())
}

/// The set of a unit for a year.
pub async fn set_of(
    tx: &ReadTx,
    movement: MovementId,
    unit: UnitId,
    year: i16,
) -> StoreResult<Option<CriteriaSet>> {
    let row = set::Entity::find()
        .filter(set::Column::MovementId.eq(movement.uuid()))
        .filter(set::Column::UnitId.eq(unit.uuid()))
        .filter(set::Column::Year.eq(i32::from(year)))
        .one(tx.db())
        .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(filled(tx, vec![row]).await?.pop())
}

/// All sets of a movement for a year, the model among them.
pub async fn sets_of(
    tx: &ReadTx,
    movement: MovementId,
    year: i16,
) -> StoreResult<Vec<CriteriaSet>> {
    let rows = set::Entity::find()
        .filter(set::Column::MovementId.eq(movement.uuid()))
        .filter(set::Column::Year.eq(i32::from(year)))
        .all(tx.db())
        .await?;
    filled(tx, rows).await
}

async fn filled(tx: &ReadTx, rows: Vec<set::Model>) -> StoreResult<Vec<CriteriaSet>> {
    let criteria = criterion::Entity::find()
        .filter(criterion::Column::SetId.is_in(rows.iter().map(|r| r.id)))
        .order_by_asc(criterion::Column::Ordinal)
        .all(tx.db())
        .await?;
    let mut by_set: HashMap<Uuid, Vec<Criterion>> = HashMap::new();
    for row in criteria {
        by_set.entry(row.set_id).or_default().push(to_criterion(row)?);
    }
    rows.iter().map(|row| to_set(row, by_set.remove(&row.id).unwrap_or_default())).collect()
}
