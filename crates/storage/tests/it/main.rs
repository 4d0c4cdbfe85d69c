//! Storage on both databases.

// Only tests live here, helpers too: they may unwrap.
#![cfg(test)]

mod audit;
mod feedback;
mod org;
mod schema;
mod support;
