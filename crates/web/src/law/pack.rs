//! One legal text in one version: its sources, its figures, its lists, and how sure we are of each.

use askama::Template;
use axum::extract::{Path, Query};
use nep_app::AppError;
use nep_domain::access::Action;
use nep_law::{Citation, Confidence, Item, List, Pack, PackId, Setting, Source};

use crate::{
    error::WebResult,
    format,
    page::{Page, html},
    paths,
    session::Guest,
};

use super::{Day, period, rules, value};

#[derive(Template)]
#[template(path = "law/pack.html")]
struct PackPage {
    page: Page,
    period: String,
    governs: bool,
    /// Whether the body added it.
    added: bool,
    sources: Vec<SourceRow>,
    settings: Vec<SettingRow>,
    lists: Vec<ListView>,
    rules: Option<rules::RulesView>,
    unverified: usize,
    supersedes: Option<(String, String)>,
}

/// A legal text.
struct SourceRow {
    name: String,
    title: String,
    issuer: String,
    signed: String,
    effective: String,
}

/// Where something stands and how sure we are.
pub(super) struct Ground {
    citation: String,
    /// Why it is not verified; nothing when it is.
    reason: Option<String>,
    /// Whether no law says so and the product proposes it.
    default: bool,
}

impl Ground {
    pub(super) fn new(page: &Page, citation: &Citation, confidence: &Confidence) -> Self {
        Self {
            citation: page.citation(citation),
            reason: confidence.reason().map(|w| page.wording(w)),
            default: citation.kind == nep_law::SourceKind::ProductDefault,
        }
    }
}

/// A figure.
struct SettingRow {
    key: String,
    label: String,
    value: String,
    ground: Ground,
    editable: bool,
    /// The value as shipped and why the agency set its own.
    adjusted: Option<(String, String)>,
    /// The form that sets the agency's own value, for those who may.
    set_href: Option<String>,
}

/// A list of the law.
struct ListView {
    key: String,
    label: String,
    groups: Vec<GroupView>,
}

/// A heading of a list with its items; a list without headings has one without a label.
struct GroupView {
    label: Option<String>,
    items: Vec<ItemRow>,
}

/// An item.
struct ItemRow {
    code: String,
    label: String,
    ground: Ground,
}

/// `GET /can-cu/{pack}`
pub(crate) async fn pack(
    guest: Guest,
    Path(id): Path<String>,
    Query(day): Query<Day>,
) -> WebResult {
    let not_found = || AppError::NotFound("pack");
    let id: PackId = id.parse().map_err(|_| not_found())?;
    let on = day.or_today(&guest);
    let viewer = guest.viewer().await;
    let body = guest.body.as_ref().map(|body| body.id);
    let setter = body.filter(|body| {
        viewer.as_ref().is_some_and(|viewer| viewer.ctx.may(Action::LawSettings, *body))
    });
    let library = guest.library();
    // An agency's own values stand only in the edition that governs the day.
    let governing = library.governing_all(on).find(|p| *p.id() == id);
    let shown = governing.or_else(|| library.pack(&id)).ok_or_else(not_found)?;
    let page = guest.page("law-title").crumb(paths::LAW, "law-title");
    let page = page.clone().titled(page.wording(shown.title()));
    let lists: Vec<_> = shown.lists().iter().map(|l| list(&page, l)).collect();
    let set = |s: &Setting| {
        let mut row = setting(&page, s);
        let applied = s.editable && nep_app::law::is_applied(shown.id(), &s.key);
        let setter = setter.filter(|_| applied);
        row.set_href = setter.map(|body| paths::own_value_form(body, shown.id(), &s.key));
        row
    };
    let settings: Vec<_> = shown.settings().iter().map(set).collect();
    let grounds = lists.iter().flat_map(|l| &l.groups).flat_map(|g| &g.items).map(|i| &i.ground);
    let own = rules::marks(shown).filter(|(_, confidence)| !confidence.is_verified()).count();
    let listed =
        grounds.chain(settings.iter().map(|s| &s.ground)).filter(|g| g.reason.is_some()).count();
    let before = shown.supersedes().and_then(|id| library.pack(id));
    html(&PackPage {
        period: period(&page, shown),
        governs: governing.is_some(),
        added: library.is_own(shown.id()),
        sources: shown.sources().iter().map(|s| source(&page, s)).collect(),
        supersedes: before.map(|p: &Pack| (paths::law_pack(p.id()), page.wording(p.title()))),
        settings,
        lists,
        rules: rules::view(&page, shown, on),
        unverified: own + listed,
        page,
    })
}

fn source(page: &Page, source: &Source) -> SourceRow {
    let from =
        source.effective_from.map(|d| page.t1("law-effective-from", "date", format::date(d)));
    let to = source.effective_to.map(|d| page.t1("law-effective-to", "date", format::date(d)));
    SourceRow {
        name: page.wording(&source.name()),
        title: page.wording(&source.title),
        issuer: source.issuer.as_ref().map(|w| page.wording(w)).unwrap_or_default(),
        signed: source.date.map(format::date).unwrap_or_default(),
        effective: from.into_iter().chain(to).collect::<Vec<_>>().join(" "),
    }
}

fn setting(page: &Page, setting: &Setting) -> SettingRow {
    let unit = setting.unit.map(nep_law::Unit::code);
    let adjusted = setting.adjustment.as_ref();
    SettingRow {
        key: setting.key.clone(),
        label: page.wording(&setting.label),
        value: value::words(page, setting),
        ground: Ground::new(page, &setting.citation, &setting.confidence),
        editable: setting.editable,
        adjusted: adjusted.map(|a| (value::say(page, &a.shipped, unit), a.reason.clone())),
        set_href: None,
    }
}

fn list(page: &Page, list: &List) -> ListView {
    let rows = |group: Option<&str>| -> Vec<ItemRow> {
        list.items.iter().filter(|i| i.group.as_deref() == group).map(|i| item(page, i)).collect()
    };
    let bare = GroupView { label: None, items: rows(None) };
    let headed = list
        .groups
        .iter()
        .map(|g| GroupView { label: Some(page.wording(&g.label)), items: rows(Some(&g.key)) });
    let groups = std::iter::once(bare).chain(headed).filter(|g| !g.items.is_empty()).collect();
    ListView { key: list.key.clone(), label: page.wording(&list.label), groups }
}

fn item(page: &Page, item: &Item) -> ItemRow {
    ItemRow {
        code: item.code.clone().unwrap_or_default(),
        label: page.wording(&item.label),
        ground: Ground::new(page, &item.citation, &item.confidence),
    }
}
