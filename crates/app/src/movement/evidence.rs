//! Evidence on the lines of an open sheet.

use nep_domain::{
    access::Action,
    ids::{EvidenceId, Id, ScoreLineId, ScoreSheetId},
    movement::{Evidence, ScoreSheet, SheetState},
    text,
};
use nep_storage::{WriteTx, movement as store};
use serde_json::json;

use crate::{AppError, AppResult, Ctx, files};

/// Attaches a file to a line. The same file on the same line a second time changes nothing.
///
/// # Errors
/// Field errors on `file` as [`files::store`]; `movement-sheet-not-open`.
pub async fn add_evidence(
    ctx: &Ctx,
    id: ScoreSheetId,
    line: ScoreLineId,
    name: &str,
    bytes: &[u8],
    note: &str,
) -> AppResult<EvidenceId> {
    let tx = ctx.write().await?;
    open(ctx, &tx, id).await?;
    let lines = store::lines_of(&tx, id).await?;
    let line = lines.into_iter().find(|l| l.id == line).ok_or(AppError::NotFound("score_line"))?;
    let file = files::store(ctx, &tx, name, bytes).await?;
    if let Some(there) = line.evidence.iter().find(|e| e.sha256 == file.sha256) {
        // Nothing is committed, so the second copy leaves no trace.
        return Ok(there.id);
    }
    let evidence = Evidence {
        id: ctx.id(),
        line: line.id,
        file: file.id,
        name: file.name,
        size: file.size,
        sha256: file.sha256,
        note: text::clean(note),
        added_at: ctx.now(),
        added_by: ctx.account().map(|a| a.id),
    };
    store::insert_evidence(&tx, &evidence).await?;
    let detail = json!({ "sheet": id.to_string(), "line": line.id.to_string(), "sha256": evidence.sha256, "size": evidence.size });
    ctx.audit(&tx, Action::MovementSelfScore, "evidence", evidence.id.uuid(), &detail).await?;
    tx.commit().await?;
    Ok(evidence.id)
}

/// Takes a file off its line again, while the sheet is open.
///
/// # Errors
/// `movement-sheet-not-open`.
pub async fn remove_evidence(ctx: &Ctx, id: EvidenceId) -> AppResult<()> {
    let tx = ctx.write().await?;
    let place = store::place_of_evidence(&tx, id).await?.ok_or(AppError::NotFound("evidence"))?;
    open(ctx, &tx, place.sheet).await?;
    store::delete_evidence(&tx, id, place.file).await?;
    let detail = json!({ "removed": true, "line": place.line.to_string() });
    ctx.audit(&tx, Action::MovementSelfScore, "evidence", id.uuid(), &detail).await?;
    tx.commit().await?;
    Ok(())
}

async fn open(ctx: &Ctx, tx: &WriteTx, id: ScoreSheetId) -> AppResult<ScoreSheet> {
    let sheet = store::sheet_by_id(tx, id).await?.ok_or(AppError::NotFound("score_sheet"))?;
    ctx.require(Action::MovementSelfScore, sheet.unit)?;
    sheet.require(SheetState::Open)?;
    Ok(sheet)
}
