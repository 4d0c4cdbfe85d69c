//! Compares the figures of the yearly report with those that the source of a scenario prints.

use nep_app::{
    Ctx,
    report::{self, Figure},
};
use nep_domain::{facts::Period, ids::UnitId};
use serde::Serialize;

use super::script::ExpectedFigure;
use crate::fault::Fault;

/// One row of the table.
#[derive(Debug, Serialize)]
pub(crate) struct Compared {
    pub(crate) figure: String,
    pub(crate) source: String,
    pub(crate) says: String,
    pub(crate) years: String,
    pub(crate) expected: String,
    pub(crate) actual: String,
    pub(crate) same: bool,
}

/// Makes the reports and looks the figures up, as the records stand at the end of the actor's day.
pub(crate) async fn compare(
    ctx: &Ctx,
    body: UnitId,
    expected: &[ExpectedFigure],
) -> Result<Vec<Compared>, Fault> {
    let mut rows = Vec::new();
    let mut report: Option<(Period, Vec<Figure>)> = None;
    for figure in expected {
        let period =
            Period { from: Period::year(figure.from).from, to: Period::year(figure.to).to };
        let figures = match report.take().filter(|(made, _)| *made == period) {
            Some((_, figures)) => figures,
            None => report::figures(ctx, body, period, ctx.today()).await?,
        };
        rows.push(row(figure, figures.iter().find(|f| f.id == figure.figure)));
        report = Some((period, figures));
    }
    Ok(rows)
}

fn row(expected: &ExpectedFigure, found: Option<&Figure>) -> Compared {
    let years = if expected.from == expected.to {
        expected.from.to_string()
    } else {
        format!("{}–{}", expected.from, expected.to)
    };
    Compared {
        figure: expected.figure.clone(),
        source: expected.source.clone(),
        says: expected.says.clone(),
        years,
        expected: wanted(expected),
        actual: found.map_or_else(|| "not in the report".to_owned(), |figure| figure.text.clone()),
        same: found.is_some_and(|figure| same(expected, figure)),
    }
}

fn same(expected: &ExpectedFigure, figure: &Figure) -> bool {
    let value = figure.fact.value;
    expected.shows.as_ref().is_none_or(|shows| *shows == figure.text)
        && expected.part.is_none_or(|part| part == value.part)
        && expected.whole.is_none_or(|whole| whole == value.whole)
        && expected.at_least.is_none_or(|least| value.part >= least)
}

fn wanted(expected: &ExpectedFigure) -> String {
    match (&expected.shows, expected.at_least) {
        (Some(shows), _) => shows.clone(),
        (None, least) => format!("≥ {}", least.unwrap_or_default()),
    }
}

/// The table for people.
pub(crate) fn table(rows: &[Compared]) -> String {
    let head = ["figure", "source", "years", "expected", "actual", ""];
    let cells = |row: &Compared| {
        let verdict = if row.same { "ok" } else { "DIFFERENT" };
        [&row.figure, &row.source, &row.years, &row.expected, &row.actual, verdict]
            .map(str::to_owned)
    };
    let lines: Vec<[String; 6]> =
        std::iter::once(head.map(str::to_owned)).chain(rows.iter().map(cells)).collect();
    let width = |column: usize| {
        lines.iter().map(|line| line[column].chars().count()).max().unwrap_or_default()
    };
    let widths: Vec<usize> = (0..6).map(width).collect();
    let line = |cells: &[String; 6]| {
        let padded = cells.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}"));
        padded.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    lines.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::{Compared, table};

    #[test]
    fn the_table_lines_up_and_shouts_at_differences() {
        let row = |figure: &str, actual: &str, same| Compared {
            figure: figure.to_owned(),
            source: "S1.5".to_owned(),
            says: String::new(),
            years: "2021".to_owned(),
            expected: "97 %".to_owned(),
            actual: actual.to_owned(),
            same,
        };
        let shown = table(&[row("standard", "97 %", true), row("std", "96 %", false)]);
        let expected = "figure    source  years  expected  actual\n\
                        standard  S1.5    2021   97 %      97 %    ok\n\
                        std       S1.5    2021   97 %      96 %    DIFFERENT";
        assert_eq!(shown, expected);
    }
}
