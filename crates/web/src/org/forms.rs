//! Founding a unit, editing its particulars, assigning posts.

use askama::Template;
use axum::extract::Query;
use nep_app::{
    AppResult,
    org::{self, EditUnit, NewUnit, SetQuota},
};
use nep_domain::{access::Action, ids::UnitId, org::UnitKind, staff::OfficialKind};

use super::change::kinds;
use crate::{
    error::{WebError, WebResult},
    form::{Fields, FormData, FormView, SignedForm},
    key::Key,
    page::{Page, done, give_back, html},
    paths,
    session::Viewer,
    units,
};

#[derive(Template)]
#[template(path = "org/found.html")]
struct FoundPage {
    page: Page,
    form: FormView,
    parents: Vec<(String, String)>,
    kinds: Vec<(String, String)>,
}

fn found_page(viewer: &Viewer, form: FormView) -> WebResult {
    let page = viewer.page("org-found").crumb(paths::ORG, "org-title");
    let parents = units::options(viewer.ctx.org(), |id| viewer.ctx.may(Action::OrgManage, id));
    if parents.is_empty() {
        return Err(WebError::App(nep_app::AppError::Denied(Action::OrgManage)));
    }
    html(&FoundPage { kinds: kinds(&page), parents, page, form })
}

/// `GET /to-chuc/don-vi-moi?cap-tren=`
pub(super) async fn found_form(
    viewer: Viewer,
    Query(asked): Query<Vec<(String, String)>>,
) -> WebResult {
    let mut form = FormData::default();
    form.set("founded", viewer.ctx.today());
    if let Some((_, parent)) = asked.iter().find(|(name, _)| name == "cap-tren") {
        form.set("parent", parent);
    }
    found_page(&viewer, FormView::filled(form))
}

/// `POST /to-chuc/don-vi-moi`
pub(super) async fn found(viewer: Viewer, SignedForm(form): SignedForm) -> WebResult {
    let founded = match read_unit(&form) {
        Ok(new) => org::found(&viewer.ctx, new).await,
        Err(error) => Err(error),
    };
    match founded {
        Ok(id) => done(&paths::unit(id), "org-founded", form.text("name")),
        Err(error) => {
            give_back(&viewer.web, viewer.lang, form, error, |form| found_page(&viewer, form))
        }
    }
}

fn read_unit(form: &FormData) -> AppResult<NewUnit> {
    let mut fields = Fields::new(form);
    let (code, name) = (fields.required("code"), fields.required("name"));
    let parent = fields.parsed("parent", "missing");
    let kind = fields.parsed::<UnitKind>("kind", "missing");
    let founded = fields.date("founded");
    fields.finish()?;
    Ok(NewUnit {
        parent,
        code,
        name,
        kind: kind.unwrap_or(UnitKind::Agency),
        founded: founded.unwrap_or_default(),
        identifier: form.optional("identifier"),
        office_hours: form.optional("office_hours"),
    })
}

#[derive(Template)]
#[template(path = "org/edit.html")]
struct EditPage {
    page: Page,
    form: FormView,
}

fn unit_page(viewer: &Viewer, id: UnitId, title: &str) -> Result<Page, WebError> {
    viewer.ctx.require(Action::OrgManage, id)?;
    let unit = viewer.ctx.org().get(id).ok_or(nep_app::AppError::NotFound("unit"))?;
    Ok(viewer.page(title).crumb(paths::ORG, "org-title").crumb_named(paths::unit(id), &unit.name))
}

/// `GET /don-vi/{id}/sua`
pub(super) async fn edit_form(viewer: Viewer, Key(id): Key<UnitId>) -> WebResult {
    let page = unit_page(&viewer, id, "org-edit")?;
    let mut form = FormData::default();
    if let Some(unit) = viewer.ctx.org().get(id) {
        let (identifier, hours) = (unit.identifier.clone(), unit.office_hours.clone());
        for (field, value) in [("identifier", identifier), ("office_hours", hours)] {
            form.set(field, value.clone().unwrap_or_default());
            form.set(&format!("{field}_before"), value.unwrap_or_default());
        }
    }
    html(&EditPage { page, form: FormView::filled(form) })
}

/// `POST /don-vi/{id}/sua`
pub(super) async fn edit(
    viewer: Viewer,
    Key(id): Key<UnitId>,
    SignedForm(form): SignedForm,
) -> WebResult {
    let command = EditUnit {
        unit: id,
        identifier: form.optional("identifier"),
        office_hours: form.optional("office_hours"),
        before: (form.optional("identifier_before"), form.optional("office_hours_before")),
    };
    match org::edit(&viewer.ctx, command).await {
        Ok(()) => done(&paths::unit(id), "org-changed", ""),
        Err(error) => {
            let page = unit_page(&viewer, id, "org-edit")?;
            give_back(&viewer.web, viewer.lang, form, error, |form| html(&EditPage { page, form }))
        }
    }
}

#[derive(Template)]
#[template(path = "org/quota.html")]
struct QuotaPage {
    page: Page,
    form: FormView,
    kinds: Vec<(String, String)>,
}

fn quota_page(page: Page, form: FormView) -> WebResult {
    let kinds =
        OfficialKind::ALL.iter().map(|k| (k.key().to_owned(), page.word("official-kind", k)));
    html(&QuotaPage { kinds: kinds.collect(), page, form })
}

/// `GET /don-vi/{id}/bien-che`
pub(super) async fn quota_form(viewer: Viewer, Key(id): Key<UnitId>) -> WebResult {
    let page = unit_page(&viewer, id, "org-quota")?;
    let mut form = FormData::default();
    form.set("from", viewer.ctx.today());
    quota_page(page, FormView::filled(form))
}

/// `POST /don-vi/{id}/bien-che`
pub(super) async fn quota(
    viewer: Viewer,
    Key(id): Key<UnitId>,
    SignedForm(form): SignedForm,
) -> WebResult {
    let set = match read_quota(id, &form) {
        Ok(command) => org::set_quota(&viewer.ctx, command).await,
        Err(error) => Err(error),
    };
    match set {
        Ok(_) => done(&paths::unit(id), "org-quota-set", ""),
        Err(error) => {
            let page = unit_page(&viewer, id, "org-quota")?;
            give_back(&viewer.web, viewer.lang, form, error, |form| quota_page(page, form))
        }
    }
}

fn read_quota(unit: UnitId, form: &FormData) -> AppResult<SetQuota> {
    let mut fields = Fields::new(form);
    let kind = fields.parsed::<OfficialKind>("kind", "missing");
    let posts = fields.parsed::<i32>("posts", "org-posts");
    let from = fields.date("from");
    let document = fields.required("document");
    fields.finish()?;
    Ok(SetQuota {
        unit,
        kind: kind.unwrap_or(OfficialKind::CivilServant),
        posts: posts.unwrap_or_default(),
        from: from.unwrap_or_default(),
        document,
    })
}
