//! One award, with where its form stands in the law and the others of its decision.

use askama::Template;
use nep_app::awards;
use nep_domain::ids::AwardId;

use super::AwardLine;
use crate::{
    error::WebResult,
    key::Key,
    page::{Page, html},
    paths,
    session::Viewer,
};

#[derive(Template)]
#[template(path = "awards/award.html")]
struct AwardPage {
    page: Page,
    award: AwardLine,
    note: String,
    why: Option<Why>,
    others: Vec<AwardLine>,
}

/// Where the form stands in the law.
struct Why {
    citation: String,
    href: String,
    unverified: Option<String>,
}

/// `GET /khen-thuong/{id}`
pub(crate) async fn award(viewer: Viewer, Key(id): Key<AwardId>) -> WebResult {
    let (row, others) = awards::get(&viewer.ctx, id).await?;
    let page = viewer
        .page("awards-title")
        .crumb(paths::AWARDS, "awards-title")
        .titled(&row.award.recipient);
    let pack = awards::pack(&viewer.ctx, row.award.decided_on)?;
    let why = nep_domain::awards::form(pack, &row.award.form).map(|form| Why {
        citation: page.citation(&form.citation),
        href: format!("{}#{}", paths::law_pack(pack.id()), form.key),
        unverified: form.confidence.reason().map(|reason| page.wording(reason)),
    });
    html(&AwardPage {
        award: AwardLine::new(&viewer, &page, &row),
        note: row.award.note,
        why,
        others: others.iter().map(|row| AwardLine::new(&viewer, &page, row)).collect(),
        page,
    })
}
