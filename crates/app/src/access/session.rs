//! Who is behind a cookie. Every request asks, so the answer is kept until anything changes.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use jiff::Timestamp;
use nep_domain::access::{Account, Grant};
use nep_storage::access as store;

use super::{Session, token_hash};
use crate::{Actor, AppResult, Ctx, Services, memory::Memory};

/// Seconds between two stored signs of life, so that reading pages does not write each time.
const STORED_EVERY: i64 = 30;

/// A session with its account, by the hash of the cookie.
pub(crate) type SessionMemory = Memory<String, Arc<Known>>;

/// A living session of an account that may sign in.
#[derive(Debug)]
pub(crate) struct Known {
    session: Session,
    account: Account,
    grants: Vec<Grant>,
    /// The last stored sign of life, in microseconds; it alone changes without an entry in the audit log.
    seen: AtomicI64,
}

impl Known {
    fn seen(&self) -> Timestamp {
        Timestamp::from_microsecond(self.seen.load(Ordering::Relaxed)).unwrap_or_default()
    }

    fn note(&self, seen: Timestamp) {
        self.seen.fetch_max(seen.as_microsecond(), Ordering::Relaxed);
    }

    /// Whether the person has been away too long. Another server may have heard of the session since this one did.
    async fn idle(&self, services: &Services, now: Timestamp) -> AppResult<bool> {
        let idle =
            |seen: Timestamp| seen.duration_until(now).as_secs() > services.settings.idle_seconds;
        if !idle(self.seen()) {
            return Ok(false);
        }
        let tx = services.store.read().await?;
        match store::session_by_token(&tx, &self.session.token_hash).await? {
            Some(session) => self.note(session.seen_at),
            None => return Ok(true),
        }
        Ok(idle(self.seen()))
    }

    /// Moves the stored sign of life, by one of the requests that come at the same time.
    async fn keep_alive(&self, services: &Services, now: Timestamp) -> AppResult<()> {
        let last = self.seen.load(Ordering::Relaxed);
        let claim = || {
            let claimed = now.as_microsecond();
            self.seen.compare_exchange(last, claimed, Ordering::Relaxed, Ordering::Relaxed)
        };
        if now.as_microsecond() - last < STORED_EVERY * 1_000_000 || claim().is_err() {
            return Ok(());
        }
        let tx = services.store.write().await?;
        store::touch_session(&tx, self.session.id, now).await?;
        tx.commit().await?;
        Ok(())
    }
}

/// The session and context behind a cookie, if it is still alive; `None` sends the person to the sign-in page.
pub async fn resume(services: &Arc<Services>, token: &str) -> AppResult<Option<(Ctx, Session)>> {
    let (hash, pulse, now) =
        (token_hash(token), services.store.pulse().await?, services.clock.now());
    let read = read(services, &hash);
    let Some(known) = services.sessions.get_if_any(pulse.revision, hash.clone(), read).await?
    else {
        return Ok(None);
    };
    if known.idle(services, now).await? {
        return Ok(None);
    }
    if let Err(error) = known.keep_alive(services, now).await {
        // Reading goes on while nothing can be written.
        services.note(&error);
        tracing::warn!(%error, "a sign of life was not stored");
    }
    let actor = Actor::Person(known.account.clone(), known.grants.clone());
    let session = Session { seen_at: known.seen(), ..known.session.clone() };
    Ok(Some((Ctx::at(services, pulse, actor).await?, session)))
}

async fn read(services: &Services, token_hash: &str) -> AppResult<Option<Arc<Known>>> {
    let tx = services.store.read().await?;
    let Some(session) = store::session_by_token(&tx, token_hash).await? else { return Ok(None) };
    let account = store::by_id(&tx, session.account).await?.map(|(account, _)| account);
    let Some(account) = account.filter(|account| !account.disabled) else { return Ok(None) };
    let grants = store::grants(&tx, account.id).await?;
    let seen = AtomicI64::new(session.seen_at.as_microsecond());
    Ok(Some(Arc::new(Known { session, account, grants, seen })))
}
