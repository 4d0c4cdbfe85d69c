//! Planning rounds, adding units, concluding.

use std::collections::HashSet;

use jiff::civil::Date;
use nep_domain::{
    access::Action,
    facts::Period,
    ids::{Id, InspectionId, UnitId, VisitId},
    inspection::{Inspection, InspectionMode, InspectionState, Visit},
    refusal::Refusal,
    text,
};
use nep_storage::{WriteTx, inspection as store};
use serde_json::json;

use super::{checklist, load_round, required};
use crate::{AppError, AppResult, Ctx, FieldError, error::OnConflict};

/// A round to be planned.
#[derive(Clone, Debug)]
pub struct NewInspection {
    /// The identifier the form was given when it was opened, so that sending it twice plans one round.
    pub request: Option<InspectionId>,
    /// The body whose units are visited, or any unit of it at which the actor plans.
    pub body: UnitId,
    /// What it is called.
    pub name: String,
    /// How it came about.
    pub mode: InspectionMode,
    /// Number of the decision.
    pub decision: String,
    /// Day of the decision.
    pub decided_on: Date,
    /// First and last day on which units may be visited.
    pub period: Period,
    /// Leader of the team.
    pub lead: String,
    /// The other members.
    pub members: Vec<String>,
    /// The units to visit, planned for the first day until somebody gives each its day.
    pub units: Vec<UnitId>,
}

/// Plans a round with its visits.
///
/// # Errors
/// Field errors for empty `name`, `decision` or `lead`, a `decision` recorded already, and `units` that do not live
/// on the first day; refusals for dates that do not fit each other.
pub async fn plan(ctx: &Ctx, new: NewInspection) -> AppResult<InspectionId> {
    ctx.require(Action::InspectionPlan, new.body)?;
    let body = ctx.org().get(new.body).ok_or(AppError::NotFound("unit"))?;
    let round = Inspection {
        id: new.request.unwrap_or_else(|| ctx.id()),
        root: body.root,
        name: text::clean(&new.name),
        mode: new.mode,
        decision: text::clean(&new.decision),
        decided_on: new.decided_on,
        period: new.period,
        lead: text::clean(&new.lead),
        members: new.members.iter().map(|m| text::clean(m)).filter(|m| !m.is_empty()).collect(),
        state: InspectionState::Planned,
        conclusion: String::new(),
        concluded_on: None,
        version: 1,
    };
    check(ctx, &round)?;
    let visits = new_visits(ctx, &round, &new.units, round.period.from).await?;

    let tx = ctx.write().await?;
    if let Some(sent) = store::by_id(&tx, round.id).await? {
        return if sent.root == round.root {
            Ok(sent.id)
        } else {
            Err(AppError::NotFound("inspection"))
        };
    }
    store::insert(&tx, &round).await.on_conflict("inspection(root_id,decision)", || {
        FieldError::new("decision", "inspection-decision-taken").into()
    })?;
    insert_visits(&tx, &visits).await?;
    let detail = json!({
        "decision": round.decision, "mode": round.mode.key(), "from": round.period.from.to_string(),
        "to": round.period.to.to_string(), "units": visits.len(),
    });
    ctx.audit(&tx, Action::InspectionPlan, "inspection", round.id.uuid(), &detail).await?;
    tx.commit().await?;
    Ok(round.id)
}

fn check(ctx: &Ctx, round: &Inspection) -> AppResult<()> {
    let fields = [("name", &round.name), ("decision", &round.decision), ("lead", &round.lead)];
    let missing = fields.into_iter().filter(|(_, value)| value.is_empty());
    let errors: Vec<_> = missing.map(|(field, _)| FieldError::new(field, "missing")).collect();
    if !errors.is_empty() {
        return Err(AppError::Invalid(errors));
    }
    round.check(ctx.today())?;
    checklist(ctx, round.root, round.period.from)?;
    Ok(())
}

/// Adds units to a round that is not concluded, planned for a day (the round's first when none is given).
///
/// # Errors
/// Field errors of `units` for units visited by the round already or not living on that day; the refusals
/// `inspection-concluded` and `inspection-visit-outside-period`.
pub async fn add_units(
    ctx: &Ctx,
    id: InspectionId,
    units: &[UnitId],
    on: Option<Date>,
) -> AppResult<Vec<VisitId>> {
    let round = load_round(&ctx.read().await?, id).await?;
    ctx.require(Action::InspectionPlan, round.root)?;
    round.require_open()?;
    let on = on.unwrap_or(round.period.from);
    if !round.covers(on) {
        return Err(Refusal::new("inspection-visit-outside-period").into());
    }
    if units.is_empty() {
        return Err(FieldError::new("units", "inspection-no-units").into());
    }
    let visits = new_visits(ctx, &round, units, on).await?;
    let tx = ctx.write().await?;
    insert_visits(&tx, &visits).await?;
    let detail = json!({ "added": visits.iter().map(|v| v.unit.to_string()).collect::<Vec<_>>(), "on": on.to_string() });
    ctx.audit(&tx, Action::InspectionPlan, "inspection", id.uuid(), &detail).await?;
    tx.commit().await?;
    Ok(visits.into_iter().map(|v| v.id).collect())
}

async fn new_visits(
    ctx: &Ctx,
    round: &Inspection,
    units: &[UnitId],
    on: Date,
) -> AppResult<Vec<Visit>> {
    let tree = ctx.org_on(on).await?;
    let mut seen = HashSet::new();
    let mut visits = Vec::new();
    for unit in units.iter().copied().filter(|unit| seen.insert(*unit)) {
        if tree.get(unit).is_none_or(|u| u.root != round.root) {
            let shown = on.strftime("%d/%m/%Y");
            return Err(FieldError::new("units", "unit-not-on-that-date")
                .with("date", shown)
                .into());
        }
        ctx.require(Action::InspectionPlan, unit)?;
        visits.push(new_visit(ctx, round, unit, on));
    }
    Ok(visits)
}

fn new_visit(ctx: &Ctx, round: &Inspection, unit: UnitId, on: Date) -> Visit {
    Visit {
        id: ctx.id(),
        inspection: round.id,
        root: round.root,
        unit,
        planned_on: on,
        visited_on: None,
        attendance: None,
        summary: String::new(),
        visited_by: None,
        cancelled: None,
        items: Vec::new(),
        version: 1,
    }
}

async fn insert_visits(tx: &WriteTx, visits: &[Visit]) -> AppResult<()> {
    for visit in visits {
        store::insert_visit(tx, visit)
            .await
            .on_conflict("inspection_visit(inspection_id,unit_id)", || {
                FieldError::new("units", "inspection-unit-twice").into()
            })?;
    }
    Ok(())
}

/// Issues the conclusion of a round.
///
/// # Errors
/// A field error for an empty `conclusion`; the refusals `inspection-concluded`, `inspection-visits-open` and
/// `inspection-without-visit`; [`AppError::Stale`] when the round changed since `version`.
pub async fn conclude(
    ctx: &Ctx,
    id: InspectionId,
    version: i64,
    conclusion: &str,
) -> AppResult<()> {
    let tx = ctx.write().await?;
    let round = load_round(&tx, id).await?;
    ctx.require(Action::InspectionPlan, round.root)?;
    let conclusion = conclusion.trim();
    if conclusion.is_empty() {
        return Err(FieldError::new("conclusion", "missing").into());
    }
    let visits = store::visits_of(&tx, &[id]).await?.into_iter();
    let visits: Vec<_> = visits
        .map(|visit| (required(ctx, &visit), visit))
        .map(|(keys, visit)| (visit, keys))
        .collect();
    let concluded =
        Inspection { version, ..round.concluded(&visits, conclusion.to_owned(), ctx.today())? };
    store::update_state(&tx, &concluded).await?;
    let detail = json!({ "concluded_on": ctx.today().to_string(), "visits": visits.len() });
    ctx.audit(&tx, Action::InspectionPlan, "inspection", id.uuid(), &detail).await?;
    tx.commit().await?;
    Ok(())
}
