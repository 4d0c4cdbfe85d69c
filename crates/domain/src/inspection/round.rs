//! Rounds: what was decided, when it runs, when it may be concluded.

use jiff::civil::Date;

use crate::{
    facts::Period,
    ids::{InspectionId, UnitId},
    inspection::{Visit, VisitState},
    refusal::Refusal,
    text_enum,
};

text_enum! {
    /// How a round comes about.
    InspectionMode {
        /// By the yearly plan; units know of it.
        Planned = "planned",
        /// Unannounced: a unit sees nothing of its visit until the visit begins.
        Surprise = "surprise",
        /// By order of a superior.
        ByOrder = "by_order",
        /// Following a complaint or report.
        OnComplaint = "on_complaint",
    }
}

text_enum! {
    /// Where a round stands.
    InspectionState {
        /// No unit visited yet.
        Planned = "planned",
        /// At least one unit visited.
        Running = "running",
        /// The conclusion is issued; remedies go on.
        Concluded = "concluded",
    }
}

/// An inspection round (đợt kiểm tra).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Inspection {
    /// Identifier.
    pub id: InspectionId,
    /// The body whose units are visited.
    pub root: UnitId,
    /// What it is called, e.g. `Kiểm tra văn hóa công sở đợt 1 năm 2021`.
    pub name: String,
    /// How it came about.
    pub mode: InspectionMode,
    /// Number of the decision, once under a body, e.g. `45/QĐ-UBND`.
    pub decision: String,
    /// Day of the decision.
    pub decided_on: Date,
    /// First and last day on which units may be visited.
    pub period: Period,
    /// Leader of the team.
    pub lead: String,
    /// The other members.
    pub members: Vec<String>,
    /// Where it stands.
    pub state: InspectionState,
    /// The conclusion; empty until concluded.
    pub conclusion: String,
    /// Day of the conclusion.
    pub concluded_on: Option<Date>,
    /// Edits carry the version they were based on.
    pub version: i64,
}

impl Inspection {
    /// Checks the dates of a new round.
    ///
    /// # Errors
    /// `inspection-decided-in-future`, `inspection-starts-before-decision`, `inspection-ends-before-start`.
    pub fn check(&self, today: Date) -> Result<(), Refusal> {
        if self.decided_on > today {
            return Err(Refusal::new("inspection-decided-in-future"));
        }
        if self.period.from < self.decided_on {
            return Err(Refusal::new("inspection-starts-before-decision"));
        }
        if self.period.to < self.period.from {
            return Err(Refusal::new("inspection-ends-before-start"));
        }
        Ok(())
    }

    /// Whether a day lies in the round's period.
    pub fn covers(&self, day: Date) -> bool {
        self.period.from <= day && day <= self.period.to
    }

    /// Refuses once the conclusion is issued.
    ///
    /// # Errors
    /// `inspection-concluded`.
    pub fn require_open(&self) -> Result<(), Refusal> {
        match self.state {
            InspectionState::Concluded => Err(Refusal::new("inspection-concluded")),
            InspectionState::Planned | InspectionState::Running => Ok(()),
        }
    }

    /// The round after a unit was visited.
    #[must_use]
    pub fn begun(mut self) -> Self {
        if self.state == InspectionState::Planned {
            self.state = InspectionState::Running;
        }
        self
    }

    /// The round with its conclusion.
    ///
    /// `required` are the keys every visit must have answered.
    ///
    /// # Errors
    /// `inspection-concluded`; `inspection-without-visit` when no unit was visited; `inspection-visits-open` with the
    /// number of visits that are neither complete nor cancelled.
    pub fn concluded(
        mut self,
        visits: &[(Visit, Vec<String>)],
        conclusion: String,
        on: Date,
    ) -> Result<Self, Refusal> {
        self.require_open()?;
        let states: Vec<_> = visits.iter().map(|(visit, required)| visit.state(required)).collect();
        let open = states
            .iter()
            .filter(|s| matches!(s, VisitState::Waiting | VisitState::Started))
            .count();
        if open > 0 {
            return Err(Refusal::new("inspection-visits-open").with("open", open));
        }
        if !states.contains(&VisitState::Done) {
            return Err(Refusal::new("inspection-without-visit"));
        }
        self.state = InspectionState::Concluded;
        self.conclusion = conclusion;
        self.concluded_on = Some(on);
        Ok(self)
    }
}
