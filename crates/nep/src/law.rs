//! `nep law …`: the rule packs on the command line.

/// Writes a line to standard output; whoever reads it may stop early.
macro_rules! say {
    ($($words:tt)*) => { $crate::law::write(format_args!($($words)*), "\n")? };
}

mod articles;
mod diff;
mod evaluate;
mod explain;
mod parts;
mod shelf;
mod show;
mod simulate;
mod table;

use std::{
    fmt,
    io::{self, Write},
};

use nep_law::Judge;

use crate::{
    cli::LawCommand,
    fault::{Fault, Outcome},
    packs,
};

/// Writes to standard output. A reader that has gone away is no fault: it has seen enough.
fn write(words: fmt::Arguments<'_>, end: &str) -> Result<(), Fault> {
    let mut out = io::stdout().lock();
    let written = out.write_fmt(words).and_then(|()| out.write_all(end.as_bytes()));
    match written.and_then(|()| out.flush()) {
        Err(e) if e.kind() != io::ErrorKind::BrokenPipe => Err(Fault::os("write the answer", &e)),
        _ => Ok(()),
    }
}

/// Runs a command of the law.
pub(crate) fn run(command: LawCommand) -> Result<Outcome, Fault> {
    match command {
        LawCommand::List { on, files } => show::list(on, &files),
        LawCommand::Check { files } => check(&files),
        LawCommand::Test { files } => test(&files),
        LawCommand::Show { pack, files } => show::show(&pack, &files),
        LawCommand::Articles => articles::articles(),
        LawCommand::Evaluate(args) => evaluate::evaluate(&args),
        LawCommand::Explain(args) => explain::explain(&args),
        LawCommand::Simulate(args) => simulate::simulate(&args),
        LawCommand::Diff(args) => diff::diff(&args),
    }
}

fn check(files: &[std::path::PathBuf]) -> Result<Outcome, Fault> {
    match shelf::load(files)? {
        Ok(library) => {
            let rules: usize = library.packs().iter().map(|pack| pack.rules().rules.len()).sum();
            say!("{} packs, {rules} rules: nothing wrong", library.packs().len());
            Ok(Outcome::Fine)
        }
        Err(problems) => {
            write(format_args!("{problems}"), "")?;
            Ok(Outcome::Different)
        }
    }
}

fn test(files: &[std::path::PathBuf]) -> Result<Outcome, Fault> {
    let library = shelf::library(files)?;
    let mut outcome = Outcome::Fine;
    for pack in library.packs().iter().filter(|pack| !pack.rules().is_empty()) {
        let judge = Judge::new(pack).map_err(|problems| packs::fault(&problems))?;
        let failures = judge.try_cases();
        let cases = pack.rules().cases.len();
        say!("{}: {} of {cases} cases as they say", pack.id(), cases - failures.len());
        for failure in failures {
            outcome = Outcome::Different;
            say!("  {}: {}", failure.case, failure.differences.join("; "));
        }
    }
    Ok(outcome)
}
