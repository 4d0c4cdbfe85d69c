//! Findings: what a unit must put right, by when, and whether it did.

use jiff::civil::Date;

use crate::{
    ids::{FindingId, UnitId, VisitId},
    refusal::Refusal,
    text_enum,
};

text_enum! {
    /// Where a finding stands on a day.
    FindingState {
        /// To be remedied; the date has not passed.
        Open = "open",
        /// To be remedied; the date has passed.
        Overdue = "overdue",
        /// The unit reported a remedy; the team has not checked it yet.
        Remedied = "remedied",
        /// Checked again and found in order.
        Closed = "closed",
    }
}

/// Something a visit found unmet. The unit visited must remedy it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// Identifier.
    pub id: FindingId,
    /// The visit.
    pub visit: VisitId,
    /// The body.
    pub root: UnitId,
    /// The unit that must remedy it.
    pub unit: UnitId,
    /// Key of the checklist's item.
    pub item: String,
    /// What was found.
    pub description: String,
    /// Day it was found.
    pub found_on: Date,
    /// Day by which it must be remedied.
    pub remedy_due: Date,
    /// Day the unit reports as the day of the remedy.
    pub remedied_on: Option<Date>,
    /// What the unit did.
    pub remedy_note: String,
    /// Day of the last check of the remedy.
    pub rechecked_on: Option<Date>,
    /// What that check found.
    pub recheck_note: String,
    /// How often the check found the remedy wanting.
    pub reopened: i32,
    /// Edits carry the version they were based on.
    pub version: i64,
}

impl Finding {
    /// Where it stands at the end of a day.
    pub fn state(&self, on: Date) -> FindingState {
        match (self.remedied_on, self.rechecked_on) {
            (Some(_), Some(_)) => FindingState::Closed,
            (Some(_), None) => FindingState::Remedied,
            (None, _) if self.remedy_due < on => FindingState::Overdue,
            (None, _) => FindingState::Open,
        }
    }

    /// The finding with the unit's report of the remedy.
    ///
    /// # Errors
    /// `finding-closed`, `finding-remedied-in-future`, `finding-remedied-before-found`.
    pub fn remedied(mut self, on: Date, note: String, today: Date) -> Result<Self, Refusal> {
        if self.state(today) == FindingState::Closed {
            return Err(Refusal::new("finding-closed"));
        }
        if on > today {
            return Err(Refusal::new("finding-remedied-in-future"));
        }
        if on < self.found_on {
            return Err(Refusal::new("finding-remedied-before-found"));
        }
        self.remedied_on = Some(on);
        self.remedy_note = note;
        self.rechecked_on = None;
        Ok(self)
    }

    /// The finding after the team checked the remedy and found it in order.
    ///
    /// # Errors
    /// `finding-closed`, `finding-not-remedied`.
    pub fn accepted(mut self, today: Date, note: String) -> Result<Self, Refusal> {
        self.require_report(today)?;
        self.rechecked_on = Some(today);
        self.recheck_note = note;
        Ok(self)
    }

    /// The finding opened anew, since the remedy was wanting, with a new date.
    ///
    /// # Errors
    /// `finding-closed`, `finding-not-remedied`, `finding-new-due-passed`.
    pub fn reopened(mut self, today: Date, due: Date, note: String) -> Result<Self, Refusal> {
        self.require_report(today)?;
        if due < today {
            return Err(Refusal::new("finding-new-due-passed"));
        }
        self.remedied_on = None;
        self.rechecked_on = Some(today);
        self.remedy_due = due;
        self.recheck_note = note;
        self.reopened += 1;
        Ok(self)
    }

    fn require_report(&self, today: Date) -> Result<(), Refusal> {
        match self.state(today) {
            FindingState::Remedied => Ok(()),
            FindingState::Closed => Err(Refusal::new("finding-closed")),
            FindingState::Open | FindingState::Overdue => Err(Refusal::new("finding-not-remedied")),
        }
    }
}
