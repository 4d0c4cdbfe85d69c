//! Writing letters: by the event itself, or by a person.

use jiff::civil::{Date, Time};
use nep_domain::{
    access::Action,
    ids::{DossierId, Id, LetterId, UnitId},
    letters::{self, Letter, LetterKind, LetterState},
    one_stop::{Dossier, TOPIC},
    text::clean,
};
use nep_law::{Days, Library};
use nep_storage::{WriteTx, letters as store, one_stop};
use serde_json::json;

use crate::{
    AppError, AppResult, Ctx, FieldError,
    error::OnConflict,
    one_stop::{law_of, office_hours},
};

/// Changes an unsigned letter.
#[derive(Clone, Debug)]
pub struct EditDraft {
    /// Which.
    pub letter: LetterId,
    /// The version it is based on; whatever is stored when absent.
    pub version: Option<i64>,
    /// To whom; as before when absent.
    pub recipient: Option<String>,
    /// The reason of the delay, or the text of another letter.
    pub reason: String,
    /// The one new date of an apology.
    pub new_due: Option<Date>,
}

/// A letter of thanks, congratulation or condolence (S3.3).
#[derive(Clone, Debug)]
pub struct WriteLetter {
    /// The unit whose head will sign.
    pub unit: UnitId,
    /// What it says.
    pub kind: LetterKind,
    /// The dossier it is about, if any.
    pub dossier: Option<DossierId>,
    /// To whom.
    pub recipient: String,
    /// The text.
    pub text: String,
}

/// Drafts the apology of every open dossier that may be late: the day on which it must be announced has come.
/// Running it again drafts nothing twice. Gives how many were drafted. A draft whose new date has passed unsigned gets
/// the nearest one that is left.
///
/// # Errors
/// What the database says; dossiers out of the actor's reach are passed over.
pub async fn draft_due(ctx: &Ctx) -> AppResult<usize> {
    let before = ctx
        .instant(last_due_day(ctx).tomorrow().unwrap_or(Date::MAX).to_datetime(Time::midnight()));
    let roots: Vec<UnitId> = ctx.org().roots().map(|u| u.id).collect();
    let tx = ctx.write().await?;
    let mut drafted = 0;
    for root in roots {
        for dossier in one_stop::undecided_without_apology(&tx, root, before).await? {
            if ctx.may(Action::LetterDraft, dossier.competent) && is_due(ctx, &dossier)? {
                insert_apology(ctx, &tx, &dossier).await?;
                drafted += 1;
            }
        }
        propose_anew(ctx, &tx, root).await?;
    }
    tx.commit().await?;
    Ok(drafted)
}

/// Gives drafts whose new date has passed a new one; nobody can sign a promise for yesterday.
async fn propose_anew(ctx: &Ctx, tx: &WriteTx, root: UnitId) -> AppResult<()> {
    let morning = ctx.instant(ctx.today().to_datetime(Time::midnight()));
    for mut letter in store::passed_drafts(tx, root, morning).await? {
        let Some(dossier) = letter.dossier.filter(|_| ctx.may(Action::LetterDraft, letter.unit))
        else {
            continue;
        };
        let desk = one_stop::by_id(tx, dossier).await?.map_or(letter.unit, |d| d.receiving);
        let day = ctx.services().calendar.next_working_day(ctx.today());
        letter.new_due_at = Some(closing(ctx, desk, day));
        store::update(tx, &letter).await?;
        let detail = json!({
            "kind": letter.kind.key(), "renewed": true,
            "new_due_at": letter.new_due_at.map(|t| t.to_string()),
        });
        ctx.audit(tx, Action::LetterDraft, "letter", letter.id.uuid(), &detail).await?;
    }
    Ok(())
}

/// Drafts the apology of one dossier before its day, or gives the one there is.
///
/// # Errors
/// `dossier-decided`, `dossier-awaits-supplement`; `reappointments-used-up` when its date was moved already (L3).
pub async fn draft(ctx: &Ctx, dossier: DossierId) -> AppResult<LetterId> {
    let tx = ctx.write().await?;
    let dossier = one_stop::by_id(&tx, dossier).await?.ok_or(AppError::NotFound("dossier"))?;
    ctx.require(Action::LetterDraft, dossier.competent)?;
    let known = store::of_dossier(&tx, dossier.id)
        .await?
        .into_iter()
        .find(|l| l.kind == LetterKind::Apology);
    if let Some(letter) = known {
        if letter.state == LetterState::Signed {
            letters::may_reappoint(1, &law_of(ctx, &dossier)?)?;
        }
        return Ok(letter.id);
    }
    dossier.require_open()?;
    let letter = insert_apology(ctx, &tx, &dossier).await?;
    tx.commit().await?;
    Ok(letter)
}

/// The latest due day for which any pack of any body asks for an announcement today.
fn last_due_day(ctx: &Ctx) -> Date {
    let (calendar, today) = (&ctx.services().calendar, ctx.today());
    let packs = ctx.libraries().flat_map(Library::every_edition);
    let leads = packs
        .filter(|pack| pack.id().topic() == TOPIC)
        .filter_map(|pack| pack.days("apology_days_before_due").ok());
    let last = leads.map(|lead| match lead.value {
        Days::Working(n) => calendar.add_working_days(today, i64::from(n)),
        Days::Calendar(n) => today.saturating_add(jiff::Span::new().days(n)),
    });
    last.max().unwrap_or(today)
}

fn is_due(ctx: &Ctx, dossier: &Dossier) -> AppResult<bool> {
    let (started, due) = (ctx.local(dossier.clock_started_at).date(), ctx.local(dossier.due_at));
    let send_by =
        letters::send_by(started, due.date(), &ctx.services().calendar, &law_of(ctx, dossier)?);
    Ok(letters::apology_is_due(ctx.local_now(), started, due, send_by))
}

async fn insert_apology(ctx: &Ctx, tx: &WriteTx, dossier: &Dossier) -> AppResult<LetterId> {
    let calendar = &ctx.services().calendar;
    let (started, due) =
        (ctx.local(dossier.clock_started_at).date(), ctx.local(dossier.due_at).date());
    // The nearest date there can be; the person who knows the reason sets the right one.
    let new_due = calendar.next_working_day(due.max(ctx.today()));
    let letter = Letter {
        id: ctx.id(),
        root: dossier.root,
        unit: dossier.competent,
        dossier: Some(dossier.id),
        kind: LetterKind::Apology,
        state: LetterState::Draft,
        recipient: dossier.applicant.name.clone(),
        reason: String::new(),
        old_due_at: Some(dossier.due_at),
        new_due_at: Some(closing(ctx, dossier.receiving, new_due)),
        send_by: Some(letters::send_by(started, due, calendar, &law_of(ctx, dossier)?)),
        drafted_at: ctx.now(),
        number: None,
        signed_at: None,
        signed_by: None,
        signer_name: None,
        signer_post: Vec::new(),
        issuer: None,
        version: 1,
    };
    store::insert(tx, &letter).await?;
    let detail = json!({ "kind": letter.kind.key(), "dossier": dossier.code });
    ctx.audit(tx, Action::LetterDraft, "letter", letter.id.uuid(), &detail).await?;
    Ok(letter.id)
}

/// The end of the desk's office hours on a day to come, by what is known of them now; the end of the day where no hours
/// are kept: one desk without hours must not keep the letters of all others from being drafted.
fn closing(ctx: &Ctx, desk: UnitId, day: Date) -> jiff::Timestamp {
    let hours = office_hours(ctx.org(), desk).ok();
    let last = hours.as_ref().and_then(|hours| hours.spans().last());
    let closes = last.map_or(Time::constant(23, 59, 0, 0), |span| span.closes());
    ctx.instant(day.to_datetime(closes))
}

/// Changes the reason, the recipient and the new date of an unsigned letter.
///
/// # Errors
/// Field errors `missing`, `new-due-not-later`, `new-due-past`, `new-due-not-working`; refusals `letter-signed`,
/// `dossier-decided`; [`AppError::Stale`].
pub async fn edit_draft(ctx: &Ctx, command: EditDraft) -> AppResult<Letter> {
    let tx = ctx.write().await?;
    let mut letter =
        store::by_id(&tx, command.letter).await?.ok_or(AppError::NotFound("letter"))?;
    ctx.require(Action::LetterDraft, letter.unit)?;
    if command.version.is_some_and(|version| version != letter.version) {
        return Err(AppError::Stale);
    }
    let dossier = match letter.dossier {
        Some(id) => one_stop::by_id(&tx, id).await?,
        None => None,
    };
    letters::check_draft(&letter, dossier.as_ref())?;
    let mut errors = Vec::new();
    letter.reason = command.reason.trim().to_owned();
    letter.recipient = command.recipient.as_deref().map_or(letter.recipient, clean);
    for (field, text) in [("reason", &letter.reason), ("recipient", &letter.recipient)] {
        if text.is_empty() {
            errors.push(FieldError::new(field, "missing"));
        }
    }
    if letter.kind == LetterKind::Apology {
        match check_new_due(ctx, &letter, command.new_due) {
            Err(error) => errors.push(error),
            Ok(day) => {
                let desk = dossier.map_or(letter.unit, |d| d.receiving);
                letter.new_due_at = Some(closing(ctx, desk, day));
            }
        }
    }
    if !errors.is_empty() {
        return Err(AppError::Invalid(errors));
    }
    store::update(&tx, &letter).await?;
    letter.version += 1;
    let detail =
        json!({ "reason": letter.reason, "new_due_at": letter.new_due_at.map(|t| t.to_string()) });
    ctx.audit(&tx, Action::LetterDraft, "letter", letter.id.uuid(), &detail).await?;
    tx.commit().await?;
    Ok(letter)
}

/// The new date, or what is wrong with it.
pub(super) fn check_new_due(
    ctx: &Ctx,
    letter: &Letter,
    new_due: Option<Date>,
) -> Result<Date, FieldError> {
    let new = new_due.ok_or_else(|| FieldError::new("new_due", "missing"))?;
    let old = letter.old_due_at.map_or(Date::MIN, |at| ctx.local(at).date());
    letters::check_new_due(new, old, ctx.today(), &ctx.services().calendar)
        .map_err(|r| FieldError { field: "new_due".to_owned(), code: r.code, values: r.values })?;
    Ok(new)
}

/// Writes a letter of thanks, congratulation or condolence for the head to sign.
///
/// # Errors
/// Field errors `missing`, `letter-kind` for an apology (it belongs to its dossier), `letter-exists` when the
/// dossier has one of that kind.
pub async fn write(ctx: &Ctx, command: WriteLetter) -> AppResult<LetterId> {
    ctx.require(Action::LetterDraft, command.unit)?;
    let (recipient, text) = (clean(&command.recipient), command.text.trim().to_owned());
    let mut errors = Vec::new();
    for (field, value) in [("recipient", &recipient), ("text", &text)] {
        if value.is_empty() {
            errors.push(FieldError::new(field, "missing"));
        }
    }
    if command.kind == LetterKind::Apology {
        errors.push(FieldError::new("kind", "letter-kind"));
    }
    let org = ctx.org_on(ctx.today()).await?;
    let unit = org.get(command.unit);
    if unit.is_none() {
        errors.push(
            FieldError::new("unit", "unit-not-on-that-date")
                .with("date", ctx.today().strftime("%d/%m/%Y")),
        );
    }
    let (true, Some(unit)) = (errors.is_empty(), unit) else {
        return Err(AppError::Invalid(errors));
    };
    let letter = Letter {
        id: ctx.id(),
        root: unit.root,
        unit: unit.id,
        dossier: command.dossier,
        kind: command.kind,
        state: LetterState::Draft,
        recipient,
        reason: text,
        old_due_at: None,
        new_due_at: None,
        send_by: None,
        drafted_at: ctx.now(),
        number: None,
        signed_at: None,
        signed_by: None,
        signer_name: None,
        signer_post: Vec::new(),
        issuer: None,
        version: 1,
    };
    let tx = ctx.write().await?;
    store::insert(&tx, &letter).await.on_conflict("letter(dossier_id,kind)", || {
        FieldError::new("kind", "letter-exists").into()
    })?;
    let detail = json!({ "kind": letter.kind.key(), "recipient": letter.recipient });
    ctx.audit(&tx, Action::LetterDraft, "letter", letter.id.uuid(), &detail).await?;
    tx.commit().await?;
    Ok(letter.id)
}
