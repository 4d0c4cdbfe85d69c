//! The law as each body has it: the shipped packs with the values the body set itself.

mod readable;
mod set;
mod view;

use std::{collections::HashMap, sync::Arc};

use nep_domain::{ids::UnitId, law::OwnValue};
use nep_law::{Library, Overrides};
use nep_storage::{ReadTx, law as store};

use crate::AppResult;

pub use readable::readable;
pub use set::{SetValue, WithdrawValue, set_value, withdraw_value};
pub use view::{OwnValueRow, SettingView, bodies, is_applied, open_settings, setting, values};

/// The law of every body, as far as bodies have set values of their own.
#[derive(Debug)]
pub(crate) struct Laws {
    /// [`nep_storage::Pulse::law`] when they were read.
    number: i64,
    bodies: HashMap<UnitId, Library>,
}

impl Laws {
    /// Reads what bodies set themselves. A value that the packs no longer take is passed over; the list of the
    /// body's values says so.
    pub(crate) async fn read(tx: &ReadTx, number: i64, shipped: &Library) -> AppResult<Arc<Self>> {
        let mut by_body: HashMap<UnitId, Vec<OwnValue>> = HashMap::new();
        for value in store::all(tx).await?.into_iter().filter(|v| v.withdrawn.is_none()) {
            by_body.entry(value.root).or_default().push(value);
        }
        let bodies = by_body.into_iter().map(|(root, values)| {
            let overrides: Overrides = values.into_iter().map(|value| value.change).collect();
            (root, shipped.with_fitting(&overrides).0)
        });
        Ok(Arc::new(Self { number, bodies: bodies.collect() }))
    }

    /// Whether nothing was set or taken back since.
    pub(crate) fn is_of(&self, number: i64) -> bool {
        self.number == number
    }

    /// The law of a body that has set values of its own.
    pub(crate) fn of(&self, root: UnitId) -> Option<&Library> {
        self.bodies.get(&root)
    }

    /// The law of each of them.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Library> {
        self.bodies.values()
    }
}
