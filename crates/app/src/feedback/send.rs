//! A citizen sends a message.

use jiff::civil::Date;
use nep_calendar::Due;
use nep_domain::{
    feedback::{Contact, Feedback, FeedbackCode, FeedbackState, FeedbackSubject, Sender},
    ids::{FeedbackId, Id, UnitId},
    text,
};
use nep_law::Cited;
use nep_storage::feedback as store;
use serde_json::json;

use super::clocks;
use crate::{AppError, AppResult, Ctx, FieldError};

/// The longest message, in characters: some three pages of paper.
const LONGEST_CONTENT: usize = 10_000;
/// The longest name or address, in characters.
const LONGEST_LINE: usize = 300;

/// A message as a citizen wrote it.
#[derive(Clone, Debug)]
pub struct NewFeedback {
    /// The body or unit it is sent to.
    pub unit: UnitId,
    /// What it is about.
    pub subject: FeedbackSubject,
    /// Sender's name.
    pub name: String,
    /// Sender's address.
    pub address: String,
    /// Sender's phone number or e-mail address.
    pub contact: String,
    /// The message.
    pub content: String,
    /// Makes a second submission of the same form harmless.
    pub request_key: Option<String>,
}

/// What the sender gets.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Receipt {
    /// The message.
    pub id: FeedbackId,
    /// The code with which to ask for the answer.
    pub code: FeedbackCode,
    /// The last day for the answer.
    pub due_on: Date,
}

/// Takes a message from anybody. The same form sent twice makes one message and gives the same receipt twice.
///
/// # Errors
/// Field errors `missing`, `too-long`, `contact` (P3: name, address, phone or e-mail, content), or
/// `unit-not-on-that-date` for a unit that does not live today.
pub async fn send(ctx: &Ctx, new: NewFeedback) -> AppResult<Receipt> {
    let request_key = new.request_key.clone().filter(|key| !key.is_empty());
    let feedback = check(ctx, new).await?;
    let tx = ctx.write().await?;
    if let Some(key) = &request_key
        && let Some(sent) = store::by_request_key(&tx, key).await?
    {
        return Ok(receipt(&sent));
    }
    store::insert(&tx, &feedback, request_key.as_deref()).await?;
    // The log names no sender: it can never be thinned out later.
    let detail = json!({
        "code": feedback.code.as_str(), "subject": feedback.subject.key(),
        "unit": feedback.unit.to_string(), "due": feedback.due_on.to_string(),
    });
    ctx.audit_named(&tx, "feedback.send", "feedback", Some(feedback.id.uuid()), &detail).await?;
    tx.commit().await?;
    Ok(receipt(&feedback))
}

/// The last day for the answer to a message to a unit sent today, with where it stands.
pub fn answer_term(ctx: &Ctx, unit: UnitId) -> AppResult<Cited<Due>> {
    Ok(clocks(ctx, unit, ctx.today())?.answer)
}

fn receipt(feedback: &Feedback) -> Receipt {
    Receipt { id: feedback.id, code: feedback.code.clone(), due_on: feedback.due_on }
}

/// Everything wrong with the texts of a message, for forms that name all errors at once.
pub fn text_errors(name: &str, address: &str, contact: &str, content: &str) -> Vec<FieldError> {
    let mut errors: Vec<_> =
        fits("content", &paragraphs(content), LONGEST_CONTENT).into_iter().collect();
    for (field, text) in [("name", name), ("address", address), ("contact", contact)] {
        errors.extend(fits(field, &text::clean(text), LONGEST_LINE));
    }
    let contact = text::clean(contact);
    if !contact.is_empty() && contact.parse::<Contact>().is_err() {
        errors.push(FieldError::new("contact", "contact"));
    }
    errors
}

async fn check(ctx: &Ctx, new: NewFeedback) -> AppResult<Feedback> {
    let mut errors = Vec::new();
    let org = ctx.org_on(ctx.today()).await?;
    let root = org.get(new.unit).map(|u| u.root);
    if root.is_none() {
        errors.push(FieldError::new("unit", "unit-not-on-that-date").with("date", ctx.today()));
    }
    errors.extend(text_errors(&new.name, &new.address, &new.contact, &new.content));
    let contact = text::clean(&new.contact).parse();
    let (Some(root), Ok(contact), true) = (root, contact, errors.is_empty()) else {
        return Err(AppError::Invalid(errors));
    };
    let (name, address) = (text::clean(&new.name), text::clean(&new.address));
    let content = paragraphs(&new.content);
    Ok(Feedback {
        id: ctx.id(),
        root,
        unit: new.unit,
        code: FeedbackCode::from_random(ctx.random()),
        subject: new.subject,
        sender: Sender { name, address, contact },
        content,
        received_at: ctx.now(),
        due_on: clocks(ctx, new.unit, ctx.today())?.answer.value.date,
        state: FeedbackState::New,
        outcome: None,
        published: false,
        version: 1,
    })
}

/// The error of a text that is missing or too long.
pub(super) fn fits(field: &str, text: &str, longest: usize) -> Option<FieldError> {
    if text.is_empty() {
        Some(FieldError::new(field, "missing"))
    } else {
        (text.chars().count() > longest)
            .then(|| FieldError::new(field, "too-long").with("most", longest))
    }
}

/// Text of several lines: each line clean, paragraphs kept, no more than one empty line between them.
pub(super) fn paragraphs(content: &str) -> String {
    let mut out = String::new();
    let mut gap = false;
    for line in content.lines().map(text::clean) {
        if line.is_empty() {
            gap = !out.is_empty();
            continue;
        }
        if !out.is_empty() {
            out.push_str(if gap { "\n\n" } else { "\n" });
        }
        out.push_str(&line);
        gap = false;
    }
    out
}
