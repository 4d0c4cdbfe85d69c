//! Reading and verifying the audit log.

use nep_domain::{access::Action, audit::AuditEntry};
use nep_storage::{Page, Store, audit as store};

use crate::{AppError, AppResult, Ctx};

pub use nep_storage::audit::{AuditDamage, AuditFilter};

/// Lists entries, newest first.
pub async fn list(ctx: &Ctx, filter: &AuditFilter, page: Page) -> AppResult<Vec<AuditEntry>> {
    if !ctx.may_anywhere(Action::AuditView) {
        return Err(AppError::Denied(Action::AuditView));
    }
    Ok(store::list(&ctx.read().await?, filter, page).await?)
}

/// Walks the whole log; returns the number of entries and all damage.
pub async fn verify(store: &Store) -> AppResult<(i64, Vec<AuditDamage>)> {
    Ok(store::verify(&store.read().await?).await?)
}
