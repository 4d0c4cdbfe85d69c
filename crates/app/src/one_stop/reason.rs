//! Why a dossier is due on its day.

use nep_domain::one_stop::{DeskLaw, Dossier, DueExplanation, Procedure, Supplement, explain_due};

use crate::Ctx;

/// How the due date of a dossier was counted, the last time it was counted from its beginning, and by which law.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DueReason {
    /// The days counted and passed over.
    pub explanation: DueExplanation,
    /// Whether the term started again when the dossier was complete at last.
    pub restarted: bool,
    /// Whether the applicant was ever asked to supply something.
    pub supplemented: bool,
    /// Whether the procedure is one whose result is due the same day.
    pub same_day_cut_off: bool,
    /// The text the procedure's term stands in; may be empty.
    pub legal_basis: String,
    /// Whether the date rests on days off not decided yet.
    pub provisional: bool,
    /// The law of its reception.
    pub law: Box<DeskLaw>,
}

/// The reason for a dossier with its requests to supplement.
pub(crate) fn due_reason(
    ctx: &Ctx,
    dossier: &Dossier,
    procedure: &Procedure,
    supplements: &[Supplement],
    law: DeskLaw,
) -> DueReason {
    let counted = supplements.iter().rev().find_map(|s| s.due_after);
    let due = ctx.local(counted.unwrap_or(dossier.first_due_at));
    let started = ctx.local(dossier.clock_started_at);
    DueReason {
        explanation: explain_due(&ctx.services().calendar, started, dossier.term, due),
        restarted: dossier.clock_started_at > dossier.received_at,
        supplemented: !supplements.is_empty(),
        same_day_cut_off: procedure.same_day_cut_off,
        legal_basis: procedure.legal_basis.clone(),
        provisional: dossier.due_provisional,
        law: Box::new(law),
    }
}
