//! Visits: the checklist at one unit on one day.

use jiff::civil::Date;

use crate::{
    ids::{AccountId, FileId, InspectionId, UnitId, VisitId},
    inspection::{Inspection, InspectionMode},
    refusal::Refusal,
    text_enum,
};

text_enum! {
    /// What the team found about one item.
    ItemResult {
        /// As it should be.
        Met = "met",
        /// Not as it should be; becomes a finding.
        Unmet = "unmet",
        /// Does not apply to this unit.
        NotApplicable = "not_applicable",
    }
}

text_enum! {
    /// Where a visit stands.
    VisitState {
        /// Not visited yet.
        Waiting = "waiting",
        /// Begun; items of the checklist are still without an answer.
        Started = "started",
        /// Every item answered.
        Done = "done",
        /// Will not take place, with the reason.
        Cancelled = "cancelled",
    }
}

/// People counted at the unit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Attendance {
    /// People on the list.
    pub listed: i32,
    /// People found at their place.
    pub present: i32,
    /// People absent for a reason shown on paper.
    pub absent_with_reason: i32,
}

impl Attendance {
    /// People absent without a reason.
    pub fn absent_without_reason(&self) -> i32 {
        self.listed - self.present - self.absent_with_reason
    }

    /// Checks that the counts fit each other.
    ///
    /// # Errors
    /// `inspection-attendance` when a count is negative or more people are accounted for than listed.
    pub fn check(&self) -> Result<(), Refusal> {
        let least = self.listed.min(self.present).min(self.absent_with_reason);
        let accounted = i64::from(self.present) + i64::from(self.absent_with_reason);
        if least < 0 || accounted > i64::from(self.listed) {
            return Err(Refusal::new("inspection-attendance")
                .with("listed", self.listed)
                .with("accounted", accounted));
        }
        Ok(())
    }
}

/// The answer to one item of the checklist.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CheckedItem {
    /// Key of the item in the pack that governs the visit's day.
    pub item: String,
    /// What was found.
    pub result: ItemResult,
    /// What exactly; needed when unmet.
    pub note: String,
    /// A photo.
    pub photo: Option<FileId>,
}

/// The visit of a round at one unit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Visit {
    /// Identifier.
    pub id: VisitId,
    /// The round.
    pub inspection: InspectionId,
    /// The body.
    pub root: UnitId,
    /// The unit visited.
    pub unit: UnitId,
    /// Day it is planned for.
    pub planned_on: Date,
    /// Day it took place.
    pub visited_on: Option<Date>,
    /// People counted, where the team counted them.
    pub attendance: Option<Attendance>,
    /// What the team says as a whole.
    pub summary: String,
    /// Who filled the checklist.
    pub visited_by: Option<AccountId>,
    /// Why it will not take place.
    pub cancelled: Option<String>,
    /// The answers.
    pub items: Vec<CheckedItem>,
    /// Edits carry the version they were based on.
    pub version: i64,
}

impl Visit {
    /// Where the visit stands, given the keys that must be answered.
    pub fn state(&self, required: &[String]) -> VisitState {
        if self.cancelled.is_some() {
            VisitState::Cancelled
        } else if self.visited_on.is_none() {
            VisitState::Waiting
        } else if required.iter().all(|key| self.answer(key).is_some()) {
            VisitState::Done
        } else {
            VisitState::Started
        }
    }

    /// The answer to an item.
    pub fn answer(&self, item: &str) -> Option<&CheckedItem> {
        self.items.iter().find(|i| i.item == item)
    }

    /// How many answers have a result.
    pub fn count(&self, result: ItemResult) -> usize {
        self.items.iter().filter(|i| i.result == result).count()
    }

    /// Whether the unit must not know of the visit yet.
    pub fn hidden_from_unit(&self, mode: InspectionMode) -> bool {
        mode == InspectionMode::Surprise && self.visited_on.is_none()
    }

    /// Checks the day on which the visit is said to have taken place.
    ///
    /// # Errors
    /// `inspection-concluded`, `inspection-visit-cancelled`, `inspection-visit-in-future`,
    /// `inspection-visit-outside-period`.
    pub fn check_day(&self, round: &Inspection, day: Date, today: Date) -> Result<(), Refusal> {
        round.require_open()?;
        if self.cancelled.is_some() {
            return Err(Refusal::new("inspection-visit-cancelled"));
        }
        if day > today {
            return Err(Refusal::new("inspection-visit-in-future"));
        }
        if !round.covers(day) {
            return Err(Refusal::new("inspection-visit-outside-period"));
        }
        Ok(())
    }

    /// Checks that the visit may still be called off.
    ///
    /// # Errors
    /// `inspection-concluded`, `inspection-visit-begun`.
    pub fn check_cancel(&self, round: &Inspection) -> Result<(), Refusal> {
        round.require_open()?;
        if self.visited_on.is_some() { Err(Refusal::new("inspection-visit-begun")) } else { Ok(()) }
    }
}
