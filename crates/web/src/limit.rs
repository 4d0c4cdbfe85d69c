//! Rate limits for what people without a session can send: per address, in memory.

use std::{net::IpAddr, num::NonZeroU32, time::Duration};

use governor::{
    Quota, RateLimiter, clock::Clock, middleware::NoOpMiddleware,
    state::keyed::DefaultKeyedStateStore,
};

/// The one clock of the program, as the limiters read it.
#[derive(Clone, Debug)]
struct OneClock(nep_app::Clock);

impl Clock for OneClock {
    type Instant = Duration;

    fn now(&self) -> Duration {
        self.0.steady()
    }
}

type ByAddress =
    RateLimiter<IpAddr, DefaultKeyedStateStore<IpAddr>, OneClock, NoOpMiddleware<Duration>>;

/// Limits by address of the sender.
pub(crate) struct Limiter {
    sign_in: ByAddress,
    public_form: ByAddress,
    look_up: ByAddress,
}

impl Limiter {
    /// Limits that go by the program's clock.
    pub(crate) fn new(clock: &nep_app::Clock) -> Self {
        // One office often shares one address, so bursts are generous; a guesser is slowed down all the same.
        let per_minute = |n: u32, burst: u32| {
            let n = NonZeroU32::new(n).unwrap_or(NonZeroU32::MIN);
            let quota = Quota::per_minute(n).allow_burst(NonZeroU32::new(burst).unwrap_or(n));
            RateLimiter::new(quota, DefaultKeyedStateStore::default(), OneClock(clock.clone()))
        };
        Self {
            sign_in: per_minute(20, 30),
            public_form: per_minute(10, 20),
            look_up: per_minute(60, 120),
        }
    }

    /// Seconds to wait before the next try to sign in, if it is too early.
    pub(crate) fn sign_in(&self, from: IpAddr) -> Option<i64> {
        wait(&self.sign_in, from)
    }

    /// Seconds to wait before the next public form (feedback, rating), if it is too early.
    pub(crate) fn public_form(&self, from: IpAddr) -> Option<i64> {
        wait(&self.public_form, from)
    }

    /// Seconds to wait before the next look-up by code, if it is too early.
    pub(crate) fn look_up(&self, from: IpAddr) -> Option<i64> {
        wait(&self.look_up, from)
    }
}

fn wait(limiter: &ByAddress, from: IpAddr) -> Option<i64> {
    let not_until = limiter.check_key(&from).err()?;
    let seconds = not_until.wait_time_from(limiter.clock().now()).as_secs();
    Some(i64::try_from(seconds).unwrap_or(i64::MAX).saturating_add(1))
}
