#![doc = include_str!("../README.md")]

mod attempt;
mod check;
mod citation;
mod cited;
mod expr;
mod facts;
mod feed;
mod group;
mod item;
mod judge;
mod library;
mod overrides;
mod pack;
mod problem;
mod read;
mod rules;
mod select;
mod setting;
mod shared_out;
mod table;
mod timeline;
mod value;
mod wording;

pub use attempt::AttemptError;
pub use citation::{Citation, Confidence, Source, SourceKind};
pub use cited::{Cited, LawError};
pub use facts::Facts;
pub use feed::{Circle, Fed};
pub use group::{Finding, Groups, HeadFinding};
pub use item::{Group, Item, List};
pub use judge::{
    Explanation, FactUsed, Failure, Judge, Points, RuleTold, Trace, Verdict, Verdicts,
};
pub use library::{Library, embedded_files, pack_id_of};
pub use overrides::{Override, OverrideProblem, OverrideProblems, Overrides};
pub use pack::{BadPackId, Pack, PackId, Subject};
pub use problem::{PackProblems, Problem, ProblemKind};
pub use rules::{
    BadCell, Case, Derived, FactDecl, FactType, Feed, Formula, GroupColumn, HeadCap, Outcome,
    RatioCap, Rounding, Rule, Rules, Score, Stage, UNDETERMINED,
};
pub use select::{Who, kinds};
pub use setting::{Adjustment, Setting};
pub use table::{Governed, Reading, Table, TableProblem};
pub use value::{BadValue, Days, Unit, UnknownValueType, Value, ValueType};
pub use wording::Wording;
