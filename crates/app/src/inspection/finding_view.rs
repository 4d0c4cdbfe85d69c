//! Findings as people see them.

use std::collections::HashMap;

use nep_domain::{
    access::Action,
    facts::Period,
    ids::{FindingId, InspectionId, UnitId},
    inspection::{Finding, FindingState},
    text,
};
use nep_law::Item;
use nep_storage::{ReadTx, inspection as store};

use super::{CHECKLIST, FURTHER, TOPIC, names, roots};
use crate::{AppError, AppResult, Ctx};

/// A finding in a list.
#[derive(Clone, Debug)]
pub struct FindingRow {
    /// The finding.
    pub finding: Finding,
    /// The item with its citation, while a pack knows it.
    pub item: Option<Item>,
    /// The unit's name on the day.
    pub unit: String,
    /// Name of the round.
    pub round: String,
    /// The round.
    pub inspection: InspectionId,
    /// Where it stands today.
    pub state: FindingState,
    /// Whether the reader may report the remedy.
    pub may_remedy: bool,
    /// Whether the reader may check the remedy.
    pub may_recheck: bool,
}

/// Which findings to list; empty means any.
#[derive(Clone, Debug, Default)]
pub struct FindingQuery {
    /// Found within.
    pub found: Option<Period>,
    /// Only this unit.
    pub unit: Option<UnitId>,
    /// Only those that stand so.
    pub state: Option<FindingState>,
}

/// Findings that fit, soonest due first.
pub async fn findings(ctx: &Ctx, query: &FindingQuery) -> AppResult<Vec<FindingRow>> {
    let tx = ctx.read().await?;
    let today = ctx.today();
    let filter = store::FindingFilter {
        roots: roots(ctx)?,
        found: query.found,
        unit: query.unit,
        unremedied: matches!(query.state, Some(FindingState::Open | FindingState::Overdue)),
        due_before: (query.state == Some(FindingState::Overdue)).then_some(today),
    };
    let mut found = store::findings(&tx, &filter).await?;
    found.retain(|f| {
        ctx.may(Action::InspectionView, f.unit) && query.state.is_none_or(|s| s == f.state(today))
    });
    finding_rows(ctx, &tx, found).await
}

/// Findings within reach whose date has passed without a reported remedy.
pub async fn overdue_findings(ctx: &Ctx) -> AppResult<Vec<FindingRow>> {
    findings(ctx, &FindingQuery { state: Some(FindingState::Overdue), ..FindingQuery::default() })
        .await
}

/// A finding.
pub async fn finding(ctx: &Ctx, id: FindingId) -> AppResult<FindingRow> {
    let tx = ctx.read().await?;
    let found = store::finding(&tx, id).await?.filter(|f| ctx.may(Action::InspectionView, f.unit));
    let rows = finding_rows(ctx, &tx, found.into_iter().collect()).await?;
    rows.into_iter().next().ok_or(AppError::NotFound("finding"))
}

pub(super) async fn finding_rows(
    ctx: &Ctx,
    tx: &ReadTx,
    findings: Vec<Finding>,
) -> AppResult<Vec<FindingRow>> {
    let visits: Vec<_> = findings.iter().map(|f| f.visit).collect();
    let rounds: HashMap<_, _> = store::rounds_of_visits(tx, &visits).await?.into_iter().collect();
    let names = names(ctx, tx, findings.iter().map(|f| (f.unit, f.found_on))).await?;
    let rows = findings.into_iter().filter_map(|finding| {
        let (inspection, round) = rounds.get(&finding.visit).map(|r| (r.id, r.name.clone()))?;
        let pack = ctx.library(finding.unit).governing(TOPIC, finding.found_on);
        let item = pack.and_then(|p| {
            p.item(CHECKLIST, &finding.item).or_else(|| p.item(FURTHER, &finding.item))
        });
        Some(FindingRow {
            item: item.cloned(),
            unit: names.get(&(finding.unit, finding.found_on)).cloned().unwrap_or_default(),
            round,
            inspection,
            state: finding.state(ctx.today()),
            may_remedy: ctx.may(Action::InspectionRemedy, finding.unit),
            may_recheck: ctx.may(Action::InspectionVisit, finding.unit)
                || ctx.may(Action::InspectionPlan, finding.unit),
            finding,
        })
    });
    let mut rows: Vec<_> = rows.collect();
    let place =
        |row: &FindingRow| (row.finding.remedy_due, row.item.as_ref().map(|item| item.order));
    rows.sort_by(|a, b| place(a).cmp(&place(b)).then_with(|| text::compare(&a.unit, &b.unit)));
    Ok(rows)
}
