//! Movements: launched with their reviews, criteria issued and adapted, a year's sheets filled, verified, decided.

mod sheets;

use jiff::civil::{Date, DateTime};
use nep_app::movement::{self, Adaptation, Model, NewMovement, NewReview};
use nep_domain::{
    facts::{FactKind, FactName},
    ids::{CriterionId, MovementId, ReviewId, ScoreSheetId, UnitId},
    movement::{Basis, CriterionDraft, ReviewKind},
    number::Points,
};

use super::Act;
use crate::{
    fault::Fault,
    scenario::{
        script::{Adapt, CurrentMovement, LaunchMovement, ModelCriteria, OneCriterion},
        stage::{self, Stage, word},
    },
};

pub(super) use sheets::open;

/// What follows in a movement.
pub(crate) enum Due {
    /// A review is held.
    Hold { review: ReviewId, on: Date, note: String, by: String },
    /// A unit fills and sends its sheet.
    Fill { sheet: ScoreSheetId, unit: UnitId },
    /// Home affairs verifies it.
    Verify { sheet: ScoreSheetId, weak: bool, by: String },
    /// The year's units are recognised, or not.
    Decide(sheets::YearDecision),
}

pub(super) async fn go_on(stage: &mut Stage, due: Due) -> Result<(), Fault> {
    match due {
        Due::Hold { review, on, note, by } => {
            let ctx = stage.ctx(&by).await?;
            Ok(movement::hold_review(&ctx, review, on, &note).await?)
        }
        Due::Fill { sheet, unit } => sheets::fill(stage, sheet, unit).await,
        Due::Verify { sheet, weak, by } => sheets::verify(stage, sheet, weak, &by).await,
        Due::Decide(year) => sheets::decide(stage, year).await,
    }
}

pub(super) async fn launch(
    stage: &mut Stage,
    step: usize,
    by: &str,
    deed: &LaunchMovement,
) -> Result<(), Fault> {
    let ctx = stage.ctx(by).await?;
    let new = NewMovement {
        root: stage.body(&ctx)?,
        name: deed.name.clone(),
        starts: deed.starts,
        ends: deed.ends,
        plan: deed.plan.clone(),
        basis: deed.basis.clone(),
    };
    let id = movement::create(&ctx, new).await?;
    stage.movement = Some(id);
    for review in &deed.reviews {
        let kind = word::<ReviewKind>(&review.kind)?;
        let planned =
            movement::plan_review(&ctx, NewReview { movement: id, kind, due_on: review.due })
                .await?;
        if let Some(on) = review.held {
            let held =
                Due::Hold { review: planned, on, note: review.note.clone(), by: by.to_owned() };
            stage.plan(on.at(16, 30, 0, 0), step, Act::Sheet(held));
        }
    }
    Ok(())
}

/// Makes sure that a movement runs in the year of the play and has criteria for it.
pub(super) async fn current(
    stage: &mut Stage,
    by: &str,
    at: DateTime,
    deed: &CurrentMovement,
) -> Result<(), Fault> {
    /// How many years a movement of the demo runs.
    const YEARS: i16 = 5;
    let ctx = stage.ctx(by).await?;
    let year = stage.today.year();
    let running = movement::movements(&ctx).await?.into_iter().find(|m| m.covers(year));
    let id = if let Some(movement) = running {
        movement.id
    } else {
        let last = year + YEARS - 1;
        let new = NewMovement {
            root: stage.body(&ctx)?,
            name: format!("{} giai đoạn {year}–{last}", deed.name),
            starts: Date::constant(year, 1, 1),
            ends: Date::constant(last, 12, 31),
            plan: deed.plan.clone(),
            basis: String::new(),
        };
        movement::create(&ctx, new).await?
    };
    stage.movement = Some(id);
    issue(stage, by, at, &ModelCriteria { years: vec![year], criteria: deed.criteria.clone() })
        .await
}

/// The movement launched last.
fn running(stage: &Stage) -> Result<MovementId, Fault> {
    stage.movement.ok_or_else(|| {
        Fault::new("no movement runs yet", "launch one in an earlier `movement` step")
    })
}

pub(super) async fn issue(
    stage: &mut Stage,
    by: &str,
    at: DateTime,
    deed: &ModelCriteria,
) -> Result<(), Fault> {
    let movement = running(stage)?;
    let criteria: Vec<_> = deed.criteria.iter().map(draft).collect::<Result<_, _>>()?;
    for &year in &deed.years {
        let ctx = stage.ctx(by).await?;
        let model = Model { movement, year, issued_on: at.date(), criteria: criteria.clone() };
        movement::issue_model(&ctx, model).await?;
    }
    Ok(())
}

fn draft(row: &OneCriterion) -> Result<CriterionDraft, Fault> {
    let basis = match &row.fact {
        None => Basis::Judged,
        Some(fact) => {
            let fact = word::<FactName>(fact)?;
            // Shares are kept in hundredths of a per cent.
            let scale = if fact.kind() == FactKind::Share { 100 } else { 1 };
            Basis::Measured { fact, target: row.target.unwrap_or(1) * scale }
        }
    };
    let (heading, name, max_points) =
        (row.heading.clone(), row.name.clone(), Points::whole(row.points));
    Ok(CriterionDraft { heading, name, basis, max_points })
}

/// Each unit's head makes the model the unit's own.
pub(super) async fn adapt(stage: &mut Stage, at: DateTime, deed: &Adapt) -> Result<(), Fault> {
    let movement = running(stage)?;
    let system = stage.ctx("system").await?;
    let (_, model) = movement::set_of(&system, movement, stage.body(&system)?, deed.year).await?;
    let model = model.ok_or_else(|| {
        Fault::new("the year has no criteria yet", "issue them in an earlier `criteria` step")
    })?;
    let judged = |heading: &str| {
        model.criteria.iter().find(|c| c.heading == heading && c.basis == Basis::Judged)
    };
    let mut weights: Vec<(CriterionId, Points)> = Vec::new();
    for (heading, change) in [
        (&deed.move_from, -deed.points),
        (&deed.move_to, deed.points),
        (&deed.own.from, -deed.own.points),
    ] {
        let criterion = judged(heading).ok_or_else(|| {
            Fault::new(
                format!("the model has no judged criterion under `{heading}`"),
                "choose another heading",
            )
        })?;
        weights.push((criterion.id, Points(criterion.max_points.0 + change * Points::SCALE)));
    }
    for code in &deed.units {
        let unit = stage::unit(&system, code)?;
        let by = stage.head(unit)?;
        let ctx = stage.ctx(&by).await?;
        let own = CriterionDraft {
            heading: deed.own.heading.clone(),
            name: deed.own.name.clone(),
            basis: Basis::Judged,
            max_points: Points::whole(deed.own.points),
        };
        let adaptation = Adaptation {
            movement,
            unit,
            year: deed.year,
            issued_on: Some(at.date()),
            version: None,
            weights: weights.clone(),
            own: vec![own],
        };
        movement::adapt(&ctx, adaptation).await?;
    }
    Ok(())
}
