//! What goes wrong on the command line: what, where, and what to do next.

use std::{io, path::Path, sync::Arc};

use miette::{Diagnostic, MietteHandlerOpts, NamedSource, SourceSpan};
use nep_app::{AppError, FieldError};
use nep_storage::StoreError;
use thiserror::Error;

/// How a command that ran to its end came out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Outcome {
    /// As it should be.
    Fine,
    /// It looked for differences or damage and found some; they are printed. Exit code 1.
    Different,
}

/// Why a command could not do its work.
#[derive(Debug, Error, Diagnostic)]
pub(crate) enum Fault {
    /// One sentence, one hint.
    #[error("{what}")]
    Plain {
        what: String,
        #[help]
        hint: Option<String>,
    },
    /// A place in a file.
    #[error("{what}")]
    InFile {
        what: String,
        #[source_code]
        text: Arc<NamedSource<String>>,
        #[label("here")]
        place: SourceSpan,
        #[help]
        hint: Option<String>,
    },
}

impl Fault {
    /// A sentence and what to do next.
    pub(crate) fn new(what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Plain { what: what.into(), hint: Some(hint.into()) }
    }

    /// What to do next, if there is something.
    pub(crate) fn hint(&self) -> Option<&str> {
        match self {
            Self::Plain { hint, .. } | Self::InFile { hint, .. } => hint.as_deref(),
        }
    }

    /// What the operating system refused.
    pub(crate) fn os(doing: &str, error: &io::Error) -> Self {
        Self::Plain { what: format!("could not {doing}: {error}"), hint: None }
    }

    /// A file that cannot be read.
    pub(crate) fn file(path: &Path, error: &io::Error) -> Self {
        Self::new(
            format!("could not read `{}`: {error}", path.display()),
            "check the path and the permissions",
        )
    }

    /// A database that cannot be opened.
    pub(crate) fn database(url: &str, error: &StoreError) -> Self {
        let hint = match error {
            StoreError::Address(_) => "write `sqlite://FILE` or `postgres://USER@HOST/NAME`",
            StoreError::Migration { .. } => {
                "this database was written by another version of nep: use that one, or a newer one"
            }
            StoreError::DiskFull => {
                "free some space on the disk and try again; nothing was written"
            }
            StoreError::Busy => {
                "another program holds the database: stop it, or wait a moment and try again"
            }
            _ if url.starts_with("sqlite:") => "check that the folder exists and may be written to",
            _ => {
                "check that the server runs, that the database exists and that the user may use it"
            }
        };
        let mut reason = error.to_string();
        let mut source = std::error::Error::source(error);
        while let Some(inner) = source {
            reason = format!("{reason}: {inner}");
            source = inner.source();
        }
        Self::new(
            format!("could not open the database `{}`: {reason}", without_password(url)),
            hint,
        )
    }
}

impl From<AppError> for Fault {
    fn from(error: AppError) -> Self {
        let hint = match &error {
            AppError::Busy => {
                Some("another program holds the database: stop it, or wait a moment and try again")
            }
            AppError::DiskFull => {
                Some("free some space on the disk and try again; nothing was written")
            }
            _ => None,
        };
        let what = match &error {
            AppError::Invalid(fields) => fields.iter().map(sentence).collect::<Vec<_>>().join("; "),
            other => other.to_string(),
        };
        Self::Plain { what, hint: hint.map(str::to_owned) }
    }
}

/// A field's error in a line: `password`: password-short (least 10).
fn sentence(error: &FieldError) -> String {
    let values: Vec<_> =
        error.values.iter().map(|(name, value)| format!("{name} {value}")).collect();
    let values =
        if values.is_empty() { String::new() } else { format!(" ({})", values.join(", ")) };
    format!("`{}`: {}{values}", error.field, error.code)
}

/// The address without what stands between `:` and `@`, for messages and logs.
pub(crate) fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    match rest.split_once('@') {
        Some((user, host)) => {
            format!("{scheme}://{}@{host}", user.split(':').next().unwrap_or(user))
        }
        None => url.to_owned(),
    }
}

/// Errors look the same in a terminal, in a log and in a test.
pub(crate) fn install_printer() {
    let plain =
        std::env::var_os("NO_COLOR").is_some() || !io::IsTerminal::is_terminal(&io::stderr());
    let hook = miette::set_hook(Box::new(move |_| {
        let options = MietteHandlerOpts::new()
            .unicode(true)
            .terminal_links(false)
            .width(110)
            .context_lines(4);
        Box::new(options.color(!plain).build())
    }));
    // Only a second call fails, and the first printer is as good.
    hook.ok();
}

#[cfg(test)]
mod tests {
    use super::without_password;

    #[test]
    fn addresses_are_shown_without_password() {
        assert_eq!(without_password("postgres://nep:secret@db/nep"), "postgres://nep@db/nep");
        assert_eq!(without_password("sqlite://var/nep.db"), "sqlite://var/nep.db");
    }
}
