//! The unit's own points: kept while they are being filled in, then sent by the head.

use nep_domain::{
    access::Action,
    ids::{Id, ScoreLineId, ScoreSheetId},
    movement::{Basis, ScoreLine, SheetState, check_self, check_sendable, total},
    number::Points,
    refusal::Refusal,
    text,
};
use nep_storage::movement as store;
use serde_json::json;

use super::{line_errors, sheet::at_version};
use crate::{AppError, AppResult, Ctx};

/// Own points to be kept; lines that are left out stay as they are.
#[derive(Clone, Debug)]
pub struct SelfScore {
    /// The version of the sheet edited.
    pub version: i64,
    /// The lines.
    pub lines: Vec<SelfLine>,
}

/// Own points of one line.
#[derive(Clone, Debug)]
pub struct SelfLine {
    /// Which line.
    pub line: ScoreLineId,
    /// The points, or nothing yet.
    pub points: Option<Points>,
    /// The unit's remark; needed when points differ from the measured ones.
    pub note: String,
}

/// Keeps own points. Gives the sheet's new version.
///
/// # Errors
/// Field errors `points-<line>`, `note-<line>`; `movement-sheet-not-open`; [`AppError::Stale`].
pub async fn self_score(ctx: &Ctx, id: ScoreSheetId, score: SelfScore) -> AppResult<i64> {
    let tx = ctx.write().await?;
    let (sheet, mut lines) = at_version(&tx, id, score.version).await?;
    ctx.require(Action::MovementSelfScore, sheet.unit)?;
    sheet.require(SheetState::Open)?;
    let mut problems = Vec::new();
    for new in score.lines {
        let line =
            lines.iter_mut().find(|l| l.id == new.line).ok_or(AppError::NotFound("score_line"))?;
        let note = text::clean(&new.note);
        problems.extend(new.points.and_then(|points| check_self(line, points, &note)));
        line.self_points = new.points;
        line.self_note = note;
    }
    if !problems.is_empty() {
        return Err(AppError::Invalid(line_errors(&problems, "points", "note")));
    }
    store::update_sheet(&tx, &sheet).await?;
    for line in &lines {
        store::update_line(&tx, line).await?;
    }
    let detail = json!({ "lines": lines.iter().filter(|l| l.self_points.is_some()).count() });
    ctx.audit(&tx, Action::MovementSelfScore, "score_sheet", id.uuid(), &detail).await?;
    tx.commit().await?;
    Ok(sheet.version + 1)
}

/// Sends the self-score to home affairs; from now on the unit changes nothing any more.
///
/// # Errors
/// Field errors for every line without points, word or evidence; `movement-measures-missing` before the measured
/// lines were filled; `movement-sheet-not-open`; [`AppError::Stale`].
pub async fn send_self_score(ctx: &Ctx, id: ScoreSheetId, version: i64) -> AppResult<()> {
    let tx = ctx.write().await?;
    let (mut sheet, lines) = at_version(&tx, id, version).await?;
    ctx.require(Action::MovementSelfScore, sheet.unit)?;
    sheet.require(SheetState::Open)?;
    if lines.iter().any(unmeasured) {
        return Err(Refusal::new("movement-measures-missing").into());
    }
    let problems = check_sendable(&lines);
    if !problems.is_empty() {
        return Err(AppError::Invalid(line_errors(&problems, "points", "note")));
    }
    sheet.state = SheetState::SelfScored;
    sheet.self_points = total(&lines, |l| l.self_points);
    sheet.self_scored_at = Some(ctx.now());
    sheet.self_scored_by = ctx.account().map(|a| a.id);
    sheet.decision_note = String::new();
    store::update_sheet(&tx, &sheet).await?;
    let detail = json!({ "sent": true, "self_points": sheet.self_points.map(|p| p.to_string()) });
    ctx.audit(&tx, Action::MovementSelfScore, "score_sheet", id.uuid(), &detail).await?;
    tx.commit().await?;
    Ok(())
}

fn unmeasured(line: &ScoreLine) -> bool {
    matches!(line.criterion.basis, Basis::Measured { .. }) && line.measured.is_none()
}
