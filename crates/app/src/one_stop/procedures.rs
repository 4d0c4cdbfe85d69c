//! The catalogue of procedures.

use jiff::civil::Date;
use nep_calendar::{Term, TermUnit};
use nep_domain::{
    access::Action,
    ids::{Id, ProcedureId, UnitId},
    one_stop::Procedure,
    text::clean,
};
use nep_storage::one_stop as store;
use serde_json::json;

use crate::{AppError, AppResult, Ctx, FieldError, error::OnConflict};

/// Longest term accepted, in its own unit; longer ones are typing errors.
const LONGEST_TERM: u32 = 2000;
/// Most sets of papers accepted.
const MOST_SETS: u32 = 50;

/// A procedure as a form or an importer gives it.
#[derive(Clone, Debug)]
pub struct SaveProcedure {
    /// The procedure to change; none creates one.
    pub id: Option<ProcedureId>,
    /// The version the change is based on.
    pub version: i64,
    /// Code of the national catalogue, unique in the body.
    pub code: String,
    /// Name.
    pub name: String,
    /// Sector.
    pub field: String,
    /// Order and manner of execution.
    pub steps: String,
    /// Who may apply.
    pub applicants: String,
    /// The papers to hand in.
    pub papers: Vec<String>,
    /// In how many sets.
    pub sets: u32,
    /// The term; zero days means the same working day.
    pub term: Term,
    /// Received after the cut-off, a same-day result may come on the next working day.
    pub same_day_cut_off: bool,
    /// Fee and charge, in words.
    pub fee: String,
    /// What the applicant gets.
    pub result: String,
    /// The legal texts it rests on.
    pub legal_basis: String,
    /// The unit that decides.
    pub competent: UnitId,
    /// First day of its validity.
    pub valid_from: Date,
    /// Last day, if it ends.
    pub valid_to: Option<Date>,
}

/// Creates or changes a procedure. Dossiers keep the term of their day.
///
/// # Errors
/// Field errors `missing`, `taken`, `procedure-term`, `procedure-sets`, `procedure-same-day`, `procedure-ends`,
/// `unit-not-on-that-date`; [`AppError::Stale`].
pub async fn save_procedure(ctx: &Ctx, command: SaveProcedure) -> AppResult<Procedure> {
    ctx.require(Action::ProcedureManage, command.competent)?;
    let known = match command.id {
        None => None,
        Some(id) => Some(
            store::procedure(&ctx.read().await?, id)
                .await?
                .ok_or(AppError::NotFound("procedure"))?,
        ),
    };
    if let Some(known) = &known {
        ctx.require(Action::ProcedureManage, known.competent)?;
    }
    let mut procedure = check(ctx, command).await?;
    let tx = ctx.write().await?;
    let saved = match known {
        None => store::insert_procedure(&tx, &procedure).await,
        Some(_) => store::update_procedure(&tx, &procedure).await.map(|()| procedure.version += 1),
    };
    saved.on_conflict("procedure(root_id,code)", || FieldError::new("code", "taken").into())?;
    let detail = json!({ "code": procedure.code, "name": procedure.name, "term": procedure.term.to_string() });
    ctx.audit(&tx, Action::ProcedureManage, "procedure", procedure.id.uuid(), &detail).await?;
    tx.commit().await?;
    Ok(procedure)
}

async fn check(ctx: &Ctx, command: SaveProcedure) -> AppResult<Procedure> {
    let mut errors = Vec::new();
    let (code, name, field) =
        (clean(&command.code).to_uppercase(), clean(&command.name), clean(&command.field));
    for (at, value) in [("code", &code), ("name", &name), ("field", &field)] {
        if value.is_empty() {
            errors.push(FieldError::new(at, "missing"));
        }
    }
    let papers: Vec<String> =
        command.papers.iter().map(|p| clean(p)).filter(|p| !p.is_empty()).collect();
    if papers.is_empty() {
        errors.push(FieldError::new("papers", "missing"));
    }
    if !(1..=MOST_SETS).contains(&command.sets) {
        errors.push(FieldError::new("sets", "procedure-sets").with("most", MOST_SETS));
    }
    let hours = command.term.unit == TermUnit::Hours;
    if command.term.amount > LONGEST_TERM || (hours && command.term.amount == 0) {
        errors.push(FieldError::new("term_amount", "procedure-term"));
    }
    if command.same_day_cut_off && (hours || command.term.amount > 0) {
        errors.push(FieldError::new("same_day_cut_off", "procedure-same-day"));
    }
    if command.valid_to.is_some_and(|end| end < command.valid_from) {
        errors.push(FieldError::new("valid_to", "procedure-ends"));
    }
    let org = ctx.org_on(command.valid_from.max(ctx.today())).await?;
    let unit = org
        .get(command.competent)
        .or_else(|| ctx.org().get(command.competent).filter(|u| u.lives_on(command.valid_from)));
    if unit.is_none() {
        errors.push(
            FieldError::new("competent", "unit-not-on-that-date")
                .with("date", command.valid_from.strftime("%d/%m/%Y")),
        );
    }
    let (true, Some(unit)) = (errors.is_empty(), unit) else {
        return Err(AppError::Invalid(errors));
    };
    Ok(Procedure {
        id: command.id.unwrap_or_else(|| ctx.id()),
        root: unit.root,
        code,
        name,
        field,
        steps: command.steps.trim().to_owned(),
        applicants: clean(&command.applicants),
        papers,
        sets: command.sets,
        term: command.term,
        same_day_cut_off: command.same_day_cut_off,
        fee: clean(&command.fee),
        result: clean(&command.result),
        legal_basis: clean(&command.legal_basis),
        competent: command.competent,
        valid_from: command.valid_from,
        valid_to: command.valid_to,
        version: if command.id.is_some() { command.version } else { 1 },
    })
}

/// One procedure; the catalogue is public.
pub async fn procedure(ctx: &Ctx, id: ProcedureId) -> AppResult<Procedure> {
    store::procedure(&ctx.read().await?, id).await?.ok_or(AppError::NotFound("procedure"))
}

/// The catalogue, by sector and name: for a signed-in person that of the bodies in which he or she holds a role,
/// for citizens and the program that of all. With a day, only what is valid then.
pub async fn procedures(ctx: &Ctx, on: Option<Date>) -> AppResult<Vec<Procedure>> {
    Ok(store::procedures(&ctx.read().await?, &bodies(ctx), on).await?)
}

/// The bodies whose catalogue the actor sees.
pub(super) fn bodies(ctx: &Ctx) -> Vec<UnitId> {
    let mut roots: Vec<UnitId> = match ctx.account() {
        None => ctx.org().roots().map(|u| u.id).collect(),
        Some(_) => ctx.grants().filter_map(|g| ctx.org().get(g.unit)).map(|u| u.root).collect(),
    };
    roots.sort_unstable();
    roots.dedup();
    roots
}
