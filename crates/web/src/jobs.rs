//! How far background work has come.

use axum::{Json, http::header, response::IntoResponse};
use nep_app::jobs;
use nep_domain::{ids::JobId, jobs::JobState};
use serde::Serialize;

use crate::{error::WebResult, format, key::Key, session::Viewer};

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
    let (done, total) = (format::number(progress.done), format::number(progress.total));
    let state = match progress.state {
        JobState::Queued | JobState::Running => "running",
        JobState::Done => "done",
        JobState::Failed => "failed",
    };
    let message = viewer.page("import-title").t2("import-progress", "done", done, "total", total);
    let json = ProgressJson { done: progress.done, total: progress.total, state, message };
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(json)).into_response())
}
