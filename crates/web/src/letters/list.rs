//! Letters in reach: drafts by their day, signed ones newest first.

use std::collections::HashMap;

use askama::Template;
use axum::extract::Query;
use nep_app::letters;
use nep_domain::{
    access::Action,
    letters::{Letter, LetterKind, LetterState},
};

use crate::{
    error::WebResult,
    form::{FormData, FormView},
    format,
    page::{Page, html},
    paths,
    session::Viewer,
};

struct Row {
    href: String,
    kind: LetterKind,
    recipient: String,
    unit: String,
    send_by: String,
    number: String,
    state: LetterState,
    missed: bool,
}

#[derive(Template)]
#[template(path = "letters/list.html")]
struct ListPage {
    page: Page,
    rows: Vec<Row>,
    form: FormView,
    states: Vec<(String, String)>,
    kinds: Vec<(String, String)>,
    may_write: bool,
}

/// The list; drafts unless another state is asked for.
pub(crate) async fn list(
    viewer: Viewer,
    Query(asked): Query<HashMap<String, String>>,
) -> WebResult {
    let text = |name: &str| asked.get(name).map(String::as_str).unwrap_or_default();
    let state = if asked.contains_key("tinh-trang") {
        text("tinh-trang").parse().ok()
    } else {
        Some(LetterState::Draft)
    };
    let found = letters::list(&viewer.ctx, state, text("loai").parse().ok()).await?;
    let page = viewer.page("letter-list-title").crumb(paths::ONE_STOP, "nav-one-stop");
    let mut kept = FormData::default();
    kept.set("tinh-trang", state.map(LetterState::key).unwrap_or_default());
    kept.set("loai", text("loai"));
    html(&ListPage {
        rows: found.into_iter().map(|letter| row(&viewer, letter)).collect(),
        form: FormView::filled(kept),
        states: LetterState::ALL
            .iter()
            .map(|s| (s.key().to_owned(), page.word("letter-state", s)))
            .collect(),
        kinds: LetterKind::ALL
            .iter()
            .map(|k| (k.key().to_owned(), page.word("letter-kind", k)))
            .collect(),
        may_write: viewer.ctx.may_anywhere(Action::LetterDraft),
        page,
    })
}

fn row(viewer: &Viewer, letter: Letter) -> Row {
    let signed_on = letter.signed_at.map(|at| viewer.ctx.local(at).date());
    Row {
        href: paths::letter(letter.id),
        missed: letter.missed_its_day(signed_on, viewer.ctx.today()),
        unit: viewer.ctx.org().get(letter.unit).map(|u| u.name.clone()).unwrap_or_default(),
        send_by: letter.send_by.map(format::date).unwrap_or_default(),
        number: letter.number.unwrap_or_default(),
        kind: letter.kind,
        state: letter.state,
        recipient: letter.recipient,
    }
}
