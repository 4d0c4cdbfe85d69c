//! The `nep` command.
fn main() {}
