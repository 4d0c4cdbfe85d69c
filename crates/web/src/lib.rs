#![doc = include_str!("../README.md")]

mod assets;
mod error;
mod flash;
mod form;
mod format;
mod i18n;
mod limit;
mod page;
mod paths;
mod routes;
mod security;
mod session;
mod state;

mod access;

pub use i18n::{Lang, Translations};
pub use routes::router;
