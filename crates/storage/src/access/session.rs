//! Sessions of signed-in people.

use jiff::Timestamp;
use nep_domain::ids::{AccountId, Id, SessionId};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use crate::{
    convert::{instant, stamp},
    error::StoreResult,
    store::{ReadTx, WriteTx},
};

mod row {
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

/// Stores a new session.
pub async fn insert_session(tx: &WriteTx, session: &Session) -> StoreResult<()> {
    let row = row::ActiveModel {
        id: Set(session.id.uuid()),
        token_hash: Set(session.token_hash.clone()),
        account_id: Set(session.account.uuid()),
        csrf_token: Set(session.csrf_token.clone()),
        created_at: Set(stamp(session.created_at)),
        seen_at: Set(stamp(session.seen_at)),
    };
    row::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// A session by the hash of its cookie.
pub async fn session_by_token(tx: &ReadTx, token_hash: &str) -> StoreResult<Option<Session>> {
    let row =
        row::Entity::find().filter(row::Column::TokenHash.eq(token_hash)).one(tx.db()).await?;
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
    row::Entity::update_many()
        .col_expr(row::Column::SeenAt, Expr::value(stamp(seen_at)))
        .filter(row::Column::Id.eq(id.uuid()))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Ends a session.
pub async fn delete_session(tx: &WriteTx, id: SessionId) -> StoreResult<()> {
    row::Entity::delete_by_id(id.uuid()).exec(tx.db()).await?;
    Ok(())
}

/// Ends all sessions of an account (password changed, account disabled).
pub async fn delete_sessions_of(tx: &WriteTx, account: AccountId) -> StoreResult<()> {
    row::Entity::delete_many()
        .filter(row::Column::AccountId.eq(account.uuid()))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Removes sessions not used since.
pub async fn delete_idle_sessions(tx: &WriteTx, unused_since: Timestamp) -> StoreResult<u64> {
    let done = row::Entity::delete_many()
        .filter(row::Column::SeenAt.lt(stamp(unused_since)))
        .exec(tx.db())
        .await?;
    Ok(done.rows_affected)
}
