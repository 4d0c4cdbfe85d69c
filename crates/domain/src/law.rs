//! Values a body sets itself where the law leaves them to it.

use jiff::{Timestamp, civil::Date};
use nep_law::Override;

use crate::{
    awards::Withdrawal,
    ids::{AccountId, OwnValueId, UnitId},
    refusal::Refusal,
};

/// A body's own value of a setting, from a day on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OwnValue {
    /// Identifier.
    pub id: OwnValueId,
    /// The body.
    pub root: UnitId,
    /// Pack, setting, value, first day and reason.
    pub change: Override,
    /// Who entered it.
    pub set_by: Option<AccountId>,
    /// When it was entered.
    pub set_at: Timestamp,
    /// Taken back before it came into force.
    pub withdrawn: Option<Withdrawal>,
}

/// Where a body's own value stands on a day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OwnValueState {
    /// Its first day is still to come.
    Coming,
    /// It applies, or applied until a later value took its place.
    Begun,
    /// It was taken back before it began.
    Withdrawn,
}

impl OwnValue {
    /// Where it stands on a day.
    pub fn state(&self, today: Date) -> OwnValueState {
        match (&self.withdrawn, self.change.valid_from > today) {
            (Some(_), _) => OwnValueState::Withdrawn,
            (None, true) => OwnValueState::Coming,
            (None, false) => OwnValueState::Begun,
        }
    }

    /// Whether it may be taken back: what has begun has decided something already and is followed by a new value instead.
    ///
    /// # Errors
    /// `own-value-withdrawn` and `own-value-begun`.
    pub fn may_withdraw(&self, today: Date) -> Result<(), Refusal> {
        match self.state(today) {
            OwnValueState::Coming => Ok(()),
            OwnValueState::Withdrawn => Err(Refusal::new("own-value-withdrawn")),
            OwnValueState::Begun => Err(Refusal::new("own-value-begun")),
        }
    }
}

/// Whether a value may begin on a day. Decisions do not reach back: what is done today was begun by the value of today.
pub fn may_begin(valid_from: Date, today: Date) -> bool {
    valid_from > today
}
