//! The web floor driven as a browser drives it: real router, real store, standing clock.

// Only tests live here, helpers too: they may unwrap.
#![cfg(test)]

mod admin;
mod api;
mod awards;
mod every_route;
mod feedback;
mod frame;
mod full_disk;
mod import;
mod inspection;
mod law;
mod movement;
mod one_stop;
mod org;
mod own_values;
mod publicity;
mod report;
mod sign_in;
mod support;
mod walk;
mod words;
mod worklist;
