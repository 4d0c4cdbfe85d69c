//! Awards: record what a decision gave to whom; list and count it (S1.11).

mod record;
mod view;
mod withdraw;

use jiff::civil::Date;
use nep_law::Pack;

use crate::{AppResult, Ctx, FieldError};

pub use record::{AwardTerms, NewAward, NewDecision, Recipient, record, record_list};
pub use view::{AwardCount, AwardRow, counts, get, list, years};
pub use withdraw::{WithdrawAward, withdraw};

/// The topic of the packs with forms, titles, levels and grounds.
pub(crate) const TOPIC: &str = "vn/awards";

/// The pack with forms, titles, levels and grounds of a decision's day.
///
/// # Errors
/// The field error `award-no-law` of `decided_on` when no pack governs it.
pub fn pack(ctx: &Ctx, on: Date) -> AppResult<&Pack> {
    let governing = ctx.services().library.governing(TOPIC, on);
    governing.ok_or_else(|| FieldError::new("decided_on", "award-no-law").into())
}
