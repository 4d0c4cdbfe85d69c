//! Writing a letter of thanks, congratulation or condolence.

use askama::Template;
use nep_app::{
    AppError, AppResult,
    letters::{self, WriteLetter},
};
use nep_domain::{access::Action, ids::LetterId, letters::LetterKind};

use crate::{
    error::WebResult,
    form::{Fields, FormData, FormView, SignedForm},
    page::{Page, done, give_back, html},
    paths,
    session::Viewer,
    units,
};

#[derive(Template)]
#[template(path = "letters/write.html")]
struct WritePage {
    page: Page,
    form: FormView,
    kinds: Vec<(String, String)>,
    units: Vec<(String, String)>,
}

/// The empty form.
pub(crate) async fn form(viewer: Viewer) -> WebResult {
    if !viewer.ctx.may_anywhere(Action::LetterDraft) {
        return Err(AppError::Denied(Action::LetterDraft).into());
    }
    let mut form = FormData::default();
    if let Some(grant) = viewer.ctx.grants().find(|g| viewer.ctx.may(Action::LetterDraft, g.unit)) {
        form.set("unit", grant.unit);
    }
    html(&write_page(&viewer, FormView::filled(form)))
}

fn write_page(viewer: &Viewer, form: FormView) -> WritePage {
    let page = viewer.page("letter-write-title").crumb(paths::LETTERS, "letter-list-title");
    let today = viewer.ctx.today();
    let fits = |unit| {
        let lives = viewer.ctx.org().get(unit).is_some_and(|u| u.lives_on(today));
        lives && viewer.ctx.may(Action::LetterDraft, unit)
    };
    let kinds = LetterKind::ALL.iter().filter(|kind| **kind != LetterKind::Apology);
    WritePage {
        kinds: kinds.map(|k| (k.key().to_owned(), page.word("letter-kind", k))).collect(),
        units: units::options(viewer.ctx.org(), fits),
        page,
        form,
    }
}

/// Stores the draft and opens it.
pub(crate) async fn write(viewer: Viewer, SignedForm(form): SignedForm) -> WebResult {
    match store(&viewer, &form).await {
        Ok(letter) => done(&paths::letter(letter), "letter-drafted", ""),
        Err(error) => give_back(&viewer.web, viewer.lang, form, error, |form| {
            html(&write_page(&viewer, form))
        }),
    }
}

async fn store(viewer: &Viewer, form: &FormData) -> AppResult<LetterId> {
    let mut fields = Fields::new(form);
    let (kind, unit) = (fields.parsed("kind", "missing"), fields.parsed("unit", "missing"));
    let (recipient, text) = (fields.required("recipient"), fields.required("text"));
    fields.finish()?;
    let command = WriteLetter {
        unit: unit.ok_or(AppError::NotFound("unit"))?,
        kind: kind.ok_or(AppError::NotFound("kind"))?,
        dossier: None,
        recipient,
        text,
    };
    letters::write(&viewer.ctx, command).await
}
