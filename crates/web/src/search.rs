//! One search over everything the viewer may see, by kind.

use std::collections::HashMap;

use askama::Template;
use axum::extract::Query;
use nep_app::search::{self, Found};

use crate::{
    error::{WebResult, url_encode},
    format,
    page::{Page, html},
    paths,
    session::Viewer,
};

/// Hits shown of each kind.
const SHOWN: usize = 10;

/// One thing found.
struct Hit {
    href: String,
    text: String,
    note: String,
}

/// Things found of one kind.
struct Group {
    title: String,
    count: String,
    hits: Vec<Hit>,
    more: Option<String>,
}

#[derive(Template)]
#[template(path = "search/search.html")]
struct SearchPage {
    page: Page,
    q: String,
    groups: Vec<Group>,
}

/// `GET /tim-kiem?q=`
pub(crate) async fn search(
    viewer: Viewer,
    Query(asked): Query<HashMap<String, String>>,
) -> WebResult {
    let q = asked.get("q").map(|q| q.trim().to_owned()).unwrap_or_default();
    let found = search::search(&viewer.ctx, &q).await?;
    let page = viewer.page("search-title");
    let groups = [
        Some(units(&page, &found)),
        people(&viewer, &page, &found, &q),
        dossiers(&page, &found, &q),
    ];
    let groups = groups.into_iter().flatten().filter(|g| !g.hits.is_empty()).collect();
    html(&SearchPage { page, q, groups })
}

fn units(page: &Page, found: &Found) -> Group {
    let hits = found.units.iter().map(|unit| Hit {
        href: paths::unit(unit.id),
        text: unit.name.clone(),
        note: match unit.dissolved {
            Some(last) => page.t1("org-ended", "date", format::date(last)),
            None => format!("{} · {}", unit.code, page.word("unit-kind", unit.kind)),
        },
    });
    let count = i64::try_from(found.units_total).unwrap_or(i64::MAX);
    Group {
        title: page.t("search-units"),
        count: format::number(count),
        hits: hits.collect(),
        more: None,
    }
}

fn people(viewer: &Viewer, page: &Page, found: &Found, q: &str) -> Option<Group> {
    let list = found.people.as_ref()?;
    let hits = list.rows.iter().map(|(person, place)| {
        let unit = viewer.ctx.org().get(place.unit).map(|u| u.name.as_str()).unwrap_or_default();
        let (href, text) = (paths::person(person.id), person.full_name.clone());
        Hit { href, text, note: format!("{} · {}, {unit}", person.staff_code, place.post) }
    });
    let count = i64::try_from(list.total).unwrap_or(i64::MAX);
    let more = (list.rows.len() < usize::try_from(list.total).unwrap_or(usize::MAX))
        .then(|| format!("{}?q={}", paths::STAFF, url_encode(q)));
    Some(Group {
        title: page.t("search-people"),
        count: format::number(count),
        hits: hits.collect(),
        more,
    })
}

fn dossiers(page: &Page, found: &Found, q: &str) -> Option<Group> {
    let list = found.dossiers.as_ref()?;
    let hits = list.lines.iter().take(SHOWN).map(|line| Hit {
        href: paths::dossier(line.row.id),
        text: format!("{} – {}", line.row.code, line.row.applicant),
        note: line.row.procedure.clone(),
    });
    let count = format::number(i64::try_from(list.total.n).unwrap_or(i64::MAX));
    let count = if list.total.more { format!("{count}+") } else { count };
    let more = (list.lines.len() > SHOWN || list.pages > 1)
        .then(|| format!("{}?muc=all&q={}", paths::ONE_STOP, url_encode(q)));
    Some(Group { title: page.t("search-dossiers"), count, hits: hits.collect(), more })
}
