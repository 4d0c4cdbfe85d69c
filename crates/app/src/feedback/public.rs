//! What anybody may see of messages: the state and answer by code, and answers staff chose to publish.

use jiff::civil::Date;
use nep_domain::{
    feedback::{Feedback, FeedbackCode, FeedbackState, FeedbackSubject},
    ids::UnitId,
};
use nep_storage::feedback as store;

use crate::{AppResult, Ctx};

/// A message as whoever knows its code may see it: never who sent it nor what it says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PublicFeedback {
    /// The code asked for.
    pub code: FeedbackCode,
    /// What it is about.
    pub subject: FeedbackSubject,
    /// The unit that has it.
    pub unit: String,
    /// The day it was received.
    pub received_on: Date,
    /// The last day for the answer.
    pub due_on: Date,
    /// Still open after that day.
    pub late: bool,
    /// How far it has come.
    pub state: FeedbackState,
    /// The answer or the reason for not taking it up.
    pub answer: Option<String>,
    /// When it was settled.
    pub answered_on: Option<Date>,
}

/// An answer that staff chose to publish.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PublicAnswer {
    /// What the message was about.
    pub subject: FeedbackSubject,
    /// The unit that answered.
    pub unit: String,
    /// When.
    pub answered_on: Date,
    /// The answer.
    pub answer: String,
}

/// A message by its code, however it was typed; `None` when there is none.
pub async fn status(ctx: &Ctx, code: &str) -> AppResult<Option<PublicFeedback>> {
    let Ok(code) = code.parse::<FeedbackCode>() else { return Ok(None) };
    let found = store::by_code(&ctx.read().await?, code.as_str()).await?;
    Ok(found.map(|feedback| public(ctx, feedback)))
}

fn public(ctx: &Ctx, feedback: Feedback) -> PublicFeedback {
    PublicFeedback {
        unit: unit_name(ctx, feedback.unit),
        received_on: ctx.local(feedback.received_at).date(),
        late: feedback.overdue_on(ctx.today()),
        answered_on: feedback.outcome.as_ref().map(|o| ctx.local(o.at).date()),
        code: feedback.code,
        subject: feedback.subject,
        due_on: feedback.due_on,
        state: feedback.state,
        answer: feedback.outcome.map(|o| o.text),
    }
}

/// The newest published answers of a body.
pub async fn published(ctx: &Ctx, root: UnitId, limit: u64) -> AppResult<Vec<PublicAnswer>> {
    let rows = store::published(&ctx.read().await?, root, limit).await?;
    Ok(rows
        .into_iter()
        .filter_map(|feedback| {
            let outcome = feedback.outcome?;
            Some(PublicAnswer {
                subject: feedback.subject,
                unit: unit_name(ctx, feedback.unit),
                answered_on: ctx.local(outcome.at).date(),
                answer: outcome.text,
            })
        })
        .collect())
}

fn unit_name(ctx: &Ctx, unit: UnitId) -> String {
    ctx.org().get(unit).map(|u| u.name.clone()).unwrap_or_default()
}
