//! Home affairs verifies a sheet line by line, or sends it back.

use nep_domain::{
    access::Action,
    ids::{Id, ScoreLineId, ScoreSheetId},
    movement::{SheetState, check_complete, check_verified, total},
    number::Points,
    text,
};
use nep_storage::movement as store;
use serde_json::json;

use super::{line_errors, sheet::at_version};
use crate::{AppError, AppResult, Ctx, FieldError};

/// Verified points to be kept; lines that are left out stay as they are.
#[derive(Clone, Debug)]
pub struct Verification {
    /// The version of the sheet edited.
    pub version: i64,
    /// The lines.
    pub lines: Vec<VerifiedLine>,
    /// Whether this ends the verification; then every line needs its points.
    pub finish: bool,
}

/// Verified points of one line.
#[derive(Clone, Debug)]
pub struct VerifiedLine {
    /// Which line.
    pub line: ScoreLineId,
    /// The points, or nothing yet.
    pub points: Option<Points>,
    /// Why they differ from the unit's own; needed when they do.
    pub note: String,
}

/// Keeps verified points, and with `finish` ends the verification. Gives the sheet's new version.
///
/// # Errors
/// Field errors `verified-<line>`, `verify-note-<line>`; `movement-sheet-not-sent`; [`AppError::Stale`].
pub async fn verify(ctx: &Ctx, id: ScoreSheetId, verification: Verification) -> AppResult<i64> {
    let tx = ctx.write().await?;
    let (mut sheet, mut lines) = at_version(&tx, id, verification.version).await?;
    ctx.require(Action::MovementVerify, sheet.unit)?;
    sheet.require(SheetState::SelfScored)?;
    let mut problems = Vec::new();
    for new in verification.lines {
        let line =
            lines.iter_mut().find(|l| l.id == new.line).ok_or(AppError::NotFound("score_line"))?;
        let note = text::clean(&new.note);
        problems.extend(new.points.and_then(|points| check_verified(line, points, &note)));
        line.verified_points = new.points;
        line.verify_note = note;
    }
    if verification.finish {
        problems = check_complete(&lines);
        sheet.state = SheetState::Verified;
        sheet.verified_points = total(&lines, |l| l.verified_points);
        sheet.verified_at = Some(ctx.now());
        sheet.verified_by = ctx.account().map(|a| a.id);
    }
    if !problems.is_empty() {
        return Err(AppError::Invalid(line_errors(&problems, "verified", "verify-note")));
    }
    store::update_sheet(&tx, &sheet).await?;
    for line in &lines {
        store::update_line(&tx, line).await?;
    }
    let detail = json!({ "finished": verification.finish, "verified_points": sheet.verified_points.map(|p| p.to_string()) });
    ctx.audit(&tx, Action::MovementVerify, "score_sheet", id.uuid(), &detail).await?;
    tx.commit().await?;
    Ok(sheet.version + 1)
}

/// Sends a self-score back to its unit with a reason; it is open again and keeps all its points.
///
/// # Errors
/// A field error without a reason; `movement-sheet-not-sent`; [`AppError::Stale`].
pub async fn send_back(ctx: &Ctx, id: ScoreSheetId, version: i64, reason: &str) -> AppResult<()> {
    let tx = ctx.write().await?;
    let (mut sheet, _) = at_version(&tx, id, version).await?;
    ctx.require(Action::MovementVerify, sheet.unit)?;
    sheet.require(SheetState::SelfScored)?;
    let reason = text::clean(reason);
    if reason.is_empty() {
        return Err(FieldError::new("reason", "missing").into());
    }
    sheet.state = SheetState::Open;
    sheet.self_points = None;
    sheet.self_scored_at = None;
    sheet.self_scored_by = None;
    sheet.decision_note.clone_from(&reason);
    store::update_sheet(&tx, &sheet).await?;
    ctx.audit(
        &tx,
        Action::MovementVerify,
        "score_sheet",
        id.uuid(),
        &json!({ "sent_back": reason }),
    )
    .await?;
    tx.commit().await?;
    Ok(())
}
