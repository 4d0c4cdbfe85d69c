//! Emulation movements (phong trào thi đua): their reviews, criteria that units adapt, score sheets.
//!
//! The software measures and proposes; people judge, verify and decide.

mod criteria;
mod review;
mod scoring;
mod sheet;
mod signs;

use jiff::civil::Date;

pub use criteria::{
    Basis, CriteriaProblem, CriteriaSet, Criterion, CriterionDraft, Place, Wrong, adapted,
    check_model, scorable,
};
pub use review::{MovementReview, ReviewKind, Timeliness};
pub use scoring::{capped_ratio, measured_points};
pub use sheet::{
    Evidence, LineProblem, LineWrong, Measured, ScoreLine, ScoreSheet, SheetState,
    WithdrawnDecision, check_complete, check_self, check_sendable, check_verified, total,
};
pub use signs::{Sign, signs};

use crate::{
    facts::Period,
    ids::{MovementId, UnitId},
};

/// A movement or campaign; several may run at once over the same units (S2.4).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Movement {
    /// Identifier.
    pub id: MovementId,
    /// The body that runs it.
    pub root: UnitId,
    /// Name, unique under the body.
    pub name: String,
    /// First day.
    pub starts: Date,
    /// Last day.
    pub ends: Date,
    /// The plan that launches it: number, date, issuer.
    pub plan: String,
    /// The higher document it rests on.
    pub basis: String,
    /// Edits carry the version they were based on.
    pub version: i64,
}

impl Movement {
    /// Whether a calendar year lies at least partly in its period.
    pub fn covers(&self, year: i16) -> bool {
        self.starts.year() <= year && year <= self.ends.year()
    }

    /// The calendar years it touches, oldest first.
    pub fn years(&self) -> impl DoubleEndedIterator<Item = i16> + use<> {
        self.starts.year()..=self.ends.year()
    }

    /// The days of a year that lie in its period; the whole year when none does.
    pub fn period(&self, year: i16) -> Period {
        let whole = Period::year(year);
        let (from, to) = (whole.from.max(self.starts), whole.to.min(self.ends));
        if from <= to { Period { from, to } } else { whole }
    }
}
