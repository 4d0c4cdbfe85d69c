//! One person: particulars, places, and the forms that change them.

use askama::Template;
use jiff::civil::Date;
use nep_app::{
    AppError, AppResult,
    staff::{self, EditPerson, NewAssignment, PersonDetail},
};
use nep_domain::{
    access::Action,
    ids::{PersonId, UnitId},
    staff::{Assignment, OfficialKind},
};

use super::forms::{Choices, choices, optional_date};
use crate::{
    error::WebResult,
    form::{Fields, FormData, FormView, SignedForm},
    key::Key,
    page::{Page, done, give_back, html},
    paths,
    session::Viewer,
};

/// A place with the name of its unit.
struct Place {
    assignment: Assignment,
    unit: String,
    current: bool,
    may_end: bool,
}

#[derive(Template)]
#[template(path = "staff/person.html")]
struct PersonPage {
    page: Page,
    detail: PersonDetail,
    places: Vec<Place>,
    today: Date,
    form: FormView,
}

/// `GET /nhan-su/{id}`
pub(super) async fn person(viewer: Viewer, Key(id): Key<PersonId>) -> WebResult {
    person_page(&viewer, id, FormView::default()).await
}

async fn person_page(viewer: &Viewer, id: PersonId, form: FormView) -> WebResult {
    let detail = staff::person(&viewer.ctx, id).await?;
    let today = viewer.ctx.today();
    let places = detail.assignments.iter().map(|a| Place {
        unit: viewer.ctx.org().get(a.unit).map(|u| u.name.clone()).unwrap_or_default(),
        current: a.holds_on(today),
        may_end: a.valid_to.is_none_or(|end| end > today)
            && viewer.ctx.may(Action::StaffManage, a.unit),
        assignment: a.clone(),
    });
    let places = places.collect();
    html(&PersonPage {
        page: crumbs(viewer, "staff-person").titled(&detail.person.full_name),
        detail,
        places,
        today,
        form,
    })
}

fn crumbs(viewer: &Viewer, title: &str) -> Page {
    viewer.page(title).crumb(paths::ORG, "org-title").crumb(paths::STAFF, "staff-title")
}

/// `POST /nhan-su/{id}/ket-thuc`
pub(super) async fn end(
    viewer: Viewer,
    Key(id): Key<PersonId>,
    SignedForm(form): SignedForm,
) -> WebResult {
    let mut fields = Fields::new(&form);
    let (assignment, last_day) = (fields.parsed("assignment", "missing"), fields.date("last_day"));
    let ended = match (fields.finish(), assignment, last_day) {
        (Ok(()), Some(assignment), Some(last_day)) => {
            staff::end_assignment(&viewer.ctx, assignment, last_day).await
        }
        (Err(error), ..) => Err(error),
        _ => Err(AppError::NotFound("assignment")),
    };
    match ended {
        Ok(()) => done(&paths::person(id), "staff-changed", ""),
        Err(error) => {
            let mut view = FormView::default();
            give_back(&viewer.web, viewer.lang, form, error, |form| {
                view = form;
                Ok(axum::response::Response::default())
            })?;
            let mut page = person_page(&viewer, id, view).await?;
            *page.status_mut() = axum::http::StatusCode::UNPROCESSABLE_ENTITY;
            Ok(page)
        }
    }
}

#[derive(Template)]
#[template(path = "staff/edit.html")]
struct EditPage {
    page: Page,
    form: FormView,
    choices: Choices,
}

async fn edit_page(viewer: &Viewer, detail: &PersonDetail) -> AppResult<(Page, Choices)> {
    if !detail.manageable {
        return Err(AppError::Denied(Action::StaffManage));
    }
    let page = crumbs(viewer, "staff-edit")
        .crumb_named(paths::person(detail.person.id), &detail.person.full_name);
    let choices = choices(viewer, &page, "").await?;
    Ok((page, choices))
}

/// `GET /nhan-su/{id}/sua`
pub(super) async fn edit_form(viewer: Viewer, Key(id): Key<PersonId>) -> WebResult {
    let detail = staff::person(&viewer.ctx, id).await?;
    let (page, choices) = edit_page(&viewer, &detail).await?;
    let person = detail.person;
    let mut form = FormData::default();
    form.set("staff_code", person.staff_code);
    form.set("full_name", person.full_name);
    form.set("birth_date", person.birth_date.map(|d| d.to_string()).unwrap_or_default());
    form.set("gender", person.gender.map(|g| g.to_string()).unwrap_or_default());
    form.set("version", person.version);
    html(&EditPage { page, form: FormView::filled(form), choices })
}

/// `POST /nhan-su/{id}/sua`
pub(super) async fn edit(
    viewer: Viewer,
    Key(id): Key<PersonId>,
    SignedForm(form): SignedForm,
) -> WebResult {
    let edited = match read_edit(id, &form) {
        Ok(command) => staff::edit_person(&viewer.ctx, command).await,
        Err(error) => Err(error),
    };
    match edited {
        Ok(()) => done(&paths::person(id), "staff-changed", ""),
        Err(error) => {
            let detail = staff::person(&viewer.ctx, id).await?;
            let (page, choices) = edit_page(&viewer, &detail).await?;
            give_back(&viewer.web, viewer.lang, form, error, |form| {
                html(&EditPage { page, form, choices })
            })
        }
    }
}

fn read_edit(person: PersonId, form: &FormData) -> AppResult<EditPerson> {
    let mut fields = Fields::new(form);
    let (staff_code, full_name) = (fields.required("staff_code"), fields.required("full_name"));
    let birth_date = optional_date(&mut fields, form, "birth_date");
    let gender = fields.optional("gender", "missing");
    let version = fields.parsed("version", "missing");
    fields.finish()?;
    Ok(EditPerson {
        person,
        staff_code,
        full_name,
        birth_date,
        gender,
        version: version.unwrap_or_default(),
    })
}

#[derive(Template)]
#[template(path = "staff/assign.html")]
struct AssignPage {
    page: Page,
    form: FormView,
    choices: Choices,
}

async fn assign_page(
    viewer: &Viewer,
    detail: &PersonDetail,
    on: &str,
) -> AppResult<(Page, Choices)> {
    let page = crumbs(viewer, "staff-assign")
        .crumb_named(paths::person(detail.person.id), &detail.person.full_name);
    let choices = choices(viewer, &page, on).await?;
    if choices.units.is_empty() {
        return Err(AppError::Denied(Action::StaffManage));
    }
    Ok((page, choices))
}

/// `GET /nhan-su/{id}/bo-tri`
pub(super) async fn assign_form(viewer: Viewer, Key(id): Key<PersonId>) -> WebResult {
    let detail = staff::person(&viewer.ctx, id).await?;
    let (page, choices) = assign_page(&viewer, &detail, "").await?;
    let mut form = FormData::default();
    if let Some(last) = detail.assignments.first() {
        form.set("kind", last.kind);
        form.set("rank", last.rank.clone().unwrap_or_default());
    }
    form.set("from", viewer.ctx.today());
    form.set("end_previous", "true");
    html(&AssignPage { page, form: FormView::filled(form), choices })
}

/// `POST /nhan-su/{id}/bo-tri`
pub(super) async fn assign(
    viewer: Viewer,
    Key(id): Key<PersonId>,
    SignedForm(form): SignedForm,
) -> WebResult {
    let assigned = match read_assignment(id, &form) {
        Ok(command) => staff::assign(&viewer.ctx, command).await,
        Err(error) => Err(error),
    };
    match assigned {
        Ok(_) => done(&paths::person(id), "staff-changed", ""),
        Err(error) => {
            let detail = staff::person(&viewer.ctx, id).await?;
            let (page, choices) = assign_page(&viewer, &detail, form.text("from")).await?;
            give_back(&viewer.web, viewer.lang, form, error, |form| {
                html(&AssignPage { page, form, choices })
            })
        }
    }
}

fn read_assignment(person: PersonId, form: &FormData) -> AppResult<NewAssignment> {
    let mut fields = Fields::new(form);
    let unit = fields.parsed::<UnitId>("unit", "missing");
    let kind = fields.parsed("kind", "missing");
    let post = fields.required("post");
    let from = fields.date("from");
    let to = optional_date(&mut fields, form, "to");
    fields.finish()?;
    Ok(NewAssignment {
        person,
        unit: unit.ok_or(AppError::NotFound("unit"))?,
        kind: kind.unwrap_or(OfficialKind::CivilServant),
        post,
        rank: form.optional("rank"),
        is_head: form.text("is_head") == "true",
        from: from.unwrap_or_default(),
        to,
        end_previous: form.text("end_previous") == "true",
    })
}
