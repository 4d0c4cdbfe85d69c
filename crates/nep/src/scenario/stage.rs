//! The stage a scenario is played on: the standing clock, who acts, and what has which name.

use std::{
    cmp::Reverse,
    collections::{BinaryHeap, HashMap},
    sync::Arc,
};

use jiff::civil::{Date, DateTime};
use nep_app::{Actor, Ctx, Services, access, one_stop};
use nep_calendar::WorkCalendar;
use nep_domain::{
    access::Role,
    ids::{MovementId, ProcedureId, UnitId},
};
use rand::SeedableRng;
use rand_chacha::ChaCha20Rng;

use super::{deeds::Act, script::When};
use crate::{fault::Fault, house};

/// Everything the steps share.
pub(crate) struct Stage {
    pub(crate) services: Arc<Services>,
    pub(crate) random: ChaCha20Rng,
    /// The password of accounts opened; random ones nobody knows when absent.
    pub(crate) password: Option<String>,
    /// The day that relative steps count from.
    pub(crate) today: Date,
    /// Procedures by code.
    pub(crate) procedures: HashMap<String, ProcedureId>,
    /// Running number of staff codes.
    pub(crate) staff: u32,
    /// The movement that criteria and scores belong to.
    pub(crate) movement: Option<MovementId>,
    /// The account of each unit's head.
    pub(crate) heads: HashMap<UnitId, String>,
    /// The account of a specialist of each unit that decides dossiers.
    pub(crate) specialists: HashMap<UnitId, String>,
    body: String,
    actors: HashMap<String, Actor>,
    queue: BinaryHeap<Reverse<(DateTime, usize)>>,
    acts: HashMap<usize, (usize, Act)>,
    next: usize,
}

impl Stage {
    /// An empty stage; `today` is the day that relative steps count from.
    pub(crate) fn new(
        services: Arc<Services>,
        body: &str,
        seed: u64,
        password: Option<String>,
        today: Date,
    ) -> Self {
        Self {
            services,
            random: ChaCha20Rng::seed_from_u64(seed),
            password,
            today,
            procedures: HashMap::new(),
            staff: 0,
            movement: None,
            heads: HashMap::new(),
            specialists: HashMap::new(),
            body: body.to_owned(),
            actors: HashMap::new(),
            queue: BinaryHeap::new(),
            acts: HashMap::new(),
            next: 0,
        }
    }

    /// Learns what an earlier play left in the database: procedures, accounts, how many people.
    pub(crate) async fn recall(&mut self) -> Result<(), Fault> {
        let ctx = self.ctx("system").await?;
        for procedure in one_stop::procedures(&ctx, None).await? {
            self.procedures.insert(procedure.code, procedure.id);
        }
        for view in access::accounts(&ctx).await? {
            for grant in view.grants {
                let known = match grant.role {
                    Role::Head => &mut self.heads,
                    Role::Specialist => &mut self.specialists,
                    _ => continue,
                };
                known.insert(grant.unit, view.account.username.to_string());
            }
        }
        Ok(())
    }

    /// Plans an act of a step at a local time. Acts at the same time happen in the order they were planned.
    pub(crate) fn plan(&mut self, at: DateTime, step: usize, act: Act) {
        self.queue.push(Reverse((at, self.next)));
        self.acts.insert(self.next, (step, act));
        self.next += 1;
    }

    /// The next act with its step; the clock then stands at its time.
    pub(crate) fn take(&mut self) -> Option<(DateTime, usize, Act)> {
        let Reverse((at, key)) = self.queue.pop()?;
        self.services.clock.set(house::instant(at));
        self.acts.remove(&key).map(|(step, act)| (at, step, act))
    }

    /// How many acts are still to come.
    pub(crate) fn left(&self) -> usize {
        self.queue.len()
    }

    /// The local time a step names.
    pub(crate) fn time(&self, when: When) -> DateTime {
        match when {
            When::At(at) => at,
            When::FromToday(days, time) => {
                self.calendar().add_working_days(self.today, days).to_datetime(time)
            }
        }
    }

    /// Working days.
    pub(crate) fn calendar(&self) -> &WorkCalendar {
        &self.services.calendar
    }

    /// A context of an account by its user name, of `system`, or of a `citizen`, now.
    pub(crate) async fn ctx(&mut self, by: &str) -> Result<Ctx, Fault> {
        let actor = match by {
            "system" => Actor::System("scenario"),
            "citizen" => Actor::Citizen,
            _ => self.person(by).await?,
        };
        Ok(Ctx::new(&self.services, actor).await?)
    }

    /// The account of a user name; all are read at once, again only when one is new.
    async fn person(&mut self, by: &str) -> Result<Actor, Fault> {
        if !self.actors.contains_key(by) {
            let ctx = Ctx::new(&self.services, Actor::System("scenario")).await?;
            for view in access::accounts(&ctx).await? {
                self.actors.insert(
                    view.account.username.to_string(),
                    Actor::Person(view.account, view.grants),
                );
            }
        }
        self.actors.get(by).cloned().ok_or_else(|| {
            Fault::new(
                format!("there is no account `{by}` yet"),
                "open it in an earlier `open-accounts` step",
            )
        })
    }

    /// The body.
    pub(crate) fn body(&self, ctx: &Ctx) -> Result<UnitId, Fault> {
        unit(ctx, &self.body)
    }

    /// The account of a unit's head.
    pub(crate) fn head(&self, unit: UnitId) -> Result<String, Fault> {
        let known = self.heads.get(&unit).cloned();
        known.ok_or_else(|| {
            Fault::new(
                "a unit without an account of its head",
                "open one in an `employ` step with `head`",
            )
        })
    }
}

/// A unit by its code, living or not.
pub(crate) fn unit(ctx: &Ctx, code: &str) -> Result<UnitId, Fault> {
    let found = ctx.org().units().find(|unit| unit.code == code);
    found.map(|unit| unit.id).ok_or_else(|| {
        Fault::new(
            format!("there is no unit `{code}` yet"),
            "found it in an earlier `found-units` step",
        )
    })
}

/// Units by their codes.
pub(crate) fn units(ctx: &Ctx, codes: &[String]) -> Result<Vec<UnitId>, Fault> {
    codes.iter().map(|code| unit(ctx, code)).collect()
}

/// Reads a word of the domain, such as a role or a kind of unit.
pub(crate) fn word<T: std::str::FromStr>(text: &str) -> Result<T, Fault>
where
    T::Err: std::fmt::Display,
{
    text.parse()
        .map_err(|e: T::Err| Fault::new(e.to_string(), "use the word as the database keeps it"))
}
