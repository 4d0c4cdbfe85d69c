//! Lists of dossiers: tabs, filters, Excel.

use std::collections::HashMap;

use askama::Template;
use axum::{
    extract::Query,
    http::header,
    response::{IntoResponse, Response},
};
use nep_app::one_stop::{self, Count, DossierLine, DossierQuery, DossierTab};
use nep_domain::{access::Action, ids::ProcedureId, one_stop::DossierState};

use super::words::{moment, status_tag, unit_name};
use crate::{
    error::{WebResult, url_encode},
    form::{FormData, FormView, parse_date},
    format,
    page::{Page, html},
    paths,
    session::Viewer,
    units::{self, Offered},
};

/// A line of the list.
struct Row {
    href: String,
    code: String,
    procedure: String,
    applicant: String,
    phone: String,
    holder: String,
    received: String,
    beyond_hours: bool,
    due: String,
    provisional: bool,
    /// Shown while the dossier is open or waits: in words, and its mark.
    state: DossierState,
    status: String,
    tag: &'static str,
    late: bool,
}

/// A tab with its number.
struct Tab {
    key: DossierTab,
    href: String,
    count: Option<String>,
    current: bool,
}

#[derive(Template)]
#[template(path = "one_stop/list.html")]
struct ListPage<'a> {
    page: Page,
    tabs: Vec<Tab>,
    tab: DossierTab,
    rows: Vec<Row>,
    total: String,
    form: FormView,
    filtered: bool,
    units: Vec<Offered<'a>>,
    procedures: &'a [(ProcedureId, String)],
    procedure: Option<ProcedureId>,
    excel: String,
    /// The same search for words that only begin like the ones typed.
    beginnings: Option<String>,
    earlier: Option<String>,
    later: Option<String>,
    may_receive: bool,
    may_manage: bool,
}

/// The list, or the same as an Excel file.
pub(crate) async fn list(
    viewer: Viewer,
    Query(asked): Query<HashMap<String, String>>,
) -> WebResult {
    let query = read(&asked);
    if asked.get("dang").is_some_and(|d| d == "xlsx") {
        return Ok(excel_file("ho-so", one_stop::export(&viewer.ctx, &query).await?));
    }
    let (unit, procedure) = (query.unit, query.procedure);
    let desk = one_stop::desk(&viewer.ctx, query, !asked.contains_key("muc")).await?;
    let one_stop::Desk { counts, tab, list, procedures } = &*desk;
    let tab = *tab;
    let page = viewer.page("one-stop-title");
    let kept = kept(&asked);
    let address = |extra: &str| address(&asked, tab, extra);
    html(&ListPage {
        tabs: DossierTab::ALL.iter().map(|each| tab_of(*each, tab, counts)).collect(),
        tab,
        rows: list.lines.iter().map(|line| row(&viewer, &page, line)).collect(),
        total: number(list.total),
        beginnings: list.whole_words.then(|| address("dau-tu=1")),
        filtered: ["q", "don-vi", "thu-tuc", "tu", "den", "ngoai-gio"]
            .iter()
            .any(|f| !kept.text(f).is_empty()),
        form: FormView::filled(kept),
        units: units::narrowed(viewer.ctx.org(), &viewer.ctx.scope(Action::DossierView), unit),
        procedures,
        procedure,
        excel: address("dang=xlsx"),
        earlier: (list.page > 1).then(|| address(&format!("trang={}", list.page - 1))),
        later: (list.page < list.pages).then(|| address(&format!("trang={}", list.page + 1))),
        may_receive: viewer.ctx.may_anywhere(Action::DossierReceive),
        may_manage: viewer.ctx.may_anywhere(Action::ProcedureManage),
        page,
    })
}

/// The query of an address. Words without a tab search everything.
fn read(asked: &HashMap<String, String>) -> DossierQuery {
    let text = |name: &str| asked.get(name).map(|v| v.trim()).filter(|v| !v.is_empty());
    let words = text("q").map(str::to_owned);
    let otherwise = if words.is_some() { DossierTab::All } else { DossierTab::Mine };
    DossierQuery {
        beginnings: text("dau-tu").is_some(),
        tab: text("muc").and_then(|t| t.parse().ok()).unwrap_or(otherwise),
        words,
        unit: text("don-vi").and_then(|u| u.parse().ok()),
        procedure: text("thu-tuc").and_then(|p| p.parse().ok()),
        from: text("tu").and_then(parse_date),
        to: text("den").and_then(parse_date),
        beyond_hours: text("ngoai-gio").is_some(),
        page: text("trang").and_then(|n| n.parse().ok()).unwrap_or(1).clamp(1, 100_000),
    }
}

/// The filter's values, to be shown again.
fn kept(asked: &HashMap<String, String>) -> FormData {
    let mut kept = FormData::default();
    for (name, value) in asked {
        kept.set(name, value);
    }
    kept
}

/// The address of the same list with something changed.
fn address(asked: &HashMap<String, String>, tab: DossierTab, extra: &str) -> String {
    let mut pairs: Vec<String> = ["q", "dau-tu", "don-vi", "thu-tuc", "tu", "den", "ngoai-gio"]
        .iter()
        .filter_map(|name| Some((name, asked.get(*name).filter(|v| !v.is_empty())?)))
        .map(|(name, value)| format!("&{name}={}", url_encode(value)))
        .collect();
    pairs.push(format!("&{extra}"));
    format!("{}?muc={}{}", paths::ONE_STOP, tab.key(), pairs.concat())
}

fn tab_of(tab: DossierTab, current: DossierTab, counts: &[(DossierTab, Count)]) -> Tab {
    let count = counts.iter().find(|(t, _)| *t == tab).map(|(_, count)| number(*count));
    Tab {
        key: tab,
        href: format!("{}?muc={}", paths::ONE_STOP, tab.key()),
        count,
        current: tab == current,
    }
}

/// `1.234`, or `10.000+` where counting stopped.
fn number(count: Count) -> String {
    let n = format::number(i64::try_from(count.n).unwrap_or(i64::MAX));
    if count.more { format!("{n}+") } else { n }
}

fn row(viewer: &Viewer, page: &Page, line: &DossierLine) -> Row {
    let d = &line.row;
    Row {
        href: paths::dossier(d.id),
        holder: unit_name(viewer, d.holder),
        received: moment(viewer, d.received_at),
        beyond_hours: d.received_beyond_hours,
        due: moment(viewer, d.due_at),
        provisional: d.due_provisional,
        status: page.word("dossier-status", line.status),
        tag: status_tag(line.status),
        late: status_tag(line.status) == "late",
        state: d.state,
        code: d.code.clone(),
        procedure: d.procedure.clone(),
        applicant: d.applicant.clone(),
        phone: d.phone.clone(),
    }
}

/// An Excel file to be kept.
pub(super) fn excel_file(name: &str, bytes: Vec<u8>) -> Response {
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}.xlsx\"")),
    ];
    (headers, bytes).into_response()
}
