//! Lists of the staff: filters, pages, Excel.

use std::collections::HashMap;

use askama::Template;
use axum::extract::Query;
use jiff::civil::Date;
use nep_app::{
    AppError, Page as Part,
    staff::{self, Placed, StaffQuery},
};
use nep_documents::{Cell, Column, Sheet, Workbook, report_workbook};
use nep_domain::{
    access::Action,
    staff::{OfficialKind, Person},
};

use crate::{
    attachment::Document,
    error::{WebResult, url_encode},
    form::{FormData, FormView, parse_date},
    format,
    page::{Page, html},
    paths,
    session::Viewer,
    units,
};

/// People on one page of a list.
const PER_PAGE: u64 = 50;

/// A line of the list.
struct Row {
    href: String,
    name: String,
    code: String,
    unit: String,
    unit_href: String,
    kind: OfficialKind,
    post: String,
    is_head: bool,
    from: Date,
}

#[derive(Template)]
#[template(path = "staff/list.html")]
struct ListPage {
    page: Page,
    rows: Vec<Row>,
    total: i64,
    on: Date,
    form: FormView,
    units: Vec<(String, String)>,
    kinds: Vec<(String, String)>,
    excel: String,
    earlier: Option<String>,
    later: Option<String>,
    filtered: bool,
    may_manage: bool,
    may_import: bool,
    waiting: i64,
}

/// `GET /nhan-su?q=&don-vi=&loai=&ngay=&trang=&dang=`
pub(super) async fn list(
    viewer: Viewer,
    Query(asked): Query<HashMap<String, String>>,
) -> WebResult {
    let text = |name: &str| asked.get(name).map(|v| v.trim()).filter(|v| !v.is_empty());
    let query = StaffQuery {
        text: text("q").unwrap_or_default().to_owned(),
        unit: text("don-vi").and_then(|u| u.parse().ok()),
        kind: text("loai").and_then(|k| k.parse().ok()),
        on: text("ngay").and_then(parse_date).unwrap_or_else(|| viewer.ctx.today()),
    };
    if text("dang") == Some("xlsx") {
        return excel(&viewer, &query).await;
    }
    let number = text("trang").and_then(|n| n.parse().ok()).unwrap_or(1).clamp(1, 100_000);
    let part = |number: u64| Part { offset: (number - 1) * PER_PAGE, limit: PER_PAGE };
    let mut found = staff::list(&viewer.ctx, &query, part(number)).await?;
    let last = found.total.div_ceil(PER_PAGE).max(1);
    if number > last {
        found = staff::list(&viewer.ctx, &query, part(last)).await?;
    }
    let number = number.min(last);
    // A day gone by is read; there is nothing to do on it.
    let waiting = if query.on < viewer.ctx.today() {
        0
    } else {
        staff::without_place(&viewer.ctx, query.on, "", Part::ALL).await?.len()
    };
    let address = |extra: &str| address(&asked, extra);
    let mut kept = FormData::default();
    for (name, value) in &asked {
        kept.set(name, value);
    }
    kept.set("ngay", query.on);
    let page = viewer.page("staff-title").crumb(paths::ORG, "org-title");
    let tree = viewer.ctx.org_on(query.on).await?;
    html(&ListPage {
        rows: found.rows.into_iter().map(|placed| row(&viewer, placed)).collect(),
        total: i64::try_from(found.total).unwrap_or(i64::MAX),
        on: query.on,
        units: units::narrowing(&tree, &viewer.ctx.scope(Action::StaffView), query.unit),
        kinds: OfficialKind::ALL
            .iter()
            .map(|k| (k.key().to_owned(), page.word("official-kind", k)))
            .collect(),
        excel: address("dang=xlsx"),
        earlier: (number > 1).then(|| address(&format!("trang={}", number - 1))),
        later: (number * PER_PAGE < found.total).then(|| address(&format!("trang={}", number + 1))),
        filtered: ["q", "don-vi", "loai"].iter().any(|f| text(f).is_some()),
        may_manage: viewer.ctx.may_anywhere(Action::StaffManage),
        may_import: !nep_app::import::bodies(&viewer.ctx).is_empty(),
        waiting: i64::try_from(waiting).unwrap_or(i64::MAX),
        form: FormView::filled(kept),
        page,
    })
}

/// The address of the same list with something added.
fn address(asked: &HashMap<String, String>, extra: &str) -> String {
    let kept =
        ["q", "don-vi", "loai", "ngay"].iter().filter_map(|name| Some((name, asked.get(*name)?)));
    let kept: String = kept.map(|(name, value)| format!("{name}={}&", url_encode(value))).collect();
    format!("{}?{kept}{extra}", paths::STAFF)
}

fn row(viewer: &Viewer, (person, place): Placed) -> Row {
    Row {
        href: paths::person(person.id),
        name: person.full_name,
        code: person.staff_code,
        unit: viewer.ctx.org().get(place.unit).map(|u| u.name.clone()).unwrap_or_default(),
        unit_href: paths::unit(place.unit),
        kind: place.kind,
        post: place.post,
        is_head: place.is_head,
        from: place.valid_from,
    }
}

async fn excel(viewer: &Viewer, query: &StaffQuery) -> WebResult {
    let placed = staff::list_all(&viewer.ctx, query).await?;
    let page = viewer.page("staff-title");
    let unit = |id| viewer.ctx.org().get(id).map(|u| u.name.clone()).unwrap_or_default();
    let rows = placed.into_iter().map(|(person, place)| {
        let head = if place.is_head { "x" } else { "" };
        let birth = person.birth_date.map_or(Cell::Empty, Cell::from);
        let gender = person.gender.map(|g| page.word("gender", g)).unwrap_or_default();
        let kind = page.word("official-kind", place.kind);
        vec![
            Cell::text(person.staff_code),
            Cell::text(person.full_name),
            birth,
            Cell::text(gender),
            Cell::text(unit(place.unit)),
            Cell::text(kind),
            Cell::text(place.post),
            Cell::text(place.rank.unwrap_or_default()),
            Cell::text(head),
            Cell::from(place.valid_from),
        ]
    });
    let widths = [
        ("staff-code", 14),
        ("staff-name", 28),
        ("staff-birth", 14),
        ("staff-gender", 10),
        ("staff-unit", 36),
        ("staff-kind", 20),
        ("staff-post", 30),
        ("staff-rank", 24),
        ("staff-head", 14),
        ("staff-from", 14),
    ];
    let sheet = Sheet {
        name: page.t("staff-sheet"),
        title: Some(page.t1("staff-on-day", "date", format::date(query.on))),
        columns: widths.into_iter().map(|(key, width)| Column::new(page.t(key), width)).collect(),
        rows: rows.collect(),
        autofilter: true,
        ..Sheet::default()
    };
    let author = viewer.ctx.org().roots().next().map(|u| u.name.clone()).unwrap_or_default();
    let book = Workbook {
        title: page.t("staff-title"),
        author,
        created_at: viewer.ctx.local_now(),
        sheets: vec![sheet],
    };
    let bytes =
        report_workbook(&book).map_err(|e| AppError::Internal(format!("staff list: {e}")))?;
    Ok(Document::Xlsx.respond(&format!("can-bo-{}", query.on), bytes))
}

#[derive(Template)]
#[template(path = "staff/without_place.html")]
struct WithoutPlacePage {
    page: Page,
    on: Date,
    people: Vec<Person>,
}

/// `GET /nhan-su/chua-bo-tri`
pub(super) async fn without_place(viewer: Viewer) -> WebResult {
    let on = viewer.ctx.today();
    let part = Part { offset: 0, limit: 500 };
    let people = staff::without_place(&viewer.ctx, on, "", part).await?;
    html(&WithoutPlacePage {
        page: viewer.page("staff-without-place").crumb(paths::STAFF, "staff-title"),
        on,
        people,
    })
}
