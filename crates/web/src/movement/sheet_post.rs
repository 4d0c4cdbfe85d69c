//! What is done on a score sheet: opening, own points and evidence, verification, the decision.

use axum::extract::{Path, Query};
use nep_app::{
    AppError, AppResult, FieldError,
    movement::{
        self, Decision, SelfLine, SelfScore, SheetView, Verification, VerifiedLine,
        WithdrawDecision,
    },
};
use nep_domain::{
    ids::{EvidenceId, ScoreLineId, ScoreSheetId},
    number::Points,
};

use super::{Asked, sheet, sheet_view, year};
use crate::{
    error::WebResult,
    form::{Fields, FormData, FormView, SignedForm},
    key::Key,
    page::{done, give_back, html},
    paths,
    session::Viewer,
};

/// Opens a unit's sheet.
pub(crate) async fn open(
    viewer: Viewer,
    Path((id, unit)): Path<(String, String)>,
    Query(asked): Query<Asked>,
    _form: SignedForm,
) -> WebResult {
    let (id, unit) = sheet::keys(&id, &unit)?;
    let movement = movement::movement(&viewer.ctx, id).await?;
    let year = year(&viewer.ctx, &movement, &asked);
    let sheet = movement::open_sheet(&viewer.ctx, id, unit, year).await?;
    if viewer.ctx.may(nep_domain::access::Action::MovementSelfScore, unit) {
        movement::fill_measures(&viewer.ctx, sheet, viewer.ctx.today()).await?;
    }
    done(&paths::unit_sheet(id, unit, year), "movement-sheet-opened", "")
}

fn address(view: &SheetView) -> String {
    paths::unit_sheet(view.sheet.movement, view.sheet.unit, view.sheet.year)
}

/// The sheet's page again, with every typed value and what is wrong.
async fn back(viewer: &Viewer, id: ScoreSheetId, form: FormData, error: AppError) -> WebResult {
    let view = movement::sheet_by_id(&viewer.ctx, id).await?;
    give_back(&viewer.web, viewer.lang, form, error, |form| {
        let form = form.naming(|field| sheet_view::name_of_line(&view, field));
        html(&sheet::page(viewer, &view, form)?)
    })
}

/// Which button was pressed.
enum Button {
    Keep,
    Finish,
    Measure,
    Remove(EvidenceId),
}

impl Button {
    fn read(form: &FormData) -> Self {
        let removed = form.text("action").strip_prefix("remove-").and_then(|id| id.parse().ok());
        match (form.text("action"), removed) {
            (_, Some(evidence)) => Self::Remove(evidence),
            ("finish", _) => Self::Finish,
            ("measure", _) => Self::Measure,
            _ => Self::Keep,
        }
    }
}

/// What was done in between; the page comes back with everything typed so far.
async fn stay(viewer: &Viewer, id: ScoreSheetId, mut form: FormData, flash: &str) -> WebResult {
    let view = movement::sheet_by_id(&viewer.ctx, id).await?;
    form.set("version", view.sheet.version);
    for line in &view.lines {
        let field = format!("points-{}", line.id);
        if form.text(&field).is_empty() {
            form.set(&field, super::words::points(line.self_points));
        }
    }
    let mut page = sheet::page(viewer, &view, FormView::filled(form))?;
    page.notice(flash);
    html(&page)
}

/// Keeps own points and evidence; sends them, fills the measures or removes a file when asked to.
pub(crate) async fn self_score(
    viewer: Viewer,
    Key(id): Key<ScoreSheetId>,
    SignedForm(mut form): SignedForm,
) -> WebResult {
    let view = movement::sheet_by_id(&viewer.ctx, id).await?;
    // Files first: what was taken stays taken, whatever is wrong with the points.
    let wrong = uploaded(&viewer, id, &form).await?;
    let outcome = match Button::read(&form) {
        _ if !wrong.is_empty() => Err(AppError::Invalid(wrong)),
        Button::Remove(evidence) => {
            movement::remove_evidence(&viewer.ctx, evidence).await?;
            return stay(&viewer, id, form, "flash-movement-evidence-removed").await;
        }
        Button::Measure => {
            movement::fill_measures(&viewer.ctx, id, viewer.ctx.today()).await?;
            return stay(&viewer, id, form, "flash-movement-measured").await;
        }
        Button::Keep => scored(&viewer, id, &mut form, false).await.map(|()| "movement-saved"),
        Button::Finish => scored(&viewer, id, &mut form, true).await.map(|()| "movement-sent"),
    };
    match outcome {
        Ok(flash) => done(&address(&view), flash, ""),
        Err(error) => back(&viewer, id, form, error).await,
    }
}

async fn scored(
    viewer: &Viewer,
    id: ScoreSheetId,
    form: &mut FormData,
    send: bool,
) -> AppResult<()> {
    let (lines, wrong) = self_lines(form);
    if !wrong.is_empty() {
        return Err(AppError::Invalid(wrong));
    }
    let version = form.version();
    let version = movement::self_score(&viewer.ctx, id, SelfScore { version, lines }).await?;
    form.set("version", version);
    if send { movement::send_self_score(&viewer.ctx, id, version).await } else { Ok(()) }
}

async fn uploaded(
    viewer: &Viewer,
    id: ScoreSheetId,
    form: &FormData,
) -> AppResult<Vec<FieldError>> {
    let mut errors = Vec::new();
    for line in line_ids(form, "points-") {
        for file in form.files(&format!("file-{line}")) {
            match movement::add_evidence(&viewer.ctx, id, line, &file.name, &file.bytes, "").await {
                Ok(_) => {}
                Err(AppError::Invalid(wrong)) => errors.extend(
                    wrong
                        .into_iter()
                        .map(|e| FieldError { field: format!("evidence-{line}"), ..e }),
                ),
                Err(error) => return Err(error),
            }
        }
    }
    Ok(errors)
}

fn line_ids(form: &FormData, prefix: &str) -> Vec<ScoreLineId> {
    let mut ids: Vec<_> =
        form.names().filter_map(|name| name.strip_prefix(prefix)?.parse().ok()).collect();
    ids.sort_unstable();
    ids
}

/// Points of a field: nothing when empty, an error when they cannot be read.
fn points(form: &FormData, field: &str) -> Result<Option<Points>, FieldError> {
    let text = form.text(field);
    if text.is_empty() {
        return Ok(None);
    }
    Points::parse(text).map(Some).ok_or_else(|| FieldError::new(field, "movement-points-format"))
}

fn self_lines(form: &FormData) -> (Vec<SelfLine>, Vec<FieldError>) {
    let (mut lines, mut errors) = (Vec::new(), Vec::new());
    for line in line_ids(form, "points-") {
        match points(form, &format!("points-{line}")) {
            Ok(points) => lines.push(SelfLine {
                line,
                points,
                note: form.text(&format!("note-{line}")).to_owned(),
            }),
            Err(error) => errors.push(error),
        }
    }
    (lines, errors)
}

/// Keeps verified points; ends the verification or fills the measures anew when asked to.
pub(crate) async fn verify(
    viewer: Viewer,
    Key(id): Key<ScoreSheetId>,
    SignedForm(form): SignedForm,
) -> WebResult {
    let view = movement::sheet_by_id(&viewer.ctx, id).await?;
    let button = Button::read(&form);
    if matches!(button, Button::Measure) {
        movement::fill_measures(&viewer.ctx, id, viewer.ctx.today()).await?;
        return stay(&viewer, id, form, "flash-movement-measured").await;
    }
    let finish = matches!(button, Button::Finish);
    match verified(&viewer, id, &form, finish).await {
        Ok(_) => {
            done(&address(&view), if finish { "movement-verified" } else { "movement-saved" }, "")
        }
        Err(error) => back(&viewer, id, form, error).await,
    }
}

async fn verified(
    viewer: &Viewer,
    id: ScoreSheetId,
    form: &FormData,
    finish: bool,
) -> AppResult<i64> {
    let (mut lines, mut errors) = (Vec::new(), Vec::new());
    for line in line_ids(form, "verified-") {
        match points(form, &format!("verified-{line}")) {
            Ok(points) => {
                let note = form.text(&format!("verify-note-{line}")).to_owned();
                lines.push(VerifiedLine { line, points, note });
            }
            Err(error) => errors.push(error),
        }
    }
    if !errors.is_empty() {
        return Err(AppError::Invalid(errors));
    }
    movement::verify(&viewer.ctx, id, Verification { version: form.version(), lines, finish }).await
}

/// Sends a sheet back to its unit.
pub(crate) async fn send_back(
    viewer: Viewer,
    Key(id): Key<ScoreSheetId>,
    SignedForm(form): SignedForm,
) -> WebResult {
    let view = movement::sheet_by_id(&viewer.ctx, id).await?;
    match movement::send_back(&viewer.ctx, id, form.version(), form.text("reason")).await {
        Ok(()) => done(&address(&view), "movement-returned", ""),
        Err(error) => {
            // The page's other form starts as the records have it; only the reason was typed here.
            let mut kept = sheet_view::verify_form(&view);
            kept.set("reason", form.text("reason"));
            back(&viewer, id, kept, error).await
        }
    }
}

/// Records a person's decision on one sheet.
pub(crate) async fn decide(
    viewer: Viewer,
    Key(id): Key<ScoreSheetId>,
    SignedForm(form): SignedForm,
) -> WebResult {
    let view = movement::sheet_by_id(&viewer.ctx, id).await?;
    match decided(&viewer, id, &form).await {
        Ok(()) => done(&address(&view), "movement-decided", ""),
        Err(error) => back(&viewer, id, form, error).await,
    }
}

async fn decided(viewer: &Viewer, id: ScoreSheetId, form: &FormData) -> AppResult<()> {
    let mut fields = Fields::new(form);
    let recognised = fields.parsed::<bool>("recognised", "missing");
    let decided_on = fields.date("decided_on");
    fields.finish()?;
    let (Some(recognised), Some(decided_on)) = (recognised, decided_on) else {
        return Err(FieldError::new("recognised", "missing").into());
    };
    let (number, note) = (form.text("number").to_owned(), form.text("note").to_owned());
    let decision = Decision { version: form.version(), recognised, number, decided_on, note };
    movement::recognise(&viewer.ctx, id, decision).await
}

/// Withdraws the decision.
pub(crate) async fn withdraw(
    viewer: Viewer,
    Key(id): Key<ScoreSheetId>,
    SignedForm(form): SignedForm,
) -> WebResult {
    let view = movement::sheet_by_id(&viewer.ctx, id).await?;
    let command = WithdrawDecision {
        sheet: id,
        version: form.version(),
        reason: form.text("reason").to_owned(),
    };
    match movement::withdraw_decision(&viewer.ctx, command).await {
        Ok(()) => done(&address(&view), "movement-withdrawn", ""),
        Err(error) => back(&viewer, id, form, error).await,
    }
}
