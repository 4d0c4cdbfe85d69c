//! Reading and verifying the audit log.

use std::collections::HashMap;

use nep_domain::{
    access::Action,
    audit::{AuditActor, AuditEntry},
    ids::AccountId,
};
use nep_storage::{Page, ReadTx, Store, access as accounts, audit as store};

use crate::{AppError, AppResult, Ctx, access};

pub use nep_storage::audit::{AuditDamage, AuditFilter};

/// An entry with the name of who stands behind it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AuditView {
    /// The entry.
    pub entry: AuditEntry,
    /// Name of the account, for entries of signed-in people.
    pub who: Option<String>,
}

/// Lists entries in the actor's reach, newest first.
///
/// Who reads the log for every body of the installation sees all of it; everybody else what accounts in reach did.
pub async fn list(ctx: &Ctx, filter: &AuditFilter, page: Page) -> AppResult<Vec<AuditEntry>> {
    let tx = ctx.read().await?;
    let filter = AuditFilter { among: among(ctx, &tx).await?, ..filter.clone() };
    Ok(store::list(&tx, &filter, page).await?)
}

/// As [`list`], each entry with the name of who stands behind it.
pub async fn list_named(ctx: &Ctx, filter: &AuditFilter, page: Page) -> AppResult<Vec<AuditView>> {
    let entries = list(ctx, filter, page).await?;
    let names = names(&ctx.read().await?).await?;
    Ok(entries.into_iter().map(|entry| view(entry, &names)).collect())
}

/// One entry by its place in the log.
pub async fn entry(ctx: &Ctx, seq: i64) -> AppResult<AuditView> {
    let tx = ctx.read().await?;
    let among = among(ctx, &tx).await?;
    let found = store::by_seq(&tx, seq).await?.ok_or(AppError::NotFound("audit entry"))?;
    let visible = match (&among, &found.entry.actor) {
        (None, _) => true,
        (Some(accounts), AuditActor::Account(id)) => accounts.contains(id),
        (Some(_), AuditActor::Citizen | AuditActor::System(_)) => false,
    };
    if visible {
        Ok(view(found, &names(&tx).await?))
    } else {
        Err(AppError::NotFound("audit entry"))
    }
}

/// The accounts to which the actor's reading is bound; `None` when it is not.
async fn among(ctx: &Ctx, tx: &ReadTx) -> AppResult<Option<Vec<AccountId>>> {
    if !ctx.may_anywhere(Action::AuditView) {
        return Err(AppError::Denied(Action::AuditView));
    }
    if ctx.reaches_everything(Action::AuditView) {
        return Ok(None);
    }
    let reached = access::in_reach(ctx, tx, Action::AuditView).await?;
    Ok(Some(reached.into_iter().map(|a| a.account.id).collect()))
}

async fn names(tx: &ReadTx) -> AppResult<HashMap<AccountId, String>> {
    let all = accounts::accounts(tx).await?;
    Ok(all.into_iter().map(|a| (a.id, a.display_name)).collect())
}

fn view(entry: AuditEntry, names: &HashMap<AccountId, String>) -> AuditView {
    let who = match &entry.entry.actor {
        AuditActor::Account(id) => names.get(id).cloned(),
        AuditActor::Citizen | AuditActor::System(_) => None,
    };
    AuditView { entry, who }
}

/// Walks the whole log; returns the number of entries and all damage.
pub async fn verify(store: &Store) -> AppResult<(i64, Vec<AuditDamage>)> {
    Ok(store::verify(&store.read().await?).await?)
}

/// As [`verify`], asked for by somebody who may read the log.
pub async fn check(ctx: &Ctx) -> AppResult<(i64, Vec<AuditDamage>)> {
    if !ctx.may_anywhere(Action::AuditView) {
        return Err(AppError::Denied(Action::AuditView));
    }
    verify(&ctx.services().store).await
}
