//! One account: its roles, its password, whether it may sign in.

use askama::Template;
use nep_app::{
    AppResult, FieldError,
    access::{self, AccountView},
};
use nep_domain::{
    access::{Grant, Role},
    ids::{AccountId, UnitId},
};

use crate::{
    error::{WebError, WebResult},
    form::{Fields, FormData, FormView, SignedForm},
    format,
    key::Key,
    page::{FormPage, Page, finish, html},
    paths,
    session::Viewer,
};

use super::accounts::{role_options, unit_options};

#[derive(Template)]
#[template(path = "admin/account.html")]
struct AccountPage {
    page: Page,
    form: FormView,
    username: String,
    path: String,
    version: i64,
    disabled: bool,
    editable: bool,
    own: bool,
    grants: Vec<Row>,
    roles: Vec<(String, String)>,
    units: Vec<(String, String)>,
    log: String,
}

/// One grant.
struct Row {
    role: Role,
    word: String,
    unit: UnitId,
    unit_name: String,
    from: String,
    to: Option<String>,
    holds: bool,
}

/// `GET /quan-tri/tai-khoan/{account}`
pub(crate) async fn account(viewer: Viewer, Key(id): Key<AccountId>) -> WebResult {
    let mut form = FormData::default();
    form.set("valid_from", viewer.ctx.today());
    html(&AccountPage { form: FormView::filled(form), ..AccountPage::read(&viewer, id).await? })
}

impl AccountPage {
    async fn read(viewer: &Viewer, id: AccountId) -> Result<Self, WebError> {
        let AccountView { account, grants, editable } = access::account(&viewer.ctx, id).await?;
        let units = unit_options(viewer).await?;
        let page = viewer
            .page("admin-title")
            .titled(&account.display_name)
            .crumb(paths::ADMIN, "nav-admin");
        Ok(Self {
            form: FormView::default(),
            username: account.username.to_string(),
            path: paths::account(id),
            version: account.version,
            disabled: account.disabled,
            editable,
            own: viewer.ctx.account().is_some_and(|a| a.id == id),
            grants: grants.iter().rev().map(|g| row(viewer, &page, g)).collect(),
            roles: role_options(&page),
            units,
            log: format!("{}?tai-khoan={id}", paths::AUDIT),
            page,
        })
    }
}

fn row(viewer: &Viewer, page: &Page, grant: &Grant) -> Row {
    Row {
        role: grant.role,
        word: page.word("role", grant.role),
        unit: grant.unit,
        unit_name: viewer.ctx.org().get(grant.unit).map(|u| u.name.clone()).unwrap_or_default(),
        from: format::date(grant.valid_from),
        to: grant.valid_to.map(format::date),
        holds: grant.holds_on(viewer.ctx.today()),
    }
}

impl FormPage for AccountPage {
    fn form(&mut self) -> &mut FormView {
        &mut self.form
    }
}

/// Sends the browser back to the account, or gives its page back with what was wrong.
async fn answer(
    viewer: &Viewer,
    id: AccountId,
    form: FormData,
    outcome: AppResult<()>,
    flash: &str,
) -> WebResult {
    finish(viewer, form, outcome, (&paths::account(id), flash), AccountPage::read(viewer, id)).await
}

/// `POST /quan-tri/tai-khoan/{account}/vai-tro`
pub(crate) async fn grant(
    viewer: Viewer,
    Key(id): Key<AccountId>,
    SignedForm(form): SignedForm,
) -> WebResult {
    let mut fields = Fields::new(&form);
    let (role, unit) =
        (fields.parsed::<Role>("role", "choice"), fields.parsed::<UnitId>("unit", "choice"));
    let valid_from = fields.date("valid_from");
    let valid_to = if form.text("valid_to").is_empty() { None } else { fields.date("valid_to") };
    let outcome = match (fields.finish(), role, unit, valid_from) {
        (Ok(()), Some(role), Some(unit), Some(valid_from)) => {
            access::grant_role(&viewer.ctx, id, Grant { role, unit, valid_from, valid_to }).await
        }
        (read, ..) => read,
    };
    answer(&viewer, id, form, outcome, "role-granted").await
}

/// `POST /quan-tri/tai-khoan/{account}/ket-thuc`
pub(crate) async fn end_role(
    viewer: Viewer,
    Key(id): Key<AccountId>,
    SignedForm(form): SignedForm,
) -> WebResult {
    let mut fields = Fields::new(&form);
    let (role, unit) = (
        fields.parsed::<Role>("end_role", "choice"),
        fields.parsed::<UnitId>("end_unit", "choice"),
    );
    let last_day = fields.date("last_day");
    let outcome = match (fields.finish(), role, unit, last_day) {
        (Ok(()), Some(role), Some(unit), Some(last_day)) => {
            access::end_role(&viewer.ctx, id, role, unit, last_day).await
        }
        (read, ..) => read,
    };
    answer(&viewer, id, form, outcome, "role-ended").await
}

/// `POST /quan-tri/tai-khoan/{account}/mat-khau`
pub(crate) async fn reset(
    viewer: Viewer,
    Key(id): Key<AccountId>,
    SignedForm(mut form): SignedForm,
) -> WebResult {
    let password = form.take("password");
    let outcome = if password.is_empty() {
        Err(FieldError::new("password", "missing").into())
    } else {
        access::reset_password(&viewer.ctx, id, password).await
    };
    answer(&viewer, id, form, outcome, "password-reset").await
}

/// `POST /quan-tri/tai-khoan/{account}/khoa`
pub(crate) async fn disable(
    viewer: Viewer,
    Key(id): Key<AccountId>,
    SignedForm(form): SignedForm,
) -> WebResult {
    let disabled = form.text("disabled") == "true";
    let outcome = access::set_disabled(&viewer.ctx, id, form.version(), disabled).await;
    answer(
        &viewer,
        id,
        form,
        outcome,
        if disabled { "account-disabled" } else { "account-enabled" },
    )
    .await
}
