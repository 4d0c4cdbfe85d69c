//! Documents from plain values.
