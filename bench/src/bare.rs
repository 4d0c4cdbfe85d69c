//! The very rows of an intake (dossier, step, audit entry, and the two counters) written by bare `sqlx`, one durable
//! transaction each: what the database itself can do.

use std::{str::FromStr, time::Instant};

use sqlx::{
    AssertSqlSafe, Connection, PgConnection, SqliteConnection, query_scalar, raw_sql,
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

    /// A key made of a number, as the database writes identifiers.
    fn id(&self, n: i64) -> String {
        match self {
            Self::Sqlite(_) => format!("CAST(printf('%016d', {n}) AS BLOB)"),
            Self::Postgres(_) => format!("lpad('{n}', 32, '0')::uuid"),
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
        tables.push((table, target, db.columns(table).await?));
    }
    let start = Instant::now();
    for n in first..first + count as i64 {
        db.run(db.begin().to_owned()).await?;
        db.run("UPDATE audit_head SET seq = seq + 1".to_owned()).await?;
        for (table, target, columns) in &tables {
            let values: Vec<_> =
                columns.iter().map(|column| value(&db, table, column, n)).collect();
            let (columns, values) = (columns.join(", "), values.join(", "));
            let insert = format!(
                "INSERT INTO {target} ({columns}) SELECT {values} FROM sample_{table}, audit_head h"
            );
            db.run(insert).await?;
        }
        db.run(
            "UPDATE dossier_counter SET last = last + 1 \
             WHERE day = (SELECT MAX(day) FROM dossier_counter)"
                .to_owned(),
        )
        .await?;
        db.run("COMMIT".to_owned()).await?;
    }
    let per_second = count as f64 / start.elapsed().as_secs_f64();
    if into == Into::Heaps {
        for (table, ..) in &tables {
            db.run(format!("DROP TABLE bare_{table}")).await?;
        }
    }
    Ok(per_second)
}

/// The sample's value, except where rows must differ.
fn value(db: &Bare, table: &str, column: &str, n: i64) -> String {
    match (table, column) {
        ("dossier" | "dossier_step", "id") | ("dossier_step", "dossier_id") => db.id(n),
        ("dossier", "code" | "rating_token" | "request_key") => format!("'B-{n}'"),
        ("audit", "seq") => "h.seq".to_owned(),
        _ => format!("sample_{table}.{column}"),
    }
}
