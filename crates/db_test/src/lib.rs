//! Test attribute.
