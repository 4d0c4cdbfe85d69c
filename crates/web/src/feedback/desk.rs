//! The desk: staff read, pass on, answer or refuse messages.

use std::collections::HashMap;

use askama::Template;
use axum::extract::Query;
use nep_app::{
    AppResult, FieldError, Page as Part,
    feedback::{self, Filter},
};
use nep_domain::{
    access::Action,
    feedback::{Feedback, FeedbackState},
    ids::{FeedbackId, UnitId},
    org::Unit,
};

use super::{export, tag, why::DueWhy};
use crate::{
    error::WebResult,
    form::{FormData, FormView, SignedForm},
    format,
    key::Key,
    page::{FormPage, Page, finish, html},
    paths,
    session::Viewer,
};

/// Messages on one page of the list.
const PER_PAGE: u64 = 50;

/// A line of the list.
struct Row {
    href: String,
    code: String,
    subject: String,
    sender: String,
    unit: String,
    received: String,
    due: String,
    state: FeedbackState,
    late: bool,
    tag: &'static str,
}

#[derive(Template)]
#[template(path = "feedback/desk.html")]
struct DeskPage {
    page: Page,
    rows: Vec<Row>,
    count: i64,
    states: Vec<(String, String)>,
    form: FormView,
    excel: String,
    earlier: Option<String>,
    later: Option<String>,
}

/// The list: what is open, due first, unless another state is asked for.
pub(crate) async fn desk(
    viewer: Viewer,
    Query(query): Query<HashMap<String, String>>,
) -> WebResult {
    let asked = |name: &str| query.get(name).map(|v| v.trim()).unwrap_or_default();
    let state = asked("tinh-trang");
    let filter = Filter {
        state: state.parse().ok(),
        open: state.is_empty(),
        overdue: state == "overdue",
        words: Some(asked("q").to_owned()).filter(|q| !q.is_empty()),
    };
    let page = viewer.page("feedback-desk-title").crumb(paths::DESK, "nav-desk");
    if asked("dang") == "xlsx" {
        return export::workbook(&viewer, &page, &filter).await;
    }
    let number = asked("trang").parse::<u64>().unwrap_or(1).clamp(1, 10_000);
    let part = Part { offset: (number - 1) * PER_PAGE, limit: PER_PAGE };
    let (found, count) = feedback::list(&viewer.ctx, &filter, part).await?;
    let rows = found.into_iter().map(|f| row(&viewer, &page, f)).collect();
    let mut kept = FormData::default();
    kept.set("tinh-trang", state);
    kept.set("q", asked("q"));
    let q = crate::error::url_encode(asked("q"));
    let here = format!("{}?tinh-trang={state}&q={q}", paths::FEEDBACK_DESK);
    let part_address = |n: u64| format!("{here}&trang={n}");
    let states = ["overdue", "all"].into_iter().map(str::to_owned);
    let states = states.chain(FeedbackState::ALL.iter().map(|s| s.key().to_owned()));
    html(&DeskPage {
        states: states
            .map(|s| {
                let text = page.word("feedback-state", &s);
                (s, text)
            })
            .collect(),
        earlier: (number > 1).then(|| part_address(number - 1)),
        later: (number * PER_PAGE < count).then(|| part_address(number + 1)),
        excel: format!("{here}&dang=xlsx"),
        count: i64::try_from(count).unwrap_or(i64::MAX),
        form: FormView::filled(kept),
        page,
        rows,
    })
}

fn row(viewer: &Viewer, page: &Page, feedback: Feedback) -> Row {
    let late = feedback.overdue_on(viewer.ctx.today());
    Row {
        href: paths::feedback_case(feedback.id),
        subject: page.word("feedback-subject", feedback.subject),
        unit: unit_name(viewer, feedback.unit),
        received: format::date(viewer.ctx.local(feedback.received_at).date()),
        due: format::date(feedback.due_on),
        tag: tag(feedback.state, late),
        state: feedback.state,
        code: feedback.code.to_string(),
        sender: feedback.sender.name,
        late,
    }
}

pub(super) fn unit_name(viewer: &Viewer, unit: UnitId) -> String {
    viewer.ctx.org().get(unit).map(|u| u.name.clone()).unwrap_or_default()
}

#[derive(Template)]
#[template(path = "feedback/case.html")]
struct CasePage {
    page: Page,
    feedback: Feedback,
    class: String,
    unit: String,
    received: String,
    settled: Option<String>,
    late: bool,
    tag: &'static str,
    clocks: Vec<(&'static str, DueWhy)>,
    may_handle: bool,
    units: Vec<(String, String)>,
    form: FormView,
}

/// One message with what can be done about it.
pub(crate) async fn case(viewer: Viewer, Key(id): Key<FeedbackId>) -> WebResult {
    html(&case_page(&viewer, id, FormView::default()).await?)
}

async fn case_page(viewer: &Viewer, id: FeedbackId, form: FormView) -> WebResult<CasePage> {
    let (feedback, clocks) = feedback::get(&viewer.ctx, id).await?;
    let page = viewer.page("feedback-desk-title").crumb(paths::DESK, "nav-desk");
    let page = page.crumb(paths::FEEDBACK_DESK, "feedback-desk-title").titled(&feedback.code);
    let late = feedback.overdue_on(viewer.ctx.today());
    let clocks =
        [("refuse", clocks.refuse), ("transfer", clocks.transfer), ("answer", clocks.answer)];
    Ok(CasePage {
        class: page.word("feedback-class", feedback.class()),
        unit: unit_name(viewer, feedback.unit),
        received: format::date_time(viewer.ctx.local(feedback.received_at)),
        settled: feedback.outcome.as_ref().map(|o| format::date_time(viewer.ctx.local(o.at))),
        tag: tag(feedback.state, late),
        clocks: clocks.iter().map(|(what, due)| (*what, DueWhy::new(&page, due))).collect(),
        may_handle: feedback.state.is_open()
            && viewer.ctx.may(Action::FeedbackHandle, feedback.unit),
        units: other_units(viewer, &feedback),
        page,
        late,
        form,
        feedback,
    })
}

/// Units of the body that could settle it instead.
fn other_units(viewer: &Viewer, feedback: &Feedback) -> Vec<(String, String)> {
    let (today, org) = (viewer.ctx.today(), viewer.ctx.org());
    let fits = |unit: &Unit| {
        unit.root == feedback.root && unit.lives_on(today) && unit.id != feedback.unit
    };
    crate::units::options(org, |id| org.get(id).is_some_and(fits))
}

/// Answers.
pub(crate) async fn answer(
    viewer: Viewer,
    Key(id): Key<FeedbackId>,
    SignedForm(form): SignedForm,
) -> WebResult {
    let (version, publish) = (form.version(), form.text("publish") == "yes");
    let outcome = feedback::answer(&viewer.ctx, id, version, form.text("answer"), publish).await;
    settled(&viewer, id, form, outcome, "feedback-answered").await
}

/// Refuses, with the reason.
pub(crate) async fn reject(
    viewer: Viewer,
    Key(id): Key<FeedbackId>,
    SignedForm(form): SignedForm,
) -> WebResult {
    let outcome = feedback::reject(&viewer.ctx, id, form.version(), form.text("reason")).await;
    settled(&viewer, id, form, outcome, "feedback-rejected").await
}

/// Passes on to another unit.
pub(crate) async fn transfer(
    viewer: Viewer,
    Key(id): Key<FeedbackId>,
    SignedForm(form): SignedForm,
) -> WebResult {
    let outcome = match form.text("unit").parse::<UnitId>() {
        Ok(to) => feedback::transfer(&viewer.ctx, id, form.version(), to).await,
        Err(_) => Err(FieldError::new("unit", "missing").into()),
    };
    settled(&viewer, id, form, outcome, "feedback-transferred").await
}

/// To the list with a message, or back to the case with what was typed.
async fn settled(
    viewer: &Viewer,
    id: FeedbackId,
    form: FormData,
    outcome: AppResult<()>,
    flash: &str,
) -> WebResult {
    let case = case_page(viewer, id, FormView::default());
    finish(viewer, form, outcome, (paths::FEEDBACK_DESK, flash), case).await
}

impl FormPage for CasePage {
    fn form(&mut self) -> &mut FormView {
        &mut self.form
    }
}
