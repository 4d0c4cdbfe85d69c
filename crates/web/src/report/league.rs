//! The league of units by verified score.

use std::collections::HashMap;

use askama::Template;
use axum::extract::Query;
use nep_app::report::{self, LeagueRow};
use nep_domain::number::Points;

use super::{Choice, field, unit_choices, year_choices};
use crate::{
    error::WebResult,
    facts::Asked,
    page::{Page, html},
    paths,
    session::Viewer,
};

#[derive(Template)]
#[template(path = "report/league.html")]
struct LeaguePage {
    page: Page,
    year: String,
    units: Vec<Choice>,
    years: Vec<Choice>,
    as_of: String,
    tables: Vec<Table>,
}

struct Table {
    movement: String,
    /// How many of the units have a verified score.
    scored: String,
    rows: Vec<Row>,
}

struct Row {
    rank: String,
    unit: String,
    href: String,
    points: String,
    share: String,
    state: &'static str,
    tag: &'static str,
    /// The score sheet behind the points; empty without points.
    sheet: String,
}

/// The league of a year.
pub(crate) async fn league(
    viewer: Viewer,
    Query(query): Query<HashMap<String, String>>,
) -> WebResult {
    let asked = Asked(query);
    let (unit, as_of) = (asked.unit(&viewer.ctx)?, asked.as_of(&viewer.ctx));
    let year = asked.period(&viewer.ctx).to.year();
    let tables = report::league(&viewer.ctx, unit, year, as_of).await?;
    let page = viewer.page("league-title").crumb(paths::REPORTS, "report-title");
    let tables = tables.into_iter().map(|(movement, rows)| Table {
        movement: movement.name,
        scored: page.t2(
            "league-scored",
            "part",
            rows.iter().filter(|r| r.rank.is_some()).count(),
            "whole",
            rows.len(),
        ),
        rows: rows.into_iter().map(row).collect(),
    });
    html(&LeaguePage {
        year: year.to_string(),
        units: unit_choices(&viewer.ctx, unit),
        years: year_choices(&viewer.ctx, unit, year),
        as_of: field(as_of),
        tables: tables.collect(),
        page,
    })
}

fn row(row: LeagueRow) -> Row {
    use nep_domain::movement::SheetState as S;
    let (state, tag) = match row.state {
        None => ("none", "draft"),
        Some(S::Open) => ("open", "draft"),
        Some(S::SelfScored) => ("self_scored", "waiting"),
        Some(S::Verified) => ("verified", "waiting"),
        Some(S::Recognised) => ("recognised", "done"),
        Some(S::NotRecognised) => ("not_recognised", "late"),
    };
    let sheet = row.sheet.filter(|_| row.points.is_some()).map(paths::score_sheet);
    let sheet = sheet.unwrap_or_default();
    Row {
        rank: row.rank.map_or_else(|| "–".to_owned(), |r| r.to_string()),
        points: row
            .points
            .map_or_else(|| "–".to_owned(), |(points, most)| format!("{points} / {most}")),
        share: row.share().map_or_else(|| "–".to_owned(), |bp| format!("{} %", Points(bp))),
        href: paths::unit(row.unit),
        unit: row.name,
        state,
        tag,
        sheet,
    }
}
