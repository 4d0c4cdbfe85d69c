//! Administrative procedures as the desk offers them.

use jiff::civil::Date;
use nep_calendar::Term;

use crate::ids::{ProcedureId, UnitId};

/// An administrative procedure (thủ tục hành chính) of a body, as published (NĐ 63/2010/NĐ-CP Đ.8).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Procedure {
    /// Identifier.
    pub id: ProcedureId,
    /// The body whose catalogue it stands in.
    pub root: UnitId,
    /// Code of the national catalogue, such as `1.000948.H14`; unique in the body.
    pub code: String,
    /// Name.
    pub name: String,
    /// Sector: land, civil status, business registration.
    pub field: String,
    /// Order and manner of execution.
    pub steps: String,
    /// Who may apply.
    pub applicants: String,
    /// The papers to hand in.
    pub papers: Vec<String>,
    /// In how many sets.
    pub sets: u32,
    /// The term of the law. Zero days means the result comes on the same working day.
    pub term: Term,
    /// Received after the cut-off of the day, a same-day result may come on the next working day.
    pub same_day_cut_off: bool,
    /// Fee and charge, in words.
    pub fee: String,
    /// What the applicant gets.
    pub result: String,
    /// The legal texts it rests on; the term stands there.
    pub legal_basis: String,
    /// The unit that decides.
    pub competent: UnitId,
    /// First day of its validity.
    pub valid_from: Date,
    /// Last day, if it ends.
    pub valid_to: Option<Date>,
    /// Edits carry the version they were based on.
    pub version: i64,
}

impl Procedure {
    /// Whether dossiers can be received for it on a day.
    pub fn valid_on(&self, day: Date) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|end| day <= end)
    }
}
