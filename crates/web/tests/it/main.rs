//! The web floor driven as a browser drives it: real router, real store, standing clock.

mod frame;
mod sign_in;
mod support;
