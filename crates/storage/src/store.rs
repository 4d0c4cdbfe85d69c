//! The store and its two kinds of transaction.

use std::{ops::Deref, sync::Arc};

use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, Statement};

use crate::{
    dialect::{self, Pools},
    error::StoreResult,
    migrate,
    pulse::{Pulse, Pulses},
};

/// A database, migrated and ready.
#[derive(Clone, Debug)]
pub struct Store {
    pools: Pools,
    pulses: Arc<Pulses>,
}

/// A consistent snapshot for reading; ends when dropped.
#[derive(Debug)]
pub struct ReadTx(DatabaseTransaction);

/// The one writing transaction of the moment. Dropped without [`WriteTx::commit`] it leaves no trace.
#[derive(Debug)]
pub struct WriteTx(ReadTx);

/// A part of a long list: `limit` rows after skipping `offset`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Page {
    /// Rows skipped.
    pub offset: u64,
    /// Rows wanted at the most.
    pub limit: u64,
}

impl Page {
    /// Everything up to a bound that no list of people reaches.
    pub const ALL: Self = Self { offset: 0, limit: 1_000_000 };
}

impl Store {
    /// Opens `sqlite://FILE` or `postgres://…` and brings it to the newest schema.
    ///
    /// # Errors
    /// [`crate::StoreError::Address`] for another scheme, [`crate::StoreError::Migration`] when the database is newer
    /// than the program, else what the database says.
    pub async fn open(url: &str) -> StoreResult<Self> {
        let store = Self { pools: dialect::connect(url).await?, pulses: Arc::default() };
        migrate::run(&store.pools.write).await?;
        Ok(store)
    }

    /// Whether no other server can be at work on this database: an SQLite file belongs to one.
    pub fn serves_alone(&self) -> bool {
        self.pools.write.get_database_backend() == DbBackend::Sqlite
    }

    /// A snapshot for reading.
    pub async fn read(&self) -> StoreResult<ReadTx> {
        Ok(ReadTx(dialect::begin_read(&self.pools.read).await?))
    }

    /// How far the database has come.
    ///
    /// # Errors
    /// What the database says.
    pub async fn pulse(&self) -> StoreResult<Pulse> {
        self.pulses.ask(&self.pools.read).await
    }

    /// The writing transaction: waits for its turn, then is alone until it ends.
    ///
    /// # Errors
    /// [`crate::StoreError::Busy`] after ten seconds of waiting.
    pub async fn write(&self) -> StoreResult<WriteTx> {
        Ok(WriteTx(ReadTx(dialect::begin_write(&self.pools.write).await?)))
    }

    /// Writes something that needs room and takes it away again.
    ///
    /// # Errors
    /// [`crate::StoreError::DiskFull`] when there is none.
    pub async fn probe(&self) -> StoreResult<()> {
        const SIZE: usize = 64 * 1024;
        let tx = self.write().await?;
        tx.db().execute_unprepared("DELETE FROM installation WHERE key = 'probe'").await?;
        let values = ["x".repeat(SIZE).into()];
        let insert = "INSERT INTO installation (key, value) VALUES ('probe', $1)";
        tx.db().execute_raw(Statement::from_sql_and_values(tx.backend(), insert, values)).await?;
        tx.commit().await?;
        let tx = self.write().await?;
        tx.db().execute_unprepared("DELETE FROM installation WHERE key = 'probe'").await?;
        tx.commit().await
    }

    /// The pools, for test helpers.
    #[cfg(feature = "testing")]
    pub(crate) fn pools(&self) -> &Pools {
        &self.pools
    }

    /// Lets the database learn how its rows are spread, so that it picks the right index. Takes moments, also over
    /// millions of rows, and nothing while little has changed.
    pub async fn learn_statistics(&self) -> StoreResult<()> {
        let learn = dialect::learn_statistics(self.pools.write.get_database_backend());
        self.pools.write.execute_unprepared(learn).await?;
        Ok(())
    }

    /// Closes the pools after running work has ended.
    pub async fn close(self) -> StoreResult<()> {
        self.pools.read.close().await?;
        self.pools.write.close().await?;
        Ok(())
    }
}

impl ReadTx {
    /// The connection for queries on this floor.
    pub(crate) fn db(&self) -> &DatabaseTransaction {
        &self.0
    }

    /// Which database this is.
    pub(crate) fn backend(&self) -> DbBackend {
        self.0.get_database_backend()
    }
}

impl Deref for WriteTx {
    type Target = ReadTx;
    fn deref(&self) -> &ReadTx {
        &self.0
    }
}

impl WriteTx {
    /// Makes everything written so far lasting and visible.
    pub async fn commit(self) -> StoreResult<()> {
        Ok(self.0.0.commit().await?)
    }
}
