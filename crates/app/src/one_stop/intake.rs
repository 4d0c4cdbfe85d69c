//! Taking a dossier at the desk.

use data_encoding::BASE64URL_NOPAD;
use jiff::{SignedDuration, civil::DateTime};
use nep_domain::{
    access::Action,
    ids::{Id, ProcedureId, UnitId},
    one_stop::{
        self, Applicant, Arrival, DeskRules, Dossier, DossierState, Procedure, Reception,
        StepEntry, StepKind,
    },
    org::OrgTree,
    refusal::Refusal,
    text::clean,
};
use nep_storage::{ReadTx, WriteTx, one_stop as store};
use serde_json::json;

use super::{desk_law, office_hours};
use crate::{AppError, AppResult, Ctx, FieldError, error::OnConflict};

/// A dossier handed over complete.
#[derive(Clone, Debug)]
pub struct Receive {
    /// What is asked for.
    pub procedure: ProcedureId,
    /// The desk that takes it.
    pub unit: UnitId,
    /// Who applies.
    pub applicant: Applicant,
    /// The matter in the applicant's words; the procedure's name when empty.
    pub content: String,
    /// The papers handed in.
    pub papers: Vec<String>,
    /// How many sets; zero means as many as the procedure asks for.
    pub sets: u32,
    /// When it was handed over, office time; now when absent.
    pub received_at: Option<DateTime>,
    /// Why it is entered only now, when it was handed over before.
    pub late_reason: String,
    /// An earlier date promised than the term allows, office time.
    pub promised: Option<DateTime>,
    /// Random key of the form; the same key again gives the dossier of the first time.
    pub request_key: Option<String>,
    /// Whether it is known to be another one than what the same person handed over a moment ago.
    pub another: bool,
}

/// Two dossiers of one person for one procedure within this time are more likely one form sent twice.
const MOMENT: SignedDuration = SignedDuration::from_mins(10);

/// Takes a dossier: gives it a code, counts its term, starts its control slip. Works at any hour (S1.2).
///
/// # Errors
/// Field errors `missing`, `dossier-phone`, `dossier-email`, `dossier-sets`, and `dossier-just-taken` of `another`;
/// refusals of [`one_stop::receive`], `unit-not-on-that-date`, `office-hours-missing`,
/// `dossier-identifier-missing`, `no-law-on-that-date`.
pub async fn receive(ctx: &Ctx, command: Receive) -> AppResult<Dossier> {
    ctx.require(Action::DossierReceive, command.unit)?;
    let command = check(command)?;
    let at = command.received_at.unwrap_or_else(|| ctx.local_now());
    let org = ctx.org_on(at.date()).await?;
    // Asked before the one writer's turn comes: nobody holds it longer than the writing takes.
    let before = ctx.read().await?;
    if let Some(known) = sent_before(ctx, &before, command.request_key.as_deref()).await? {
        return Ok(known);
    }
    let procedure = offered(ctx, &before, &command, &org).await?;
    drop(before);
    let key = command.request_key.clone();
    let tx = ctx.write().await?;
    match build(ctx, &tx, command, &procedure, &org, at).await {
        Ok(dossier) => {
            tx.commit().await?;
            Ok(dossier)
        }
        // The same form came twice at the same moment, and the other was quicker.
        Err(AppError::Stale) => {
            drop(tx);
            let known = sent_before(ctx, &ctx.read().await?, key.as_deref()).await?;
            known.ok_or(AppError::Stale)
        }
        Err(error) => Err(error),
    }
}

/// The dossier made of the same form before.
async fn sent_before(ctx: &Ctx, tx: &ReadTx, key: Option<&str>) -> AppResult<Option<Dossier>> {
    let Some(key) = key else { return Ok(None) };
    let known = store::by_request_key(tx, key).await?;
    if let Some(known) = &known {
        ctx.require(Action::DossierReceive, known.receiving)?;
    }
    Ok(known)
}

/// The procedure, if the desk's body offers it and the dossier does not seem to be there already.
async fn offered(ctx: &Ctx, tx: &ReadTx, command: &Receive, org: &OrgTree) -> AppResult<Procedure> {
    let procedure =
        store::procedure(tx, command.procedure).await?.ok_or(AppError::NotFound("procedure"))?;
    if org.require(command.unit)?.root != org.require(procedure.competent)?.root {
        return Err(AppError::NotFound("procedure"));
    }
    if !command.another && command.received_at.is_none() {
        let since = ctx.now().saturating_sub(MOMENT).unwrap_or(ctx.now());
        let name = &command.applicant.name;
        if let Some(code) = store::taken_since(tx, command.unit, procedure.id, name, since).await? {
            return Err(FieldError::new("another", "dossier-just-taken").with("code", code).into());
        }
    }
    Ok(procedure)
}

/// Decides and stores; the transaction is the caller's. [`AppError::Stale`] when the same form was stored meanwhile.
async fn build(
    ctx: &Ctx,
    tx: &WriteTx,
    command: Receive,
    procedure: &Procedure,
    org: &OrgTree,
    at: DateTime,
) -> AppResult<Dossier> {
    let (law, hours) = (desk_law(ctx, command.unit, at.date())?, office_hours(org, command.unit)?);
    let rules = DeskRules { calendar: &ctx.services().calendar, hours: &hours, law: &law };
    let arrival = Arrival { at, entered: ctx.local_now(), promised: command.promised };
    let reception = one_stop::receive(procedure, arrival, &rules)?;
    let (owner, identifier) = identifier(org, command.unit)?;
    let number = store::next_number(tx, owner, at.date()).await?;
    let code = one_stop::dossier_code(&identifier, at.date(), number, &law)?;
    let late_reason = command.late_reason.clone();
    let dossier = assemble(ctx, command, procedure, code, at, reception, law.pack.to_string());
    let stored = store::insert(tx, &dossier, &procedure.name).await;
    stored.on_conflict("dossier(request_key)", || AppError::Stale)?;
    let entry = StepEntry {
        kind: StepKind::Received,
        at: dossier.received_at,
        from: None,
        to: Some(dossier.receiving),
        on_time: None,
        note: late_reason,
    };
    store::append_step(tx, ctx.id(), dossier.id, dossier.received_by, &entry).await?;
    let detail = json!({
        "code": dossier.code, "procedure": procedure.code, "received_at": dossier.received_at.to_string(),
        "beyond_hours": dossier.received_beyond_hours, "due_at": dossier.due_at.to_string(), "late_reason": entry.note,
    });
    ctx.audit(tx, Action::DossierReceive, "dossier", dossier.id.uuid(), &detail).await?;
    Ok(dossier)
}

fn assemble(
    ctx: &Ctx,
    command: Receive,
    procedure: &Procedure,
    code: String,
    at: DateTime,
    reception: Reception,
    pack: String,
) -> Dossier {
    let due_at = ctx.instant(reception.due_at);
    Dossier {
        id: ctx.id(),
        root: procedure.root,
        code,
        procedure: procedure.id,
        receiving: command.unit,
        competent: procedure.competent,
        holder: command.unit,
        state: DossierState::Received,
        applicant: command.applicant,
        content: if command.content.is_empty() { procedure.name.clone() } else { command.content },
        papers: if command.papers.is_empty() { procedure.papers.clone() } else { command.papers },
        sets: if command.sets == 0 { procedure.sets } else { command.sets },
        received_at: ctx.instant(at),
        received_by: ctx.account().map(|a| a.id),
        received_beyond_hours: reception.beyond_hours,
        clock_started_at: ctx.instant(reception.clock_started_at),
        paused_at: None,
        term: procedure.term,
        first_due_at: due_at,
        due_at,
        due_provisional: reception.due_provisional,
        pack,
        forward_due_at: ctx.instant(reception.forward_due_at),
        forwarded_at: None,
        finished_at: None,
        result: None,
        returned_at: None,
        returned_beyond_hours: None,
        rating_token: BASE64URL_NOPAD.encode(&ctx.random::<12>()),
        request_key: command.request_key,
        version: 1,
    }
}

/// Cleans the command and collects everything wrong with its fields.
fn check(mut command: Receive) -> AppResult<Receive> {
    let mut errors = check_applicant(&mut command.applicant);
    errors.extend(sets_error(command.sets));
    command.content = clean(&command.content);
    command.late_reason = clean(&command.late_reason);
    command.papers = command.papers.iter().map(|p| clean(p)).filter(|p| !p.is_empty()).collect();
    if command.received_at.is_some() && command.late_reason.is_empty() {
        errors.push(FieldError::new("late_reason", "missing"));
    }
    if errors.is_empty() { Ok(command) } else { Err(AppError::Invalid(errors)) }
}

/// What is wrong with a number of sets.
pub fn sets_error(sets: u32) -> Option<FieldError> {
    const MOST_SETS: u32 = 50;
    (sets > MOST_SETS).then(|| FieldError::new("sets", "dossier-sets").with("most", MOST_SETS))
}

/// Everything wrong with who applies, for forms that name all errors at once.
pub fn applicant_errors(applicant: &Applicant) -> Vec<FieldError> {
    check_applicant(&mut applicant.clone())
}

/// Cleans who applies and collects everything wrong with it.
pub(super) fn check_applicant(a: &mut Applicant) -> Vec<FieldError> {
    let mut errors = Vec::new();
    for text in [&mut a.name, &mut a.id_number, &mut a.address, &mut a.phone, &mut a.email] {
        *text = clean(text);
    }
    for (field, text) in [("applicant_name", &a.name), ("applicant_address", &a.address)] {
        if text.is_empty() {
            errors.push(FieldError::new(field, "missing"));
        }
    }
    let digits = a.phone.chars().filter(char::is_ascii_digit).count();
    let plain = a.phone.chars().all(|c| c.is_ascii_digit() || " .+-()".contains(c));
    if !(a.phone.is_empty() || plain && (8..=15).contains(&digits)) {
        errors.push(FieldError::new("applicant_phone", "dossier-phone"));
    }
    if !a.email.is_empty()
        && !a.email.split_once('@').is_some_and(|(who, host)| !who.is_empty() && host.contains('.'))
    {
        errors.push(FieldError::new("applicant_email", "dossier-email"));
    }
    errors
}

/// The unit at or above the desk whose identifier stands in dossier codes, and that identifier.
fn identifier(org: &OrgTree, desk: UnitId) -> Result<(UnitId, String), Refusal> {
    let own = org.get(desk).into_iter().chain(org.ancestors(desk));
    let mut found = own.filter_map(|unit| Some((unit.id, unit.identifier.clone()?)));
    found.next().ok_or_else(|| Refusal::new("dossier-identifier-missing"))
}
