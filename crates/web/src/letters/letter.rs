//! One letter: how it will look, what is still missing, changing and signing it.

use askama::Template;
use nep_app::{
    AppError,
    letters::{self, EditDraft, LetterView, Sign},
};
use nep_documents::{PublicLetter, long_date};
use nep_domain::{
    access::Action,
    ids::LetterId,
    letters::{Letter, LetterKind, LetterState},
};

use crate::{
    cite::Cite,
    error::WebResult,
    form::{Fields, FormData, FormView, SignedForm},
    format,
    key::Key,
    page::{Page, done, give_back, html},
    paths,
    session::Viewer,
};

/// The dossier a letter is about.
struct About {
    href: String,
    code: String,
    procedure: String,
}

#[derive(Template)]
#[template(path = "letters/letter.html")]
struct LetterPage {
    page: Page,
    form: FormView,
    letter: Letter,
    /// The letter as it goes out, the same as its PDF.
    printed: PublicLetter,
    about: Option<About>,
    date: String,
    /// The letter's date in the words of a letter.
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
    let printed = letters::printed(&viewer.ctx, &view).await?;
    html(&letter_page(&viewer, view, printed, form))
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

fn letter_page(
    viewer: &Viewer,
    view: LetterView,
    printed: PublicLetter,
    form: FormView,
) -> LetterPage {
    let letter = view.letter;
    let page = viewer
        .page("letter-list-title")
        .crumb(paths::ONE_STOP, "nav-one-stop")
        .crumb(paths::LETTERS, "letter-list-title");
    let title = page.word("letter-kind", letter.kind);
    let passed = new_date_passed(viewer, &letter);
    let about = view.dossier.map(|(dossier, procedure)| About {
        href: paths::dossier(dossier.id),
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
        date: format::date(day),
        letter_date: long_date(printed.letterhead.date),
        printed,
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
    match outcome {
        Ok(_) => done(&paths::letter(id), "letter-saved", ""),
        Err(error) => given_back(viewer, id, form, error).await,
    }
}

/// Signs the letter.
pub(crate) async fn sign(
    viewer: Viewer,
    Key(id): Key<LetterId>,
    SignedForm(form): SignedForm,
) -> WebResult {
    let sign = Sign { letter: id, version: Some(form.version()) };
    match letters::sign(&viewer.ctx, sign).await {
        Ok(_) => {
            let view = letters::letter(&viewer.ctx, id).await?;
            let printed = letters::printed(&viewer.ctx, &view).await?;
            done(&paths::letter(id), "letter-signed", printed.letterhead.reference())
        }
        Err(error) => given_back(viewer, id, form, error).await,
    }
}

/// The page again with what was typed and what is wrong with it.
async fn given_back(viewer: Viewer, id: LetterId, form: FormData, error: AppError) -> WebResult {
    if matches!(error, AppError::NotFound(_) | AppError::Denied(_)) {
        return Err(error.into());
    }
    let view = letters::letter(&viewer.ctx, id).await?;
    let printed = letters::printed(&viewer.ctx, &view).await?;
    let mut kept = filled(&viewer, &view.letter);
    for field in ["reason", "recipient", "new_due"] {
        if form.names().any(|name| name == field) {
            kept.set(field, form.text(field));
        }
    }
    give_back(&viewer.web, viewer.lang, kept, error, |form| {
        html(&letter_page(&viewer, view, printed, form))
    })
}
