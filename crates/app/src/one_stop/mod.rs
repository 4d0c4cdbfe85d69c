//! The one-stop desk: procedures, taking dossiers, handing them on, deciding and returning them.

mod desks;
mod export;
mod handling;
mod intake;
mod intake_refusal;
mod lists;
mod procedures;
mod reason;
mod slip;
mod supplement;
mod view;

use nep_calendar::OfficeHours;
use nep_domain::{
    ids::UnitId,
    one_stop::{DeskLaw, Dossier, TOPIC},
    org::OrgTree,
    refusal::Refusal,
};
use nep_law::LawError;

use crate::{AppError, AppResult, Ctx};

pub use desks::{desks, own_desk};
pub use export::export;
pub use handling::{
    Finish, Forward, Lapse, Notify, ReturnResult, Withdraw, finish, forward, lapse, notify,
    return_result, withdraw,
};
pub use intake::{Receive, applicant_errors, receive, sets_error};
pub use intake_refusal::{
    IntakeRefusalView, RefusalRegister, RefuseIntake, export_refusals, intake_refusal,
    refusal_register, refusal_slip, refuse_intake,
};
pub use lists::{
    Count, Desk, DossierLine, DossierList, DossierQuery, DossierTab, TabCounts, counts, desk,
    due_soon, in_hand, list, overdue, to_give_out,
};
pub use procedures::{SaveProcedure, procedure, procedures, save_procedure};
pub use reason::DueReason;
pub use slip::{receipt_slip, supplement_slip};
pub(crate) use supplement::last_day;
pub use supplement::{
    Awaiting, RequestSupplement, Supply, awaiting, hand_over_slip, request_supplement, supply,
};
pub use view::{DossierView, StepView, dossier};

/// The law a dossier taken today would keep.
///
/// # Errors
/// `no-law-on-that-date`.
pub fn law_today(ctx: &Ctx, unit: UnitId) -> AppResult<DeskLaw> {
    desk_law(ctx, unit, ctx.today())
}

pub(crate) use handling::store_change;
pub(crate) use lists::{DeskMemory, NameMemory, TabMemory};
pub(crate) use reason::due_reason;
pub(crate) use slip::place_of;
pub use slip::term_words;

/// The law of a unit's desk on a day, with what its body set itself.
///
/// # Errors
/// `no-law-on-that-date` when no pack governs it.
pub(crate) fn desk_law(ctx: &Ctx, unit: UnitId, on: jiff::civil::Date) -> AppResult<DeskLaw> {
    let law = ctx.library(unit).require(TOPIC, on).and_then(DeskLaw::read);
    law.map_err(|error| match error {
        LawError::NoPack { .. } => {
            Refusal::new("no-law-on-that-date").with("date", on.strftime("%d/%m/%Y")).into()
        }
        other => AppError::Internal(other.to_string()),
    })
}

/// The law a dossier keeps: that of the day of its reception.
pub(crate) fn law_of(ctx: &Ctx, dossier: &Dossier) -> AppResult<DeskLaw> {
    desk_law(ctx, dossier.root, ctx.local(dossier.received_at).date())
}

/// Office hours of a unit on the tree's day.
///
/// # Errors
/// `office-hours-missing` when neither the unit nor any above it has them.
pub(crate) fn office_hours(org: &OrgTree, unit: UnitId) -> AppResult<OfficeHours> {
    let text = org.office_hours(unit).ok_or_else(|| Refusal::new("office-hours-missing"))?;
    text.parse().map_err(|e| AppError::Internal(format!("office hours of unit {unit}: {e}")))
}

/// Whether taking a dossier at this unit now is service beyond its office hours (S1.2); the form says so.
pub fn beyond_hours_now(ctx: &Ctx, desk: UnitId) -> bool {
    office_hours(ctx.org(), desk)
        .is_ok_and(|hours| hours.is_beyond_hours(&ctx.services().calendar, ctx.local_now()))
}
