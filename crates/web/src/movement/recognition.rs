//! Recognising many units by one decision: the software proposes, a person chooses (S1.5).

use askama::Template;
use axum::extract::Query;
use nep_app::{
    AppError, AppResult, FieldError,
    movement::{self, ListDecision, Overview},
};
use nep_domain::{
    access::Action,
    ids::MovementId,
    movement::{ScoreSheet, SheetState},
};

use super::{Asked, words, year};
use crate::{
    cite::Cite,
    error::WebResult,
    form::{Fields, FormData, FormView, SignedForm},
    key::Key,
    page::{Page, done, give_back, html},
    paths,
    session::Viewer,
};

/// A verified sheet that waits for its decision.
struct Row {
    value: String,
    href: String,
    unit: String,
    self_points: String,
    points: String,
    threshold: String,
    proposed: bool,
    signs: Vec<String>,
}

#[derive(Template)]
#[template(path = "movement/recognition.html")]
struct RecognitionPage {
    page: Page,
    form: FormView,
    action: String,
    rows: Vec<Row>,
    ground: Cite,
    threshold: i64,
}

pub(crate) async fn form(
    viewer: Viewer,
    Key(id): Key<MovementId>,
    Query(asked): Query<Asked>,
) -> WebResult {
    let overview = load(&viewer, id, &asked).await?;
    let proposed = verified(&overview).filter(|s| s.proposal() == Some(true));
    let form = FormData::from_pairs(proposed.map(|sheet| ("sheets".to_owned(), value(sheet))));
    html(&page(&viewer, &overview, FormView::filled(form))?)
}

async fn load(viewer: &Viewer, id: MovementId, asked: &Asked) -> AppResult<Overview> {
    let movement = movement::movement(&viewer.ctx, id).await?;
    viewer.ctx.require(Action::MovementVerify, movement.root)?;
    movement::overview(&viewer.ctx, id, year(&viewer.ctx, &movement, asked), viewer.ctx.today())
        .await
}

fn verified(overview: &Overview) -> impl Iterator<Item = &ScoreSheet> {
    overview
        .units
        .iter()
        .filter_map(|u| u.sheet.as_ref())
        .filter(|s| s.state == SheetState::Verified)
}

/// A sheet at the version the person saw.
fn value(sheet: &ScoreSheet) -> String {
    format!("{}:{}", sheet.id, sheet.version)
}

fn page(viewer: &Viewer, overview: &Overview, form: FormView) -> WebResult<RecognitionPage> {
    let (id, year) = (overview.movement.id, overview.year);
    let mut page = viewer.page("movement-recognition-title");
    page = page
        .crumb(paths::MOVEMENTS, "movement-list-title")
        .crumb_named(paths::movement_year(id, year), &overview.movement.name);
    page.title = page.t1("movement-recognition-title", "year", year);
    let terms = movement::terms(&viewer.ctx, overview.movement.root, year)?;
    let rows = overview.units.iter().filter_map(|unit| {
        let sheet = unit.sheet.as_ref().filter(|s| s.state == SheetState::Verified)?;
        Some(Row {
            value: value(sheet),
            href: paths::unit_sheet(id, unit.unit, year),
            unit: unit.name.clone(),
            self_points: words::points(sheet.self_points),
            points: words::points(sheet.verified_points),
            threshold: sheet.threshold.to_string(),
            proposed: sheet.proposal() == Some(true),
            signs: words::signs(&page, &unit.signs),
        })
    });
    Ok(RecognitionPage {
        rows: rows.collect(),
        form,
        action: paths::recognition(id, year),
        ground: Cite::place(&page, &terms.threshold),
        threshold: terms.threshold.value,
        page,
    })
}

pub(crate) async fn decide(
    viewer: Viewer,
    Key(id): Key<MovementId>,
    Query(asked): Query<Asked>,
    SignedForm(form): SignedForm,
) -> WebResult {
    let overview = load(&viewer, id, &asked).await?;
    match decided(&viewer, &overview, &form).await {
        Ok(count) => done(&paths::movement_year(id, overview.year), "movement-recognised", count),
        Err(error) => give_back(&viewer.web, viewer.lang, form, error, |form| {
            html(&page(&viewer, &overview, form)?)
        }),
    }
}

async fn decided(viewer: &Viewer, overview: &Overview, form: &FormData) -> AppResult<usize> {
    let mut fields = Fields::new(form);
    let (number, decided_on) = (fields.required("number"), fields.date("decided_on"));
    let chosen = form.all("sheets").iter().map(|value| {
        let (id, version) = value.split_once(':')?;
        Some((id.parse().ok()?, version.parse().ok()?))
    });
    let sheets = chosen.collect::<Option<Vec<_>>>().ok_or(AppError::NotFound("score_sheet"))?;
    if sheets.is_empty() {
        fields.error(FieldError::new("sheets", "movement-none-chosen"));
    }
    fields.finish()?;
    let Some(decided_on) = decided_on else {
        return Err(FieldError::new("decided_on", "missing").into());
    };
    let (movement, year, note) =
        (overview.movement.id, overview.year, form.text("note").to_owned());
    movement::recognise_list(
        &viewer.ctx,
        ListDecision { movement, year, number, decided_on, note, sheets },
    )
    .await
}
