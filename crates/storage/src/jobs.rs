//! The queue of background work.

use jiff::Timestamp;
use nep_domain::{
    ids::{AccountId, Id, JobId},
    jobs::{Job, JobState},
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, Condition, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
    prelude::ChronoDateTimeUtc,
    sea_query::{Expr, ExprTrait},
};

use crate::{
    convert::{instant, key, stamp},
    error::StoreResult,
    store::{Page, ReadTx, WriteTx},
};

mod job {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "job")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub kind: String,
        pub payload: String,
        pub unique_key: Option<String>,
        pub state: String,
        pub run_at: ChronoDateTimeUtc,
        pub attempts: i32,
        pub locked_until: Option<ChronoDateTimeUtc>,
        pub done: i64,
        pub total: i64,
        pub message: String,
        pub created_at: ChronoDateTimeUtc,
        pub created_by: Option<Uuid>,
        pub finished_at: Option<ChronoDateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

fn to_job(row: job::Model) -> StoreResult<Job> {
    Ok(Job {
        state: key(&row.state, "job", "state", row.id)?,
        id: JobId::from_uuid(row.id),
        kind: row.kind,
        payload: row.payload,
        unique_key: row.unique_key,
        run_at: instant(row.run_at),
        attempts: row.attempts,
        locked_until: row.locked_until.map(instant),
        done: row.done,
        total: row.total,
        message: row.message,
        created_at: instant(row.created_at),
        created_by: row.created_by.map(AccountId::from_uuid),
        finished_at: row.finished_at.map(instant),
    })
}

fn to_row(job: &Job) -> job::ActiveModel {
    let row = job::Model {
        id: job.id.uuid(),
        kind: job.kind.clone(),
        payload: job.payload.clone(),
        unique_key: job.unique_key.clone(),
        state: job.state.key().to_owned(),
        run_at: stamp(job.run_at),
        attempts: job.attempts,
        locked_until: job.locked_until.map(stamp),
        done: job.done,
        total: job.total,
        message: job.message.clone(),
        created_at: stamp(job.created_at),
        created_by: job.created_by.map(Id::uuid),
        finished_at: job.finished_at.map(stamp),
    };
    row.into_active_model().reset_all()
}

/// Queues a job, unless work with its unique key waits or runs already. Returns the job that will do it.
pub async fn enqueue(tx: &WriteTx, job: &Job) -> StoreResult<JobId> {
    if let Some(unique) = &job.unique_key {
        let waiting =
            job::Entity::find().filter(job::Column::UniqueKey.eq(unique)).one(tx.db()).await?;
        if let Some(waiting) = waiting {
            return Ok(JobId::from_uuid(waiting.id));
        }
    }
    job::Entity::insert(to_row(job)).exec_without_returning(tx.db()).await?;
    Ok(job.id)
}

/// Jobs whose time has come, and those whose runner has gone silent.
fn due(now: Timestamp) -> Condition {
    Condition::any()
        .add(job::Column::State.eq(JobState::Queued.key()).and(job::Column::RunAt.lte(stamp(now))))
        .add(
            job::Column::State
                .eq(JobState::Running.key())
                .and(job::Column::LockedUntil.lt(stamp(now))),
        )
}

/// Whether [`claim`] would find a job; asked first so that an idle worker does not hold writers up.
pub async fn any_due(tx: &ReadTx, now: Timestamp) -> StoreResult<bool> {
    Ok(job::Entity::find().filter(due(now)).one(tx.db()).await?.is_some())
}

/// Whether work with a unique key waits or runs.
pub async fn is_queued(tx: &ReadTx, unique_key: &str) -> StoreResult<bool> {
    Ok(job::Entity::find()
        .filter(job::Column::UniqueKey.eq(unique_key))
        .one(tx.db())
        .await?
        .is_some())
}

/// Takes the job that has waited longest: one whose time has come, or one whose runner has gone silent.
///
/// The writing transaction is the only one of its moment, so that no two runners take the same job.
pub async fn claim(tx: &WriteTx, now: Timestamp) -> StoreResult<Option<Job>> {
    let row =
        job::Entity::find().filter(due(now)).order_by_asc(job::Column::RunAt).one(tx.db()).await?;
    let Some(row) = row else { return Ok(None) };
    let mut job = to_job(row)?;
    job.state = JobState::Running;
    job.attempts += 1;
    job.locked_until = Some(now.saturating_add(Job::LOCK).unwrap_or(now));
    save(tx, &job).await?;
    Ok(Some(job))
}

/// Gives jobs back to the queue whose runners are known to be gone, without waiting for their locks to run out.
/// Returns how many.
pub async fn release(tx: &WriteTx, now: Timestamp) -> StoreResult<u64> {
    let released = job::Entity::update_many()
        .col_expr(job::Column::State, JobState::Queued.key().into())
        .col_expr(job::Column::RunAt, stamp(now).into())
        .col_expr(job::Column::LockedUntil, Expr::value(None::<ChronoDateTimeUtc>))
        .filter(job::Column::State.eq(JobState::Running.key()))
        .exec(tx.db())
        .await?;
    Ok(released.rows_affected)
}

/// How many jobs are under way.
pub async fn running(tx: &ReadTx) -> StoreResult<u64> {
    let running = job::Entity::find().filter(job::Column::State.eq(JobState::Running.key()));
    Ok(running.count(tx.db()).await?)
}

/// Saves a job as it stands now.
pub async fn save(tx: &WriteTx, job: &Job) -> StoreResult<()> {
    let ended = matches!(job.state, JobState::Done | JobState::Failed);
    let mut row = to_row(job);
    if ended {
        row.unique_key = Set(None);
    }
    row.update(tx.db()).await?;
    Ok(())
}

/// A job by id.
pub async fn get(tx: &ReadTx, id: JobId) -> StoreResult<Option<Job>> {
    job::Entity::find_by_id(id.uuid()).one(tx.db()).await?.map(to_job).transpose()
}

/// The queue with its past, newest first.
pub async fn list(tx: &ReadTx, page: Page) -> StoreResult<Vec<Job>> {
    let query =
        job::Entity::find().order_by_desc(job::Column::CreatedAt).order_by_desc(job::Column::Id);
    let rows = query.offset(page.offset).limit(page.limit).all(tx.db()).await?;
    rows.into_iter().map(to_job).collect()
}
