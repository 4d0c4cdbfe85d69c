//! `/quan-tri`: accounts and roles, the audit log, background work.

mod account;
mod accounts;
mod audit;
mod detail;
mod jobs;

pub(crate) use account::{account, disable, end_role, grant, reset};
pub(crate) use accounts::{accounts, create, create_form};
pub(crate) use audit::{entry, log, verify};
pub(crate) use jobs::jobs;
