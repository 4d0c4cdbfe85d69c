//! Lists of dossiers: what I have in hand, what is due soon, what is late, what is done.

use std::sync::Arc;

use jiff::{
    Timestamp,
    civil::{Date, Time},
};
use nep_domain::{
    access::{Action, Scope},
    ids::{ProcedureId, UnitId},
    one_stop::{DossierState, DossierStatus},
    text_enum,
};
use nep_law::Days;
use nep_storage::{
    Page, ReadTx, audit,
    one_stop::{self as store, DossierFilter, DossierRow, Shelf},
};

use super::{desk_law, desks::workplaces, procedures::bodies};
use crate::{
    AppError, AppResult, Ctx,
    memory::{Memory, minute},
};

/// Dossiers on one page of a list.
const PER_PAGE: u64 = 25;
/// Lists and tabs count no further: beyond it nobody works by the number, and counting would cost more than the page.
const COUNT_LIMIT: u64 = 1_000;
/// Searches count no further: whoever finds more writes another word.
const FOUND_LIMIT: u64 = 100;

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
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct DossierQuery {
    /// Which tab.
    pub tab: DossierTab,
    /// Words of the code, applicant, telephone or procedure, accents or not.
    pub words: Option<String>,
    /// Whether words that only begin like these count even where the words themselves fill a page.
    pub beginnings: bool,
    /// Only with a part of this unit or one below it.
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
            beginnings: false,
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
    /// Whether only dossiers with the very words are shown, because they fill a page.
    pub whole_words: bool,
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

/// The numbers on the tabs, each counted no further than to a bound.
pub type TabCounts = Arc<[(DossierTab, Count)]>;

/// Procedures to narrow a list to, by name.
pub type ProcedureNames = Arc<[(ProcedureId, String)]>;

/// The names of the procedures of some bodies.
pub(crate) type NameMemory = Memory<Vec<UnitId>, ProcedureNames>;

/// The numbers on the tabs for everybody with the same reach and workplaces, as of a minute.
pub(crate) type TabMemory = Memory<(Scope, Vec<UnitId>, Timestamp), TabCounts>;

/// Pages of the desk for everybody with the same reach and workplaces, as of a minute.
pub(crate) type DeskMemory = Memory<(Scope, Vec<UnitId>, DossierQuery, bool, Timestamp), Arc<Desk>>;

/// The desk's page: all tabs with their numbers, one of them open.
#[derive(Clone, Debug)]
pub struct Desk {
    /// How many dossiers lie on each tab but those nobody works through.
    pub counts: TabCounts,
    /// The open tab.
    pub tab: DossierTab,
    /// A page of its dossiers.
    pub list: DossierList,
    /// The procedures it can be narrowed to.
    pub procedures: ProcedureNames,
}

/// The desk's page. With nothing in one's own hands the work is what goes on elsewhere: then an `opening` page, for
/// which nobody chose the tab, shows what is open in the whole reach.
///
/// # Errors
/// [`AppError::Denied`] without any unit in reach.
pub async fn desk(ctx: &Ctx, query: DossierQuery, opening: bool) -> AppResult<Arc<Desk>> {
    let revision = ctx.revision().await?;
    let question = (reach(ctx)?, workplaces(ctx), query.clone(), opening, minute(ctx.now()));
    let work = lay_out(ctx, query, opening, revision);
    ctx.services().desks.get(revision, question, work).await
}

async fn lay_out(
    ctx: &Ctx,
    mut query: DossierQuery,
    opening: bool,
    revision: i64,
) -> AppResult<Arc<Desk>> {
    let tx = ctx.read().await?;
    let counts = counts_in(ctx, &tx, revision).await?;
    if opening
        && query.tab == DossierTab::Mine
        && on_tab(&counts, query.tab).is_some_and(|c| c.n == 0)
    {
        query.tab = DossierTab::Open;
    }
    let total = on_tab(&counts, query.tab)
        .filter(|_| query == DossierQuery { page: query.page, ..DossierQuery::tab(query.tab) });
    let mut list = list_in(ctx, &tx, &query, total).await?;
    if list.lines.is_empty() && list.page > list.pages {
        // The list grew shorter since the person opened it: the last page is meant.
        query.page = list.pages;
        list = list_in(ctx, &tx, &query, total).await?;
    }
    let bodies = bodies(ctx);
    let names = async { Ok(store::procedure_names(&tx, &bodies).await?.into()) };
    let procedures = ctx.services().procedure_names.get(revision, bodies.clone(), names).await?;
    Ok(Arc::new(Desk { counts, tab: query.tab, list, procedures }))
}

fn on_tab(counts: &TabCounts, tab: DossierTab) -> Option<Count> {
    counts.iter().find(|(t, _)| *t == tab).map(|(_, count)| *count)
}

/// One page of dossiers in the actor's reach.
///
/// # Errors
/// [`AppError::Denied`] without any unit in reach.
pub async fn list(ctx: &Ctx, query: &DossierQuery) -> AppResult<DossierList> {
    list_in(ctx, &ctx.read().await?, query, None).await
}

async fn list_in(
    ctx: &Ctx,
    tx: &ReadTx,
    query: &DossierQuery,
    known: Option<Count>,
) -> AppResult<DossierList> {
    let mut filter = filter(ctx, query)?;
    let page = query.page.max(1);
    let part = Page { offset: (page - 1) * PER_PAGE, limit: PER_PAGE };
    let limit = if filter.words.is_some() { FOUND_LIMIT } else { COUNT_LIMIT };
    let most = if known.is_some() { 0 } else { limit + 1 };
    let found = find(tx, &mut filter, part, most).await?;
    let (rows, whole_words) = (found.rows, filter.whole_words);
    let total = known.unwrap_or(Count::of(found.counted, limit));
    let counted = total.n.div_ceil(PER_PAGE).max(1);
    let full = u64::try_from(rows.len()).unwrap_or(0) == PER_PAGE;
    let pages = if total.more && full { counted.max(page + 1) } else { counted };
    Ok(DossierList { lines: lines(ctx, rows)?, total, page, pages, whole_words })
}

/// Open dossiers whose delay would have to be announced now, first due first.
pub async fn due_soon(ctx: &Ctx) -> AppResult<DossierList> {
    list(ctx, &DossierQuery::tab(DossierTab::DueSoon)).await
}

/// Open dossiers past their date, longest overdue first.
pub async fn overdue(ctx: &Ctx) -> AppResult<DossierList> {
    list(ctx, &DossierQuery::tab(DossierTab::Overdue)).await
}

/// Dossiers in the hands of the person's units that are neither late nor due soon, first due first. With those of
/// [`to_give_out`] they are what [`DossierTab::Mine`] has beyond [`overdue`] and [`due_soon`].
pub async fn in_hand(ctx: &Ctx) -> AppResult<DossierList> {
    held(ctx, Shelf::DueBetween(soon(ctx)?, Timestamp::MAX)).await
}

/// Results that wait at the person's units for the applicants.
pub async fn to_give_out(ctx: &Ctx) -> AppResult<DossierList> {
    held(ctx, Shelf::Finished).await
}

async fn held(ctx: &Ctx, shelf: Shelf) -> AppResult<DossierList> {
    let filter = DossierFilter { shelf, ..filter(ctx, &DossierQuery::tab(DossierTab::Mine))? };
    let part = Page { offset: 0, limit: PER_PAGE };
    let found = store::list_counted(&ctx.read().await?, &filter, part, COUNT_LIMIT + 1).await?;
    let total = Count::of(found.counted, COUNT_LIMIT);
    Ok(DossierList { lines: lines(ctx, found.rows)?, total, page: 1, pages: 1, whole_words: false })
}

/// How many dossiers lie on each tab but those nobody works through.
pub async fn counts(ctx: &Ctx) -> AppResult<TabCounts> {
    let tx = ctx.read().await?;
    counts_in(ctx, &tx, audit::revision(&tx).await?).await
}

async fn counts_in(ctx: &Ctx, tx: &ReadTx, revision: i64) -> AppResult<TabCounts> {
    let question = (reach(ctx)?, workplaces(ctx), minute(ctx.now()));
    ctx.services().tabs.get(revision, question, count_tabs(ctx, tx)).await
}

async fn count_tabs(ctx: &Ctx, tx: &ReadTx) -> AppResult<TabCounts> {
    let mut counts = Vec::new();
    for tab in DossierTab::ALL.iter().copied().filter(|tab| *tab < DossierTab::Returned) {
        let filter = filter(ctx, &DossierQuery::tab(tab))?;
        let counted = store::count(tx, &filter, COUNT_LIMIT + 1).await?;
        counts.push((tab, Count::of(counted, COUNT_LIMIT)));
    }
    Ok(counts.into())
}

/// The dossiers of a query without pages, at most `most`.
pub(super) async fn all(ctx: &Ctx, query: &DossierQuery, most: u64) -> AppResult<Vec<DossierLine>> {
    let mut filter = filter(ctx, query)?;
    let (tx, part) = (ctx.read().await?, Page { offset: 0, limit: most });
    lines(ctx, find(&tx, &mut filter, part, PER_PAGE).await?.rows)
}

/// What a filter finds: dossiers with the very words; where they fill no page, those that begin like them too.
async fn find(
    tx: &ReadTx,
    filter: &mut DossierFilter,
    part: Page,
    most: u64,
) -> AppResult<store::Found> {
    let found = store::list_counted(tx, filter, part, most).await?;
    if !filter.whole_words || found.counted >= PER_PAGE {
        return Ok(found);
    }
    filter.whole_words = false;
    Ok(store::list_counted(tx, filter, part, most).await?)
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

/// The end of the last day for which a delay must be announced today, by the law of today; of several bodies in reach,
/// the one that asks for it earliest.
fn soon(ctx: &Ctx) -> AppResult<Timestamp> {
    let (calendar, today) = (&ctx.services().calendar, ctx.today());
    let reach = reach(ctx)?;
    let mut last = today;
    for unit in reach.bodies.iter().chain(&reach.units) {
        last = last.max(match desk_law(ctx, *unit, today)?.apology_lead.value {
            Days::Working(n) => calendar.add_working_days(today, i64::from(n)),
            Days::Calendar(n) => today.saturating_add(jiff::Span::new().days(n)),
        });
    }
    Ok(midnight(ctx, last))
}

/// The instant at which a day of the office has ended.
fn midnight(ctx: &Ctx, day: Date) -> Timestamp {
    ctx.instant(day.tomorrow().unwrap_or(Date::MAX).to_datetime(Time::midnight()))
}

/// The units whose dossiers the person may see.
fn reach(ctx: &Ctx) -> AppResult<Scope> {
    let scope = ctx.scope(Action::DossierView);
    if scope.bodies.is_empty() && scope.units.is_empty() {
        return Err(AppError::Denied(Action::DossierView));
    }
    Ok(scope)
}

/// Narrows a reach to a body, or names a unit and everything below it.
fn narrow(ctx: &Ctx, scope: &mut Scope, unit: UnitId) -> Vec<UnitId> {
    let root_of = |id: UnitId| ctx.org().get(id).map(|u| u.root);
    if root_of(unit) == Some(unit) {
        scope.bodies.retain(|body| *body == unit);
        scope.units.retain(|id| root_of(*id) == Some(unit));
        return Vec::new();
    }
    let below = ctx.org().subtree(unit).into_iter().map(|(unit, _)| unit.id);
    let units: Vec<UnitId> = below.collect();
    if units.is_empty() { vec![unit] } else { units }
}

fn filter(ctx: &Ctx, query: &DossierQuery) -> AppResult<DossierFilter> {
    let mut scope = reach(ctx)?;
    let units = query.unit.map_or_else(Vec::new, |unit| narrow(ctx, &mut scope, unit));
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
        units,
        procedure: query.procedure,
        received_from: query.from.map(|day| ctx.instant(day.to_datetime(Time::midnight()))),
        received_before: query.to.map(|day| midnight(ctx, day)),
        beyond_hours: query.beyond_hours,
        words: query.words.clone(),
        whole_words: query.words.is_some() && !query.beginnings,
    })
}
