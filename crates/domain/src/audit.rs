//! The append-only audit log: who did what to what, when, chained by hash.

use jiff::Timestamp;
use uuid::Uuid;

use crate::ids::AccountId;

/// Who stands behind a change.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum AuditActor {
    /// A signed-in account.
    Account(AccountId),
    /// A citizen without an account.
    Citizen,
    /// The software itself, named by its task (`scenario`, `job`, `bootstrap`).
    System(String),
}

/// An entry to be appended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewAuditEntry {
    /// When the change was made.
    pub at: Timestamp,
    /// Who made it.
    pub actor: AuditActor,
    /// The action's name, as in the access policies (`one_stop.receive`).
    pub action: String,
    /// The kind of the thing changed, in code's words (`dossier`).
    pub subject_kind: String,
    /// The thing changed.
    pub subject: Option<Uuid>,
    /// What was changed, as JSON text; no more personal data than the record itself needs.
    pub detail: String,
}

/// An entry as it stands in the log.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AuditEntry {
    /// Place in the log, from 1, without gaps.
    pub seq: i64,
    /// What was appended.
    pub entry: NewAuditEntry,
    /// Hash of the entry before, 64 hexadecimal digits.
    pub previous_hash: String,
    /// Hash of this entry, 64 hexadecimal digits.
    pub hash: String,
}
