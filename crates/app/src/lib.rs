#![doc = include_str!("../README.md")]

mod clock;
mod ctx;
mod error;
mod policy;
mod services;

pub mod access;
pub mod audit;
pub mod org;
#[cfg(feature = "testing")]
pub mod testing;

pub use clock::Clock;
pub use ctx::{Actor, Ctx};
pub use error::{AppError, AppResult, FieldError};
pub use policy::Policies;
pub use services::{Services, Settings};
