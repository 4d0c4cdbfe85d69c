//! The desk: procedures, dossiers from reception to rating, letters.

mod course;
mod settle;

use jiff::{
    ToSpan,
    civil::{Date, DateTime, time},
};
use nep_app::{
    letters::{self, Sign},
    one_stop::{self, SaveProcedure},
};
use nep_calendar::Term;
use nep_domain::letters::LetterKind;
use rand::{RngExt, seq::IndexedRandom};

use super::{Act, staff};
use crate::{
    fault::Fault,
    scenario::{
        script::{ManyDossiers, OneDossier, OneProcedure, Procedures, WriteLetter},
        stage::{self, Stage, word},
    },
};

pub(crate) use course::Move;
pub(super) use course::go_on;
pub(super) use settle::settle;

pub(super) async fn procedures(
    stage: &mut Stage,
    by: &str,
    deed: &Procedures,
) -> Result<(), Fault> {
    for procedure in &deed.procedures {
        let ctx = stage.ctx(by).await?;
        let competent = stage::unit(&ctx, &procedure.competent)?;
        let saved =
            one_stop::save_procedure(&ctx, command(procedure, competent, ctx.today())?).await?;
        stage.procedures.insert(procedure.code.clone(), saved.id);
        staff::open_specialist_account(stage, competent, &procedure.competent).await?;
    }
    Ok(())
}

fn command(
    from: &OneProcedure,
    competent: nep_domain::ids::UnitId,
    valid_from: Date,
) -> Result<SaveProcedure, Fault> {
    Ok(SaveProcedure {
        id: None,
        version: 1,
        code: from.code.clone(),
        name: from.name.clone(),
        field: from.field.clone(),
        steps: "Nộp hồ sơ tại Bộ phận Một cửa, nhận giấy hẹn, nhận kết quả tại nơi nộp.".to_owned(),
        applicants: "Cá nhân, hộ gia đình, tổ chức".to_owned(),
        papers: from.papers.clone(),
        sets: 1,
        term: word::<Term>(&from.term)?,
        same_day_cut_off: from.same_day,
        fee: from.fee.clone(),
        result: from.result.clone(),
        legal_basis: from.basis.clone(),
        competent,
        valid_from,
        valid_to: None,
    })
}

/// One dossier that the script tells of.
pub(super) async fn one(
    stage: &mut Stage,
    step: usize,
    by: &str,
    at: DateTime,
    deed: &OneDossier,
) -> Result<(), Fault> {
    course::receive(stage, step, at, course::Intake::of(deed, by)).await
}

/// Plans the reception of many dossiers, spread over working days.
pub(super) fn many(
    stage: &mut Stage,
    step: usize,
    by: &str,
    at: DateTime,
    deed: &ManyDossiers,
) -> Result<(), Fault> {
    let mut codes: Vec<_> = stage.procedures.keys().cloned().collect();
    codes.sort();
    let until = deed.until.unwrap_or_else(|| stage.calendar().previous_working_day(stage.today));
    let days = stage.calendar().working_days_between(at.date(), until).max(1);
    for _ in 0..deed.count {
        let day = stage.random.random_range(0..days);
        let beyond = percent(stage, deed.beyond_hours);
        let arrives = stage.calendar().add_working_days(at.date(), day).at(0, 0, 0, 0)
            + arrival(stage, beyond).minutes();
        let Some(procedure) = codes.choose(&mut stage.random).cloned() else {
            return Err(Fault::new(
                "there is no procedure yet",
                "write an earlier `procedures` step",
            ));
        };
        let late = percent(stage, deed.late);
        let rated = percent(stage, deed.rated);
        let displeased = percent(stage, deed.dissatisfied);
        let score = if displeased {
            stage.random.random_range(2..=3)
        } else {
            stage.random.random_range(4..=5)
        };
        let intake = course::Intake {
            unit: deed.unit.clone(),
            procedure,
            applicant: None,
            content: String::new(),
            by: by.to_owned(),
            course: if late { course::Course::Late } else { course::Course::InTime },
            collected: true,
            rating: rated.then_some(score),
        };
        stage.plan(arrives, step, Act::Dossier(Move::Receive(Box::new(intake))));
    }
    Ok(())
}

fn percent(stage: &mut Stage, share: u32) -> bool {
    stage.random.random_range(0..100) < share
}

/// Minutes of the day at which somebody comes: within office hours, or at noon and in the evening.
fn arrival(stage: &mut Stage, beyond: bool) -> i64 {
    let from = |hour: i64, minute: i64, minutes: i64, stage: &mut Stage| {
        hour * 60 + minute + stage.random.random_range(0..minutes)
    };
    match (beyond, stage.random.random_bool(0.6)) {
        (false, true) => from(7, 35, 220, stage),
        (false, false) => from(13, 35, 190, stage),
        (true, true) => from(11, 31, 40, stage),
        (true, false) => from(17, 1, 45, stage),
    }
}

/// A letter that is not an apology.
pub(super) async fn letter(stage: &mut Stage, by: &str, deed: &WriteLetter) -> Result<(), Fault> {
    let ctx = stage.ctx(by).await?;
    let new = letters::WriteLetter {
        unit: stage::unit(&ctx, &deed.unit)?,
        kind: word::<LetterKind>(&deed.kind)?,
        dossier: None,
        recipient: deed.recipient.clone(),
        text: deed.text.clone(),
    };
    let letter = letters::write(&ctx, new).await?;
    if let Some(head) = &deed.signed_by {
        let ctx = stage.ctx(head).await?;
        letters::sign(&ctx, Sign { letter, version: None }).await?;
    }
    Ok(())
}

/// A quarter past ten on a day.
fn mid_morning(day: Date) -> DateTime {
    day.to_datetime(time(10, 15, 0, 0))
}
