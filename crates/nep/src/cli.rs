//! The command line: every command with its arguments.

mod law;

use std::{
    net::{IpAddr, SocketAddr},
    path::PathBuf,
};

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::{Timestamp, civil::Date};

pub(crate) use self::law::{
    Column, DiffArgs, EvaluateArgs, ExplainArgs, FactsFile, Format, LawCommand, PackFiles,
    SimulateArgs,
};

#[derive(Debug, Parser)]
#[command(
    name = "nep",
    version,
    about = "Nếp: public-service culture, from daily records to the yearly report"
)]
#[command(max_term_width = 110, arg_required_else_help = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Answer browsers and the API until Ctrl-C or SIGTERM
    Serve(ServeArgs),
    /// Found the first body of a new installation; reads its administrator's password from standard input
    Init(InitArgs),
    /// Create or complete the demo: a district body with its history, its accounts, and work for today
    Demo(DemoArgs),
    /// Play a body's story through the use cases and compare the figures of its report
    #[command(subcommand)]
    Scenario(ScenarioCommand),
    /// Due dates by the working days of Vietnamese public bodies
    #[command(subcommand)]
    Calendar(CalendarCommand),
    /// The law as data: rule packs, what they decide, and why
    #[command(subcommand)]
    Law(LawCommand),
    /// The audit log
    #[command(subcommand)]
    Audit(AuditCommand),
}

/// Where the records are.
#[derive(Args, Clone, Debug)]
pub(crate) struct Place {
    /// The database: `sqlite://FILE` or `postgres://USER@HOST/NAME`; created or brought up to date as needed
    #[arg(long, env = "NEP_DATABASE", value_name = "URL")]
    pub(crate) database: String,
}

#[derive(Args, Debug)]
pub(crate) struct ServeArgs {
    #[command(flatten)]
    pub(crate) place: Place,
    /// Address and port to listen on
    #[arg(long, env = "NEP_LISTEN", default_value = "127.0.0.1:8080", value_name = "ADDR")]
    pub(crate) listen: SocketAddr,
    /// The address citizens reach this server at, for links and QR codes [default: http:// and the listening address]
    #[arg(long, env = "NEP_PUBLIC_URL", value_name = "URL")]
    pub(crate) public_url: Option<String>,
    /// Address of a reverse proxy in front, whose `X-Forwarded-For` names the citizen; several with commas. Without it
    /// everybody behind the proxy shares one rate limit
    #[arg(long, env = "NEP_TRUSTED_PROXY", value_delimiter = ',', value_name = "ADDR")]
    pub(crate) trusted_proxy: Vec<IpAddr>,
    /// Minutes without a sign of life after which people are signed out
    #[arg(long, env = "NEP_IDLE_MINUTES", default_value_t = 15, value_parser = clap::value_parser!(i64).range(2..=480))]
    pub(crate) idle_minutes: i64,
    #[command(flatten)]
    pub(crate) packs: PackFiles,
    /// Start the running clock at this instant; for demonstrations and browser tests
    #[arg(long, hide = true, value_name = "TIMESTAMP")]
    pub(crate) clock: Option<Timestamp>,
}

#[derive(Args, Debug)]
pub(crate) struct InitArgs {
    #[command(flatten)]
    pub(crate) place: Place,
    /// Short code of the body, such as UBND
    #[arg(long)]
    pub(crate) code: String,
    /// Its name
    #[arg(long)]
    pub(crate) name: String,
    /// Its electronic identifier by Decision 20/2020/QĐ-TTg, such as H14.25; it begins every dossier code
    #[arg(long)]
    pub(crate) identifier: String,
    /// Its office hours; units may have their own
    #[arg(long, default_value = "07:30-11:30,13:30-17:00", value_name = "HOURS")]
    pub(crate) office_hours: String,
    /// The first day of its life [default: 1 January of this year]
    #[arg(long, value_name = "DATE")]
    pub(crate) founded: Option<Date>,
    /// User name of the administrator
    #[arg(long, value_name = "USERNAME")]
    pub(crate) administrator: String,
    /// Name of the administrator
    #[arg(long, value_name = "NAME")]
    pub(crate) administrator_name: String,
}

#[derive(Args, Debug)]
pub(crate) struct DemoArgs {
    #[command(flatten)]
    pub(crate) place: Place,
    #[command(flatten)]
    pub(crate) shelf: Shelf,
    /// The address to print for the browser
    #[arg(long, default_value = "http://127.0.0.1:8080", value_name = "URL")]
    pub(crate) address: String,
    /// Print nothing but errors
    #[arg(long)]
    pub(crate) quiet: bool,
    /// Take this instant for now; for browser tests
    #[arg(long, hide = true, value_name = "TIMESTAMP")]
    pub(crate) clock: Option<Timestamp>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ScenarioCommand {
    /// Which scenarios there are
    List(Shelf),
    /// Play a scenario into an empty database and keep it
    Run(RunArgs),
    /// Play a scenario and compare its figures with its source; exit code 1 on any difference
    Check(CheckArgs),
}

#[derive(Args, Debug)]
pub(crate) struct RunArgs {
    /// Name of the scenario
    pub(crate) name: String,
    #[command(flatten)]
    pub(crate) place: Place,
    #[command(flatten)]
    pub(crate) shelf: Shelf,
}

#[derive(Args, Debug)]
#[command(group = clap::ArgGroup::new("which").required(true).args(["name", "all"]))]
pub(crate) struct CheckArgs {
    /// Name of the scenario
    pub(crate) name: Option<String>,
    /// Check every scenario
    #[arg(long, conflicts_with = "database")]
    pub(crate) all: bool,
    /// Play into this empty database instead of a temporary SQLite file
    #[arg(long, value_name = "URL")]
    pub(crate) database: Option<String>,
    /// Print JSON instead of a table
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) shelf: Shelf,
}

#[derive(Debug, Subcommand)]
pub(crate) enum CalendarCommand {
    /// The last day of a term; the day of the start does not count
    Due(DueArgs),
}

#[derive(Args, Debug)]
#[command(group = clap::ArgGroup::new("what").required(true).args(["start", "batch"]))]
pub(crate) struct DueArgs {
    /// The day of the start, such as 2024-04-26; with --hours a day and time, such as 2024-04-26T14:30
    #[arg(value_name = "DATE", requires = "length")]
    pub(crate) start: Option<String>,
    #[command(flatten)]
    pub(crate) length: LengthArgs,
    /// Read lines `date n` from standard input and write one date a line
    #[arg(long)]
    pub(crate) batch: bool,
    /// In what the numbers of --batch are counted
    #[arg(long = "in", requires = "batch", default_value = "working-days", value_name = "UNIT")]
    pub(crate) unit: Counted,
    /// Office hours for --hours
    #[arg(long, default_value = "07:30-11:30,13:30-17:00", value_name = "HOURS")]
    pub(crate) office_hours: String,
    /// Count 24 November as a holiday from 2026 on
    #[arg(long)]
    pub(crate) culture_day: bool,
}

#[derive(Args, Debug)]
#[group(id = "length", multiple = false, conflicts_with = "batch")]
pub(crate) struct LengthArgs {
    /// Length in working days
    #[arg(long, value_name = "N")]
    pub(crate) working_days: Option<u32>,
    /// Length in calendar days; a last day off moves on to the next working day
    #[arg(long, value_name = "N")]
    pub(crate) calendar_days: Option<u32>,
    /// Length in office hours
    #[arg(long, value_name = "N")]
    pub(crate) hours: Option<u32>,
}

/// In what a term is counted, as written on the command line.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Counted {
    WorkingDays,
    CalendarDays,
    Hours,
}

#[derive(Debug, Subcommand)]
pub(crate) enum AuditCommand {
    /// Walk the whole log and print every altered, missing or reordered entry; exit code 1 when there is one
    Verify(Place),
}

/// Which scenarios there are and where they lie.
#[derive(Args, Clone, Debug)]
pub(crate) struct Shelf {
    /// The folder of scenarios
    #[arg(long, env = "NEP_SCENARIOS", default_value = "scenarios", value_name = "FOLDER")]
    pub(crate) scenarios: PathBuf,
}
