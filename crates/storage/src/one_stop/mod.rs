//! Procedures, dossiers, control slips, and lists of dossiers.

#[cfg(feature = "bulk")]
mod bulk;
mod dossier;
mod intake_refusal;
mod list;
mod procedure;
mod step;
mod supplement;

use sea_orm::{ColumnTrait, EntityTrait, QuerySelect, Select};

use crate::{error::StoreResult, store::WriteTx};

#[cfg(feature = "bulk")]
pub use bulk::insert_many;
pub use dossier::{
    by_code, by_id, by_request_key, by_token, insert, next_number, taken_since,
    undecided_without_apology, update,
};
pub use intake_refusal::{
    IntakeRefusalFilter, insert_refusal, next_refusal_number, refusal, refusal_by_request_key,
    refusal_count, refusals,
};
pub use list::{DossierFilter, DossierRow, Found, Shelf, count, list, list_counted};
pub use procedure::{insert_procedure, procedure, procedure_names, procedures, update_procedure};
pub use step::{append_step, steps};
pub use supplement::{
    AwaitingRow, awaiting, insert_supplement, next_supplement_number, supplements,
    update_supplement,
};

/// The day promised to the citizen: the newest due date, except that neither a reappointment with an apology nor a
/// request to supplement after the date had passed makes a late dossier punctual. A term counted anew after a
/// supplement asked for in time does: the apology no longer sets the date. A test holds it against
/// [`nep_domain::one_stop::counted_due`], by which a dossier's own page goes.
pub(crate) const PROMISE: &str = "CASE WHEN d.due_at = d.first_due_at THEN d.due_at ELSE COALESCE((SELECT MIN(s.due_before) \
    FROM dossier_supplement s WHERE s.dossier_id = d.id AND s.requested_at > s.due_before), (SELECT l.old_due_at \
    FROM letter l WHERE l.dossier_id = d.id AND l.kind = 'apology' AND l.signed_at IS NOT NULL \
    AND l.new_due_at = d.due_at), d.due_at) END";

/// The number after the largest of those counted, from 1.
async fn number_after<E: EntityTrait>(
    tx: &WriteTx,
    counted: Select<E>,
    number: E::Column,
) -> StoreResult<u32> {
    let largest = counted.select_only().column_as(number.max(), "number");
    let largest = largest.into_tuple::<Option<i32>>().one(tx.db()).await?.flatten();
    Ok(largest.map_or(0, small) + 1)
}

/// Several lines of one column.
fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

/// A number of a column that is never negative.
fn small(n: i32) -> u32 {
    u32::try_from(n).unwrap_or(0)
}

/// A number for a column; larger ones than the column holds do not pass the forms.
fn column(n: u32) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX)
}
