//! What is wrong with pack files: all of it, each with its place and a hint.

use std::fmt;

/// Kinds of problem a pack file can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProblemKind {
    /// The file is not TOML, or has a date or time that does not exist.
    Syntax,
    /// A field that must be there is not.
    MissingField,
    /// A field nobody reads, usually a typing error.
    UnknownField,
    /// A value of the wrong type.
    WrongType,
    /// A word that is not one of those allowed here.
    UnknownWord,
    /// A number outside its range.
    OutOfRange,
    /// An id or key that does not follow the pattern of names.
    BadName,
    /// The same id or key twice.
    Duplicate,
    /// A setting or item without a citation.
    MissingCitation,
    /// A citation of a source that the file does not declare.
    UnknownSource,
    /// An unverified figure without a reason, or a reason without need.
    Confidence,
    /// A reason named but not declared.
    UnknownReason,
    /// A reason declared but never used.
    UnusedReason,
    /// An item of a list or group that the file does not declare.
    UnknownList,
    /// A list without items.
    EmptyList,
    /// A period that ends before it begins.
    BackwardPeriod,
    /// A pack named that does not exist or cannot be superseded.
    UnknownPack,
    /// An expression that cannot be read, or is not of the part of CEL used here.
    Expression,
    /// An expression that names a fact or setting which is not declared.
    UnknownName,
    /// A comparison that never changes, or a rule that another one always answers before.
    Unreachable,
    /// A fact that no expression uses.
    UnusedFact,
    /// An outcome that no rule leads to.
    UnusedOutcome,
    /// A rule that no test case shows.
    NoCase,
    /// Two versions of a topic govern the same day.
    Overlap,
    /// No version of a topic governs a day between two versions.
    Gap,
}

/// One problem, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// File name as given.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What kind of problem it is.
    pub kind: ProblemKind,
    /// What is wrong.
    pub message: String,
    /// How to put it right.
    pub hint: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, column, message, hint, .. } = self;
        write!(f, "{file}:{line}:{column}: {message}\n    hint: {hint}")
    }
}

/// Every problem of a set of pack files, ordered by file and place. Never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackProblems(pub(crate) Vec<Problem>);

impl PackProblems {
    /// The problems in order.
    pub fn problems(&self) -> &[Problem] {
        &self.0
    }
}

impl fmt::Display for PackProblems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "the rule packs have {} problem(s):", self.0.len())?;
        for problem in &self.0 {
            writeln!(f, "{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for PackProblems {}

/// A line and column in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    line: usize,
    column: usize,
}

impl Place {
    /// The place that comes after some text that begins here.
    pub(crate) fn after(self, text: &str) -> Self {
        let last = text.rsplit('\n').next().unwrap_or_default().chars().count();
        match text.matches('\n').count() {
            0 => Self { column: self.column + last, ..self },
            lines => Self { line: self.line + lines, column: last + 1 },
        }
    }
}

/// Collects the problems of one file.
pub(crate) struct Report<'t> {
    file: &'t str,
    text: &'t str,
    problems: Vec<Problem>,
}

impl<'t> Report<'t> {
    pub(crate) fn new(file: &'t str, text: &'t str) -> Self {
        Self { file, text, problems: Vec::new() }
    }

    /// Adds a problem at a byte offset of the text.
    pub(crate) fn add(
        &mut self,
        kind: ProblemKind,
        offset: usize,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        let place = self.place(offset);
        self.problems.push(problem(self.file, place, kind, message.into(), hint.into()));
    }

    /// Line and column of a byte offset; columns count characters, since Vietnamese letters take
    /// several bytes.
    pub(crate) fn place(&self, offset: usize) -> Place {
        let before = self.text.get(..offset).unwrap_or(self.text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Place { line, column }
    }

    /// The text of a span.
    pub(crate) fn text(&self, span: std::ops::Range<usize>) -> &'t str {
        self.text.get(span).unwrap_or_default()
    }

    pub(crate) fn file(&self) -> &'t str {
        self.file
    }

    pub(crate) fn is_clean(&self) -> bool {
        self.problems.is_empty()
    }

    pub(crate) fn into_problems(self) -> Vec<Problem> {
        self.problems
    }
}

/// A problem at a known place.
pub(crate) fn problem(
    file: &str,
    place: Place,
    kind: ProblemKind,
    message: String,
    hint: String,
) -> Problem {
    let Place { line, column } = place;
    Problem { file: file.to_owned(), line, column, kind, message, hint }
}
