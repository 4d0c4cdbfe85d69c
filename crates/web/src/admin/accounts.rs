//! The list of accounts, and a new one.

use askama::Template;
use axum::extract::Query;
use nep_app::access::{self, AccountView, NewAccount};
use nep_domain::{
    access::{Action, Role},
    ids::UnitId,
    text,
};
use serde::Deserialize;

use crate::{
    error::{WebError, WebResult},
    form::{Fields, FormData, FormView, SignedForm},
    page::{Page, done, give_back, html},
    paths,
    session::Viewer,
    units,
};

/// What the list is narrowed to.
#[derive(Deserialize, Default)]
pub(crate) struct Filter {
    #[serde(default)]
    q: String,
    #[serde(default, rename = "vai-tro")]
    role: String,
}

#[derive(Template)]
#[template(path = "admin/accounts.html")]
struct AccountsPage {
    page: Page,
    tab: &'static str,
    filter: Filter,
    roles: Vec<(String, String)>,
    rows: Vec<Row>,
    total: usize,
    may_manage: bool,
}

/// One account of the list.
struct Row {
    href: String,
    username: String,
    name: String,
    /// Role and unit of each grant that holds today.
    roles: Vec<(String, String)>,
    disabled: bool,
}

/// `GET /quan-tri`
pub(crate) async fn accounts(viewer: Viewer, Query(filter): Query<Filter>) -> WebResult {
    let all = access::accounts(&viewer.ctx).await?;
    let page = viewer.page("admin-title");
    let total = all.len();
    let rows = all
        .into_iter()
        .filter(|a| fits(&viewer, a, &filter))
        .map(|a| row(&viewer, &page, &a))
        .collect();
    let roles = role_options(&page);
    let may_manage = viewer.ctx.may_anywhere(Action::AccountsManage);
    html(&AccountsPage { page, tab: "accounts", filter, roles, rows, total, may_manage })
}

fn fits(viewer: &Viewer, view: &AccountView, filter: &Filter) -> bool {
    let haystack = text::fold(&format!("{} {}", view.account.username, view.account.display_name));
    let role = filter.role.parse::<Role>().ok();
    haystack.contains(&text::fold(&filter.q))
        && role.is_none_or(|role| view.grants_on(viewer.ctx.today()).any(|g| g.role == role))
}

fn row(viewer: &Viewer, page: &Page, view: &AccountView) -> Row {
    let unit = |id| viewer.ctx.org().get(id).map(|u| u.name.clone()).unwrap_or_default();
    let roles = view.grants_on(viewer.ctx.today());
    Row {
        href: paths::account(view.account.id),
        username: view.account.username.to_string(),
        name: view.account.display_name.clone(),
        roles: roles.map(|g| (page.word("role", g.role), unit(g.unit))).collect(),
        disabled: view.account.disabled,
    }
}

/// All roles as choices.
pub(super) fn role_options(page: &Page) -> Vec<(String, String)> {
    Role::ALL.iter().map(|role| (role.key().to_owned(), page.word("role", role))).collect()
}

/// The living units at which the actor may manage accounts, as choices.
pub(super) async fn unit_options(viewer: &Viewer) -> Result<Vec<(String, String)>, WebError> {
    let tree = viewer.ctx.org_on(viewer.ctx.today()).await?;
    Ok(units::options(&tree, |unit| viewer.ctx.may(Action::AccountsManage, unit)))
}

#[derive(Template)]
#[template(path = "admin/new_account.html")]
struct NewAccountPage {
    page: Page,
    form: FormView,
    roles: Vec<(String, String)>,
    units: Vec<(String, String)>,
}

/// `GET /quan-tri/tai-khoan/moi`
pub(crate) async fn create_form(viewer: Viewer) -> WebResult {
    if !viewer.ctx.may_anywhere(Action::AccountsManage) {
        return Err(nep_app::AppError::Denied(Action::AccountsManage).into());
    }
    let units = unit_options(&viewer).await?;
    new_account_page(&viewer, units, FormView::default())
}

fn new_account_page(viewer: &Viewer, units: Vec<(String, String)>, form: FormView) -> WebResult {
    let page = viewer.page("admin-new-title").crumb(paths::ADMIN, "nav-admin");
    let roles = role_options(&page);
    html(&NewAccountPage { page, form, roles, units })
}

/// `POST /quan-tri/tai-khoan/moi`
pub(crate) async fn create(viewer: Viewer, SignedForm(mut form): SignedForm) -> WebResult {
    let password = form.take("password");
    let created = match read(&form, password) {
        Ok(new) => access::create_account(&viewer.ctx, new).await,
        Err(error) => Err(error),
    };
    match created {
        Ok(id) => done(&paths::account(id), "account-created", form.text("username")),
        Err(error) => {
            let units = unit_options(&viewer).await?;
            give_back(&viewer.web, viewer.lang, form, error, |form| {
                new_account_page(&viewer, units, form)
            })
        }
    }
}

fn read(form: &FormData, password: String) -> Result<NewAccount, nep_app::AppError> {
    let mut fields = Fields::new(form);
    let (username, display_name) = (fields.required("username"), fields.required("display_name"));
    if password.is_empty() {
        fields.error(nep_app::FieldError::new("password", "missing"));
    }
    let (role, unit) =
        (fields.parsed::<Role>("role", "choice"), fields.parsed::<UnitId>("unit", "choice"));
    fields.finish()?;
    match (role, unit) {
        (Some(role), Some(unit)) => {
            Ok(NewAccount { username, display_name, password, person: None, role, unit })
        }
        _ => Err(nep_app::AppError::Invalid(Vec::new())),
    }
}
