//! One movement in one year: shares, reviews, and every unit with what it waits for.

use askama::Template;
use axum::extract::Query;
use nep_app::movement::{self, Overview, UnitRow};
use nep_domain::{
    access::Action,
    facts::Fact,
    ids::MovementId,
    movement::{ReviewKind, SheetState},
};

use super::{Asked, day, reviews::ReviewRow, text, words, year, years};
use crate::{
    error::WebResult,
    form::{FormData, FormView, SignedForm},
    format,
    key::Key,
    page::{Page, done, html},
    paths,
    session::Viewer,
};

/// Units on one page.
const PER_PAGE: usize = 100;

/// A share with the address of its records.
pub(super) struct Figure {
    href: String,
    value: String,
    label: String,
    of: String,
}

/// A unit's line.
pub(super) struct Row {
    href: String,
    name: String,
    adapted: bool,
    criteria_href: String,
    state: String,
    tag: &'static str,
    self_points: String,
    verified_points: String,
    missing: Vec<String>,
    signs: Vec<String>,
    next: String,
}

#[derive(Template)]
#[template(path = "movement/overview.html")]
pub(super) struct OverviewPage {
    pub(super) page: Page,
    pub(super) form: FormView,
    filter: FormView,
    href: String,
    year: i16,
    past: Option<String>,
    plan: String,
    basis: String,
    figures: Vec<Figure>,
    reviews: Vec<ReviewRow>,
    kinds: Vec<(String, String)>,
    years: Vec<(String, String)>,
    states: Vec<(String, String)>,
    rows: Vec<Row>,
    count: usize,
    has_model: bool,
    may_manage: bool,
    may_verify: bool,
    not_opened: usize,
    to_decide: usize,
    earlier: Option<String>,
    later: Option<String>,
}

pub(crate) async fn overview(
    viewer: Viewer,
    Key(id): Key<MovementId>,
    Query(asked): Query<Asked>,
) -> WebResult {
    html(&page(&viewer, id, &asked, FormView::default()).await?)
}

/// Opens the sheets of all units that have none yet.
pub(crate) async fn open_sheets(
    viewer: Viewer,
    Key(id): Key<MovementId>,
    SignedForm(form): SignedForm,
) -> WebResult {
    let movement = movement::movement(&viewer.ctx, id).await?;
    let year = form.text("year").parse().unwrap_or(movement.ends.year());
    let opened = movement::open_sheets(&viewer.ctx, id, year).await?;
    done(&paths::movement_year(id, year), "movement-sheets-opened", opened)
}

/// The page, with a form of it given back where something was wrong.
pub(super) async fn page(
    viewer: &Viewer,
    id: MovementId,
    asked: &Asked,
    form: FormView,
) -> WebResult<OverviewPage> {
    let ctx = &viewer.ctx;
    let movement = movement::movement(ctx, id).await?;
    let (year, as_of) = (year(ctx, &movement, asked), day(ctx, asked));
    let overview = movement::overview(ctx, id, year, as_of).await?;
    let page = viewer
        .page("movement-list-title")
        .titled(&movement.name)
        .crumb(paths::MOVEMENTS, "movement-list-title");
    let state = text(asked, "tinh-trang");
    let shown: Vec<_> =
        overview.units.iter().filter(|u| state.is_empty() || state == key(u.state)).collect();
    let number = text(asked, "trang").parse::<usize>().unwrap_or(1).clamp(1, 1_000);
    let part = |n: usize| {
        format!("{}&ngay={as_of}&tinh-trang={state}&trang={n}", paths::movement_year(id, year))
    };
    let rows = shown.iter().skip((number - 1) * PER_PAGE).take(PER_PAGE);
    let rows = rows.map(|unit| row(&page, &overview, unit)).collect();
    Ok(OverviewPage {
        filter: filter(year, as_of, state),
        form,
        href: paths::movement(id),
        year,
        past: (as_of < ctx.today()).then(|| format::date(as_of)),
        plan: movement.plan.clone(),
        basis: movement.basis.clone(),
        figures: figures(&page, &overview),
        reviews: overview.reviews.iter().map(|r| ReviewRow::new(&page, r, as_of)).collect(),
        kinds: ReviewKind::ALL
            .iter()
            .map(|k| (k.key().to_owned(), page.word("movement-review", k)))
            .collect(),
        years: years(ctx, &movement),
        states: states(&page),
        count: shown.len(),
        has_model: overview.model.is_some(),
        may_manage: ctx.may(Action::MovementManage, movement.root),
        may_verify: ctx.may(Action::MovementVerify, movement.root),
        not_opened: overview.units.iter().filter(|u| u.sheet.is_none()).count(),
        to_decide: overview
            .units
            .iter()
            .filter(|u| u.sheet.as_ref().is_some_and(|s| s.state == SheetState::Verified))
            .count(),
        earlier: (number > 1).then(|| part(number - 1)),
        later: (shown.len() > number * PER_PAGE).then(|| part(number + 1)),
        rows,
        page,
    })
}

fn filter(year: i16, as_of: jiff::civil::Date, state: &str) -> FormView {
    let mut kept = FormData::default();
    kept.set("nam", year);
    kept.set("ngay", as_of);
    kept.set("tinh-trang", state);
    FormView::filled(kept)
}

/// The key of a state in addresses.
fn key(state: Option<SheetState>) -> &'static str {
    state.map_or("none", SheetState::key)
}

fn states(page: &Page) -> Vec<(String, String)> {
    let all = std::iter::once(None).chain(SheetState::ALL.iter().copied().map(Some));
    all.map(|state| (key(state).to_owned(), words::state(page, state))).collect()
}

fn figures(page: &Page, overview: &Overview) -> Vec<Figure> {
    let figure = |fact: &Fact, label: &str| Figure {
        href: paths::fact_records(&fact.query),
        value: fact.value.to_string(),
        label: page.t(label),
        of: page.t2("movement-share-of", "part", fact.value.part, "whole", fact.value.whole),
    };
    vec![
        figure(&overview.recognised, "movement-share-recognised"),
        figure(&overview.self_scored, "movement-share-self-scored"),
        figure(&overview.adapted, "movement-share-adapted"),
    ]
}

fn row(page: &Page, overview: &Overview, unit: &UnitRow) -> Row {
    let (movement, year) = (overview.movement.id, overview.year);
    let sheet = unit.sheet.as_ref();
    let missing = [
        (unit.points_missing, "movement-missing-points"),
        (unit.evidence_missing, "movement-missing-evidence"),
    ];
    let missing = missing.into_iter().filter(|(n, _)| *n > 0 && sheet.is_some());
    Row {
        href: paths::unit_sheet(movement, unit.unit, year),
        name: unit.name.clone(),
        adapted: unit.adapted,
        criteria_href: paths::criteria(movement, unit.unit, year),
        state: words::state(page, unit.state),
        tag: words::tag(unit.state),
        self_points: words::points(sheet.and_then(|s| s.self_points)),
        verified_points: words::points(sheet.and_then(|s| s.verified_points)),
        missing: missing.map(|(n, key)| page.t1(key, "count", n)).collect(),
        signs: words::signs(page, &unit.signs),
        next: page.word("movement-next", unit.next),
    }
}
