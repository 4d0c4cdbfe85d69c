//! Answers kept in memory until anything changes.
//!
//! Every change leaves one entry in the audit log, so the number of the newest entry tells whether an answer still
//! holds; an answer about today holds for its minute. Counting a million dossiers takes a moment; asking again while
//! nothing happened takes none, and fifty who ask at once wait for one count.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use jiff::Timestamp;
use nep_domain::{facts::FactQuery, ids::UnitId, number::Share};
use nep_storage::facts as store;
use tokio::sync::OnceCell;

use super::reach;
use crate::{AppResult, Ctx};

/// How a fact is broken up.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum Shape {
    Total,
    ByUnit,
    ByMonth,
    ByQuarter,
}

/// A fact in one of its shapes.
#[derive(Clone, Debug, Default)]
pub(super) struct Answer {
    pub(super) total: Share,
    pub(super) units: Vec<(UnitId, Share)>,
    pub(super) periods: Vec<Share>,
}

type Cell = Arc<OnceCell<Arc<Answer>>>;

/// The answers of one state of the records.
#[derive(Default)]
pub(crate) struct Answers(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    revision: i64,
    cells: HashMap<(FactQuery, Shape, Option<Timestamp>), Cell>,
}

impl Answers {
    fn cell(
        &self,
        revision: i64,
        query: &FactQuery,
        shape: Shape,
        until: Option<Timestamp>,
    ) -> Cell {
        /// More different questions than dashboards ask in a while.
        const MOST: usize = 4096;
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if revision > kept.revision || kept.cells.len() >= MOST {
            kept.cells.clear();
            kept.revision = revision;
        }
        if revision < kept.revision {
            return Cell::default();
        }
        kept.cells.entry((query.clone(), shape, until)).or_default().clone()
    }
}

/// The answer to a question, from memory while nothing has changed.
pub(super) async fn answer(ctx: &Ctx, query: &FactQuery, shape: Shape) -> AppResult<Arc<Answer>> {
    let revision = store::revision(&ctx.read().await?).await?;
    let until = reach::until(ctx, query.end());
    let cell = ctx.services().answers.cell(revision, query, shape, until);
    cell.get_or_try_init(|| count(ctx, query, shape)).await.cloned()
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
