//! Figures: how a number is shown everywhere, and the page with the records behind it.

mod export;
mod query;
mod records;
mod target;
mod view;

pub(crate) use self::{
    query::{Asked, address},
    records::records,
    view::{FactView, share_text},
};
