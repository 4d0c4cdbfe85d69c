//! The dashboard: how a unit and everything below it stand, in a period.

use std::{collections::HashMap, sync::Arc};

use jiff::{Timestamp, civil::Date};
use nep_domain::{
    access::Action,
    facts::{Fact, FactKind, FactName, FactQuery, Period},
    ids::UnitId,
    movement::{MovementReview, Timeliness},
    number::Share,
    org::OrgTree,
    text,
};

use super::{gauge::Gauge, unit_name};
use crate::{
    AppResult, Ctx, facts,
    memory::{Memory, minute},
};

/// What the tiles show, in order.
const TILES: [FactName; 10] = [
    FactName::DossiersReceived,
    FactName::DossiersOnTime,
    FactName::DossiersBeyondHours,
    FactName::ApologiesInTime,
    FactName::Satisfied,
    FactName::UnitsRecognised,
    FactName::InspectionRounds,
    FactName::InspectedUnits,
    FactName::AwardsCollective,
    FactName::AwardsIndividual,
];

/// Shares whose weak side is shown when there is one (S2.5).
const WEAK: [FactName; 6] = [
    FactName::CriteriaAdapted,
    FactName::SelfScored,
    FactName::DossiersOnTime,
    FactName::ApologiesInTime,
    FactName::FeedbackInTime,
    FactName::FindingsRemedied,
];

/// A dashboard.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Dashboard {
    /// The unit.
    pub unit: UnitId,
    /// Its name on the last day.
    pub unit_name: String,
    /// The tiles.
    pub tiles: Vec<Tile>,
    /// Dossiers overdue and undecided; the one number that is always bad news.
    pub overdue: Fact,
    /// Dossiers decided by month: on time out of all.
    pub months: Vec<SeriesRow>,
    /// Ratings by quarter: satisfied out of all.
    pub quarters: Vec<SeriesRow>,
    /// Dossiers decided by the units right below, the least punctual first.
    pub units: Vec<UnitLine>,
    /// Shares that fall short: what is missing is `whole − part`.
    pub weak: Vec<Fact>,
    /// Reviews held late or overdue, each with its movement's name.
    pub reviews: Vec<(String, MovementReview, Timeliness)>,
}

/// Dashboards by unit, period, the day asked for and the minute of asking.
pub(crate) type DashboardMemory = Memory<(UnitId, Period, Date, Timestamp), Arc<Dashboard>>;

/// A tile.
pub type Tile = Fact;

/// One point of a series.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SeriesRow {
    /// The month or quarter.
    pub period: Period,
    /// Its value.
    pub value: Share,
}

/// One unit of a comparison.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UnitLine {
    /// The unit.
    pub unit: UnitId,
    /// Its name.
    pub name: String,
    /// Whether the line is the unit alone, not what is below it.
    pub alone: bool,
    /// Its value.
    pub value: Share,
}

/// The dashboard of a unit.
///
/// # Errors
/// As [`facts::measure`].
pub async fn dashboard(
    ctx: &Ctx,
    unit: UnitId,
    period: Period,
    as_of: Date,
) -> AppResult<Arc<Dashboard>> {
    ctx.require(Action::ReportView, unit)?;
    let revision = ctx.revision().await?;
    let question = (unit, period, as_of, minute(ctx.now()));
    // Boxed: it carries the readings of some twenty figures.
    let work = Box::pin(put_together(ctx, unit, period, as_of));
    ctx.services().dashboards.get(revision, question, work).await
}

async fn put_together(
    ctx: &Ctx,
    unit: UnitId,
    period: Period,
    as_of: Date,
) -> AppResult<Arc<Dashboard>> {
    let query = |name| FactQuery::new(name, unit, period, as_of);
    let mut tiles = Vec::new();
    for name in TILES {
        tiles.push(facts::measure(ctx, &query(name)).await?);
    }
    let mut weak = Vec::new();
    for name in WEAK {
        let fact = facts::measure(ctx, &query(name)).await?;
        if fact.query.name.kind() == FactKind::Share && fact.value.part < fact.value.whole {
            weak.push(fact);
        }
    }
    let series = |rows: Vec<(Period, Share)>| {
        rows.into_iter().map(|(period, value)| SeriesRow { period, value }).collect()
    };
    let gauge = Gauge::new(ctx, unit, period, as_of).await?;
    Ok(Arc::new(Dashboard {
        unit,
        unit_name: unit_name(ctx, unit, period.to.min(as_of)).await?,
        tiles,
        overdue: facts::measure(ctx, &query(FactName::DossiersOverdue)).await?,
        months: series(facts::by_month(ctx, &query(FactName::DossiersOnTime)).await?),
        quarters: series(facts::by_quarter(ctx, &query(FactName::Satisfied)).await?),
        units: units(ctx, &query(FactName::DossiersOnTime)).await?,
        weak,
        reviews: late_reviews(&gauge).await?,
    }))
}

/// The fact for the unit itself and each unit right below, with all below those; the weakest first.
pub async fn units(ctx: &Ctx, query: &FactQuery) -> AppResult<Vec<UnitLine>> {
    let tree = ctx.org_on(query.end()).await?;
    let mut lines: HashMap<UnitId, Share> = HashMap::new();
    for (unit, value) in facts::by_unit(ctx, query).await? {
        let line = lines.entry(line_of(&tree, ctx.org(), query.unit, unit)).or_default();
        *line = Share { part: line.part + value.part, whole: line.whole + value.whole };
    }
    let name =
        |id| tree.get(id).or_else(|| ctx.org().get(id)).map(|u| u.name.clone()).unwrap_or_default();
    let mut lines: Vec<_> = lines
        .into_iter()
        .map(|(unit, value)| UnitLine { unit, name: name(unit), alone: unit == query.unit, value })
        .collect();
    lines.sort_by(|a, b| {
        let names = || text::compare(&a.name, &b.name);
        a.value.basis_points().cmp(&b.value.basis_points()).then_with(names)
    });
    Ok(lines)
}

/// The line a unit's records go to: the unit right below `top` that it belongs to, by the tree of the day or, for
/// a unit that has ended, by its last place.
fn line_of(tree: &OrgTree, latest: &OrgTree, top: UnitId, unit: UnitId) -> UnitId {
    let tree = if tree.get(unit).is_some() { tree } else { latest };
    let mut line = unit;
    for ancestor in tree.ancestors(unit) {
        if ancestor.id == top {
            return line;
        }
        line = ancestor.id;
    }
    unit
}

async fn late_reviews(gauge: &Gauge<'_>) -> AppResult<Vec<(String, MovementReview, Timeliness)>> {
    let mut late = Vec::new();
    for movement in &gauge.movements {
        for review in nep_storage::movement::reviews(&gauge.ctx.read().await?, movement.id).await? {
            let timeliness = review.timeliness(gauge.as_of);
            let due = gauge.period.from <= review.due_on && review.due_on <= gauge.period.to;
            if due && matches!(timeliness, Timeliness::HeldLate | Timeliness::Overdue) {
                late.push((movement.name.clone(), review, timeliness));
            }
        }
    }
    Ok(late)
}
