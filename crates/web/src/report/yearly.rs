//! The yearly report as a page, as PDF and as an Excel file, all from one value.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, Query};
use nep_app::{
    AppError,
    report::{self, Figure, Report},
};
use nep_domain::facts::{FactKind, Period, Side};

use super::{Choice, field, unit_choices};
use crate::{
    attachment::Document,
    error::{WebError, WebResult},
    facts::Asked,
    format,
    page::{Page, html},
    paths,
    session::Viewer,
};

#[derive(Template)]
#[template(path = "report/yearly.html")]
struct YearlyPage {
    page: Page,
    report: Report,
    first: String,
    last: String,
    units: Vec<Choice>,
    as_of: String,
    as_of_text: String,
    pdf: String,
    xlsx: String,
    figures: Vec<FigureRow>,
}

/// A figure in the table at the end, with what it is counted from.
struct FigureRow {
    label: String,
    text: String,
    href: String,
    definition: String,
    period: String,
    part: String,
    whole: String,
}

/// The report as a page.
pub(crate) async fn page(
    viewer: Viewer,
    Path(span): Path<String>,
    Query(query): Query<HashMap<String, String>>,
) -> WebResult {
    let asked = Asked(query);
    let report = made(&viewer, &span, &asked).await?;
    let page =
        viewer.page("yearly-title").crumb(paths::REPORTS, "report-title").titled(report.about());
    let address =
        |ending| paths::yearly_report(span_of(&report), ending, report.unit, report.as_of);
    html(&YearlyPage {
        first: report.period.from.year().to_string(),
        last: report.period.to.year().to_string(),
        units: unit_choices(&viewer.ctx, report.unit),
        as_of: field(report.as_of),
        as_of_text: format::date(report.as_of),
        pdf: address("/pdf"),
        xlsx: address("/xlsx"),
        figures: report.figures().map(|figure| row(&page, figure)).collect(),
        page,
        report,
    })
}

/// The report as PDF.
pub(crate) async fn pdf(
    viewer: Viewer,
    Path(span): Path<String>,
    Query(query): Query<HashMap<String, String>>,
) -> WebResult {
    let report = made(&viewer, &span, &Asked(query)).await?;
    let bytes = report::pdf(&viewer.ctx, &report, |figure| absolute(&viewer, figure)).await?;
    Ok(Document::Pdf.respond(&name(&report), bytes))
}

/// The report as an Excel file.
pub(crate) async fn xlsx(
    viewer: Viewer,
    Path(span): Path<String>,
    Query(query): Query<HashMap<String, String>>,
) -> WebResult {
    let report = made(&viewer, &span, &Asked(query)).await?;
    let bytes = report::xlsx(&viewer.ctx, &report, |figure| absolute(&viewer, figure))?;
    Ok(Document::Xlsx.respond(&name(&report), bytes))
}

async fn made(viewer: &Viewer, span: &str, asked: &Asked) -> Result<Report, WebError> {
    let chosen = asked
        .text("tu-nam")
        .zip(asked.text("den-nam"))
        .and_then(|(first, last)| years(&format!("{first}-{last}")));
    let period = chosen.or_else(|| years(span)).ok_or(AppError::NotFound("report"))?;
    let unit = asked.unit(&viewer.ctx)?;
    Ok(report::yearly(&viewer.ctx, unit, period, asked.as_of(&viewer.ctx)).await?)
}

/// `2021` or `2019-2022`.
fn years(span: &str) -> Option<Period> {
    /// A report over more years than a movement lasts is a slip of the pen.
    const MOST: i16 = 30;
    let (first, last) = span.split_once('-').unwrap_or((span, span));
    let (first, last): (i16, i16) = (first.parse().ok()?, last.parse().ok()?);
    let fits = 1900 <= first && first <= last && last <= 9000 && last - first < MOST;
    fits.then(|| Period::years(first, last))
}

fn absolute(viewer: &Viewer, figure: &Figure) -> String {
    format!("{}{}", viewer.web.services.settings.public_url, paths::figure(figure))
}

fn name(report: &Report) -> String {
    format!("bao-cao-{}", span_of(report))
}

/// `2021` or `2019-2022`, as the address carries it.
fn span_of(report: &Report) -> String {
    let (first, last) = (report.period.from.year(), report.period.to.year());
    if first == last { first.to_string() } else { format!("{first}-{last}") }
}

fn row(page: &Page, figure: &Figure) -> FigureRow {
    let (query, value) = (&figure.fact.query, figure.fact.value);
    let share = query.name.kind() == FactKind::Share;
    let part = if figure.side == Side::Missed { value.whole - value.part } else { value.part };
    FigureRow {
        label: figure.label.clone(),
        text: figure.text.clone(),
        href: paths::figure(figure),
        definition: page.word("fact-def", query.name),
        period: page.t2(
            "facts-period",
            "from",
            format::date(query.period.from),
            "to",
            format::date(query.period.to),
        ),
        part: format::number(part),
        whole: if share { format::number(value.whole) } else { String::new() },
    }
}

#[cfg(test)]
mod tests {
    use nep_domain::facts::Period;

    use super::years;

    #[test]
    fn spans_are_years_in_order() {
        assert_eq!(years("2021"), Some(Period::year(2021)));
        assert_eq!(years("2019-2022"), Some(Period::years(2019, 2022)));
        for bad in ["", "x", "2022-2019", "1", "2019-", "1950-2022", "99999"] {
            assert_eq!(years(bad), None, "{bad}");
        }
    }
}
