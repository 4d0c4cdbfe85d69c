//! What steps do: each kind of step through the use cases it is made of.

mod awards;
mod feedback;
mod inspection;
mod movement;
mod one_stop;
mod org;
mod staff;

use jiff::civil::DateTime;

use super::{script::Deed, shelf::Step, stage::Stage};
use crate::fault::Fault;

/// Something that happens at one moment: a step itself, or what follows from it later.
pub(crate) enum Act {
    /// The step as it is written.
    Step,
    Dossier(one_stop::Move),
    Visit(inspection::Due),
    Sheet(movement::Due),
    Answer(feedback::Due),
}

/// Lets one act happen.
pub(crate) async fn perform(
    stage: &mut Stage,
    step: &Step,
    index: usize,
    at: DateTime,
    act: Act,
) -> Result<(), Fault> {
    let by = step.by.as_str();
    match act {
        Act::Dossier(next) => return one_stop::go_on(stage, index, at, next).await,
        Act::Visit(due) => return inspection::go_on(stage, index, at, due).await,
        Act::Sheet(due) => return movement::go_on(stage, due).await,
        Act::Answer(due) => return feedback::answer(stage, due).await,
        Act::Step => {}
    }
    match &step.deed {
        Deed::FoundBody(deed) => org::found_body(stage, by, at, deed).await,
        Deed::FoundUnits(deed) => org::found_units(stage, by, at, deed).await,
        Deed::MergeUnits(deed) => org::merge(stage, by, at, deed).await,
        Deed::RenameUnit(deed) => org::rename(stage, by, at, deed).await,
        Deed::OpenAccounts(deed) => staff::open_accounts(stage, by, deed).await,
        Deed::Employ(deed) => staff::employ(stage, by, at, deed).await,
        Deed::Procedures(deed) => one_stop::procedures(stage, by, deed).await,
        Deed::OneDossier(deed) => one_stop::one(stage, index, by, at, deed).await,
        Deed::ManyDossiers(deed) => one_stop::many(stage, index, by, at, deed),
        Deed::Settle(_) => one_stop::settle(stage, by).await,
        Deed::WriteLetter(deed) => one_stop::letter(stage, by, deed).await,
        Deed::InspectionRound(deed) => inspection::plan(stage, index, by, at, deed).await,
        Deed::LaunchMovement(deed) => movement::launch(stage, index, by, deed).await,
        Deed::CurrentMovement(deed) => movement::current(stage, by, at, deed).await,
        Deed::ModelCriteria(deed) => movement::issue(stage, by, at, deed).await,
        Deed::Adapt(deed) => movement::adapt(stage, at, deed).await,
        Deed::Scores(deed) => movement::open(stage, index, by, at, deed).await,
        Deed::Awards(deed) => awards::record(stage, by, deed).await,
        Deed::SendFeedback(deed) => feedback::send(stage, index, at, deed).await,
    }
}
