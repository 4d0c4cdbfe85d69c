//! Roles granted to accounts, dated.

use std::collections::HashMap;

use nep_domain::{
    access::Grant,
    ids::{AccountId, Id, UnitId},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, ModelTrait, QueryFilter, QueryOrder};

use crate::{
    convert::{date, day, key},
    error::StoreResult,
    store::{ReadTx, WriteTx},
};

mod account_grant {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "account_grant")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub account_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub role: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub unit_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub valid_from: ChronoDate,
        pub valid_to: Option<ChronoDate>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Grants a role; granting the same again from the same day changes only its end.
pub async fn grant(tx: &WriteTx, account: AccountId, grant: &Grant) -> StoreResult<()> {
    let key =
        (account.uuid(), grant.role.key().to_owned(), grant.unit.uuid(), day(grant.valid_from));
    if let Some(row) = account_grant::Entity::find_by_id(key).one(tx.db()).await? {
        row.delete(tx.db()).await?;
    }
    let row = account_grant::ActiveModel {
        account_id: Set(account.uuid()),
        role: Set(grant.role.key().to_owned()),
        unit_id: Set(grant.unit.uuid()),
        valid_from: Set(day(grant.valid_from)),
        valid_to: Set(grant.valid_to.map(day)),
    };
    account_grant::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// All grants of an account, ended ones too.
pub async fn grants(tx: &ReadTx, account: AccountId) -> StoreResult<Vec<Grant>> {
    let rows = account_grant::Entity::find()
        .filter(account_grant::Column::AccountId.eq(account.uuid()))
        .order_by_asc(account_grant::Column::ValidFrom)
        .all(tx.db())
        .await?;
    rows.iter().map(to_grant).collect()
}

/// All grants of all accounts, ended ones too, oldest first.
pub async fn all_grants(tx: &ReadTx) -> StoreResult<HashMap<AccountId, Vec<Grant>>> {
    let rows = account_grant::Entity::find()
        .order_by_asc(account_grant::Column::ValidFrom)
        .all(tx.db())
        .await?;
    let mut grants = HashMap::<_, Vec<_>>::new();
    for row in rows {
        grants.entry(AccountId::from_uuid(row.account_id)).or_default().push(to_grant(&row)?);
    }
    Ok(grants)
}

fn to_grant(row: &account_grant::Model) -> StoreResult<Grant> {
    Ok(Grant {
        role: key(&row.role, "account_grant", "role", row.account_id)?,
        unit: UnitId::from_uuid(row.unit_id),
        valid_from: date(row.valid_from),
        valid_to: row.valid_to.map(date),
    })
}
