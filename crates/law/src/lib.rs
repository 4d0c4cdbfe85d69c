#![doc = include_str!("../README.md")]

mod check;
mod citation;
mod cited;
mod item;
mod library;
mod overrides;
mod pack;
mod problem;
mod read;
mod setting;
mod timeline;
mod value;
mod wording;

pub use citation::{Citation, Confidence, Source, SourceKind};
pub use cited::{Cited, LawError};
pub use item::{Group, Item, List};
pub use library::{Library, embedded_files};
pub use overrides::{Override, OverrideProblem, OverrideProblems, Overrides};
pub use pack::{BadPackId, Pack, PackId, Subject};
pub use problem::{PackProblems, Problem, ProblemKind};
pub use setting::{Adjustment, Setting};
pub use value::{BadValue, Days, Unit, Value, ValueType};
pub use wording::Wording;
