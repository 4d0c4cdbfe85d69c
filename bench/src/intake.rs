//! Durable intakes a second, beside the very rows of an intake inserted by bare `sqlx`.

use std::{path::Path, sync::Arc, time::Instant};

use nep_app::{Ctx, Services, access, one_stop};
use nep_domain::one_stop::Applicant;
use sqlx::{
    Connection, SqliteConnection,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};

use crate::fill::{ACCOUNT, Filled};

/// Intakes through the use case, eight clerks at once, each acknowledged only when it is durable.
///
/// # Errors
/// What the use case says.
pub async fn ours(services: &Arc<Services>, filled: &Filled, count: usize) -> Result<f64, String> {
    const CLERKS: usize = 8;
    let ctx = clerk(services).await?;
    // Another run on the same database must not be taken for the same forms sent again.
    let run = ctx.now().as_microsecond();
    let start = Instant::now();
    let clerks = (0..CLERKS).map(|c| {
        let (ctx, desk, procedure) = (ctx.clone(), filled.desk, filled.procedure);
        tokio::spawn(async move {
            for n in 0..count / CLERKS {
                let command = one_stop::Receive {
                    procedure,
                    unit: desk,
                    applicant: Applicant {
                        name: format!("Nguyễn Thị Thử {run} {c} {n}"),
                        address: "Xóm 1, xã Đức Phong".to_owned(),
                        phone: "0900000001".to_owned(),
                        ..Applicant::default()
                    },
                    content: String::new(),
                    papers: Vec::new(),
                    sets: 1,
                    received_at: None,
                    late_reason: String::new(),
                    promised: None,
                    request_key: Some(format!("bench-{run}-{c}-{n}")),
                    another: false,
                };
                one_stop::receive(&ctx, command).await.map_err(|e| e.to_string())?;
            }
            Ok::<_, String>(())
        })
    });
    for done in futures::future::join_all(clerks.collect::<Vec<_>>()).await {
        done.map_err(|e| e.to_string())??;
    }
    Ok(count as f64 / start.elapsed().as_secs_f64())
}

/// The desk officer of the filled body, signed in.
async fn clerk(services: &Arc<Services>) -> Result<Ctx, String> {
    let signed_in =
        access::sign_in(services, ACCOUNT.0, ACCOUNT.1).await.map_err(|e| e.to_string())?;
    let resumed = access::resume(services, &signed_in.token).await.map_err(|e| e.to_string())?;
    resumed.map(|(ctx, _)| ctx).ok_or_else(|| "the session is gone".to_owned())
}

/// The rows one intake writes, taken from the filled database itself: dossier, step, audit entry, and the two
/// counters that are updated. Written to a copy of those tables by bare SQL, one durable transaction each.
///
/// # Errors
/// What the database says.
pub async fn bare_sqlite(folder: &Path, filled_file: &Path, count: usize) -> Result<f64, String> {
    let said = |e: sqlx::Error| e.to_string();
    let options = SqliteConnectOptions::new()
        .filename(folder.join("bare.db"))
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full);
    let mut db = SqliteConnection::connect_with(&options).await.map_err(said)?;
    let attach = format!("ATTACH '{}' AS filled", filled_file.display());
    sqlx::raw_sql(sqlx::AssertSqlSafe(attach)).execute(&mut db).await.map_err(said)?;
    copy_tables(&mut db).await.map_err(said)?;
    let start = Instant::now();
    for n in 0..count {
        sqlx::raw_sql("BEGIN IMMEDIATE").execute(&mut db).await.map_err(said)?;
        for table in ["dossier", "dossier_step", "audit"] {
            let insert = format!(
                "INSERT INTO main.{table} SELECT * FROM temp.sample_{table} WHERE row = {n} % 100"
            );
            sqlx::raw_sql(sqlx::AssertSqlSafe(insert)).execute(&mut db).await.map_err(said)?;
        }
        sqlx::raw_sql("UPDATE head SET n = n + 1; UPDATE counter SET n = n + 1")
            .execute(&mut db)
            .await
            .map_err(said)?;
        sqlx::raw_sql("COMMIT").execute(&mut db).await.map_err(said)?;
    }
    let per_second = count as f64 / start.elapsed().as_secs_f64();
    db.close().await.map_err(said)?;
    Ok(per_second)
}

/// Tables of the same columns without indexes, and a hundred real rows of each in memory.
async fn copy_tables(db: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    for table in ["dossier", "dossier_step", "audit"] {
        let order = if table == "audit" { "seq" } else { "rowid" };
        let sql = format!(
            "CREATE TEMP TABLE sample_{table} AS SELECT *, row_number() OVER () - 1 AS row \
             FROM (SELECT * FROM filled.{table} ORDER BY {order} DESC LIMIT 100); \
             CREATE TABLE main.{table} AS SELECT * FROM temp.sample_{table} WHERE 0;"
        );
        sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&mut *db).await?;
    }
    sqlx::raw_sql("CREATE TABLE head (n); INSERT INTO head VALUES (0); CREATE TABLE counter (n); INSERT INTO counter VALUES (0)")
        .execute(&mut *db)
        .await?;
    Ok(())
}
