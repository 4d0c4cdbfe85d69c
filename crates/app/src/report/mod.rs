//! The yearly report of a movement: one value from which page, PDF, Excel file and scenario check are made.
//!
//! Every figure is a [`Fact`] with the records behind it. The report is an official document, hence in Vietnamese.

mod awards;
mod citizens;
mod dashboard;
mod dates;
mod document;
mod gauge;
mod inspection;
mod league;
mod movement;
mod one_stop;
mod recipients;
mod weaknesses;
mod workbook;

use jiff::civil::Date;
use nep_domain::{
    access::Action,
    facts::{Fact, Period, Side},
    ids::UnitId,
    number::Share,
};

pub(crate) use self::dashboard::DashboardMemory;
use self::gauge::Gauge;
pub use self::{
    dashboard::{Dashboard, SeriesRow, Tile, UnitLine, dashboard},
    document::pdf,
    league::{LeagueRow, league},
    workbook::xlsx,
};
use crate::{AppError, AppResult, Ctx};

/// One number of a report.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Figure {
    /// Stable name, e.g. `recognised_share` or `awards.collective.province.certificate_of_merit`.
    pub id: String,
    /// What it is, in Vietnamese.
    pub label: String,
    /// The fact.
    pub fact: Fact,
    /// The records the number stands for: all of them, or those that missed.
    pub side: Side,
    /// The number as printed.
    pub text: String,
}

impl Figure {
    /// Whether nothing was counted.
    pub fn is_none(&self) -> bool {
        let Share { part, whole } = self.fact.value;
        match self.side {
            Side::All | Side::Met => part == 0,
            Side::Missed => part == whole,
        }
    }
}

/// A part of a sentence or cell.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Piece {
    /// Words.
    Text(String),
    /// A number that leads to its records.
    Figure(Box<Figure>),
    /// A number that belongs to the report but is not said, since it is none.
    Unsaid(Box<Figure>),
}

impl Piece {
    /// The number, said or not.
    pub fn figure(&self) -> Option<&Figure> {
        match self {
            Self::Text(_) => None,
            Self::Figure(figure) | Self::Unsaid(figure) => Some(figure),
        }
    }
}

impl From<&str> for Piece {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Piece {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Figure> for Piece {
    fn from(figure: Figure) -> Self {
        Self::Figure(Box::new(figure))
    }
}

/// A table of a report; the first column names the row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReportTable {
    /// Line above it.
    pub caption: String,
    /// Headers.
    pub columns: Vec<String>,
    /// Rows, each with one cell a column.
    pub rows: Vec<Vec<Piece>>,
}

/// What stands under a heading.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Piece>),
    /// A table.
    Table(ReportTable),
}

/// A heading and what stands under it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Section {
    /// `I`, `II` … or, for a section within the one before, `1`, `2` …
    pub number: &'static str,
    /// Heading without its number.
    pub heading: &'static str,
    /// Paragraphs and tables in order.
    pub blocks: Vec<Block>,
}

impl Section {
    /// Whether the section is a part of its own (`I.`), not one within a part (`1.`).
    pub fn is_part(&self) -> bool {
        self.number.starts_with(['I', 'V'])
    }
}

/// The yearly report of a unit and everything below it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Report {
    /// The unit.
    pub unit: UnitId,
    /// Its name on the last day.
    pub unit_name: String,
    /// Whole calendar years.
    pub period: Period,
    /// As the records stood at the end of this day.
    pub as_of: Date,
    /// The day it was made.
    pub made_on: Date,
    /// The movements reported on.
    pub movements: Vec<String>,
    /// The documents they rest on.
    pub legal_bases: Vec<String>,
    /// The body.
    pub sections: Vec<Section>,
}

impl Report {
    /// `năm 2021` or `giai đoạn 2019–2022`.
    pub fn span(&self) -> String {
        span(self.period)
    }

    /// What the report is about.
    pub fn about(&self) -> String {
        capital(&self.matter())
    }

    /// What the report is about, within a sentence.
    fn matter(&self) -> String {
        match self.movements.as_slice() {
            [one] => format!("kết quả thực hiện phong trào thi đua “{one}” {}", self.span()),
            _ => format!(
                "kết quả thực hiện phong trào thi đua thực hiện văn hóa công sở {}",
                self.span()
            ),
        }
    }

    /// Every figure, in order.
    pub fn figures(&self) -> impl Iterator<Item = &Figure> {
        self.sections.iter().flat_map(|s| &s.blocks).flat_map(pieces).filter_map(Piece::figure)
    }
}

/// The words as they begin a line.
fn capital(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map(|first| first.to_uppercase().chain(rest).collect()).unwrap_or_default()
}

fn pieces(block: &Block) -> Box<dyn Iterator<Item = &Piece> + '_> {
    match block {
        Block::Paragraph(pieces) => Box::new(pieces.iter()),
        Block::Table(table) => Box::new(table.rows.iter().flatten()),
    }
}

/// `năm 2021` or `giai đoạn 2019–2022`.
fn span(period: Period) -> String {
    let (first, last) = (period.from.year(), period.to.year());
    if first == last { format!("năm {first}") } else { format!("giai đoạn {first}–{last}") }
}

/// The report of a unit over whole calendar years, as the records stood at the end of a day.
///
/// # Errors
/// [`AppError::Denied`] unless the actor may see reports of the unit; [`AppError::NotFound`] for an unknown unit.
pub async fn yearly(ctx: &Ctx, unit: UnitId, period: Period, as_of: Date) -> AppResult<Report> {
    ctx.require(Action::ReportView, unit)?;
    let gauge = Gauge::new(ctx, unit, period, as_of).await?;
    let mut sections =
        vec![movement::section(&gauge).await?, empty_part("II", "Kết quả thực hiện")];
    sections.push(one_stop::section(&gauge).await?);
    sections.push(citizens::section(&gauge).await?);
    sections.push(inspection::section(&gauge).await?);
    sections.push(movement::recognition(&gauge).await?);
    sections.push(awards::section(&gauge).await?);
    sections.push(weaknesses::section(&gauge).await?);
    Ok(Report {
        unit,
        unit_name: unit_name(ctx, unit, period.to.min(as_of)).await?,
        period,
        as_of,
        made_on: ctx.today(),
        movements: gauge.movements.iter().map(|m| m.name.clone()).collect(),
        legal_bases: gauge
            .movements
            .iter()
            .flat_map(|m| [&m.basis, &m.plan])
            .filter(|t| !t.is_empty())
            .map(|t| dates::written_out(t))
            .collect(),
        sections,
    })
}

/// The figures of the report, for checks.
///
/// # Errors
/// As [`yearly`].
pub async fn figures(
    ctx: &Ctx,
    unit: UnitId,
    period: Period,
    as_of: Date,
) -> AppResult<Vec<Figure>> {
    Ok(yearly(ctx, unit, period, as_of).await?.figures().cloned().collect())
}

fn empty_part(number: &'static str, heading: &'static str) -> Section {
    Section { number, heading, blocks: Vec::new() }
}

/// A unit's name on a day, or its newest when it did not live then.
async fn unit_name(ctx: &Ctx, unit: UnitId, on: Date) -> AppResult<String> {
    let tree = ctx.org_on(on).await?;
    let found = tree.get(unit).or_else(|| ctx.org().get(unit));
    found.map(|u| u.name.clone()).ok_or(AppError::NotFound("unit"))
}
