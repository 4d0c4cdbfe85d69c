//! Numbers of one fact.

use crate::expr::lanes::{LANES, Lanes};

/// Numbers as narrow as their ends allow: narrow ones take half the memory and are compared in half the time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Values {
    Narrow(Vec<i32>),
    Wide(Vec<i64>),
}

impl Values {
    /// None yet, of those between two ends.
    pub(crate) fn between(low: i64, high: i64) -> Self {
        match (i32::try_from(low), i32::try_from(high)) {
            (Ok(_), Ok(_)) => Self::Narrow(Vec::new()),
            _ => Self::Wide(Vec::new()),
        }
    }

    pub(super) fn like(&self) -> Self {
        match self {
            Self::Narrow(_) => Self::Narrow(Vec::new()),
            Self::Wide(_) => Self::Wide(Vec::new()),
        }
    }

    /// Makes room for more numbers.
    pub(super) fn reserve(&mut self, more: usize) {
        match self {
            Self::Narrow(values) => values.reserve(more),
            Self::Wide(values) => values.reserve(more),
        }
    }

    /// Adds a number between the two ends.
    pub(crate) fn push(&mut self, value: i64) {
        match self {
            Self::Narrow(values) => values.push(narrow(value)),
            Self::Wide(values) => values.push(value),
        }
    }

    pub(super) fn set(&mut self, place: usize, value: i64) {
        match self {
            Self::Narrow(values) => {
                if let Some(slot) = values.get_mut(place) {
                    *slot = narrow(value);
                }
            }
            Self::Wide(values) => {
                if let Some(slot) = values.get_mut(place) {
                    *slot = value;
                }
            }
        }
    }

    pub(super) fn get(&self, place: usize) -> Option<i64> {
        match self {
            Self::Narrow(values) => values.get(place).copied().map(i64::from),
            Self::Wide(values) => values.get(place).copied(),
        }
    }

    pub(super) fn append(&mut self, other: &Self) {
        match (self, other) {
            (Self::Narrow(values), Self::Narrow(more)) => values.extend_from_slice(more),
            (Self::Wide(values), Self::Wide(more)) => values.extend_from_slice(more),
            _ => {}
        }
    }

    /// The numbers of a batch; noughts where there are no more subjects.
    pub(crate) fn batch(&self, number: usize) -> Lanes<'_> {
        let first = number * LANES;
        match self {
            Self::Narrow(values) => {
                let rest = values.get(first..).unwrap_or_default();
                let own = || filled_up(rest.iter().copied().map(i64::from));
                rest.first_chunk().map_or_else(own, Lanes::Narrow)
            }
            Self::Wide(values) => {
                let rest = values.get(first..).unwrap_or_default();
                let own = || filled_up(rest.iter().copied());
                rest.first_chunk().map_or_else(own, Lanes::Wide)
            }
        }
    }
}

fn filled_up<'v>(values: impl Iterator<Item = i64>) -> Lanes<'v> {
    Lanes::Own(values.chain(std::iter::repeat(0)).take(LANES).collect())
}

/// A number between ends that are narrow.
fn narrow(value: i64) -> i32 {
    i32::try_from(value).unwrap_or_default()
}
