//! Expressions with their place, so that what is wrong in them can be pointed at.

use crate::expr::parse::Wrong;
use crate::problem::{Place, Problem, ProblemKind, problem};

/// A place in a pack file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct At {
    pub(crate) file: String,
    pub(crate) place: Place,
}

impl At {
    /// A problem at this place.
    pub(crate) fn problem(
        &self,
        kind: ProblemKind,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Problem {
        problem(&self.file, self.place, kind, message.into(), hint.into())
    }
}

/// A CEL expression as it stands in a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formula {
    pub(crate) text: String,
    /// Where its first character stands.
    pub(crate) at: At,
    /// Whether it stands in the file letter by letter, so that a place in it is a place in the file.
    pub(crate) is_verbatim: bool,
}

impl Formula {
    /// The expression.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// A problem inside the expression; at its beginning where it is written with escapes.
    pub(crate) fn problem(&self, wrong: Wrong) -> Problem {
        let letters = if self.is_verbatim { wrong.at } else { 0 };
        let before: String = self.text.chars().take(letters).collect();
        let place = self.at.place.after(&before);
        problem(&self.at.file, place, wrong.kind, wrong.message, wrong.hint)
    }
}
