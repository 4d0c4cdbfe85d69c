//! Accounts: signing in and out, one's own password. What administrators do stands in [`manage`].

mod manage;
mod session;

use std::sync::Arc;

use argon2::{Argon2, PasswordHash, PasswordHasher, PasswordVerifier};
use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use jiff::{SignedDuration, Timestamp};
use nep_domain::{
    access::{Account, Username},
    ids::{AccountId, Id},
};
use nep_storage::{
    ReadTx,
    access::{self as store, Credentials},
};
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::{Actor, AppError, AppResult, Ctx, FieldError, Services};

pub(crate) use manage::in_reach;
pub use manage::{
    AccountView, NewAccount, account, accounts, create_account, end_role, grant_role,
    reset_password, set_disabled,
};
pub use nep_storage::access::Session;
pub(crate) use session::SessionMemory;
pub use session::resume;

/// Failed tries before the account is locked for a while (TCVN 11930 asks for a lock; the number is our choice).
const TRIES: i32 = 5;
/// How long it is locked, growing with each further failure.
const LOCK: SignedDuration = SignedDuration::from_mins(5);
/// Shortest password accepted.
const SHORTEST_PASSWORD: usize = 10;

/// A hash that no password has, so that unknown names take as long to refuse as known ones.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5bm9ib2R5bm9i$Y2hvdyBjaG8gZHUgdGhvaSBnaWFuIG5oxrAgbmhhdS4";

/// What the browser gets when it signed in.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// The cookie's secret value; only its hash is stored.
    pub token: String,
    /// Whose session it is.
    pub account: AccountId,
}

/// Checks name and password and opens a session.
///
/// # Errors
/// A field error `sign-in-failed` that does not tell which of the two was wrong; [`AppError::TooMany`] while locked.
pub async fn sign_in(
    services: &Arc<Services>,
    username: &str,
    password: &str,
) -> AppResult<SignedIn> {
    let ctx = Ctx::new(services, Actor::Citizen).await?;
    let failed = || AppError::from(FieldError::new("username", "sign-in-failed"));
    let found = match username.parse::<Username>() {
        Ok(name) => store::by_username(&ctx.read().await?, &name).await?,
        Err(_) => None,
    };
    let hash = found.as_ref().map_or(NOBODY, |(_, c)| c.password_hash.as_str()).to_owned();
    let right = verify_password(password.to_owned(), hash).await?;
    let Some((account, credentials)) = found.filter(|(a, _)| !a.disabled) else {
        return Err(failed());
    };
    if let Some(wait) = seconds_locked(&credentials, ctx.now()) {
        return Err(AppError::TooMany(wait));
    }
    if !right {
        note_failure(&ctx, &account, &credentials).await?;
        return Err(failed());
    }
    open_session(&ctx, &account).await
}

fn seconds_locked(credentials: &Credentials, now: Timestamp) -> Option<i64> {
    let wait = now.duration_until(credentials.locked_until?).as_secs();
    (wait > 0).then_some(wait)
}

async fn note_failure(ctx: &Ctx, account: &Account, credentials: &Credentials) -> AppResult<()> {
    let failures = credentials.failures + 1;
    let locked_until = (failures >= TRIES)
        .then(|| ctx.now().saturating_add(LOCK * (failures - TRIES + 1)).unwrap_or(Timestamp::MAX));
    let tx = ctx.write().await?;
    store::set_failures(&tx, account.id, failures, locked_until).await?;
    let detail =
        json!({ "failures": failures, "locked_until": locked_until.map(|t| t.to_string()) });
    ctx.audit_named(&tx, "access.sign_in_failed", "account", Some(account.id.uuid()), &detail)
        .await?;
    tx.commit().await?;
    Ok(())
}

async fn open_session(ctx: &Ctx, account: &Account) -> AppResult<SignedIn> {
    let token = BASE64URL_NOPAD.encode(&ctx.random::<32>());
    let session = Session {
        id: ctx.id(),
        token_hash: token_hash(&token),
        account: account.id,
        csrf_token: BASE64URL_NOPAD.encode(&ctx.random::<24>()),
        created_at: ctx.now(),
        seen_at: ctx.now(),
    };
    // From here on it is known who acts.
    let actor = Actor::Person(account.clone(), Vec::new());
    let known = Ctx::new(ctx.services(), actor).await?;
    let tx = ctx.write().await?;
    store::set_failures(&tx, account.id, 0, None).await?;
    store::insert_session(&tx, &session).await?;
    let detail = json!({ "username": account.username.to_string() });
    known.audit_named(&tx, "access.sign_in", "account", Some(account.id.uuid()), &detail).await?;
    tx.commit().await?;
    Ok(SignedIn { token, account: account.id })
}

/// Ends a session.
pub async fn sign_out(ctx: &Ctx, session: &Session) -> AppResult<()> {
    let tx = ctx.write().await?;
    store::delete_session(&tx, session.id).await?;
    ctx.audit_named(&tx, "access.sign_out", "account", Some(session.account.uuid()), &json!({}))
        .await?;
    tx.commit().await?;
    Ok(())
}

/// Changes the actor's own password and ends all other sessions.
///
/// # Errors
/// Field errors `password-wrong` for the current one, `password-short` for the new one.
pub async fn change_own_password(ctx: &Ctx, current: String, new: String) -> AppResult<()> {
    let account = ctx.account().ok_or(AppError::SignedOut)?.clone();
    let stored = store::by_id(&ctx.read().await?, account.id).await?.ok_or(AppError::SignedOut)?.1;
    if !verify_password(current, stored.password_hash).await? {
        return Err(FieldError::new("current", "password-wrong").into());
    }
    if let Some(error) = check_password("new", &new) {
        return Err(error.into());
    }
    let hash = hash_password(ctx, new).await?;
    let tx = ctx.write().await?;
    store::set_password(&tx, account.id, &hash).await?;
    store::delete_sessions_of(&tx, account.id).await?;
    ctx.audit_named(&tx, "access.change_password", "account", Some(account.id.uuid()), &json!({}))
        .await?;
    tx.commit().await?;
    Ok(())
}

/// The name of an account, as records show who did something.
pub(crate) async fn name_of(tx: &ReadTx, id: Option<AccountId>) -> AppResult<Option<String>> {
    let Some(id) = id else { return Ok(None) };
    Ok(store::by_id(tx, id).await?.map(|(account, _)| account.display_name))
}

fn check_password(field: &str, password: &str) -> Option<FieldError> {
    (password.chars().count() < SHORTEST_PASSWORD)
        .then(|| FieldError::new(field, "password-short").with("least", SHORTEST_PASSWORD))
}

fn token_hash(token: &str) -> String {
    HEXLOWER.encode(&Sha256::digest(token))
}

/// Hashing takes its time on purpose, so it runs beside the request threads.
async fn hash_password(ctx: &Ctx, password: String) -> AppResult<String> {
    let salt = ctx.random::<16>();
    let hash = tokio::task::spawn_blocking(move || {
        Argon2::default().hash_password_with_salt(password.as_bytes(), &salt).map(|h| h.to_string())
    });
    hash.await
        .map_err(|e| AppError::Internal(e.to_string()))?
        .map_err(|e| AppError::Internal(format!("password hash: {e}")))
}

async fn verify_password(password: String, hash: String) -> AppResult<bool> {
    let right = tokio::task::spawn_blocking(move || {
        let hash = PasswordHash::new(&hash).map_err(|e| format!("stored password hash: {e}"))?;
        Ok::<_, String>(Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
    });
    right.await.map_err(|e| AppError::Internal(e.to_string()))?.map_err(AppError::Internal)
}
