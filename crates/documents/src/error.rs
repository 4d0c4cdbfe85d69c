//! What can go wrong while a document is made.

use thiserror::Error;

/// Why a document could not be made: where, what, and what to do about it.
///
/// The text is in English and meant for the log: a caller shows a citizen or an official its own
/// sentence.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DocumentError {
    /// A template of this house is wrong.
    #[error("template `{template}`, line {line}: {message}\n\n{hint}")]
    Template {
        /// File name under `templates/`.
        template: String,
        /// Line in that file, the first is 1; 0 when the fault lies in no line.
        line: usize,
        /// What Typst says.
        message: String,
        /// What to do.
        hint: String,
    },
    /// A value given cannot stand in the document.
    #[error("{place}: {message}\n\n{hint}")]
    Value {
        /// The field, or sheet, row and column.
        place: String,
        /// What is wrong with it.
        message: String,
        /// What to do.
        hint: String,
    },
    /// The fonts or standards built into the program do not work.
    #[error("the document engine is not complete: {message}\n\n{hint}")]
    Engine {
        /// What is missing.
        message: String,
        /// What to do.
        hint: String,
    },
}

impl DocumentError {
    /// A value at `place` that cannot stand in the document.
    pub(crate) fn value(
        place: impl Into<String>,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Self {
        Self::Value { place: place.into(), message: message.into(), hint: hint.into() }
    }

    /// A part of the program itself that does not work.
    pub(crate) fn engine(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Engine { message: message.into(), hint: hint.into() }
    }
}
