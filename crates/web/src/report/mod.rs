//! Dashboard, league and yearly report.

mod dashboard;
mod league;
mod unit_figures;
mod yearly;

use axum::{Router, routing::get};
use jiff::civil::Date;
use nep_app::Ctx;
use nep_domain::ids::UnitId;

pub(crate) use self::unit_figures::UnitFigures;
use crate::{facts, paths, state::Web};

/// The addresses of this room and of the records behind figures.
pub(crate) fn routes() -> Router<Web> {
    let yearly = |part: &str| format!("{}/nam/{{span}}{part}", paths::REPORTS);
    Router::new()
        .route(paths::REPORTS, get(dashboard::dashboard))
        .route(paths::LEAGUE, get(league::league))
        .route(&yearly(""), get(yearly::page))
        .route(&yearly("/pdf"), get(yearly::pdf))
        .route(&yearly("/xlsx"), get(yearly::xlsx))
        .route(&format!("{}/{{fact}}", paths::FACTS), get(facts::records))
}

/// A choice of a filter: value, text, whether it is chosen.
type Choice = (String, String, bool);

/// The unit asked for with what stands above and right below it: enough to move through any organisation.
fn unit_choices(ctx: &Ctx, unit: UnitId) -> Vec<Choice> {
    /// More would make a list nobody reads; the pages of the organisation lead to the others.
    const MOST_BELOW: usize = 300;
    let org = ctx.org();
    let mut above: Vec<_> = org.ancestors(unit).collect();
    above.reverse();
    let path: Vec<_> = above.into_iter().chain(org.get(unit)).collect();
    let depth = path.len();
    let choice = |unit: &nep_domain::org::Unit, depth: usize, chosen| {
        (unit.id.to_string(), format!("{}{}", "– ".repeat(depth), unit.name), chosen)
    };
    let path = path.iter().enumerate().map(|(n, u)| choice(u, n, n + 1 == depth));
    let below = org
        .children(unit)
        .filter(|u| u.dissolved.is_none())
        .take(MOST_BELOW)
        .map(|u| choice(u, depth, false));
    path.chain(below).collect()
}

/// The years to choose from, newest first; the chosen one is among them.
fn year_choices(ctx: &Ctx, unit: UnitId, chosen: i16) -> Vec<Choice> {
    let root = ctx.org().get(unit).and_then(|u| ctx.org().get(u.root));
    let last = ctx.today().year().max(chosen);
    let first = root.map_or(chosen, |u| u.founded.year()).clamp(last - 10, last).min(chosen);
    (first..=last).rev().map(|y| (y.to_string(), y.to_string(), y == chosen)).collect()
}

/// A day for a date field.
fn field(day: Date) -> String {
    day.to_string()
}
