//! The first page: today's visits, overdue remedies, the rounds of a year; and the list of visits.

use std::collections::{HashMap, HashSet};

use askama::Template;
use axum::extract::Query;
use nep_app::{AppResult, inspection};
use nep_domain::{
    access::Action,
    facts::Period,
    inspection::{InspectionState, VisitState},
};

use super::lines::{FindingLine, RoundLine, VisitLine};
use crate::{
    error::WebResult,
    form::parse_date,
    format,
    page::{Page, html},
    paths,
    session::Viewer,
};

/// Overdue remedies shown before a link leads to the rest.
const OVERDUE_SHOWN: usize = 10;

#[derive(Template)]
#[template(path = "inspection/overview.html")]
struct OverviewPage {
    page: Page,
    may_plan: bool,
    today: Vec<VisitLine>,
    overdue: Vec<FindingLine>,
    overdue_count: usize,
    rounds: Vec<RoundLine>,
    figures: Figures,
    years: Vec<(i16, bool)>,
    span: String,
}

/// The year in numbers, each leading to its records.
struct Figures {
    rounds: usize,
    visits: usize,
    units: usize,
    visits_href: String,
}

/// Days as the address gives them: `tu` and `den`, else the year `nam`, else this year.
fn period(viewer: &Viewer, query: &HashMap<String, String>) -> Period {
    let asked = |name: &str| query.get(name).map(String::as_str).unwrap_or_default();
    match (parse_date(asked("tu")), parse_date(asked("den"))) {
        (Some(from), Some(to)) if from <= to => Period { from, to },
        _ => {
            let year = asked("nam").parse::<i16>().ok().filter(|y| (1900..=9999).contains(y));
            Period::year(year.unwrap_or_else(|| viewer.ctx.today().year()))
        }
    }
}

/// `GET /kiem-tra`
pub(crate) async fn overview(
    viewer: Viewer,
    Query(query): Query<HashMap<String, String>>,
) -> WebResult {
    let period = period(&viewer, &query);
    let page = viewer.page("inspection-title");
    let rounds = inspection::list(&viewer.ctx, period).await?;
    let begun = rounds.iter().filter(|r| r.inspection.state != InspectionState::Planned).count();
    let figures = figures(&viewer, period, begun).await?;
    let mut overdue = inspection::overdue_findings(&viewer.ctx).await?;
    let overdue_count = overdue.len();
    overdue.truncate(OVERDUE_SHOWN);
    let today = inspection::visits_today(&viewer.ctx).await?;
    html(&OverviewPage {
        may_plan: viewer.ctx.may_anywhere(Action::InspectionPlan),
        today: today.iter().map(|row| VisitLine::new(&page, row)).collect(),
        overdue: overdue.iter().map(|row| FindingLine::new(&page, row)).collect(),
        overdue_count,
        rounds: rounds.iter().map(|row| RoundLine::new(&page, row)).collect(),
        figures,
        years: years(&viewer, period).await?,
        span: page.t2(
            "inspection-period",
            "from",
            format::date(period.from),
            "to",
            format::date(period.to),
        ),
        page,
    })
}

async fn figures(viewer: &Viewer, period: Period, rounds: usize) -> AppResult<Figures> {
    let mut visits = inspection::visits(&viewer.ctx, period).await?;
    visits.retain(|row| row.visit.visited_on.is_some());
    let units: HashSet<_> = visits.iter().map(|row| row.visit.unit).collect();
    Ok(Figures {
        rounds,
        visits: visits.len(),
        units: units.len(),
        visits_href: format!(
            "{}?tu={}&den={}&da-kiem-tra=1",
            paths::VISITS,
            period.from,
            period.to
        ),
    })
}

/// The years that have rounds and the present one, newest first; the one shown is marked.
async fn years(viewer: &Viewer, period: Period) -> AppResult<Vec<(i16, bool)>> {
    let this = viewer.ctx.today().year();
    let (first, last) = inspection::years(&viewer.ctx).await?.unwrap_or((this, this));
    let shown = (period == Period::year(period.from.year())).then(|| period.from.year());
    Ok((first.min(this)..=last.max(this)).rev().map(|year| (year, Some(year) == shown)).collect())
}

#[derive(Template)]
#[template(path = "inspection/visits.html")]
struct VisitsPage {
    page: Page,
    visits: Vec<VisitLine>,
    from: String,
    to: String,
    only_done: bool,
}

/// `GET /kiem-tra/luot`
pub(crate) async fn visits(
    viewer: Viewer,
    Query(query): Query<HashMap<String, String>>,
) -> WebResult {
    let period = period(&viewer, &query);
    let only_done = query.contains_key("da-kiem-tra");
    let page = viewer.page("inspection-visits-title").crumb(paths::INSPECTIONS, "inspection-title");
    let mut rows = inspection::visits(&viewer.ctx, period).await?;
    if only_done {
        rows.retain(|row| matches!(row.state, VisitState::Started | VisitState::Done));
    }
    html(&VisitsPage {
        visits: rows.iter().map(|row| VisitLine::new(&page, row)).collect(),
        from: period.from.to_string(),
        to: period.to.to_string(),
        only_done,
        page,
    })
}
