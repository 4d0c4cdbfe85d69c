//! The very rows of an intake (dossier, step, audit entry, and the two counters) written by bare `sqlx`, one durable
//! transaction each: what the database itself can do.

use std::{str::FromStr, time::Instant};

use sqlx::{
    AssertSqlSafe, Connection, PgConnection, SqliteConnection, query, query_scalar, raw_sql,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};

/// Where the rows go.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Into {
    /// The database's own tables, with their indexes and the index of words.
    Tables,
    /// Copies of the tables that have no index at all.
    Heaps,
}

enum Bare {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

impl Bare {
    async fn open(url: &str) -> Result<Self, sqlx::Error> {
        if !url.starts_with("sqlite:") {
            return Ok(Self::Postgres(PgConnection::connect(url).await?));
        }
        let options = SqliteConnectOptions::from_str(url)?
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .pragma("cache_size", "-65536")
            .pragma("mmap_size", "268435456")
            .pragma("temp_store", "memory")
            .pragma("wal_autocheckpoint", "4000");
        Ok(Self::Sqlite(SqliteConnection::connect_with(&options).await?))
    }

    async fn run(&mut self, sql: String) -> Result<(), sqlx::Error> {
        match self {
            Self::Sqlite(db) => raw_sql(AssertSqlSafe(sql)).execute(db).await.map(|_| ()),
            Self::Postgres(db) => raw_sql(AssertSqlSafe(sql)).execute(db).await.map(|_| ()),
        }
    }

    async fn columns(&mut self, table: &str) -> Result<Vec<String>, sqlx::Error> {
        match self {
            Self::Sqlite(db) => {
                let sql = "SELECT name FROM pragma_table_info($1) ORDER BY cid";
                query_scalar(sql).bind(table).fetch_all(db).await
            }
            Self::Postgres(db) => {
                let sql = "SELECT column_name::text FROM information_schema.columns \
                    WHERE table_name = $1 AND table_schema = current_schema() ORDER BY ordinal_position";
                query_scalar(sql).bind(table).fetch_all(db).await
            }
        }
    }

    /// Runs a statement that the connection keeps prepared, as a quick program does.
    async fn prepared(&mut self, sql: &str, n: Option<i64>) -> Result<(), sqlx::Error> {
        let sql = AssertSqlSafe(sql.to_owned());
        match (self, n) {
            (Self::Sqlite(db), None) => query(sql).execute(db).await.map(|_| ()),
            (Self::Sqlite(db), Some(n)) => query(sql).bind(n).execute(db).await.map(|_| ()),
            (Self::Postgres(db), None) => query(sql).execute(db).await.map(|_| ()),
            (Self::Postgres(db), Some(n)) => query(sql).bind(n).execute(db).await.map(|_| ()),
        }
    }

    /// A key made of the bound number, as the database writes identifiers.
    fn id(&self) -> &'static str {
        match self {
            Self::Sqlite(_) => "CAST(printf('%016d', $1) AS BLOB)",
            Self::Postgres(_) => "lpad(($1::bigint)::text, 32, '0')::uuid",
        }
    }

    /// A text made of the bound number.
    fn text(&self) -> &'static str {
        match self {
            Self::Sqlite(_) => "'B-' || $1",
            Self::Postgres(_) => "'B-' || ($1::bigint)::text",
        }
    }

    /// A text made of the bound number that comes anywhere in an order of texts.
    fn scattered(&self) -> &'static str {
        match self {
            Self::Sqlite(_) => {
                "printf('%08x', (($1 % 1000000007) * 2654435761) % 4294967296) || '-' || $1"
            }
            Self::Postgres(_) => "md5(($1::bigint)::text)",
        }
    }

    fn begin(&self) -> &'static str {
        match self {
            Self::Sqlite(_) => "BEGIN IMMEDIATE",
            Self::Postgres(_) => "BEGIN",
        }
    }
}

/// The tables of an intake, each with the order that finds its newest row.
const TABLES: [(&str, &str); 3] =
    [("dossier", "received_at"), ("dossier_step", "at"), ("audit", "seq")];

const COUNT_ON: &str =
    "UPDATE dossier_counter SET last = last + 1 WHERE day = (SELECT MAX(day) FROM dossier_counter)";

/// Transactions a second. `first` is a number no other run began with; the rows stay in the database.
///
/// # Errors
/// What the database says.
pub async fn measure(url: &str, into: Into, count: usize, first: i64) -> Result<f64, String> {
    write(url, into, count, first).await.map_err(|e| format!("bare rows: {e}"))
}

async fn write(url: &str, into: Into, count: usize, first: i64) -> Result<f64, sqlx::Error> {
    let mut db = Bare::open(url).await?;
    let mut tables = Vec::new();
    for (table, order) in TABLES {
        let sample = format!("SELECT * FROM {table} ORDER BY {order} DESC LIMIT 1");
        db.run(format!("CREATE TEMP TABLE sample_{table} AS {sample}")).await?;
        let target = if into == Into::Heaps { format!("bare_{table}") } else { table.to_owned() };
        if into == Into::Heaps {
            db.run(format!("CREATE TABLE {target} AS SELECT * FROM {table} WHERE 1 = 0")).await?;
        }
        let columns = db.columns(table).await?;
        let values: Vec<_> = columns.iter().map(|column| value(&db, table, column)).collect();
        let (columns, values) = (columns.join(", "), values.join(", "));
        let insert = format!(
            "INSERT INTO {target} ({columns}) SELECT {values} FROM sample_{table}, audit_head h"
        );
        let n = values.contains("$1");
        tables.push((insert, n));
    }
    let start = Instant::now();
    for n in first..first + count as i64 {
        db.prepared(db.begin(), None).await?;
        db.prepared("UPDATE audit_head SET seq = seq + 1", None).await?;
        for (insert, numbered) in &tables {
            db.prepared(insert, numbered.then_some(n)).await?;
        }
        db.prepared(COUNT_ON, None).await?;
        db.prepared("COMMIT", None).await?;
    }
    let per_second = count as f64 / start.elapsed().as_secs_f64();
    if into == Into::Heaps {
        for (table, _) in TABLES {
            db.run(format!("DROP TABLE bare_{table}")).await?;
        }
    }
    Ok(per_second)
}

/// The sample's value, except where rows must differ.
fn value(db: &Bare, table: &str, column: &str) -> String {
    match (table, column) {
        ("dossier" | "dossier_step", "id") | ("dossier_step", "dossier_id") => db.id().to_owned(),
        ("dossier", "code" | "request_key") => db.text().to_owned(),
        // Tokens lie all over their index, as those of real dossiers do.
        ("dossier", "rating_token") => db.scattered().to_owned(),
        ("audit", "seq") => "h.seq".to_owned(),
        _ => format!("sample_{table}.{column}"),
    }
}
