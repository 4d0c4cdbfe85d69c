//! Inspection: plan rounds, fill the checklist at units, follow remedies up (S1.9).
//!
//! A surprise visit does not exist for its unit until it begins: only those who plan or inspect there, and the
//! auditors, see it before.

mod finding;
mod finding_view;
mod round;
mod view;
mod visit;

use std::collections::HashMap;

use jiff::civil::Date;
use nep_calendar::Term;
use nep_domain::{
    access::{Action, Role},
    ids::{InspectionId, UnitId},
    inspection::{Inspection, Visit},
    refusal::Refusal,
};
use nep_law::{Cited, Days, LawError, Pack};
use nep_storage::{ReadTx, inspection as store};

use crate::{AppError, AppResult, Ctx};

pub use finding::{Recheck, RecheckOutcome, Remedy, recheck, remedy};
pub use finding_view::{FindingQuery, FindingRow, finding, findings, overdue_findings};
pub use round::{NewInspection, add_units, conclude, plan};
pub use view::{
    ChecklistLine, RoundRow, RoundView, VisitRow, VisitView, list, photo, round, visit, visits,
    visits_today, years,
};
pub use visit::{NewPhoto, VisitRecord, cancel_visit, record_visit, reschedule_visit};

/// The topic of the packs with the checklist.
pub(crate) const TOPIC: &str = "vn/inspection";
/// The list every visit answers.
pub(crate) const CHECKLIST: &str = "checklist";
/// The list a team may answer besides.
const FURTHER: &str = "further";

/// The checklist that governs a unit on a day.
///
/// # Errors
/// The refusal `inspection-no-law` when no pack governs it.
pub fn checklist(ctx: &Ctx, unit: UnitId, on: Date) -> AppResult<&Pack> {
    let governing = ctx.library(unit).governing(TOPIC, on);
    governing.ok_or_else(|| Refusal::new("inspection-no-law").into())
}

/// The day by which something found at a unit on a day must be remedied unless the team sets another, with where that stands.
pub fn remedy_due(ctx: &Ctx, unit: UnitId, found_on: Date) -> AppResult<Cited<Date>> {
    let days = remedy_days(checklist(ctx, unit, found_on)?).map_err(|e| law(&e))?;
    Ok(days.map(|days| {
        let term = match days {
            Days::Working(n) => Term::working_days(n),
            Days::Calendar(n) => Term::calendar_days(n),
        };
        ctx.services().calendar.due(found_on, term).date
    }))
}

/// The term for remedies in a pack of the topic [`TOPIC`].
///
/// # Errors
/// When the pack lacks it.
pub(crate) fn remedy_days(pack: &Pack) -> Result<Cited<Days>, LawError> {
    pack.days("remedy_days")
}

fn law(error: &LawError) -> AppError {
    AppError::Internal(format!("inspection: {error}"))
}

/// The keys a visit on this day must answer; none where no pack governs it.
fn required(ctx: &Ctx, visit: &Visit) -> Vec<String> {
    let day = visit.visited_on.unwrap_or(visit.planned_on);
    let pack = ctx.library(visit.unit).governing(TOPIC, day);
    pack.map(|p| p.items(CHECKLIST).iter().map(|i| i.key.clone()).collect()).unwrap_or_default()
}

/// Whether the actor plans or inspects at the unit, or audits it, and so may know of surprise visits.
fn insider(ctx: &Ctx, unit: UnitId) -> bool {
    ctx.may(Action::InspectionPlan, unit)
        || ctx.may(Action::InspectionVisit, unit)
        || (ctx.has_role(Role::Auditor) && ctx.may(Action::AuditView, unit))
}

/// Whether the actor may know of a visit.
fn visible(ctx: &Ctx, round: &Inspection, visit: &Visit) -> bool {
    ctx.may(Action::InspectionView, visit.unit)
        && (!visit.hidden_from_unit(round.mode) || insider(ctx, visit.unit))
}

/// Bodies in which the actor sees inspections at all.
fn roots(ctx: &Ctx) -> AppResult<Vec<UnitId>> {
    let scope = ctx.scope(Action::InspectionView);
    let mut roots = scope.bodies;
    roots.extend(scope.units.iter().filter_map(|id| ctx.org().get(*id)).map(|u| u.root));
    roots.sort_unstable();
    roots.dedup();
    if roots.is_empty() { Err(AppError::Denied(Action::InspectionView)) } else { Ok(roots) }
}

async fn load_round(tx: &ReadTx, id: InspectionId) -> AppResult<Inspection> {
    store::by_id(tx, id).await?.ok_or(AppError::NotFound("inspection"))
}

/// A unit's name on a day, or its newest one when it did not live then.
async fn names(
    ctx: &Ctx,
    tx: &ReadTx,
    places: impl Iterator<Item = (UnitId, Date)>,
) -> AppResult<HashMap<(UnitId, Date), String>> {
    let mut names = HashMap::new();
    for (unit, on) in places {
        let day = ctx.services().org_on(tx, on).await?;
        let found = day.get(unit).or_else(|| ctx.org().get(unit));
        names.insert((unit, on), found.map(|u| u.name.clone()).unwrap_or_default());
    }
    Ok(names)
}
