//! Renaming, moving, merging, splitting and dissolving a unit: one form, its fields by the kind of change.

use askama::Template;
use axum::extract::Path;
use jiff::civil::Date;
use nep_app::{
    AppError, AppResult, FieldError,
    org::{self, Dissolve, Merge, MergeInto, Move, NewUnit, Rename, Split},
};
use nep_domain::{
    access::Action,
    ids::UnitId,
    org::{Unit, UnitKind},
    text_enum,
};

use crate::{
    error::{WebError, WebResult},
    form::{Fields, FormData, FormView, SignedForm},
    page::{Page, done, give_back, html},
    paths,
    session::Viewer,
    units,
};

text_enum! {
    /// A kind of change, by its name in addresses.
    ChangeKind {
        /// Another name.
        Rename = "doi-ten",
        /// Another parent.
        Move = "chuyen",
        /// Becomes one with others.
        Merge = "sap-nhap",
        /// Becomes several.
        Split = "chia-tach",
        /// Ends.
        Dissolve = "giai-the",
    }
}

/// New units a split can have; more are founded by hand.
const PARTS: [u8; 3] = [1, 2, 3];

#[derive(Template)]
#[template(path = "org/change.html")]
struct ChangePage {
    page: Page,
    form: FormView,
    kind: ChangeKind,
    name: String,
    others: Vec<(String, String)>,
    kinds: Vec<(String, String)>,
    parts: [u8; 3],
}

/// The words for kinds of units, as choices.
pub(super) fn kinds(page: &Page) -> Vec<(String, String)> {
    UnitKind::ALL.iter().map(|k| (k.key().to_owned(), page.word("unit-kind", k))).collect()
}

fn address(path: &(String, String)) -> Result<(UnitId, ChangeKind), WebError> {
    let not_found = || WebError::App(AppError::NotFound("page"));
    let id = path.0.parse().map_err(|_| not_found())?;
    Ok((id, path.1.parse().map_err(|_| not_found())?))
}

fn living(viewer: &Viewer, id: UnitId) -> AppResult<&Unit> {
    let unit = viewer.ctx.org().get(id).ok_or(AppError::NotFound("unit"))?;
    viewer.ctx.require(Action::OrgManage, id)?;
    Ok(unit)
}

fn change_page(viewer: &Viewer, unit: &Unit, kind: ChangeKind, form: FormView) -> WebResult {
    let page = viewer
        .page("org-unit")
        .crumb(paths::ORG, "org-title")
        .crumb_named(paths::unit(unit.id), &unit.name);
    let title = page.word("org-change", kind);
    let fits = |id: UnitId| {
        let other =
            viewer.ctx.org().get(id).filter(|u| u.root == unit.root && u.dissolved.is_none());
        id != unit.id && other.is_some() && viewer.ctx.may(Action::OrgManage, id)
    };
    html(&ChangePage {
        kinds: kinds(&page),
        page: page.titled(title),
        form,
        kind,
        name: unit.name.clone(),
        others: units::options(viewer.ctx.org(), fits),
        parts: PARTS,
    })
}

/// `GET /don-vi/{id}/thay-doi/{kind}`
pub(super) async fn change_form(viewer: Viewer, Path(path): Path<(String, String)>) -> WebResult {
    let (id, kind) = address(&path)?;
    let unit = living(&viewer, id)?;
    let mut form = FormData::default();
    form.set("on", viewer.ctx.today());
    form.set("based_on", unit.version_id);
    match kind {
        ChangeKind::Rename => form.set("name", &unit.name),
        ChangeKind::Merge => form.set("way", "new"),
        ChangeKind::Move | ChangeKind::Split | ChangeKind::Dissolve => {}
    }
    form.set("kind", unit.kind);
    change_page(&viewer, unit, kind, FormView::filled(form))
}

/// `POST /don-vi/{id}/thay-doi/{kind}`
pub(super) async fn change(
    viewer: Viewer,
    Path(path): Path<(String, String)>,
    SignedForm(form): SignedForm,
) -> WebResult {
    let (id, kind) = address(&path)?;
    let unit = living(&viewer, id)?;
    match carry_out(&viewer, unit, kind, &form).await {
        Ok(next) => done(&paths::unit(next), "org-changed", ""),
        Err(error) => give_back(&viewer.web, viewer.lang, form, error, |form| {
            change_page(&viewer, unit, kind, form)
        }),
    }
}

/// Reads the form, carries the change out and says which unit to show next.
async fn carry_out(
    viewer: &Viewer,
    unit: &Unit,
    kind: ChangeKind,
    form: &FormData,
) -> AppResult<UnitId> {
    let ctx = &viewer.ctx;
    let mut fields = Fields::new(form);
    let on = fields.date("on").unwrap_or_default();
    let document = fields.required("document");
    let based_on = form.text("based_on").parse().ok();
    match kind {
        ChangeKind::Rename => {
            let name = fields.required("name");
            fields.finish()?;
            org::rename(ctx, Rename { unit: unit.id, name, on, document, based_on }).await?;
            Ok(unit.id)
        }
        ChangeKind::Move => {
            let parent = fields.parsed("parent", "missing");
            fields.finish()?;
            let parent = parent.unwrap_or(unit.root);
            org::move_unit(ctx, Move { unit: unit.id, parent, on, document, based_on }).await?;
            Ok(unit.id)
        }
        ChangeKind::Merge => {
            let into = merge_into(&mut fields, form, unit, on);
            fields.finish()?;
            let from = std::iter::once(unit.id).chain(chosen(form, "from")).collect();
            org::merge(ctx, Merge { from, into, on, document }).await
        }
        ChangeKind::Split => {
            let parts =
                PARTS.iter().filter_map(|n| part(&mut fields, form, unit, on, *n)).collect();
            fields.finish()?;
            org::split(ctx, Split { unit: unit.id, into: parts, on, document }).await?;
            Ok(unit.id)
        }
        ChangeKind::Dissolve => {
            fields.finish()?;
            org::dissolve(
                ctx,
                Dissolve { unit: unit.id, heirs: chosen(form, "heirs").collect(), on, document },
            )
            .await?;
            Ok(unit.id)
        }
    }
}

fn chosen<'a>(form: &'a FormData, field: &str) -> impl Iterator<Item = UnitId> + 'a {
    form.all(field).iter().filter_map(|id| id.parse().ok())
}

fn merge_into(fields: &mut Fields, form: &FormData, unit: &Unit, on: Date) -> MergeInto {
    if form.text("way") == "existing" {
        return MergeInto::Existing(fields.parsed("into", "missing").unwrap_or(unit.id));
    }
    let (code, name) = (fields.required("code"), fields.required("name"));
    MergeInto::New(new_unit(unit, code, name, form.text("kind"), on))
}

/// One part of a split; nothing when neither code nor name is filled in.
fn part(
    fields: &mut Fields,
    form: &FormData,
    unit: &Unit,
    on: Date,
    number: u8,
) -> Option<NewUnit> {
    let field = |name: &str| format!("{name}_{number}");
    let (code, name) = (form.text(&field("code")), form.text(&field("name")));
    if code.is_empty() && name.is_empty() {
        return None;
    }
    for (name, value) in [("code", code), ("name", name)] {
        if value.is_empty() {
            fields.error(FieldError::new(field(name), "missing"));
        }
    }
    Some(new_unit(unit, code.to_owned(), name.to_owned(), form.text(&field("kind")), on))
}

/// A unit that takes the place of another: same parent, kind as chosen.
fn new_unit(unit: &Unit, code: String, name: String, kind: &str, on: Date) -> NewUnit {
    NewUnit {
        parent: unit.parent,
        code,
        name,
        kind: kind.parse().unwrap_or(unit.kind),
        founded: on,
        identifier: None,
        office_hours: None,
    }
}
