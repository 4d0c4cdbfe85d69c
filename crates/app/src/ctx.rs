//! The context of one request: who acts, when, and with what.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use jiff::{Timestamp, civil};
use nep_domain::{
    access::{Account, Action, Grant, Relation, Role, Scope},
    audit::{AuditActor, NewAuditEntry},
    ids::{Id, UnitId},
    org::OrgTree,
};
use nep_law::Library;
use nep_storage::{Pulse, ReadTx, WriteTx, audit};
use serde::Serialize;
use uuid::{Builder, Uuid};

use crate::{AppError, AppResult, Services, clock, law::Laws};

/// Who acts.
#[derive(Clone, Debug)]
pub enum Actor {
    /// A signed-in person with all grants, ended ones too.
    Person(Account, Vec<Grant>),
    /// A citizen without an account.
    Citizen,
    /// The program itself, by the name of its task; may do everything.
    System(&'static str),
}

/// The context of one request. Its instant is fixed, so that everything one request writes carries the same time.
#[derive(Clone)]
pub struct Ctx {
    services: Arc<Services>,
    actor: Actor,
    now: Timestamp,
    org: Arc<OrgTree>,
    laws: Arc<Laws>,
    /// The revision at which a request began, as long as it has changed nothing itself; else [`ASK`].
    revision: Arc<AtomicI64>,
}

/// Stands for a revision that the store must be asked for.
const ASK: i64 = -1;

impl Ctx {
    /// A context for an actor at the clock's present instant.
    pub async fn new(services: &Arc<Services>, actor: Actor) -> AppResult<Self> {
        let ctx = Self::at(services, services.store.pulse().await?, actor).await?;
        ctx.revision.store(ASK, Ordering::Relaxed);
        Ok(ctx)
    }

    /// The context of one request, which sees the records as they stood at its beginning where that saves a question.
    pub(crate) async fn at(
        services: &Arc<Services>,
        pulse: Pulse,
        actor: Actor,
    ) -> AppResult<Self> {
        let org = services.org_at(pulse).await?;
        let laws = services.laws_at(pulse).await?;
        let revision = Arc::new(AtomicI64::new(pulse.revision));
        let now = services.clock.now();
        Ok(Self { services: services.clone(), actor, now, org, laws, revision })
    }

    /// The number of the newest change, for values kept in a [`crate::memory::Memory`].
    pub(crate) async fn revision(&self) -> AppResult<i64> {
        match self.revision.load(Ordering::Relaxed) {
            ASK => Ok(self.services.store.pulse().await?.revision),
            known => Ok(known),
        }
    }

    /// The shared services.
    pub fn services(&self) -> &Arc<Services> {
        &self.services
    }

    /// Who acts.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The account that acts, if a person does.
    pub fn account(&self) -> Option<&Account> {
        match &self.actor {
            Actor::Person(account, _) => Some(account),
            Actor::Citizen | Actor::System(_) => None,
        }
    }

    /// The instant of the request.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// The instant of the request in the office's local time.
    pub fn local_now(&self) -> civil::DateTime {
        clock::local(self.now)
    }

    /// The office's local time of any instant.
    pub fn local(&self, at: Timestamp) -> civil::DateTime {
        clock::local(at)
    }

    /// The instant of a local time of the office.
    pub fn instant(&self, local: civil::DateTime) -> Timestamp {
        clock::instant(local)
    }

    /// The office's day of the request.
    pub fn today(&self) -> civil::Date {
        self.local_now().date()
    }

    /// A new identifier from the request's instant and the random source.
    pub fn id<T: Id>(&self) -> T {
        let millis = u64::try_from(self.now.as_millisecond()).unwrap_or(0);
        T::from_uuid(
            Builder::from_unix_timestamp_millis(millis, &self.services.random::<10>()).into_uuid(),
        )
    }

    /// Random bytes, for tokens.
    pub fn random<const N: usize>(&self) -> [u8; N] {
        self.services.random()
    }

    /// A snapshot for reading.
    pub async fn read(&self) -> AppResult<ReadTx> {
        Ok(self.services.store.read().await?)
    }

    /// The writing transaction.
    pub async fn write(&self) -> AppResult<WriteTx> {
        self.revision.store(ASK, Ordering::Relaxed);
        Ok(self.services.store.write().await?)
    }

    /// Every unit that ever lived, in its newest version.
    pub fn org(&self) -> &OrgTree {
        &self.org
    }

    /// The law as it is for a unit: the shipped packs with the values its body set itself.
    pub fn library(&self, unit: UnitId) -> &Library {
        let root = self.org.get(unit).map(|unit| unit.root);
        root.and_then(|root| self.laws.of(root)).unwrap_or(&self.services.library)
    }

    /// The law as shipped, and as each body that set values of its own has it.
    pub(crate) fn libraries(&self) -> impl Iterator<Item = &Library> {
        std::iter::once(&self.services.library).chain(self.laws.all())
    }

    /// The organisation of a day.
    pub async fn org_on(&self, on: civil::Date) -> AppResult<Arc<OrgTree>> {
        self.services.org_of(self.services.store.pulse().await?, on).await
    }

    /// The grants that hold today.
    pub fn grants(&self) -> impl Iterator<Item = &Grant> {
        let today = self.today();
        let all = match &self.actor {
            Actor::Person(_, grants) => grants.as_slice(),
            Actor::Citizen | Actor::System(_) => &[],
        };
        all.iter().filter(move |g| g.holds_on(today))
    }

    /// Whether the actor holds a role anywhere today.
    pub fn has_role(&self, role: Role) -> bool {
        self.grants().any(|g| g.role == role)
    }

    /// Whether the actor may do this to this unit.
    pub fn may(&self, action: Action, unit: UnitId) -> bool {
        matches!(self.actor, Actor::System(_))
            || self.grants().any(|grant| {
                self.same_body(grant.unit, unit)
                    && self.services.policies.permit(
                        grant.role,
                        action,
                        self.org.relation_of(grant.role, grant.unit, unit),
                    )
            })
    }

    /// Whether the actor may do this to any unit at all; decides what the navigation offers.
    pub fn may_anywhere(&self, action: Action) -> bool {
        matches!(self.actor, Actor::System(_))
            || self.grants().any(|grant| {
                Relation::ALL
                    .iter()
                    .any(|relation| self.services.policies.permit(grant.role, action, *relation))
            })
    }

    /// Refuses unless the actor may do this to this unit.
    ///
    /// # Errors
    /// [`AppError::SignedOut`] for a citizen, [`AppError::Denied`] for everybody else.
    pub fn require(&self, action: Action, unit: UnitId) -> AppResult<()> {
        match self.actor {
            _ if self.may(action, unit) => Ok(()),
            Actor::Citizen => Err(AppError::SignedOut),
            Actor::Person(..) | Actor::System(_) => Err(AppError::Denied(action)),
        }
    }

    /// The units at which the actor may do this, for lists.
    pub fn scope(&self, action: Action) -> Scope {
        let mut scope = Scope::default();
        if matches!(self.actor, Actor::System(_)) {
            scope.bodies = self.org.roots().map(|u| u.id).collect();
            return scope;
        }
        for grant in self.grants() {
            let permit = |relation| self.services.policies.permit(grant.role, action, relation);
            let served = self.org.served_from(grant.role, grant.unit);
            let Some(unit) = self.org.get(served) else { continue };
            let below = permit(Relation::Subordinate);
            if permit(Relation::Other)
                || (below && permit(Relation::Own) && grant.unit == unit.root)
            {
                scope.bodies.push(unit.root);
                continue;
            }
            let reached = self.org.subtree(served).into_iter().map(|(u, _)| u.id);
            scope.units.extend(
                reached.filter(|id| permit(self.org.relation_of(grant.role, grant.unit, *id))),
            );
        }
        scope
    }

    /// Whether the actor may do this to every unit of every body of the installation.
    pub fn reaches_everything(&self, action: Action) -> bool {
        let bodies = self.scope(action).bodies;
        self.org.roots().all(|root| bodies.contains(&root.id))
    }

    fn same_body(&self, a: UnitId, b: UnitId) -> bool {
        let root = |id| self.org.get(id).map(|u| u.root);
        root(a).is_some() && root(a) == root(b)
    }

    /// Appends the use case's one audit entry. `detail` is written as JSON.
    pub async fn audit(
        &self,
        tx: &WriteTx,
        action: Action,
        kind: &str,
        subject: Uuid,
        detail: &impl Serialize,
    ) -> AppResult<()> {
        self.audit_named(tx, action.key(), kind, Some(subject), detail).await
    }

    /// Appends an audit entry for what no role's action names (sign-in, a citizen's message).
    pub async fn audit_named(
        &self,
        tx: &WriteTx,
        action: &str,
        kind: &str,
        subject: Option<Uuid>,
        detail: &impl Serialize,
    ) -> AppResult<()> {
        let entry = NewAuditEntry {
            at: self.now,
            actor: match &self.actor {
                Actor::Person(account, _) => AuditActor::Account(account.id),
                Actor::Citizen => AuditActor::Citizen,
                Actor::System(task) => AuditActor::System((*task).to_owned()),
            },
            action: action.to_owned(),
            subject_kind: kind.to_owned(),
            subject,
            detail: serde_json::to_string(detail)
                .map_err(|e| AppError::Internal(format!("audit detail: {e}")))?,
        };
        audit::append(tx, &entry).await?;
        Ok(())
    }
}
