//! Rating a finished dossier by the QR code of its slip; no account needed, once for each dossier.

use nep_domain::{
    ids::Id,
    one_stop::{Dossier, DossierState},
    satisfaction::{self, LIST, Satisfaction, TOPIC},
    text::clean,
};
use nep_law::{Item, Pack};
use nep_storage::{one_stop, satisfaction as store};
use serde_json::json;

use crate::{AppError, AppResult, Ctx, FieldError, error::OnConflict};

/// Longest comment kept.
const LONGEST_COMMENT: usize = 2000;

/// What a citizen says about a finished dossier.
#[derive(Clone, Debug, Default)]
pub struct Rate {
    /// One to five.
    pub score: u8,
    /// Courtesy items answered: key in the pack, and whether it was met. Unanswered ones are left out.
    pub courtesy: Vec<(String, bool)>,
    /// The citizen's own words.
    pub comment: String,
}

/// What the rating page may show: nothing about the person.
#[derive(Clone, Debug)]
pub struct Ratable {
    /// Code of the dossier.
    pub code: String,
    /// Name of the procedure.
    pub procedure: String,
    /// Name of the desk.
    pub unit: String,
    /// Where the dossier stands.
    pub state: DossierState,
    /// The date promised now, office time.
    pub due_at: jiff::civil::DateTime,
    /// Not decided by that date.
    pub late: bool,
    /// Whether it can be rated: decided, and not rated yet.
    pub open: bool,
    /// The rating given before.
    pub score: Option<u8>,
    /// The courtesy items to ask for, in order.
    pub items: Vec<Item>,
}

/// What is to be rated under the secret of a slip; `None` when there is no such slip.
pub async fn by_token(ctx: &Ctx, token: &str) -> AppResult<Option<Ratable>> {
    let tx = ctx.read().await?;
    let Some(dossier) = one_stop::by_token(&tx, token).await? else { return Ok(None) };
    let procedure = one_stop::procedure(&tx, dossier.procedure)
        .await?
        .ok_or(AppError::NotFound("procedure"))?;
    let rating = store::of_dossier(&tx, dossier.id).await?;
    Ok(Some(Ratable {
        procedure: procedure.name,
        unit: ctx.org().get(dossier.receiving).map(|u| u.name.clone()).unwrap_or_default(),
        state: dossier.state,
        due_at: ctx.local(dossier.due_at),
        late: dossier.is_open() && dossier.due_at < ctx.now(),
        open: rating.is_none() && satisfaction::check_ratable(&dossier).is_ok(),
        score: rating.map(|r| r.score),
        items: courtesy(ctx, &dossier).map(|pack| pack.items(LIST).to_vec()).unwrap_or_default(),
        code: dossier.code,
    }))
}

/// Rates a finished dossier.
///
/// # Errors
/// [`AppError::NotFound`] for an unknown secret; field errors `rating-score`, `rating-comment`, `rating-item`;
/// refusals `rating-too-early`, `rating-given`.
pub async fn rate(ctx: &Ctx, token: &str, command: Rate) -> AppResult<()> {
    let tx = ctx.write().await?;
    let dossier = one_stop::by_token(&tx, token).await?.ok_or(AppError::NotFound("dossier"))?;
    satisfaction::check_ratable(&dossier)?;
    let rating = check(ctx, &dossier, command)?;
    let given = || nep_domain::refusal::Refusal::new("rating-given").into();
    store::insert(&tx, &rating).await.on_conflict("satisfaction(dossier_id)", given)?;
    let (met, asked) = rating.courtesy_met();
    let detail = json!({ "score": rating.score, "courtesy_met": met, "courtesy_asked": asked });
    ctx.audit_named(&tx, "satisfaction.rate", "dossier", Some(dossier.id.uuid()), &detail).await?;
    tx.commit().await?;
    Ok(())
}

fn check(ctx: &Ctx, dossier: &Dossier, command: Rate) -> AppResult<Satisfaction> {
    let mut errors = Vec::new();
    if !(1..=5).contains(&command.score) {
        errors.push(FieldError::new("score", "rating-score"));
    }
    if command.comment.chars().count() > LONGEST_COMMENT {
        errors.push(FieldError::new("comment", "rating-comment").with("most", LONGEST_COMMENT));
    }
    let items = courtesy(ctx, dossier).map(|pack| pack.items(LIST)).unwrap_or_default();
    let unknown =
        command.courtesy.iter().any(|(key, _)| !items.iter().any(|item| item.key == *key));
    let mut keys: Vec<_> = command.courtesy.iter().map(|(key, _)| key).collect();
    keys.sort_unstable();
    if unknown || keys.windows(2).any(|pair| pair[0] == pair[1]) {
        errors.push(FieldError::new("courtesy", "rating-item"));
    }
    if !errors.is_empty() {
        return Err(AppError::Invalid(errors));
    }
    Ok(Satisfaction {
        id: ctx.id(),
        root: dossier.root,
        unit: dossier.receiving,
        dossier: dossier.id,
        score: command.score,
        courtesy: command.courtesy,
        comment: clean(&command.comment),
        at: ctx.now(),
    })
}

/// The courtesy code in force when the dossier was received.
fn courtesy<'a>(ctx: &'a Ctx, dossier: &Dossier) -> Option<&'a Pack> {
    ctx.services().library.governing(TOPIC, ctx.local(dossier.received_at).date())
}
