//! Values bodies set themselves in the rule packs.

use nep_domain::{
    awards::Withdrawal,
    ids::{AccountId, Id, OwnValueId, UnitId},
    law::OwnValue,
};
use nep_law::{Override, ValueType};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr,
};

use crate::{
    convert::{date, day, instant, key, stamp},
    error::{StoreError, StoreResult},
    store::{ReadTx, WriteTx},
};

mod own_value {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "own_value")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub root_id: Uuid,
        pub pack: String,
        pub setting: String,
        pub value_type: String,
        pub value: String,
        pub valid_from: ChronoDate,
        pub reason: String,
        pub set_by: Option<Uuid>,
        pub set_at: ChronoDateTimeUtc,
        pub withdrawn_at: Option<ChronoDateTimeUtc>,
        pub withdrawn_by: Option<Uuid>,
        pub withdrawn_reason: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

fn to_value(row: own_value::Model) -> StoreResult<OwnValue> {
    let value_type: ValueType = key(&row.value_type, "own_value", "value_type", row.id)?;
    let value = value_type
        .parse(&row.value)
        .map_err(|e| StoreError::corrupt("own_value", "value", row.id, e))?;
    Ok(OwnValue {
        id: OwnValueId::from_uuid(row.id),
        root: UnitId::from_uuid(row.root_id),
        change: Override {
            pack: key(&row.pack, "own_value", "pack", row.id)?,
            key: row.setting,
            value,
            valid_from: date(row.valid_from),
            reason: row.reason,
        },
        set_by: row.set_by.map(AccountId::from_uuid),
        set_at: instant(row.set_at),
        withdrawn: row.withdrawn_at.map(|at| Withdrawal {
            at: instant(at),
            by: row.withdrawn_by.map(AccountId::from_uuid),
            reason: row.withdrawn_reason,
        }),
    })
}

/// Stores a new value.
///
/// # Errors
/// `Conflict("own_value(root_id,pack,setting,valid_from)")` when another value of the setting begins that day.
pub async fn insert(tx: &WriteTx, new: &OwnValue) -> StoreResult<()> {
    let row = own_value::ActiveModel {
        id: Set(new.id.uuid()),
        root_id: Set(new.root.uuid()),
        pack: Set(new.change.pack.to_string()),
        setting: Set(new.change.key.clone()),
        value_type: Set(new.change.value.value_type().to_string()),
        value: Set(new.change.value.to_string()),
        valid_from: Set(day(new.change.valid_from)),
        reason: Set(new.change.reason.clone()),
        set_by: Set(new.set_by.map(Id::uuid)),
        set_at: Set(stamp(new.set_at)),
        withdrawn_at: Set(None),
        withdrawn_by: Set(None),
        withdrawn_reason: Set(String::new()),
    };
    own_value::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Takes a value back.
///
/// # Errors
/// `Stale` when it was taken back already.
pub async fn withdraw(tx: &WriteTx, id: OwnValueId, withdrawal: &Withdrawal) -> StoreResult<()> {
    let done = own_value::Entity::update_many()
        .col_expr(own_value::Column::WithdrawnAt, Expr::value(stamp(withdrawal.at)))
        .col_expr(own_value::Column::WithdrawnBy, Expr::value(withdrawal.by.map(Id::uuid)))
        .col_expr(own_value::Column::WithdrawnReason, Expr::value(withdrawal.reason.clone()))
        .filter(own_value::Column::Id.eq(id.uuid()))
        .filter(own_value::Column::WithdrawnAt.is_null())
        .exec(tx.db())
        .await?;
    if done.rows_affected == 1 { Ok(()) } else { Err(StoreError::Stale) }
}

/// A value by id.
pub async fn by_id(tx: &ReadTx, id: OwnValueId) -> StoreResult<Option<OwnValue>> {
    own_value::Entity::find_by_id(id.uuid()).one(tx.db()).await?.map(to_value).transpose()
}

/// Every value of every body, those taken back too, in the order they begin.
pub async fn all(tx: &ReadTx) -> StoreResult<Vec<OwnValue>> {
    let rows = own_value::Entity::find()
        .order_by_asc(own_value::Column::ValidFrom)
        .order_by_asc(own_value::Column::SetAt)
        .order_by_asc(own_value::Column::Id)
        .all(tx.db())
        .await?;
    rows.into_iter().map(to_value).collect()
}
