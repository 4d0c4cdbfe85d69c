//! Visits to the public pages, counted without tracking people: no cookie, no address, no identifier.
//!
//! Each page view adds one to its hour in memory; every few seconds the sums move to the database. A process
//! that is killed loses the views of the last seconds, which is what these counts are worth.

use std::{
    collections::{BTreeMap, VecDeque},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use jiff::{Timestamp, civil::Date};
use nep_domain::publicity::VisitTotals;
use nep_storage::publicity::{self as store, HourVisits};

use crate::{AppResult, Services, clock::local};

/// Views of so many last minutes make "reading now".
const NOW_MINUTES: i64 = 5;
/// How often the sums move to the database.
const FLUSH_EVERY: Duration = Duration::from_secs(5);

/// What the footer of public pages shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct VisitFigures {
    /// Page views of the last minutes.
    pub now: i64,
    /// Sums by day, week, month.
    pub totals: VisitTotals,
}

/// The counter of a running program.
#[derive(Debug, Default)]
pub struct VisitCounter(Mutex<Counts>);

#[derive(Debug, Default)]
struct Counts {
    /// Not in the database yet, by day and hour.
    waiting: BTreeMap<(Date, i8), i64>,
    /// Views of the last minutes, by minute since the epoch.
    recent: VecDeque<(i64, i64)>,
    /// What the database said last, seen from which day.
    stored: Option<(Date, VisitTotals)>,
}

impl VisitCounter {
    /// Counts one page view.
    pub fn record(&self, now: Timestamp) {
        let (at, minute) = (local(now), now.as_second() / 60);
        let mut counts = self.counts();
        *counts.waiting.entry((at.date(), at.hour())).or_default() += 1;
        match counts.recent.back_mut() {
            Some((last, views)) if *last == minute => *views += 1,
            _ => counts.recent.push_back((minute, 1)),
        }
        counts.forget_before(minute - NOW_MINUTES);
    }

    fn counts(&self) -> MutexGuard<'_, Counts> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The figures, unless the database has to be asked first.
    fn figures(&self, now: Timestamp) -> Option<VisitFigures> {
        let today = local(now).date();
        let mut counts = self.counts();
        counts.forget_before(now.as_second() / 60 - NOW_MINUTES);
        let (_, stored) = counts.stored.filter(|(day, _)| *day == today)?;
        let totals =
            counts.waiting.iter().fold(stored, |sum, ((day, _), n)| sum.plus(today, *day, *n));
        Some(VisitFigures { now: counts.recent.iter().map(|(_, n)| n).sum(), totals })
    }

    fn take(&self) -> Vec<HourVisits> {
        let waiting = std::mem::take(&mut self.counts().waiting);
        waiting.into_iter().map(|((day, hour), visits)| HourVisits { day, hour, visits }).collect()
    }

    fn give_back(&self, taken: &[HourVisits]) {
        let mut counts = self.counts();
        for hour in taken {
            *counts.waiting.entry((hour.day, hour.hour)).or_default() += hour.visits;
        }
    }

    fn remember(&self, today: Date, totals: VisitTotals) {
        self.counts().stored = Some((today, totals));
    }
}

impl Counts {
    fn forget_before(&mut self, minute: i64) {
        while self.recent.front().is_some_and(|(m, _)| *m <= minute) {
            self.recent.pop_front();
        }
    }
}

/// How often the public pages are read. Asks the database once a day and after that answers from memory.
pub async fn visits(services: &Services) -> AppResult<VisitFigures> {
    let now = services.clock.now();
    if let Some(figures) = services.visits.figures(now) {
        return Ok(figures);
    }
    let today = local(now).date();
    let totals = store::totals(&services.store.read().await?, today).await?;
    services.visits.remember(today, totals);
    Ok(services.visits.figures(now).unwrap_or_default())
}

/// Moves what was counted to the database; nothing is lost when that fails.
pub async fn flush_visits(services: &Services) -> AppResult<()> {
    let taken = services.visits.take();
    if taken.is_empty() {
        return Ok(());
    }
    let stored = store_visits(services, &taken).await;
    if stored.is_err() {
        services.visits.give_back(&taken);
    }
    stored
}

async fn store_visits(services: &Services, taken: &[HourVisits]) -> AppResult<()> {
    let today = local(services.clock.now()).date();
    let tx = services.store.write().await?;
    store::add(&tx, taken).await?;
    let totals = store::totals(&tx, today).await?;
    tx.commit().await?;
    services.visits.remember(today, totals);
    Ok(())
}

/// Flushes every few seconds until `stop` resolves, then once more. For the server, beside its requests.
pub async fn keep_visits(services: Arc<Services>, stop: impl Future<Output = ()>) {
    let mut stop = std::pin::pin!(stop);
    loop {
        let stopped = tokio::time::timeout(FLUSH_EVERY, &mut stop).await.is_ok();
        if let Err(error) = flush_visits(&services).await {
            services.note(&error);
            tracing::warn!(%error, "visits stay in memory for now");
        }
        if stopped {
            return;
        }
    }
}
