//! Refusing a dossier at intake (form 03) and the register of refusals.

use jiff::civil::{Date, Time};
use nep_documents::{Cell, Column, CounterSignature, DeskNotice, Sheet, Workbook, report_workbook};
use nep_domain::{
    access::Action,
    ids::{Id, IntakeRefusalId, ProcedureId, UnitId},
    one_stop::{Applicant, IntakeRefusal, Procedure, check_intake_refusal},
    text::clean,
};
use nep_storage::{
    Page, access,
    one_stop::{self as store, IntakeRefusalFilter},
};
use serde_json::json;

use super::{desk_law, intake, slip};
use crate::{AppError, AppResult, Ctx, FieldError};

/// The symbol of refusals (form 03), before that of the desk.
const SYMBOL: &str = "PTC";
/// Refusals on one page of the register.
const PER_PAGE: u64 = 25;
/// Rows of the Excel register at most.
const MOST_ROWS: u64 = 50_000;

/// A dossier that is not taken.
#[derive(Clone, Debug)]
pub struct RefuseIntake {
    /// What is asked for.
    pub procedure: ProcedureId,
    /// The desk that refuses.
    pub unit: UnitId,
    /// Who applies.
    pub applicant: Applicant,
    /// The matter in the applicant's words; the procedure's name when empty.
    pub content: String,
    /// Why it is not taken.
    pub reason: String,
    /// Random key of the form; the same key again gives the refusal of the first time.
    pub request_key: Option<String>,
}

/// A refusal as its page shows it.
#[derive(Clone, Debug)]
pub struct IntakeRefusalView {
    /// The refusal.
    pub refusal: IntakeRefusal,
    /// What was asked for.
    pub procedure: Procedure,
    /// Who refused.
    pub by: Option<String>,
}

/// One page of the register of a year, newest first.
#[derive(Clone, Debug)]
pub struct RefusalRegister {
    /// The refusals with the name of their procedure.
    pub lines: Vec<(IntakeRefusal, String)>,
    /// How many there are in all.
    pub total: u64,
    /// This page, from 1.
    pub page: u64,
    /// The last page that can be asked for.
    pub pages: u64,
}

/// Refuses to take a dossier: it gets a number in the desk's register of the year, and nothing else begins.
///
/// # Errors
/// Field errors `missing`, `dossier-phone`, `dossier-email`; refusals of [`check_intake_refusal`],
/// `unit-not-on-that-date`, `procedure-not-valid`, `no-law-on-that-date`.
pub async fn refuse_intake(ctx: &Ctx, command: RefuseIntake) -> AppResult<IntakeRefusal> {
    ctx.require(Action::DossierReceive, command.unit)?;
    let command = check(command)?;
    let org = ctx.org_on(ctx.today()).await?;
    let tx = ctx.write().await?;
    if let Some(key) = &command.request_key
        && let Some(known) = store::refusal_by_request_key(&tx, key).await?
    {
        ctx.require(Action::DossierReceive, known.unit)?;
        return Ok(known);
    }
    let procedure =
        store::procedure(&tx, command.procedure).await?.ok_or(AppError::NotFound("procedure"))?;
    if org.require(command.unit)?.root != procedure.root {
        return Err(AppError::NotFound("procedure"));
    }
    check_intake_refusal(&command.reason, &desk_law(ctx, command.unit, ctx.today())?)?;
    let year = ctx.today().year();
    let refusal = IntakeRefusal {
        id: ctx.id(),
        root: procedure.root,
        unit: command.unit,
        procedure: procedure.id,
        year,
        number: store::next_refusal_number(&tx, command.unit, year).await?,
        applicant: command.applicant,
        content: if command.content.is_empty() { procedure.name.clone() } else { command.content },
        reason: command.reason,
        refused_at: ctx.now(),
        refused_by: ctx.account().map(|a| a.id),
        request_key: command.request_key,
    };
    store::insert_refusal(&tx, &refusal, &procedure.name).await?;
    let detail = json!({
        "number": refusal.number, "procedure": procedure.code, "unit": refusal.unit.to_string(),
        "reason": refusal.reason,
    });
    ctx.audit(&tx, Action::DossierReceive, "intake_refusal", refusal.id.uuid(), &detail).await?;
    tx.commit().await?;
    Ok(refusal)
}

/// Cleans the command and collects everything wrong with its fields.
fn check(mut command: RefuseIntake) -> AppResult<RefuseIntake> {
    let mut errors = intake::check_applicant(&mut command.applicant);
    command.content = clean(&command.content);
    command.reason = clean(&command.reason);
    if command.reason.is_empty() {
        errors.push(FieldError::new("reason", "missing"));
    }
    if errors.is_empty() { Ok(command) } else { Err(AppError::Invalid(errors)) }
}

/// One refusal.
///
/// # Errors
/// [`AppError::NotFound`] when there is none or its desk is out of the actor's reach.
pub async fn intake_refusal(ctx: &Ctx, id: IntakeRefusalId) -> AppResult<IntakeRefusalView> {
    let tx = ctx.read().await?;
    let found = store::refusal(&tx, id).await?.filter(|r| ctx.may(Action::DossierView, r.unit));
    let refusal = found.ok_or(AppError::NotFound("refusal"))?;
    let procedure =
        store::procedure(&tx, refusal.procedure).await?.ok_or(AppError::NotFound("procedure"))?;
    let by = match refusal.refused_by {
        Some(by) => access::by_id(&tx, by).await?.map(|(account, _)| account.display_name),
        None => None,
    };
    Ok(IntakeRefusalView { refusal, procedure, by })
}

/// The register of a year in the actor's reach, a page at a time; with `words` only what has them, accents or not.
///
/// # Errors
/// [`AppError::Denied`] without any unit in reach.
pub async fn refusal_register(
    ctx: &Ctx,
    year: i16,
    words: Option<&str>,
    page: u64,
) -> AppResult<RefusalRegister> {
    let filter = filter(ctx, year, words)?;
    let total = store::refusal_count(&ctx.read().await?, &filter).await?;
    let pages = total.div_ceil(PER_PAGE).max(1);
    let page = page.clamp(1, pages);
    let lines = lines(ctx, &filter, Page { offset: (page - 1) * PER_PAGE, limit: PER_PAGE });
    let lines = lines.await?;
    Ok(RefusalRegister { lines, total, page, pages })
}

async fn lines(
    ctx: &Ctx,
    filter: &IntakeRefusalFilter,
    page: Page,
) -> AppResult<Vec<(IntakeRefusal, String)>> {
    let tx = ctx.read().await?;
    let mut lines = Vec::new();
    for refusal in store::refusals(&tx, filter, page).await? {
        let name = store::procedure(&tx, refusal.procedure).await?.map(|p| p.name);
        lines.push((refusal, name.unwrap_or_default()));
    }
    Ok(lines)
}

fn filter(ctx: &Ctx, year: i16, words: Option<&str>) -> AppResult<IntakeRefusalFilter> {
    let scope = ctx.scope(Action::DossierView);
    if scope.bodies.is_empty() && scope.units.is_empty() {
        return Err(AppError::Denied(Action::DossierView));
    }
    let january = |year| {
        ctx.instant(Date::new(year, 1, 1).unwrap_or(Date::MAX).to_datetime(Time::midnight()))
    };
    Ok(IntakeRefusalFilter {
        scope,
        from: january(year),
        before: january(year.saturating_add(1)),
        words: words.map(str::to_owned),
    })
}

/// Form 03 as PDF.
///
/// # Errors
/// As [`intake_refusal`]; [`AppError::Internal`] when it cannot be typeset.
pub async fn refusal_slip(ctx: &Ctx, id: IntakeRefusalId) -> AppResult<Vec<u8>> {
    let view = intake_refusal(ctx, id).await?;
    let r = &view.refusal;
    let on = ctx.local(r.refused_at).date();
    let (org, law) = (ctx.org_on(on).await?, desk_law(ctx, r.root, on)?);
    let mut letterhead =
        slip::letterhead(&org, (r.root, r.unit), &format!("{SYMBOL}-{}", slip::SYMBOL), on);
    letterhead.number = Some(r.number);
    let signature = |name| CounterSignature { name, signed_at: None };
    slip::typeset(DeskNotice {
        paper: slip::paper(&law),
        letterhead,
        title: law
            .form_name("refusal")
            .unwrap_or("Phiếu từ chối tiếp nhận giải quyết hồ sơ")
            .to_owned(),
        dossier_code: None,
        applicant: slip::party(&r.applicant),
        content: r.content.clone(),
        lead: "Qua xem xét, nơi tiếp nhận không nhận giải quyết hồ sơ này.".to_owned(),
        items: Vec::new(),
        reason: r.reason.clone(),
        contact: None,
        url: None,
        applicant_signature: Some(signature(Some(r.applicant.name.clone()))),
        officer_title: "Người tiếp nhận hồ sơ".to_owned(),
        officer_signature: signature(view.by),
    })
    .await
}

/// The register of a year, or what has these words, as XLSX in the order of its numbers.
///
/// # Errors
/// As [`refusal_register`]; [`AppError::Internal`] when the file cannot be written.
pub async fn export_refusals(ctx: &Ctx, year: i16, words: Option<&str>) -> AppResult<Vec<u8>> {
    let filter = filter(ctx, year, words)?;
    let mut lines = lines(ctx, &filter, Page { offset: 0, limit: MOST_ROWS }).await?;
    lines.reverse();
    let columns = [
        ("Số", 8),
        ("Ngày", 17),
        ("Nơi từ chối", 34),
        ("Người nộp", 28),
        ("Địa chỉ", 34),
        ("Điện thoại", 15),
        ("Thủ tục", 45),
        ("Lý do", 60),
    ];
    let now = ctx.local_now();
    let workbook = Workbook {
        title: "Sổ theo dõi hồ sơ từ chối tiếp nhận".to_owned(),
        author: "Nếp".to_owned(),
        created_at: now,
        sheets: vec![Sheet {
            name: "Từ chối tiếp nhận".to_owned(),
            title: Some(format!("SỔ THEO DÕI HỒ SƠ TỪ CHỐI TIẾP NHẬN NĂM {year}")),
            notes: vec![format!("Lập lúc {}", now.strftime("%H:%M ngày %d/%m/%Y"))],
            columns: columns.map(|(header, width)| Column::new(header, width)).to_vec(),
            rows: lines.iter().map(|(refusal, procedure)| row(ctx, refusal, procedure)).collect(),
            autofilter: true,
            ..Sheet::default()
        }],
    };
    let bytes = tokio::task::spawn_blocking(move || report_workbook(&workbook)).await;
    bytes
        .map_err(|e| AppError::Internal(e.to_string()))?
        .map_err(|e| AppError::Internal(format!("register of refusals: {e}")))
}

fn row(ctx: &Ctx, r: &IntakeRefusal, procedure: &str) -> Vec<Cell> {
    let desk = ctx.org().get(r.unit).map(|u| u.name.clone()).unwrap_or_default();
    vec![
        Cell::integer(i64::from(r.number)),
        Cell::text(ctx.local(r.refused_at).strftime("%d/%m/%Y %H:%M").to_string()),
        Cell::text(desk),
        Cell::text(&r.applicant.name),
        Cell::text(&r.applicant.address),
        Cell::text(&r.applicant.phone),
        Cell::text(procedure),
        Cell::text(&r.reason),
    ]
}
