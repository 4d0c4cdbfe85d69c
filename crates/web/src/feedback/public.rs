//! The public side: writing a message, and asking for the answer by code.

use std::collections::HashMap;

use askama::Template;
use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use data_encoding::BASE64URL_NOPAD;
use nep_app::{
    AppError,
    feedback::{self, NewFeedback, PublicAnswer, PublicFeedback},
};
use nep_domain::{
    feedback::{FeedbackCode, FeedbackSubject},
    ids::UnitId,
};

use super::{tag, why::DueWhy};
use crate::{
    error::WebResult,
    form::{Fields, FormData, FormView, SignedForm},
    format,
    page::{Page, done, give_back, guest_html, html},
    paths,
    publicity::{limit_form, limit_look_up},
    session::Guest,
};

/// A body with more units than this takes messages itself and passes them on; a list would be no help.
const MOST_UNITS: usize = 120;
/// Published answers shown beside the form.
const ANSWERS: u64 = 5;

#[derive(Template)]
#[template(path = "feedback/send.html")]
struct SendPage {
    page: Page,
    form: FormView,
    subjects: Vec<(String, String)>,
    units: Vec<(String, String)>,
    /// When an answer to a message of today is due; nothing in an empty installation.
    due: Option<DueWhy>,
    answers: Vec<PublicAnswer>,
    asked: Option<String>,
}

/// The form; with `?ma=` goes to the message of that code.
pub(crate) async fn form(guest: Guest, Query(query): Query<HashMap<String, String>>) -> WebResult {
    let asked = query.get("ma").map(|code| code.trim().to_owned()).filter(|code| !code.is_empty());
    if let Some(code) = &asked {
        limit_look_up(&guest)?;
        if let Some(found) = feedback::status(&guest.ctx, code).await? {
            let page = guest.page("feedback-title");
            return Ok(
                Redirect::to(&page.address(paths::feedback_status(found.code))).into_response()
            );
        }
    }
    let mut data = FormData::default();
    data.set("request_key", BASE64URL_NOPAD.encode(&guest.ctx.random::<12>()));
    let status = if asked.is_some() { StatusCode::NOT_FOUND } else { StatusCode::OK };
    let answers = answers(&guest).await?;
    guest_html(&guest, status, &send_page(&guest, FormView::filled(data), answers, asked)?)
}

async fn answers(guest: &Guest) -> Result<Vec<PublicAnswer>, AppError> {
    match &guest.body {
        Some(body) => feedback::published(&guest.ctx, body.id, ANSWERS).await,
        None => Ok(Vec::new()),
    }
}

fn send_page(
    guest: &Guest,
    form: FormView,
    answers: Vec<PublicAnswer>,
    asked: Option<String>,
) -> WebResult<SendPage> {
    let page = guest.page("feedback-title");
    let home = page.address(paths::HOME);
    let page = page.crumb(home, "nav-home");
    let subjects =
        FeedbackSubject::ALL.iter().map(|s| (s.key().to_owned(), page.word("feedback-subject", s)));
    let due = guest.body.as_ref().map(|body| feedback::answer_term(&guest.ctx, body.id));
    let due = due.transpose()?;
    Ok(SendPage {
        subjects: subjects.collect(),
        units: units(guest),
        due: due.map(|due| DueWhy::new(&page, &due)),
        page,
        form,
        answers,
        asked,
    })
}

/// The body and the units right below it that live today.
fn units(guest: &Guest) -> Vec<(String, String)> {
    let Some(body) = &guest.body else { return Vec::new() };
    let below = guest.ctx.org().children(body.id).filter(|u| u.lives_on(guest.ctx.today()));
    let below: Vec<_> = below.map(|u| (u.id.to_string(), u.name.clone())).collect();
    let mut all = vec![(body.id.to_string(), body.name.clone())];
    if below.len() <= MOST_UNITS {
        all.extend(below);
    }
    all
}

/// Takes the message and goes to its page, where the code stands.
pub(crate) async fn send(guest: Guest, SignedForm(form): SignedForm) -> WebResult {
    limit_form(&guest)?;
    let sent = match read(&guest, &form) {
        Ok(new) => feedback::send(&guest.ctx, new).await,
        Err(error) => Err(error),
    };
    match sent {
        Ok(receipt) => {
            let to = guest.page("feedback-title").address(paths::feedback_status(&receipt.code));
            done(&to, "feedback-sent", format::date(receipt.due_on))
        }
        Err(error) => {
            let answers = answers(&guest).await?;
            give_back(&guest.web, guest.lang, form, error, |form| {
                guest_html(&guest, StatusCode::OK, &send_page(&guest, form, answers, None)?)
            })
        }
    }
}

/// The message as typed. What the use case checks is left to it; both kinds of error come back together.
fn read(guest: &Guest, form: &FormData) -> Result<NewFeedback, AppError> {
    let mut fields = Fields::new(form);
    let subject = fields.parsed::<FeedbackSubject>("subject", "missing");
    let unit =
        fields.optional::<UnitId>("unit", "missing").or_else(|| guest.body.as_ref().map(|b| b.id));
    let text = |field| form.text(field);
    let texts = (text("name"), text("address"), text("contact"), text("content"));
    fields.errors(feedback::text_errors(texts.0, texts.1, texts.2, texts.3));
    fields.finish()?;
    let (Some(subject), Some(unit)) = (subject, unit) else {
        return Err(AppError::NotFound("unit"));
    };
    Ok(NewFeedback {
        unit,
        subject,
        name: form.text("name").to_owned(),
        address: form.text("address").to_owned(),
        contact: form.text("contact").to_owned(),
        content: form.text("content").to_owned(),
        request_key: form.optional("request_key"),
    })
}

#[derive(Template)]
#[template(path = "feedback/status.html")]
struct StatusPage {
    page: Page,
    feedback: PublicFeedback,
    tag: &'static str,
}

/// How far a message has come.
pub(crate) async fn status(guest: Guest, Path(code): Path<String>) -> WebResult {
    limit_look_up(&guest)?;
    // A code typed another way has one address all the same.
    if let Ok(known) = code.parse::<FeedbackCode>()
        && known.as_str() != code
    {
        let page = guest.page("feedback-title");
        return Ok(Redirect::to(&page.address(paths::feedback_status(known))).into_response());
    }
    let found = feedback::status(&guest.ctx, &code).await?;
    let feedback = found.ok_or(AppError::NotFound("feedback"))?;
    let page = guest.page("feedback-status-title");
    let (home, form) = (page.address(paths::HOME), page.address(paths::FEEDBACK));
    let page = page.crumb(home, "nav-home").crumb(form, "nav-feedback");
    let tag = tag(feedback.state, feedback.late);
    html(&StatusPage { page, feedback, tag })
}
