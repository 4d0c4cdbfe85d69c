//! Asking the applicant for what is missing, and counting the term anew when it has come (D3–D5).

use jiff::{Timestamp, civil::Date};
use nep_domain::{
    access::Action,
    ids::DossierId,
    letters::LetterKind,
    one_stop::{
        DeskLaw, DeskRules, Dossier, DossierState, Procedure, Supplement, SupplementAsk, ask_by,
        close_by, complete, counted_due,
    },
    refusal::Refusal,
    text::clean,
};
use nep_storage::{
    letters,
    one_stop::{self as store, AwaitingRow},
};

use super::{desk_law, handling::Change, law_of, office_hours};
use crate::{AppError, AppResult, Ctx, FieldError};

/// Waiting dossiers of a worklist at most.
const MOST_AWAITING: u64 = 500;

/// Asks the applicant to supplement a dossier (form 02).
#[derive(Clone, Debug, Default)]
pub struct RequestSupplement {
    /// The version it is based on; whatever is stored when absent.
    pub version: Option<i64>,
    /// Papers of the procedure that are missing or wrong.
    pub papers: Vec<String>,
    /// What else is to be completed.
    pub other: Vec<String>,
    /// Why.
    pub reason: String,
    /// Why once more, when the applicant was asked as often as the law allows.
    pub again_reason: String,
    /// Whom the applicant can ask.
    pub contact_name: String,
    /// By which telephone number.
    pub contact_phone: String,
}

/// Records that the applicant has supplied everything.
#[derive(Clone, Debug, Default)]
pub struct Supply {
    /// The version it is based on; whatever is stored when absent.
    pub version: Option<i64>,
    /// What is to be noted.
    pub note: String,
}

/// Asks the applicant for what is missing. The unit that has the dossier in hand asks, the desk as well as the
/// office that decides; the clock stands until everything is there.
///
/// # Errors
/// Field errors `missing`, `supplement-paper`; refusals of [`Dossier::request_supplement`]; [`AppError::Stale`].
pub async fn request_supplement(
    ctx: &Ctx,
    dossier: DossierId,
    command: RequestSupplement,
) -> AppResult<Dossier> {
    let change = Change::open(ctx, dossier, Action::DossierProcess).await?;
    if change
        .is_done(ctx, command.version, &command.reason, |d| {
            d.state == DossierState::AwaitingSupplement
        })
        .await?
    {
        return Ok(change.dossier);
    }
    let unit = change.dossier.holder;
    ctx.require(Action::DossierProcess, unit)?;
    let procedure = store::procedure(&change.tx, change.dossier.procedure)
        .await?
        .ok_or(AppError::NotFound("procedure"))?;
    let earlier = store::supplements(&change.tx, dossier).await?;
    let before = earlier.len();
    let known = letters::of_dossier(&change.tx, dossier).await?;
    let due_before = counted_due(&change.dossier, &known, &earlier);
    let supplement =
        Supplement { due_before, ..check(ctx, &change.dossier, &procedure, command, before)? };
    let supplement = Supplement {
        number: store::next_supplement_number(&change.tx, unit, supplement.year).await?,
        ..supplement
    };
    let law = law_of(ctx, &change.dossier)?;
    let started = ctx.local(change.dossier.clock_started_at).date();
    let ask = SupplementAsk {
        reason: &supplement.reason,
        again_reason: &supplement.again_reason,
        before: i64::try_from(before).unwrap_or(i64::MAX),
        at: ctx.now(),
        today: ctx.today(),
        ask_by: ask_by(started, &ctx.services().calendar, &law),
    };
    store::insert_supplement(&change.tx, &supplement).await?;
    // An apology not signed yet speaks of a date that no longer counts.
    letters::delete_drafts(&change.tx, dossier, LetterKind::Apology).await?;
    change.save(ctx, unit, |d| Ok(d.request_supplement(ask, &law)?)).await
}

/// Cleans the command and collects everything wrong with its fields.
fn check(
    ctx: &Ctx,
    dossier: &Dossier,
    procedure: &Procedure,
    command: RequestSupplement,
    before: usize,
) -> AppResult<Supplement> {
    let tidy = |lines: Vec<String>| -> Vec<String> {
        lines.iter().map(|line| clean(line)).filter(|line| !line.is_empty()).collect()
    };
    let (papers, other) = (tidy(command.papers), tidy(command.other));
    let reason = clean(&command.reason);
    let mut errors = Vec::new();
    if papers.is_empty() && other.is_empty() {
        errors.push(FieldError::new("other", "supplement-nothing"));
    }
    if papers.iter().any(|paper| !procedure.papers.contains(paper)) {
        errors.push(FieldError::new("papers", "supplement-paper"));
    }
    if reason.is_empty() {
        errors.push(FieldError::new("reason", "missing"));
    }
    if !errors.is_empty() {
        return Err(AppError::Invalid(errors));
    }
    Ok(Supplement {
        id: ctx.id(),
        dossier: dossier.id,
        seq: u32::try_from(before).unwrap_or(u32::MAX - 1) + 1,
        unit: dossier.holder,
        year: ctx.today().year(),
        number: 0,
        papers,
        other,
        reason,
        again_reason: clean(&command.again_reason),
        contact_name: clean(&command.contact_name),
        contact_phone: clean(&command.contact_phone),
        due_before: dossier.due_at,
        requested_at: ctx.now(),
        requested_by: ctx.account().map(|a| a.id),
        handed_at: (dossier.holder == dossier.receiving).then(|| ctx.now()),
        supplied_at: None,
        due_after: None,
    })
}

/// Records at the desk that the applicant has supplied everything: the date is counted anew and the dossier goes
/// on where it was.
///
/// # Errors
/// Refusals of [`Dossier::supply`], `office-hours-missing`; [`AppError::Stale`].
pub async fn supply(ctx: &Ctx, dossier: DossierId, command: Supply) -> AppResult<Dossier> {
    let org = ctx.org_on(ctx.today()).await?;
    let change = Change::open(ctx, dossier, Action::DossierReceive).await?;
    if change.is_done(ctx, command.version, &command.note, Dossier::is_open).await? {
        return Ok(change.dossier);
    }
    let d = &change.dossier;
    let desk = d.receiving;
    let procedure =
        store::procedure(&change.tx, d.procedure).await?.ok_or(AppError::NotFound("procedure"))?;
    let (law, hours) = (law_of(ctx, d)?, office_hours(&org, desk)?);
    let rules = DeskRules { calendar: &ctx.services().calendar, hours: &hours, law: &law };
    let times = (ctx.local(d.paused_at.unwrap_or(ctx.now())), ctx.local(d.due_at), ctx.local_now());
    let completion = complete((d.term, procedure.same_day_cut_off), times, &rules);
    let due_at = ctx.instant(completion.due.at);
    if let Some(open) =
        store::supplements(&change.tx, dossier).await?.iter_mut().find(|s| s.supplied_at.is_none())
    {
        open.handed_at.get_or_insert(ctx.now());
        (open.supplied_at, open.due_after) = (Some(ctx.now()), Some(due_at));
        store::update_supplement(&change.tx, open).await?;
    }
    let dates = (due_at, ctx.instant(completion.forward_due_at));
    change
        .save(ctx, desk, |d| Ok(d.supply(ctx.now(), dates, &completion, &clean(&command.note))?))
        .await
}

/// Records at the desk that the applicant has the slip another office made out. A second time changes nothing.
///
/// # Errors
/// Refusal `dossier-not-awaiting`.
pub async fn hand_over_slip(ctx: &Ctx, dossier: DossierId) -> AppResult<Dossier> {
    let change = Change::open(ctx, dossier, Action::DossierReturn).await?;
    let desk = change.dossier.receiving;
    ctx.require(Action::DossierReturn, desk)?;
    let mut asked = store::supplements(&change.tx, dossier).await?;
    let open = asked.iter_mut().find(|s| s.supplied_at.is_none());
    let open = open.filter(|_| change.dossier.waits());
    let open = open.ok_or_else(|| Refusal::new("dossier-not-awaiting"))?;
    if open.handed_at.is_some() {
        return Ok(change.dossier);
    }
    open.handed_at = Some(ctx.now());
    store::update_supplement(&change.tx, open).await?;
    change.save(ctx, desk, |d| Ok(d.hand_slip(ctx.now())?)).await
}

/// A dossier that waits for its applicant.
#[derive(Clone, Debug)]
pub struct Awaiting {
    /// The dossier in short.
    pub row: AwaitingRow,
    /// The last day for the applicant, once the slip was handed over; afterwards the dossier may be stopped.
    pub close_by: Option<Date>,
}

/// The applicant's last day (D5a); `None` as long as the slip was not handed over: nobody is late with what the own
/// office still holds.
pub(crate) fn last_day(ctx: &Ctx, handed: Option<Timestamp>, law: &DeskLaw) -> Option<Date> {
    handed.map(|at| close_by(ctx.local(at).date(), &ctx.services().calendar, law))
}

/// The dossiers of the actor's desks that wait for their applicants, longest waiting first.
///
/// # Errors
/// `no-law-on-that-date`.
pub async fn awaiting(ctx: &Ctx) -> AppResult<Vec<Awaiting>> {
    let scope = ctx.scope(Action::DossierReceive);
    let rows = store::awaiting(&ctx.read().await?, &scope, MOST_AWAITING).await?;
    let dated = |row: AwaitingRow| {
        let law = desk_law(ctx, row.receiving, ctx.local(row.received_at).date())?;
        Ok(Awaiting { close_by: last_day(ctx, row.handed_at, &law), row })
    };
    rows.into_iter().map(dated).collect()
}
