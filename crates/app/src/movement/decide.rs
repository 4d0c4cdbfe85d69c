//! Recognition: the software proposes from the threshold, a person decides.

use jiff::civil::Date;
use nep_domain::{
    access::Action,
    ids::{Id, MovementId, ScoreSheetId},
    movement::{ScoreSheet, SheetState},
    text,
};
use nep_storage::{WriteTx, movement as store};
use serde_json::json;

use super::{in_year, sheet::at_version};
use crate::{AppError, AppResult, Ctx, FieldError};

/// A person's decision on one verified sheet.
#[derive(Clone, Debug)]
pub struct Decision {
    /// The version of the sheet decided on.
    pub version: i64,
    /// Whether the unit meets the standard.
    pub recognised: bool,
    /// Number of the decision; may stay empty when the unit is not recognised.
    pub number: String,
    /// Its date.
    pub decided_on: Date,
    /// Why it differs from the proposal; needed when it does.
    pub note: String,
}

/// One decision that recognises many units.
#[derive(Clone, Debug)]
pub struct ListDecision {
    /// Of which movement.
    pub movement: MovementId,
    /// For which year.
    pub year: i16,
    /// Number of the decision.
    pub number: String,
    /// Its date.
    pub decided_on: Date,
    /// Why units below the threshold are on the list; needed when some are.
    pub note: String,
    /// The sheets, each with the version decided on.
    pub sheets: Vec<(ScoreSheetId, i64)>,
}

/// Decides on one sheet.
///
/// # Errors
/// Field errors `number`, `decided_on`, `note`; `movement-sheet-not-verified`; [`AppError::Stale`].
pub async fn recognise(ctx: &Ctx, id: ScoreSheetId, decision: Decision) -> AppResult<()> {
    let tx = ctx.write().await?;
    let (sheet, _) = at_version(&tx, id, decision.version).await?;
    ctx.require(Action::MovementVerify, sheet.unit)?;
    sheet.require(SheetState::Verified)?;
    let decision = checked(ctx, decision, &[&sheet])?;
    decide(ctx, &tx, sheet, &decision).await?;
    tx.commit().await?;
    Ok(())
}

/// Recognises many units by one decision, each with its own entry in the audit log. All or none; says how many.
///
/// # Errors
/// Field errors `number`, `decided_on`, `note`, `sheets` (none chosen); as [`recognise`] for each sheet.
pub async fn recognise_list(ctx: &Ctx, list: ListDecision) -> AppResult<usize> {
    let tx = ctx.write().await?;
    let movement = in_year(ctx, &tx, list.movement, list.year).await?;
    ctx.require(Action::MovementVerify, movement.root)?;
    let mut sheets = Vec::with_capacity(list.sheets.len());
    for (id, version) in &list.sheets {
        let (sheet, _) = at_version(&tx, *id, *version).await?;
        sheet.require(SheetState::Verified)?;
        if sheet.movement != movement.id || sheet.year != list.year {
            return Err(AppError::NotFound("score_sheet"));
        }
        sheets.push(sheet);
    }
    let decision = Decision {
        version: 0,
        recognised: true,
        number: list.number,
        decided_on: list.decided_on,
        note: list.note,
    };
    let decision = checked(ctx, decision, &sheets.iter().collect::<Vec<_>>())?;
    let count = sheets.len();
    for sheet in sheets {
        decide(ctx, &tx, sheet, &decision).await?;
    }
    tx.commit().await?;
    Ok(count)
}

fn checked(ctx: &Ctx, mut decision: Decision, sheets: &[&ScoreSheet]) -> AppResult<Decision> {
    decision.number = text::clean(&decision.number);
    decision.note = text::clean(&decision.note);
    let mut errors = Vec::new();
    if sheets.is_empty() {
        errors.push(FieldError::new("sheets", "movement-none-chosen"));
    }
    if decision.recognised && decision.number.is_empty() {
        errors.push(FieldError::new("number", "missing"));
    }
    if decision.decided_on > ctx.today() {
        errors.push(FieldError::new("decided_on", "movement-in-the-future"));
    }
    let against = sheets.iter().filter(|s| s.proposal() != Some(decision.recognised)).count();
    if against > 0 && decision.note.is_empty() {
        errors.push(FieldError::new("note", "movement-against-proposal").with("count", against));
    }
    if errors.is_empty() { Ok(decision) } else { Err(AppError::Invalid(errors)) }
}

async fn decide(
    ctx: &Ctx,
    tx: &WriteTx,
    mut sheet: ScoreSheet,
    decision: &Decision,
) -> AppResult<()> {
    let against = sheet.proposal() != Some(decision.recognised);
    sheet.state =
        if decision.recognised { SheetState::Recognised } else { SheetState::NotRecognised };
    sheet.decision = Some(decision.number.clone()).filter(|n| !n.is_empty());
    sheet.decided_on = Some(decision.decided_on);
    sheet.decided_by = ctx.account().map(|a| a.id);
    sheet.decision_note = if against { decision.note.clone() } else { String::new() };
    store::update_sheet(tx, &sheet).await?;
    let detail = json!({
        "unit": sheet.unit.to_string(), "year": sheet.year, "recognised": decision.recognised, "number": decision.number,
        "decided_on": decision.decided_on.to_string(), "points": sheet.verified_points.map(|p| p.to_string()),
        "threshold": sheet.threshold.to_string(), "against_proposal": against,
    });
    ctx.audit(tx, Action::MovementVerify, "score_sheet", sheet.id.uuid(), &detail).await
}
