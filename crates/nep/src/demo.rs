//! `nep demo`: a district body with its history, accounts to try, and work for the day it is tried.

mod guide;

use std::{path::Path, sync::Arc};

use jiff::{
    SignedDuration, Timestamp,
    civil::{Date, DateTime, time},
};
use nep_app::{
    Actor, Clock, Ctx, Page, Services, Settings,
    audit::{self, AuditFilter},
    letters,
};
use nep_calendar::WorkCalendar;
use nep_storage::Store;
use serde_json::json;

use crate::{
    cli::DemoArgs,
    fault::{Fault, Outcome, without_password},
    house,
    scenario::{
        self,
        play::{Play, play},
        shelf,
    },
};

/// The scenario the demo tells.
const STORY: &str = "trung-khanh";
/// The password of every demo account; it is printed, so it protects nothing.
const PASSWORD: &str = "nep-trinh-dien";
/// Entry of the audit log that marks a whole demo.
const MADE: &str = "demo.made";
/// Entry of the audit log that marks fresh work at the desk.
const REFRESHED: &str = "demo.refreshed";
/// Work at the desk older than this is added to.
const STALE_AFTER: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Creates or completes the demo, then says how to try it. A second call changes nothing.
pub(crate) async fn demo(args: DemoArgs) -> Result<Outcome, Fault> {
    let now = args.clock.unwrap_or_else(|| Clock::system().now());
    create_unless_there(&args, now).await?;
    let store = house::open(&args.place.database).await?;
    complete(&args, &store, now).await?;
    store.close().await.map_err(|e| Fault::database(&args.place.database, &e))?;
    if !args.quiet {
        print!("{}", guide::text(&args.address, PASSWORD));
    }
    Ok(Outcome::Fine)
}

/// A new SQLite file is written beside its place and moved there when it is whole, so that a killed first run
/// leaves nothing half done.
async fn create_unless_there(args: &DemoArgs, now: Timestamp) -> Result<(), Fault> {
    let Some(file) = args.place.database.strip_prefix("sqlite://").map(Path::new) else {
        let store = house::open(&args.place.database).await?;
        if scenario::is_empty(&store).await? {
            create(args, &store, now).await?;
        }
        return store.close().await.map_err(|e| Fault::database(&args.place.database, &e));
    };
    if file.exists() {
        let store = house::open(&args.place.database).await?;
        if !scenario::is_empty(&store).await? {
            return store.close().await.map_err(|e| Fault::database(&args.place.database, &e));
        }
        create(args, &store, now).await?;
        return store.close().await.map_err(|e| Fault::database(&args.place.database, &e));
    }
    let new = file.with_extension("new");
    for leftover in ["new", "new-wal", "new-shm"].map(|ending| file.with_extension(ending)) {
        // Only a killed run leaves one; where it cannot be removed, opening it says so.
        std::fs::remove_file(leftover).ok();
    }
    let url = format!("sqlite://{}", new.display());
    let store = house::open(&url).await?;
    create(args, &store, now).await?;
    store.close().await.map_err(|e| Fault::database(&url, &e))?;
    std::fs::rename(&new, file)
        .map_err(|e| Fault::os(&format!("move the demo to `{}`", file.display()), &e))
}

async fn create(args: &DemoArgs, store: &Store, now: Timestamp) -> Result<(), Fault> {
    let story = shelf::load(&args.shelf.scenarios, STORY)?;
    let ends = story.head.ends;
    let until = scenario::evening(ends).min(house::local(now));
    let services = Services::new(
        store.clone(),
        Clock::set_to(house::instant(until)),
        Settings::default(),
        scenario::seed(&story),
    )?;
    if !args.quiet {
        println!(
            "Creating the demo: four years of a district body. This takes about a minute, once."
        );
    }
    let how =
        Play { password: Some(PASSWORD.to_owned()), today: ends, until, progress: !args.quiet };
    play(&services, &story, how).await?;
    live(args, &services, now, &["1-once.toml", "2-desk.toml"]).await?;
    mark(&services, MADE).await
}

/// Adds fresh work at the desk when the last lies more than a week back.
async fn complete(args: &DemoArgs, store: &Store, now: Timestamp) -> Result<(), Fault> {
    let services = house::services(store.clone(), Clock::set_to(now), Settings::default())?;
    if newest(&services, MADE).await?.is_none() {
        return Err(Fault::new(
            format!(
                "the database `{}` holds other records, or a demo that was interrupted",
                without_password(&args.place.database)
            ),
            "name a new database, or remove this one if nothing in it is needed",
        ));
    }
    let fresh = newest(&services, REFRESHED).await?;
    if fresh.is_some_and(|at| at.duration_until(now) < STALE_AFTER) {
        return Ok(());
    }
    live(args, &services, now, &["2-desk.toml"]).await
}

/// Work of the last weeks and of today. Services must have a standing clock.
async fn live(
    args: &DemoArgs,
    services: &Arc<Services>,
    now: Timestamp,
    files: &[&str],
) -> Result<(), Fault> {
    let part = shelf::load_live(&args.shelf.scenarios, STORY, files)?;
    let local = house::local(now);
    let today = office_day(&services.calendar, local);
    let how = Play { password: Some(PASSWORD.to_owned()), today, until: local, progress: false };
    play(services, &part, how).await?;
    letters::draft_due(&Ctx::new(services, Actor::System("demo")).await?).await?;
    mark(services, REFRESHED).await
}

/// Today once the desk has opened, else the working day before.
fn office_day(calendar: &WorkCalendar, now: DateTime) -> Date {
    let open = calendar.is_working(now.date()) && now.time() >= time(8, 0, 0, 0);
    if open { now.date() } else { calendar.previous_working_day(now.date()) }
}

async fn mark(services: &Arc<Services>, what: &str) -> Result<(), Fault> {
    let ctx = Ctx::new(services, Actor::System("demo")).await?;
    let tx = ctx.write().await?;
    ctx.audit_named(&tx, what, "demo", None, &json!({ "story": STORY })).await?;
    tx.commit().await.map_err(nep_app::AppError::from)?;
    Ok(())
}

async fn newest(services: &Arc<Services>, what: &str) -> Result<Option<Timestamp>, Fault> {
    let ctx = Ctx::new(services, Actor::System("demo")).await?;
    let filter = AuditFilter { action_prefix: Some(what.to_owned()), ..AuditFilter::default() };
    let entries = audit::list(&ctx, &filter, Page { offset: 0, limit: 1 }).await?;
    Ok(entries.into_iter().next().map(|entry| entry.entry.at))
}
