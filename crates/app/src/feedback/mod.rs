//! Messages from citizens (phản ánh, kiến nghị): sending, looking the answer up, settling.

mod handle;
mod public;
mod send;

use nep_domain::{
    access::Action,
    feedback::{Clocks, Feedback, FeedbackState},
    ids::{FeedbackId, UnitId},
};
use nep_storage::{Page, feedback as store};

use crate::{AppError, AppResult, Ctx};

pub use handle::{answer, reject, transfer};
pub use public::{PublicAnswer, PublicFeedback, published, status};
pub use send::{NewFeedback, Receipt, answer_term, send, text_errors};

/// Which messages a list of the signed-in person shows.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Filter {
    /// Only this state.
    pub state: Option<FeedbackState>,
    /// Only those still to be settled.
    pub open: bool,
    /// Only those still open after their due day.
    pub overdue: bool,
    /// Only those with these words in code, sender or content, without accents.
    pub words: Option<String>,
}

/// Lists messages within reach, with how many there are in all.
///
/// # Errors
/// [`AppError::Denied`] when the actor may read none.
pub async fn list(ctx: &Ctx, filter: &Filter, page: Page) -> AppResult<(Vec<Feedback>, u64)> {
    if !ctx.may_anywhere(Action::FeedbackView) {
        return Err(AppError::Denied(Action::FeedbackView));
    }
    let filter = store::FeedbackFilter {
        scope: ctx.scope(Action::FeedbackView),
        state: filter.state,
        open: filter.open,
        due_before: filter.overdue.then(|| ctx.today()),
        words: filter.words.clone(),
    };
    let tx = ctx.read().await?;
    Ok((store::list(&tx, &filter, page).await?, store::count(&tx, &filter).await?))
}

/// One message with its clocks.
///
/// # Errors
/// [`AppError::NotFound`] when there is none or the actor may not read it.
pub async fn get(ctx: &Ctx, id: FeedbackId) -> AppResult<(Feedback, Clocks)> {
    let found = store::by_id(&ctx.read().await?, id).await?;
    let feedback = found
        .filter(|f| ctx.may(Action::FeedbackView, f.unit))
        .ok_or(AppError::NotFound("feedback"))?;
    let clocks = clocks(ctx, feedback.unit, ctx.local(feedback.received_at).date())?;
    Ok((feedback, clocks))
}

/// The clocks of a message to a unit received on a day, by the rules of that day.
fn clocks(ctx: &Ctx, unit: UnitId, received: jiff::civil::Date) -> AppResult<Clocks> {
    let services = ctx.services();
    let internal = |e: nep_law::LawError| AppError::Internal(format!("law packs: {e}"));
    let pack = ctx.library(unit).require("vn/one-stop", received).map_err(internal)?;
    Clocks::from_reception(received, pack, &services.calendar).map_err(internal)
}
