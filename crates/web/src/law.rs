//! `/can-cu`: the law as the product knows it. Open to everybody; "Vì sao?" leads here.

mod own;
mod own_form;
mod pack;
mod rules;
mod value;

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::Query;
use jiff::civil::Date;
use nep_law::{Library, Pack};
use serde::Deserialize;

pub(crate) use own::{own, withdraw};
pub(crate) use own_form::{set, set_form};
pub(crate) use pack::pack;
pub(crate) use value::{say, spoken, words};

use crate::{
    error::WebResult,
    form::parse_date,
    format,
    page::{Page, html},
    paths,
    session::Guest,
};

/// The day whose law is asked for; today when absent or unreadable.
#[derive(Deserialize, Default)]
pub(crate) struct Day {
    #[serde(default, rename = "ngay")]
    on: String,
}

impl Day {
    fn or_today(&self, guest: &Guest) -> Date {
        parse_date(&self.on).unwrap_or_else(|| guest.ctx.today())
    }
}

#[derive(Template)]
#[template(path = "law/topics.html")]
struct TopicsPage {
    page: Page,
    on: Date,
    day: String,
    topics: Vec<Topic>,
    /// Whether the reader sees what the body set itself.
    may_see_own: bool,
}

/// An area of law: the text that governs it on the day, and all texts the product knows.
struct Topic {
    key: String,
    governing: Vec<Version>,
    all: Vec<Version>,
}

/// A pack in a list.
struct Version {
    href: String,
    title: String,
    period: String,
    sources: String,
    figures: usize,
    unverified: usize,
    /// Whether the body added it.
    own: bool,
}

/// `GET /can-cu`
pub(crate) async fn topics(guest: Guest, Query(day): Query<Day>) -> WebResult {
    let on = day.or_today(&guest);
    let page = guest.page("law-title");
    let library = guest.library();
    let topics = topic_names(library).into_iter().map(|topic| {
        let of_topic = library.packs().iter().filter(|p| p.id().topic() == topic);
        Topic {
            key: topic.to_owned(),
            governing: library
                .governing_all(on)
                .filter(|p| p.id().topic() == topic)
                .map(|p| version(&page, library, p))
                .collect(),
            all: of_topic.map(|p| version(&page, library, p)).collect(),
        }
    });
    let topics = topics.collect();
    let viewer = guest.viewer().await;
    let may_see_own = viewer.is_some_and(|viewer| !nep_app::law::bodies(&viewer.ctx).is_empty());
    html(&TopicsPage { page, on, day: format::date(on), topics, may_see_own })
}

fn topic_names(library: &Library) -> BTreeSet<&str> {
    library.packs().iter().map(|p| p.id().topic()).collect()
}

fn version(page: &Page, library: &Library, pack: &Pack) -> Version {
    let items = pack.lists().iter().flat_map(|l| &l.items).map(|i| &i.confidence);
    let judging = rules::marks(pack).map(|(_, confidence)| confidence);
    let settings = pack.settings().iter().map(|s| &s.confidence);
    let marks: Vec<_> = settings.chain(items).chain(judging).collect();
    let sources: Vec<_> = pack.sources().iter().map(|s| page.wording(&s.name())).collect();
    Version {
        href: paths::law_pack(pack.id()),
        title: page.wording(pack.title()),
        period: period(page, pack),
        sources: sources.join("; "),
        figures: marks.len(),
        unverified: marks.iter().filter(|c| !c.is_verified()).count(),
        own: library.is_own(pack.id()),
    }
}

fn period(page: &Page, pack: &Pack) -> String {
    let from = format::date(pack.valid_from());
    match pack.valid_to() {
        Some(to) => page.t2("law-period", "from", from, "to", format::date(to)),
        None => page.t1("law-period-open", "from", from),
    }
}
