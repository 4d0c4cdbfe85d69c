//! The web floor driven as a browser drives it: real router, real store, standing clock.

mod admin;
mod frame;
mod law;
mod sign_in;
mod support;
