//! Quotas of posts.

use std::collections::HashMap;

use jiff::civil::Date;
use nep_domain::{
    ids::{Id, QuotaId, UnitId},
    staff::{OfficialKind, Quota},
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder,
    sea_query::{Expr, ExprTrait},
};

use crate::{
    convert::{date, day, key},
    error::{StoreError, StoreResult},
    store::{ReadTx, WriteTx},
};

mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "quota")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub unit_id: Uuid,
        pub kind: String,
        pub posts: i32,
        pub valid_from: ChronoDate,
        pub valid_to: Option<ChronoDate>,
        pub document: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

fn to_quota(row: row::Model) -> StoreResult<Quota> {
    Ok(Quota {
        kind: key(&row.kind, "quota", "kind", row.id)?,
        id: QuotaId::from_uuid(row.id),
        unit: UnitId::from_uuid(row.unit_id),
        posts: row.posts,
        valid_from: date(row.valid_from),
        valid_to: row.valid_to.map(date),
        document: row.document,
    })
}

/// Stores a quota and ends the one before it.
///
/// # Errors
/// `Conflict("quota(unit_id,kind,valid_from)")` when one begins on the same day.
pub async fn set_quota(tx: &WriteTx, new: &Quota) -> StoreResult<()> {
    let end = new
        .valid_from
        .yesterday()
        .map_err(|e| StoreError::corrupt("quota", "valid_from", new.id, e))?;
    row::Entity::update_many()
        .col_expr(row::Column::ValidTo, Expr::value(day(end)))
        .filter(row::Column::UnitId.eq(new.unit.uuid()))
        .filter(row::Column::Kind.eq(new.kind.key()))
        .filter(row::Column::ValidFrom.lt(day(new.valid_from)))
        .filter(row::Column::ValidTo.is_null())
        .exec(tx.db())
        .await?;
    let row = row::ActiveModel {
        id: Set(new.id.uuid()),
        unit_id: Set(new.unit.uuid()),
        kind: Set(new.kind.key().to_owned()),
        posts: Set(new.posts),
        valid_from: Set(day(new.valid_from)),
        valid_to: Set(new.valid_to.map(day)),
        document: Set(new.document.clone()),
    };
    row::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Ends the quotas of a unit that ends.
pub async fn end_quotas(tx: &WriteTx, unit: UnitId, last_day: Date) -> StoreResult<()> {
    row::Entity::update_many()
        .col_expr(row::Column::ValidTo, Expr::value(day(last_day)))
        .filter(row::Column::UnitId.eq(unit.uuid()))
        .filter(row::Column::ValidTo.is_null())
        .exec(tx.db())
        .await?;
    Ok(())
}

/// All quotas of a unit, newest first.
pub async fn quota_history(tx: &ReadTx, unit: UnitId) -> StoreResult<Vec<Quota>> {
    let query = row::Entity::find().filter(row::Column::UnitId.eq(unit.uuid()));
    let rows = query
        .order_by_desc(row::Column::ValidFrom)
        .order_by_asc(row::Column::Kind)
        .all(tx.db())
        .await?;
    rows.into_iter().map(to_quota).collect()
}

/// Posts assigned on a day, by unit and kind, of all bodies.
pub async fn quotas(tx: &ReadTx, on: Date) -> StoreResult<HashMap<(UnitId, OfficialKind), i64>> {
    let open = row::Column::ValidTo.is_null().or(row::Column::ValidTo.gte(day(on)));
    let query = row::Entity::find().filter(row::Column::ValidFrom.lte(day(on))).filter(open);
    let rows: Vec<row::Model> = query.all(tx.db()).await?;
    rows.into_iter()
        .map(|row| {
            let kind = key(&row.kind, "quota", "kind", row.id)?;
            Ok(((UnitId::from_uuid(row.unit_id), kind), i64::from(row.posts)))
        })
        .collect()
}
