//! Score sheets that wait for the actor's own hand.

use nep_domain::{
    access::Action,
    ids::{MovementId, UnitId},
    movement::{ScoreSheet, SheetState},
};
use nep_storage::movement as store;

use super::{NextStep, movements};
use crate::{AppResult, Ctx};

/// A sheet the actor can bring a step further.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WaitingSheet {
    /// The movement.
    pub movement: MovementId,
    /// Its name.
    pub name: String,
    /// The year.
    pub year: i16,
    /// Whose sheet.
    pub unit: UnitId,
    /// The step.
    pub next: NextStep,
}

/// The sheets of this and last year, and older ones without their decision, that wait for the actor, by movement and year, newest first.
pub async fn waiting(ctx: &Ctx) -> AppResult<Vec<WaitingSheet>> {
    let this = ctx.today().year();
    let mut waiting = Vec::new();
    for movement in movements(ctx).await? {
        let tx = ctx.read().await?;
        for year in (movement.starts.year()..=this).rev().filter(|year| movement.covers(*year)) {
            for sheet in store::sheets_of(&tx, movement.id, year).await? {
                // Of older years only what misses nothing but its decision, as after one that was withdrawn.
                if year < this - 1 && sheet.state != SheetState::Verified {
                    continue;
                }
                let name = movement.name.clone();
                waiting.extend(step(ctx, &sheet).map(|next| WaitingSheet {
                    movement: movement.id,
                    name,
                    year,
                    unit: sheet.unit,
                    next,
                }));
            }
        }
    }
    Ok(waiting)
}

/// What the actor can do with a sheet now.
fn step(ctx: &Ctx, sheet: &ScoreSheet) -> Option<NextStep> {
    let (action, next) = match sheet.state {
        SheetState::Open => (Action::MovementSelfScore, NextStep::Fill),
        SheetState::SelfScored => (Action::MovementVerify, NextStep::Verify),
        SheetState::Verified => (Action::MovementVerify, NextStep::Decide),
        SheetState::Recognised | SheetState::NotRecognised => return None,
    };
    ctx.may(action, sheet.unit).then_some(next)
}
