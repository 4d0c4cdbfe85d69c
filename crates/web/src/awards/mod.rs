//! `/khen-thuong`: awards by level, form, ground and year; recording decisions (S1.11).

mod award;
mod export;
mod list;
mod record;

use nep_app::awards::{self, AwardRow};
use nep_domain::awards::{AwardFilter, RecipientKind};
use nep_law::{Item, Library};

use crate::{error::url_encode, format, page::Page, paths, session::Viewer};

pub(crate) use award::{award, withdraw};
pub(crate) use list::list;
pub(crate) use record::{record, record_form};

/// An award in a list.
struct AwardLine {
    href: String,
    recipient: String,
    kind: String,
    unit: String,
    unit_href: String,
    form: String,
    level: String,
    ground: String,
    years: String,
    decision: String,
    decided_on: jiff::civil::Date,
    decided: String,
    issuer: String,
}

impl AwardLine {
    fn new(viewer: &Viewer, page: &Page, row: &AwardRow) -> Self {
        let award = &row.award;
        let pack = awards::pack(&viewer.ctx, award.decided_on).ok();
        let word = |item: Option<&Item>, key: &str| {
            item.map_or_else(|| key.to_owned(), |i| page.wording(&i.label))
        };
        let form = pack.and_then(|p| nep_domain::awards::form(p, &award.form));
        Self {
            href: paths::award(award.id),
            recipient: award.recipient.clone(),
            kind: page.word("awards-kind", award.kind),
            unit: row.unit.clone(),
            unit_href: paths::unit(award.unit),
            form: word(form, &award.form),
            level: word(pack.and_then(|p| p.item("levels", &award.level)), &award.level),
            ground: word(pack.and_then(|p| p.item("grounds", &award.ground)), &award.ground),
            years: years(award.year_from, award.year_to),
            decision: award.decision.clone(),
            decided_on: award.decided_on,
            decided: format::date(award.decided_on),
            issuer: award.issuer.clone(),
        }
    }
}

/// `2020`, or `2019–2020`.
fn years(from: i16, to: i16) -> String {
    if from == to { from.to_string() } else { format!("{from}–{to}") }
}

/// Key and label of every item of a list over all packs of the topic, each key once, newest wording first.
pub(crate) fn choices(library: &Library, page: &Page, lists: &[&str]) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for pack in library.packs().iter().rev().filter(|p| p.id().topic() == "vn/awards") {
        for item in lists.iter().flat_map(|list| pack.items(list)) {
            if found.iter().all(|(key, _)| *key != item.key) {
                found.push((item.key.clone(), page.wording(&item.label)));
            }
        }
    }
    found
}

/// The list's address with a filter.
fn address(filter: &AwardFilter) -> String {
    let mut parts = Vec::new();
    let mut add = |name: &str, value: Option<String>| {
        parts.extend(value.filter(|v| !v.is_empty()).map(|v| format!("{name}={}", url_encode(&v))));
    };
    add("q", Some(filter.words.clone()));
    add("nam", filter.year.map(|y| y.to_string()));
    add("hinh-thuc", filter.form.clone());
    add("cap", filter.level.clone());
    add("linh-vuc", filter.ground.clone());
    add("doi-tuong", filter.kind.map(|k| k.key().to_owned()));
    add("tu", filter.decided.map(|d| d.from.to_string()));
    add("den", filter.decided.map(|d| d.to.to_string()));
    add("da-rut", filter.withdrawn.then(|| "1".to_owned()));
    format!("{}?{}", paths::AWARDS, parts.join("&"))
}

/// Both kinds of recipient as choices.
fn kinds(page: &Page) -> Vec<(String, String)> {
    RecipientKind::ALL.iter().map(|k| (k.key().to_owned(), page.word("awards-kind", k))).collect()
}
