//! One award, with where its form stands in the law and the others of its decision; striking it out.

use askama::Template;
use nep_app::awards::{self, WithdrawAward};
use nep_domain::{access::Action, ids::AwardId};

use super::AwardLine;
use crate::{
    cite::Cite,
    error::WebResult,
    form::{FormView, SignedForm},
    format,
    key::Key,
    page::{FormPage, Page, finish, html},
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
    why: Option<Cite>,
    others: Vec<AwardLine>,
    /// Day, reason and author of striking it out.
    withdrawn: Option<(String, String, Option<String>)>,
    may_withdraw: bool,
    version: i64,
}

/// `GET /khen-thuong/{id}`
pub(crate) async fn award(viewer: Viewer, Key(id): Key<AwardId>) -> WebResult {
    html(&award_page(&viewer, id).await?)
}

/// `POST /khen-thuong/{id}`: strikes it out.
pub(crate) async fn withdraw(
    viewer: Viewer,
    Key(id): Key<AwardId>,
    SignedForm(form): SignedForm,
) -> WebResult {
    let command = WithdrawAward {
        award: id,
        version: form.version(),
        reason: form.text("reason").to_owned(),
    };
    let outcome = awards::withdraw(&viewer.ctx, command).await;
    let own = paths::award(id);
    finish(&viewer, form, outcome, (&own, "awards-withdrawn"), award_page(&viewer, id)).await
}

impl FormPage for AwardPage {
    fn form(&mut self) -> &mut FormView {
        &mut self.form
    }
}

async fn award_page(viewer: &Viewer, id: AwardId) -> WebResult<AwardPage> {
    let (row, others) = awards::get(&viewer.ctx, id).await?;
    let page = viewer
        .page("awards-title")
        .crumb(paths::AWARDS, "awards-title")
        .titled(&row.award.recipient);
    let pack = awards::pack(&viewer.ctx, row.award.decided_on)?;
    let why = nep_domain::awards::form(pack, &row.award.form)
        .map(|form| Cite::item(&page, pack.id(), form));
    let withdrawn = row.award.withdrawn.as_ref();
    Ok(AwardPage {
        award: AwardLine::new(viewer, &page, &row),
        withdrawn: withdrawn.map(|w| {
            let day = format::date(viewer.ctx.local(w.at).date());
            (day, w.reason.clone(), row.withdrawn_by.clone())
        }),
        may_withdraw: withdrawn.is_none() && viewer.ctx.may(Action::AwardRecord, row.award.unit),
        version: row.award.version,
        note: row.award.note,
        why,
        others: others.iter().map(|row| AwardLine::new(viewer, &page, row)).collect(),
        page,
        form: FormView::default(),
    })
}
