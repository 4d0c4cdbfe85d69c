//! Answers kept in memory until anything changes; an answer about today holds for its minute.

use std::sync::Arc;

use jiff::Timestamp;
use nep_domain::{facts::FactQuery, ids::UnitId, number::Share};
use nep_storage::facts as store;

use super::reach;
use crate::{AppResult, Ctx, memory::Memory};

/// How a fact is broken up.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) enum Shape {
    Total,
    ByUnit,
    ByMonth,
    ByQuarter,
}

/// A fact in one of its shapes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Answer {
    pub(super) total: Share,
    pub(super) units: Vec<(UnitId, Share)>,
    pub(super) periods: Vec<Share>,
}

/// The answers of one state of the records.
pub(crate) type Answers = Memory<(FactQuery, Shape, Option<Timestamp>), Arc<Answer>>;

/// The answer to a question, from memory while nothing has changed.
pub(super) async fn answer(ctx: &Ctx, query: &FactQuery, shape: Shape) -> AppResult<Arc<Answer>> {
    let revision = ctx.revision().await?;
    let question = (query.clone(), shape, reach::until(ctx, query.end()));
    ctx.services().answers.get(revision, question, count(ctx, query, shape)).await
}

async fn count(ctx: &Ctx, query: &FactQuery, shape: Shape) -> AppResult<Arc<Answer>> {
    let question = reach::question(ctx, query).await?;
    let tx = ctx.read().await?;
    let mut answer = Answer::default();
    match shape {
        Shape::Total => answer.total = store::total(&tx, &question).await?,
        Shape::ByUnit => answer.units = store::by_unit(&tx, &question).await?,
        Shape::ByMonth => {
            answer.periods = store::by_period(&tx, &question, &query.period.months()).await?;
        }
        Shape::ByQuarter => {
            answer.periods = store::by_period(&tx, &question, &query.period.quarters()).await?;
        }
    }
    Ok(Arc::new(answer))
}
