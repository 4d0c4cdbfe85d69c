//! One award, with where its form stands in the law and the others of its decision; striking it out.

use askama::Template;
use nep_app::awards::{self, WithdrawAward};
use nep_domain::{access::Action, ids::AwardId};

use super::AwardLine;
use crate::{
    error::WebResult,
    form::{FormView, SignedForm},
    format,
    key::Key,
    page::{Page, done, give_back, html},
    paths,
    session::Viewer,
};

#[derive(Template)]
#[template(path = "awards/award.html")]
struct AwardPage {
    page: Page,
    form: FormView,
    award: AwardLine,
    note: String,
    why: Option<Why>,
    others: Vec<AwardLine>,
    /// Day and reason of striking it out.
    withdrawn: Option<(String, String)>,
    may_withdraw: bool,
    version: i64,
}

/// Where the form stands in the law.
struct Why {
    citation: String,
    href: String,
    unverified: Option<String>,
}

/// `GET /khen-thuong/{id}`
pub(crate) async fn award(viewer: Viewer, Key(id): Key<AwardId>) -> WebResult {
    html(&award_page(&viewer, id, FormView::default()).await?)
}

/// `POST /khen-thuong/{id}`: strikes it out.
pub(crate) async fn withdraw(
    viewer: Viewer,
    Key(id): Key<AwardId>,
    SignedForm(form): SignedForm,
) -> WebResult {
    let command = WithdrawAward {
        award: id,
        version: form.text("version").parse().unwrap_or(-1),
        reason: form.text("reason").to_owned(),
    };
    match awards::withdraw(&viewer.ctx, command).await {
        Ok(()) => done(&paths::award(id), "awards-withdrawn", ""),
        Err(error) => {
            let page = award_page(&viewer, id, FormView::default()).await?;
            give_back(&viewer.web, viewer.lang, form, error, |form| {
                html(&AwardPage { form, ..page })
            })
        }
    }
}

async fn award_page(viewer: &Viewer, id: AwardId, form: FormView) -> WebResult<AwardPage> {
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
    let withdrawn = row.award.withdrawn.as_ref();
    Ok(AwardPage {
        award: AwardLine::new(viewer, &page, &row),
        withdrawn: withdrawn
            .map(|w| (format::date(viewer.ctx.local(w.at).date()), w.reason.clone())),
        may_withdraw: withdrawn.is_none() && viewer.ctx.may(Action::AwardRecord, row.award.unit),
        version: row.award.version,
        note: row.award.note,
        why,
        others: others.iter().map(|row| AwardLine::new(viewer, &page, row)).collect(),
        page,
        form,
    })
}
