//! Letters as people read them.

use nep_domain::{
    access::Action,
    ids::LetterId,
    letters::{Letter, LetterKind, LetterState},
    one_stop::{DeskLaw, Dossier, Procedure},
};
use nep_storage::{
    Page,
    letters::{self as store, LetterFilter},
    one_stop,
};

use crate::{AppError, AppResult, Ctx, one_stop::law_of};

/// Letters on a list at most.
const PER_LIST: u64 = 200;

/// A letter with the dossier it is about.
#[derive(Clone, Debug)]
pub struct LetterView {
    /// The letter.
    pub letter: Letter,
    /// The dossier and its procedure.
    pub dossier: Option<(Dossier, Procedure)>,
    /// The law of the dossier's reception.
    pub law: Option<DeskLaw>,
    /// Whether an apology missed its day, signed or not (L4).
    pub missed: bool,
}

/// One letter.
///
/// # Errors
/// [`AppError::NotFound`] when there is none or its unit is out of the actor's reach.
pub async fn letter(ctx: &Ctx, id: LetterId) -> AppResult<LetterView> {
    let tx = ctx.read().await?;
    let letter = store::by_id(&tx, id).await?.filter(|l| ctx.may(Action::DossierView, l.unit));
    let letter = letter.ok_or(AppError::NotFound("letter"))?;
    let mut view = LetterView { missed: missed(ctx, &letter), letter, dossier: None, law: None };
    if let Some(id) = view.letter.dossier {
        let dossier = one_stop::by_id(&tx, id).await?.ok_or(AppError::NotFound("dossier"))?;
        let procedure = one_stop::procedure(&tx, dossier.procedure)
            .await?
            .ok_or(AppError::NotFound("procedure"))?;
        view.law = Some(law_of(ctx, &dossier)?);
        view.dossier = Some((dossier, procedure));
    }
    Ok(view)
}

fn missed(ctx: &Ctx, letter: &Letter) -> bool {
    letter.missed_its_day(letter.signed_at.map(|at| ctx.local(at).date()), ctx.today())
}

/// Letters in the actor's reach: drafts by the day they must be out, others newest first.
///
/// # Errors
/// [`AppError::Denied`] without any unit in reach.
pub async fn list(
    ctx: &Ctx,
    state: Option<LetterState>,
    kind: Option<LetterKind>,
) -> AppResult<Vec<Letter>> {
    filtered(ctx, Action::DossierView, state, kind).await
}

/// Letters that wait for the actor's own signature, most urgent first; none for people who do not sign.
pub async fn to_sign(ctx: &Ctx) -> AppResult<Vec<Letter>> {
    if !ctx.may_anywhere(Action::LetterSign) {
        return Ok(Vec::new());
    }
    let mut letters = filtered(ctx, Action::LetterSign, Some(LetterState::Draft), None).await?;
    // Those without a day to be sent by come after those that have one.
    letters.sort_by_key(|letter| (letter.send_by.is_none(), letter.send_by));
    Ok(letters)
}

async fn filtered(
    ctx: &Ctx,
    action: Action,
    state: Option<LetterState>,
    kind: Option<LetterKind>,
) -> AppResult<Vec<Letter>> {
    let scope = ctx.scope(action);
    if scope.bodies.is_empty() && scope.units.is_empty() {
        return Err(AppError::Denied(action));
    }
    let filter = LetterFilter { scope, state, kind };
    Ok(store::list(&ctx.read().await?, &filter, Page { offset: 0, limit: PER_LIST }).await?)
}
