#![doc = include_str!("../README.md")]

mod convert;
mod dialect;
mod error;
mod migrate;
mod pulse;
mod store;
#[cfg(feature = "testing")]
pub mod testing;

pub mod access;
pub mod audit;
pub mod awards;
pub mod facts;
pub mod feedback;
pub mod files;
pub mod import;
pub mod inspection;
pub mod jobs;
pub mod law;
pub mod letters;
pub mod movement;
pub mod one_stop;
pub mod org;
pub mod publicity;
pub mod satisfaction;
pub mod staff;

pub use error::{StoreError, StoreResult};
pub use pulse::Pulse;
pub use store::{Page, ReadTx, Store, WriteTx};
