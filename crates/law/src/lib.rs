//! Dated rule packs.
