//! The few true differences between SQLite and PostgreSQL, all in one place.

use std::time::Duration;

use nep_domain::text::fold;
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend,
    DbErr, RuntimeErr, SqliteTransactionMode, TransactionOptions, TransactionTrait,
    prelude::Uuid,
    sqlx::{
        self, Connection as _, SqliteConnection,
        sqlite::{SqliteJournalMode, SqliteSynchronous},
    },
};

use crate::error::{StoreError, StoreResult};

/// How long a writer waits for its turn before [`StoreError::Busy`].
const PATIENCE: Duration = Duration::from_secs(10);

/// The pools behind a store: one for reading, one for writing.
#[derive(Clone, Debug)]
pub(crate) struct Pools {
    pub(crate) read: DatabaseConnection,
    pub(crate) write: DatabaseConnection,
}

/// Opens the pools for an address `sqlite://FILE` or `postgres://…`.
pub(crate) async fn connect(url: &str) -> StoreResult<Pools> {
    if url.starts_with("sqlite:") {
        let mut write = sqlite_options(url, 1);
        write.map_sqlx_sqlite_pool_opts(|pool| {
            pool.after_release(|connection, _| Box::pin(left_clean(connection)))
        });
        let write = Database::connect(write).await?;
        let read = Database::connect(sqlite_options(url, 4)).await?;
        Ok(Pools { read, write })
    } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
        let mut options = ConnectOptions::new(url.to_owned());
        options
            .max_connections(12)
            .min_connections(1)
            .acquire_timeout(PATIENCE)
            // A connection in steady use is not tried before each use: that would be one more way to the server.
            .test_before_acquire_if_idle_for(Duration::from_secs(10))
            .sqlx_logging(false);
        let pool = Database::connect(options).await?;
        Ok(Pools { read: pool.clone(), write: pool })
    } else {
        Err(StoreError::Address(
            "expected `sqlite://FILE` or `postgres://USER@HOST/NAME`".to_owned(),
        ))
    }
}

fn sqlite_options(url: &str, connections: u32) -> ConnectOptions {
    let url = if url.contains('?') { url.to_owned() } else { format!("{url}?mode=rwc") };
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(PATIENCE)
        .sqlx_logging(false)
        // A file does not hang up, so there is nothing to try before each use.
        .test_before_acquire(false)
        .map_sqlx_sqlite_opts(|o| {
            // FULL: an acknowledged change survives a power cut, not only a killed process.
            o.journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .busy_timeout(PATIENCE)
                .foreign_keys(true)
                .pragma("cache_size", "-65536")
                .pragma("mmap_size", "268435456")
                .pragma("temp_store", "memory")
                // Pages written by many small changes reach the file once, not each time.
                .pragma("wal_autocheckpoint", "4000")
        });
    options
}

/// What makes the database learn how its rows are spread. PostgreSQL does so by itself, though not at once; SQLite
/// looks at samples of those tables that have grown or shrunk tenfold since it last did.
pub(crate) fn learn_statistics(backend: DbBackend) -> &'static str {
    match backend {
        DbBackend::Sqlite => "PRAGMA optimize = 0x10002",
        _ => "ANALYZE",
    }
}

/// Whether a connection that comes back may be used again; otherwise it is closed.
///
/// On a full disk SQLite ends the transaction by itself. The rollback that follows finds none to roll back, so sqlx
/// counts it as open for ever and would begin no other on that connection: the one writer would never write again.
async fn left_clean(connection: &mut SqliteConnection) -> Result<bool, sqlx::Error> {
    if connection.is_in_transaction() {
        // Answered only after a rollback that is still on its way.
        connection.ping().await?;
    }
    Ok(!connection.is_in_transaction())
}

/// What a database can be short of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Trouble {
    /// Room on the disk.
    DiskFull,
    /// Its turn, or connections.
    Busy,
}

/// Result codes of SQLite as text, SQLSTATE of PostgreSQL: the two cannot be taken for each other.
const TROUBLES: [(&str, Trouble); 11] = [
    ("13", Trouble::DiskFull),   // SQLITE_FULL
    ("4874", Trouble::DiskFull), // SQLITE_IOERR_SHMSIZE: no room for the index of the write-ahead log
    ("5", Trouble::Busy),        // SQLITE_BUSY, and what it may say more exactly:
    ("261", Trouble::Busy),
    ("517", Trouble::Busy),
    ("6", Trouble::Busy), // SQLITE_LOCKED
    ("53100", Trouble::DiskFull),
    ("53300", Trouble::Busy), // too many connections
    ("55P03", Trouble::Busy), // lock not available
    ("40001", Trouble::Busy), // serialization failure
    ("40P01", Trouble::Busy), // deadlock
];

/// Tells by the code that came with an error what the database is short of, if that is what it says.
pub(crate) fn trouble(error: &DbErr) -> Option<Trouble> {
    let (DbErr::Conn(inner) | DbErr::Exec(inner) | DbErr::Query(inner)) = error else {
        return matches!(error, DbErr::ConnectionAcquire(_)).then_some(Trouble::Busy);
    };
    let RuntimeErr::SqlxError(inner) = inner else { return None };
    let code = inner.as_database_error()?.code()?;
    TROUBLES.iter().find(|(known, _)| *known == code).map(|(_, trouble)| *trouble)
}

/// Starts a snapshot for reading.
pub(crate) async fn begin_read(pool: &DatabaseConnection) -> Result<DatabaseTransaction, DbErr> {
    let isolation_level = match pool.get_database_backend() {
        DbBackend::Postgres => Some(sea_orm::IsolationLevel::RepeatableRead),
        _ => None,
    };
    let access_mode = isolation_level.map(|_| sea_orm::AccessMode::ReadOnly);
    pool.begin_with_options(TransactionOptions {
        isolation_level,
        access_mode,
        sqlite_transaction_mode: None,
    })
    .await
}

/// Starts a writing transaction that is the only one until it ends.
pub(crate) async fn begin_write(pool: &DatabaseConnection) -> Result<DatabaseTransaction, DbErr> {
    let sqlite_transaction_mode = (pool.get_database_backend() == DbBackend::Sqlite)
        .then_some(SqliteTransactionMode::Immediate);
    let options =
        TransactionOptions { isolation_level: None, access_mode: None, sqlite_transaction_mode };
    let tx = pool.begin_with_options(options).await?;
    if tx.get_database_backend() == DbBackend::Postgres {
        tx.execute_unprepared("SELECT seq FROM audit_head FOR UPDATE").await?;
    }
    Ok(tx)
}

/// Keeps two programs from migrating the same PostgreSQL database at once; SQLite locks by itself.
pub(crate) async fn lock_for_migration(tx: &DatabaseTransaction) -> Result<(), DbErr> {
    if tx.get_database_backend() == DbBackend::Postgres {
        tx.execute_unprepared("SELECT pg_advisory_xact_lock(7235418)").await?;
    }
    Ok(())
}

/// SQL for the instant at which the day in a date column has ended in the office's time (17:00 UTC, see
/// [`crate::convert::morning`]).
pub(crate) fn end_of_office_day(backend: DbBackend, column: &str) -> String {
    match backend {
        DbBackend::Postgres => {
            format!("(({column})::timestamp + interval '17 hours') AT TIME ZONE 'UTC'")
        }
        _ => format!("({column} || 'T17:00:00+00:00')"),
    }
}

/// The condition, made of a column and the name of a bound value, that the column is one of many identifiers; and the
/// value to bind.
pub(crate) fn one_of_many(
    backend: DbBackend,
    ids: impl Iterator<Item = Uuid>,
) -> (fn(&str, &str) -> String, String) {
    if backend == DbBackend::Postgres {
        let ids: Vec<_> = ids.map(|id| id.to_string()).collect();
        (
            |column, list| format!("{column} = ANY(string_to_array({list}, ',')::uuid[])"),
            ids.join(","),
        )
    } else {
        let ids: Vec<_> = ids.map(|id| format!("\"{}\"", id.simple())).collect();
        (
            |column, list| format!("{column} IN (SELECT unhex(value) FROM json_each({list}))"),
            format!("[{}]", ids.join(",")),
        )
    }
}

/// Text as the word indexes of both databases hold it: folded, letters and digits only, single spaces.
pub(crate) fn search_words(text: &str) -> String {
    let plain: String =
        fold(text).chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A search for records that hold each of the words typed, whole or as a word's beginning; `None` when none is left
/// to look for. Whole words are read along one list each and can stop early; beginnings must first be gathered.
pub(crate) fn search_query(backend: DbBackend, typed: &str, whole: bool) -> Option<String> {
    const MOST_WORDS: usize = 10;
    let words = search_words(typed);
    let (quote, sign, and) =
        if backend == DbBackend::Postgres { ("", ":*", " & ") } else { ("\"", "*", " AND ") };
    let sign = if whole { "" } else { sign };
    let terms: Vec<String> = words
        .split(' ')
        .filter(|w| !w.is_empty())
        .take(MOST_WORDS)
        .map(|w| format!("{quote}{w}{quote}{sign}"))
        .collect();
    (!terms.is_empty()).then(|| terms.join(and))
}

/// How dossiers are searched by words: what stands after `FROM` (with the dossier as `d`), the condition with the
/// bound query, and the column that runs newest first.
pub(crate) fn dossier_search(
    backend: DbBackend,
    query: &str,
) -> (&'static str, String, &'static str) {
    if backend == DbBackend::Postgres {
        (
            "dossier d",
            format!("to_tsvector('simple', d.search) @@ to_tsquery('simple', {query})"),
            "d.received_at",
        )
    } else {
        // CROSS keeps SQLite from starting with the dossiers instead of the word index.
        (
            "dossier_search s CROSS JOIN dossier d ON d.id = s.dossier_id",
            format!("s.dossier_search MATCH {query}"),
            "s.rowid",
        )
    }
}
