//! The dashboard: tiles, charts with their tables, and what is weak.

use std::collections::HashMap;

use askama::Template;
use axum::extract::Query;
use nep_app::report::{self, Dashboard, SeriesRow};
use nep_domain::{
    facts::{FactName, FactQuery, Period, Side},
    number::{Points, Share},
};

use super::{Choice, field, unit_choices, year_choices};
use crate::{
    error::WebResult,
    facts::{Asked, FactView, share_text},
    format,
    page::{Page, html},
    paths,
    session::Viewer,
};

#[derive(Template)]
#[template(path = "report/dashboard.html")]
struct DashboardPage {
    page: Page,
    unit_name: String,
    units: Vec<Choice>,
    years: Vec<Choice>,
    from: String,
    to: String,
    as_of: String,
    period: String,
    tiles: Vec<FactView>,
    overdue: FactView,
    overdue_late: bool,
    months: Vec<Month>,
    quarters: Vec<Point>,
    lines: Vec<Point>,
    weak: Vec<FactView>,
    reviews: Vec<String>,
    league: String,
    report: String,
    report_year: i16,
}

/// A month's dossiers, on time and late, each with its records.
struct Month {
    name: String,
    on_time: (String, String, String),
    late: (String, String, String),
}

/// A point of a chart: a share in per cent.
struct Point {
    name: String,
    /// The plain number for the chart; empty for none.
    plain: String,
    text: String,
    of: String,
    href: String,
}

/// The dashboard of a unit and everything below it.
pub(crate) async fn dashboard(
    viewer: Viewer,
    Query(query): Query<HashMap<String, String>>,
) -> WebResult {
    let asked = Asked(query);
    let (unit, period, as_of) =
        (asked.unit(&viewer.ctx)?, asked.period(&viewer.ctx), asked.as_of(&viewer.ctx));
    let data = report::dashboard(&viewer.ctx, unit, period, as_of).await?;
    let page = viewer.page("report-title").with_charts();
    let year = period.to.year();
    let ask = |name, period| FactQuery::new(name, unit, period, as_of);
    let single_year = period.from.year() == period.to.year();
    html(&DashboardPage {
        units: unit_choices(&viewer.ctx, unit),
        years: year_choices(&viewer.ctx, unit, year),
        from: asked.text("tu").map_or_else(String::new, |_| field(period.from)),
        to: asked.text("den").map_or_else(String::new, |_| field(period.to)),
        as_of: field(as_of),
        period: page.t2(
            "facts-period",
            "from",
            format::date(period.from),
            "to",
            format::date(period.to),
        ),
        tiles: data.tiles.iter().map(|fact| FactView::new(&page, fact)).collect(),
        overdue: FactView::new(&page, &data.overdue),
        overdue_late: data.overdue.value.part > 0,
        months: data.months.iter().map(|row| month(&page, row, single_year, &ask)).collect(),
        quarters: data.quarters.iter().map(|row| quarter(&page, row, single_year, &ask)).collect(),
        lines: lines(&page, &data, &ask(FactName::DossiersOnTime, period)),
        weak: data.weak.iter().map(|fact| FactView::missed(&page, fact)).collect(),
        reviews: reviews(&page, &data),
        league: format!("{}?don-vi={unit}&nam={year}&tinh-den={as_of}", paths::LEAGUE),
        report: paths::yearly_report(year, "", unit, as_of),
        report_year: year,
        unit_name: data.unit_name.clone(),
        page,
    })
}

fn month(
    page: &Page,
    row: &SeriesRow,
    single_year: bool,
    ask: &dyn Fn(FactName, Period) -> FactQuery,
) -> Month {
    let query = ask(FactName::DossiersOnTime, row.period);
    let (number, year) = (row.period.from.month(), row.period.from.year());
    let cell = |count: i64, side| {
        (format::number(count), count.to_string(), paths::fact_side(&query, side))
    };
    Month {
        name: if single_year {
            page.t1("report-month", "month", number)
        } else {
            format!("{number:02}/{year}")
        },
        on_time: cell(row.value.part, Side::Met),
        late: cell(row.value.whole - row.value.part, Side::Missed),
    }
}

fn quarter(
    page: &Page,
    row: &SeriesRow,
    single_year: bool,
    ask: &dyn Fn(FactName, Period) -> FactQuery,
) -> Point {
    let number = (row.period.from.month() + 2) / 3;
    let name = if single_year {
        page.t1("report-quarter-alone", "quarter", number)
    } else {
        page.t2("report-quarter", "quarter", number, "year", row.period.from.year().to_string())
    };
    point(page, name, row.value, &ask(FactName::Satisfied, row.period))
}

fn point(page: &Page, name: String, value: Share, query: &FactQuery) -> Point {
    Point {
        name,
        plain: value
            .basis_points()
            .map(|bp| Points(bp).to_string().replace(',', "."))
            .unwrap_or_default(),
        text: share_text(query.name, value),
        of: page.t2(
            "facts-of",
            "part",
            format::number(value.part),
            "whole",
            format::number(value.whole),
        ),
        href: paths::fact_records(query),
    }
}

/// The units right below, the least punctual first.
fn lines(page: &Page, data: &Dashboard, query: &FactQuery) -> Vec<Point> {
    /// As many bars as one reads at a glance.
    const MOST: usize = 15;
    let line = |line: &report::UnitLine| {
        let query = FactQuery { unit: line.unit, alone: line.alone, ..query.clone() };
        let name = if line.alone {
            page.t1("report-unit-alone", "unit", &line.name)
        } else {
            line.name.clone()
        };
        point(page, name, line.value, &query)
    };
    data.units.iter().filter(|l| l.value.whole > 0).take(MOST).map(line).collect()
}

fn reviews(page: &Page, data: &Dashboard) -> Vec<String> {
    let line =
        |(movement, review, timeliness): &(String, nep_domain::movement::MovementReview, _)| {
            let what = page.word("report-review", review.kind);
            let how = page.word("report-timeliness", timeliness);
            page.tn(
                "report-review-line",
                &[
                    ("movement", movement.clone()),
                    ("what", what),
                    ("due", format::date(review.due_on)),
                    ("how", how),
                ],
            )
        };
    data.reviews.iter().map(line).collect()
}
