//! Excel workbooks of units and people: checked row by row first, imported only when an official says so.

mod cells;
mod layout;
mod plan;
mod read;
mod report;
mod run;
mod template;
mod unpack;

use nep_domain::{
    access::Action,
    files::FileKind,
    ids::{Id, ImportId, JobId, UnitId},
};
use nep_storage::{
    Page,
    import::{self as store, Import},
    staff,
};
use serde_json::json;

use self::{
    plan::{World, plan},
    read::{Unreadable, read},
};
use crate::{
    AppError, AppResult, Ctx, FieldError, files,
    jobs::{self, NewJob, Work},
};

pub(crate) use self::run::{give_up, run};
pub use self::{
    report::{Existing, Problem, Report},
    template::template,
};
pub use nep_storage::import::ImportState;

/// A workbook as an official sends it.
#[derive(Clone, Debug)]
pub struct Upload {
    /// The body it is for.
    pub root: UnitId,
    /// The file's name.
    pub name: String,
    /// The file's content.
    pub bytes: Vec<u8>,
    /// What to do with people whose code is already on the staff.
    pub existing: Existing,
}

/// An import with its report.
#[derive(Clone, Debug)]
pub struct ImportView {
    /// The import.
    pub import: Import,
    /// What was found in the workbook.
    pub report: Report,
    /// The file's name.
    pub file_name: String,
}

/// The bodies whose workbooks the actor may import.
pub fn bodies(ctx: &Ctx) -> Vec<UnitId> {
    let roots = ctx.org().roots().map(|u| u.id);
    roots
        .filter(|id| ctx.may(Action::StaffManage, *id) && ctx.may(Action::OrgManage, *id))
        .collect()
}

fn require(ctx: &Ctx, root: UnitId) -> AppResult<()> {
    ctx.require(Action::StaffManage, root)?;
    ctx.require(Action::OrgManage, root)
}

/// Reads and checks a workbook and keeps it with what was found. Imports nothing yet.
///
/// # Errors
/// Field errors on `file` for what is no Excel workbook, is too large (packed or unpacked), locked or broken. Wrong rows are no errors:
/// they stand in the report.
pub async fn check(ctx: &Ctx, upload: Upload) -> AppResult<ImportId> {
    require(ctx, upload.root)?;
    refuse_other_files(&upload)?;
    let bytes = upload.bytes.clone();
    let book = tokio::task::spawn_blocking(move || read(&bytes)).await;
    let book =
        book.map_err(|e| AppError::Internal(format!("reading a workbook: {e}")))?.map_err(|e| {
            match e {
                Unreadable::Locked => FieldError::new("file", "import-locked"),
                Unreadable::Broken => FieldError::new("file", "import-broken"),
                Unreadable::TooLarge => {
                    FieldError::new("file", "import-unpacks").with("most", unpack::MOST_MEGABYTES)
                }
            }
        })?;
    let tx = ctx.read().await?;
    let people = staff::people_of(&tx, upload.root).await?;
    let assignments = staff::assignments_in(&tx, upload.root).await?;
    drop(tx);
    let world =
        World::new(upload.root, ctx.org(), people, assignments, upload.existing, ctx.today());
    let report = plan(book, &world, &mut || ctx.id::<UnitId>().uuid()).report(&world);
    keep(ctx, &upload, &report).await
}

/// Tells by the content what is no workbook, whatever its name says.
fn refuse_other_files(upload: &Upload) -> AppResult<()> {
    let found = infer::get(&upload.bytes).map(|kind| kind.mime_type());
    match found {
        _ if upload.bytes.is_empty() => Err(FieldError::new("file", "missing").into()),
        Some("application/zip") => Ok(()),
        Some(kind) if kind == FileKind::Xlsx.media_type() => Ok(()),
        // Excel files up to 2003, and new ones locked with a password, are compound files.
        Some("application/vnd.ms-excel" | "application/x-ole-storage") => {
            Err(FieldError::new("file", "import-old-excel").into())
        }
        _ if upload.bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) => {
            Err(FieldError::new("file", "import-old-excel").into())
        }
        _ => Err(FieldError::new("file", "import-not-excel").into()),
    }
}

async fn keep(ctx: &Ctx, upload: &Upload, report: &Report) -> AppResult<ImportId> {
    let number = |n: usize| i32::try_from(n).unwrap_or(i32::MAX);
    let tx = ctx.write().await?;
    let file = files::store(ctx, &tx, &upload.name, &upload.bytes).await?;
    let import = Import {
        id: ctx.id(),
        root: upload.root,
        file: file.id,
        state: ImportState::Checked,
        units: number(report.units_new),
        people: number(report.people_new + report.people_updated),
        report: to_json(report)?,
        job: None,
        created_at: ctx.now(),
        created_by: ctx.account().map(|a| a.id),
        version: 1,
    };
    store::insert(&tx, &import).await?;
    let detail = json!({ "change": "checked", "file": file.name, "sha256": file.sha256, "problems": report.problem_count });
    ctx.audit(&tx, Action::StaffManage, "import", import.id.uuid(), &detail).await?;
    tx.commit().await?;
    Ok(import.id)
}

/// One import with its report.
///
/// # Errors
/// [`AppError::NotFound`] when there is none or it is of another body.
pub async fn get(ctx: &Ctx, id: ImportId) -> AppResult<ImportView> {
    let tx = ctx.read().await?;
    let import = store::get(&tx, id).await?.ok_or(AppError::NotFound("import"))?;
    require(ctx, import.root).map_err(|_| AppError::NotFound("import"))?;
    let file = nep_storage::files::get(&tx, import.file).await?;
    Ok(ImportView {
        report: report_of(&import)?,
        file_name: file.map(|(f, _)| f.name).unwrap_or_default(),
        import,
    })
}

/// The newest imports of the actor's bodies.
pub async fn list(ctx: &Ctx, page: Page) -> AppResult<Vec<Import>> {
    let bodies = bodies(ctx);
    if bodies.is_empty() {
        return Err(AppError::Denied(Action::StaffManage));
    }
    Ok(store::list(&ctx.read().await?, &bodies, page).await?)
}

/// Lets the job make records of a checked workbook. Confirming twice is harmless.
///
/// # Errors
/// `import-has-problems`, `import-nothing-to-do`; [`AppError::Stale`] when it was confirmed by somebody else or given up.
pub async fn confirm(ctx: &Ctx, id: ImportId) -> AppResult<JobId> {
    let tx = ctx.write().await?;
    let import = store::get(&tx, id).await?.ok_or(AppError::NotFound("import"))?;
    require(ctx, import.root)?;
    if let Some(job) = import.job {
        return Ok(job);
    }
    let report = report_of(&import)?;
    if report.problem_count > 0 {
        return Err(nep_domain::refusal::Refusal::new("import-has-problems")
            .with("count", report.problem_count)
            .into());
    }
    if report.changes() == 0 {
        return Err(nep_domain::refusal::Refusal::new("import-nothing-to-do").into());
    }
    let rows = report.units_new
        + report.units_skipped
        + report.people_new
        + report.people_updated
        + report.people_skipped;
    let new = NewJob {
        work: Work::import(id),
        unique_key: Some(format!("import-{id}")),
        run_at: None,
        total: i64::try_from(rows).unwrap_or(i64::MAX),
    };
    let job = jobs::enqueue(ctx, &tx, new).await?;
    store::update(&tx, &Import { state: ImportState::Confirmed, job: Some(job), ..import.clone() })
        .await?;
    let detail = json!({ "change": "confirmed", "units": import.units, "people": import.people });
    ctx.audit(&tx, Action::StaffManage, "import", id.uuid(), &detail).await?;
    tx.commit().await?;
    Ok(job)
}

fn report_of(import: &Import) -> AppResult<Report> {
    serde_json::from_str(&import.report)
        .map_err(|e| AppError::Internal(format!("report of import {}: {e}", import.id)))
}

fn to_json(report: &Report) -> AppResult<String> {
    serde_json::to_string(report).map_err(|e| AppError::Internal(format!("import report: {e}")))
}
