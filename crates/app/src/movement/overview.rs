//! A movement in one year: every unit with its state, what is missing and what deserves a look.

use std::collections::HashMap;

use jiff::civil::Date;
use nep_domain::{
    access::Action,
    facts::{Fact, FactFilter, FactName, FactQuery, Period},
    ids::{MovementId, UnitId},
    movement::{
        CriteriaSet, Movement, MovementReview, ScoreLine, ScoreSheet, SheetState, Sign, signs,
    },
    text_enum,
};
use nep_storage::movement as store;

use super::in_year;
use crate::{AppResult, Ctx, facts};

text_enum! {
    /// What a unit's sheet waits for.
    NextStep {
        /// Home affairs opens the sheet.
        OpenSheet = "open_sheet",
        /// The unit adds points or evidence.
        Fill = "fill",
        /// The head sends the self-score.
        Send = "send",
        /// Home affairs verifies.
        Verify = "verify",
        /// A person decides.
        Decide = "decide",
        /// Nothing any more.
        Done = "done",
    }
}

/// A movement in one year, as it stood at the end of a day.
#[derive(Clone, Debug)]
pub struct Overview {
    /// The movement.
    pub movement: Movement,
    /// The year.
    pub year: i16,
    /// The day.
    pub as_of: Date,
    /// The body's model set.
    pub model: Option<CriteriaSet>,
    /// The dated events of the movement.
    pub reviews: Vec<MovementReview>,
    /// Units that take part, in the order of the organisation.
    pub units: Vec<UnitRow>,
    /// Units with criteria of their own ÷ units that take part (S1.1).
    pub adapted: Fact,
    /// Units that sent their self-score ÷ units that take part.
    pub self_scored: Fact,
    /// Units recognised ÷ units that take part (S1.5).
    pub recognised: Fact,
}

/// One unit's line of the overview.
#[derive(Clone, Debug)]
pub struct UnitRow {
    /// The unit.
    pub unit: UnitId,
    /// Its name on that day.
    pub name: String,
    /// Its sheet as it is now, if it was opened.
    pub sheet: Option<ScoreSheet>,
    /// The sheet's state on that day.
    pub state: Option<SheetState>,
    /// Whether it had issued criteria of its own by that day.
    pub adapted: bool,
    /// Lines whose points are still missing.
    pub points_missing: usize,
    /// Lines whose evidence is still missing.
    pub evidence_missing: usize,
    /// Signs worth a look.
    pub signs: Vec<Sign>,
    /// What the sheet waits for now.
    pub next: NextStep,
}

/// The overview of a movement in one year, as it stood at the end of a day.
///
/// # Errors
/// A field error for a year outside the movement; [`crate::AppError::NotFound`] when it is another body's.
pub async fn overview(ctx: &Ctx, id: MovementId, year: i16, as_of: Date) -> AppResult<Overview> {
    let tx = ctx.read().await?;
    let movement = in_year(ctx, &tx, id, year).await?;
    ctx.require(Action::MovementView, movement.root)?;
    let reviews = store::reviews(&tx, id).await?;
    let (mut own, model): (Vec<_>, Vec<_>) =
        store::sets_of(&tx, id, year).await?.into_iter().partition(|set| !set.is_model());
    own.retain(|set| set.issued_on.is_some_and(|on| on <= as_of));
    let mut sheets: HashMap<_, _> =
        store::sheets_of(&tx, id, year).await?.into_iter().map(|s| (s.unit, s)).collect();
    let mut lines = store::lines_of_sheets(&tx, id, year).await?;
    let ids: Vec<_> = sheets.values().map(|s| s.id).collect();
    let withdrawn = store::withdrawn_of(&tx, &ids).await?;
    drop(tx);
    let tree = ctx.org_on(Period::year(year).to.min(as_of)).await?;
    let units = tree.subtree(movement.root).into_iter().map(|(unit, _)| unit);
    let units = units.filter(|u| u.kind.takes_part()).map(|unit| {
        let sheet = sheets.remove(&unit.id);
        let lines = sheet.as_ref().and_then(|s| lines.remove(&s.id)).unwrap_or_default();
        let adapted = own.iter().any(|set| set.unit == unit.id);
        row(ctx, as_of, (unit.id, unit.name.clone()), sheet, &lines, adapted)
    });
    let mut units: Vec<_> = units.collect();
    for unit in &mut units {
        let id = unit.sheet.as_ref().map(|s| s.id);
        let stood = withdrawn.iter().filter(|w| Some(w.sheet) == id);
        let mut stood = stood.filter_map(|w| w.state_on(as_of, |at| ctx.local(at).date()));
        unit.state = stood.next_back().or(unit.state);
    }
    Ok(Overview {
        adapted: fact(ctx, &movement, year, as_of, FactName::CriteriaAdapted).await?,
        self_scored: fact(ctx, &movement, year, as_of, FactName::SelfScored).await?,
        recognised: fact(ctx, &movement, year, as_of, FactName::UnitsRecognised).await?,
        model: model.into_iter().next(),
        movement,
        year,
        as_of,
        reviews,
        units,
    })
}

fn row(
    ctx: &Ctx,
    as_of: Date,
    (unit, name): (UnitId, String),
    sheet: Option<ScoreSheet>,
    lines: &[ScoreLine],
    adapted: bool,
) -> UnitRow {
    let points_missing = lines.iter().filter(|l| l.self_points.is_none()).count();
    let claimed = lines.iter().filter(|l| l.self_points.is_some());
    let evidence_missing = claimed.filter(|l| l.evidence_missing()).count();
    let next = match sheet.as_ref().map(|s| s.state) {
        None => NextStep::OpenSheet,
        Some(SheetState::Open) if points_missing + evidence_missing > 0 => NextStep::Fill,
        Some(SheetState::Open) => NextStep::Send,
        Some(SheetState::SelfScored) => NextStep::Verify,
        Some(SheetState::Verified) => NextStep::Decide,
        Some(SheetState::Recognised | SheetState::NotRecognised) => NextStep::Done,
    };
    UnitRow {
        unit,
        name,
        state: sheet.as_ref().map(|s| s.state_on(as_of, |at| ctx.local(at).date())),
        sheet,
        adapted,
        points_missing,
        evidence_missing,
        signs: signs(lines),
        next,
    }
}

async fn fact(
    ctx: &Ctx,
    movement: &Movement,
    year: i16,
    as_of: Date,
    name: FactName,
) -> AppResult<Fact> {
    let query = FactQuery {
        filter: FactFilter { movement: Some(movement.id), ..FactFilter::default() },
        ..FactQuery::new(name, movement.root, Period::year(year), as_of)
    };
    facts::measure(ctx, &query).await
}
