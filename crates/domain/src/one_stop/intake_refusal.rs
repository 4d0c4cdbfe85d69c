//! Dossiers the desk does not take (form 03). They get no code and no term and are never counted as dossiers;
//! they stand in a register of their own, numbered through the year.

use jiff::Timestamp;

use super::{Applicant, DeskLaw};
use crate::{
    ids::{AccountId, IntakeRefusalId, ProcedureId, UnitId},
    refusal::Refusal,
};

/// A refusal to receive a dossier.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct IntakeRefusal {
    /// Identifier.
    pub id: IntakeRefusalId,
    /// The body.
    pub root: UnitId,
    /// The desk that refused.
    pub unit: UnitId,
    /// What was asked for.
    pub procedure: ProcedureId,
    /// The year of its number.
    pub year: i16,
    /// Its number in the desk's register of the year, from 1 without gaps.
    pub number: u32,
    /// Who applied.
    pub applicant: Applicant,
    /// The matter in the applicant's words.
    pub content: String,
    /// Why it was refused.
    pub reason: String,
    /// When.
    pub refused_at: Timestamp,
    /// By whom.
    pub refused_by: Option<AccountId>,
    /// Makes a second submission of the same form harmless.
    pub request_key: Option<String>,
}

/// Refuses a refusal that does not say why (D4).
///
/// # Errors
/// `dossier-reason-missing`.
pub fn check_intake_refusal(reason: &str, law: &DeskLaw) -> Result<(), Refusal> {
    if law.written_reason.value && reason.is_empty() {
        return Err(Refusal::new("dossier-reason-missing").citing(&law.written_reason.citation));
    }
    Ok(())
}
