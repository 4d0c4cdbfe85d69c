//! The one clock. Everything else gets the time as a value.

use std::{
    sync::{Arc, LazyLock, Mutex, PoisonError},
    time::{Duration, Instant},
};

use jiff::{SignedDuration, Timestamp, civil, tz};

/// Where the time comes from.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's clock, moved by a constant (zero in normal running; demos and tests of a past year set it).
    Running(SignedDuration),
    /// A clock that stands still until somebody sets it: scenarios and tests.
    Set(Arc<Mutex<Timestamp>>),
}

impl Clock {
    /// The machine's clock.
    pub fn system() -> Self {
        Self::Running(SignedDuration::ZERO)
    }

    /// A running clock that shows `start` now.
    pub fn running_from(start: Timestamp) -> Self {
        Self::Running(machine_time().duration_until(start))
    }

    /// A standing clock.
    pub fn set_to(at: Timestamp) -> Self {
        Self::Set(Arc::new(Mutex::new(at)))
    }

    /// Moves a standing clock; a running one keeps its pace.
    pub fn set(&self, at: Timestamp) {
        if let Self::Set(now) = self {
            *now.lock().unwrap_or_else(PoisonError::into_inner) = at;
        }
    }

    /// Time that passes evenly and never goes back, since some moment in the past: for measuring waits, which a
    /// machine clock set right would lengthen. A standing clock gives its own time.
    pub fn steady(&self) -> Duration {
        static START: LazyLock<Instant> = LazyLock::new(Instant::now);
        match self {
            Self::Running(_) => START.elapsed(),
            Self::Set(_) => {
                Duration::from_micros(u64::try_from(self.now().as_microsecond()).unwrap_or(0))
            }
        }
    }

    /// The present instant, cut to microseconds as it will be stored.
    pub fn now(&self) -> Timestamp {
        let exact = match self {
            Self::Running(offset) => {
                machine_time().saturating_add(*offset).unwrap_or(Timestamp::MAX)
            }
            Self::Set(now) => *now.lock().unwrap_or_else(PoisonError::into_inner),
        };
        Timestamp::from_microsecond(exact.as_microsecond()).unwrap_or(exact)
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the one clock that the ban points to")]
fn machine_time() -> Timestamp {
    Timestamp::now()
}

/// The office's local time, `Asia/Ho_Chi_Minh`. Viet Nam has kept UTC+7 without daylight saving since 1975.
pub(crate) fn local(at: Timestamp) -> civil::DateTime {
    tz::Offset::constant(7).to_datetime(at)
}

/// The instant of a local date and time of the office.
pub(crate) fn instant(local: civil::DateTime) -> Timestamp {
    tz::Offset::constant(7).to_timestamp(local).unwrap_or(Timestamp::MAX)
}
