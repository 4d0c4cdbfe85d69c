//! Messages from citizens and their answers.

use jiff::civil::DateTime;
use nep_app::feedback::{self, NewFeedback};
use nep_domain::{feedback::FeedbackSubject, ids::FeedbackId};

use super::Act;
use crate::{
    fault::Fault,
    scenario::{
        script::SendFeedback,
        stage::{self, Stage, word},
    },
};

/// An answer to come.
pub(crate) struct Due {
    feedback: FeedbackId,
    deed: SendFeedback,
}

pub(super) async fn send(
    stage: &mut Stage,
    step: usize,
    at: DateTime,
    deed: &SendFeedback,
) -> Result<(), Fault> {
    let ctx = stage.ctx("citizen").await?;
    let message = NewFeedback {
        unit: stage::unit(&ctx, &deed.unit)?,
        subject: word::<FeedbackSubject>(&deed.subject)?,
        name: deed.sender.clone(),
        address: deed.address.clone(),
        contact: deed.contact.clone(),
        content: deed.content.clone(),
        request_key: None,
    };
    let receipt = feedback::send(&ctx, message).await?;
    if deed.answer.is_some() {
        let day = stage.calendar().add_working_days(at.date(), deed.answer_after);
        stage.plan(
            day.at(15, 20, 0, 0),
            step,
            Act::Answer(Due { feedback: receipt.id, deed: deed.clone() }),
        );
    }
    Ok(())
}

pub(super) async fn answer(stage: &mut Stage, due: Due) -> Result<(), Fault> {
    let ctx = stage.ctx(&due.deed.answered_by).await?;
    let (message, _) = feedback::get(&ctx, due.feedback).await?;
    let text = due.deed.answer.unwrap_or_default();
    feedback::answer(&ctx, due.feedback, message.version, &text, due.deed.publish).await?;
    Ok(())
}
