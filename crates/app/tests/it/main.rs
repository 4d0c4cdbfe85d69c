//! Use cases on both databases.

// Only tests live here, helpers too: they may unwrap.
#![cfg(test)]

mod access_table;
mod accounts;
mod awards;
mod facts;
mod feedback;
mod import;
mod inspection;
mod intake_refusal;
mod jobs;
mod law;
mod letters;
mod movement;
mod odd_workbooks;
mod one_stop;
mod org;
mod promise;
mod publicity;
mod report;
mod staff;
mod supplement;
