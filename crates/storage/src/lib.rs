#![doc = include_str!("../README.md")]

mod convert;
mod dialect;
mod error;
mod migrate;
mod store;
#[cfg(feature = "testing")]
pub mod testing;

pub mod access;
pub mod audit;
pub mod org;

pub use error::{StoreError, StoreResult};
pub use store::{Page, ReadTx, Store, WriteTx};
