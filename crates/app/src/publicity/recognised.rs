//! Units that meet the culture standard, by year, always with numerator and denominator (S1.5).

use jiff::civil::Date;
use nep_domain::{
    facts::{FactFilter, FactName, FactQuery, Period},
    ids::UnitId,
    movement::{Movement, SheetState},
    number::{Points, Share},
    text,
};
use nep_storage::{ReadTx, movement as store};

use crate::{AppResult, Ctx, facts};

/// The recognised units of a body for a year, movement by movement.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RecognisedYear {
    /// The year shown.
    pub year: i16,
    /// The years there are, newest first.
    pub years: Vec<i16>,
    /// The movements that cover the year.
    pub movements: Vec<RecognisedUnits>,
}

/// The units a movement recognised for a year.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RecognisedUnits {
    /// The movement's name.
    pub movement: String,
    /// Units recognised ÷ units of the movement.
    pub share: Share,
    /// The units, most points first.
    pub units: Vec<RecognisedUnit>,
}

/// A unit that meets the standard.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RecognisedUnit {
    /// Its name in that year.
    pub name: String,
    /// Verified points.
    pub points: Option<Points>,
    /// Out of how many.
    pub max_points: Points,
    /// Number of the decision.
    pub decision: String,
    /// Its date.
    pub decided_on: Date,
}

/// The recognised units of a body; without a year, of the newest year that has any.
pub async fn recognised(ctx: &Ctx, body: UnitId, year: Option<i16>) -> AppResult<RecognisedYear> {
    let today = ctx.today();
    let movements = store::of_bodies(&ctx.read().await?, &[body]).await?;
    let mut years: Vec<i16> =
        movements.iter().flat_map(|m| m.starts.year()..=m.ends.year().min(today.year())).collect();
    years.sort_unstable_by(|a, b| b.cmp(a));
    years.dedup();
    let asked = year.filter(|y| years.contains(y));
    let candidates = asked.map_or_else(|| years.clone(), |year| vec![year]);
    let newest = years.first().copied().unwrap_or(today.year());
    for year in candidates {
        let movements = of_year(ctx, &movements, body, year).await?;
        if asked.is_some() || movements.iter().any(|m| !m.units.is_empty()) {
            return Ok(RecognisedYear { year, years, movements });
        }
    }
    Ok(RecognisedYear { year: newest, years, movements: Vec::new() })
}

async fn of_year(
    ctx: &Ctx,
    all: &[Movement],
    body: UnitId,
    year: i16,
) -> AppResult<Vec<RecognisedUnits>> {
    let mut found = Vec::new();
    for movement in all.iter().filter(|m| m.covers(year)) {
        let filter = FactFilter { movement: Some(movement.id), ..FactFilter::default() };
        let period = Period::year(year);
        let query = FactQuery {
            filter,
            ..FactQuery::new(FactName::UnitsRecognised, body, period, ctx.today())
        };
        let share = facts::measure_public(ctx, &query).await?.value;
        let units = units(ctx, &ctx.read().await?, movement, year).await?;
        found.push(RecognisedUnits { movement: movement.name.clone(), share, units });
    }
    Ok(found)
}

async fn units(
    ctx: &Ctx,
    tx: &ReadTx,
    movement: &Movement,
    year: i16,
) -> AppResult<Vec<RecognisedUnit>> {
    let today = ctx.today();
    let then = ctx.services().org_on(tx, Period::year(year).to.min(today)).await?;
    let sheets = store::sheets_of(tx, movement.id, year).await?;
    let recognised = sheets.into_iter().filter(|s| s.state == SheetState::Recognised);
    let mut units: Vec<_> = recognised
        .filter_map(|sheet| {
            let unit = then.get(sheet.unit).or_else(|| ctx.org().get(sheet.unit))?;
            Some(RecognisedUnit {
                name: unit.name.clone(),
                points: sheet.verified_points,
                max_points: sheet.max_points,
                decision: sheet.decision.unwrap_or_default(),
                decided_on: sheet.decided_on.filter(|on| *on <= today)?,
            })
        })
        .collect();
    units.sort_by(|a, b| b.points.cmp(&a.points).then_with(|| text::compare(&a.name, &b.name)));
    Ok(units)
}
