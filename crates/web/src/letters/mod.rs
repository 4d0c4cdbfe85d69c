//! Letters: what waits to be signed, one letter with its preview, writing thanks and congratulations.

mod letter;
mod list;
mod write;

pub(crate) use letter::{edit, letter, pdf, sign};
pub(crate) use list::list;
pub(crate) use write::{form, write};
