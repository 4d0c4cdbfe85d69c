//! One letter: how it will look, what is still missing, changing and signing it.

use askama::Template;
use nep_app::{
    AppError, AppResult,
    letters::{self, EditDraft, LetterView, Sign},
};
use nep_domain::{
    access::Action,
    ids::LetterId,
    letters::{Letter, LetterKind, LetterState},
};

use crate::{
    error::WebResult,
    form::{Fields, FormData, FormView, SignedForm},
    format,
    key::Key,
    one_stop::Cite,
    page::{Page, done, give_back, html},
    paths,
    session::Viewer,
};

/// What the preview of an apology says about its dossier.
struct About {
    href: String,
    code: String,
    procedure: String,
    sentence: String,
    old_due: String,
    new_due: String,
}

#[derive(Template)]
#[template(path = "letters/letter.html")]
struct LetterPage {
    page: Page,
    form: FormView,
    letter: Letter,
    about: Option<About>,
    body: String,
    unit: String,
    date: String,
    /// The same in the words of a letter.
    letter_date: String,
    send_by: String,
    missed: bool,
    /// The new date proposed before, once it is over.
    passed: Option<String>,
    cites: Vec<Cite>,
    may_edit: bool,
    may_sign: bool,
}

/// The page of one letter.
pub(crate) async fn letter(viewer: Viewer, Key(id): Key<LetterId>) -> WebResult {
    let view = letters::letter(&viewer.ctx, id).await?;
    let form = FormView::filled(filled(&viewer, &view.letter));
    html(&letter_page(&viewer, view, form))
}

/// The letter as PDF.
pub(crate) async fn pdf(viewer: Viewer, Key(id): Key<LetterId>) -> WebResult {
    let name = match letters::letter(&viewer.ctx, id).await?.letter.kind {
        LetterKind::Apology => "thu-xin-loi",
        LetterKind::Thanks => "thu-cam-on",
        LetterKind::Congratulation => "thu-chuc-mung",
        LetterKind::Condolence => "thu-chia-buon",
    };
    Ok(crate::one_stop::pdf(name, letters::letter_pdf(&viewer.ctx, id).await?))
}

/// Whether the new date of an unsigned apology is over: nobody can promise it any more.
fn new_date_passed(viewer: &Viewer, letter: &Letter) -> bool {
    let passed = |at| viewer.ctx.local(at).date() < viewer.ctx.today();
    letter.state == LetterState::Draft && letter.new_due_at.is_some_and(passed)
}

fn filled(viewer: &Viewer, letter: &Letter) -> FormData {
    let mut form = FormData::default();
    form.set("reason", &letter.reason);
    form.set("recipient", &letter.recipient);
    let day = letter.new_due_at.map(|at| viewer.ctx.local(at).date());
    let day = day.filter(|_| !new_date_passed(viewer, letter));
    form.set("new_due", day.map(|day| day.to_string()).unwrap_or_default());
    form
}

fn letter_page(viewer: &Viewer, view: LetterView, form: FormView) -> LetterPage {
    let letter = view.letter;
    let page = viewer
        .page("letter-list-title")
        .crumb(paths::ONE_STOP, "nav-one-stop")
        .crumb(paths::LETTERS, "letter-list-title");
    let title = page.word("letter-kind", letter.kind);
    let org = viewer.ctx.org();
    let name = |unit| org.get(unit).map(|u| u.name.clone()).unwrap_or_default();
    let at = |at: Option<jiff::Timestamp>| {
        at.map(|at| format::letter_moment(viewer.ctx.local(at))).unwrap_or_default()
    };
    let passed = new_date_passed(viewer, &letter);
    let about = view.dossier.map(|(dossier, procedure)| About {
        href: paths::dossier(dossier.id),
        sentence: page.tn(
            "letter-apology-about",
            &[
                ("code", dossier.code.clone()),
                ("procedure", procedure.name.clone()),
                ("desk", name(dossier.receiving)),
                ("received", at(Some(dossier.received_at))),
            ],
        ),
        old_due: at(letter.old_due_at),
        new_due: if passed { page.t("letter-new-due-missing") } else { at(letter.new_due_at) },
        code: dossier.code,
        procedure: procedure.name,
    });
    let cites = view.law.iter().filter(|_| letter.kind == LetterKind::Apology);
    let cites = cites.flat_map(|law| {
        [Cite::new(&page, &law.apology_lead), Cite::new(&page, &law.reappointments_max)]
    });
    let draft = letter.state == LetterState::Draft;
    let day = viewer.ctx.local(letter.signed_at.unwrap_or(viewer.ctx.now())).date();
    LetterPage {
        cites: cites.collect(),
        about,
        body: name(letter.root),
        unit: name(letter.issuer.unwrap_or(letter.unit)),
        date: format::date(day),
        letter_date: format::letter_date(day),
        send_by: letter.send_by.map(format::date).unwrap_or_default(),
        missed: view.missed,
        passed: letter
            .new_due_at
            .filter(|_| passed)
            .map(|at| format::date(viewer.ctx.local(at).date())),
        may_edit: draft && viewer.ctx.may(Action::LetterDraft, letter.unit),
        may_sign: draft && viewer.ctx.may(Action::LetterSign, letter.unit),
        page: page.titled(format!("{title}: {}", letter.recipient)),
        form,
        letter,
    }
}

/// Changes the draft.
pub(crate) async fn edit(
    viewer: Viewer,
    Key(id): Key<LetterId>,
    SignedForm(form): SignedForm,
) -> WebResult {
    let mut fields = Fields::new(&form);
    let new_due = if form.text("new_due").is_empty() { None } else { fields.date("new_due") };
    let command = EditDraft {
        letter: id,
        version: Some(form.version()),
        recipient: form.optional("recipient"),
        reason: form.text("reason").to_owned(),
        new_due,
    };
    let outcome = match fields.finish() {
        Ok(()) => letters::edit_draft(&viewer.ctx, command).await,
        Err(error) => Err(error),
    };
    answer(viewer, id, form, outcome, "letter-saved").await
}

/// Signs the letter.
pub(crate) async fn sign(
    viewer: Viewer,
    Key(id): Key<LetterId>,
    SignedForm(form): SignedForm,
) -> WebResult {
    let outcome =
        letters::sign(&viewer.ctx, Sign { letter: id, version: Some(form.version()) }).await;
    answer(viewer, id, form, outcome, "letter-signed").await
}

async fn answer(
    viewer: Viewer,
    id: LetterId,
    form: FormData,
    outcome: AppResult<Letter>,
    flash: &str,
) -> WebResult {
    match outcome {
        Ok(letter) => done(&paths::letter(id), flash, letter.number.unwrap_or_default()),
        Err(error @ (AppError::NotFound(_) | AppError::Denied(_))) => Err(error.into()),
        Err(error) => {
            let view = letters::letter(&viewer.ctx, id).await?;
            let mut kept = filled(&viewer, &view.letter);
            for field in ["reason", "recipient", "new_due"] {
                if form.names().any(|name| name == field) {
                    kept.set(field, form.text(field));
                }
            }
            give_back(&viewer.web, viewer.lang, kept, error, |form| {
                html(&letter_page(&viewer, view, form))
            })
        }
    }
}
