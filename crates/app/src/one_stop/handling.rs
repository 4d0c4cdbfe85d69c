//! Handing a dossier on, deciding it, giving the result out.

use nep_domain::{
    access::Action,
    ids::{DossierId, Id, UnitId},
    letters::LetterKind,
    one_stop::{Dossier, DossierResult, DossierState, StepEntry},
    text::clean,
};
use nep_storage::{WriteTx, letters, one_stop as store};
use serde_json::json;

use super::{law_of, office_hours, supplement::last_day};
use crate::{AppError, AppResult, Ctx, FieldError};

/// Hands a dossier to another unit.
#[derive(Clone, Debug)]
pub struct Forward {
    /// Which.
    pub dossier: DossierId,
    /// The version it is based on; whatever is stored when absent.
    pub version: Option<i64>,
    /// To whom.
    pub to: UnitId,
    /// What is to be noted; the reason, when it does not go to the unit that decides.
    pub note: String,
}

/// Records the decision on a dossier.
#[derive(Clone, Debug)]
pub struct Finish {
    /// Which.
    pub dossier: DossierId,
    /// The version it is based on; whatever is stored when absent.
    pub version: Option<i64>,
    /// What was decided.
    pub result: DossierResult,
    /// What is to be noted; the reason, for a refusal.
    pub note: String,
}

/// Gives the result to the applicant.
#[derive(Clone, Debug)]
pub struct ReturnResult {
    /// Which.
    pub dossier: DossierId,
    /// The version it is based on; whatever is stored when absent.
    pub version: Option<i64>,
    /// What is to be noted.
    pub note: String,
}

/// Stops a dossier at the applicant's request.
#[derive(Clone, Debug)]
pub struct Withdraw {
    /// Which.
    pub dossier: DossierId,
    /// The version it is based on; whatever is stored when absent.
    pub version: Option<i64>,
    /// What the applicant said.
    pub note: String,
}

/// Stops a dossier whose applicant supplied nothing in time.
#[derive(Clone, Debug)]
pub struct Lapse {
    /// Which.
    pub dossier: DossierId,
    /// The version it is based on; whatever is stored when absent.
    pub version: Option<i64>,
    /// What is to be noted: whether the applicant was reminded, what is still missing.
    pub note: String,
}

/// Records that the applicant was told of a result that is there before its date.
#[derive(Clone, Debug)]
pub struct Notify {
    /// Which.
    pub dossier: DossierId,
    /// The version it is based on; whatever is stored when absent.
    pub version: Option<i64>,
    /// How, and what the applicant said.
    pub note: String,
}

/// Hands a dossier to another unit that lives today.
///
/// # Errors
/// Refusals of [`Dossier::forward`], `unit-not-on-that-date`; [`AppError::Stale`].
pub async fn forward(ctx: &Ctx, command: Forward) -> AppResult<Dossier> {
    let org = ctx.org_on(ctx.today()).await?;
    let change = Change::open(ctx, command.dossier, Action::DossierForward).await?;
    if change.is_done(ctx, command.version, &command.note, |d| d.holder == command.to).await? {
        return Ok(change.dossier);
    }
    if org.require(command.to)?.root != change.dossier.root {
        return Err(AppError::NotFound("unit"));
    }
    let holder = change.dossier.holder;
    change.save(ctx, holder, |d| Ok(d.forward(command.to, ctx.now(), &clean(&command.note))?)).await
}

/// Records the decision; the result goes to the desk, and an apology not signed yet is taken back.
///
/// # Errors
/// Refusals of [`Dossier::finish`]; [`AppError::Stale`].
pub async fn finish(ctx: &Ctx, command: Finish) -> AppResult<Dossier> {
    let change = Change::open(ctx, command.dossier, Action::DossierProcess).await?;
    if change
        .is_done(ctx, command.version, &command.note, |d| d.result == Some(command.result))
        .await?
    {
        return Ok(change.dossier);
    }
    let law = law_of(ctx, &change.dossier)?;
    letters::delete_drafts(&change.tx, command.dossier, LetterKind::Apology).await?;
    let holder = change.dossier.holder;
    change
        .save(ctx, holder, |d| {
            Ok(d.finish(command.result, ctx.now(), &clean(&command.note), &law)?)
        })
        .await
}

/// Records that the applicant was told of a result that is there before its date (D10).
///
/// # Errors
/// Field error `missing`; refusals of [`Dossier::notify`]; [`AppError::Stale`].
pub async fn notify(ctx: &Ctx, command: Notify) -> AppResult<Dossier> {
    let change = Change::open(ctx, command.dossier, Action::DossierReturn).await?;
    if change
        .is_done(ctx, command.version, &command.note, |d| d.state == DossierState::Finished)
        .await?
    {
        return Ok(change.dossier);
    }
    let desk = change.dossier.receiving;
    let note = change.written(ctx, desk, "notice", &command.note)?;
    change.save(ctx, desk, |d| Ok(d.notify(ctx.now(), &note)?)).await
}

/// Gives the result to the applicant; beyond office hours too, which is counted (S1.2).
///
/// # Errors
/// Refusals of [`Dossier::return_result`], `office-hours-missing`; [`AppError::Stale`].
pub async fn return_result(ctx: &Ctx, command: ReturnResult) -> AppResult<Dossier> {
    let org = ctx.org_on(ctx.today()).await?;
    let change = Change::open(ctx, command.dossier, Action::DossierReturn).await?;
    if change
        .is_done(ctx, command.version, &command.note, |d| d.state == DossierState::Returned)
        .await?
    {
        return Ok(change.dossier);
    }
    let hours = office_hours(&org, change.dossier.receiving)?;
    let beyond = hours.is_beyond_hours(&ctx.services().calendar, ctx.local_now());
    let desk = change.dossier.receiving;
    change.save(ctx, desk, |d| Ok(d.return_result(ctx.now(), beyond, &clean(&command.note))?)).await
}

/// Stops a dossier at the applicant's request.
///
/// # Errors
/// Field error `missing`; refusals of [`Dossier::withdraw`]; [`AppError::Stale`].
pub async fn withdraw(ctx: &Ctx, command: Withdraw) -> AppResult<Dossier> {
    let change = Change::open(ctx, command.dossier, Action::DossierReturn).await?;
    if change
        .is_done(ctx, command.version, &command.note, |d| d.state == DossierState::Withdrawn)
        .await?
    {
        return Ok(change.dossier);
    }
    letters::delete_drafts(&change.tx, command.dossier, LetterKind::Apology).await?;
    let desk = change.dossier.receiving;
    let note = change.written(ctx, desk, "stop_reason", &command.note)?;
    change.save(ctx, desk, |d| Ok(d.withdraw(ctx.now(), &note)?)).await
}

/// Stops a dossier whose applicant supplied nothing in time (D5a); the unit that has it in hand does.
///
/// # Errors
/// Field error `missing`; refusals of [`Dossier::lapse`]; [`AppError::Stale`].
pub async fn lapse(ctx: &Ctx, command: Lapse) -> AppResult<Dossier> {
    let change = Change::open(ctx, command.dossier, Action::DossierProcess).await?;
    if change
        .is_done(ctx, command.version, &command.note, |d| d.state == DossierState::Lapsed)
        .await?
    {
        return Ok(change.dossier);
    }
    let law = law_of(ctx, &change.dossier)?;
    let asked = store::supplements(&change.tx, change.dossier.id).await?;
    let close_by = last_day(ctx, asked.last().and_then(|last| last.handed_at), &law);
    let holder = change.dossier.holder;
    let days = (ctx.today(), close_by);
    let note = change.written(ctx, holder, "lapse_reason", &command.note)?;
    change.save(ctx, holder, |d| Ok(d.lapse(ctx.now(), days, &note, &law)?)).await
}

/// A dossier loaded for a change, in the transaction that will store it.
pub(super) struct Change {
    pub(super) tx: WriteTx,
    pub(super) dossier: Dossier,
    action: Action,
}

impl Change {
    /// Loads a dossier within the actor's sight.
    pub(super) async fn open(ctx: &Ctx, id: DossierId, action: Action) -> AppResult<Self> {
        let tx = ctx.write().await?;
        let dossier = store::by_id(&tx, id).await?.ok_or(AppError::NotFound("dossier"))?;
        if !super::view::may_see(ctx, &dossier) {
            ctx.require(action, dossier.receiving)?;
        }
        Ok(Self { tx, dossier, action })
    }

    /// Whether the same form was sent a second time; refuses when somebody else was faster.
    pub(super) async fn is_done(
        &self,
        ctx: &Ctx,
        version: Option<i64>,
        note: &str,
        same: impl FnOnce(&Dossier) -> bool,
    ) -> AppResult<bool> {
        match version {
            None => Ok(false),
            Some(version) if version == self.dossier.version => Ok(false),
            Some(version)
                if version + 1 == self.dossier.version
                    && same(&self.dossier)
                    && self.is_own_step(ctx, note).await? =>
            {
                Ok(true)
            }
            Some(_) => Err(AppError::Stale),
        }
    }

    /// Whether the actor took the last step, in these words. Somebody else's step to the same end is not the actor's
    /// form sent twice: what the actor wrote would be lost.
    async fn is_own_step(&self, ctx: &Ctx, note: &str) -> AppResult<bool> {
        let last = store::steps(&self.tx, self.dossier.id).await?.pop();
        let by = ctx.account().map(|account| account.id);
        Ok(last.is_some_and(|step| step.by == by && step.entry.note == clean(note)))
    }

    /// The text of a field that must not be empty, of an actor who may do this at the unit `at`.
    fn written(&self, ctx: &Ctx, at: UnitId, field: &str, text: &str) -> AppResult<String> {
        ctx.require(self.action, at)?;
        let text = clean(text);
        if text.is_empty() { Err(FieldError::new(field, "missing").into()) } else { Ok(text) }
    }

    /// Lets the domain decide and stores the outcome, if the actor may do this at the unit `at`.
    pub(super) async fn save(
        mut self,
        ctx: &Ctx,
        at: UnitId,
        decide: impl FnOnce(&mut Dossier) -> AppResult<StepEntry>,
    ) -> AppResult<Dossier> {
        ctx.require(self.action, at)?;
        let entry = decide(&mut self.dossier)?;
        store_change(ctx, &self.tx, &mut self.dossier, &entry, self.action).await?;
        self.tx.commit().await?;
        Ok(self.dossier)
    }
}

/// Stores a changed dossier with the line of its control slip and the audit entry.
pub(crate) async fn store_change(
    ctx: &Ctx,
    tx: &WriteTx,
    dossier: &mut Dossier,
    entry: &StepEntry,
    action: Action,
) -> AppResult<()> {
    store::update(tx, dossier).await?;
    dossier.version += 1;
    store::append_step(tx, ctx.id(), dossier.id, ctx.account().map(|a| a.id), entry).await?;
    let detail = json!({
        "code": dossier.code, "step": entry.kind.key(), "to": entry.to.map(|u| u.to_string()),
        "on_time": entry.on_time, "note": entry.note,
    });
    ctx.audit(tx, action, "dossier", dossier.id.uuid(), &detail).await
}
