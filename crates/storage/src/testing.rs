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
#[expect(
    clippy::missing_panics_doc,
    clippy::expect_used,
    reason = "a test helper fails by panicking"
)]
pub fn on_sqlite<F: AsyncFnOnce(Store)>(test: F) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    block_on(async {
        let url = format!("sqlite://{}", folder.path().join("nep.db").display());
        test(Store::open(&url).await.expect("a migrated SQLite file")).await;
    });
}

/// Runs a test on a fresh PostgreSQL database below the server that `NEP_TEST_POSTGRES` names.
///
/// Without it the test fails in CI (`CI` set) and is left out with a printed line elsewhere.
#[expect(
    clippy::missing_panics_doc,
    clippy::print_stderr,
    clippy::expect_used,
    reason = "a test helper fails by panicking and says what it left out"
)]
pub fn on_postgres<F: AsyncFnOnce(Store)>(test: F) {
    let Ok(server) = env::var("NEP_TEST_POSTGRES") else {
        assert!(
            env::var_os("CI").is_none(),
            "NEP_TEST_POSTGRES is not set: CI must test PostgreSQL"
        );
        eprintln!("left out on PostgreSQL: set NEP_TEST_POSTGRES=postgres://USER@HOST to run it");
        return;
    };
    block_on(async {
        let admin =
            Database::connect(format!("{server}/postgres")).await.expect("the PostgreSQL server");
        let template = template(&admin, &server).await;
        let name =
            format!("nep_test_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        run(&admin, &format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
        let store = Store::open(&format!("{server}/{name}")).await.expect("a copy of the template");
        test(store.clone()).await;
        store.close().await.expect("closed pools");
        run(&admin, &format!("DROP DATABASE {name} WITH (FORCE)")).await;
    });
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
