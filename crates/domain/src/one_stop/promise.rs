//! The promise to the citizen by which a dossier is judged.

use jiff::Timestamp;

use super::{Dossier, Supplement};
use crate::letters::{Letter, LetterKind};

/// The date by which a dossier counts as punctual, as the facts count it: neither an apology nor asking the applicant
/// after the date had passed makes a late dossier punctual. A term counted anew after a supplement asked for in time
/// does, for then the apology no longer sets the date.
pub fn counted_due(dossier: &Dossier, letters: &[Letter], supplements: &[Supplement]) -> Timestamp {
    if dossier.due_at == dossier.first_due_at {
        return dossier.due_at;
    }
    let asked_late = supplements.iter().filter(|s| s.requested_at > s.due_before);
    let apologies = letters.iter().filter(|l| {
        l.kind == LetterKind::Apology
            && l.signed_at.is_some()
            && l.new_due_at == Some(dossier.due_at)
    });
    let old = asked_late.map(|s| s.due_before).min();
    old.or_else(|| apologies.filter_map(|l| l.old_due_at).min()).unwrap_or(dossier.due_at)
}
