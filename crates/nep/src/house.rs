//! Puts the floors together: a store, a clock, a seed.

use std::{path::Path, sync::Arc};

use jiff::{Timestamp, civil::DateTime, tz::Offset};
use nep_app::{Clock, Services, Settings};
use nep_law::Library;
use nep_storage::Store;
use rand::{TryRng, rngs::SysRng};

use crate::fault::Fault;

/// Opens the store, making the folder of an SQLite file if it is missing.
pub(crate) async fn open(url: &str) -> Result<Store, Fault> {
    if let Some(folder) = url.strip_prefix("sqlite://").and_then(|file| Path::new(file).parent()) {
        // Where it cannot be made, opening the file says so with the full address.
        std::fs::create_dir_all(folder).ok();
    }
    Store::open(url).await.map_err(|e| Fault::database(url, &e))
}

/// Shared services with a seed from the operating system.
pub(crate) fn services(
    store: Store,
    clock: Clock,
    settings: Settings,
) -> Result<Arc<Services>, Fault> {
    Ok(Services::new(store, clock, settings, seed()?)?)
}

/// The same under packs of an agency beside the shipped ones.
pub(crate) fn services_under(
    law: Library,
    store: Store,
    clock: Clock,
    settings: Settings,
) -> Result<Arc<Services>, Fault> {
    Ok(Services::under(law, store, clock, settings, seed()?)?)
}

fn seed() -> Result<[u8; 32], Fault> {
    let mut seed = [0; 32];
    SysRng.try_fill_bytes(&mut seed).map_err(|e| {
        Fault::new(
            format!("the operating system gave no random numbers: {e}"),
            "without them sessions would not be safe; check that /dev/urandom exists",
        )
    })?;
    Ok(seed)
}

/// The instant of a local time of the office. Viet Nam has kept UTC+7 without daylight saving since 1975.
pub(crate) fn instant(local: DateTime) -> Timestamp {
    Offset::constant(7).to_timestamp(local).unwrap_or(Timestamp::MAX)
}

/// The office's local time of an instant.
pub(crate) fn local(at: Timestamp) -> DateTime {
    Offset::constant(7).to_datetime(at)
}
