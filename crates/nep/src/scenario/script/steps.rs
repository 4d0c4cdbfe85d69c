//! The fields of each kind of step, by room.

mod desk;
mod merit;
mod movement;
mod org;

pub(crate) use self::{desk::*, merit::*, movement::*, org::*};
