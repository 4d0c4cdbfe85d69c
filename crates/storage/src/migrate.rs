//! Migrations: pairs of plain SQL files, one per database, each run once in a transaction.

use std::collections::HashMap;

use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, Statement,
    TransactionTrait,
};
use sha2::{Digest, Sha256};

use crate::{
    dialect,
    error::{StoreError, StoreResult},
};

/// One step of the schema in both dialects.
struct Migration {
    name: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

/// Lists the migrations by file stem, in order.
macro_rules! migrations {
    ($($name:literal),* $(,)?) => {
        &[$(Migration {
            name: $name,
            sqlite: include_str!(concat!("../migrations/", $name, ".sqlite.sql")),
            postgres: include_str!(concat!("../migrations/", $name, ".postgres.sql")),
        }),*]
    };
}

/// All migrations, oldest first. A new one goes to the end; one that shipped is never edited.
const MIGRATIONS: &[Migration] = migrations![
    "0001_core",
    "0002_org",
    "0003_access",
    "0004_files_jobs",
    "0005_staff",
    "0006_one_stop",
    "0007_inspection",
    "0008_movement",
    "0009_awards",
    "0010_feedback",
    "0011_search",
    "0012_letter_signer_post",
    "0013_own_values",
];

impl Migration {
    fn sql(&self, backend: DbBackend) -> &'static str {
        if backend == DbBackend::Postgres { self.postgres } else { self.sqlite }
    }

    fn checksum(&self, backend: DbBackend) -> String {
        data_encoding::HEXLOWER.encode(&Sha256::digest(self.sql(backend)))
    }
}

/// A fingerprint of the whole schema, for test templates.
#[cfg(feature = "testing")]
pub(crate) fn fingerprint() -> String {
    let mut hash = Sha256::new();
    for migration in MIGRATIONS {
        hash.update(migration.postgres);
    }
    data_encoding::HEXLOWER.encode(&hash.finalize()[..8])
}

/// Brings a database to the newest schema.
pub(crate) async fn run(pool: &DatabaseConnection) -> StoreResult<()> {
    let tx = pool.begin().await?;
    dialect::lock_for_migration(&tx).await?;
    tx.execute_unprepared(
        "CREATE TABLE IF NOT EXISTS schema_migration (name TEXT PRIMARY KEY NOT NULL, checksum TEXT NOT NULL)",
    )
    .await?;
    let done = applied(&tx).await?;
    refuse_newer(&done)?;
    for migration in MIGRATIONS {
        apply(&tx, migration, &done).await?;
    }
    tx.commit().await?;
    Ok(())
}

async fn applied(tx: &DatabaseTransaction) -> StoreResult<HashMap<String, String>> {
    let query = Statement::from_string(
        tx.get_database_backend(),
        "SELECT name, checksum FROM schema_migration",
    );
    let rows = tx.query_all_raw(query).await?;
    rows.iter().map(|row| Ok((row.try_get("", "name")?, row.try_get("", "checksum")?))).collect()
}

fn refuse_newer(done: &HashMap<String, String>) -> StoreResult<()> {
    match done.keys().find(|name| !MIGRATIONS.iter().any(|m| m.name == name.as_str())) {
        None => Ok(()),
        Some(name) => Err(StoreError::Migration {
            name: name.clone(),
            reason:
                "the database was written by a newer version of the program; start that version"
                    .to_owned(),
        }),
    }
}

async fn apply(
    tx: &DatabaseTransaction,
    migration: &Migration,
    done: &HashMap<String, String>,
) -> StoreResult<()> {
    let backend = tx.get_database_backend();
    let checksum = migration.checksum(backend);
    match done.get(migration.name) {
        Some(known) if *known == checksum => return Ok(()),
        Some(_) => {
            return Err(StoreError::Migration {
                name: migration.name.to_owned(),
                reason: "its text changed after it ran; restore the file and add a new migration"
                    .to_owned(),
            });
        }
        None => {}
    }
    tx.execute_unprepared(migration.sql(backend)).await?;
    let values = [migration.name.into(), checksum.into()];
    let insert = "INSERT INTO schema_migration (name, checksum) VALUES ($1, $2)";
    tx.execute_raw(Statement::from_sql_and_values(backend, insert, values)).await?;
    tracing::info!(migration = migration.name, "schema brought forward");
    Ok(())
}
