//! How far background work has come.

use axum::{Json, http::header, response::IntoResponse};
use nep_app::jobs;
use nep_domain::{ids::JobId, jobs::JobState};
use serde::Serialize;

use crate::{error::WebResult, format, key::Key, page::Page, session::Viewer};

/// As the progress box of a page reads it.
#[derive(Serialize)]
struct ProgressJson {
    done: i64,
    total: i64,
    state: &'static str,
    message: String,
}

/// `GET /cong-viec/{id}/tien-do`
pub(crate) async fn progress(viewer: Viewer, Key(id): Key<JobId>) -> WebResult {
    let progress = jobs::progress(&viewer.ctx, id).await?;
    let state = match progress.state {
        JobState::Queued | JobState::Running => "running",
        JobState::Done => "done",
        JobState::Failed => "failed",
    };
    let message = in_words(&viewer.page("import-title"), progress.done, progress.total);
    let json = ProgressJson { done: progress.done, total: progress.total, state, message };
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(json)).into_response())
}

/// How far it has come in words; until the first rows are stored the workbook is being read.
pub(crate) fn in_words(page: &Page, done: i64, total: i64) -> String {
    if done == 0 {
        return page.t1("import-progress-reading", "total", format::number(total));
    }
    page.t2("import-progress", "done", format::number(done), "total", format::number(total))
}
