//! How citizens rate a finished dossier: one to five, and the eight items of "4 xin, 4 luôn" (S1.3, S4.4).

use jiff::Timestamp;

use crate::{
    ids::{DossierId, SatisfactionId, UnitId},
    one_stop::{Dossier, DossierState},
    refusal::Refusal,
};

/// The topic of the packs with the courtesy code.
pub const TOPIC: &str = "vn/courtesy";
/// The list in those packs.
pub const LIST: &str = "code";

/// A rating, without any trace of who gave it beyond the dossier.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Satisfaction {
    /// Identifier.
    pub id: SatisfactionId,
    /// The body.
    pub root: UnitId,
    /// The desk the citizen met.
    pub unit: UnitId,
    /// The dossier rated.
    pub dossier: DossierId,
    /// One (very unhappy) to five (very happy).
    pub score: u8,
    /// The courtesy items answered: key in the pack, and whether it was met.
    pub courtesy: Vec<(String, bool)>,
    /// The citizen's own words.
    pub comment: String,
    /// When.
    pub at: Timestamp,
}

impl Satisfaction {
    /// How many courtesy items were met, out of how many answered.
    pub fn courtesy_met(&self) -> (usize, usize) {
        (self.courtesy.iter().filter(|(_, met)| *met).count(), self.courtesy.len())
    }
}

/// Refuses a rating before the result is there.
///
/// # Errors
/// `rating-too-early`.
pub fn check_ratable(dossier: &Dossier) -> Result<(), Refusal> {
    match dossier.state {
        DossierState::Finished | DossierState::Returned => Ok(()),
        _ => Err(Refusal::new("rating-too-early")),
    }
}
