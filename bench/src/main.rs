//! `nep-bench`: fills a database and measures the program against its limits; see README.md.

#![expect(clippy::print_stdout, reason = "the table is what this program is for")]
#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_wrap,
    reason = "counts of a benchmark are far below the limits of every type involved"
)]

mod bare;
mod fill;
mod intake;
mod load;
mod pages;
mod table;
mod terms;

use std::{path::Path, process::ExitCode, sync::Arc, time::Instant};

use clap::Parser;
use nep_app::{Clock, Services, Settings};
use nep_storage::Store;

use crate::{
    fill::Size,
    pages::Site,
    table::{Aim, Row, Table},
};

/// The allocator of `nep` itself.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Fills a database and prints each figure beside its limit.
#[derive(Parser)]
struct Options {
    /// Address of an empty database, or of one an earlier run filled; a temporary SQLite file when absent.
    #[arg(long)]
    database: Option<String>,
    /// Dossiers to fill in.
    #[arg(long, default_value_t = 1_000_000)]
    dossiers: usize,
    /// People to fill in.
    #[arg(long, default_value_t = 20_000)]
    people: usize,
    /// Units to fill in.
    #[arg(long, default_value_t = 4_000)]
    units: usize,
    /// Requests to each page.
    #[arg(long, default_value_t = 2_000)]
    requests: usize,
    /// Intakes.
    #[arg(long, default_value_t = 2_000)]
    intakes: usize,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(&Options::parse()).await {
        Ok(table) => {
            println!("{table}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            println!("the benchmark did not finish: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(options: &Options) -> Result<Table, String> {
    let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
    let file = folder.path().join("filled.db");
    let url = options.database.clone().unwrap_or_else(|| format!("sqlite://{}", file.display()));
    let store = Store::open(&url).await.map_err(|e| e.to_string())?;
    // Another run on the same database needs other identifiers and tokens.
    let mut seed = [1; 32];
    let clock = Clock::system();
    seed[..16].copy_from_slice(&clock.now().as_nanosecond().to_le_bytes());
    let services =
        Services::new(store, clock, Settings::default(), seed).map_err(|e| e.to_string())?;
    let start = Instant::now();
    let size = Size { units: options.units, people: options.people, dossiers: options.dossiers };
    let filled = fill::fill(&services, size).await?;
    services.store.learn_statistics().await.map_err(|e| e.to_string())?;
    println!("filled in {:.0} s", start.elapsed().as_secs_f64());

    let mut rows = vec![terms::measure()?];
    rows.extend(intakes(&services, &filled, &url, options.intakes).await?);
    rows.push(start_up(&url).await?);
    let before = resident(Path::new("/proc/self/statm"));
    let site = Site::start(services.clone()).await?;
    rows.extend(site.measure(&services, &filled, options.requests).await?);
    rows.push(memory(before));
    Ok(Table {
        title: format!(
            "{} dossiers on {}",
            options.dossiers,
            url.split(':').next().unwrap_or_default()
        ),
        rows,
    })
}

/// Intakes beside the same rows written bare, in turns: the disk still has the filling to write when the first turn
/// begins, so that one is not counted.
async fn intakes(
    services: &Arc<Services>,
    filled: &fill::Filled,
    url: &str,
    count: usize,
) -> Result<[Row; 2], String> {
    const TURNS: usize = 4;
    let mut seconds = [0.0; 3];
    for turn in 0..=TURNS {
        let each = count / TURNS;
        let ours = intake::ours(services, filled, each).await?;
        let mut first = services.clock.now().as_microsecond();
        let tables = bare::measure(url, bare::Into::Tables, each, first).await?;
        first = services.clock.now().as_microsecond();
        let heaps = bare::measure(url, bare::Into::Heaps, each, first).await?;
        for (sum, rate) in seconds.iter_mut().zip([ours, tables, heaps]).filter(|_| turn > 0) {
            *sum += each as f64 / rate;
        }
    }
    let [ours, tables, heaps] = seconds.map(|seconds| (count / TURNS * TURNS) as f64 / seconds);
    let row = |limit_is, limit, aim| Row::rate("durable intakes", ours, limit_is, limit, aim);
    Ok([
        row("the same rows by bare sqlx, with all indexes", tables, Aim::AtLeast(0.5)),
        row("the same rows by bare sqlx, without any index", heaps, Aim::Shown),
    ])
}

/// Time from nothing to a program that can answer, beside opening the same database bare.
async fn start_up(url: &str) -> Result<Row, String> {
    let start = Instant::now();
    let store = Store::open(url).await.map_err(|e| e.to_string())?;
    let bare = start.elapsed().as_secs_f64() * 1_000.0;
    let services = Services::new(store, Clock::system(), Settings::default(), [2; 32])
        .map_err(|e| e.to_string())?;
    let router = nep_web::router(services)?;
    let ours = start.elapsed().as_secs_f64() * 1_000.0;
    drop(router);
    Ok(Row {
        figure: "start-up".to_owned(),
        ours: format!("{ours:.0} ms"),
        limit_is: "opening the database bare; aim 3 s",
        limit: format!("{bare:.0} ms"),
        ratio: ours / 3_000.0,
        aim: Aim::AtMost(1.0),
    })
}

/// Memory after serving the pages, beside memory before.
fn memory(before: f64) -> Row {
    let after = resident(Path::new("/proc/self/statm"));
    Row {
        figure: "memory after the load".to_owned(),
        ours: format!("{after:.0} MB"),
        limit_is: "the program before it served a page",
        limit: format!("{before:.0} MB"),
        ratio: after / before,
        aim: Aim::Shown,
    }
}

/// Resident memory in megabytes, pages of 4 KiB as Linux counts them; zero where it does not tell.
fn resident(statm: &Path) -> f64 {
    let text = std::fs::read_to_string(statm).unwrap_or_default();
    let pages: f64 = text.split(' ').nth(1).and_then(|n| n.parse().ok()).unwrap_or(0.0);
    pages * 4_096.0 / 1_048_576.0
}
