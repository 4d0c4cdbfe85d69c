//! What administrators do with accounts: create, grant and end roles, reset passwords, disable.

use jiff::civil::Date;
use nep_domain::{
    access::{Account, Action, Grant, Role, Username},
    ids::{AccountId, Id, PersonId, UnitId},
    refusal::Refusal,
};
use nep_storage::{ReadTx, access as store};
use serde_json::json;

use crate::{AppError, AppResult, Ctx, FieldError, error::OnConflict};

use super::{check_password, hash_password};

/// A new account to be created.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// Name typed to sign in.
    pub username: String,
    /// Name shown.
    pub display_name: String,
    /// First password.
    pub password: String,
    /// The person on the staff.
    pub person: Option<PersonId>,
    /// The first role.
    pub role: Role,
    /// Where the role is held.
    pub unit: UnitId,
}

/// An account as administrators see it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AccountView {
    /// The account.
    pub account: Account,
    /// All its grants, ended ones too, oldest first.
    pub grants: Vec<Grant>,
    /// Whether the actor may change it.
    pub editable: bool,
}

impl AccountView {
    /// The grants that hold on a day.
    pub fn grants_on(&self, day: Date) -> impl Iterator<Item = &Grant> {
        self.grants.iter().filter(move |g| g.holds_on(day))
    }
}

/// Creates an account with one role from today.
///
/// # Errors
/// Field errors for a bad or taken user name, an empty name, a short password.
pub async fn create_account(ctx: &Ctx, new: NewAccount) -> AppResult<AccountId> {
    ctx.require(Action::AccountsManage, new.unit)?;
    let (username, display_name) = check_new(&new)?;
    let hash = hash_password(ctx, new.password).await?;
    let account = Account {
        id: ctx.id(),
        username,
        display_name,
        person: new.person,
        disabled: false,
        version: 1,
    };
    let grant = Grant { role: new.role, unit: new.unit, valid_from: ctx.today(), valid_to: None };
    let tx = ctx.write().await?;
    store::insert_account(&tx, &account, &hash)
        .await
        .on_conflict("account(username)", || FieldError::new("username", "taken").into())?;
    store::grant(&tx, account.id, &grant).await?;
    let detail = json!({ "username": account.username.to_string(), "role": new.role.key(), "unit": new.unit.to_string() });
    ctx.audit(&tx, Action::AccountsManage, "account", account.id.uuid(), &detail).await?;
    tx.commit().await?;
    Ok(account.id)
}

fn check_new(new: &NewAccount) -> AppResult<(Username, String)> {
    let mut errors = Vec::new();
    let username = new.username.parse::<Username>();
    if username.is_err() {
        errors.push(FieldError::new("username", "username"));
    }
    let display_name = nep_domain::text::clean(&new.display_name);
    if display_name.is_empty() {
        errors.push(FieldError::new("display_name", "missing"));
    }
    errors.extend(check_password("password", &new.password));
    match username {
        Ok(username) if errors.is_empty() => Ok((username, display_name)),
        _ => Err(AppError::Invalid(errors)),
    }
}

/// Grants a further role.
///
/// # Errors
/// Field errors for a unit that does not live on the first day, and for an end before the beginning.
pub async fn grant_role(ctx: &Ctx, account: AccountId, grant: Grant) -> AppResult<()> {
    ctx.require(Action::AccountsManage, grant.unit)?;
    check_grant(ctx, &grant).await?;
    let tx = ctx.write().await?;
    store::by_id(&tx, account).await?.ok_or(AppError::NotFound("account"))?;
    store::grant(&tx, account, &grant).await?;
    ctx.audit(
        &tx,
        Action::AccountsManage,
        "account",
        account.uuid(),
        &grant_detail("grant", &grant),
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

async fn check_grant(ctx: &Ctx, grant: &Grant) -> AppResult<()> {
    let mut errors = Vec::new();
    if ctx.org_on(grant.valid_from).await?.get(grant.unit).is_none() {
        errors
            .push(FieldError::new("unit", "unit-not-on-that-date").with("date", grant.valid_from));
    }
    if grant.valid_to.is_some_and(|end| end < grant.valid_from) {
        errors.push(FieldError::new("valid_to", "end-before-start"));
    }
    if errors.is_empty() { Ok(()) } else { Err(AppError::Invalid(errors)) }
}

/// Ends a role that still runs, with `last_day`.
///
/// # Errors
/// Refused for one's own role, so that nobody locks himself out; not found when no such role runs.
pub async fn end_role(
    ctx: &Ctx,
    account: AccountId,
    role: Role,
    unit: UnitId,
    last_day: Date,
) -> AppResult<()> {
    ctx.require(Action::AccountsManage, unit)?;
    refuse_own(ctx, account)?;
    let tx = ctx.write().await?;
    let grants = store::grants(&tx, account).await?;
    let running =
        grants.into_iter().rev().find(|g| g.role == role && g.unit == unit && g.valid_to.is_none());
    let grant = Grant { valid_to: Some(last_day), ..running.ok_or(AppError::NotFound("grant"))? };
    if last_day < grant.valid_from {
        return Err(FieldError::new("last_day", "end-before-start").into());
    }
    store::grant(&tx, account, &grant).await?;
    ctx.audit(
        &tx,
        Action::AccountsManage,
        "account",
        account.uuid(),
        &grant_detail("end_role", &grant),
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

fn grant_detail(what: &str, grant: &Grant) -> serde_json::Value {
    json!({
        "what": what, "role": grant.role.key(), "unit": grant.unit.to_string(),
        "from": grant.valid_from.to_string(), "to": grant.valid_to.map(|d| d.to_string()),
    })
}

/// Sets a new password for somebody who forgot his, lifts a lock, and ends all his sessions.
///
/// # Errors
/// A field error `password-short`; refused beyond the actor's reach.
pub async fn reset_password(ctx: &Ctx, account: AccountId, password: String) -> AppResult<()> {
    editable(ctx, account).await?;
    if let Some(error) = check_password("password", &password) {
        return Err(error.into());
    }
    let hash = hash_password(ctx, password).await?;
    let tx = ctx.write().await?;
    store::set_password(&tx, account, &hash).await?;
    store::delete_sessions_of(&tx, account).await?;
    let detail = json!({ "what": "reset_password" });
    ctx.audit(&tx, Action::AccountsManage, "account", account.uuid(), &detail).await?;
    tx.commit().await?;
    Ok(())
}

/// Shuts an account out, ending its sessions, or lets it in again. `version` is the one the actor saw.
///
/// # Errors
/// [`AppError::Stale`] when somebody else changed the account; refused for one's own account.
pub async fn set_disabled(
    ctx: &Ctx,
    account: AccountId,
    version: i64,
    disabled: bool,
) -> AppResult<()> {
    refuse_own(ctx, account)?;
    let found = editable(ctx, account).await?;
    let tx = ctx.write().await?;
    store::update_account(&tx, &Account { disabled, version, ..found.account }).await?;
    if disabled {
        store::delete_sessions_of(&tx, account).await?;
    }
    let detail = json!({ "what": if disabled { "disable" } else { "enable" } });
    ctx.audit(&tx, Action::AccountsManage, "account", account.uuid(), &detail).await?;
    tx.commit().await?;
    Ok(())
}

fn refuse_own(ctx: &Ctx, account: AccountId) -> AppResult<()> {
    if ctx.account().is_some_and(|a| a.id == account) {
        Err(Refusal::new("own-account").into())
    } else {
        Ok(())
    }
}

/// All accounts whose grants lie in the actor's reach, by user name.
pub async fn accounts(ctx: &Ctx) -> AppResult<Vec<AccountView>> {
    if !ctx.may_anywhere(Action::AccountsView) {
        return Err(AppError::Denied(Action::AccountsView));
    }
    in_reach(ctx, &ctx.read().await?, Action::AccountsView).await
}

/// The accounts with a grant at a unit where the actor may do `action`.
pub(crate) async fn in_reach(
    ctx: &Ctx,
    tx: &ReadTx,
    action: Action,
) -> AppResult<Vec<AccountView>> {
    let mut grants = store::all_grants(tx).await?;
    let mut seen = Vec::new();
    for account in store::accounts(tx).await? {
        let grants = grants.remove(&account.id).unwrap_or_default();
        if grants.iter().any(|g| ctx.may(action, g.unit)) {
            seen.push(view(ctx, account, grants));
        }
    }
    Ok(seen)
}

/// One account in the actor's reach.
pub async fn account(ctx: &Ctx, id: AccountId) -> AppResult<AccountView> {
    let tx = ctx.read().await?;
    let (account, _) = store::by_id(&tx, id).await?.ok_or(AppError::NotFound("account"))?;
    let grants = store::grants(&tx, id).await?;
    if grants.iter().any(|g| ctx.may(Action::AccountsView, g.unit)) {
        Ok(view(ctx, account, grants))
    } else {
        Err(AppError::NotFound("account"))
    }
}

/// Whoever changes an account must reach every unit it may act at, else a branch could take over the whole body.
fn view(ctx: &Ctx, account: Account, grants: Vec<Grant>) -> AccountView {
    let running: Vec<_> =
        grants.iter().filter(|g| g.valid_to.is_none_or(|end| end >= ctx.today())).collect();
    let units = if running.is_empty() { grants.iter().collect() } else { running };
    let editable = units.iter().all(|g| ctx.may(Action::AccountsManage, g.unit));
    AccountView { account, grants, editable }
}

async fn editable(ctx: &Ctx, id: AccountId) -> AppResult<AccountView> {
    let found = account(ctx, id).await?;
    if found.editable { Ok(found) } else { Err(AppError::Denied(Action::AccountsManage)) }
}
