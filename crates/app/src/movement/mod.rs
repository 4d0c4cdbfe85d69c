//! Emulation movements: planning, criteria, score sheets, verification, recognition, and the overview of it all.
//!
//! Facts fill the measured lines; people judge the others, verify all of them and decide (S1.1, S1.5, S2.4, S2.5).

mod criteria;
mod decide;
mod evidence;
mod overview;
mod reviews;
mod score;
mod sheet;
mod verify;
mod waiting;
mod withdraw;

pub use criteria::{
    Adaptation, Heading, Model, Terms, adapt, headings, issue_model, set_by_id, set_of, terms,
};
pub(crate) use criteria::{HEADINGS, STANDARD};
pub use decide::{Decision, ListDecision, recognise, recognise_list};
pub use evidence::{add_evidence, remove_evidence};
pub use overview::{NextStep, Overview, UnitRow, overview};
pub use reviews::{NewReview, hold_review, plan_review, reviews};
pub use score::{SelfLine, SelfScore, self_score, send_self_score};
pub use sheet::{SheetView, fill_measures, open_sheet, open_sheets, sheet_by_id, sheet_of};
pub use verify::{Verification, VerifiedLine, send_back, verify};
pub use waiting::{WaitingSheet, waiting};
pub use withdraw::{WithdrawDecision, withdraw_decision};

use jiff::civil::Date;
use nep_domain::{
    access::Action,
    ids::{Id, MovementId, UnitId},
    movement::{LineProblem, LineWrong, Movement},
    text,
};
use nep_storage::{ReadTx, movement as store};
use serde_json::json;

use crate::{AppError, AppResult, Ctx, FieldError, error::OnConflict};

/// A movement to be created.
#[derive(Clone, Debug)]
pub struct NewMovement {
    /// The body that runs it.
    pub root: UnitId,
    /// Name.
    pub name: String,
    /// First day.
    pub starts: Date,
    /// Last day.
    pub ends: Date,
    /// The plan that launches it: number, date, issuer.
    pub plan: String,
    /// The higher document it rests on; may be empty.
    pub basis: String,
}

/// Creates a movement or campaign of a body.
///
/// # Errors
/// Field errors for an empty or taken name, an empty plan, an end before the start, a body that does not live then.
pub async fn create(ctx: &Ctx, new: NewMovement) -> AppResult<MovementId> {
    ctx.require(Action::MovementManage, new.root)?;
    let movement = check(ctx, new).await?;
    let tx = ctx.write().await?;
    store::insert(&tx, &movement)
        .await
        .on_conflict("movement(root_id,name)", || FieldError::new("name", "taken").into())?;
    let detail = json!({
        "name": movement.name, "starts": movement.starts.to_string(), "ends": movement.ends.to_string(), "plan": movement.plan,
    });
    ctx.audit(&tx, Action::MovementManage, "movement", movement.id.uuid(), &detail).await?;
    tx.commit().await?;
    Ok(movement.id)
}

async fn check(ctx: &Ctx, new: NewMovement) -> AppResult<Movement> {
    let (name, plan) = (text::clean(&new.name), text::clean(&new.plan));
    let mut errors = Vec::new();
    for (field, value) in [("name", &name), ("plan", &plan)] {
        if value.is_empty() {
            errors.push(FieldError::new(field, "missing"));
        }
    }
    if new.ends < new.starts {
        errors.push(FieldError::new("ends", "movement-ends-before-start"));
    }
    let body = ctx.org_on(new.starts).await?.get(new.root).filter(|u| u.root == u.id).map(|u| u.id);
    match body {
        Some(root) if errors.is_empty() => Ok(Movement {
            id: ctx.id(),
            root,
            name,
            starts: new.starts,
            ends: new.ends,
            plan,
            basis: text::clean(&new.basis),
            version: 1,
        }),
        Some(_) => Err(AppError::Invalid(errors)),
        None => {
            errors.push(
                FieldError::new("starts", "unit-not-on-that-date")
                    .with("date", vietnamese(new.starts)),
            );
            Err(AppError::Invalid(errors))
        }
    }
}

/// The movements of all bodies in the actor's reach, newest first.
pub async fn movements(ctx: &Ctx) -> AppResult<Vec<Movement>> {
    let scope = ctx.scope(Action::MovementView);
    let mut roots = scope.bodies;
    roots.extend(scope.units.iter().filter_map(|id| ctx.org().get(*id)).map(|u| u.root));
    roots.sort_unstable();
    roots.dedup();
    Ok(store::of_bodies(&ctx.read().await?, &roots).await?)
}

/// A movement the actor may see.
///
/// # Errors
/// [`AppError::NotFound`] when there is none, or it is another body's.
pub async fn movement(ctx: &Ctx, id: MovementId) -> AppResult<Movement> {
    seen(ctx, &ctx.read().await?, id).await
}

pub(crate) async fn seen(ctx: &Ctx, tx: &ReadTx, id: MovementId) -> AppResult<Movement> {
    let found = store::by_id(tx, id).await?.filter(|m| ctx.may(Action::MovementView, m.root));
    found.ok_or(AppError::NotFound("movement"))
}

/// A movement and a year that lies in it.
async fn in_year(ctx: &Ctx, tx: &ReadTx, id: MovementId, year: i16) -> AppResult<Movement> {
    let movement = seen(ctx, tx, id).await?;
    if movement.covers(year) {
        return Ok(movement);
    }
    let error = FieldError::new("year", "movement-year").with("from", movement.starts.year());
    Err(error.with("to", movement.ends.year()).into())
}

/// The day that decides who lived in a year: its last one, or today while it runs.
fn day_of_year(ctx: &Ctx, year: i16) -> Date {
    nep_domain::facts::Period::year(year).to.min(ctx.today())
}

/// A date as sentences carry it.
fn vietnamese(date: Date) -> String {
    format!("{:02}/{:02}/{}", date.day(), date.month(), date.year())
}

/// Problems of lines as field errors; `points` and `note` are the prefixes of the fields, ended by the line's id.
fn line_errors(problems: &[LineProblem], points: &str, note: &str) -> Vec<FieldError> {
    let error = |p: &LineProblem| match p.wrong {
        LineWrong::Missing => FieldError::new(format!("{points}-{}", p.line), "missing"),
        LineWrong::TooMany(most) => {
            FieldError::new(format!("{points}-{}", p.line), "movement-points-many")
                .with("most", most)
        }
        LineWrong::NoteMissing => {
            FieldError::new(format!("{note}-{}", p.line), "movement-note-missing")
        }
        LineWrong::EvidenceMissing => {
            FieldError::new(format!("evidence-{}", p.line), "movement-evidence-missing")
        }
    };
    problems.iter().map(error).collect()
}
