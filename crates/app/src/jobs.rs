//! Background work: queued in the transaction of the change that needs it, done by a worker, begun again after a
//! failure or a killed process. Every kind of work is idempotent.

mod recent;
mod run;

use jiff::Timestamp;
use nep_domain::{
    access::Action,
    ids::{ImportId, JobId},
    jobs::{Job, JobState},
};
use nep_storage::{WriteTx, jobs as store};
use serde::{Deserialize, Serialize};

use crate::{AppError, AppResult, Ctx};

pub(crate) use self::run::Run;
pub use self::{
    recent::recent,
    run::{Left, run_due, take_over, worker},
};

/// What a job does.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "work", rename_all = "snake_case")]
pub enum Work {
    /// Makes records of a confirmed workbook.
    ImportWorkbook {
        /// Which import, as text.
        import: String,
    },
    /// Drafts apologies for dossiers that will be late (S3.3); comes again every hour.
    DraftApologies,
    /// Lets the database learn how its rows are spread; comes again every hour.
    LearnStatistics,
}

impl Work {
    /// The import of a confirmed workbook.
    pub fn import(id: ImportId) -> Self {
        Self::ImportWorkbook { import: id.to_string() }
    }

    /// The name under which it stands in the queue.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::ImportWorkbook { .. } => "import_workbook",
            Self::DraftApologies => "draft_apologies",
            Self::LearnStatistics => "learn_statistics",
        }
    }
}

/// Work to be queued.
#[derive(Clone, Debug)]
pub struct NewJob {
    /// What to do.
    pub work: Work,
    /// Keeps the same work from being queued twice while it waits or runs.
    pub unique_key: Option<String>,
    /// Not before this instant; at once when absent.
    pub run_at: Option<Timestamp>,
    /// Steps in all, if known.
    pub total: i64,
}

/// How far a job has come.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Progress {
    /// The kind of work.
    pub kind: String,
    /// Where it stands.
    pub state: JobState,
    /// Steps done.
    pub done: i64,
    /// Steps in all; 0 while unknown.
    pub total: i64,
}

/// Queues work in the transaction of the change that needs it. Returns the job that will do it.
pub async fn enqueue(ctx: &Ctx, tx: &WriteTx, new: NewJob) -> AppResult<JobId> {
    let payload = serde_json::to_string(&new.work)
        .map_err(|e| AppError::Internal(format!("job payload: {e}")))?;
    let job = Job {
        id: ctx.id(),
        kind: new.work.kind().to_owned(),
        payload,
        unique_key: new.unique_key,
        state: JobState::Queued,
        run_at: new.run_at.unwrap_or(ctx.now()),
        attempts: 0,
        locked_until: None,
        done: 0,
        total: new.total,
        message: String::new(),
        created_at: ctx.now(),
        created_by: ctx.account().map(|a| a.id),
        finished_at: None,
    };
    Ok(store::enqueue(tx, &job).await?)
}

/// How far a job has come, for whoever queued it and for administrators.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such job or the actor may not know of it.
pub async fn progress(ctx: &Ctx, id: JobId) -> AppResult<Progress> {
    let job = store::get(&ctx.read().await?, id).await?.ok_or(AppError::NotFound("job"))?;
    let own = job.created_by.is_some() && job.created_by == ctx.account().map(|a| a.id);
    if !own && !ctx.may_anywhere(Action::AccountsView) {
        return Err(AppError::NotFound("job"));
    }
    Ok(Progress { kind: job.kind, state: job.state, done: job.done, total: job.total })
}
