//! Rate limits for what people without a session can send: per address, in memory.

use std::{net::IpAddr, num::NonZeroU32};

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter, clock::Clock};

/// Limits by address of the sender.
pub(crate) struct Limiter {
    sign_in: DefaultKeyedRateLimiter<IpAddr>,
    public_form: DefaultKeyedRateLimiter<IpAddr>,
    look_up: DefaultKeyedRateLimiter<IpAddr>,
}

impl Default for Limiter {
    fn default() -> Self {
        // One office often shares one address, so bursts are generous; a guesser is slowed down all the same.
        let per_minute = |n: u32, burst: u32| {
            let n = NonZeroU32::new(n).unwrap_or(NonZeroU32::MIN);
            RateLimiter::keyed(
                Quota::per_minute(n).allow_burst(NonZeroU32::new(burst).unwrap_or(n)),
            )
        };
        Self {
            sign_in: per_minute(20, 30),
            public_form: per_minute(10, 20),
            look_up: per_minute(60, 120),
        }
    }
}

impl Limiter {
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

fn wait(limiter: &DefaultKeyedRateLimiter<IpAddr>, from: IpAddr) -> Option<i64> {
    let not_until = limiter.check_key(&from).err()?;
    let seconds = not_until.wait_time_from(limiter.clock().now()).as_secs();
    Some(i64::try_from(seconds).unwrap_or(i64::MAX).saturating_add(1))
}
