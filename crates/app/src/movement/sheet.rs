//! Opening score sheets, and filling their measured lines from facts.

use jiff::civil::Date;
use nep_domain::{
    access::Action,
    facts::{FactQuery, Period},
    ids::{Id, MovementId, ScoreSheetId, UnitId},
    movement::{
        Basis, CriteriaSet, Criterion, Measured, Movement, ScoreLine, ScoreSheet, SheetState,
        WithdrawnDecision, measured_points,
    },
    refusal::Refusal,
};
use nep_storage::{ReadTx, WriteTx, movement as store};
use serde_json::json;

use super::{criteria, day_of_year, in_year, seen};
use crate::{AppError, AppResult, Ctx, access, facts};

/// A sheet with everything a page shows of it.
#[derive(Clone, Debug)]
pub struct SheetView {
    /// Its movement.
    pub movement: Movement,
    /// The sheet.
    pub sheet: ScoreSheet,
    /// The criteria it goes by.
    pub set: CriteriaSet,
    /// Its lines in the order of the criteria.
    pub lines: Vec<ScoreLine>,
    /// Decisions on it that were withdrawn, oldest first, each with the name of who did it.
    pub withdrawn: Vec<(WithdrawnDecision, Option<String>)>,
}

/// Opens the sheet of a unit for a year; gives the one there is when it is open already.
///
/// # Errors
/// `movement-no-model` before the body has issued criteria; `unit-not-on-that-date`.
pub async fn open_sheet(
    ctx: &Ctx,
    movement: MovementId,
    unit: UnitId,
    year: i16,
) -> AppResult<ScoreSheetId> {
    let tree = ctx.org_on(day_of_year(ctx, year)).await?;
    let tx = ctx.write().await?;
    let movement = in_year(ctx, &tx, movement, year).await?;
    if !ctx.may(Action::MovementManage, unit) {
        ctx.require(Action::MovementSelfScore, unit)?;
    }
    if tree.require(unit)?.root != movement.root {
        return Err(AppError::NotFound("unit"));
    }
    if let Some(sheet) = store::sheet_of(&tx, movement.id, unit, year).await? {
        return Ok(sheet.id);
    }
    let id = insert(ctx, &tx, &movement, unit, year).await?;
    tx.commit().await?;
    Ok(id)
}

/// Opens the sheets of all units that take part and have none yet; says how many.
///
/// # Errors
/// As [`open_sheet`].
pub async fn open_sheets(ctx: &Ctx, movement: MovementId, year: i16) -> AppResult<usize> {
    let tree = ctx.org_on(day_of_year(ctx, year)).await?;
    let tx = ctx.write().await?;
    let movement = in_year(ctx, &tx, movement, year).await?;
    ctx.require(Action::MovementManage, movement.root)?;
    let there: Vec<_> =
        store::sheets_of(&tx, movement.id, year).await?.into_iter().map(|s| s.unit).collect();
    let mut opened = 0;
    for (unit, _) in tree.subtree(movement.root) {
        if unit.kind.takes_part() && !there.contains(&unit.id) {
            insert(ctx, &tx, &movement, unit.id, year).await?;
            opened += 1;
        }
    }
    tx.commit().await?;
    Ok(opened)
}

async fn insert(
    ctx: &Ctx,
    tx: &WriteTx,
    movement: &Movement,
    unit: UnitId,
    year: i16,
) -> AppResult<ScoreSheetId> {
    let set = criteria::in_force(tx, movement, unit, year).await?;
    let sheet = ScoreSheet {
        id: ctx.id(),
        movement: movement.id,
        set: set.id,
        root: movement.root,
        unit,
        year,
        state: SheetState::Open,
        max_points: set.total(),
        threshold: set.threshold,
        self_points: None,
        self_scored_at: None,
        self_scored_by: None,
        verified_points: None,
        verified_at: None,
        verified_by: None,
        decision: None,
        decided_on: None,
        decided_by: None,
        decision_note: String::new(),
        version: 1,
    };
    store::insert_sheet(tx, &sheet).await?;
    insert_lines(ctx, tx, &sheet, &set).await?;
    let detail = json!({ "unit": unit.to_string(), "year": year, "adapted": !set.is_model() });
    ctx.audit_named(tx, "movement.open_sheet", "score_sheet", Some(sheet.id.uuid()), &detail)
        .await?;
    Ok(sheet.id)
}

async fn insert_lines(
    ctx: &Ctx,
    tx: &WriteTx,
    sheet: &ScoreSheet,
    set: &CriteriaSet,
) -> AppResult<()> {
    for criterion in &set.criteria {
        store::insert_line(tx, &empty_line(ctx, sheet, criterion)).await?;
    }
    Ok(())
}

fn empty_line(ctx: &Ctx, sheet: &ScoreSheet, criterion: &Criterion) -> ScoreLine {
    ScoreLine {
        id: ctx.id(),
        sheet: sheet.id,
        criterion: criterion.clone(),
        measured: None,
        measured_points: None,
        self_points: None,
        self_note: String::new(),
        verified_points: None,
        verify_note: String::new(),
        evidence: Vec::new(),
    }
}

/// Refuses once anything was entered on a sheet, so that changed criteria cannot lose it.
pub(super) async fn require_untouched(tx: &ReadTx, sheet: &ScoreSheet) -> AppResult<()> {
    let lines = store::lines_of(tx, sheet.id).await?;
    let untouched = sheet.state == SheetState::Open
        && lines
            .iter()
            .all(|l| l.self_points.is_none() && l.self_note.is_empty() && l.evidence.is_empty());
    if untouched { Ok(()) } else { Err(Refusal::new("movement-criteria-in-use").into()) }
}

/// Puts an untouched sheet, its lines taken away, on changed criteria.
pub(super) async fn follow(
    ctx: &Ctx,
    tx: &WriteTx,
    mut sheet: ScoreSheet,
    own: &CriteriaSet,
) -> AppResult<()> {
    let movement = seen(ctx, tx, sheet.movement).await?;
    let set = criteria::in_force(tx, &movement, own.unit, own.year).await?;
    sheet.set = set.id;
    sheet.max_points = set.total();
    sheet.threshold = set.threshold;
    store::update_sheet(tx, &sheet).await?;
    insert_lines(ctx, tx, &sheet, &set).await
}

/// Fills the measured lines of a sheet from the facts of its year as the records stood at the end of a day.
///
/// The unit does so while it fills the sheet, home affairs also after the self-score was sent. Own points that
/// equalled the old measure follow the new one.
///
/// # Errors
/// `movement-sheet-not-open` once it was verified; [`AppError::Stale`] when somebody changed it meanwhile.
pub async fn fill_measures(ctx: &Ctx, id: ScoreSheetId, as_of: Date) -> AppResult<()> {
    let view = sheet_by_id(ctx, id).await?;
    let sheet = view.sheet;
    if !ctx.may(Action::MovementVerify, sheet.unit) {
        ctx.require(Action::MovementSelfScore, sheet.unit)?;
        sheet.require(SheetState::Open)?;
    } else if sheet.state != SheetState::SelfScored {
        sheet.require(SheetState::Open)?;
    }
    // Facts read for themselves, so they are all asked for before the writing transaction begins.
    let mut lines = view.lines;
    let period = view.movement.period(sheet.year);
    for line in &mut lines {
        measure(ctx, sheet.unit, period, as_of, line).await?;
    }
    let tx = ctx.write().await?;
    store::update_sheet(&tx, &sheet).await?;
    for line in lines.iter().filter(|l| l.measured.is_some()) {
        store::update_line(&tx, line).await?;
    }
    let used = lines.iter().filter_map(|l| {
        let m = l.measured?;
        Some(json!({ "criterion": l.criterion.id.to_string(), "part": m.value.part, "whole": m.value.whole }))
    });
    let detail = json!({ "as_of": as_of.to_string(), "facts": used.collect::<Vec<_>>() });
    ctx.audit_named(&tx, "movement.fill_measures", "score_sheet", Some(id.uuid()), &detail).await?;
    tx.commit().await?;
    Ok(())
}

async fn measure(
    ctx: &Ctx,
    unit: UnitId,
    period: Period,
    as_of: Date,
    line: &mut ScoreLine,
) -> AppResult<()> {
    let Basis::Measured { fact, target } = line.criterion.basis else { return Ok(()) };
    let found = facts::measure(ctx, &FactQuery::new(fact, unit, period, as_of)).await?;
    let points = measured_points(line.criterion.max_points, target, found.measure());
    if line.self_points.is_none() || line.self_points == line.measured_points {
        line.self_points = points;
    }
    line.measured = Some(Measured { value: found.value, on: as_of });
    line.measured_points = points;
    Ok(())
}

/// A sheet with its lines.
///
/// # Errors
/// [`AppError::NotFound`] when there is none, or it is another body's.
pub async fn sheet_by_id(ctx: &Ctx, id: ScoreSheetId) -> AppResult<SheetView> {
    let tx = ctx.read().await?;
    let sheet = store::sheet_by_id(&tx, id).await?.ok_or(AppError::NotFound("score_sheet"))?;
    view(ctx, &tx, sheet).await
}

/// The sheet of a unit for a year, if it is open.
///
/// # Errors
/// [`AppError::NotFound`] when the movement is another body's.
pub async fn sheet_of(
    ctx: &Ctx,
    movement: MovementId,
    unit: UnitId,
    year: i16,
) -> AppResult<Option<SheetView>> {
    let tx = ctx.read().await?;
    seen(ctx, &tx, movement).await?;
    match store::sheet_of(&tx, movement, unit, year).await? {
        Some(sheet) => view(ctx, &tx, sheet).await.map(Some),
        None => Ok(None),
    }
}

async fn view(ctx: &Ctx, tx: &ReadTx, sheet: ScoreSheet) -> AppResult<SheetView> {
    let movement = seen(ctx, tx, sheet.movement).await?;
    let set = store::set_by_id(tx, sheet.set).await?.ok_or(AppError::NotFound("criteria_set"))?;
    let lines = store::lines_of(tx, sheet.id).await?;
    let mut withdrawn = Vec::new();
    for decision in store::withdrawn_of(tx, &[sheet.id]).await? {
        let who = access::name_of(tx, decision.by).await?;
        withdrawn.push((decision, who));
    }
    Ok(SheetView { movement, sheet, set, lines, withdrawn })
}

/// The sheet to be changed, at the version the change was based on.
pub(super) async fn at_version(
    tx: &ReadTx,
    id: ScoreSheetId,
    version: i64,
) -> AppResult<(ScoreSheet, Vec<ScoreLine>)> {
    let sheet = store::sheet_by_id(tx, id).await?.ok_or(AppError::NotFound("score_sheet"))?;
    if sheet.version != version {
        return Err(AppError::Stale);
    }
    let lines = store::lines_of(tx, id).await?;
    Ok((sheet, lines))
}
