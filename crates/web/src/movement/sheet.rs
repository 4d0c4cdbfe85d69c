//! One unit's score sheet for one year.

use askama::Template;
use axum::{
    extract::{Path, Query},
    response::{IntoResponse, Redirect},
};
use nep_app::{
    AppError,
    movement::{self, SheetView},
};
use nep_domain::{
    access::Action,
    files::{FileKind, LARGEST_FILE},
    ids::{MovementId, ScoreSheetId, UnitId},
    movement::{Movement, SheetState, WithdrawnDecision, signs, total},
};

use super::{
    Asked,
    sheet_view::{self, GroupView},
    words, year, years,
};
use crate::{
    cite::Cite,
    error::WebResult,
    form::{FormData, FormView},
    format,
    key::Key,
    page::{Page, html},
    paths,
    session::Viewer,
};

/// Which form the page carries.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// None: somebody only looks.
    Read,
    /// The unit's own points and evidence.
    SelfScore,
    /// Verified points.
    Verify,
    /// The decision.
    Decide,
}

#[derive(Template)]
#[template(path = "movement/sheet.html")]
pub(super) struct SheetPage {
    page: Page,
    form: FormView,
    mode: Mode,
    caption: String,
    href: String,
    criteria_href: String,
    state: String,
    tag: &'static str,
    next: String,
    adapted: bool,
    version: i64,
    returned: Option<String>,
    decided: Option<String>,
    decision_note: String,
    proposal: Option<bool>,
    threshold: String,
    ground: Cite,
    groups: Vec<GroupView>,
    max: String,
    self_total: String,
    verified_total: String,
    signs: Vec<String>,
    may_fill: bool,
    may_withdraw: bool,
    /// Decisions that were withdrawn, each a sentence and who did it.
    withdrawn: Vec<(String, Option<String>)>,
    accept: String,
    largest: usize,
    megabytes: usize,
}

impl SheetPage {
    /// Says what was just done, where the page comes back without a redirect.
    pub(super) fn notice(&mut self, key: &str) {
        self.page.flash = Some(self.page.t(key));
    }
    fn scoring(&self) -> bool {
        self.mode == Mode::SelfScore
    }
    fn verifying(&self) -> bool {
        self.mode == Mode::Verify
    }
    fn deciding(&self) -> bool {
        self.mode == Mode::Decide
    }
}

/// A unit without a sheet for the year.
#[derive(Template)]
#[template(path = "movement/sheet_none.html")]
struct NoSheetPage {
    page: Page,
    caption: String,
    action: String,
    criteria_href: String,
    year: i16,
    may_open: bool,
    years: Vec<(String, String)>,
    filter: FormView,
}

pub(crate) async fn sheet(
    viewer: Viewer,
    Path((id, unit)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> WebResult {
    let (id, unit) = keys(&id, &unit)?;
    let movement = movement::movement(&viewer.ctx, id).await?;
    let year = year(&viewer.ctx, &movement, &asked);
    match movement::sheet_of(&viewer.ctx, id, unit, year).await? {
        Some(view) => {
            let form = start(&viewer, &view);
            html(&page(&viewer, &view, form)?)
        }
        None => none(&viewer, &movement, unit, year),
    }
}

/// The two identifiers of a sheet's address.
pub(super) fn keys(movement: &str, unit: &str) -> Result<(MovementId, UnitId), AppError> {
    let found = movement.parse().ok().zip(unit.parse().ok());
    found.ok_or(AppError::NotFound("score_sheet"))
}

/// The page of a sheet by its identifier, for links from records.
pub(crate) async fn by_id(viewer: Viewer, Key(id): Key<ScoreSheetId>) -> WebResult {
    let sheet = movement::sheet_by_id(&viewer.ctx, id).await?.sheet;
    Ok(Redirect::to(&paths::unit_sheet(sheet.movement, sheet.unit, sheet.year)).into_response())
}

fn none(viewer: &Viewer, movement: &Movement, unit: UnitId, year: i16) -> WebResult {
    let name =
        viewer.ctx.org().get(unit).filter(|u| u.root == movement.root).map(|u| u.name.clone());
    let name = name.ok_or(AppError::NotFound("unit"))?;
    let may = |action| viewer.ctx.may(action, unit);
    let mut filter = FormData::default();
    filter.set("nam", year);
    html(&NoSheetPage {
        page: frame(viewer, movement, year).titled(name),
        caption: movement.name.clone(),
        action: paths::unit_sheet(movement.id, unit, year),
        criteria_href: paths::criteria(movement.id, unit, year),
        year,
        may_open: may(Action::MovementManage) || may(Action::MovementSelfScore),
        years: years(&viewer.ctx, movement),
        filter: FormView::filled(filter),
    })
}

fn frame(viewer: &Viewer, movement: &Movement, year: i16) -> Page {
    let page = viewer.page("movement-sheet-title").crumb(paths::MOVEMENTS, "movement-list-title");
    page.crumb_named(paths::movement_year(movement.id, year), &movement.name)
}

fn mode(viewer: &Viewer, view: &SheetView) -> Mode {
    let may = |action| viewer.ctx.may(action, view.sheet.unit);
    match view.sheet.state {
        SheetState::Open if may(Action::MovementSelfScore) => Mode::SelfScore,
        SheetState::SelfScored if may(Action::MovementVerify) => Mode::Verify,
        SheetState::Verified if may(Action::MovementVerify) => Mode::Decide,
        _ => Mode::Read,
    }
}

/// The form the page starts with.
fn start(viewer: &Viewer, view: &SheetView) -> FormView {
    FormView::filled(match mode(viewer, view) {
        Mode::SelfScore => sheet_view::self_form(view),
        Mode::Verify => sheet_view::verify_form(view),
        Mode::Decide | Mode::Read => {
            let mut form = FormData::default();
            form.set("version", view.sheet.version);
            form
        }
    })
}

/// The page, with its form at the start or given back.
pub(super) fn page(viewer: &Viewer, view: &SheetView, form: FormView) -> WebResult<SheetPage> {
    let SheetView { movement, sheet, set, lines, withdrawn } = view;
    let headings = movement::headings(&viewer.ctx, sheet.year)?;
    let terms = movement::terms(&viewer.ctx, movement.root, sheet.year)?;
    let mode = mode(viewer, view);
    let page = frame(viewer, movement, sheet.year).titled(super::name_of(&viewer.ctx, sheet.unit));
    let decided = sheet.decided_on.map(|on| {
        let number = sheet.decision.clone().unwrap_or_else(|| page.t("movement-no-number"));
        page.t2("movement-decided", "number", number, "date", format::date(on))
    });
    Ok(SheetPage {
        mode,
        caption: page.t2("movement-sheet-caption", "movement", &movement.name, "year", sheet.year),
        href: paths::score_sheet(sheet.id),
        criteria_href: paths::criteria(movement.id, sheet.unit, sheet.year),
        state: words::state(&page, Some(sheet.state)),
        tag: words::tag(Some(sheet.state)),
        next: page.word("movement-todo", sheet.state),
        adapted: !set.is_model(),
        version: sheet.version,
        returned: Some(sheet.decision_note.clone())
            .filter(|n| sheet.state == SheetState::Open && !n.is_empty()),
        decision_note: sheet.decision_note.clone(),
        proposal: sheet.proposal(),
        threshold: sheet.threshold.to_string(),
        ground: Cite::place(&page, &terms.threshold),
        groups: sheet_view::groups(&page, viewer, view, &headings),
        max: sheet.max_points.to_string(),
        self_total: words::points(total(lines, |l| l.self_points)),
        verified_total: words::points(total(lines, |l| l.verified_points)),
        signs: if mode == Mode::SelfScore {
            Vec::new()
        } else {
            words::signs(&page, &signs(lines))
        },
        may_withdraw: decided.is_some() && viewer.ctx.may(Action::MovementVerify, sheet.unit),
        decided,
        withdrawn: withdrawn
            .iter()
            .map(|(decision, who)| (gone(viewer, &page, decision), who.clone()))
            .collect(),
        may_fill: matches!(mode, Mode::SelfScore | Mode::Verify),
        accept: FileKind::accept(),
        largest: LARGEST_FILE,
        megabytes: LARGEST_FILE / (1024 * 1024),
        form,
        page,
    })
}

/// A withdrawn decision in words.
fn gone(viewer: &Viewer, page: &Page, withdrawn: &WithdrawnDecision) -> String {
    let number = withdrawn.decision.clone().unwrap_or_else(|| page.t("movement-no-number"));
    let values = [
        ("number", number),
        ("date", format::date(withdrawn.decided_on)),
        ("on", format::date(viewer.ctx.local(withdrawn.at).date())),
        ("reason", withdrawn.reason.clone()),
    ];
    page.tn("movement-withdrawn-decision", &values)
}
