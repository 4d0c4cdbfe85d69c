//! What do I need? The procedures of a body.

use askama::Template;
use nep_app::{
    AppError,
    publicity::{self, PublicProcedure},
};
use nep_calendar::{Term, TermUnit};
use nep_domain::ids::ProcedureId;

use super::{Query, asked};
use crate::{
    error::WebResult,
    key::Key,
    page::{Page, html},
    paths,
    session::Guest,
};

/// More than these are not listed at once: on an old phone a search is quicker than a long page.
const MOST: usize = 100;

/// A line of the list.
struct Row {
    href: String,
    name: String,
    term: String,
    fee: String,
}

#[derive(Template)]
#[template(path = "publicity/procedures.html")]
struct ProceduresPage {
    page: Page,
    words: String,
    /// Sectors with their procedures.
    fields: Vec<(String, Vec<Row>)>,
    count: usize,
    most: Option<usize>,
}

/// The list, by sector, with search that needs no accents.
pub(crate) async fn procedures(guest: Guest, query: Query) -> WebResult {
    let words = asked(&query, "q");
    let page = guest.page("public-procedures-title");
    let home = page.address(paths::HOME);
    let page = page.crumb(home, "nav-home");
    let found = match &guest.body {
        Some(body) => publicity::procedures(&guest.ctx, body.id, words).await?,
        None => Vec::new(),
    };
    let count = found.len();
    let mut fields: Vec<(String, Vec<Row>)> = Vec::new();
    for procedure in found.into_iter().take(MOST) {
        let row = Row {
            href: page.address(paths::procedure(procedure.id)),
            term: term(&page, procedure.term),
            name: procedure.name,
            fee: procedure.fee,
        };
        match fields.last_mut() {
            Some((field, rows)) if *field == procedure.field => rows.push(row),
            _ => fields.push((procedure.field, vec![row])),
        }
    }
    html(&ProceduresPage {
        words: words.to_owned(),
        most: (count > MOST).then_some(MOST),
        page,
        fields,
        count,
    })
}

#[derive(Template)]
#[template(path = "publicity/procedure.html")]
struct ProcedurePage {
    page: Page,
    procedure: PublicProcedure,
    term: String,
}

/// One procedure with every part that has to be published.
pub(crate) async fn procedure(guest: Guest, Key(id): Key<ProcedureId>) -> WebResult {
    let found = publicity::procedure(&guest.ctx, id).await?;
    let procedure = found.ok_or(AppError::NotFound("procedure"))?;
    let page = guest.page("public-procedures-title").titled(&procedure.name);
    let (home, list) = (page.address(paths::HOME), page.address(paths::PROCEDURES));
    let page = page.crumb(home, "nav-home").crumb(list, "public-procedures-title");
    html(&ProcedurePage { term: term(&page, procedure.term), page, procedure })
}

fn term(page: &Page, term: Term) -> String {
    let key = match (term.unit, term.amount) {
        (TermUnit::WorkingDays | TermUnit::CalendarDays, 0) => "public-term-same-day",
        (TermUnit::WorkingDays, _) => "public-term-working-days",
        (TermUnit::CalendarDays, _) => "public-term-calendar-days",
        (TermUnit::Hours, _) => "public-term-hours",
    };
    page.t1(key, "amount", term.amount)
}
