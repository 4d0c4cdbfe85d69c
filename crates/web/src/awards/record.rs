//! Recording a decision: its terms once, then a row for each recipient.

use std::ops::ControlFlow;

use askama::Template;
use nep_app::{
    AppError, AppResult, FieldError,
    awards::{self, AwardTerms, NewDecision, Recipient},
};
use nep_domain::{
    access::Action,
    awards::RecipientKind,
    ids::{AwardId, UnitId},
    org::OrgTree,
    text,
};

use super::kinds;
use crate::{
    error::WebResult,
    form::{Fields, FormData, FormView, SignedForm, parse_date},
    page::{Page, done, give_back, html},
    paths,
    session::Viewer,
};

/// Rows a form starts with, and rows that `more` adds.
const ROWS: usize = 8;
/// Rows a form has at the most; a longer list is recorded in parts.
const MOST_ROWS: usize = 200;

#[derive(Template)]
#[template(path = "awards/record.html")]
struct RecordPage {
    page: Page,
    form: FormView,
    forms: Vec<(String, String)>,
    levels: Vec<(String, String)>,
    grounds: Vec<(String, String)>,
    kinds: Vec<(String, String)>,
    /// What may be typed as a unit: name and code.
    units: Vec<String>,
    rows: Vec<usize>,
}

/// `GET /khen-thuong/moi`
pub(crate) async fn record_form(viewer: Viewer) -> WebResult {
    if !viewer.ctx.may_anywhere(Action::AwardRecord) {
        return Err(AppError::Denied(Action::AwardRecord).into());
    }
    let mut form = FormData::default();
    form.set("request", viewer.ctx.id::<AwardId>());
    form.set("rows", ROWS);
    html(&record_page(&viewer, form).await?)
}

/// The forms, levels and grounds offered are those of the decision's day (today until one is typed).
async fn record_page(viewer: &Viewer, form: FormData) -> AppResult<RecordPage> {
    let on = parse_date(form.text("decided_on")).unwrap_or_else(|| viewer.ctx.today());
    let page = viewer.page("awards-record-title").crumb(paths::AWARDS, "awards-title");
    let pack =
        awards::pack(&viewer.ctx, on).or_else(|_| awards::pack(&viewer.ctx, viewer.ctx.today()))?;
    let items = |lists: &[&str]| {
        let all = lists.iter().flat_map(|list| pack.items(list));
        all.map(|item| (item.key.clone(), page.wording(&item.label))).collect()
    };
    let tree = viewer.ctx.org_on(on).await?;
    let units = tree.roots().flat_map(|root| tree.subtree(root.id)).map(|(unit, _)| unit);
    Ok(RecordPage {
        forms: items(&["forms", "titles"]),
        levels: items(&["levels"]),
        grounds: items(&["grounds"]),
        kinds: kinds(&page),
        units: units
            .filter(|u| viewer.ctx.may(Action::AwardRecord, u.id))
            .map(|u| format!("{} ({})", u.name, u.code))
            .collect(),
        rows: (0..rows(&form)).collect(),
        form: FormView::filled(form),
        page,
    })
}

fn rows(form: &FormData) -> usize {
    form.text("rows").parse().unwrap_or(ROWS).clamp(1, MOST_ROWS)
}

/// `POST /khen-thuong/moi`: records, or gives the form back with more rows.
pub(crate) async fn record(viewer: Viewer, SignedForm(mut form): SignedForm) -> WebResult {
    if form.optional("more").is_some() {
        form.set("rows", (rows(&form) + ROWS).min(MOST_ROWS));
        return html(&record_page(&viewer, form).await?);
    }
    let recorded = match read(&viewer, &form).await {
        Ok((new, places)) => {
            awards::record_list(&viewer.ctx, new).await.map_err(|e| in_rows(e, &places))
        }
        Err(error) => Err(error),
    };
    match recorded {
        Ok(_) => done(paths::AWARDS, "awards-recorded", form.text("decision")),
        Err(error) => {
            let mut page = record_page(&viewer, form.clone()).await?;
            give_back(&viewer.web, viewer.lang, form, error, |form| {
                page.form = form;
                html(&page)
            })
        }
    }
}

/// The decision, and the row each recipient stands in (empty rows are passed over).
async fn read(viewer: &Viewer, form: &FormData) -> AppResult<(NewDecision, Vec<usize>)> {
    let mut fields = Fields::new(form);
    let [award_form, level, ground] =
        ["form", "level", "ground"].map(|field| fields.required(field));
    let (decision, issuer) = (fields.required("decision"), fields.required("issuer"));
    let decided_on = fields.date("decided_on");
    let year_from = fields.parsed("year_from", "awards-year");
    let year_to = fields.optional("year_to", "awards-year").or(year_from);
    let tree = viewer.ctx.org_on(decided_on.unwrap_or_else(|| viewer.ctx.today())).await?;
    let (mut recipients, mut places) = (Vec::new(), Vec::new());
    for row in 0..rows(form) {
        match recipient(&tree, form, row) {
            ControlFlow::Continue(()) => {}
            ControlFlow::Break(Ok(recipient)) => {
                recipients.push(recipient);
                places.push(row);
            }
            ControlFlow::Break(Err(error)) => fields.error(error),
        }
    }
    fields.finish()?;
    let missing = || FieldError::new("decided_on", "missing");
    let (Some(decided_on), Some(year_from), Some(year_to)) = (decided_on, year_from, year_to)
    else {
        return Err(missing().into());
    };
    let note = form.text("note").to_owned();
    let terms = AwardTerms {
        form: award_form,
        level,
        ground,
        year_from,
        year_to,
        decision,
        decided_on,
        issuer,
        note,
    };
    Ok((NewDecision { request: form.text("request").parse().ok(), terms, recipients }, places))
}

/// The recipient of a row; goes on past an empty one.
fn recipient(
    tree: &OrgTree,
    form: &FormData,
    row: usize,
) -> ControlFlow<Result<Recipient, FieldError>> {
    let [unit, name] = ["unit", "name"].map(|field| form.text(&format!("{field}-{row}")));
    if unit.is_empty() && name.is_empty() {
        return ControlFlow::Continue(());
    }
    let field = format!("unit-{row}");
    let wrong = |code| ControlFlow::Break(Err(FieldError::new(field.clone(), code)));
    let kind = form.text(&format!("kind-{row}")).parse().unwrap_or(RecipientKind::Collective);
    match typed_unit(tree, unit).as_slice() {
        _ if unit.is_empty() => wrong("missing"),
        [] => wrong("awards-unit-unknown"),
        [unit] => ControlFlow::Break(Ok(Recipient {
            kind,
            unit: *unit,
            person: None,
            name: name.to_owned(),
        })),
        _ => wrong("awards-unit-ambiguous"),
    }
}

/// Units meant by `Name (CODE)`, a code, or a name with or without accents.
fn typed_unit(tree: &OrgTree, typed: &str) -> Vec<UnitId> {
    let code = typed.rsplit_once('(').map_or(typed, |(_, rest)| rest.trim_end_matches(')')).trim();
    let by_code: Vec<_> =
        tree.units().filter(|u| u.code.eq_ignore_ascii_case(code)).map(|u| u.id).collect();
    if !by_code.is_empty() {
        return by_code;
    }
    let wanted = text::fold(typed);
    tree.units().filter(|u| text::fold(&u.name) == wanted).map(|u| u.id).collect()
}

/// Puts the errors of the n-th recipient at the row it stands in.
fn in_rows(error: AppError, places: &[usize]) -> AppError {
    let AppError::Invalid(errors) = error else { return error };
    let moved = errors.into_iter().map(|error| {
        let place = error
            .field
            .rsplit_once('-')
            .and_then(|(name, n)| Some((name.to_owned(), *places.get(n.parse::<usize>().ok()?)?)));
        match place {
            Some((name, row)) => FieldError { field: format!("{name}-{row}"), ..error },
            None => error,
        }
    });
    AppError::Invalid(moved.collect())
}
