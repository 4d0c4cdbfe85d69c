#![doc = include_str!("../README.md")]

mod clock;
mod ctx;
mod error;
mod memory;
mod policy;
mod services;
mod space;

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
pub mod report;
pub mod satisfaction;
pub mod search;
pub mod staff;
#[cfg(feature = "testing")]
pub mod testing;
pub mod worklist;

pub use clock::Clock;
pub use ctx::{Actor, Ctx};
pub use error::{AppError, AppResult, FieldError};
pub use nep_storage::Page;
pub use policy::Policies;
pub use services::{Services, Settings};
