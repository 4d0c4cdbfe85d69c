//! Facts: one named number for one unit and one period, with what it is counted from and the records behind it.
//!
//! Criteria, dashboards and reports ask here and never read another room's tables. A fact is counted
//! from the records as they stood at the end of the day asked for, anew after every change; nothing is typed in.

mod answers;
mod reach;

use nep_domain::{
    access::Action,
    facts::{Fact, FactName, FactQuery, Period, Record, RecordKind, Side},
    ids::UnitId,
    number::Share,
};
use nep_storage::{
    Page,
    facts::{self as store, AwardKeys},
};

pub(crate) use self::answers::Answers;
use self::answers::{Shape, answer};
use crate::{AppError, AppResult, Ctx};

/// A page of the records behind a fact.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RecordList {
    /// How many records there are on this side.
    pub total: u64,
    /// What they add up to.
    pub sum: Share,
    /// The page asked for, newest first.
    pub rows: Vec<RecordRow>,
}

/// One record, and whether the actor may open it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RecordRow {
    /// The record; without the person's name when the actor may not see the room's records.
    pub record: Record,
    /// Whether its page is open to the actor.
    pub open: bool,
}

/// Measures a fact.
///
/// # Errors
/// [`AppError::Denied`] unless the actor may see reports of the unit; [`AppError::NotFound`] for an unknown unit.
pub async fn measure(ctx: &Ctx, query: &FactQuery) -> AppResult<Fact> {
    ctx.require(Action::ReportView, query.unit)?;
    counted(ctx, query).await
}

/// Measures one of the facts that are open to everybody, for public pages.
///
/// # Errors
/// [`AppError::NotFound`] for a fact that is not in [`FactName::PUBLIC`], or an unknown unit.
pub async fn measure_public(ctx: &Ctx, query: &FactQuery) -> AppResult<Fact> {
    if !FactName::PUBLIC.contains(&query.name) {
        return Err(AppError::NotFound("fact"));
    }
    counted(ctx, query).await
}

async fn counted(ctx: &Ctx, query: &FactQuery) -> AppResult<Fact> {
    let answer = answer(ctx, query, Shape::Total).await?;
    Ok(Fact { query: query.clone(), value: answer.total })
}

/// The fact of each unit that has records, by the unit of the day.
///
/// # Errors
/// As [`measure`].
pub async fn by_unit(ctx: &Ctx, query: &FactQuery) -> AppResult<Vec<(UnitId, Share)>> {
    ctx.require(Action::ReportView, query.unit)?;
    Ok(answer(ctx, query, Shape::ByUnit).await?.units.clone())
}

/// The fact of each calendar month of the period.
///
/// # Errors
/// As [`measure`].
pub async fn by_month(ctx: &Ctx, query: &FactQuery) -> AppResult<Vec<(Period, Share)>> {
    by_period(ctx, query, query.period.months(), Shape::ByMonth).await
}

/// The fact of each quarter of the period.
///
/// # Errors
/// As [`measure`].
pub async fn by_quarter(ctx: &Ctx, query: &FactQuery) -> AppResult<Vec<(Period, Share)>> {
    by_period(ctx, query, query.period.quarters(), Shape::ByQuarter).await
}

async fn by_period(
    ctx: &Ctx,
    query: &FactQuery,
    periods: Vec<Period>,
    shape: Shape,
) -> AppResult<Vec<(Period, Share)>> {
    ctx.require(Action::ReportView, query.unit)?;
    let answer = answer(ctx, query, shape).await?;
    Ok(periods.into_iter().zip(answer.periods.iter().copied()).collect())
}

/// A page of the records behind a fact.
///
/// Whoever sees the figure sees that there are records; names and links only where the room's own rules allow it.
///
/// # Errors
/// As [`measure`].
pub async fn records(
    ctx: &Ctx,
    query: &FactQuery,
    side: Side,
    page: Page,
) -> AppResult<RecordList> {
    ctx.require(Action::ReportView, query.unit)?;
    let question = reach::question(ctx, query).await?;
    let (total, sum, records) = store::records(&ctx.read().await?, &question, side, page).await?;
    let rows = records.into_iter().map(|record| {
        let open = ctx.may(room(record.kind), record.unit);
        let person = record.person.filter(|_| open);
        RecordRow { record: Record { person, ..record }, open }
    });
    Ok(RecordList { total, sum, rows: rows.collect() })
}

/// The different kinds of awards a question counts, to collectives or individuals.
pub(crate) async fn award_keys(ctx: &Ctx, query: &FactQuery) -> AppResult<Vec<AwardKeys>> {
    let question = reach::question(ctx, query).await?;
    Ok(store::award_keys(&ctx.read().await?, &question).await?)
}

/// What one must be allowed to do at a record's unit to open it.
fn room(kind: RecordKind) -> Action {
    match kind {
        RecordKind::Dossier | RecordKind::Letter | RecordKind::Rating => Action::DossierView,
        RecordKind::Feedback => Action::FeedbackView,
        RecordKind::Inspection | RecordKind::Visit | RecordKind::Finding => Action::InspectionView,
        RecordKind::Unit => Action::OrgView,
        RecordKind::CriteriaSet | RecordKind::ScoreSheet => Action::MovementView,
        RecordKind::Award => Action::AwardView,
        RecordKind::Person | RecordKind::Quota => Action::StaffView,
    }
}
