//! Criteria sets: the body's model, and what units make of it (S1.1).

use jiff::civil::Date;
use nep_domain::{
    access::Action,
    facts::Period,
    ids::{CriteriaSetId, CriterionId, Id, MovementId, UnitId},
    movement::{
        CriteriaProblem, CriteriaSet, Criterion, CriterionDraft, Movement, Place, Wrong, adapted,
        check_model,
    },
    number::Points,
    refusal::Refusal,
    text,
};
use nep_law::{Cited, Item, Pack, PackId, Wording};
use nep_storage::{ReadTx, WriteTx, movement as store};
use serde_json::json;

use super::{day_of_year, in_year, sheet};
use crate::{AppError, AppResult, Ctx, FieldError};

/// The topic whose pack names the headings.
const HEADINGS: &str = "vn/movement";
/// The topic whose pack names total and threshold.
const STANDARD: &str = "vn/culture-standard";

/// A fixed heading of the movement, with where it stands in the law.
#[derive(Clone, Debug)]
pub struct Heading {
    /// The item of the pack: key, code, label, citation, confidence.
    pub item: Item,
    /// The label of its group: collectives or individuals.
    pub group: Option<Wording>,
    /// The pack it stands in.
    pub pack: PackId,
}

/// What the standard of a year says.
#[derive(Clone, Debug)]
pub struct Terms {
    /// Total points of a set.
    pub total: Cited<i64>,
    /// Points from which recognition is proposed.
    pub threshold: Cited<i64>,
}

/// A model set to be issued by the body.
#[derive(Clone, Debug)]
pub struct Model {
    /// Of which movement.
    pub movement: MovementId,
    /// For which year.
    pub year: i16,
    /// The day it was issued.
    pub issued_on: Date,
    /// The criteria in order.
    pub criteria: Vec<CriterionDraft>,
}

/// A unit's own set, made from the model.
#[derive(Clone, Debug)]
pub struct Adaptation {
    /// Of which movement.
    pub movement: MovementId,
    /// Whose.
    pub unit: UnitId,
    /// For which year.
    pub year: i16,
    /// The day it was issued; none keeps it a draft.
    pub issued_on: Option<Date>,
    /// The version edited; none for a first adaptation.
    pub version: Option<i64>,
    /// New weights of criteria of the model; the others keep theirs.
    pub weights: Vec<(CriterionId, Points)>,
    /// Own criteria, added.
    pub own: Vec<CriterionDraft>,
}

/// The fixed headings of a year: of the pack in force then, or of the last one once its time is over.
///
/// # Errors
/// When no pack names headings for that time or any before.
pub fn headings(ctx: &Ctx, year: i16) -> AppResult<Vec<Heading>> {
    let day = Period::year(year).to;
    let library = &ctx.services().library;
    let topic = |p: &&Pack| p.id().topic() == HEADINGS;
    let newest = || {
        library
            .packs()
            .iter()
            .filter(topic)
            .filter(|p| p.valid_from() <= day)
            .max_by_key(|p| p.valid_from())
    };
    let pack = library.governing(HEADINGS, day).or_else(newest);
    let found = pack.and_then(|p| Some((p.id(), p.list("headings")?)));
    let (pack, list) = found.ok_or_else(|| {
        AppError::Internal(format!("no pack of `{HEADINGS}` has headings for {year}"))
    })?;
    let heading = |item: &Item| Heading {
        pack: pack.clone(),
        group: list
            .groups
            .iter()
            .find(|g| Some(&g.key) == item.group.as_ref())
            .map(|g| g.label.clone()),
        item: item.clone(),
    };
    Ok(list.items.iter().map(heading).collect())
}

/// Total and threshold of the standard in force at a year's end.
///
/// # Errors
/// When no pack is in force then.
pub fn terms(ctx: &Ctx, year: i16) -> AppResult<Terms> {
    let fault = |e: nep_law::LawError| AppError::Internal(e.to_string());
    let pack = ctx.services().library.require(STANDARD, Period::year(year).to).map_err(fault)?;
    Ok(Terms {
        total: pack.integer("points_total").map_err(fault)?,
        threshold: pack.integer("recognition_threshold_points").map_err(fault)?,
    })
}

/// Issues the body's model set for a year. A model that nothing rests on yet may be issued anew.
///
/// # Errors
/// Field errors `row-<n>-…` and `total`; `movement-model-in-use` once units have adapted it or sheets are open.
pub async fn issue_model(ctx: &Ctx, mut new: Model) -> AppResult<CriteriaSetId> {
    let tx = ctx.write().await?;
    let movement = in_year(ctx, &tx, new.movement, new.year).await?;
    ctx.require(Action::MovementManage, movement.root)?;
    clean(&mut new.criteria);
    let (terms, headings) = (terms(ctx, new.year)?, headings(ctx, new.year)?);
    let keys: Vec<_> = headings.iter().map(|h| h.item.key.as_str()).collect();
    let problems = check_model(&new.criteria, &keys, Points::whole(terms.total.value));
    if !problems.is_empty() {
        return Err(AppError::Invalid(errors(&problems)));
    }
    let mut rows: Vec<_> = new.criteria.iter().map(|row| (None, row.clone())).collect();
    rows.sort_by_key(|(_, row)| keys.iter().position(|k| *k == row.heading));
    let mut set =
        draft(ctx, &movement, movement.root, new.year, Points::whole(terms.threshold.value));
    set.issued_on = Some(new.issued_on);
    set.criteria = numbered(ctx, rows);
    let set = replace_model(&tx, set).await?;
    let detail = json!({ "year": new.year, "criteria": set.criteria.len(), "issued_on": new.issued_on.to_string() });
    ctx.audit(&tx, Action::MovementManage, "criteria_set", set.id.uuid(), &detail).await?;
    tx.commit().await?;
    Ok(set.id)
}

async fn replace_model(tx: &WriteTx, mut set: CriteriaSet) -> AppResult<CriteriaSet> {
    let Some(before) = store::set_of(tx, set.movement, set.unit, set.year).await? else {
        store::insert_set(tx, &set).await?;
        return Ok(set);
    };
    let adapted = store::sets_of(tx, set.movement, set.year).await?.len() > 1;
    if adapted || !store::sheets_of(tx, set.movement, set.year).await?.is_empty() {
        return Err(Refusal::new("movement-model-in-use").with("year", set.year).into());
    }
    set.id = before.id;
    set.version = before.version;
    store::delete_criteria(tx, set.id).await?;
    store::update_set(tx, &set).await?;
    store::insert_criteria(tx, &set).await?;
    Ok(set)
}

/// Makes or changes a unit's own set. An open sheet on which nothing was entered yet follows it.
///
/// # Errors
/// Field errors `weight-<criterion>`, `row-<n>-…`, `total`; `movement-no-model`; `movement-criteria-in-use` once
/// points or evidence stand on the unit's sheet; [`AppError::Stale`] when somebody else changed it first.
pub async fn adapt(ctx: &Ctx, mut new: Adaptation) -> AppResult<CriteriaSetId> {
    let tree = ctx.org_on(day_of_year(ctx, new.year)).await?;
    let tx = ctx.write().await?;
    let movement = in_year(ctx, &tx, new.movement, new.year).await?;
    ctx.require(Action::MovementAdapt, new.unit)?;
    let unit = tree.require(new.unit)?;
    if unit.root != movement.root || unit.id == movement.root {
        return Err(AppError::NotFound("unit"));
    }
    clean(&mut new.own);
    let model = model(&tx, &movement, new.year).await?;
    let headings = headings(ctx, new.year)?;
    let keys: Vec<_> = headings.iter().map(|h| h.item.key.as_str()).collect();
    let rows = adapted(&model, &new.weights, &new.own, &keys)
        .map_err(|p| AppError::Invalid(errors(&p)))?;
    let mut set = draft(ctx, &movement, new.unit, new.year, model.threshold);
    set.issued_on = new.issued_on;
    set.criteria = numbered(ctx, rows);
    let set = replace_own(ctx, &tx, set, new.version).await?;
    let detail = json!({
        "unit": new.unit.to_string(), "year": new.year, "own": new.own.len(),
        "issued_on": new.issued_on.map(|d| d.to_string()),
    });
    ctx.audit(&tx, Action::MovementAdapt, "criteria_set", set.id.uuid(), &detail).await?;
    tx.commit().await?;
    Ok(set.id)
}

async fn replace_own(
    ctx: &Ctx,
    tx: &WriteTx,
    mut set: CriteriaSet,
    version: Option<i64>,
) -> AppResult<CriteriaSet> {
    let sheet = store::sheet_of(tx, set.movement, set.unit, set.year).await?;
    if let Some(sheet) = &sheet {
        sheet::require_untouched(tx, sheet).await?;
        store::delete_lines(tx, sheet.id).await?;
    }
    match store::set_of(tx, set.movement, set.unit, set.year).await? {
        None => store::insert_set(tx, &set).await?,
        Some(before) if version == Some(before.version) => {
            set.id = before.id;
            set.version = before.version;
            store::delete_criteria(tx, set.id).await?;
            store::update_set(tx, &set).await?;
            store::insert_criteria(tx, &set).await?;
        }
        Some(_) => return Err(AppError::Stale),
    }
    if let Some(sheet) = sheet {
        sheet::follow(ctx, tx, sheet, &set).await?;
    }
    Ok(set)
}

/// The set a unit's sheet goes by: its own once issued, else the model.
pub(super) async fn in_force(
    tx: &ReadTx,
    movement: &Movement,
    unit: UnitId,
    year: i16,
) -> AppResult<CriteriaSet> {
    match store::set_of(tx, movement.id, unit, year).await? {
        Some(own) if own.issued_on.is_some() => Ok(own),
        _ => model(tx, movement, year).await,
    }
}

async fn model(tx: &ReadTx, movement: &Movement, year: i16) -> AppResult<CriteriaSet> {
    let found = store::set_of(tx, movement.id, movement.root, year).await?;
    Ok(found.ok_or_else(|| Refusal::new("movement-no-model").with("year", year))?)
}

/// A unit's own set if it has one, and the body's model.
pub async fn set_of(
    ctx: &Ctx,
    movement: MovementId,
    unit: UnitId,
    year: i16,
) -> AppResult<(Option<CriteriaSet>, Option<CriteriaSet>)> {
    let tx = ctx.read().await?;
    let movement = in_year(ctx, &tx, movement, year).await?;
    let own = store::set_of(&tx, movement.id, unit, year).await?;
    Ok((own.filter(|s| !s.is_model()), store::set_of(&tx, movement.id, movement.root, year).await?))
}

/// A set by its identifier.
///
/// # Errors
/// [`AppError::NotFound`] when there is none, or it is another body's.
pub async fn set_by_id(ctx: &Ctx, id: CriteriaSetId) -> AppResult<CriteriaSet> {
    let set = store::set_by_id(&ctx.read().await?, id).await?;
    set.filter(|s| ctx.may(Action::MovementView, s.unit)).ok_or(AppError::NotFound("criteria_set"))
}

fn draft(
    ctx: &Ctx,
    movement: &Movement,
    unit: UnitId,
    year: i16,
    threshold: Points,
) -> CriteriaSet {
    CriteriaSet {
        id: ctx.id(),
        movement: movement.id,
        root: movement.root,
        unit,
        year,
        issued_on: None,
        threshold,
        version: 1,
        criteria: Vec::new(),
    }
}

fn numbered(ctx: &Ctx, rows: Vec<(Option<CriterionId>, CriterionDraft)>) -> Vec<Criterion> {
    let criterion =
        |(ordinal, (model, row)): (i32, (Option<CriterionId>, CriterionDraft))| Criterion {
            id: ctx.id(),
            model,
            heading: row.heading,
            ordinal,
            name: row.name,
            basis: row.basis,
            max_points: row.max_points,
        };
    (1..).zip(rows).map(criterion).collect()
}

fn clean(rows: &mut [CriterionDraft]) {
    for row in rows {
        row.name = text::clean(&row.name);
    }
}

fn errors(problems: &[CriteriaProblem]) -> Vec<FieldError> {
    problems.iter().map(error).collect()
}

fn error(problem: &CriteriaProblem) -> FieldError {
    let (field, code) = match &problem.wrong {
        Wrong::Empty => ("criteria", "movement-criteria-empty"),
        Wrong::Name => ("name", "missing"),
        Wrong::Heading => ("heading", "movement-heading"),
        Wrong::Points => ("points", "movement-points"),
        Wrong::Target => ("target", "movement-target"),
        Wrong::Fact => ("fact", "movement-fact"),
        Wrong::Unknown => ("points", "movement-criterion-unknown"),
        Wrong::Total { is, should } => {
            return FieldError::new("total", "movement-total")
                .with("is", is)
                .with("should", should);
        }
    };
    match problem.place {
        Place::Whole => FieldError::new(field, code),
        Place::Model(id) => FieldError::new(format!("weight-{id}"), code),
        Place::Row(n) => FieldError::new(format!("row-{n}-{field}"), code),
    }
}
