//! The course of one dossier: received, forwarded, perhaps apologised for, decided, returned, rated.

use jiff::{ToSpan, civil::DateTime};
use nep_app::{
    letters::{self, EditDraft, Sign},
    one_stop::{self, Finish, Forward, Receive, ReturnResult},
    satisfaction::{self, Rate},
};
use nep_domain::{
    ids::{DossierId, UnitId},
    one_stop::{Applicant, DossierResult},
};
use rand::RngExt;

use super::{Act, mid_morning};
use crate::{
    fault::Fault,
    scenario::{
        names,
        script::OneDossier,
        stage::{self, Stage},
    },
};

/// A dossier to be received, and what becomes of it.
#[derive(Clone)]
pub(crate) struct Intake {
    pub(super) unit: String,
    pub(super) procedure: String,
    pub(super) applicant: Option<String>,
    pub(super) content: String,
    pub(super) by: String,
    pub(super) course: Course,
    /// Whether the applicant comes for the result.
    pub(super) collected: bool,
    pub(super) rating: Option<u8>,
}

/// How a dossier goes.
#[derive(Clone, Copy)]
pub(super) enum Course {
    /// Decided some day before it is due.
    InTime,
    /// Decided after it was due; most of these with an apology signed in time.
    Late,
    /// Decided so many working days after reception.
    After(i64),
    /// Forwarded, then nothing more for now.
    Open,
    /// Not even forwarded.
    AtDesk,
    /// Open, with an apology that gives so many working days more.
    Apologised(i64),
}

/// What happens next with a dossier.
pub(crate) enum Move {
    Receive(Box<Intake>),
    Forward(Box<Known>),
    Apologise { known: Box<Known>, more: i64 },
    Finish(Box<Known>),
    Return(Box<Known>),
    Rate { token: String, score: u8 },
}

/// A dossier under way.
pub(crate) struct Known {
    dossier: DossierId,
    competent: UnitId,
    due: DateTime,
    intake: Intake,
}

impl Intake {
    pub(super) fn of(deed: &OneDossier, by: &str) -> Self {
        let course = match (deed.finish_after, deed.apology) {
            (Some(days), _) => Course::After(days),
            (None, Some(more)) => Course::Apologised(more),
            (None, None) if deed.at_desk => Course::AtDesk,
            (None, None) => Course::Open,
        };
        Self {
            unit: deed.unit.clone(),
            procedure: deed.procedure.clone(),
            applicant: deed.applicant.clone(),
            content: deed.content.clone(),
            by: by.to_owned(),
            course,
            collected: !deed.not_collected,
            rating: deed.rating,
        }
    }
}

pub(in super::super) async fn go_on(
    stage: &mut Stage,
    step: usize,
    at: DateTime,
    next: Move,
) -> Result<(), Fault> {
    match next {
        Move::Receive(intake) => receive(stage, step, at, *intake).await,
        Move::Forward(known) => forward(stage, step, at, known).await,
        Move::Apologise { known, more } => apologise(stage, step, known, more).await,
        Move::Finish(known) => finish(stage, step, at, known).await,
        Move::Return(known) => give_back(stage, step, at, *known).await,
        Move::Rate { token, score } => rate(stage, &token, score).await,
    }
}

pub(super) async fn receive(
    stage: &mut Stage,
    step: usize,
    at: DateTime,
    intake: Intake,
) -> Result<(), Fault> {
    let ctx = stage.ctx(&intake.by).await?;
    let procedure = stage.procedures.get(&intake.procedure).copied();
    let procedure = procedure.ok_or_else(|| {
        Fault::new(
            format!("there is no procedure `{}` yet", intake.procedure),
            "write it in an earlier `procedures` step",
        )
    })?;
    let who = names::person(&mut stage.random);
    let command = Receive {
        procedure,
        unit: stage::unit(&ctx, &intake.unit)?,
        applicant: Applicant {
            name: intake.applicant.clone().unwrap_or(who.name),
            id_number: format!("0040{:08}", stage.random.random_range(0..100_000_000)),
            address: "Huyện Trùng Khánh".to_owned(),
            phone: format!("0900 000 {:03}", stage.random.random_range(0..1000)),
            email: String::new(),
        },
        content: intake.content.clone(),
        papers: Vec::new(),
        sets: 0,
        received_at: None,
        late_reason: String::new(),
        promised: None,
        request_key: None,
        another: true,
    };
    let dossier = one_stop::receive(&ctx, command).await?;
    let known = Known {
        dossier: dossier.id,
        competent: dossier.competent,
        due: ctx.local(dossier.due_at),
        intake,
    };
    if !matches!(known.intake.course, Course::AtDesk) {
        stage.plan(at + 12.minutes(), step, Act::Dossier(Move::Forward(Box::new(known))));
    }
    Ok(())
}

/// To the unit that decides; then its course is set.
async fn forward(
    stage: &mut Stage,
    step: usize,
    at: DateTime,
    known: Box<Known>,
) -> Result<(), Fault> {
    let ctx = stage.ctx(&known.intake.by).await?;
    let command =
        Forward { dossier: known.dossier, version: None, to: known.competent, note: String::new() };
    one_stop::forward(&ctx, command).await?;
    let calendar = &stage.services.calendar;
    let left = calendar.working_days_between(at.date(), known.due.date());
    let soon = at + 25.minutes();
    match known.intake.course {
        Course::InTime => {
            // Never after the date promised, nor before it was forwarded.
            let day = calendar
                .add_working_days(at.date(), stage.random.random_range(left / 2..=left.max(0)));
            let done = day.at(15, 10, 0, 0).max(soon).min(known.due.max(soon));
            stage.plan(done, step, Act::Dossier(Move::Finish(known)));
        }
        Course::After(days) => {
            let done = calendar.add_working_days(at.date(), days).at(15, 10, 0, 0).max(soon);
            stage.plan(done, step, Act::Dossier(Move::Finish(known)));
        }
        Course::Late if left > 2 && stage.random.random_bool(0.8) => {
            apologise_before(stage, step, known, 5);
        }
        Course::Late => {
            let day = calendar.add_working_days(known.due.date(), stage.random.random_range(1..=6));
            stage.plan(mid_morning(day), step, Act::Dossier(Move::Finish(known)));
        }
        Course::Apologised(more) => apologise_before(stage, step, known, more),
        Course::Open | Course::AtDesk => {}
    }
    Ok(())
}

/// Plans the apology two working days before the date promised.
fn apologise_before(stage: &mut Stage, step: usize, known: Box<Known>, more: i64) {
    let day = stage.calendar().add_working_days(known.due.date(), -2);
    stage.plan(mid_morning(day), step, Act::Dossier(Move::Apologise { known, more }));
}

/// The desk drafts the letter, the head signs it; a late dossier is then decided by its new date.
async fn apologise(
    stage: &mut Stage,
    step: usize,
    known: Box<Known>,
    more: i64,
) -> Result<(), Fault> {
    let ctx = stage.ctx(&known.intake.by).await?;
    let letter = letters::draft(&ctx, known.dossier).await?;
    let new_due = stage.calendar().add_working_days(known.due.date(), more);
    let reason = "Cần xác minh thêm hiện trạng tại thực địa".to_owned();
    letters::edit_draft(
        &ctx,
        EditDraft { letter, version: None, recipient: None, reason, new_due: Some(new_due) },
    )
    .await?;
    let head = stage.head(known.competent)?;
    let ctx = stage.ctx(&head).await?;
    letters::sign(&ctx, Sign { letter, version: None }).await?;
    if matches!(known.intake.course, Course::Late) {
        let day = stage.calendar().add_working_days(new_due, -1);
        stage.plan(mid_morning(day), step, Act::Dossier(Move::Finish(known)));
    }
    Ok(())
}

async fn finish(
    stage: &mut Stage,
    step: usize,
    at: DateTime,
    known: Box<Known>,
) -> Result<(), Fault> {
    let by = stage.specialists.get(&known.competent).cloned();
    let by = by.ok_or_else(|| {
        Fault::new("the unit that decides has no specialist", "open an account for one")
    })?;
    let ctx = stage.ctx(&by).await?;
    let command = Finish {
        dossier: known.dossier,
        version: None,
        result: DossierResult::Granted,
        note: String::new(),
    };
    one_stop::finish(&ctx, command).await?;
    if known.intake.collected {
        // Most people come the next working day, some in their lunch break.
        let day = stage.calendar().add_working_days(at.date(), 1);
        let comes =
            if stage.random.random_bool(0.08) { day.at(11, 45, 0, 0) } else { day.at(8, 30, 0, 0) };
        stage.plan(comes, step, Act::Dossier(Move::Return(known)));
    }
    Ok(())
}

async fn give_back(
    stage: &mut Stage,
    step: usize,
    at: DateTime,
    known: Known,
) -> Result<(), Fault> {
    let ctx = stage.ctx(&known.intake.by).await?;
    let command = ReturnResult { dossier: known.dossier, version: None, note: String::new() };
    let dossier = one_stop::return_result(&ctx, command).await?;
    if let Some(score) = known.intake.rating {
        let next = Move::Rate { token: dossier.rating_token, score };
        stage.plan(at.date().at(20, 10, 0, 0), step, Act::Dossier(next));
    }
    Ok(())
}

/// The citizen rates; who is content found nearly every item of the courtesy code met.
async fn rate(stage: &mut Stage, token: &str, score: u8) -> Result<(), Fault> {
    let ctx = stage.ctx("citizen").await?;
    let items =
        satisfaction::by_token(&ctx, token).await?.map(|page| page.items).unwrap_or_default();
    let met = if score >= 4 { 0.97 } else { 0.6 };
    let courtesy =
        items.into_iter().map(|item| (item.key, stage.random.random_bool(met))).collect();
    satisfaction::rate(&ctx, token, Rate { score, courtesy, comment: String::new() }).await?;
    Ok(())
}
