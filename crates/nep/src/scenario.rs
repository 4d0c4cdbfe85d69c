//! `nep scenario`: plays a public body's story through the use cases and compares the figures of its report with
//! those that the source document prints. Nothing is typed in: a figure that differs is a defect.

mod deeds;
mod figures;
mod names;
mod pdf;
pub(crate) mod play;
pub(crate) mod script;
pub(crate) mod shelf;
mod stage;

use jiff::civil::{Date, DateTime, time};
use nep_app::{Actor, Clock, Ctx, Services, Settings};
use nep_storage::Store;

use self::{figures::Compared, play::Play, shelf::Scenario};
use crate::{
    cli::{CheckArgs, RunArgs, Shelf},
    fault::{Fault, Outcome},
    house,
};

/// Prints what there is.
pub(crate) fn list(shelf: &Shelf) -> Result<Outcome, Fault> {
    for name in shelf::names(&shelf.scenarios)? {
        let head = shelf::head(&shelf.scenarios, &name)?;
        println!("{name}\n    {}\n    {}", head.title, head.about);
    }
    Ok(Outcome::Fine)
}

/// Plays one scenario into an empty database and keeps it.
pub(crate) async fn run(args: RunArgs) -> Result<Outcome, Fault> {
    let scenario = shelf::load(&args.shelf.scenarios, &args.name)?;
    let store = house::open(&args.place.database).await?;
    require_empty(&store, &args.place.database).await?;
    let rows = play_and_compare(store, &scenario).await?;
    println!("{}", figures::table(&rows));
    Ok(outcome(&rows))
}

/// Plays scenarios and compares; databases are temporary unless one is named.
pub(crate) async fn check(args: CheckArgs) -> Result<Outcome, Fault> {
    let names = match &args.name {
        Some(name) => vec![name.clone()],
        None => shelf::names(&args.shelf.scenarios)?,
    };
    let mut all = Vec::new();
    for name in names {
        let scenario = shelf::load(&args.shelf.scenarios, &name)?;
        let rows = check_one(&scenario, args.database.as_deref()).await?;
        if !args.json {
            println!("{}: {}\n{}\n", scenario.name, scenario.head.title, figures::table(&rows));
        }
        all.push((name, rows));
    }
    if args.json {
        let value: serde_json::Map<_, _> =
            all.iter().map(|(name, rows)| (name.clone(), serde_json::json!(rows))).collect();
        println!("{:#}", serde_json::Value::Object(value));
    }
    let rows: Vec<_> = all.into_iter().flat_map(|(_, rows)| rows).collect();
    Ok(outcome(&rows))
}

async fn check_one(scenario: &Scenario, database: Option<&str>) -> Result<Vec<Compared>, Fault> {
    if let Some(url) = database {
        let store = house::open(url).await?;
        require_empty(&store, url).await?;
        return play_and_compare(store, scenario).await;
    }
    let folder = tempfile::tempdir().map_err(|e| Fault::os("make a temporary folder", &e))?;
    let store =
        house::open(&format!("sqlite://{}", folder.path().join("scenario.db").display())).await?;
    play_and_compare(store, scenario).await
}

fn outcome(rows: &[Compared]) -> Outcome {
    if rows.iter().all(|row| row.same) { Outcome::Fine } else { Outcome::Different }
}

async fn play_and_compare(store: Store, scenario: &Scenario) -> Result<Vec<Compared>, Fault> {
    let ends = scenario.head.ends;
    let services = Services::new(
        store.clone(),
        Clock::set_to(house::instant(ends.at(0, 0, 0, 0))),
        Settings::default(),
        seed(scenario),
    )?;
    let how = Play { password: None, today: ends, until: evening(ends), progress: true };
    let mut stage = play::play(&services, scenario, how).await?;
    let ctx = stage.ctx("system").await?;
    let body = stage.body(&ctx)?;
    let rows = figures::compare(&ctx, body, &scenario.expectations.figure).await?;
    store.close().await.map_err(|e| Fault::database("", &e))?;
    Ok(rows)
}

/// The random source of a scenario is fixed, so that each play writes the same records.
pub(crate) fn seed(scenario: &Scenario) -> [u8; 32] {
    let mut seed = [0; 32];
    seed[..8].copy_from_slice(&scenario.head.seed.to_le_bytes());
    seed
}

/// The last moment of a day on which anything is recorded.
pub(crate) fn evening(day: Date) -> DateTime {
    day.to_datetime(time(23, 0, 0, 0))
}

/// Whether nothing is there yet.
pub(crate) async fn is_empty(store: &Store) -> Result<bool, Fault> {
    let services = house::services(store.clone(), Clock::system(), Settings::default())?;
    let ctx = Ctx::new(&services, Actor::System("scenario")).await?;
    Ok(ctx.org().is_empty())
}

async fn require_empty(store: &Store, url: &str) -> Result<(), Fault> {
    if is_empty(store).await? {
        return Ok(());
    }
    Err(Fault::new(
        format!("the database `{}` is not empty", crate::fault::without_password(url)),
        "name a new one: a scenario writes the whole history of a body",
    ))
}
