//! Empty databases for tests: a file each on SQLite, a copy of a migrated template each on PostgreSQL.

use std::{
    env,
    sync::atomic::{AtomicU32, Ordering},
};

use sea_orm::{ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement};

use crate::{Store, migrate};

static NEXT: AtomicU32 = AtomicU32::new(1);

#[expect(clippy::expect_used, reason = "a test helper fails by panicking")]
fn block_on<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime")
        .block_on(future)
}

/// Runs a test on a fresh SQLite file.
pub fn on_sqlite<F: AsyncFnOnce(Store)>(test: F) {
    at_sqlite(|url| block_on(on(url, test)));
}

/// Runs a test on a fresh PostgreSQL database below the server that `NEP_TEST_POSTGRES` names.
///
/// Without it the test fails in CI (`CI` set) and is left out with a printed line elsewhere.
pub fn on_postgres<F: AsyncFnOnce(Store)>(test: F) {
    at_postgres(|url| block_on(on(url, test)));
}

#[expect(clippy::expect_used, reason = "a test helper fails by panicking")]
async fn on<F: AsyncFnOnce(Store)>(url: &str, test: F) {
    let store = Store::open(url).await.expect("a migrated database");
    test(store.clone()).await;
    store.close().await.expect("closed pools");
}

/// Gives a test the address of an SQLite file that does not exist yet, for a program that opens it by itself.
#[expect(
    clippy::missing_panics_doc,
    clippy::expect_used,
    reason = "a test helper fails by panicking"
)]
pub fn at_sqlite(test: impl FnOnce(&str)) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    test(&format!("sqlite://{}", folder.path().join("nep.db").display()));
}

/// As [`on_postgres`], with the address of the database, for a program that opens it by itself.
#[expect(
    clippy::missing_panics_doc,
    clippy::print_stderr,
    reason = "a test helper fails by panicking and says what it left out"
)]
pub fn at_postgres(test: impl FnOnce(&str)) {
    let Ok(server) = env::var("NEP_TEST_POSTGRES") else {
        assert!(
            env::var_os("CI").is_none(),
            "NEP_TEST_POSTGRES is not set: CI must test PostgreSQL"
        );
        eprintln!("left out on PostgreSQL: set NEP_TEST_POSTGRES=postgres://USER@HOST to run it");
        return;
    };
    let name = format!("nep_test_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    block_on(async {
        let admin = admin(&server).await;
        let template = template(&admin, &server).await;
        run(&admin, &format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
    });
    test(&format!("{server}/{name}"));
    block_on(async {
        run(&admin(&server).await, &format!("DROP DATABASE {name} WITH (FORCE)")).await;
    });
}

#[expect(clippy::expect_used, reason = "a test helper fails by panicking")]
async fn admin(server: &str) -> DatabaseConnection {
    Database::connect(format!("{server}/postgres")).await.expect("the PostgreSQL server")
}

/// The template of this schema, made by whichever test comes first.
#[expect(clippy::expect_used, reason = "a test helper fails by panicking")]
async fn template(admin: &DatabaseConnection, server: &str) -> String {
    let name = format!("nep_template_{}", migrate::fingerprint());
    run(admin, "SELECT pg_advisory_lock(7235419)").await;
    let query = Statement::from_sql_and_values(
        DbBackend::Postgres,
        "SELECT 1 FROM pg_database WHERE datname = $1",
        [name.as_str().into()],
    );
    if admin.query_one_raw(query).await.expect("the list of databases").is_none() {
        let building = format!("{name}_building");
        run(admin, &format!("DROP DATABASE IF EXISTS {building} WITH (FORCE)")).await;
        run(admin, &format!("CREATE DATABASE {building}")).await;
        let store =
            Store::open(&format!("{server}/{building}")).await.expect("a migrated template");
        store.close().await.expect("closed pools");
        run(admin, &format!("ALTER DATABASE {building} RENAME TO {name}")).await;
    }
    run(admin, "SELECT pg_advisory_unlock(7235419)").await;
    name
}

#[expect(clippy::panic, reason = "a test helper fails by panicking")]
async fn run(admin: &DatabaseConnection, sql: &str) {
    if let Err(error) = admin.execute_unprepared(sql).await {
        panic!("`{sql}`: {error}");
    }
}

impl Store {
    /// Runs SQL behind the store's back, as somebody with access to the file or server could.
    ///
    /// # Errors
    /// What the database says.
    pub async fn attempt(&self, sql: &str) -> Result<(), String> {
        self.pools().write.execute_unprepared(sql).await.map(|_| ()).map_err(|e| e.to_string())
    }

    /// As [`Store::attempt`], with the guard triggers of the audit log switched off first.
    #[expect(
        clippy::missing_panics_doc,
        clippy::expect_used,
        reason = "a test helper fails by panicking"
    )]
    pub async fn tamper(&self, sql: &str) {
        let unguard = match self.pools().write.get_database_backend() {
            DbBackend::Postgres => "DROP TRIGGER IF EXISTS audit_no_change ON audit",
            _ => "DROP TRIGGER IF EXISTS audit_no_update; DROP TRIGGER IF EXISTS audit_no_delete",
        };
        self.attempt(unguard).await.expect("triggers dropped");
        self.attempt(sql).await.expect("the tampering itself");
    }
}

impl Store {
    /// Lets the database answer as on a full disk: SQLite may not grow, PostgreSQL raises what it raises then.
    ///
    /// SQLite forgets it with the connection that met the limit: call it before each change that is to fail.
    #[expect(
        clippy::missing_panics_doc,
        clippy::expect_used,
        reason = "a test helper fails by panicking"
    )]
    pub async fn fill_disk(&self) {
        self.attempt(match self.pools().write.get_database_backend() {
            DbBackend::Postgres => POSTGRES_FULL,
            _ => "PRAGMA max_page_count = 1", // SQLite takes what it has for the least
        })
        .await
        .expect("a full disk");
    }

    /// Gives room again.
    #[expect(
        clippy::missing_panics_doc,
        clippy::expect_used,
        reason = "a test helper fails by panicking"
    )]
    pub async fn free_disk(&self) {
        self.attempt(match self.pools().write.get_database_backend() {
            DbBackend::Postgres => "DROP FUNCTION IF EXISTS disk_full CASCADE",
            _ => "PRAGMA max_page_count = 1000000000",
        })
        .await
        .expect("room on the disk");
    }
}

/// Every change ends with its audit entry, every probe writes to `installation`, every sign of life to `session`.
const POSTGRES_FULL: &str = "
    CREATE OR REPLACE FUNCTION disk_full() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$;
    CREATE OR REPLACE TRIGGER disk_full BEFORE INSERT ON audit EXECUTE FUNCTION disk_full();
    CREATE OR REPLACE TRIGGER disk_full BEFORE INSERT ON installation EXECUTE FUNCTION disk_full();
    CREATE OR REPLACE TRIGGER disk_full BEFORE UPDATE ON session EXECUTE FUNCTION disk_full()";

const SQLITE_SCHEMA: &str = "
    SELECT 'column ' || m.name || '.' || c.name || CASE WHEN c.\"notnull\" = 1 THEN ' not null' ELSE '' END AS line
    FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE 'dossier_search%'
    UNION ALL
    SELECT 'index ' || m.name || ' ' || (SELECT group_concat(name, ',') FROM (SELECT name FROM pragma_index_info(l.name) ORDER BY seqno))
    || CASE WHEN l.\"unique\" = 1 THEN ' unique' ELSE '' END
    FROM sqlite_master m JOIN pragma_index_list(m.name) l WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE 'dossier_search%'";

const POSTGRES_SCHEMA: &str = "
    SELECT 'column ' || table_name || '.' || column_name || CASE WHEN is_nullable = 'NO' THEN ' not null' ELSE '' END AS line
    FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL
    SELECT 'index ' || t.relname || ' ' || string_agg(a.attname, ',' ORDER BY k.place)
    || CASE WHEN i.indisunique THEN ' unique' ELSE '' END
    FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid JOIN pg_namespace n ON n.oid = t.relnamespace
    CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k (number, place)
    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.number
    WHERE n.nspname = 'public' GROUP BY i.indexrelid, t.relname, i.indisunique";

/// Tables, columns, nullability and indexes of a freshly migrated database of each kind, one line each, sorted.
///
/// SQLite gives an `INTEGER PRIMARY KEY` no index of its own; such keys are left out on both sides, and so is the
/// word index of dossiers, a virtual table there and an index over an expression in PostgreSQL.
pub fn schemas() -> (Vec<String>, Option<Vec<String>>) {
    let mut lists: Vec<Vec<String>> = Vec::new();
    on_sqlite(async |store| lists.push(lines(&store, SQLITE_SCHEMA).await));
    on_postgres(async |store| lists.push(lines(&store, POSTGRES_SCHEMA).await));
    let mut lists = lists.into_iter();
    (lists.next().unwrap_or_default(), lists.next())
}

#[expect(clippy::expect_used, reason = "a test helper fails by panicking")]
async fn lines(store: &Store, sql: &str) -> Vec<String> {
    let pool = &store.pools().write;
    let query = Statement::from_string(pool.get_database_backend(), sql);
    let rows = pool.query_all_raw(query).await.expect("the catalogue");
    let mut lines: Vec<String> =
        rows.iter().map(|r| r.try_get("", "line").expect("a line")).collect();
    lines
        .retain(|l| !matches!(l.as_str(), "index audit seq unique" | "index audit_head id unique"));
    lines.sort();
    lines.dedup();
    lines
}
