#![doc = include_str!("../README.md")]

mod audit;
mod calendar;
mod cli;
mod demo;
mod fault;
mod house;
mod init;
mod law;
mod packs;
mod scenario;
mod serve;

use std::process::ExitCode;

use clap::Parser;

use crate::{
    cli::{AuditCommand, CalendarCommand, Cli, Command, ScenarioCommand},
    fault::{Fault, Outcome},
};

/// Pages are made of thousands of short strings. This allocator gives and takes them faster than the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = Cli::parse();
    fault::install_printer();
    serve::log_to_stderr();
    match run(cli.command) {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Different) => ExitCode::FAILURE,
        Err(fault) => {
            eprintln!("{:?}", miette::Report::new(fault));
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<Outcome, Fault> {
    match command {
        Command::Calendar(CalendarCommand::Due(args)) => calendar::due(&args),
        Command::Law(command) => law::run(command),
        Command::Audit(AuditCommand::Verify(place)) => wait_for(audit::verify(&place.database)),
        Command::Scenario(ScenarioCommand::List(shelf)) => scenario::list(&shelf),
        Command::Scenario(ScenarioCommand::Run(args)) => wait_for(scenario::run(args)),
        Command::Scenario(ScenarioCommand::Check(args)) => wait_for(scenario::check(args)),
        Command::Init(args) => wait_for(init::init(args)),
        Command::Demo(args) => wait_for(demo::demo(args)),
        Command::Serve(args) => wait_for(serve::serve(args)),
    }
}

/// Runs asynchronous work to its end.
fn wait_for<T>(work: impl Future<Output = Result<T, Fault>>) -> Result<T, Fault> {
    // Typesetting recurses deeply in debug builds; the default of 2 MiB leaves it little room.
    const STACK: usize = 8 * 1024 * 1024;
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().thread_stack_size(STACK).build();
    runtime.map_err(|e| Fault::os("start the program's threads", &e))?.block_on(work)
}
