//! `nep law …`: commands and their arguments.

use std::{fmt, path::PathBuf};

use clap::{Args, Subcommand, ValueEnum, builder::TypedValueParser};
use jiff::civil::Date;

#[derive(Debug, Subcommand)]
pub(crate) enum LawCommand {
    /// Which packs there are, or which ones govern a day
    List {
        /// Only packs that govern this day
        #[arg(long, value_name = "DATE")]
        on: Option<Date>,
        #[command(flatten)]
        files: PackFiles,
    },
    /// Load all packs and print everything wrong with them; exit code 1 when there is something
    Check {
        /// Packs of an agency, or changed copies of shipped ones, to load beside the others
        files: Vec<PathBuf>,
    },
    /// Run the test cases of all packs; exit code 1 when one fails
    Test {
        /// Packs of an agency, or changed copies of shipped ones, to load beside the others
        files: Vec<PathBuf>,
    },
    /// Everything in a pack: sources, settings, facts, rules with their articles
    Show {
        /// Id of the pack, such as vn/rating/nd-335-2025
        pack: String,
        #[command(flatten)]
        files: PackFiles,
    },
    /// Every article the packs carry, with its rules, test cases and how sure we are, as docs/law.md has them
    Articles,
    /// Judge every row of a table and write id, outcome, score, rules, citations, missing facts, group finding
    Evaluate(EvaluateArgs),
    /// Tell why one row of a table comes out as it does
    Explain(ExplainArgs),
    /// Judge a table twice and show who moves, from what to what, and why
    Simulate(SimulateArgs),
    /// What differs between two packs or two days of one pack
    Diff(DiffArgs),
}

/// Packs that are not shipped.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct PackFiles {
    /// A pack to load beside the shipped ones, or a folder of packs; may be repeated. `nep law` takes a changed copy of a
    /// shipped pack in its place, `nep serve` does not
    #[arg(long = "pack-file", env = "NEP_PACK_FILE", value_parser = clap::builder::OsStringValueParser::new().map(PathBuf::from), value_name = "FILE")]
    pub(crate) pack_files: Vec<PathBuf>,
}

/// The table of facts, and the pack it is for.
#[derive(Args, Clone, Debug)]
pub(crate) struct FactsFile {
    /// Id of the pack, such as vn/rating/nd-335-2025
    pub(crate) pack: String,
    /// Table with a header: `id`, then facts and group columns of the pack in any order; an empty cell is not known
    #[arg(long, value_name = "FILE.csv")]
    pub(crate) facts: PathBuf,
    /// Try other values of settings, such as `good_points=75`; several with commas or repeated
    #[arg(long, value_delimiter = ',', value_name = "KEY=VALUE")]
    pub(crate) settings: Vec<String>,
    #[command(flatten)]
    pub(crate) files: PackFiles,
}

#[derive(Args, Debug)]
pub(crate) struct EvaluateArgs {
    #[command(flatten)]
    pub(crate) facts: FactsFile,
    /// What the answer tells of each row, in this order
    #[arg(long, value_delimiter = ',', default_values_t = Column::USUAL, value_name = "COLUMN,…")]
    pub(crate) columns: Vec<Column>,
    /// Add a column that tells in a sentence why
    #[arg(long)]
    pub(crate) explain: bool,
    /// The authority has decided on the larger share of the rare outcome
    #[arg(long)]
    pub(crate) raised_share: bool,
    /// Outcomes of bodies, as `evaluate` writes them (columns id and outcome), to compare those of their heads with
    #[arg(long, value_name = "FILE.csv")]
    pub(crate) bodies: Option<PathBuf>,
    /// How the answer is written
    #[arg(long, default_value = "csv", value_name = "FORMAT")]
    pub(crate) format: Format,
    /// Write here instead of to standard output; the file appears when it is complete
    #[arg(long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

/// What an answer tells of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
pub(crate) enum Column {
    /// Its name.
    Id,
    /// The outcome.
    Outcome,
    /// The score, where the pack has one.
    Score,
    /// The rules that lead to the outcome, the deciding one first.
    Rules,
    /// The articles it rests on.
    Citations,
    /// Facts without which the outcome stays open.
    Missing,
    /// What was found in its groups.
    GroupFinding,
    /// Why, in a sentence.
    Explanation,
}

impl Column {
    /// Those of an answer for which none are named.
    const USUAL: [Self; 7] = [
        Self::Id,
        Self::Outcome,
        Self::Score,
        Self::Rules,
        Self::Citations,
        Self::Missing,
        Self::GroupFinding,
    ];
}

impl fmt::Display for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = self.to_possible_value();
        f.write_str(value.as_ref().map_or("", |value| value.get_name()))
    }
}

/// How answers are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// A table with a header.
    Csv,
    /// One JSON object a line.
    Json,
}

#[derive(Args, Debug)]
pub(crate) struct ExplainArgs {
    #[command(flatten)]
    pub(crate) facts: FactsFile,
    /// Which row
    #[arg(long)]
    pub(crate) id: String,
}

#[derive(Args, Debug)]
pub(crate) struct SimulateArgs {
    #[command(flatten)]
    pub(crate) facts: FactsFile,
    /// Compare with another pack over the same facts, instead of with the same pack as it is
    #[arg(long, value_name = "PACK")]
    pub(crate) against: Option<String>,
}

#[derive(Args, Debug)]
pub(crate) struct DiffArgs {
    /// PACK, or TOPIC@DATE for the version that governs the day, such as vn/one-stop@2025-07-01
    pub(crate) before: String,
    /// The same for the other side
    pub(crate) after: String,
    #[command(flatten)]
    pub(crate) files: PackFiles,
}
