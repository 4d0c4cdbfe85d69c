//! Facts: one named number for one unit and one period, always with what it is counted from.
//!
//! Rooms where work happens record what happened; a fact is derived from those records and can list them.
//! Criteria, dashboards and reports ask for facts by name and never read another room's tables.

use jiff::civil::Date;

use crate::{ids::UnitId, number::Share, text_enum};

text_enum! {
    /// The facts Nếp knows. `counts` of [`FactName::kind`] say how to read each.
    FactName {
        /// Dossiers received (count).
        DossiersReceived = "one_stop.received",
        /// Dossiers taken or handed back beyond office hours (count; S1.2).
        DossiersBeyondHours = "one_stop.beyond_hours",
        /// Dossiers whose result was ready by the promised date ÷ dossiers decided in the period.
        DossiersOnTime = "one_stop.on_time",
        /// Dossiers overdue and undecided at the end (count).
        DossiersOverdue = "one_stop.overdue",
        /// Late dossiers whose apology was signed in time ÷ late dossiers (S3.3).
        ApologiesInTime = "one_stop.apologies_in_time",
        /// Ratings of 4 or 5 ÷ ratings of finished dossiers.
        Satisfied = "one_stop.satisfied",
        /// Courtesy items citizens found met ÷ courtesy items answered (S1.3).
        CourtesyMet = "one_stop.courtesy_met",
        /// Letters of apology signed (count).
        LettersApology = "letters.apology",
        /// Letters of thanks signed (count).
        LettersThanks = "letters.thanks",
        /// Letters of congratulation signed (count).
        LettersCongratulation = "letters.congratulation",
        /// Feedback answered by its due date ÷ feedback due in the period.
        FeedbackInTime = "feedback.in_time",
        /// Inspection rounds begun (count; S1.9).
        InspectionRounds = "inspection.rounds",
        /// Unit visits carried out (count).
        InspectionVisits = "inspection.visits",
        /// Different units visited (count; S1.9).
        InspectedUnits = "inspection.units",
        /// Checklist items met ÷ items checked.
        ChecklistMet = "inspection.checklist_met",
        /// Findings remedied by their date ÷ findings whose date has come.
        FindingsRemedied = "inspection.findings_remedied",
        /// Units with an issued criteria set of their own ÷ units of the movement (S1.1).
        CriteriaAdapted = "movement.criteria_adapted",
        /// Units that sent their self-score ÷ units of the movement.
        SelfScored = "movement.self_scored",
        /// Units recognised as meeting the culture standard ÷ units of the movement (S1.5).
        UnitsRecognised = "movement.recognised",
        /// Collectives awarded (count; S1.11).
        AwardsCollective = "awards.collective",
        /// Individuals awarded (count; S1.11).
        AwardsIndividual = "awards.individual",
        /// People present at the end of the period (count).
        Headcount = "staff.headcount",
        /// People present ÷ posts assigned, at the end of the period.
        QuotaFilled = "staff.quota_filled",
    }
}

/// How a fact is to be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FactKind {
    /// A number of records; only [`Share::part`] means something.
    Count,
    /// A share of records.
    Share,
}

impl FactName {
    /// How to read it.
    pub fn kind(self) -> FactKind {
        match self {
            Self::DossiersOnTime
            | Self::ApologiesInTime
            | Self::Satisfied
            | Self::CourtesyMet
            | Self::FeedbackInTime
            | Self::ChecklistMet
            | Self::FindingsRemedied
            | Self::CriteriaAdapted
            | Self::SelfScored
            | Self::UnitsRecognised
            | Self::QuotaFilled => FactKind::Share,
            _ => FactKind::Count,
        }
    }
}

/// A span of days, both ends included.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Period {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

impl Period {
    /// A calendar year.
    pub fn year(year: i16) -> Self {
        Self { from: Date::constant(year, 1, 1), to: Date::constant(year, 12, 31) }
    }
}

/// Which records an award fact counts; empty means any.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct FactFilter {
    /// Only this form of award.
    pub form: Option<String>,
    /// Only this level.
    pub level: Option<String>,
    /// Only this ground.
    pub ground: Option<String>,
    /// Only staff of this kind.
    pub staff_kind: Option<String>,
}

/// The question a fact answers.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct FactQuery {
    /// Which fact.
    pub name: FactName,
    /// The unit and, unless `alone`, everything below it.
    pub unit: UnitId,
    /// Only the unit itself.
    pub alone: bool,
    /// The period.
    pub period: Period,
    /// As the records stood at the end of this day ("as it was").
    pub as_of: Date,
    /// Which records.
    pub filter: FactFilter,
}

/// A fact: the question and its answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fact {
    /// What was asked.
    pub query: FactQuery,
    /// The records counted, and out of how many for a share.
    pub value: Share,
}

impl Fact {
    /// The number to compare with a target: a count, or hundredths of a per cent; `None` when nothing was there to measure.
    pub fn measure(&self) -> Option<i64> {
        match self.query.name.kind() {
            FactKind::Count => Some(self.value.part),
            FactKind::Share => self.value.basis_points(),
        }
    }
}
