//! The league: units of a movement by their verified score.

use jiff::civil::Date;
use nep_domain::{
    access::Action,
    facts::Period,
    ids::{ScoreSheetId, UnitId},
    movement::{Movement, SheetState},
    number::{Points, Share},
    text,
};

use super::gauge::Gauge;
use crate::{AppResult, Ctx};

/// A unit's place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LeagueRow {
    /// Place from 1; units with equal scores share it. None without a verified score.
    pub rank: Option<usize>,
    /// The unit.
    pub unit: UnitId,
    /// Its name on the year's last day.
    pub name: String,
    /// Its sheet.
    pub sheet: Option<ScoreSheetId>,
    /// The verified score and the most it could be.
    pub points: Option<(Points, Points)>,
    /// How the sheet stood.
    pub state: Option<SheetState>,
}

impl LeagueRow {
    /// The score as a share of the most possible, by which units are ranked.
    pub fn share(&self) -> Option<i64> {
        self.points
            .and_then(|(points, most)| Share { part: points.0, whole: most.0 }.basis_points())
    }
}

/// The units that take part in the body's movements of a year, best first, one table a movement.
///
/// # Errors
/// [`crate::AppError::Denied`] unless the actor may see reports of the unit.
pub async fn league(
    ctx: &Ctx,
    unit: UnitId,
    year: i16,
    as_of: Date,
) -> AppResult<Vec<(Movement, Vec<LeagueRow>)>> {
    ctx.require(Action::ReportView, unit)?;
    let gauge = Gauge::new(ctx, unit, Period::year(year), as_of).await?;
    let tree = ctx.org_on(gauge.period.to.min(as_of)).await?;
    let members: Vec<_> =
        tree.subtree(unit).into_iter().map(|(u, _)| u).filter(|u| u.kind.takes_part()).collect();
    let mut tables = Vec::new();
    for movement in &gauge.movements {
        let sheets =
            nep_storage::movement::sheets_of(&ctx.read().await?, movement.id, year).await?;
        let row = |member: &&nep_domain::org::Unit| {
            let sheet = sheets.iter().find(|s| s.unit == member.id);
            let state = sheet.map(|s| s.state_on(as_of, |at| ctx.local(at).date()));
            let verified =
                state.is_some_and(|s| !matches!(s, SheetState::Open | SheetState::SelfScored));
            let points = sheet
                .filter(|_| verified)
                .and_then(|s| s.verified_points.map(|p| (p, s.max_points)));
            LeagueRow {
                rank: None,
                unit: member.id,
                name: member.name.clone(),
                sheet: sheet.map(|s| s.id),
                points,
                state,
            }
        };
        tables.push((movement.clone(), ranked(members.iter().map(row).collect())));
    }
    Ok(tables)
}

/// Best first; equal scores share a place, and the next place counts all before it.
fn ranked(mut rows: Vec<LeagueRow>) -> Vec<LeagueRow> {
    rows.sort_by(|a, b| b.share().cmp(&a.share()).then_with(|| text::compare(&a.name, &b.name)));
    let shares: Vec<_> = rows.iter().map(LeagueRow::share).collect();
    for row in &mut rows {
        let share = row.share();
        row.rank = share.and(shares.iter().position(|s| *s == share)).map(|place| place + 1);
    }
    rows
}
