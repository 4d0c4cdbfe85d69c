//! The queue as administrators see it.

use nep_domain::{access::Action, jobs::Job};
use nep_storage::{Page, jobs as store};

use crate::{AppError, AppResult, Ctx, access};

/// Jobs in the actor's reach, newest first: all of them for whoever reaches every body, else those queued by
/// accounts in reach.
///
/// # Errors
/// [`AppError::Denied`] without the right to see accounts.
pub async fn recent(ctx: &Ctx, page: Page) -> AppResult<Vec<Job>> {
    if !ctx.may_anywhere(Action::AccountsView) {
        return Err(AppError::Denied(Action::AccountsView));
    }
    let tx = ctx.read().await?;
    let jobs = store::list(&tx, page).await?;
    if ctx.reaches_everything(Action::AccountsView) {
        return Ok(jobs);
    }
    let accounts = access::in_reach(ctx, &tx, Action::AccountsView).await?;
    let own = |job: &Job| accounts.iter().any(|a| Some(a.account.id) == job.created_by);
    Ok(jobs.into_iter().filter(own).collect())
}
