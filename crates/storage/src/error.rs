//! What can go wrong while storing. Use cases map these once to messages for people.

use sea_orm::{DbErr, SqlErr};

use crate::dialect::{self, Trouble};

/// Result of a storage function.
pub type StoreResult<T> = Result<T, StoreError>;

/// Why the store refused or failed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A unique or foreign key would be broken; named like `unit(root_id,code)`.
    #[error("conflict on {0}")]
    Conflict(String),
    /// The record was changed by somebody else since it was read.
    #[error("the record was changed by somebody else in the meantime")]
    Stale,
    /// Too many at once; the same call may succeed in a moment.
    #[error("the database is busy")]
    Busy,
    /// The disk is full; nothing was written.
    #[error("the disk is full")]
    DiskFull,
    /// A row holds what it must not.
    #[error("corrupt data in {table}.{column}, row {row}: {reason}")]
    Corrupt {
        /// Table.
        table: &'static str,
        /// Column.
        column: &'static str,
        /// Key of the row.
        row: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A migration that ran before has other text now, or the database is newer than the program.
    #[error("migration `{name}`: {reason}")]
    Migration {
        /// Name of the migration.
        name: String,
        /// What is wrong.
        reason: String,
    },
    /// The address of the database cannot be used.
    #[error("database address: {0}")]
    Address(String),
    /// Anything else the database said.
    #[error("database error")]
    Other(#[source] DbErr),
}

impl StoreError {
    /// A row that holds what it must not.
    pub(crate) fn corrupt(
        table: &'static str,
        column: &'static str,
        row: impl ToString,
        reason: impl ToString,
    ) -> Self {
        Self::Corrupt { table, column, row: row.to_string(), reason: reason.to_string() }
    }
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        if let Some(
            SqlErr::UniqueConstraintViolation(message)
            | SqlErr::ForeignKeyConstraintViolation(message),
        ) = error.sql_err()
        {
            return Self::Conflict(constraint(&message));
        }
        match dialect::trouble(&error) {
            Some(Trouble::DiskFull) => Self::DiskFull,
            Some(Trouble::Busy) => Self::Busy,
            None => Self::Other(error),
        }
    }
}

/// `table(column,column)` from either database's message.
fn constraint(message: &str) -> String {
    if let Some(columns) = message.split("constraint failed: ").nth(1) {
        let columns: Vec<_> = columns.split(", ").filter_map(|c| c.split_once('.')).collect();
        if let Some((table, _)) = columns.first() {
            let names: Vec<_> = columns.iter().map(|(_, c)| *c).collect();
            return format!("{table}({})", names.join(","));
        }
    }
    let name = message.split('"').nth(1).unwrap_or(message);
    if let Some(table) = name.strip_suffix("_pkey") {
        return format!("{table}(id)");
    }
    let mut parts: Vec<_> = name.split("__").collect();
    if parts.len() > 2 && matches!(parts.last(), Some(&"key")) {
        parts.pop();
        return format!("{}({})", parts[0], parts[1..].join(","));
    }
    name.to_owned()
}

#[cfg(test)]
mod tests {
    use super::constraint;

    #[test]
    fn both_databases_name_a_constraint_alike() {
        let sqlite = constraint("UNIQUE constraint failed: unit.root_id, unit.code");
        let postgres = constraint(
            r#"duplicate key value violates unique constraint "unit__root_id__code__key""#,
        );
        assert_eq!(sqlite, "unit(root_id,code)");
        assert_eq!(sqlite, postgres);
        assert_eq!(
            constraint(r#"duplicate key value violates unique constraint "unit_pkey""#),
            "unit(id)"
        );
    }
}
