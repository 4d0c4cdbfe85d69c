//! All movements and campaigns of the body; creating one (S2.4).

use askama::Template;
use nep_app::{
    AppResult,
    movement::{self, NewMovement},
};
use nep_domain::{
    access::Action,
    ids::{MovementId, UnitId},
    movement::Timeliness,
};

use crate::{
    error::WebResult,
    form::{Fields, FormData, FormView, SignedForm},
    format,
    page::{Page, done, give_back, html},
    paths,
    session::Viewer,
};

/// A line of the list.
struct Row {
    href: String,
    name: String,
    body: String,
    period: String,
    plan: String,
    running: bool,
    late: usize,
}

#[derive(Template)]
#[template(path = "movement/list.html")]
struct ListPage {
    page: Page,
    rows: Vec<Row>,
    may_create: bool,
}

pub(crate) async fn movements(viewer: Viewer) -> WebResult {
    let ctx = &viewer.ctx;
    let mut rows = Vec::new();
    for movement in movement::movements(ctx).await? {
        let reviews = movement::reviews(ctx, movement.id).await?;
        let overdue = |t: Timeliness| t == Timeliness::Overdue;
        rows.push(Row {
            href: paths::movement(movement.id),
            name: movement.name.clone(),
            body: super::name_of(ctx, movement.root),
            period: format!("{} – {}", format::date(movement.starts), format::date(movement.ends)),
            plan: movement.plan.clone(),
            running: (movement.starts..=movement.ends).contains(&ctx.today()),
            late: reviews.iter().filter(|r| overdue(r.timeliness(ctx.today()))).count(),
        });
    }
    let may_create = !bodies(&viewer).is_empty();
    html(&ListPage { page: viewer.page("movement-list-title"), rows, may_create })
}

#[derive(Template)]
#[template(path = "movement/create.html")]
struct CreatePage {
    page: Page,
    form: FormView,
    bodies: Vec<(String, String)>,
}

/// The bodies whose movements the person may run.
fn bodies(viewer: &Viewer) -> Vec<(String, String)> {
    let roots = viewer.ctx.org().roots().filter(|u| viewer.ctx.may(Action::MovementManage, u.id));
    roots.map(|u| (u.id.to_string(), u.name.clone())).collect()
}

fn create_page(viewer: &Viewer, form: FormView) -> WebResult {
    let page = viewer.page("movement-create-title").crumb(paths::MOVEMENTS, "movement-list-title");
    html(&CreatePage { page, form, bodies: bodies(viewer) })
}

pub(crate) async fn create_form(viewer: Viewer) -> WebResult {
    let mut form = FormData::default();
    if let Some((id, _)) = bodies(&viewer).first() {
        form.set("root", id);
    }
    create_page(&viewer, FormView::filled(form))
}

pub(crate) async fn create(viewer: Viewer, SignedForm(form): SignedForm) -> WebResult {
    match created(&viewer, &form).await {
        Ok(id) => done(&paths::movement(id), "movement-created", form.text("name")),
        Err(error) => {
            give_back(&viewer.web, viewer.lang, form, error, |form| create_page(&viewer, form))
        }
    }
}

async fn created(viewer: &Viewer, form: &FormData) -> AppResult<MovementId> {
    let mut fields = Fields::new(form);
    let root = fields.parsed::<UnitId>("root", "missing");
    let (name, plan) = (fields.required("name"), fields.required("plan"));
    let (starts, ends) = (fields.date("starts"), fields.date("ends"));
    fields.finish()?;
    let (Some(root), Some(starts), Some(ends)) = (root, starts, ends) else {
        return Err(nep_app::FieldError::new("root", "missing").into());
    };
    let basis = form.text("basis").to_owned();
    movement::create(&viewer.ctx, NewMovement { root, name, starts, ends, plan, basis }).await
}
