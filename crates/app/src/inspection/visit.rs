//! Filling the checklist at a unit; calling visits off or moving them.

use jiff::civil::Date;
use nep_domain::{
    access::Action,
    files::FileKind,
    ids::{FileId, Id, UnitId, VisitId},
    inspection::{Attendance, CheckedItem, Finding, FindingState, Inspection, ItemResult, Visit},
    refusal::Refusal,
    text,
};
use nep_law::Pack;
use nep_storage::{ReadTx, WriteTx, inspection as store};
use serde_json::json;

use super::{CHECKLIST, FURTHER, checklist, load_round, remedy_due};
use crate::{AppError, AppResult, Ctx, FieldError, files};

/// What a team brings home from a visit. May be sent again until the round is concluded.
#[derive(Clone, Debug)]
pub struct VisitRecord {
    /// The version the form was based on; 1 for a visit not yet begun.
    pub version: i64,
    /// Day of the visit.
    pub visited_on: Date,
    /// People counted, where the team counted them.
    pub attendance: Option<Attendance>,
    /// What the team says as a whole; may be empty.
    pub summary: String,
    /// Answers given so far. One without a photo keeps the photo it had.
    pub answers: Vec<CheckedItem>,
    /// New photos; each replaces the one its item had.
    pub photos: Vec<NewPhoto>,
    /// Day by which what is unmet must be remedied; the pack's default when absent.
    pub remedy_due: Option<Date>,
}

/// A photo taken for an item that is answered in the same record.
#[derive(Clone, Debug)]
pub struct NewPhoto {
    /// Key of the item.
    pub item: String,
    /// Name of the file.
    pub name: String,
    /// Its content: PNG or JPEG.
    pub bytes: Vec<u8>,
}

/// Saves the checklist of a visit; each unmet item becomes a finding in the same transaction.
///
/// # Errors
/// Field errors `note-<item>` for an unmet item without a note, `result-<item>` for an unknown item, `photo-<item>`
/// for what is no photo or belongs to no answer, `visited_on` when the unit does not live on that day; refusals of day, counts and concluded rounds;
/// `inspection-finding-answered` when an answer would take away a finding the unit has answered already;
/// [`AppError::Stale`] when the visit changed since `version`.
pub async fn record_visit(ctx: &Ctx, id: VisitId, record: VisitRecord) -> AppResult<()> {
    let known = load(&ctx.read().await?, id).await?.0;
    ctx.require(Action::InspectionVisit, known.unit)?;
    let day = record.visited_on;
    if ctx.org_on(day).await?.get(known.unit).is_none() {
        let shown = day.strftime("%d/%m/%Y");
        return Err(FieldError::new("visited_on", "unit-not-on-that-date")
            .with("date", shown)
            .into());
    }
    let pack = checklist(ctx, known.unit, day)?;
    check_answers(pack, &record.answers)?;
    let due = due(ctx, known.unit, &record)?;

    let tx = ctx.write().await?;
    let (visit, round) = load(&tx, id).await?;
    visit.check_day(&round, day, ctx.today())?;
    record.attendance.as_ref().map_or(Ok(()), Attendance::check)?;
    let photos = store_photos(ctx, &tx, &record).await?;
    let saved = merged(ctx, visit, record, &photos);
    store::update_visit(&tx, &saved).await?;
    sync_findings(ctx, &tx, &saved, day, due).await?;
    let begun = round.clone().begun();
    if begun != round {
        store::update_state(&tx, &begun).await?;
    }
    let detail = json!({
        "visited_on": day.to_string(), "met": saved.count(ItemResult::Met), "unmet": saved.count(ItemResult::Unmet),
        "not_applicable": saved.count(ItemResult::NotApplicable),
    });
    ctx.audit(&tx, Action::InspectionVisit, "inspection_visit", id.uuid(), &detail).await?;
    tx.commit().await?;
    Ok(())
}

async fn load(tx: &ReadTx, id: VisitId) -> AppResult<(Visit, Inspection)> {
    let visit = store::visit(tx, id).await?.ok_or(AppError::NotFound("inspection_visit"))?;
    let round = load_round(tx, visit.inspection).await?;
    Ok((visit, round))
}

fn check_answers(pack: &Pack, answers: &[CheckedItem]) -> AppResult<()> {
    let mut errors = Vec::new();
    for (at, answer) in answers.iter().enumerate() {
        let known = [CHECKLIST, FURTHER].iter().any(|list| pack.item(list, &answer.item).is_some());
        let twice = answers[..at].iter().any(|other| other.item == answer.item);
        if !known || twice {
            errors.push(FieldError::new(format!("result-{}", answer.item), "inspection-item"));
        } else if answer.result == ItemResult::Unmet && answer.note.trim().is_empty() {
            errors.push(FieldError::new(format!("note-{}", answer.item), "inspection-note"));
        }
    }
    if errors.is_empty() { Ok(()) } else { Err(AppError::Invalid(errors)) }
}

fn due(ctx: &Ctx, unit: UnitId, record: &VisitRecord) -> AppResult<Date> {
    match record.remedy_due {
        Some(due) if due < record.visited_on => {
            Err(FieldError::new("remedy_due", "inspection-due-before-visit").into())
        }
        Some(due) => Ok(due),
        None => Ok(remedy_due(ctx, unit, record.visited_on)?.value),
    }
}

/// Checks and stores the photos in the visit's transaction.
async fn store_photos(
    ctx: &Ctx,
    tx: &WriteTx,
    record: &VisitRecord,
) -> AppResult<Vec<(String, FileId)>> {
    let mut stored = Vec::new();
    for photo in &record.photos {
        let field = format!("photo-{}", photo.item);
        let kind = FileKind::from_name(&photo.name);
        let answered = record.answers.iter().any(|a| a.item == photo.item);
        if !answered || !matches!(kind, Some(FileKind::Png | FileKind::Jpeg)) {
            let code =
                if answered { "inspection-photo-kind" } else { "inspection-photo-unanswered" };
            return Err(FieldError::new(field, code).into());
        }
        let file =
            files::store(ctx, tx, &photo.name, &photo.bytes).await.map_err(
                |error| match error {
                    AppError::Invalid(errors) => AppError::Invalid(
                        errors
                            .into_iter()
                            .map(|e| FieldError { field: field.clone(), ..e })
                            .collect(),
                    ),
                    other => other,
                },
            )?;
        stored.push((photo.item.clone(), file.id));
    }
    Ok(stored)
}

fn merged(ctx: &Ctx, visit: Visit, record: VisitRecord, photos: &[(String, FileId)]) -> Visit {
    let mut items = record.answers;
    for item in &mut items {
        item.note = text::clean(&item.note);
        let new = photos.iter().find(|(key, _)| *key == item.item).map(|(_, id)| *id);
        let old = visit.answer(&item.item).and_then(|old| old.photo);
        item.photo = new.or(item.photo).or(old);
    }
    Visit {
        visited_on: Some(record.visited_on),
        attendance: record.attendance,
        summary: record.summary.trim().to_owned(),
        visited_by: ctx.account().map(|a| a.id).or(visit.visited_by),
        items,
        version: record.version,
        ..visit
    }
}

/// Makes the findings fit the answers: new ones for items now unmet, none for items no longer unmet.
async fn sync_findings(
    ctx: &Ctx,
    tx: &WriteTx,
    visit: &Visit,
    on: Date,
    due: Date,
) -> AppResult<()> {
    let known = store::findings_of_visits(tx, &[visit.id]).await?;
    for answer in visit.items.iter().filter(|a| a.result == ItemResult::Unmet) {
        match known.iter().find(|f| f.item == answer.item) {
            None => store::insert_finding(tx, &new_finding(ctx, visit, answer, on, due)).await?,
            Some(finding) if answered(ctx, finding) => {}
            Some(finding) => {
                let changed = Finding {
                    description: answer.note.clone(),
                    found_on: on,
                    remedy_due: due,
                    ..finding.clone()
                };
                if changed != *finding {
                    store::update_finding(tx, &changed).await?;
                }
            }
        }
    }
    for finding in &known {
        let still = visit.answer(&finding.item).is_some_and(|a| a.result == ItemResult::Unmet);
        if !still && answered(ctx, finding) {
            return Err(Refusal::new("inspection-finding-answered")
                .with("finding", &finding.description)
                .into());
        }
        if !still {
            store::delete_finding(tx, finding.id).await?;
        }
    }
    Ok(())
}

/// Whether the unit has reported a remedy, or did so before it was opened anew.
fn answered(ctx: &Ctx, finding: &Finding) -> bool {
    finding.reopened > 0
        || matches!(finding.state(ctx.today()), FindingState::Remedied | FindingState::Closed)
}

fn new_finding(
    ctx: &Ctx,
    visit: &Visit,
    answer: &CheckedItem,
    found_on: Date,
    remedy_due: Date,
) -> Finding {
    Finding {
        id: ctx.id(),
        visit: visit.id,
        root: visit.root,
        unit: visit.unit,
        item: answer.item.clone(),
        description: answer.note.clone(),
        found_on,
        remedy_due,
        remedied_on: None,
        remedy_note: String::new(),
        rechecked_on: None,
        recheck_note: String::new(),
        reopened: 0,
        version: 1,
    }
}

/// Calls a visit off that has not begun.
///
/// # Errors
/// A field error for an empty `reason`; the refusals `inspection-concluded` and `inspection-visit-begun`;
/// [`AppError::Stale`].
pub async fn cancel_visit(ctx: &Ctx, id: VisitId, version: i64, reason: &str) -> AppResult<()> {
    let tx = ctx.write().await?;
    let (visit, round) = load(&tx, id).await?;
    ctx.require(Action::InspectionPlan, visit.unit)?;
    let reason = text::clean(reason);
    if reason.is_empty() {
        return Err(FieldError::new("reason", "missing").into());
    }
    visit.check_cancel(&round)?;
    let detail = json!({ "cancelled": reason });
    store::update_visit(&tx, &Visit { cancelled: Some(reason), version, ..visit }).await?;
    ctx.audit(&tx, Action::InspectionPlan, "inspection_visit", id.uuid(), &detail).await?;
    tx.commit().await?;
    Ok(())
}

/// Moves a visit that has not begun to another day of the round; one that was called off is on again.
///
/// # Errors
/// The refusals `inspection-concluded`, `inspection-visit-begun`, `inspection-visit-outside-period`; a field error of
/// `planned_on` when the unit does not live on that day; [`AppError::Stale`].
pub async fn reschedule_visit(
    ctx: &Ctx,
    id: VisitId,
    version: i64,
    planned_on: Date,
) -> AppResult<()> {
    let tree = ctx.org_on(planned_on).await?;
    let tx = ctx.write().await?;
    let (visit, round) = load(&tx, id).await?;
    ctx.require(Action::InspectionPlan, visit.unit)?;
    visit.check_cancel(&round)?;
    if !round.covers(planned_on) {
        return Err(Refusal::new("inspection-visit-outside-period").into());
    }
    if tree.get(visit.unit).is_none() {
        let shown = planned_on.strftime("%d/%m/%Y");
        return Err(FieldError::new("planned_on", "unit-not-on-that-date")
            .with("date", shown)
            .into());
    }
    store::update_visit(&tx, &Visit { planned_on, cancelled: None, version, ..visit }).await?;
    ctx.audit(
        &tx,
        Action::InspectionPlan,
        "inspection_visit",
        id.uuid(),
        &json!({ "planned_on": planned_on.to_string() }),
    )
    .await?;
    tx.commit().await?;
    Ok(())
}
