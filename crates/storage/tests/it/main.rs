//! Storage on both databases.

mod audit;
mod org;
mod schema;
mod support;
