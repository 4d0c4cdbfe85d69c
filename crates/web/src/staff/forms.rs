//! Taking somebody onto the staff, and the fields that several forms share.

use askama::Template;
use axum::extract::Query;
use nep_app::{
    AppError, AppResult,
    staff::{self, NewPerson},
};
use nep_domain::{
    access::Action,
    ids::UnitId,
    staff::{Gender, OfficialKind},
};

use crate::{
    error::WebResult,
    form::{Fields, FormData, FormView, SignedForm, parse_date},
    page::{Page, done, give_back, html},
    paths,
    session::Viewer,
};

#[derive(Template)]
#[template(path = "staff/add.html")]
struct AddPage {
    page: Page,
    form: FormView,
    choices: Choices,
}

/// Choices of the forms of this room.
pub(super) struct Choices {
    pub(super) units: Vec<(String, String)>,
    pub(super) kinds: Vec<(String, String)>,
    pub(super) genders: Vec<(String, String)>,
}

/// Units whose staff the viewer manages on the day of the form, and the words of the kinds.
pub(super) async fn choices(viewer: &Viewer, page: &Page, on: &str) -> AppResult<Choices> {
    let on = parse_date(on).unwrap_or_else(|| viewer.ctx.today());
    let units = staff::manageable(&viewer.ctx, on).await?;
    Ok(Choices {
        units: units
            .into_iter()
            .map(|(id, name, depth)| (id.to_string(), format!("{}{name}", "– ".repeat(depth))))
            .collect(),
        kinds: OfficialKind::ALL
            .iter()
            .map(|k| (k.key().to_owned(), page.word("official-kind", k)))
            .collect(),
        genders: Gender::ALL.iter().map(|g| (g.key().to_owned(), page.word("gender", g))).collect(),
    })
}

async fn add_page(viewer: &Viewer, on: &str) -> AppResult<(Page, Choices)> {
    let page =
        viewer.page("staff-add").crumb(paths::ORG, "org-title").crumb(paths::STAFF, "staff-title");
    let choices = choices(viewer, &page, on).await?;
    if choices.units.is_empty() {
        return Err(AppError::Denied(Action::StaffManage));
    }
    Ok((page, choices))
}

/// `GET /nhan-su/moi?don-vi=`
pub(super) async fn add_form(
    viewer: Viewer,
    Query(asked): Query<Vec<(String, String)>>,
) -> WebResult {
    let (page, choices) = add_page(&viewer, "").await?;
    let mut form = FormData::default();
    form.set("from", viewer.ctx.today());
    if let Some((_, unit)) = asked.iter().find(|(name, _)| name == "don-vi") {
        form.set("unit", unit);
    }
    html(&AddPage { page, form: FormView::filled(form), choices })
}

/// `POST /nhan-su/moi`
pub(super) async fn add(viewer: Viewer, SignedForm(form): SignedForm) -> WebResult {
    let added = match read(&form) {
        Ok(new) => staff::add_person(&viewer.ctx, new).await,
        Err(error) => Err(error),
    };
    match added {
        Ok(id) => done(&paths::person(id), "staff-added", form.text("full_name")),
        Err(error) => {
            let (page, choices) = add_page(&viewer, form.text("from")).await?;
            give_back(&viewer.web, viewer.lang, form, error, |form| {
                html(&AddPage { page, form, choices })
            })
        }
    }
}

fn read(form: &FormData) -> AppResult<NewPerson> {
    let mut fields = Fields::new(form);
    let (staff_code, full_name) = (fields.required("staff_code"), fields.required("full_name"));
    let birth_date = optional_date(&mut fields, form, "birth_date");
    let gender = fields.optional("gender", "missing");
    let unit = fields.parsed::<UnitId>("unit", "missing");
    let kind = fields.parsed("kind", "missing");
    let post = fields.required("post");
    let from = fields.date("from");
    fields.finish()?;
    Ok(NewPerson {
        unit: unit.ok_or(AppError::NotFound("unit"))?,
        staff_code,
        full_name,
        birth_date,
        gender,
        kind: kind.unwrap_or(OfficialKind::CivilServant),
        post,
        rank: form.optional("rank"),
        is_head: form.text("is_head") == "true",
        from: from.unwrap_or_default(),
    })
}

/// A date that may be left out.
pub(super) fn optional_date(
    fields: &mut Fields,
    form: &FormData,
    field: &'static str,
) -> Option<jiff::civil::Date> {
    if form.text(field).is_empty() { None } else { fields.date(field) }
}
