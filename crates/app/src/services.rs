//! What every use case shares: store, clock, random source, policies, law, calendar, the organisation in memory.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
};

use jiff::civil::Date;
use nep_calendar::{CalendarOptions, WorkCalendar};
use nep_domain::org::OrgTree;
use nep_law::Library;
use nep_storage::{Pulse, ReadTx, Store, org};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha20Rng;

use crate::{
    AppError, AppResult, Clock, Policies,
    access::SessionMemory,
    facts::Answers,
    law::Laws,
    one_stop::{DeskMemory, NameMemory, TabMemory},
    publicity::{FigureCache, VisitCounter},
    report::DashboardMemory,
    space::Space,
};

/// How this installation runs.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The address citizens reach the public pages at, without a slash at the end; printed in QR codes.
    pub public_url: String,
    /// Seconds without a sign of life before a session ends.
    pub idle_seconds: i64,
    /// Reverse proxies that say truly, in `X-Forwarded-For`, whom they pass on.
    pub trusted_proxies: Vec<IpAddr>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            public_url: "http://127.0.0.1:8080".to_owned(),
            idle_seconds: 15 * 60,
            trusted_proxies: Vec::new(),
        }
    }
}

/// Shared by all requests of a running program.
pub struct Services {
    /// The store.
    pub store: Store,
    /// The clock.
    pub clock: Clock,
    /// Who may do what.
    pub policies: Policies,
    /// The law as loaded; [`crate::Ctx::library`] has it with a body's own values.
    pub library: Library,
    /// Working days.
    pub calendar: WorkCalendar,
    /// How this installation runs.
    pub settings: Settings,
    /// Page views of the public pages.
    pub visits: VisitCounter,
    /// Public figures counted lately.
    pub(crate) figures: FigureCache,
    /// Figures counted since the last change.
    pub(crate) answers: Answers,
    /// Dashboards put together since the last change.
    pub(crate) dashboards: DashboardMemory,
    /// Who is signed in, as read since the last change.
    pub(crate) sessions: SessionMemory,
    /// Pages of the desk read since the last change.
    pub(crate) desks: DeskMemory,
    /// Numbers on the desk's tabs counted since the last change.
    pub(crate) tabs: TabMemory,
    /// Names of procedures read since the last change.
    pub(crate) procedure_names: NameMemory,
    /// Whether the last changes found room.
    pub(crate) space: Space,
    random: Mutex<ChaCha20Rng>,
    org: Mutex<OrgCache>,
    laws: Mutex<Option<Arc<Laws>>>,
}

/// The organisation at one revision: everything ever, and the days asked for lately.
#[derive(Default)]
struct OrgCache {
    revision: i64,
    latest: Option<Arc<OrgTree>>,
    days: HashMap<Date, Arc<OrgTree>>,
}

impl Services {
    /// Puts the floors below together. `seed` is fresh from the operating system in normal running, fixed in tests.
    ///
    /// # Errors
    /// When a shipped pack, policy or the calendar does not load; each says where and why.
    pub fn new(
        store: Store,
        clock: Clock,
        settings: Settings,
        seed: [u8; 32],
    ) -> AppResult<Arc<Self>> {
        let library =
            Library::embedded().map_err(|e| AppError::Internal(format!("law packs: {e}")))?;
        Self::under(library, store, clock, settings, seed)
    }

    /// The same under packs of an agency beside the shipped ones.
    ///
    /// # Errors
    /// As [`Services::new`]. Whether the packs have what the rooms reckon with, [`crate::law::readable`] says.
    pub fn under(
        library: Library,
        store: Store,
        clock: Clock,
        settings: Settings,
        seed: [u8; 32],
    ) -> AppResult<Arc<Self>> {
        Ok(Arc::new(Self {
            store,
            clock,
            policies: Policies::embedded()?,
            library,
            calendar: WorkCalendar::vietnam(CalendarOptions::default())
                .map_err(|e| AppError::Internal(format!("calendar: {e}")))?,
            settings,
            visits: VisitCounter::default(),
            figures: FigureCache::default(),
            answers: Answers::default(),
            dashboards: DashboardMemory::default(),
            sessions: SessionMemory::default(),
            desks: DeskMemory::default(),
            tabs: TabMemory::default(),
            procedure_names: NameMemory::default(),
            space: Space::default(),
            random: Mutex::new(ChaCha20Rng::from_seed(seed)),
            org: Mutex::default(),
            laws: Mutex::default(),
        }))
    }

    /// Random bytes.
    pub(crate) fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.random.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(&mut bytes);
        bytes
    }

    /// The law of every body; read again only after one set a value or took one back.
    pub(crate) async fn laws_at(&self, pulse: Pulse) -> AppResult<Arc<Laws>> {
        let kept = self.laws.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(laws) = kept.filter(|laws| laws.is_of(pulse.law)) {
            return Ok(laws);
        }
        let laws = Laws::read(&self.store.read().await?, pulse.law, &self.library).await?;
        *self.laws.lock().unwrap_or_else(PoisonError::into_inner) = Some(laws.clone());
        Ok(laws)
    }

    /// As [`Services::org_latest`], at a moment known already.
    pub(crate) async fn org_at(&self, pulse: Pulse) -> AppResult<Arc<OrgTree>> {
        match self.cached(pulse.org, |cache| cache.latest.clone()) {
            Some(tree) => Ok(tree),
            None => self.org_latest(&self.store.read().await?).await,
        }
    }

    /// Every unit that ever lived, in its newest version; read again only after the organisation changed.
    pub(crate) async fn org_latest(&self, tx: &ReadTx) -> AppResult<Arc<OrgTree>> {
        let revision = org::revision(tx).await?;
        if let Some(tree) = self.cached(revision, |cache| cache.latest.clone()) {
            return Ok(tree);
        }
        let tree = Arc::new(org::latest(tx).await?);
        self.remember(revision, |cache| cache.latest = Some(tree.clone()));
        Ok(tree)
    }

    /// As [`Services::org_on`], at a moment known already.
    pub(crate) async fn org_of(&self, pulse: Pulse, on: Date) -> AppResult<Arc<OrgTree>> {
        match self.cached(pulse.org, |cache| cache.days.get(&on).cloned()) {
            Some(tree) => Ok(tree),
            None => self.org_on(&self.store.read().await?, on).await,
        }
    }

    /// The organisation of a day.
    pub(crate) async fn org_on(&self, tx: &ReadTx, on: Date) -> AppResult<Arc<OrgTree>> {
        const DAYS_KEPT: usize = 64;
        let revision = org::revision(tx).await?;
        if let Some(tree) = self.cached(revision, |cache| cache.days.get(&on).cloned()) {
            return Ok(tree);
        }
        let tree = Arc::new(org::tree(tx, on).await?);
        self.remember(revision, |cache| {
            if cache.days.len() >= DAYS_KEPT {
                cache.days.clear();
            }
            cache.days.insert(on, tree.clone());
        });
        Ok(tree)
    }

    fn cached<T>(&self, revision: i64, get: impl FnOnce(&OrgCache) -> Option<T>) -> Option<T> {
        let cache = self.org.lock().unwrap_or_else(PoisonError::into_inner);
        if cache.revision == revision { get(&cache) } else { None }
    }

    fn remember(&self, revision: i64, put: impl FnOnce(&mut OrgCache)) {
        let mut cache = self.org.lock().unwrap_or_else(PoisonError::into_inner);
        if cache.revision < revision {
            *cache = OrgCache { revision, ..OrgCache::default() };
        }
        if cache.revision == revision {
            put(&mut cache);
        }
    }
}
