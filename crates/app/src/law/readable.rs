//! Whether the rooms find in the law what they reckon with.

use nep_calendar::WorkCalendar;
use nep_domain::{feedback::Clocks, one_stop::DeskLaw};
use nep_law::{LawError, Library, Pack};

use crate::{
    AppError, AppResult, inspection,
    movement::{self, Terms},
};

/// Checks every version of every text by which a room reckons: an agency's own pack that left something out would be
/// found out at the counter otherwise.
///
/// # Errors
/// The first pack that lacks something, and what.
pub(crate) fn readable(library: &Library, calendar: &WorkCalendar) -> AppResult<()> {
    for pack in library.packs() {
        let read = match pack.id().topic() {
            nep_domain::one_stop::TOPIC => desk(pack, calendar),
            movement::STANDARD => Terms::read(pack).map(drop),
            inspection::TOPIC => inspection::remedy_days(pack).map(drop),
            _ => Ok(()),
        };
        read.map_err(|e| AppError::Internal(format!("law packs: `{}`: {e}", pack.id())))?;
    }
    Ok(())
}

fn desk(pack: &Pack, calendar: &WorkCalendar) -> Result<(), LawError> {
    DeskLaw::read(pack)?;
    Clocks::from_reception(pack.valid_from(), pack, calendar).map(drop)
}
