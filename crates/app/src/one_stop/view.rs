//! One dossier with everything known about it.

use std::collections::HashMap;

use jiff::{Timestamp, civil::Date};
use nep_domain::{
    access::Action,
    ids::{AccountId, DossierId},
    letters::{self, Letter},
    one_stop::{
        self, DeskLaw, Dossier, DossierState, DossierStatus, Procedure, Step, StepKind, Supplement,
        counted_due,
    },
    satisfaction::Satisfaction,
};
use nep_storage::{ReadTx, access, letters as letter_store, one_stop as store, satisfaction};

use super::{
    law_of,
    reason::{DueReason, due_reason},
    supplement::last_day,
};
use crate::{AppError, AppResult, Ctx};

/// A line of the control slip with the name of the person who did it.
#[derive(Clone, Debug)]
pub struct StepView {
    /// The line.
    pub step: Step,
    /// Who.
    pub by: Option<String>,
}

/// A dossier as its page shows it.
#[derive(Clone, Debug)]
pub struct DossierView {
    /// The dossier.
    pub dossier: Dossier,
    /// What is asked for.
    pub procedure: Procedure,
    /// The control slip.
    pub steps: Vec<StepView>,
    /// What the applicant was asked to supply, first request first.
    pub supplements: Vec<Supplement>,
    /// The last day on which the applicant can be asked.
    pub ask_by: Date,
    /// While it waits: the day after which closing it may be proposed.
    pub close_by: Option<Date>,
    /// Letters about it.
    pub letters: Vec<Letter>,
    /// How the applicant rated it.
    pub rating: Option<Satisfaction>,
    /// How it stands to its date.
    pub status: DossierStatus,
    /// The last day on which a delay can be announced in time.
    pub send_by: Date,
    /// How the due date was counted, the last time it was counted from its beginning.
    pub why: DueReason,
    /// The law of its reception.
    pub law: DeskLaw,
}

impl DossierView {
    /// Whether the result is there on a day before the one promised, waits to be given out, and the applicant is yet to
    /// be told (D10).
    pub fn announces_early(&self, ctx: &Ctx) -> bool {
        let told = || self.steps.iter().any(|s| s.step.entry.kind == StepKind::Notified);
        let early = |at| ctx.local(at).date() < ctx.local(self.dossier.due_at).date();
        self.law.early_notice.value
            && self.dossier.state == DossierState::Finished
            && self.dossier.finished_at.is_some_and(early)
            && ctx.now() < self.dossier.due_at
            && !told()
    }

    /// The date by which it counts as punctual, where that is not the present one.
    pub fn promise(&self) -> Option<Timestamp> {
        let counted = counted_due(&self.dossier, &self.letters, &self.supplements);
        (counted != self.dossier.due_at).then_some(counted)
    }
}

/// Whether the actor may see a dossier: some unit with a part in it is in reach.
pub(super) fn may_see(ctx: &Ctx, dossier: &Dossier) -> bool {
    let parts = [dossier.receiving, dossier.competent, dossier.holder];
    parts.into_iter().any(|unit| ctx.may(Action::DossierView, unit))
}

/// One dossier.
///
/// # Errors
/// [`AppError::NotFound`] when there is none or no unit with a part in it is in the actor's reach.
pub async fn dossier(ctx: &Ctx, id: DossierId) -> AppResult<DossierView> {
    let tx = ctx.read().await?;
    let found = store::by_id(&tx, id).await?.filter(|d| may_see(ctx, d));
    let dossier = found.ok_or(AppError::NotFound("dossier"))?;
    let procedure =
        store::procedure(&tx, dossier.procedure).await?.ok_or(AppError::NotFound("procedure"))?;
    let law = law_of(ctx, &dossier)?;
    let calendar = &ctx.services().calendar;
    let (started, due) = (ctx.local(dossier.clock_started_at), ctx.local(dossier.due_at).date());
    let send_by = letters::send_by(started.date(), due, calendar, &law);
    let supplements = store::supplements(&tx, id).await?;
    let handed = supplements.last().and_then(|s| s.handed_at).filter(|_| dossier.waits());
    let mut view = DossierView {
        status: dossier.status(ctx.now(), ctx.today(), send_by),
        send_by,
        why: due_reason(ctx, &dossier, &procedure, &supplements, law.clone()),
        ask_by: one_stop::ask_by(started.date(), calendar, &law),
        close_by: last_day(ctx, handed, &law),
        supplements,
        steps: steps(&tx, id).await?,
        letters: letter_store::of_dossier(&tx, id).await?,
        rating: satisfaction::of_dossier(&tx, id).await?,
        dossier,
        procedure,
        law,
    };
    if view.status == DossierStatus::DoneInTime
        && view.dossier.finished_at.zip(view.promise()).is_some_and(|(at, promise)| at > promise)
    {
        // The list and the facts count it the same way.
        view.status = DossierStatus::DoneLate;
    }
    Ok(view)
}

async fn steps(tx: &ReadTx, id: DossierId) -> AppResult<Vec<StepView>> {
    let mut names: HashMap<AccountId, String> = HashMap::new();
    let mut lines = Vec::new();
    for step in store::steps(tx, id).await? {
        if let Some(by) = step.by.filter(|by| !names.contains_key(by))
            && let Some((account, _)) = access::by_id(tx, by).await?
        {
            names.insert(by, account.display_name);
        }
        lines.push(StepView { by: step.by.and_then(|by| names.get(&by).cloned()), step });
    }
    Ok(lines)
}
