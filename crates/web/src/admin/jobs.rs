//! Background work: what waits, runs, is done or was given up.

use askama::Template;
use nep_app::{Page as Part, jobs};
use nep_domain::jobs::{Job, JobState};

use crate::{
    error::WebResult,
    format,
    page::{Page, html},
    paths,
    session::Viewer,
};

/// Jobs on the page.
const SHOWN: u64 = 100;

#[derive(Template)]
#[template(path = "admin/jobs.html")]
struct JobsPage {
    page: Page,
    tab: &'static str,
    rows: Vec<Row>,
}

/// One job.
struct Row {
    kind: String,
    state: String,
    tag: &'static str,
    done: i64,
    total: i64,
    queued: String,
    ended: String,
    attempts: i32,
    message: String,
}

/// `GET /quan-tri/cong-viec`
pub(crate) async fn jobs(viewer: Viewer) -> WebResult {
    let found = jobs::recent(&viewer.ctx, Part { offset: 0, limit: SHOWN }).await?;
    let page = viewer.page("admin-jobs-title").crumb(paths::ADMIN, "nav-admin");
    let rows = found.into_iter().map(|job| row(&viewer, &page, job)).collect();
    html(&JobsPage { page, tab: "jobs", rows })
}

fn row(viewer: &Viewer, page: &Page, job: Job) -> Row {
    let local = |at| format::date_time(viewer.ctx.local(at));
    Row {
        kind: page.word_or("job", &job.kind),
        state: page.word("job-state", job.state),
        tag: match job.state {
            JobState::Queued => "waiting",
            JobState::Running => "due-soon",
            JobState::Done => "done",
            JobState::Failed => "late",
        },
        done: job.done,
        total: job.total,
        queued: local(job.created_at),
        ended: job.finished_at.map(local).unwrap_or_default(),
        attempts: job.attempts,
        message: job.message,
    }
}
