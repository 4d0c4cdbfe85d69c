//! Accounts and what signing in needs.

use jiff::Timestamp;
use nep_domain::{
    access::{Account, Username},
    ids::{AccountId, Id, PersonId},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr,
};

use crate::{
    convert::{instant, key, stamp},
    error::{StoreError, StoreResult},
    store::{ReadTx, WriteTx},
};

mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "account")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub username: String,
        pub display_name: String,
        pub person_id: Option<Uuid>,
        pub password_hash: String,
        pub failures: i32,
        pub locked_until: Option<ChronoDateTimeUtc>,
        pub disabled: bool,
        pub version: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// What signing in needs to know besides the account.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Credentials {
    /// Argon2 hash in PHC notation.
    pub password_hash: String,
    /// Failed tries since the last success.
    pub failures: i32,
    /// No sign-in before this instant.
    pub locked_until: Option<Timestamp>,
}

fn to_account(row: &row::Model) -> StoreResult<Account> {
    Ok(Account {
        id: AccountId::from_uuid(row.id),
        username: key::<Username>(&row.username, "account", "username", row.id)?,
        display_name: row.display_name.clone(),
        person: row.person_id.map(PersonId::from_uuid),
        disabled: row.disabled,
        version: row.version,
    })
}

/// Stores a new account.
///
/// # Errors
/// `Conflict("account(username)")` when the name is taken.
pub async fn insert_account(
    tx: &WriteTx,
    account: &Account,
    password_hash: &str,
) -> StoreResult<()> {
    let row = row::ActiveModel {
        id: Set(account.id.uuid()),
        username: Set(account.username.to_string()),
        display_name: Set(account.display_name.clone()),
        person_id: Set(account.person.map(Id::uuid)),
        password_hash: Set(password_hash.to_owned()),
        failures: Set(0),
        locked_until: Set(None),
        disabled: Set(account.disabled),
        version: Set(account.version),
    };
    row::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Saves an edited account; its version must be the stored one and grows by one.
///
/// # Errors
/// [`StoreError::Stale`] when somebody else saved it first.
pub async fn update_account(tx: &WriteTx, account: &Account) -> StoreResult<()> {
    let done = row::Entity::update_many()
        .col_expr(row::Column::DisplayName, Expr::value(account.display_name.clone()))
        .col_expr(row::Column::PersonId, Expr::value(account.person.map(Id::uuid)))
        .col_expr(row::Column::Disabled, Expr::value(account.disabled))
        .col_expr(row::Column::Version, Expr::value(account.version + 1))
        .filter(row::Column::Id.eq(account.id.uuid()))
        .filter(row::Column::Version.eq(account.version))
        .exec(tx.db())
        .await?;
    if done.rows_affected == 1 { Ok(()) } else { Err(StoreError::Stale) }
}

/// Sets a new password and forgets failed tries.
pub async fn set_password(tx: &WriteTx, id: AccountId, password_hash: &str) -> StoreResult<()> {
    row::Entity::update_many()
        .col_expr(row::Column::PasswordHash, Expr::value(password_hash))
        .col_expr(row::Column::Failures, Expr::value(0))
        .col_expr(
            row::Column::LockedUntil,
            Expr::value(Option::<chrono::DateTime<chrono::Utc>>::None),
        )
        .filter(row::Column::Id.eq(id.uuid()))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Records the outcome of a try to sign in.
pub async fn set_failures(
    tx: &WriteTx,
    id: AccountId,
    failures: i32,
    locked_until: Option<Timestamp>,
) -> StoreResult<()> {
    row::Entity::update_many()
        .col_expr(row::Column::Failures, Expr::value(failures))
        .col_expr(row::Column::LockedUntil, Expr::value(locked_until.map(stamp)))
        .filter(row::Column::Id.eq(id.uuid()))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// An account by user name, with what signing in needs.
pub async fn by_username(
    tx: &ReadTx,
    username: &Username,
) -> StoreResult<Option<(Account, Credentials)>> {
    let query = row::Entity::find().filter(row::Column::Username.eq(username.to_string()));
    query.one(tx.db()).await?.map(|row| Ok((to_account(&row)?, credentials(row)))).transpose()
}

/// An account by id, with what signing in needs.
pub async fn by_id(tx: &ReadTx, id: AccountId) -> StoreResult<Option<(Account, Credentials)>> {
    let row = row::Entity::find_by_id(id.uuid()).one(tx.db()).await?;
    row.map(|row| Ok((to_account(&row)?, credentials(row)))).transpose()
}

fn credentials(row: row::Model) -> Credentials {
    Credentials {
        password_hash: row.password_hash,
        failures: row.failures,
        locked_until: row.locked_until.map(instant),
    }
}

/// All accounts by user name.
pub async fn accounts(tx: &ReadTx) -> StoreResult<Vec<Account>> {
    let rows = row::Entity::find().order_by_asc(row::Column::Username).all(tx.db()).await?;
    rows.iter().map(to_account).collect()
}
