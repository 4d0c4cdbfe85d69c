//! `nep-bench-law`: rule packs over a million people, beside a loop written by hand for the same rules.

#![expect(clippy::print_stdout, reason = "the table is what this program is for")]
#![expect(
    clippy::cast_precision_loss,
    reason = "counts of a benchmark are far below the limits of f64"
)]

mod by_hand;
mod officials;
mod people;
mod table;

use std::{
    hint::black_box,
    path::{Path, PathBuf},
    process::ExitCode,
    time::Instant,
};

use clap::Parser;
use nep_law::{Judge, Library, PackId};

use crate::people::People;

/// The allocator of `nep` itself.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Judges people by the shipped rating packs and prints each figure beside its limit.
#[derive(Parser)]
struct Options {
    /// People to judge.
    #[arg(long, default_value_t = 1_000_000)]
    people: usize,
    /// Runs, of which the fastest counts.
    #[arg(long, default_value_t = 5)]
    runs: usize,
    /// Write the people as a CSV file for other programs, and stop.
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,
    /// Judge the people of a table by `--pack` instead, and print the time as JSON.
    #[arg(long, value_name = "FILE.csv", requires = "pack")]
    facts: Option<PathBuf>,
    /// The pack of `--facts`, such as `vn/rating/nd-335-2025`.
    #[arg(long, value_name = "PACK")]
    pack: Option<String>,
}

fn main() -> ExitCode {
    match run(&Options::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("the benchmark did not finish: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(options: &Options) -> Result<(), String> {
    if let (Some(facts), Some(pack)) = (&options.facts, &options.pack) {
        let library = Library::embedded().map_err(|e| e.to_string())?;
        return table::measure(&library, pack, facts, options.runs);
    }
    let people = People::new(options.people);
    if let Some(path) = &options.csv {
        return people.write(path).map_err(|e| e.to_string());
    }
    let library = Library::embedded().map_err(|e| e.to_string())?;
    println!("{:<44} {:>12} {:>12} {:>7} {:>7}", "figure", "ours", "by hand", "ratio", "aim");
    nd_335(options, &people, &library)?;
    nd_90(options, &library)
}

fn judge(library: &Library, id: &str) -> Result<Judge, String> {
    let id: PackId = id.parse().map_err(|e: nep_law::BadPackId| e.to_string())?;
    let pack = library.pack(&id).ok_or("the pack is not shipped")?;
    Judge::new(pack).map_err(|e| e.to_string())
}

/// NĐ 335/2025/NĐ-CP with its group stage.
fn nd_335(options: &Options, people: &People, library: &Library) -> Result<(), String> {
    let judge = judge(library, "vn/rating/nd-335-2025")?;
    let mut facts = judge.facts();
    let mut groups = judge.groups();
    let mut cells = Vec::new();
    for person in people.all() {
        person.cells(&judge, &mut cells);
        judge.push(&mut facts, cells.iter().map(String::as_str)).map_err(|(_, e)| e.to_string())?;
        groups.push([person.body_name().as_str(), person.group_name().as_str(), ""]);
    }
    let before = resident();
    let (ours, verdicts) = fastest(options.runs, || judge.run(black_box(&facts)));
    let after = resident();
    let (by_hand, judged) = fastest(options.runs, || by_hand::nd_335(black_box(people.all())));
    for (row, judged) in judged.iter().enumerate() {
        let verdict = judge.verdict(&verdicts, row);
        let outcome = judged.outcome;
        if verdict.outcome != outcome.key() {
            return Err(format!(
                "row {row}: {} by hand, {} by the pack",
                outcome.key(),
                verdict.outcome
            ));
        }
    }
    print("NĐ 335/2025, columns to outcomes", ours, by_hand, options.people);
    let (found, findings) = fastest(options.runs, || judge.findings(&verdicts, &groups, false));
    let (counted, over) = fastest(options.runs, || by_hand::shares(people.all(), &judged));
    if findings.len() != over {
        return Err(format!("{} findings, {over} by hand", findings.len()));
    }
    print("NĐ 335/2025, group stage", found, counted, options.people);
    println!(
        "memory for outcomes and trace: {:.0} bytes a person (aim: at most 200)",
        (after - before) / options.people as f64
    );
    Ok(())
}

/// NĐ 90/2020/NĐ-CP.
fn nd_90(options: &Options, library: &Library) -> Result<(), String> {
    let judge = judge(library, "vn/rating/nd-90-2020")?;
    let officials = officials::officials(options.people);
    let mut facts = judge.facts();
    for official in &officials {
        let cells = official.cells(&judge);
        judge.push(&mut facts, cells.iter().map(String::as_str)).map_err(|(_, e)| e.to_string())?;
    }
    let (ours, verdicts) = fastest(options.runs, || judge.run(black_box(&facts)));
    let (by_hand, outcomes) = fastest(options.runs, || officials::nd_90(black_box(&officials)));
    for (row, outcome) in outcomes.iter().enumerate() {
        let verdict = judge.verdict(&verdicts, row).outcome;
        if verdict != outcome.key() {
            return Err(format!(
                "{:?}: {} by hand, {verdict} by the pack",
                officials[row],
                outcome.key()
            ));
        }
    }
    print("NĐ 90/2020, columns to outcomes", ours, by_hand, options.people);
    Ok(())
}

fn print(figure: &str, ours: f64, by_hand: f64, people: usize) {
    let rate = |seconds: f64| format!("{:.1} M/s", people as f64 / seconds / 1e6);
    let ratio = ours / by_hand;
    let verdict = if ratio <= 3.0 { "" } else { "  MISSED" };
    println!(
        "{figure:<44} {:>12} {:>12} {ratio:>7.2} {:>7}{verdict}",
        rate(ours),
        rate(by_hand),
        "<= 3"
    );
}

/// The fastest of some runs in seconds, and what the last one gave.
fn fastest<T>(runs: usize, mut work: impl FnMut() -> T) -> (f64, T) {
    let mut best = f64::MAX;
    let mut time = || {
        let start = Instant::now();
        let result = black_box(work());
        best = best.min(start.elapsed().as_secs_f64());
        result
    };
    let mut last = time();
    for _ in 1..runs {
        last = time();
    }
    (best, last)
}

/// Memory of this program in bytes.
fn resident() -> f64 {
    let text = std::fs::read_to_string(Path::new("/proc/self/statm")).unwrap_or_default();
    let pages: f64 = text.split_whitespace().nth(1).and_then(|n| n.parse().ok()).unwrap_or(0.0);
    pages * 4096.0
}
