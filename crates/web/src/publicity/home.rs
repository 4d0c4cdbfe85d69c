//! The home page of a body.

use askama::Template;
use nep_app::publicity::{self, PublicBody, PublicFigure, RecognisedShare};
use nep_domain::facts::FactKind;

use super::say;
use crate::{
    error::WebResult,
    format,
    page::{Page, html},
    session::Guest,
};

/// A figure in words.
struct Figure {
    label: String,
    value: String,
    /// Out of what, for shares.
    basis: String,
}

/// A group of the courtesy code.
struct CourtesyGroup {
    label: String,
    items: Vec<String>,
}

#[derive(Template)]
#[template(path = "publicity/home.html")]
struct HomePage {
    page: Page,
    others: Vec<PublicBody>,
    figures: Vec<Figure>,
    recognised: Option<RecognisedShare>,
    courtesy: Vec<CourtesyGroup>,
    year: i16,
}

/// Where is my dossier? What do I need? How do I say something? How well does this office serve?
pub(crate) async fn home(guest: Guest) -> WebResult {
    let page = guest.page("public-home-title");
    let (mut figures, mut recognised) = (Vec::new(), None);
    if let Some(body) = &guest.body {
        let overview = publicity::overview(&guest.ctx, body.id).await?;
        (figures, recognised) = (overview.figures, overview.recognised);
    }
    let bodies = publicity::bodies(&guest.ctx).into_iter();
    html(&HomePage {
        others: bodies.filter(|b| guest.body.as_ref().is_some_and(|own| own.id != b.id)).collect(),
        figures: figures.into_iter().map(|figure| in_words(&page, figure)).collect(),
        courtesy: courtesy(&guest),
        year: guest.ctx.today().year(),
        recognised,
        page,
    })
}

fn in_words(page: &Page, figure: PublicFigure) -> Figure {
    let label = page.word("public-figure", figure.name);
    let (part, whole) = (format::number(figure.value.part), format::number(figure.value.whole));
    match figure.name.kind() {
        FactKind::Count => Figure { label, value: part, basis: String::new() },
        FactKind::Share => Figure {
            label,
            value: figure.value.to_string(),
            basis: page.t2("public-share", "part", part, "whole", whole),
        },
    }
}

fn courtesy(guest: &Guest) -> Vec<CourtesyGroup> {
    let Some(code) = publicity::courtesy_code(&guest.ctx) else { return Vec::new() };
    let group = |group: &nep_law::Group| CourtesyGroup {
        label: say(&group.label, guest.lang).to_owned(),
        items: (code.items.iter())
            .filter(|item| item.group.as_ref() == Some(&group.key))
            .map(|item| say(&item.label, guest.lang).to_owned())
            .collect(),
    };
    code.groups.iter().map(group).collect()
}
