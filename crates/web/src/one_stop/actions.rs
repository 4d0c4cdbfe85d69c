//! What is done with a dossier: each a form on its page, answered by going back to it.

use nep_app::{
    AppError, AppResult, letters,
    one_stop::{self, Finish, Forward, Lapse, Notify, ReturnResult, Withdraw},
};
use nep_domain::{ids::DossierId, one_stop::Dossier};

use super::dossier::dossier_page;
use crate::{
    error::WebResult,
    form::{Fields, FormData, SignedForm},
    key::Key,
    page::{done, give_back, html},
    paths,
    session::Viewer,
};

/// Hands it to another unit.
pub(crate) async fn forward(
    viewer: Viewer,
    Key(id): Key<DossierId>,
    SignedForm(form): SignedForm,
) -> WebResult {
    let mut fields = Fields::new(&form);
    let to = fields.parsed("to", "missing");
    let outcome = match (fields.finish(), to) {
        (Ok(()), Some(to)) => {
            let command = Forward {
                dossier: id,
                version: Some(form.version()),
                to,
                note: form.text("note").to_owned(),
            };
            one_stop::forward(&viewer.ctx, command).await
        }
        (Ok(()), None) => Err(AppError::NotFound("unit")),
        (Err(error), _) => Err(error),
    };
    answer(viewer, id, form, outcome, "dossier-forwarded").await
}

/// Records the decision.
pub(crate) async fn finish(
    viewer: Viewer,
    Key(id): Key<DossierId>,
    SignedForm(form): SignedForm,
) -> WebResult {
    let mut fields = Fields::new(&form);
    let result = fields.parsed("result", "missing");
    let outcome = match (fields.finish(), result) {
        (Ok(()), Some(result)) => {
            let note = form.text("reason").to_owned();
            one_stop::finish(
                &viewer.ctx,
                Finish { dossier: id, version: Some(form.version()), result, note },
            )
            .await
        }
        (Ok(()), None) => Err(AppError::NotFound("result")),
        (Err(error), _) => Err(error),
    };
    answer(viewer, id, form, outcome, "dossier-finished").await
}

/// Gives the result to the applicant.
pub(crate) async fn give_out(
    viewer: Viewer,
    Key(id): Key<DossierId>,
    SignedForm(form): SignedForm,
) -> WebResult {
    let command = ReturnResult {
        dossier: id,
        version: Some(form.version()),
        note: form.text("give_note").to_owned(),
    };
    let outcome = one_stop::return_result(&viewer.ctx, command).await;
    answer(viewer, id, form, outcome, "dossier-returned").await
}

/// Stops it at the applicant's request.
pub(crate) async fn withdraw(
    viewer: Viewer,
    Key(id): Key<DossierId>,
    SignedForm(form): SignedForm,
) -> WebResult {
    let command = Withdraw {
        dossier: id,
        version: Some(form.version()),
        note: form.text("stop_reason").to_owned(),
    };
    let outcome = one_stop::withdraw(&viewer.ctx, command).await;
    answer(viewer, id, form, outcome, "dossier-withdrawn").await
}

/// Stops it because the applicant supplied nothing in time.
pub(crate) async fn lapse(
    viewer: Viewer,
    Key(id): Key<DossierId>,
    SignedForm(form): SignedForm,
) -> WebResult {
    let command = Lapse {
        dossier: id,
        version: Some(form.version()),
        note: form.text("lapse_reason").to_owned(),
    };
    let outcome = one_stop::lapse(&viewer.ctx, command).await;
    answer(viewer, id, form, outcome, "dossier-lapsed").await
}

/// Records that the applicant was told of an early result.
pub(crate) async fn notify(
    viewer: Viewer,
    Key(id): Key<DossierId>,
    SignedForm(form): SignedForm,
) -> WebResult {
    let command =
        Notify { dossier: id, version: Some(form.version()), note: form.text("notice").to_owned() };
    let outcome = one_stop::notify(&viewer.ctx, command).await;
    answer(viewer, id, form, outcome, "dossier-notified").await
}

/// Drafts the apology before its day and opens it.
pub(crate) async fn apology(
    viewer: Viewer,
    Key(id): Key<DossierId>,
    SignedForm(form): SignedForm,
) -> WebResult {
    match letters::draft(&viewer.ctx, id).await {
        Ok(letter) => done(&paths::letter(letter), "letter-drafted", ""),
        Err(error) => answer(viewer, id, form, Err(error), "letter-drafted").await,
    }
}

/// Back to the dossier with a message, or its page again with what was wrong.
pub(super) async fn answer(
    viewer: Viewer,
    id: DossierId,
    form: FormData,
    outcome: AppResult<Dossier>,
    flash: &str,
) -> WebResult {
    match outcome {
        Ok(dossier) => done(&paths::dossier(id), flash, dossier.code),
        Err(error) => {
            let view = one_stop::dossier(&viewer.ctx, id).await?;
            give_back(&viewer.web, viewer.lang, form, error, |form| {
                html(&dossier_page(&viewer, view, form))
            })
        }
    }
}
