//! Measures the figures of one report.

use jiff::civil::Date;
use nep_domain::{
    facts::{FactFilter, FactKind, FactName, FactQuery, Period, Side},
    ids::UnitId,
    movement::Movement,
    number::{Share, grouped},
    text,
};

use super::Figure;
use crate::{AppError, AppResult, Ctx, facts};

/// What all figures of a report have in common.
pub(super) struct Gauge<'a> {
    pub(super) ctx: &'a Ctx,
    pub(super) unit: UnitId,
    pub(super) period: Period,
    pub(super) as_of: Date,
    /// The body's movements that touch the period.
    pub(super) movements: Vec<Movement>,
}

impl<'a> Gauge<'a> {
    pub(super) async fn new(
        ctx: &'a Ctx,
        unit: UnitId,
        period: Period,
        as_of: Date,
    ) -> AppResult<Self> {
        let root = ctx.org().get(unit).ok_or(AppError::NotFound("unit"))?.root;
        let mut movements = nep_storage::movement::of_bodies(&ctx.read().await?, &[root]).await?;
        movements.retain(|m| m.starts <= period.to && period.from <= m.ends);
        movements
            .sort_by(|a, b| a.starts.cmp(&b.starts).then_with(|| text::compare(&a.name, &b.name)));
        Ok(Self { ctx, unit, period, as_of, movements })
    }

    /// From the day the oldest movement of the period began to the period's end.
    pub(super) fn since_start(&self) -> Period {
        let from = self.movements.iter().map(|m| m.starts).min();
        Period {
            from: from.map_or(self.period.from, |day| day.min(self.period.from)),
            to: self.period.to,
        }
    }

    /// A figure of the report's own period.
    pub(super) async fn figure(&self, id: &str, label: &str, name: FactName) -> AppResult<Figure> {
        self.over(id, label, name, self.period, FactFilter::default()).await
    }

    /// A figure of another period, or of some of the records only.
    pub(super) async fn over(
        &self,
        id: &str,
        label: &str,
        name: FactName,
        period: Period,
        filter: FactFilter,
    ) -> AppResult<Figure> {
        let query = FactQuery { filter, ..FactQuery::new(name, self.unit, period, self.as_of) };
        let fact = facts::measure(self.ctx, &query).await?;
        let text = value_text(name.kind(), fact.value);
        Ok(Figure { id: id.to_owned(), label: label.to_owned(), fact, side: Side::All, text })
    }

    /// How many records missed: the weak side of a share.
    pub(super) async fn missed(&self, id: &str, label: &str, name: FactName) -> AppResult<Figure> {
        let figure = self.figure(id, label, name).await?;
        let Share { part, whole } = figure.fact.value;
        Ok(Figure { side: Side::Missed, text: grouped(whole - part), ..figure })
    }
}

/// A count, or a share with its two numbers.
pub(super) fn value_text(kind: FactKind, value: Share) -> String {
    match kind {
        FactKind::Count => grouped(value.part),
        FactKind::Share if value.whole == 0 => "chưa có số liệu".to_owned(),
        FactKind::Share => format!("{value} ({}/{})", grouped(value.part), grouped(value.whole)),
    }
}
