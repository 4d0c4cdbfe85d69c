//! One year's score sheets: opened, filled by the units, verified, decided.

use jiff::civil::{Date, DateTime};
use nep_app::{
    Ctx,
    movement::{
        self, Decision, ListDecision, SelfLine, SelfScore, SheetView, Verification, VerifiedLine,
    },
};
use nep_domain::{
    ids::{MovementId, ScoreSheetId, UnitId},
    movement::ScoreLine,
    number::Points,
};
use rand::RngExt;

use super::{Act, Due, running};
use crate::{
    fault::Fault,
    scenario::{
        pdf,
        script::Scores,
        stage::{self, Stage},
    },
};

/// How many units send their sheets on one day.
const SHEETS_A_DAY: usize = 9;
/// Working days between a unit's sheet and its verification.
const UNTIL_VERIFIED: i64 = 8;
/// Per cent of the points that home affairs leaves a weak unit on judged lines.
const WEAK: i64 = 60;

/// A year's decision to come.
pub(crate) struct YearDecision {
    movement: MovementId,
    year: i16,
    number: String,
    on: Date,
    sheets: Vec<ScoreSheetId>,
    by: String,
}

/// Opens the sheets of all units and plans what follows.
pub(in super::super) async fn open(
    stage: &mut Stage,
    step: usize,
    by: &str,
    at: DateTime,
    deed: &Scores,
) -> Result<(), Fault> {
    let movement = running(stage)?;
    let ctx = stage.ctx(by).await?;
    let year = deed.year.unwrap_or(stage.today.year());
    movement::open_sheets(&ctx, movement, year).await?;
    let weak = stage::units(&ctx, &deed.weak)?;
    let unsent = stage::units(&ctx, &deed.unsent)?;
    let body = stage.body(&ctx)?;
    let tree = ctx.org_on(at.date()).await?;
    let units: Vec<UnitId> = tree
        .subtree(body)
        .iter()
        .map(|(u, _)| *u)
        .filter(|u| u.kind.takes_part() && !unsent.contains(&u.id))
        .map(|u| u.id)
        .collect();
    let mut sheets = Vec::new();
    for (place, unit) in units.into_iter().take(deed.sent.unwrap_or(usize::MAX)).enumerate() {
        let sheet = movement::open_sheet(&ctx, movement, unit, year).await?;
        sheets.push(sheet);
        let later = i64::try_from(place / SHEETS_A_DAY).unwrap_or_default() + 1;
        let day = stage.calendar().add_working_days(at.date(), later);
        let minute = i8::try_from(place % SHEETS_A_DAY * 5).unwrap_or_default();
        stage.plan(day.at(10, minute, 0, 0), step, Act::Sheet(Due::Fill { sheet, unit }));
        if deed.decided.is_some() {
            let day = stage.calendar().add_working_days(day, UNTIL_VERIFIED);
            let due = Due::Verify { sheet, weak: weak.contains(&unit), by: by.to_owned() };
            stage.plan(day.at(14, minute, 0, 0), step, Act::Sheet(due));
        }
    }
    if let Some(on) = deed.decided {
        let (number, by) = (deed.decision.clone().unwrap_or_default(), by.to_owned());
        let decision = YearDecision { movement, year, number, on, sheets, by };
        stage.plan(on.at(16, 0, 0, 0), step, Act::Sheet(Due::Decide(decision)));
    }
    Ok(())
}

/// A unit's head fills the sheet from facts, adds evidence, gives the unit's own points and sends it.
pub(super) async fn fill(
    stage: &mut Stage,
    sheet: ScoreSheetId,
    unit: UnitId,
) -> Result<(), Fault> {
    let by = stage.head(unit)?;
    let ctx = stage.ctx(&by).await?;
    movement::fill_measures(&ctx, sheet, ctx.today()).await?;
    let view = movement::sheet_by_id(&ctx, sheet).await?;
    for line in view.lines.iter().filter(|line| line.needs_judgement()) {
        add_evidence(&ctx, &view, line).await?;
    }
    let mut lines = Vec::new();
    for line in &view.lines {
        let points = line.measured_points.unwrap_or_else(|| claimed(stage, line));
        lines.push(SelfLine { line: line.id, points: Some(points), note: String::new() });
    }
    let version =
        movement::self_score(&ctx, sheet, SelfScore { version: view.sheet.version, lines }).await?;
    movement::send_self_score(&ctx, sheet, version).await?;
    Ok(())
}

/// Nine tenths of the points or more, to halves.
fn claimed(stage: &mut Stage, line: &ScoreLine) -> Points {
    let share = stage.random.random_range(90..=100);
    Points(line.criterion.max_points.0 * share / 100 / 50 * 50)
}

async fn add_evidence(ctx: &Ctx, view: &SheetView, line: &ScoreLine) -> Result<(), Fault> {
    let heading = line.criterion.heading.to_uppercase();
    let unit = ctx.org().get(view.sheet.unit).map(|u| u.code.clone()).unwrap_or_default();
    let lines = [
        format!("Minh chung {heading}-{} nam {}", line.criterion.ordinal, view.sheet.year),
        format!("Don vi: {unit}"),
    ];
    let name = format!("minh-chung-{}-{unit}-{}.pdf", heading.to_lowercase(), view.sheet.year);
    let note = "Báo cáo và ảnh chụp kèm theo";
    movement::add_evidence(ctx, view.sheet.id, line.id, &name, &pdf::page(&lines), note).await?;
    Ok(())
}

/// Home affairs takes the measured points as they are and judges the others.
pub(super) async fn verify(
    stage: &mut Stage,
    sheet: ScoreSheetId,
    weak: bool,
    by: &str,
) -> Result<(), Fault> {
    let ctx = stage.ctx(by).await?;
    let view = movement::sheet_by_id(&ctx, sheet).await?;
    let judge = |line: &ScoreLine| {
        let lowered = weak && line.needs_judgement();
        let own = line.self_points.unwrap_or_default();
        let points = if lowered { Points(line.criterion.max_points.0 * WEAK / 100) } else { own };
        let note = if lowered {
            "Minh chứng chưa chứng minh được kết quả đã tự chấm"
        } else {
            ""
        };
        VerifiedLine { line: line.id, points: Some(points), note: note.to_owned() }
    };
    let lines = view.lines.iter().map(judge).collect();
    movement::verify(
        &ctx,
        sheet,
        Verification { version: view.sheet.version, lines, finish: true },
    )
    .await?;
    Ok(())
}

/// One decision for all units at or above the threshold; the others are told that they do not meet the standard.
pub(super) async fn decide(stage: &mut Stage, year: YearDecision) -> Result<(), Fault> {
    let ctx = stage.ctx(&year.by).await?;
    let mut meeting = Vec::new();
    for id in year.sheets {
        let sheet = movement::sheet_by_id(&ctx, id).await?.sheet;
        if sheet.proposal() == Some(true) {
            meeting.push((id, sheet.version));
            continue;
        }
        let (version, number, decided_on) = (sheet.version, String::new(), year.on);
        movement::recognise(
            &ctx,
            id,
            Decision { version, recognised: false, number, decided_on, note: String::new() },
        )
        .await?;
    }
    let list = ListDecision {
        movement: year.movement,
        year: year.year,
        number: year.number,
        decided_on: year.on,
        note: String::new(),
        sheets: meeting,
    };
    movement::recognise_list(&ctx, list).await?;
    Ok(())
}
