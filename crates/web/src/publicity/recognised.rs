//! Which units meet the culture standard?

use askama::Template;
use nep_app::publicity::{self, RecognisedYear};

use super::{Query, asked};
use crate::{
    error::WebResult,
    page::{Page, html},
    paths,
    session::Guest,
};

#[derive(Template)]
#[template(path = "publicity/recognised.html")]
struct RecognisedPage {
    page: Page,
    shown: Option<RecognisedYear>,
}

/// The recognised units of a year, with numerator and denominator (S1.5).
pub(crate) async fn recognised(guest: Guest, query: Query) -> WebResult {
    let page = guest.page("recognised-title");
    let home = page.address(paths::HOME);
    let page = page.crumb(home, "nav-home");
    let year = asked(&query, "nam").parse().ok();
    let shown = match &guest.body {
        Some(body) => Some(publicity::recognised(&guest.ctx, body.id, year).await?),
        None => None,
    };
    html(&RecognisedPage { page, shown: shown.filter(|s| !s.movements.is_empty()) })
}
