//! Lists of dossiers: what I have in hand, what is due soon, what is late, what is done.

use jiff::{
    Timestamp,
    civil::{Date, Time},
};
use nep_domain::{
    access::{Action, Role},
    ids::{ProcedureId, UnitId},
    one_stop::{DossierState, DossierStatus},
    org::UnitKind,
    text_enum,
};
use nep_law::Days;
use nep_storage::{
    Page,
    one_stop::{self as store, DossierFilter, DossierRow, Shelf},
};

use super::desk_law;
use crate::{AppError, AppResult, Ctx};

/// Dossiers on one page of a list.
const PER_PAGE: u64 = 25;
/// Lists and tabs count no further: beyond it nobody works by the number, and counting would cost more than the page.
const COUNT_LIMIT: u64 = 1_000;
/// Searches count no further: whoever finds more writes another word.
const FOUND_LIMIT: u64 = 200;

text_enum! {
    /// The tabs of the desk's list.
    DossierTab {
        /// In the hands of the units the person works for.
        Mine = "mine",
        /// Not decided yet.
        Open = "open",
        /// Open, and a delay would have to be announced now.
        DueSoon = "due_soon",
        /// Open past the date promised.
        Overdue = "overdue",
        /// Waiting for what the applicant is to supply.
        Awaiting = "awaiting",
        /// Decided, waiting for the applicant.
        Finished = "finished",
        /// Given out.
        Returned = "returned",
        /// Stopped without a result.
        Stopped = "stopped",
        /// Everything.
        All = "all",
    }
}

/// What a list is asked for.
#[derive(Clone, Debug)]
pub struct DossierQuery {
    /// Which tab.
    pub tab: DossierTab,
    /// Words of the code, applicant, telephone or procedure, accents or not.
    pub words: Option<String>,
    /// Only with a part of this unit.
    pub unit: Option<UnitId>,
    /// Only this procedure.
    pub procedure: Option<ProcedureId>,
    /// Received on this day or later.
    pub from: Option<Date>,
    /// Received on this day or before.
    pub to: Option<Date>,
    /// Only taken or given out beyond office hours.
    pub beyond_hours: bool,
    /// Page, from 1.
    pub page: u64,
}

impl DossierQuery {
    /// The first page of a tab.
    pub fn tab(tab: DossierTab) -> Self {
        Self {
            tab,
            words: None,
            unit: None,
            procedure: None,
            from: None,
            to: None,
            beyond_hours: false,
            page: 1,
        }
    }
}

/// A line of a list and how it stands to its date.
#[derive(Clone, Debug)]
pub struct DossierLine {
    /// The dossier in short.
    pub row: DossierRow,
    /// How it stands.
    pub status: DossierStatus,
}

/// One page of a list.
#[derive(Clone, Debug)]
pub struct DossierList {
    /// The lines.
    pub lines: Vec<DossierLine>,
    /// How many there are in all.
    pub total: Count,
    /// This page, from 1.
    pub page: u64,
    /// The last page known so far; more may follow when [`Self::total`] says so.
    pub pages: u64,
}

/// A number of dossiers, counted no further than to a bound.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Count {
    /// How many, at least.
    pub n: u64,
    /// Whether there are more.
    pub more: bool,
}

impl Count {
    fn of(counted: u64, limit: u64) -> Self {
        Self { n: counted.min(limit), more: counted > limit }
    }
}

/// One page of dossiers in the actor's reach.
///
/// # Errors
/// [`AppError::Denied`] without any unit in reach.
pub async fn list(ctx: &Ctx, query: &DossierQuery) -> AppResult<DossierList> {
    let filter = filter(ctx, query)?;
    let tx = ctx.read().await?;
    let page = query.page.max(1);
    let rows =
        store::list(&tx, &filter, Page { offset: (page - 1) * PER_PAGE, limit: PER_PAGE }).await?;
    let limit = if filter.words.is_some() { FOUND_LIMIT } else { COUNT_LIMIT };
    let total = Count::of(store::count(&tx, &filter, limit + 1).await?, limit);
    let counted = total.n.div_ceil(PER_PAGE).max(1);
    let full = u64::try_from(rows.len()).unwrap_or(0) == PER_PAGE;
    let pages = if total.more && full { counted.max(page + 1) } else { counted };
    Ok(DossierList { lines: lines(ctx, rows)?, total, page, pages })
}

/// Open dossiers whose delay would have to be announced now, first due first.
pub async fn due_soon(ctx: &Ctx) -> AppResult<DossierList> {
    list(ctx, &DossierQuery::tab(DossierTab::DueSoon)).await
}

/// Open dossiers past their date, longest overdue first.
pub async fn overdue(ctx: &Ctx) -> AppResult<DossierList> {
    list(ctx, &DossierQuery::tab(DossierTab::Overdue)).await
}

/// How many dossiers lie on each tab but the last ones, which nobody works through.
pub async fn counts(ctx: &Ctx) -> AppResult<Vec<(DossierTab, Count)>> {
    let tx = ctx.read().await?;
    let mut counts = Vec::new();
    for tab in DossierTab::ALL.iter().copied().filter(|tab| *tab < DossierTab::Returned) {
        let filter = filter(ctx, &DossierQuery::tab(tab))?;
        counts.push((
            tab,
            Count::of(store::count(&tx, &filter, COUNT_LIMIT + 1).await?, COUNT_LIMIT),
        ));
    }
    Ok(counts)
}

/// The dossiers of a query without pages, at most `most`.
pub(super) async fn all(ctx: &Ctx, query: &DossierQuery, most: u64) -> AppResult<Vec<DossierLine>> {
    let filter = filter(ctx, query)?;
    let rows = store::list(&ctx.read().await?, &filter, Page { offset: 0, limit: most }).await?;
    lines(ctx, rows)
}

fn lines(ctx: &Ctx, rows: Vec<DossierRow>) -> AppResult<Vec<DossierLine>> {
    let soon = soon(ctx)?;
    Ok(rows
        .into_iter()
        .map(|row| DossierLine { status: status(&row, ctx.now(), soon), row })
        .collect())
}

fn status(row: &DossierRow, now: Timestamp, soon: Timestamp) -> DossierStatus {
    if row.state == DossierState::AwaitingSupplement {
        return DossierStatus::AwaitingSupplement;
    }
    match row.finished_at {
        Some(_) if row.result.is_none() => DossierStatus::Stopped,
        Some(at) if at <= row.counted_due_at => DossierStatus::DoneInTime,
        Some(_) => DossierStatus::DoneLate,
        None if row.due_at < now => DossierStatus::Overdue,
        None if row.due_at < soon => DossierStatus::DueSoon,
        None => DossierStatus::InTime,
    }
}

/// The end of the last day for which a delay must be announced today, by the law of today.
fn soon(ctx: &Ctx) -> AppResult<Timestamp> {
    let (calendar, today) = (&ctx.services().calendar, ctx.today());
    let last = match desk_law(ctx, today)?.apology_lead.value {
        Days::Working(n) => calendar.add_working_days(today, i64::from(n)),
        Days::Calendar(n) => today.saturating_add(jiff::Span::new().days(n)),
    };
    Ok(midnight(ctx, last))
}

/// The instant at which a day of the office has ended.
fn midnight(ctx: &Ctx, day: Date) -> Timestamp {
    ctx.instant(day.tomorrow().unwrap_or(Date::MAX).to_datetime(Time::midnight()))
}

/// The units a person works for: those of the roles, and for a desk officer of a whole body its desks.
fn workplaces(ctx: &Ctx) -> Vec<UnitId> {
    let mut units: Vec<UnitId> = ctx.grants().map(|grant| grant.unit).collect();
    for grant in ctx.grants().filter(|grant| grant.role == Role::DeskOfficer) {
        let below = ctx.org().subtree(grant.unit).into_iter().map(|(unit, _)| unit);
        let desks = below.filter(|unit| unit.kind == UnitKind::OneStopDesk);
        units.extend(desks.map(|unit| unit.id));
    }
    units.sort_unstable();
    units.dedup();
    units
}

fn filter(ctx: &Ctx, query: &DossierQuery) -> AppResult<DossierFilter> {
    let scope = ctx.scope(Action::DossierView);
    if scope.bodies.is_empty() && scope.units.is_empty() {
        return Err(AppError::Denied(Action::DossierView));
    }
    let (shelf, held_by) = match query.tab {
        DossierTab::Mine => (Shelf::Held, workplaces(ctx)),
        DossierTab::Open => (Shelf::Open, Vec::new()),
        DossierTab::DueSoon => (Shelf::DueBetween(ctx.now(), soon(ctx)?), Vec::new()),
        DossierTab::Overdue => (Shelf::DueBetween(Timestamp::UNIX_EPOCH, ctx.now()), Vec::new()),
        DossierTab::Awaiting => (Shelf::Awaiting, Vec::new()),
        DossierTab::Finished => (Shelf::Finished, Vec::new()),
        DossierTab::Returned => (Shelf::Returned, Vec::new()),
        DossierTab::Stopped => (Shelf::Stopped, Vec::new()),
        DossierTab::All => (Shelf::All, Vec::new()),
    };
    Ok(DossierFilter {
        scope,
        shelf,
        held_by,
        unit: query.unit,
        procedure: query.procedure,
        received_from: query.from.map(|day| ctx.instant(day.to_datetime(Time::midnight()))),
        received_before: query.to.map(|day| midnight(ctx, day)),
        beyond_hours: query.beyond_hours,
        words: query.words.clone(),
    })
}
