#![doc = include_str!("../README.md")]

mod assets;
mod attachment;
mod cite;
mod error;
mod flash;
mod form;
mod format;
mod forwarded;
mod i18n;
mod key;
mod limit;
mod page;
mod paths;
mod routes;
mod security;
mod serve;
mod session;
mod state;
mod units;

mod access;
mod admin;
mod api;
mod awards;
mod facts;
mod feedback;
mod files;
mod import;
mod inspection;
mod jobs;
mod law;
mod letters;
mod movement;
mod one_stop;
mod org;
mod publicity;
mod report;
mod search;
mod staff;
mod worklist;

pub use i18n::{Lang, Translations};
pub use routes::router;
pub use serve::serve;
