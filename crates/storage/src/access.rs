//! Accounts, grants and sessions.

use std::collections::HashMap;

use jiff::Timestamp;
use nep_domain::{
    access::{Account, Grant, Username},
    ids::{AccountId, Id, PersonId, SessionId, UnitId},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, ModelTrait, QueryFilter, QueryOrder,
    sea_query::Expr,
};

use crate::{
    convert::{date, day, instant, key, stamp},
    error::{StoreError, StoreResult},
    store::{ReadTx, WriteTx},
};

mod account {
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

mod session {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "session")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub token_hash: String,
        pub account_id: Uuid,
        pub csrf_token: String,
        pub created_at: ChronoDateTimeUtc,
        pub seen_at: ChronoDateTimeUtc,
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

/// A session as stored; the cookie itself is never stored.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Session {
    /// Identifier.
    pub id: SessionId,
    /// SHA-256 of the cookie's value, hexadecimal.
    pub token_hash: String,
    /// Whose.
    pub account: AccountId,
    /// The token every form must carry.
    pub csrf_token: String,
    /// Signed in at.
    pub created_at: Timestamp,
    /// Last used at.
    pub seen_at: Timestamp,
}

fn to_account(row: &account::Model) -> StoreResult<Account> {
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
    let row = account::ActiveModel {
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
    account::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Saves an edited account; its version must be the stored one and grows by one.
///
/// # Errors
/// [`StoreError::Stale`] when somebody else saved it first.
pub async fn update_account(tx: &WriteTx, account: &Account) -> StoreResult<()> {
    let done = account::Entity::update_many()
        .col_expr(account::Column::DisplayName, Expr::value(account.display_name.clone()))
        .col_expr(account::Column::PersonId, Expr::value(account.person.map(Id::uuid)))
        .col_expr(account::Column::Disabled, Expr::value(account.disabled))
        .col_expr(account::Column::Version, Expr::value(account.version + 1))
        .filter(account::Column::Id.eq(account.id.uuid()))
        .filter(account::Column::Version.eq(account.version))
        .exec(tx.db())
        .await?;
    if done.rows_affected == 1 { Ok(()) } else { Err(StoreError::Stale) }
}

/// Sets a new password and forgets failed tries.
pub async fn set_password(tx: &WriteTx, id: AccountId, password_hash: &str) -> StoreResult<()> {
    account::Entity::update_many()
        .col_expr(account::Column::PasswordHash, Expr::value(password_hash))
        .col_expr(account::Column::Failures, Expr::value(0))
        .col_expr(
            account::Column::LockedUntil,
            Expr::value(Option::<chrono::DateTime<chrono::Utc>>::None),
        )
        .filter(account::Column::Id.eq(id.uuid()))
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
    account::Entity::update_many()
        .col_expr(account::Column::Failures, Expr::value(failures))
        .col_expr(account::Column::LockedUntil, Expr::value(locked_until.map(stamp)))
        .filter(account::Column::Id.eq(id.uuid()))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// An account by user name, with what signing in needs.
pub async fn by_username(
    tx: &ReadTx,
    username: &Username,
) -> StoreResult<Option<(Account, Credentials)>> {
    let query = account::Entity::find().filter(account::Column::Username.eq(username.to_string()));
    query.one(tx.db()).await?.map(|row| Ok((to_account(&row)?, credentials(row)))).transpose()
}

/// An account by id, with what signing in needs.
pub async fn by_id(tx: &ReadTx, id: AccountId) -> StoreResult<Option<(Account, Credentials)>> {
    let row = account::Entity::find_by_id(id.uuid()).one(tx.db()).await?;
    row.map(|row| Ok((to_account(&row)?, credentials(row)))).transpose()
}

fn credentials(row: account::Model) -> Credentials {
    Credentials {
        password_hash: row.password_hash,
        failures: row.failures,
        locked_until: row.locked_until.map(instant),
    }
}

/// All accounts by user name.
pub async fn accounts(tx: &ReadTx) -> StoreResult<Vec<Account>> {
    let rows = account::Entity::find().order_by_asc(account::Column::Username).all(tx.db()).await?;
    rows.iter().map(to_account).collect()
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

/// Stores a new session.
pub async fn insert_session(tx: &WriteTx, session: &Session) -> StoreResult<()> {
    let row = session::ActiveModel {
        id: Set(session.id.uuid()),
        token_hash: Set(session.token_hash.clone()),
        account_id: Set(session.account.uuid()),
        csrf_token: Set(session.csrf_token.clone()),
        created_at: Set(stamp(session.created_at)),
        seen_at: Set(stamp(session.seen_at)),
    };
    session::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// A session by the hash of its cookie.
pub async fn session_by_token(tx: &ReadTx, token_hash: &str) -> StoreResult<Option<Session>> {
    let row = session::Entity::find()
        .filter(session::Column::TokenHash.eq(token_hash))
        .one(tx.db())
        .await?;
    Ok(row.map(|row| Session {
        id: SessionId::from_uuid(row.id),
        token_hash: row.token_hash,
        account: AccountId::from_uuid(row.account_id),
        csrf_token: row.csrf_token,
        created_at: instant(row.created_at),
        seen_at: instant(row.seen_at),
    }))
}

/// Notes that a session was used.
pub async fn touch_session(tx: &WriteTx, id: SessionId, seen_at: Timestamp) -> StoreResult<()> {
    session::Entity::update_many()
        .col_expr(session::Column::SeenAt, Expr::value(stamp(seen_at)))
        .filter(session::Column::Id.eq(id.uuid()))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Ends a session.
pub async fn delete_session(tx: &WriteTx, id: SessionId) -> StoreResult<()> {
    session::Entity::delete_by_id(id.uuid()).exec(tx.db()).await?;
    Ok(())
}

/// Ends all sessions of an account (password changed, account disabled).
pub async fn delete_sessions_of(tx: &WriteTx, account: AccountId) -> StoreResult<()> {
    session::Entity::delete_many()
        .filter(session::Column::AccountId.eq(account.uuid()))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Removes sessions not used since.
pub async fn delete_idle_sessions(tx: &WriteTx, unused_since: Timestamp) -> StoreResult<u64> {
    let done = session::Entity::delete_many()
        .filter(session::Column::SeenAt.lt(stamp(unused_since)))
        .exec(tx.db())
        .await?;
    Ok(done.rows_affected)
}
