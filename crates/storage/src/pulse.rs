//! How far a database has come: the question every request asks first.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};
use tokio::sync::{Mutex as Turn, OnceCell};

use crate::error::{StoreError, StoreResult};

/// How far a database has come. Every change leaves an entry in the audit log, so values read at one revision hold as
/// long as it does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pulse {
    /// Number of the newest audit entry.
    pub revision: i64,
    /// Number of the newest change of the organisation.
    pub org: i64,
    /// How many values bodies have set themselves in the rule packs and taken back.
    pub law: i64,
}

/// Those who ask at the same time share one question: whoever comes while it is on its way waits for the next one, so
/// that nobody gets an answer older than the asking.
#[derive(Debug, Default)]
pub(crate) struct Pulses {
    next: Mutex<Option<Arc<OnceCell<Option<Pulse>>>>>,
    turn: Turn<()>,
}

impl Pulses {
    /// How far the database has come since the caller asked.
    pub(crate) async fn ask(&self, pool: &DatabaseConnection) -> StoreResult<Pulse> {
        let asked = self.waiting().get_or_insert_default().clone();
        let answer = asked.get_or_init(|| async {
            let _turn = self.turn.lock().await;
            // Who comes from here on asks anew.
            self.waiting().take_if(|next| Arc::ptr_eq(next, &asked));
            read(pool).await.ok()
        });
        match answer.await {
            Some(pulse) => Ok(*pulse),
            // All at once hear for themselves what is wrong.
            None => read(pool).await,
        }
    }

    fn waiting(&self) -> MutexGuard<'_, Option<Arc<OnceCell<Option<Pulse>>>>> {
        self.next.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn read(pool: &DatabaseConnection) -> StoreResult<Pulse> {
    let sql = "SELECT h.seq, i.value, \
        (SELECT count(*) + count(withdrawn_at) FROM own_value) AS law \
        FROM audit_head h CROSS JOIN installation i WHERE h.id = 1 AND i.key = 'org_revision'";
    let row = pool.query_one_raw(Statement::from_string(pool.get_database_backend(), sql)).await?;
    let row =
        row.ok_or_else(|| StoreError::corrupt("installation", "key", "org_revision", "missing"))?;
    let org: String = row.try_get("", "value")?;
    let org =
        org.parse().map_err(|e| StoreError::corrupt("installation", "value", "org_revision", e))?;
    Ok(Pulse { revision: row.try_get("", "seq")?, org, law: row.try_get("", "law")? })
}
