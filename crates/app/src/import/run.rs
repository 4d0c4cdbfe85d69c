//! The job that makes records of a confirmed workbook.
//!
//! Each batch is stored together with the job's progress in one transaction, so that a run begun again after a
//! killed process goes on exactly behind the last batch stored.

use nep_domain::{
    access::Action,
    ids::{Id, ImportId, UnitId},
    staff::Assignment,
};
use nep_storage::{
    WriteTx, files,
    import::{self as store, Import, ImportState},
    org, staff,
};
use serde_json::json;

use super::{
    plan::{PersonStep, Plan, World, plan},
    read::read,
    report::Report,
};
use crate::{AppError, AppResult, Ctx, jobs::Run};

/// Rows stored in one transaction: many enough to be quick, few enough that people see the bar move.
const BATCH: usize = 250;

/// Makes the records. Does nothing for an import that is not confirmed, e.g. because it is done.
pub(crate) async fn run(run: &Run, id: &str) -> AppResult<()> {
    let id = parse(id)?;
    let tx = run.ctx.read().await?;
    let import = store::get(&tx, id).await?.ok_or(AppError::NotFound("import"))?;
    drop(tx);
    if import.state != ImportState::Confirmed {
        return Ok(());
    }
    let plan = plan_of(&run.ctx, &import).await?;
    if !plan.problems.is_empty() {
        return reject(&run.ctx, import, &plan).await;
    }
    let units = i64::try_from(plan.units.len() + plan.units_skipped).unwrap_or(i64::MAX);
    let total = units.saturating_add(i64::try_from(plan.people.len()).unwrap_or(i64::MAX));
    if run.done() < units {
        found_units(run, id, &plan, (units, total)).await?;
    }
    let first = usize::try_from(run.done() - units).unwrap_or(0);
    for (number, batch) in plan.people.chunks(BATCH).enumerate() {
        let (from, to) = (number * BATCH, number * BATCH + batch.len());
        if to > first {
            let rest = batch.get(first.saturating_sub(from)..).unwrap_or_default();
            let done = units.saturating_add(i64::try_from(to).unwrap_or(i64::MAX));
            store_people(run, id, rest, (done, total)).await?;
        }
    }
    finish(&run.ctx, import).await
}

/// Marks an import whose job was given up.
pub(crate) async fn give_up(ctx: &Ctx, tx: &WriteTx, id: &str) -> AppResult<()> {
    let Ok(id) = parse(id) else { return Ok(()) };
    if let Some(import) = store::get(tx, id).await?.filter(|i| i.state == ImportState::Confirmed) {
        store::update(tx, &Import { state: ImportState::Failed, ..import.clone() }).await?;
        ctx.audit(
            tx,
            Action::StaffManage,
            "import",
            import.id.uuid(),
            &json!({ "change": "failed" }),
        )
        .await?;
    }
    Ok(())
}

fn parse(id: &str) -> AppResult<ImportId> {
    id.parse().map_err(|e| AppError::Internal(format!("import id `{id}`: {e}")))
}

/// Reads the stored workbook again and plans it against the records of this moment.
async fn plan_of(ctx: &Ctx, import: &Import) -> AppResult<Plan> {
    let tx = ctx.read().await?;
    let (_, content) = files::get(&tx, import.file).await?.ok_or(AppError::NotFound("file"))?;
    let book = tokio::task::spawn_blocking(move || read(&content)).await;
    let book =
        book.map_err(|e| AppError::Internal(format!("reading a workbook: {e}")))?.map_err(|e| {
            AppError::Internal(format!("the stored workbook of import {} is {e:?}", import.id))
        })?;
    let people = staff::people_of(&tx, import.root).await?;
    let assignments = staff::assignments_in(&tx, import.root).await?;
    let org = ctx.services().org_latest(&tx).await?;
    let existing = super::report_of(import)?.existing;
    let world = World::new(import.root, &org, people, assignments, existing, ctx.today());
    Ok(plan(book, &world, &mut || ctx.id::<UnitId>().uuid()))
}

/// Records changed since the official confirmed, so that rows no longer fit: says so and imports nothing more.
async fn reject(ctx: &Ctx, import: Import, plan: &Plan) -> AppResult<()> {
    let before = super::report_of(&import)?;
    let report = Report { ..before }.with_problems(plan.problems.clone());
    let tx = ctx.write().await?;
    let id = import.id.uuid();
    let changed = Import { state: ImportState::Failed, report: super::to_json(&report)?, ..import };
    store::update(&tx, &changed).await?;
    let detail = json!({ "change": "failed", "problems": report.problem_count });
    ctx.audit(&tx, Action::StaffManage, "import", id, &detail).await?;
    tx.commit().await?;
    Ok(())
}

async fn found_units(
    run: &Run,
    import: ImportId,
    plan: &Plan,
    (done, total): (i64, i64),
) -> AppResult<()> {
    let tx = run.ctx.write().await?;
    for unit in &plan.units {
        org::insert(&tx, unit).await?;
    }
    note_batch(run, &tx, import, (done, total)).await?;
    run.step(&tx, done, total).await?;
    tx.commit().await?;
    Ok(())
}

/// Every batch leaves its entry in the log: what others keep in memory is void from then on.
async fn note_batch(
    run: &Run,
    tx: &WriteTx,
    import: ImportId,
    (done, total): (i64, i64),
) -> AppResult<()> {
    let detail = json!({ "change": "batch", "done": done, "total": total });
    run.ctx.audit(tx, Action::StaffManage, "import", import.uuid(), &detail).await
}

async fn store_people(
    run: &Run,
    import: ImportId,
    steps: &[PersonStep],
    (done, total): (i64, i64),
) -> AppResult<()> {
    let tx = run.ctx.write().await?;
    let (mut people, mut places): (Vec<_>, Vec<Assignment>) = (Vec::new(), Vec::new());
    for step in steps {
        match step {
            PersonStep::Wrong | PersonStep::Skip => {}
            PersonStep::New(person, place) => {
                people.push(person.clone());
                places.push(place.clone());
            }
            PersonStep::Update(person, moved) => {
                staff::update_person(&tx, person).await?;
                let Some(moved) = moved else { continue };
                if let Some((assignment, last_day)) = moved.ends {
                    staff::end_assignment(&tx, assignment, last_day).await?;
                }
                places.push(moved.place.clone());
            }
        }
    }
    staff::insert_people(&tx, &people).await?;
    staff::insert_assignments(&tx, &places).await?;
    note_batch(run, &tx, import, (done, total)).await?;
    run.step(&tx, done, total).await?;
    tx.commit().await?;
    Ok(())
}

async fn finish(ctx: &Ctx, import: Import) -> AppResult<()> {
    let tx = ctx.write().await?;
    let detail = json!({ "change": "imported", "units": import.units, "people": import.people });
    ctx.audit(&tx, Action::StaffManage, "import", import.id.uuid(), &detail).await?;
    store::update(&tx, &Import { state: ImportState::Done, ..import }).await?;
    tx.commit().await?;
    Ok(())
}
