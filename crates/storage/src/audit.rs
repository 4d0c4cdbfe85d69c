//! The audit log: append and verify. Entries are chained: each hash covers the entry and the hash before it.

use jiff::Timestamp;
use nep_domain::{
    audit::{AuditActor, AuditEntry, NewAuditEntry},
    ids::AccountId,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, Statement,
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{
    convert::{instant, key, stamp},
    error::{StoreError, StoreResult},
    store::{Page, ReadTx, WriteTx},
};
use nep_domain::ids::Id;

mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "audit")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub seq: i64,
        pub at: ChronoDateTimeUtc,
        pub actor_kind: String,
        pub actor: String,
        pub action: String,
        pub subject_kind: String,
        pub subject: Option<Uuid>,
        pub detail: String,
        pub previous_hash: String,
        pub hash: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// What is wrong with the log, found by [`verify`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum AuditDamage {
    /// An entry's content no longer fits its hash.
    Altered(i64),
    /// An entry is missing at this place (removed, or the order changed).
    Missing(i64),
    /// The entry does not follow from the one before it.
    Unchained(i64),
    /// The log ends earlier or otherwise than its head says.
    Cut {
        /// The last number by the head.
        expected: i64,
        /// The last number found.
        found: i64,
    },
}

fn actor_columns(actor: &AuditActor) -> (&'static str, String) {
    match actor {
        AuditActor::Account(id) => ("account", id.to_string()),
        AuditActor::Citizen => ("citizen", String::new()),
        AuditActor::System(task) => ("system", task.clone()),
    }
}

/// Hash over every field, each with its length in front so that no two entries look alike.
fn hash(previous: &str, seq: i64, entry: &NewAuditEntry) -> String {
    let (kind, actor) = actor_columns(&entry.actor);
    let subject = entry.subject.map(|s| s.to_string()).unwrap_or_default();
    let (seq, at) = (seq.to_string(), entry.at.as_microsecond().to_string());
    let mut sha = Sha256::new();
    for field in [
        previous,
        &seq,
        &at,
        kind,
        &actor,
        &entry.action,
        &entry.subject_kind,
        &subject,
        &entry.detail,
    ] {
        sha.update(field.len().to_le_bytes());
        sha.update(field);
    }
    data_encoding::HEXLOWER.encode(&sha.finalize())
}

async fn head(tx: &ReadTx) -> StoreResult<(i64, String)> {
    let query =
        Statement::from_string(tx.backend(), "SELECT seq, hash FROM audit_head WHERE id = 1");
    let row = tx.db().query_one_raw(query).await?;
    let row = row.ok_or_else(|| {
        StoreError::corrupt("audit_head", "id", 1, "the head of the log is missing")
    })?;
    Ok((row.try_get("", "seq")?, row.try_get("", "hash")?))
}

/// The number of the newest entry: every change leaves one, so it tells whether something read earlier still holds.
pub async fn revision(tx: &ReadTx) -> StoreResult<i64> {
    Ok(head(tx).await?.0)
}

/// Appends an entry and moves the head; returns the entry's number.
pub async fn append(tx: &WriteTx, entry: &NewAuditEntry) -> StoreResult<i64> {
    let (last, previous_hash) = head(tx).await?;
    let seq = last + 1;
    let hash = hash(&previous_hash, seq, entry);
    let (kind, actor) = actor_columns(&entry.actor);
    let row = row::ActiveModel {
        seq: Set(seq),
        at: Set(stamp(entry.at)),
        actor_kind: Set(kind.to_owned()),
        actor: Set(actor),
        action: Set(entry.action.clone()),
        subject_kind: Set(entry.subject_kind.clone()),
        subject: Set(entry.subject),
        detail: Set(entry.detail.clone()),
        previous_hash: Set(previous_hash),
        hash: Set(hash.clone()),
    };
    row::Entity::insert(row).exec_without_returning(tx.db()).await?;
    let values = [seq.into(), hash.into()];
    let update = "UPDATE audit_head SET seq = $1, hash = $2 WHERE id = 1";
    tx.db().execute_raw(Statement::from_sql_and_values(tx.backend(), update, values)).await?;
    Ok(seq)
}

fn entry(row: row::Model) -> StoreResult<AuditEntry> {
    let actor = match row.actor_kind.as_str() {
        "account" => AuditActor::Account(key::<AccountId>(&row.actor, "audit", "actor", row.seq)?),
        "citizen" => AuditActor::Citizen,
        "system" => AuditActor::System(row.actor),
        other => return Err(StoreError::corrupt("audit", "actor_kind", row.seq, other)),
    };
    let entry = NewAuditEntry {
        at: instant(row.at),
        actor,
        action: row.action,
        subject_kind: row.subject_kind,
        subject: row.subject,
        detail: row.detail,
    };
    Ok(AuditEntry { seq: row.seq, entry, previous_hash: row.previous_hash, hash: row.hash })
}

/// Which entries a list shows; newest first.
#[derive(Clone, Default, Debug)]
pub struct AuditFilter {
    /// Only about this thing.
    pub subject: Option<Uuid>,
    /// Only by this account.
    pub account: Option<AccountId>,
    /// Only by any of these accounts; who may read only a part of the log is bound to it.
    pub among: Option<Vec<AccountId>>,
    /// Only actions that start so, e.g. `one_stop.`.
    pub action_prefix: Option<String>,
    /// Only at or after.
    pub from: Option<Timestamp>,
    /// Only before.
    pub to: Option<Timestamp>,
}

/// Lists entries, newest first.
pub async fn list(tx: &ReadTx, filter: &AuditFilter, page: Page) -> StoreResult<Vec<AuditEntry>> {
    let mut query = row::Entity::find().order_by_desc(row::Column::Seq);
    if let Some(subject) = filter.subject {
        query = query.filter(row::Column::Subject.eq(subject));
    }
    if let Some(account) = filter.account {
        query = query.filter(row::Column::Actor.eq(account.uuid().to_string()));
    }
    if let Some(accounts) = &filter.among {
        query = query.filter(row::Column::Actor.is_in(accounts.iter().map(ToString::to_string)));
    }
    if let Some(prefix) = &filter.action_prefix {
        query = query.filter(row::Column::Action.starts_with(prefix));
    }
    if let Some(from) = filter.from {
        query = query.filter(row::Column::At.gte(stamp(from)));
    }
    if let Some(to) = filter.to {
        query = query.filter(row::Column::At.lt(stamp(to)));
    }
    let rows = query.offset(page.offset).limit(page.limit).all(tx.db()).await?;
    rows.into_iter().map(entry).collect()
}

/// One entry by its place in the log.
pub async fn by_seq(tx: &ReadTx, seq: i64) -> StoreResult<Option<AuditEntry>> {
    row::Entity::find_by_id(seq).one(tx.db()).await?.map(entry).transpose()
}

/// Walks the whole log from the first entry; returns how many entries it read and all damage found.
pub async fn verify(tx: &ReadTx) -> StoreResult<(i64, Vec<AuditDamage>)> {
    const BATCH: u64 = 5_000;
    let (expected, head_hash) = head(tx).await?;
    let mut damage = Vec::new();
    let (mut last, mut count) = (0, 0);
    let mut previous = "0".repeat(64);
    loop {
        let query =
            row::Entity::find().filter(row::Column::Seq.gt(last)).order_by_asc(row::Column::Seq);
        let rows = query.limit(BATCH).all(tx.db()).await?;
        if rows.is_empty() {
            break;
        }
        for row in rows {
            damage.extend((last + 1..row.seq).map(AuditDamage::Missing));
            let found = entry(row)?;
            if found.previous_hash != previous && last + 1 == found.seq {
                damage.push(AuditDamage::Unchained(found.seq));
            }
            if hash(&found.previous_hash, found.seq, &found.entry) != found.hash {
                damage.push(AuditDamage::Altered(found.seq));
            }
            (last, previous, count) = (found.seq, found.hash, count + 1);
        }
    }
    if last != expected || previous != head_hash {
        damage.push(AuditDamage::Cut { expected, found: last });
    }
    Ok((count, damage))
}
