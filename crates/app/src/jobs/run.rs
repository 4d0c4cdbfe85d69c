//! The worker: takes one due job after another.

use std::{sync::Arc, time::Duration};

use jiff::SignedDuration;
use nep_domain::jobs::{Job, JobState};
use nep_storage::{WriteTx, jobs as store};

use super::{NewJob, Work, enqueue};
use crate::{Actor, AppError, AppResult, Ctx, Services, import, letters};

/// How often an idle worker looks for work.
const PAUSE: Duration = Duration::from_secs(1);
/// How often recurring work comes again.
const RECURRENCE: SignedDuration = SignedDuration::from_hours(1);
/// Work that comes again by itself.
const RECURRING: [Work; 2] = [Work::DraftApologies, Work::LearnStatistics];

/// One run of a job: who acts, and the job to report progress to.
pub(crate) struct Run {
    /// A context of the program itself.
    pub(crate) ctx: Ctx,
    job: Job,
}

impl Run {
    /// Steps done by earlier runs of the same job.
    pub(crate) fn done(&self) -> i64 {
        self.job.done
    }

    /// Records progress in the transaction of the work done, and keeps the job for further work.
    ///
    /// # Errors
    /// [`AppError::Stale`] when another runner has taken the job over; the transaction must not be committed then.
    pub(crate) async fn step(&self, tx: &WriteTx, done: i64, total: i64) -> AppResult<()> {
        let stored = store::get(tx, self.job.id).await?.ok_or(AppError::NotFound("job"))?;
        if stored.attempts != self.job.attempts || stored.state != JobState::Running {
            return Err(AppError::Stale);
        }
        let now = self.ctx.services().clock.now();
        let locked_until = Some(now.saturating_add(Job::LOCK).unwrap_or(now));
        store::save(tx, &Job { done, total, locked_until, ..stored }).await?;
        Ok(())
    }
}

/// Does all work that is due and returns how many jobs were run. Recurring work is queued first if it is not yet.
pub async fn run_due(services: &Arc<Services>) -> AppResult<usize> {
    for work in RECURRING {
        if !store::is_queued(&services.store.read().await?, work.kind()).await? {
            let ctx = Ctx::new(services, Actor::System("jobs")).await?;
            let tx = ctx.write().await?;
            enqueue(&ctx, &tx, recurring(work, None)).await?;
            tx.commit().await?;
        }
    }
    let mut count = 0;
    while run_one(services).await? {
        count += 1;
    }
    Ok(count)
}

/// Jobs that an earlier server left under way, as the next one finds them at its start.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Left {
    /// None.
    Nothing,
    /// So many; they go on at once where they stopped.
    Resumed(u64),
    /// So many are under way; those whose server is gone go on when their lock runs out, see [`Job::LOCK`].
    Locked(u64),
}

/// Looks for jobs that a killed server left under way. For a server at its start, before its [`worker`].
///
/// On SQLite no other server can be at work, so they are taken over at once. On PostgreSQL another one may have them in
/// hand: their locks decide. Should two servers work on one file all the same, the one that lost a job is told by
/// [`Run::step`] and stores nothing more of it.
pub async fn take_over(services: &Services) -> AppResult<Left> {
    let running = store::running(&services.store.read().await?).await?;
    if running == 0 {
        return Ok(Left::Nothing);
    }
    if !services.store.serves_alone() {
        return Ok(Left::Locked(running));
    }
    let tx = services.store.write().await?;
    let released = store::release(&tx, services.clock.now()).await?;
    tx.commit().await?;
    Ok(Left::Resumed(released))
}

/// Does work as it comes due, until `stop` is ready. A job under way is finished first; a killed one is begun again.
pub async fn worker(services: Arc<Services>, stop: impl Future<Output = ()>) {
    tokio::pin!(stop);
    loop {
        if let Err(error) = run_due(&services).await {
            services.note(&error);
            tracing::error!(%error, "the worker could not take a job");
        }
        tokio::select! {
            () = &mut stop => return,
            () = tokio::time::sleep(PAUSE) => {}
        }
    }
}

fn recurring(work: Work, run_at: Option<jiff::Timestamp>) -> NewJob {
    NewJob { unique_key: Some(work.kind().to_owned()), work, run_at, total: 0 }
}

async fn run_one(services: &Arc<Services>) -> AppResult<bool> {
    if !store::any_due(&services.store.read().await?, services.clock.now()).await? {
        return Ok(false);
    }
    let tx = services.store.write().await?;
    let claimed = store::claim(&tx, services.clock.now()).await?;
    tx.commit().await?;
    let Some(job) = claimed else { return Ok(false) };
    let ctx = Ctx::new(services, Actor::System("jobs")).await?;
    let run = Run { ctx, job };
    // Work that ends the program each time it is begun must not keep it from ever getting up.
    let result = if run.job.attempts > Job::TRIES {
        let times = Job::TRIES;
        Err(AppError::Internal(format!("begun {times} times, and each time the program ended")))
    } else {
        work(&run).await
    };
    end(&run, result).await?;
    Ok(true)
}

async fn work(run: &Run) -> AppResult<()> {
    match parse(&run.job)? {
        Work::ImportWorkbook { import } => import::run(run, &import).await,
        Work::DraftApologies => letters::draft_due(&run.ctx).await.map(|_| ()),
        Work::LearnStatistics => Ok(run.ctx.services().store.learn_statistics().await?),
    }
}

fn parse(job: &Job) -> AppResult<Work> {
    serde_json::from_str(&job.payload)
        .map_err(|e| AppError::Internal(format!("job {} `{}`: {e}", job.id, job.payload)))
}

/// Writes down how the run ended: done, to be tried again, or given up.
async fn end(run: &Run, result: AppResult<()>) -> AppResult<()> {
    let ctx = Ctx::new(run.ctx.services(), Actor::System("jobs")).await?;
    let tx = ctx.write().await?;
    let Some(mut job) =
        store::get(&tx, run.job.id).await?.filter(|j| j.attempts == run.job.attempts)
    else {
        return Ok(());
    };
    job.locked_until = None;
    match (result, job.wait_before_retry()) {
        (Ok(()), _) => {
            job.state = JobState::Done;
            job.done = job.total.max(job.done);
        }
        (Err(error), Some(wait)) => {
            tracing::warn!(job = %job.id, kind = job.kind, attempt = job.attempts, %error, "job failed, will be tried again");
            job.state = JobState::Queued;
            job.message = error.to_string();
            job.run_at = ctx.now().saturating_add(wait).unwrap_or(ctx.now());
        }
        (Err(error), None) => {
            tracing::error!(job = %job.id, kind = job.kind, %error, "job given up");
            job.state = JobState::Failed;
            job.message = error.to_string();
            if let Ok(Work::ImportWorkbook { import }) = parse(&job) {
                import::give_up(&ctx, &tx, &import).await?;
            }
        }
    }
    let ended = job.state != JobState::Queued;
    job.finished_at = ended.then(|| ctx.now());
    store::save(&tx, &job).await?;
    if let (true, Ok(work)) = (ended, parse(&job))
        && RECURRING.contains(&work)
    {
        let next = ctx.now().saturating_add(RECURRENCE).unwrap_or(ctx.now());
        enqueue(&ctx, &tx, recurring(work, Some(next))).await?;
    }
    tx.commit().await?;
    Ok(())
}
