//! Criteria: the body's model, and a unit's own set made from it (S1.1).

use askama::Template;
use axum::{
    extract::Query,
    response::{IntoResponse, Redirect},
};
use nep_app::{
    AppError, AppResult, FieldError,
    movement::{self, Adaptation, Model, Terms},
};
use nep_domain::{
    access::Action,
    ids::{CriteriaSetId, CriterionId, MovementId, UnitId},
    movement::{CriteriaSet, Movement},
    number::Points,
};

use super::{
    Asked,
    criteria_rows::{self, GroupView},
    text, year,
};
use crate::{
    cite::Cite,
    error::WebResult,
    form::{FormData, FormView, SignedForm, parse_date},
    format,
    key::Key,
    page::{Page, done, give_back, html},
    paths,
    session::Viewer,
};

/// Empty rows a form ends with; more come with the button for more.
const SPARE_ROWS: usize = 3;

#[derive(Template)]
#[template(path = "movement/criteria.html")]
struct CriteriaPage {
    page: Page,
    form: FormView,
    action: String,
    sheet_href: String,
    /// Whether this is the body's model.
    is_model: bool,
    may_edit: bool,
    /// There is no model yet, so nothing to adapt.
    no_model: bool,
    issued: Option<String>,
    groups: Vec<GroupView>,
    rows: Vec<usize>,
    headings: Vec<(String, String)>,
    facts: Vec<(String, String)>,
    total: String,
    total_ground: Cite,
    version: String,
    year: i16,
}

/// What a page is about, loaded.
struct Subject {
    movement: Movement,
    year: i16,
    unit: UnitId,
    own: Option<CriteriaSet>,
    model: Option<CriteriaSet>,
    terms: Terms,
}

impl Subject {
    async fn load(viewer: &Viewer, id: MovementId, unit: &str, year: i16) -> AppResult<Self> {
        let movement = movement::movement(&viewer.ctx, id).await?;
        let unit = if unit.is_empty() {
            movement.root
        } else {
            unit.parse().map_err(|_| AppError::NotFound("unit"))?
        };
        let (own, model) = movement::set_of(&viewer.ctx, id, unit, year).await?;
        let terms = movement::terms(&viewer.ctx, movement.root, year)?;
        Ok(Self { movement, year, unit, own, model, terms })
    }

    fn is_model(&self) -> bool {
        self.unit == self.movement.root
    }

    /// The set that is shown.
    fn shown(&self) -> Option<&CriteriaSet> {
        if self.is_model() {
            self.model.as_ref()
        } else {
            self.own.as_ref().or(self.model.as_ref())
        }
    }

    fn may_edit(&self, viewer: &Viewer) -> bool {
        let action = if self.is_model() { Action::MovementManage } else { Action::MovementAdapt };
        viewer.ctx.may(action, self.unit)
    }
}

pub(crate) async fn form(
    viewer: Viewer,
    Key(id): Key<MovementId>,
    Query(asked): Query<Asked>,
) -> WebResult {
    let movement = movement::movement(&viewer.ctx, id).await?;
    let subject =
        Subject::load(&viewer, id, text(&asked, "don-vi"), year(&viewer.ctx, &movement, &asked))
            .await?;
    let mut form = criteria_rows::filled(subject.shown(), subject.is_model());
    if subject.is_model() && subject.model.is_none() {
        form = suggestion(&viewer, &subject).await?;
    }
    let issued = subject
        .shown()
        .filter(|_| subject.is_model() || subject.own.is_some())
        .and_then(|s| s.issued_on);
    form.set("issued_on", issued.unwrap_or_else(|| viewer.ctx.today()));
    form.set("rows", criteria_rows::used(&form).len() + SPARE_ROWS);
    html(&page(&viewer, &subject, FormView::filled(form))?)
}

/// Where there is no model yet: last year's, else one row under each heading.
async fn suggestion(viewer: &Viewer, subject: &Subject) -> AppResult<FormData> {
    let before = subject.year - 1;
    if subject.movement.covers(before) {
        let (_, model) =
            movement::set_of(&viewer.ctx, subject.movement.id, subject.unit, before).await?;
        if model.is_some() {
            return Ok(criteria_rows::filled(model.as_ref(), true));
        }
    }
    Ok(criteria_rows::empty(&movement::headings(&viewer.ctx, subject.year)?))
}

/// The page of a set by its identifier, for links from records.
pub(crate) async fn by_id(viewer: Viewer, Key(id): Key<CriteriaSetId>) -> WebResult {
    let set = movement::set_by_id(&viewer.ctx, id).await?;
    Ok(Redirect::to(&paths::criteria(set.movement, set.unit, set.year)).into_response())
}

fn page(viewer: &Viewer, subject: &Subject, form: FormView) -> WebResult<CriteriaPage> {
    let (id, unit, year) = (subject.movement.id, subject.unit, subject.year);
    let key = if subject.is_model() {
        "movement-criteria-model-title"
    } else {
        "movement-criteria-title"
    };
    let name = super::name_of(&viewer.ctx, unit);
    let mut page = viewer.page(key);
    page = page
        .crumb(paths::MOVEMENTS, "movement-list-title")
        .crumb_named(paths::movement_year(id, year), &subject.movement.name);
    page.title = page.t2(key, "unit", name, "year", year);
    let headings = movement::headings(&viewer.ctx, year)?;
    let rows = form.value("rows").parse::<usize>().unwrap_or(SPARE_ROWS).min(100);
    let labels =
        headings.iter().map(|h| (h.item.key.clone(), criteria_rows::label(viewer.lang, h)));
    Ok(CriteriaPage {
        action: paths::criteria(id, unit, year),
        sheet_href: paths::unit_sheet(id, unit, year),
        is_model: subject.is_model(),
        may_edit: subject.may_edit(viewer),
        no_model: subject.model.is_none(),
        issued: subject.shown().and_then(|s| s.issued_on).map(format::date),
        groups: criteria_rows::groups(
            &page,
            viewer.lang,
            &headings,
            subject.shown(),
            subject.is_model(),
        ),
        rows: (0..rows).collect(),
        headings: labels.collect(),
        facts: criteria_rows::facts(&page),
        total: subject
            .shown()
            .map_or(subject.terms.total.value.to_string(), |s| s.total().to_string()),
        total_ground: Cite::place(&page, &subject.terms.total),
        version: subject.own.as_ref().map(|s| s.version.to_string()).unwrap_or_default(),
        year,
        form,
        page,
    })
}

pub(crate) async fn save(
    viewer: Viewer,
    Key(id): Key<MovementId>,
    Query(asked): Query<Asked>,
    SignedForm(mut form): SignedForm,
) -> WebResult {
    let movement = movement::movement(&viewer.ctx, id).await?;
    let subject =
        Subject::load(&viewer, id, text(&asked, "don-vi"), year(&viewer.ctx, &movement, &asked))
            .await?;
    if form.text("action") == "more" {
        form.set("rows", form.text("rows").parse::<usize>().unwrap_or(0) + SPARE_ROWS);
        return html(&page(&viewer, &subject, FormView::filled(form))?);
    }
    match saved(&viewer, &subject, &form).await {
        Ok(()) => {
            done(&paths::criteria(id, subject.unit, subject.year), "movement-criteria-saved", "")
        }
        Err(error) => give_back(&viewer.web, viewer.lang, form, error, |form| {
            html(&page(&viewer, &subject, form)?)
        }),
    }
}

async fn saved(viewer: &Viewer, subject: &Subject, form: &FormData) -> AppResult<()> {
    let used = criteria_rows::used(form);
    let (rows, mut errors) = criteria_rows::read(form, &used);
    let (weights, wrong) = weights(form);
    errors.extend(wrong);
    let draft = form.text("action") == "draft";
    let issued_on = parse_date(form.text("issued_on"));
    if issued_on.is_none() && !draft {
        errors.push(FieldError::new("issued_on", "date"));
    }
    if !errors.is_empty() {
        return Err(AppError::Invalid(errors));
    }
    let (movement, year) = (subject.movement.id, subject.year);
    let outcome = if let Some(issued_on) = issued_on.filter(|_| subject.is_model()) {
        movement::issue_model(&viewer.ctx, Model { movement, year, issued_on, criteria: rows })
            .await
    } else {
        let version = form.text("version").parse().ok();
        let issued_on = issued_on.filter(|_| !draft);
        let new = Adaptation {
            movement,
            unit: subject.unit,
            year,
            issued_on,
            version,
            weights,
            own: rows,
        };
        movement::adapt(&viewer.ctx, new).await
    };
    outcome.map(|_| ()).map_err(|error| criteria_rows::in_form(error, &used))
}

/// The weights of the model's criteria as typed.
fn weights(form: &FormData) -> (Vec<(CriterionId, Points)>, Vec<FieldError>) {
    let (mut weights, mut errors) = (Vec::new(), Vec::new());
    let ids =
        form.names().filter_map(|name| name.strip_prefix("weight-")?.parse::<CriterionId>().ok());
    for id in ids {
        let field = format!("weight-{id}");
        match Points::parse(form.text(&field)) {
            Some(points) => weights.push((id, points)),
            None => errors.push(FieldError::new(field, "movement-points")),
        }
    }
    (weights, errors)
}
