//! What people see: rounds, visits with their checklist, findings; each only as far as the reader may know of it.

use std::collections::HashMap;

use jiff::civil::Date;
use nep_domain::{
    access::Action,
    facts::Period,
    files::StoredFile,
    ids::{InspectionId, VisitId},
    inspection::{CheckedItem, FindingState, Inspection, InspectionMode, Visit, VisitState},
    text,
};
use nep_law::{Cited, Item, Wording};
use nep_storage::{ReadTx, inspection as store};

use super::{
    CHECKLIST, FURTHER, FindingRow, checklist, finding_view::finding_rows, insider, load_round,
    names, remedy_due, required, roots, visible,
};
use crate::{AppError, AppResult, Ctx};

/// A round in a list, with what the reader may see of it.
#[derive(Clone, Debug)]
pub struct RoundRow {
    /// The round.
    pub inspection: Inspection,
    /// Visits that are not called off.
    pub visits: usize,
    /// Visits with every item answered.
    pub done: usize,
    /// Findings without a reported remedy.
    pub open: usize,
    /// Those of them whose date has passed.
    pub overdue: usize,
}

/// A round with its visits.
#[derive(Clone, Debug)]
pub struct RoundView {
    /// The round with its figures.
    pub row: RoundRow,
    /// Its visits by the day planned.
    pub visits: Vec<VisitRow>,
    /// Whether the reader may plan it.
    pub may_plan: bool,
}

/// A visit in a list.
#[derive(Clone, Debug)]
pub struct VisitRow {
    /// The visit.
    pub visit: Visit,
    /// Name of its round.
    pub round: String,
    /// Mode of its round.
    pub mode: InspectionMode,
    /// The unit's name on the day.
    pub unit: String,
    /// Where it stands.
    pub state: VisitState,
    /// How many items must be answered.
    pub required: usize,
    /// How many of those are.
    pub answered: usize,
    /// Findings not closed.
    pub open: usize,
}

/// A line of the checklist.
#[derive(Clone, Debug)]
pub struct ChecklistLine {
    /// The item with its citation.
    pub item: Item,
    /// Heading of its group.
    pub group: Option<Wording>,
    /// Whether every visit must answer it.
    pub required: bool,
    /// The answer, if given.
    pub answer: Option<CheckedItem>,
}

/// A visit with its checklist.
#[derive(Clone, Debug)]
pub struct VisitView {
    /// The round.
    pub inspection: Inspection,
    /// The visit as in a list.
    pub row: VisitRow,
    /// The checklist that governs its day.
    pub lines: Vec<ChecklistLine>,
    /// Its findings.
    pub findings: Vec<FindingRow>,
    /// The default date for remedies of a visit on its day, or today while it has not begun.
    pub remedy_due: Cited<Date>,
    /// Name of who filled it in.
    pub visited_by: Option<String>,
    /// Whether the reader may fill the checklist.
    pub may_visit: bool,
    /// Whether the reader may move it or call it off.
    pub may_plan: bool,
}

/// The rounds of a period, newest first. A unit sees those in which a visit to it is known.
pub async fn list(ctx: &Ctx, period: Period) -> AppResult<Vec<RoundRow>> {
    let tx = ctx.read().await?;
    let rounds = store::rounds(&tx, &roots(ctx)?, period).await?;
    let ids: Vec<_> = rounds.iter().map(|r| r.id).collect();
    let mut by_round: HashMap<InspectionId, Vec<Visit>> = HashMap::new();
    for visit in store::visits_of(&tx, &ids).await? {
        by_round.entry(visit.inspection).or_default().push(visit);
    }
    let mut rows = Vec::new();
    for round in rounds {
        let mut visits = by_round.remove(&round.id).unwrap_or_default();
        visits.retain(|visit| visible(ctx, &round, visit));
        if !visits.is_empty() || insider(ctx, round.root) {
            rows.push(round_row(ctx, &tx, round, &visits).await?);
        }
    }
    Ok(rows)
}

async fn round_row(
    ctx: &Ctx,
    tx: &ReadTx,
    inspection: Inspection,
    visits: &[Visit],
) -> AppResult<RoundRow> {
    let ids: Vec<_> = visits.iter().map(|v| v.id).collect();
    let today = ctx.today();
    let states: Vec<_> =
        store::findings_of_visits(tx, &ids).await?.iter().map(|f| f.state(today)).collect();
    let count = |wanted: &[FindingState]| states.iter().filter(|s| wanted.contains(s)).count();
    Ok(RoundRow {
        visits: visits.iter().filter(|v| v.cancelled.is_none()).count(),
        done: visits.iter().filter(|v| v.state(&required(ctx, v)) == VisitState::Done).count(),
        open: count(&[FindingState::Open, FindingState::Overdue]),
        overdue: count(&[FindingState::Overdue]),
        inspection,
    })
}

/// First and last year in which any round runs; `None` before the first one.
pub async fn years(ctx: &Ctx) -> AppResult<Option<(i16, i16)>> {
    Ok(store::years(&ctx.read().await?, &roots(ctx)?).await?)
}

/// A round with the visits the reader may know of.
pub async fn round(ctx: &Ctx, id: InspectionId) -> AppResult<RoundView> {
    let tx = ctx.read().await?;
    let inspection = load_round(&tx, id).await?;
    let mut visits = store::visits_of(&tx, &[id]).await?;
    visits.retain(|visit| visible(ctx, &inspection, visit));
    if visits.is_empty() && !insider(ctx, inspection.root) {
        return Err(AppError::NotFound("inspection"));
    }
    let row = round_row(ctx, &tx, inspection, &visits).await?;
    let rounds = HashMap::from([(id, row.inspection.clone())]);
    let may_plan = ctx.may(Action::InspectionPlan, row.inspection.root);
    Ok(RoundView { visits: visit_rows(ctx, &tx, &rounds, visits).await?, row, may_plan })
}

/// Visits that took place in a period or are planned in it, by the day planned.
pub async fn visits(ctx: &Ctx, period: Period) -> AppResult<Vec<VisitRow>> {
    let tx = ctx.read().await?;
    let mut visits = store::visits_between(&tx, &roots(ctx)?, period).await?;
    let mut ids: Vec<_> = visits.iter().map(|v| v.inspection).collect();
    ids.sort_unstable();
    ids.dedup();
    let rounds: HashMap<_, _> =
        store::by_ids(&tx, &ids).await?.into_iter().map(|r| (r.id, r)).collect();
    visits.retain(|visit| {
        rounds.get(&visit.inspection).is_some_and(|round| visible(ctx, round, visit))
    });
    visit_rows(ctx, &tx, &rounds, visits).await
}

/// Visits of today that are not called off, and those of the last months that were to be made and are not.
pub async fn visits_today(ctx: &Ctx) -> AppResult<Vec<VisitRow>> {
    /// A visit missed longer ago than this is for the round's page, not for a day's work.
    const LOOK_BACK: i64 = 92;
    let today = ctx.today();
    let from = today.saturating_sub(jiff::Span::new().days(LOOK_BACK));
    let mut rows = visits(ctx, Period { from, to: today }).await?;
    rows.retain(|row| match row.state {
        VisitState::Cancelled => false,
        VisitState::Done => day_of(&row.visit) == today,
        _ => true,
    });
    Ok(rows)
}

async fn visit_rows(
    ctx: &Ctx,
    tx: &ReadTx,
    rounds: &HashMap<InspectionId, Inspection>,
    visits: Vec<Visit>,
) -> AppResult<Vec<VisitRow>> {
    let ids: Vec<_> = visits.iter().map(|v| v.id).collect();
    let mut open: HashMap<VisitId, usize> = HashMap::new();
    for finding in store::findings_of_visits(tx, &ids).await? {
        if finding.state(ctx.today()) != FindingState::Closed {
            *open.entry(finding.visit).or_default() += 1;
        }
    }
    let names = names(ctx, tx, visits.iter().map(|v| (v.unit, day_of(v)))).await?;
    let rows = visits.into_iter().filter_map(|visit| {
        let round = rounds.get(&visit.inspection)?;
        let keys = required(ctx, &visit);
        Some(VisitRow {
            round: round.name.clone(),
            mode: round.mode,
            unit: names.get(&(visit.unit, day_of(&visit))).cloned().unwrap_or_default(),
            state: visit.state(&keys),
            required: keys.len(),
            answered: keys.iter().filter(|key| visit.answer(key).is_some()).count(),
            open: open.get(&visit.id).copied().unwrap_or(0),
            visit,
        })
    });
    // Visits made together share an instant, and so have no order of their own.
    let mut rows: Vec<_> = rows.collect();
    rows.sort_by(|a, b| {
        let names = || text::compare(&a.unit, &b.unit);
        a.visit.planned_on.cmp(&b.visit.planned_on).then_with(names)
    });
    Ok(rows)
}

fn day_of(visit: &Visit) -> Date {
    visit.visited_on.unwrap_or(visit.planned_on)
}

/// A visit with its checklist; a surprise visit that has not begun does not exist for its unit.
pub async fn visit(ctx: &Ctx, id: VisitId) -> AppResult<VisitView> {
    let tx = ctx.read().await?;
    let visit = store::visit(&tx, id).await?.ok_or(AppError::NotFound("inspection_visit"))?;
    let inspection = load_round(&tx, visit.inspection).await?;
    if !visible(ctx, &inspection, &visit) {
        return Err(AppError::NotFound("inspection_visit"));
    }
    let visited_by = match visit.visited_by {
        Some(account) => {
            nep_storage::access::by_id(&tx, account).await?.map(|(account, _)| account.display_name)
        }
        None => None,
    };
    // A visit not begun is shown as it would be recorded today.
    let day = visit.visited_on.unwrap_or_else(|| ctx.today());
    let lines = lines(ctx, &visit, day)?;
    let remedy_due = remedy_due(ctx, visit.unit, day)?;
    let findings = store::findings_of_visits(&tx, &[id]).await?;
    let findings = finding_rows(ctx, &tx, findings).await?;
    let unit = visit.unit;
    let rounds = HashMap::from([(inspection.id, inspection.clone())]);
    let row = visit_rows(ctx, &tx, &rounds, vec![visit])
        .await?
        .pop()
        .ok_or(AppError::NotFound("inspection_visit"))?;
    Ok(VisitView {
        inspection,
        row,
        lines,
        findings,
        remedy_due,
        visited_by,
        may_visit: ctx.may(Action::InspectionVisit, unit),
        may_plan: ctx.may(Action::InspectionPlan, unit),
    })
}

fn lines(ctx: &Ctx, visit: &Visit, day: Date) -> AppResult<Vec<ChecklistLine>> {
    let pack = checklist(ctx, visit.unit, day)?;
    let mut lines = Vec::new();
    for (list, required) in [(CHECKLIST, true), (FURTHER, false)] {
        let groups = pack.list(list).map(|l| l.groups.as_slice()).unwrap_or_default();
        lines.extend(
            pack.items(list).iter().map(|item| ChecklistLine {
                group: groups
                    .iter()
                    .find(|g| Some(&g.key) == item.group.as_ref())
                    .map(|g| g.label.clone()),
                answer: visit.answer(&item.key).cloned(),
                item: item.clone(),
                required,
            }),
        );
    }
    Ok(lines)
}

/// The photo of an answer, for whoever may know of the visit.
pub async fn photo(ctx: &Ctx, id: VisitId, item: &str) -> AppResult<(StoredFile, Vec<u8>)> {
    let tx = ctx.read().await?;
    let visit = store::visit(&tx, id).await?.ok_or(AppError::NotFound("inspection_visit"))?;
    let inspection = load_round(&tx, visit.inspection).await?;
    let photo =
        visit.answer(item).and_then(|a| a.photo).filter(|_| visible(ctx, &inspection, &visit));
    let photo = photo.ok_or(AppError::NotFound("file"))?;
    nep_storage::files::get(&tx, photo).await?.ok_or(AppError::NotFound("file"))
}
