//! The list with its filter, and the figures by kind that lead into it.

use std::collections::HashMap;

use askama::Template;
use axum::extract::Query;
use nep_app::{
    AppResult, Page as Part,
    awards::{self, AwardCount},
};
use nep_domain::{
    access::Action,
    awards::{AwardFilter, RecipientKind},
    facts::Period,
};

use super::{AwardLine, address, choices, export, kinds};
use crate::{
    error::WebResult,
    form::{FormData, FormView, parse_date},
    page::{Page, html},
    session::Viewer,
};

/// Awards on one page of the list.
const PER_PAGE: u64 = 50;

#[derive(Template)]
#[template(path = "awards/list.html")]
struct ListPage {
    page: Page,
    may_record: bool,
    filter: FormView,
    choices: Choices,
    figures: Vec<FigureLine>,
    totals: Totals,
    awards: Vec<AwardLine>,
    count: u64,
    earlier: Option<String>,
    later: Option<String>,
    workbook: String,
    /// Leads to the awards struck out, or back to those that stand.
    other_list: String,
    withdrawn: bool,
}

/// What the filter offers.
struct Choices {
    years: Vec<(String, String)>,
    forms: Vec<(String, String)>,
    levels: Vec<(String, String)>,
    grounds: Vec<(String, String)>,
    kinds: Vec<(String, String)>,
}

/// How many awards of one level and form there are, each number leading to them.
struct FigureLine {
    level: String,
    form: String,
    collectives: i64,
    collectives_href: String,
    individuals: i64,
    individuals_href: String,
}

/// All awards of the filter by kind of recipient.
struct Totals {
    collectives: i64,
    collectives_href: String,
    individuals: i64,
    individuals_href: String,
}

/// `GET /khen-thuong`
pub(crate) async fn list(
    viewer: Viewer,
    Query(query): Query<HashMap<String, String>>,
) -> WebResult {
    let filter = filter(&query);
    let page = viewer.page("awards-title");
    if query.get("dang").is_some_and(|form| form == "xlsx") {
        return export::workbook(&viewer, &page, &filter).await;
    }
    let number =
        query.get("trang").and_then(|n| n.parse::<u64>().ok()).unwrap_or(1).clamp(1, 100_000);
    let part = Part { offset: (number - 1) * PER_PAGE, limit: PER_PAGE };
    let (rows, count) = awards::list(&viewer.ctx, &filter, part).await?;
    let here = address(&filter);
    let choices = all_choices(&viewer, &page).await?;
    let counts = awards::counts(&viewer.ctx, &filter).await?;
    html(&ListPage {
        may_record: viewer.ctx.may_anywhere(Action::AwardRecord),
        filter: FormView::filled(FormData::from_pairs(query)),
        totals: totals(&filter, &counts),
        figures: figures(&filter, &choices, counts),
        awards: rows.iter().map(|row| AwardLine::new(&viewer, &page, row)).collect(),
        count,
        earlier: (number > 1).then(|| format!("{here}&trang={}", number - 1)),
        later: (number * PER_PAGE < count).then(|| format!("{here}&trang={}", number + 1)),
        workbook: format!("{here}&dang=xlsx"),
        other_list: address(&AwardFilter { withdrawn: !filter.withdrawn, ..filter.clone() }),
        withdrawn: filter.withdrawn,
        choices,
        page,
    })
}

fn filter(query: &HashMap<String, String>) -> AwardFilter {
    let asked = |name: &str| query.get(name).map(|v| v.trim()).filter(|v| !v.is_empty());
    let key = |name| asked(name).map(str::to_owned);
    let decided = match (asked("tu").and_then(parse_date), asked("den").and_then(parse_date)) {
        (Some(from), Some(to)) => Some(Period { from, to }),
        _ => None,
    };
    AwardFilter {
        year: asked("nam").and_then(|y| y.parse().ok()),
        decided,
        form: key("hinh-thuc"),
        level: key("cap"),
        ground: key("linh-vuc"),
        kind: asked("doi-tuong").and_then(|k| k.parse().ok()),
        decision: None,
        withdrawn: asked("da-rut").is_some(),
        words: asked("q").unwrap_or_default().to_owned(),
    }
}

async fn all_choices(viewer: &Viewer, page: &Page) -> AppResult<Choices> {
    let this = i32::from(viewer.ctx.today().year());
    let (first, last) = awards::years(&viewer.ctx).await?.unwrap_or((this, this));
    let library = &viewer.web.services.library;
    Ok(Choices {
        years: (first..=last).rev().map(|y| (y.to_string(), y.to_string())).collect(),
        forms: choices(library, page, &["forms", "titles"]),
        levels: choices(library, page, &["levels"]),
        grounds: choices(library, page, &["grounds"]),
        kinds: kinds(page),
    })
}

/// The order of the packs: highest level first, then form.
fn figures(
    filter: &AwardFilter,
    choices: &Choices,
    mut counts: Vec<AwardCount>,
) -> Vec<FigureLine> {
    let place = |list: &[(String, String)], key: &str| list.iter().position(|(k, _)| k == key);
    let label = |list: &[(String, String)], key: &str| {
        list.iter().find(|(k, _)| k == key).map_or_else(|| key.to_owned(), |(_, text)| text.clone())
    };
    counts.sort_by_key(|c| (place(&choices.levels, &c.level), place(&choices.forms, &c.form)));
    let line = |count: AwardCount| {
        let of = |kind| {
            let (level, form) = (Some(count.level.clone()), Some(count.form.clone()));
            address(&AwardFilter { level, form, kind: Some(kind), ..filter.clone() })
        };
        FigureLine {
            level: label(&choices.levels, &count.level),
            form: label(&choices.forms, &count.form),
            collectives: count.collectives,
            collectives_href: of(RecipientKind::Collective),
            individuals: count.individuals,
            individuals_href: of(RecipientKind::Individual),
        }
    };
    counts.into_iter().map(line).collect()
}

fn totals(filter: &AwardFilter, counts: &[AwardCount]) -> Totals {
    let of = |kind| address(&AwardFilter { kind: Some(kind), ..filter.clone() });
    Totals {
        collectives: counts.iter().map(|c| c.collectives).sum(),
        collectives_href: of(RecipientKind::Collective),
        individuals: counts.iter().map(|c| c.individuals).sum(),
        individuals_href: of(RecipientKind::Individual),
    }
}
