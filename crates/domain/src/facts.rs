//! Facts: one named number for one unit and one period, always with what it is counted from.
//!
//! Rooms where work happens record what happened; a fact is derived from those records and can list them.
//! Criteria, dashboards and reports ask for facts by name and never read another room's tables.

use jiff::civil::Date;

use uuid::Uuid;

use crate::{
    ids::{MovementId, UnitId},
    number::Share,
    text_enum,
};

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

    /// The facts that anybody may read on public pages, without the records behind them.
    pub const PUBLIC: &'static [Self] = &[
        Self::DossiersReceived,
        Self::DossiersBeyondHours,
        Self::DossiersOnTime,
        Self::ApologiesInTime,
        Self::Satisfied,
        Self::CourtesyMet,
        Self::FeedbackInTime,
        Self::UnitsRecognised,
    ];
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
        Self::years(year, year)
    }

    /// Whole calendar years, both included.
    pub fn years(first: i16, last: i16) -> Self {
        Self { from: Date::constant(first, 1, 1), to: Date::constant(last, 12, 31) }
    }

    /// The first and last year, when the period is made of whole calendar years.
    pub fn whole_years(self) -> Option<(i16, i16)> {
        let whole = self.from == self.from.first_of_year() && self.to == self.to.last_of_year();
        whole.then(|| (self.from.year(), self.to.year()))
    }

    /// The calendar months that touch the period, cut to it.
    pub fn months(self) -> Vec<Self> {
        self.cut_by(1)
    }

    /// The quarters that touch the period, cut to it.
    pub fn quarters(self) -> Vec<Self> {
        self.cut_by(3)
    }

    fn cut_by(self, months: i8) -> Vec<Self> {
        let mut parts = Vec::new();
        let mut from = self.from;
        while from <= self.to {
            let last_month = from.month() + (months - 1) - (from.month() - 1) % months;
            let end = Date::constant(from.year(), last_month, 1).last_of_month();
            parts.push(Self { from, to: end.min(self.to) });
            match end.tomorrow() {
                Ok(next) => from = next,
                Err(_) => break,
            }
        }
        parts
    }
}

/// Which records a fact counts; empty means any. Each fact heeds the parts that fit its records.
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
    /// Only this movement.
    pub movement: Option<MovementId>,
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

impl FactQuery {
    /// A fact of a unit and everything below it, over a period, as it stood at the end of a day.
    pub fn new(name: FactName, unit: UnitId, period: Period, as_of: Date) -> Self {
        Self { name, unit, alone: false, period, as_of, filter: FactFilter::default() }
    }

    /// The last day whose events count: the period's end, or the day asked for when that is earlier.
    pub fn end(&self) -> Date {
        self.period.to.min(self.as_of)
    }
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

text_enum! {
    /// Which of a fact's records to list.
    Side {
        /// All that were counted, in the numerator or only in the denominator.
        All = "tat-ca",
        /// Those in the numerator.
        Met = "dat",
        /// Those in the denominator that did not make it into the numerator.
        Missed = "chua-dat",
    }
}

text_enum! {
    /// What kind of record stands behind a figure; decides where its line leads.
    RecordKind {
        /// A dossier.
        Dossier = "dossier",
        /// A letter.
        Letter = "letter",
        /// A citizen's rating of a dossier; leads to the dossier.
        Rating = "rating",
        /// A citizen's message.
        Feedback = "feedback",
        /// An inspection round.
        Inspection = "inspection",
        /// A visit, or one line of its checklist.
        Visit = "visit",
        /// A finding.
        Finding = "finding",
        /// A unit.
        Unit = "unit",
        /// A unit's criteria set.
        CriteriaSet = "criteria_set",
        /// A unit's score sheet.
        ScoreSheet = "score_sheet",
        /// An award.
        Award = "award",
        /// A person.
        Person = "person",
        /// A quota of posts; leads to its unit.
        Quota = "quota",
    }
}

/// One record behind a figure.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Record {
    /// Kind of record.
    pub kind: RecordKind,
    /// The record whose page shows it: the record itself, or the one it belongs to.
    pub link: Uuid,
    /// What it is called: a code, number or name that names no private person.
    pub title: String,
    /// More about it: for an award its form, for a checklist line its item, else text.
    pub detail: String,
    /// The person it is about, where it is about one.
    pub person: Option<String>,
    /// The day it counts on, in the office's time.
    pub on: Date,
    /// The unit it counts for.
    pub unit: UnitId,
    /// What it adds to the figure.
    pub counts: Share,
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::Period;

    #[test]
    fn months_and_quarters_tile_the_period() {
        let period = Period { from: date(2021, 2, 15), to: date(2021, 8, 1) };
        let months = period.months();
        assert_eq!(months.len(), 7);
        assert_eq!(months[0], Period { from: date(2021, 2, 15), to: date(2021, 2, 28) });
        assert_eq!(months[6], Period { from: date(2021, 8, 1), to: date(2021, 8, 1) });
        let quarters: Vec<_> = period.quarters().iter().map(|q| q.to).collect();
        assert_eq!(quarters, [date(2021, 3, 31), date(2021, 6, 30), date(2021, 8, 1)]);
    }

    #[test]
    fn only_whole_years_are_years() {
        assert_eq!(Period::years(2019, 2020).whole_years(), Some((2019, 2020)));
        assert_eq!(Period { from: date(2020, 1, 1), to: date(2020, 12, 30) }.whole_years(), None);
    }
}
