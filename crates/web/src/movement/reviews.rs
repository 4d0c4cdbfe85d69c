//! Planning the events of a movement and recording that they were held (S2.5).

use jiff::civil::Date;
use nep_app::{
    AppResult,
    movement::{self, NewReview},
};
use nep_domain::{
    ids::{MovementId, ReviewId},
    movement::{MovementReview, ReviewKind, Timeliness},
};

use super::{Asked, overview, words};
use crate::{
    error::WebResult,
    form::{Fields, FormData, FormView, SignedForm},
    format,
    key::Key,
    page::{Page, done, give_back, html},
    paths,
    session::Viewer,
};

/// A line of the table of events.
pub(super) struct ReviewRow {
    pub(super) id: String,
    pub(super) kind: String,
    pub(super) due: String,
    pub(super) held: String,
    pub(super) note: String,
    pub(super) state: String,
    pub(super) tag: &'static str,
    pub(super) open: bool,
}

impl ReviewRow {
    pub(super) fn new(page: &Page, review: &MovementReview, as_of: Date) -> Self {
        let timeliness = review.timeliness(as_of);
        Self {
            id: review.id.to_string(),
            kind: page.word("movement-review", review.kind),
            due: format::date(review.due_on),
            held: review
                .held_on
                .filter(|held| *held <= as_of)
                .map(format::date)
                .unwrap_or_default(),
            note: review.note.clone(),
            state: page.word("movement-timeliness", timeliness),
            tag: words::review_tag(timeliness),
            open: matches!(timeliness, Timeliness::Overdue | Timeliness::Upcoming)
                && review.held_on.is_none(),
        }
    }
}

pub(crate) async fn plan(
    viewer: Viewer,
    Key(id): Key<MovementId>,
    SignedForm(form): SignedForm,
) -> WebResult {
    match planned(&viewer, id, &form).await {
        Ok(_) => done(&address(id, &form), "movement-review-planned", ""),
        Err(error) => back(&viewer, id, form, error).await,
    }
}

async fn planned(viewer: &Viewer, movement: MovementId, form: &FormData) -> AppResult<ReviewId> {
    let mut fields = Fields::new(form);
    let (kind, due_on) = (fields.parsed::<ReviewKind>("kind", "missing"), fields.date("due_on"));
    fields.finish()?;
    let (Some(kind), Some(due_on)) = (kind, due_on) else {
        return Err(nep_app::FieldError::new("kind", "missing").into());
    };
    movement::plan_review(&viewer.ctx, NewReview { movement, kind, due_on }).await
}

pub(crate) async fn hold(
    viewer: Viewer,
    Key(id): Key<MovementId>,
    SignedForm(form): SignedForm,
) -> WebResult {
    match held(&viewer, &form).await {
        Ok(()) => done(&address(id, &form), "movement-review-held", ""),
        Err(error) => back(&viewer, id, form, error).await,
    }
}

async fn held(viewer: &Viewer, form: &FormData) -> AppResult<()> {
    let mut fields = Fields::new(form);
    let (review, on) = (fields.parsed::<ReviewId>("review", "missing"), fields.date("held_on"));
    fields.finish()?;
    let (Some(review), Some(on)) = (review, on) else {
        return Err(nep_app::FieldError::new("review", "missing").into());
    };
    movement::hold_review(&viewer.ctx, review, on, form.text("note")).await
}

fn address(id: MovementId, form: &FormData) -> String {
    form.text("year")
        .parse::<i16>()
        .map_or_else(|_| paths::movement(id), |year| paths::movement_year(id, year))
}

/// The movement's page again, with the form and what is wrong with it.
async fn back(
    viewer: &Viewer,
    id: MovementId,
    form: FormData,
    error: nep_app::AppError,
) -> WebResult {
    let asked = Asked::from([("nam".to_owned(), form.text("year").to_owned())]);
    let mut shown = overview::page(viewer, id, &asked, FormView::default()).await?;
    give_back(&viewer.web, viewer.lang, form, error, |form| {
        shown.form = form;
        html(&shown)
    })
}
