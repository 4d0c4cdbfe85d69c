//! The five solutions of the movement, measured for one unit (S4.7), for the unit's own page.

use nep_app::{AppResult, Ctx, facts};
use nep_domain::{
    facts::{FactName, FactQuery, Period},
    ids::UnitId,
};

use crate::{facts::FactView, page::Page};

/// Which facts measure which solution; the words are `solution-<key>`.
const SOLUTIONS: [(&str, &[FactName]); 5] = [
    ("propaganda", &[FactName::CriteriaAdapted, FactName::SelfScored]),
    ("portal", &[FactName::DossiersOnTime, FactName::DossiersBeyondHours]),
    ("heads", &[FactName::ApologiesInTime, FactName::FeedbackInTime]),
    ("conduct", &[FactName::Satisfied, FactName::CourtesyMet]),
    (
        "inspection",
        &[
            FactName::ChecklistMet,
            FactName::FindingsRemedied,
            FactName::AwardsCollective,
            FactName::AwardsIndividual,
        ],
    ),
];

/// One solution with its figures.
pub(crate) struct Solution {
    pub(crate) key: &'static str,
    pub(crate) figures: Vec<FactView>,
}

/// The figures of one unit; rendered by `org/unit_figures.html`.
pub(crate) struct UnitFigures {
    pub(crate) solutions: Vec<Solution>,
}

impl UnitFigures {
    /// Measures a unit and everything below it in the present year, as of today.
    ///
    /// # Errors
    /// As [`facts::measure`].
    pub(crate) async fn load(ctx: &Ctx, page: &Page, unit: UnitId) -> AppResult<Self> {
        let today = ctx.today();
        let mut solutions = Vec::new();
        for (key, names) in SOLUTIONS {
            let mut figures = Vec::new();
            for &name in names {
                let query = FactQuery::new(name, unit, Period::year(today.year()), today);
                figures.push(FactView::new(page, &facts::measure(ctx, &query).await?));
            }
            solutions.push(Solution { key, figures });
        }
        Ok(Self { solutions })
    }
}
