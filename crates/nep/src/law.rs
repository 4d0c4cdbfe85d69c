//! `nep law …`: the rule packs on the command line.

mod articles;
mod diff;
mod evaluate;
mod explain;
mod shelf;
mod show;
mod simulate;
mod table;

use nep_law::Judge;

use crate::{
    cli::LawCommand,
    fault::{Fault, Outcome},
};

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
            println!("{} packs, {rules} rules: nothing wrong", library.packs().len());
            Ok(Outcome::Fine)
        }
        Err(problems) => {
            print!("{problems}");
            Ok(Outcome::Different)
        }
    }
}

fn test(files: &[std::path::PathBuf]) -> Result<Outcome, Fault> {
    let library = shelf::library(files)?;
    let mut outcome = Outcome::Fine;
    for pack in library.packs().iter().filter(|pack| !pack.rules().is_empty()) {
        let judge = Judge::new(pack).map_err(|problems| shelf::fault(&problems))?;
        let failures = judge.try_cases();
        let cases = pack.rules().cases.len();
        println!("{}: {} of {cases} cases as they say", pack.id(), cases - failures.len());
        for failure in failures {
            outcome = Outcome::Different;
            println!("  {}: {}", failure.case, failure.differences.join("; "));
        }
    }
    Ok(outcome)
}
