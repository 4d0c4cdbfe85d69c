//! Signing: only the head does, and only then anything changes for the citizen.

use jiff::civil::{Date, Time};
use nep_domain::{
    access::{Action, Role},
    ids::{Id, LetterId, UnitId},
    letters::{self, Letter, LetterKind, LetterState},
    one_stop::{Dossier, StepKind},
    org,
    staff::Assignment,
};
use nep_storage::{WriteTx, letters as store, one_stop, staff};
use serde_json::json;

use super::draft::check_new_due;
use crate::{
    AppError, AppResult, Ctx, FieldError,
    one_stop::{law_of, store_change},
};

/// Signs a letter.
#[derive(Clone, Copy, Debug)]
pub struct Sign {
    /// Which.
    pub letter: LetterId,
    /// The version that was read before signing; whatever is stored when absent.
    pub version: Option<i64>,
}

/// Signs a letter as the head of its unit: it gets the next number of the year, and an apology moves its
/// dossier's date. An apology signed after its day is signed all the same; the lateness stays visible (L4).
///
/// # Errors
/// Field errors `missing` for the reason, and those of the new date; refusals `letter-signed`, `dossier-decided`,
/// `reappointments-used-up`; [`AppError::Stale`]. Signing what one has signed already changes nothing.
pub async fn sign(ctx: &Ctx, command: Sign) -> AppResult<Letter> {
    let tx = ctx.write().await?;
    let mut letter =
        store::by_id(&tx, command.letter).await?.ok_or(AppError::NotFound("letter"))?;
    ctx.require(Action::LetterSign, letter.unit)?;
    let by = ctx.account().map(|a| a.id);
    if command.version.is_some_and(|version| version != letter.version) {
        let again = letter.state == LetterState::Signed
            && letter.signed_by == by
            && command.version == Some(letter.version - 1);
        return if again { Ok(letter) } else { Err(AppError::Stale) };
    }
    let mut dossier = match letter.dossier {
        Some(id) => one_stop::by_id(&tx, id).await?,
        None => None,
    };
    letters::check_draft(&letter, dossier.as_ref())?;
    if letter.reason.is_empty() {
        return Err(FieldError::new("reason", "missing").into());
    }
    if let (LetterKind::Apology, Some(dossier)) = (letter.kind, dossier.as_mut()) {
        move_date(ctx, &tx, &letter, dossier).await?;
    }
    let issuer = issuer(ctx, letter.unit);
    letter.issuer = Some(issuer);
    letter.number = Some(next_number(ctx, &tx, issuer).await?);
    letter.state = LetterState::Signed;
    letter.signed_at = Some(ctx.now());
    letter.signed_by = by;
    letter.signer_name = ctx.account().map(|a| a.display_name.clone());
    letter.signer_post = signer_post(ctx, &tx, issuer).await?;
    store::update(&tx, &letter).await?;
    letter.version += 1;
    let detail = json!({
        "kind": letter.kind.key(), "number": letter.number,
        "late": letter.missed_its_day(Some(ctx.today()), ctx.today()),
    });
    ctx.audit(&tx, Action::LetterSign, "letter", letter.id.uuid(), &detail).await?;
    tx.commit().await?;
    Ok(letter)
}

/// Moves the date of the apology's dossier, once (L3).
async fn move_date(
    ctx: &Ctx,
    tx: &WriteTx,
    letter: &Letter,
    dossier: &mut Dossier,
) -> AppResult<()> {
    let steps = one_stop::steps(tx, dossier.id).await?;
    let moved = steps.iter().filter(|s| s.entry.kind == StepKind::Reappointed).count();
    letters::may_reappoint(i64::try_from(moved).unwrap_or(i64::MAX), &law_of(ctx, dossier)?)?;
    let new_due_at = letter.new_due_at.ok_or_else(|| FieldError::new("new_due", "missing"))?;
    let day = check_new_due(ctx, letter, Some(ctx.local(new_due_at).date()))?;
    let provisional = ctx.services().calendar.is_provisional(day);
    let in_time = !letter.missed_its_day(Some(ctx.today()), ctx.today());
    let entry = dossier.reappoint(new_due_at, provisional, ctx.now(), in_time, &letter.reason)?;
    store_change(ctx, tx, dossier, &entry, Action::LetterSign).await
}

/// The unit in whose name the actor signs for a unit: that unit where the actor heads it, else the nearest one above
/// that the actor heads. Nobody signs under the title of another unit's head.
fn issuer(ctx: &Ctx, unit: UnitId) -> UnitId {
    let signs = |at: UnitId| ctx.grants().any(|g| g.unit == at && g.role == Role::Head);
    let above = ctx.org().ancestors(unit).map(|u| u.id);
    std::iter::once(unit).chain(above).find(|at| signs(*at)).unwrap_or(unit)
}

/// The lines above the actor's signature for a unit today.
async fn signer_post(ctx: &Ctx, tx: &WriteTx, unit: UnitId) -> AppResult<Vec<String>> {
    let place = own_place(ctx, tx, unit).await?;
    let unit = ctx.org().get(unit).ok_or(AppError::NotFound("unit"))?;
    Ok(org::signing_lines(unit, place.as_ref()))
}

/// The actor's place on the staff of a unit today, where the account belongs to a person.
async fn own_place(ctx: &Ctx, tx: &WriteTx, unit: UnitId) -> AppResult<Option<Assignment>> {
    let Some(person) = ctx.account().and_then(|account| account.person) else { return Ok(None) };
    let places = staff::assignments_of(tx, person).await?;
    Ok(places.into_iter().find(|place| place.unit == unit && place.holds_on(ctx.today())))
}

/// The next number of the unit's letters in the year (NĐ 30/2020/NĐ-CP Đ.15).
async fn next_number(ctx: &Ctx, tx: &WriteTx, issuer: UnitId) -> AppResult<String> {
    let january = |year| {
        ctx.instant(Date::new(year, 1, 1).unwrap_or(Date::MAX).to_datetime(Time::midnight()))
    };
    let year = ctx.today().year();
    let signed = store::signed_count(tx, issuer, january(year), january(year + 1)).await?;
    Ok((signed + 1).to_string())
}
