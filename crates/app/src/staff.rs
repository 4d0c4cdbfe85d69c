//! The staff: people, where they work and as what, and how many there are.

mod view;

use jiff::civil::Date;
use nep_domain::{
    access::Action,
    ids::{AssignmentId, Id, PersonId, UnitId},
    refusal::Refusal,
    staff::{self, Assignment, Gender, OfficialKind, Person},
    text,
};
use nep_storage::{WriteTx, staff as store};
use serde_json::json;

use crate::{AppError, AppResult, Ctx, FieldError, error::OnConflict};

pub use self::view::{
    PersonDetail, StaffList, StaffQuery, headcount, list, list_all, manageable, person,
    present_by_unit, without_place,
};
pub use nep_storage::staff::Placed;

/// Somebody new on the staff, with the first place.
#[derive(Clone, Debug)]
pub struct NewPerson {
    /// Where.
    pub unit: UnitId,
    /// Staff code, unique in the body.
    pub staff_code: String,
    /// Family and given name.
    pub full_name: String,
    /// Birthday, if known.
    pub birth_date: Option<Date>,
    /// Gender, if recorded.
    pub gender: Option<Gender>,
    /// As what kind of staff.
    pub kind: OfficialKind,
    /// Vị trí việc làm.
    pub post: String,
    /// Ngạch or professional title, if recorded.
    pub rank: Option<String>,
    /// Whether as head of the unit.
    pub is_head: bool,
    /// First day.
    pub from: Date,
}

/// Corrected particulars of a person.
#[derive(Clone, Debug)]
pub struct EditPerson {
    /// Who.
    pub person: PersonId,
    /// Staff code.
    pub staff_code: String,
    /// Family and given name.
    pub full_name: String,
    /// Birthday, if known.
    pub birth_date: Option<Date>,
    /// Gender, if recorded.
    pub gender: Option<Gender>,
    /// The version the form was filled from.
    pub version: i64,
}

/// A place for a person.
#[derive(Clone, Debug)]
pub struct NewAssignment {
    /// Who.
    pub person: PersonId,
    /// Where.
    pub unit: UnitId,
    /// As what kind of staff.
    pub kind: OfficialKind,
    /// Vị trí việc làm.
    pub post: String,
    /// Ngạch or professional title, if recorded.
    pub rank: Option<String>,
    /// Whether as head of the unit.
    pub is_head: bool,
    /// First day.
    pub from: Date,
    /// Last day, when it is limited.
    pub to: Option<Date>,
    /// Ends the place held until then on the day before.
    pub end_previous: bool,
}

/// Takes somebody onto the staff.
///
/// # Errors
/// Field errors for empty or impossible values and a taken staff code; the refusals of [`staff::check_assignment`].
pub async fn add_person(ctx: &Ctx, new: NewPerson) -> AppResult<PersonId> {
    let root = ctx.org().get(new.unit).ok_or(AppError::NotFound("unit"))?.root;
    ctx.require(Action::StaffManage, new.unit)?;
    let person = Person {
        id: ctx.id(),
        root,
        staff_code: text::clean(&new.staff_code).to_uppercase(),
        full_name: text::clean(&new.full_name),
        birth_date: new.birth_date,
        gender: new.gender,
        version: 1,
    };
    let assignment = Assignment {
        id: ctx.id(),
        person: person.id,
        root,
        unit: new.unit,
        kind: new.kind,
        post: text::clean(&new.post),
        rank: new.rank.map(|r| text::clean(&r)).filter(|r| !r.is_empty()),
        is_head: new.is_head,
        valid_from: new.from,
        valid_to: None,
    };
    finish(check_person(ctx, &person).into_iter().chain(check_post(&assignment)))?;
    let tx = ctx.write().await?;
    check_place(ctx, &tx, &assignment).await?;
    store::insert_people(&tx, std::slice::from_ref(&person))
        .await
        .on_conflict("person(root_id,staff_code)", code_taken)?;
    store::insert_assignments(&tx, std::slice::from_ref(&assignment)).await?;
    let detail = json!({ "staff_code": person.staff_code, "unit": new.unit.to_string(), "kind": new.kind.key(), "from": new.from.to_string() });
    ctx.audit(&tx, Action::StaffManage, "person", person.id.uuid(), &detail).await?;
    tx.commit().await?;
    Ok(person.id)
}

/// Corrects a person's particulars.
///
/// # Errors
/// Field errors as in [`add_person`]; [`AppError::Stale`] when somebody else saved first.
pub async fn edit_person(ctx: &Ctx, edit: EditPerson) -> AppResult<()> {
    let tx = ctx.write().await?;
    let before = store::get(&tx, edit.person).await?.ok_or(AppError::NotFound("person"))?;
    require_person(ctx, &tx, &before).await?;
    let person = Person {
        id: before.id,
        root: before.root,
        staff_code: text::clean(&edit.staff_code).to_uppercase(),
        full_name: text::clean(&edit.full_name),
        birth_date: edit.birth_date,
        gender: edit.gender,
        version: edit.version,
    };
    finish(check_person(ctx, &person))?;
    store::update_person(&tx, &person)
        .await
        .on_conflict("person(root_id,staff_code)", code_taken)?;
    let detail = json!({ "change": "edit", "staff_code": person.staff_code, "staff_code_before": before.staff_code });
    ctx.audit(&tx, Action::StaffManage, "person", person.id.uuid(), &detail).await?;
    tx.commit().await?;
    Ok(())
}

/// Gives a person a place.
///
/// # Errors
/// Field errors for an empty post; the refusals of [`staff::check_assignment`]; `org-other-body` for a unit of another
/// body.
pub async fn assign(ctx: &Ctx, new: NewAssignment) -> AppResult<AssignmentId> {
    ctx.require(Action::StaffManage, new.unit)?;
    let tx = ctx.write().await?;
    let person = store::get(&tx, new.person).await?.ok_or(AppError::NotFound("person"))?;
    let unit = ctx.org().get(new.unit).ok_or(AppError::NotFound("unit"))?;
    if unit.root != person.root {
        return Err(Refusal::new("org-other-body").into());
    }
    let assignment = Assignment {
        id: ctx.id(),
        person: person.id,
        root: person.root,
        unit: new.unit,
        kind: new.kind,
        post: text::clean(&new.post),
        rank: new.rank.map(|r| text::clean(&r)).filter(|r| !r.is_empty()),
        is_head: new.is_head,
        valid_from: new.from,
        valid_to: new.to,
    };
    finish(check_post(&assignment))?;
    if new.end_previous {
        end_running(ctx, &tx, &assignment).await?;
    }
    check_place(ctx, &tx, &assignment).await?;
    store::insert_assignments(&tx, std::slice::from_ref(&assignment)).await?;
    let detail = json!({ "change": "assign", "unit": new.unit.to_string(), "kind": new.kind.key(), "from": new.from.to_string(), "head": new.is_head });
    ctx.audit(&tx, Action::StaffManage, "person", person.id.uuid(), &detail).await?;
    tx.commit().await?;
    Ok(assignment.id)
}

/// Sets the last day of an assignment.
///
/// # Errors
/// The refusals of [`staff::check_end`].
pub async fn end_assignment(ctx: &Ctx, id: AssignmentId, last_day: Date) -> AppResult<()> {
    let tx = ctx.write().await?;
    let assignment = store::assignment(&tx, id).await?.ok_or(AppError::NotFound("assignment"))?;
    ctx.require(Action::StaffManage, assignment.unit)?;
    staff::check_end(&assignment, last_day)?;
    store::end_assignment(&tx, id, last_day).await?;
    let detail = json!({ "change": "end", "unit": assignment.unit.to_string(), "last_day": last_day.to_string() });
    ctx.audit(&tx, Action::StaffManage, "person", assignment.person.uuid(), &detail).await?;
    tx.commit().await?;
    Ok(())
}

/// Ends the place that runs when the new one begins.
async fn end_running(ctx: &Ctx, tx: &WriteTx, new: &Assignment) -> AppResult<()> {
    let places = store::assignments_of(tx, new.person).await?;
    let Some(running) =
        places.into_iter().find(|a| a.valid_from < new.valid_from && a.holds_on(new.valid_from))
    else {
        return Ok(());
    };
    ctx.require(Action::StaffManage, running.unit)?;
    if let Ok(last) = new.valid_from.yesterday() {
        store::end_assignment(tx, running.id, last).await?;
    }
    Ok(())
}

async fn check_place(ctx: &Ctx, tx: &WriteTx, new: &Assignment) -> AppResult<()> {
    let newest = ctx.services().org_latest(tx).await?;
    let unit = newest.get(new.unit).ok_or(AppError::NotFound("unit"))?;
    let of_person = store::assignments_of(tx, new.person).await?;
    let heads = if new.is_head { store::assignments_at(tx, new.unit).await? } else { Vec::new() };
    Ok(staff::check_assignment(new, unit, &of_person, &heads)?)
}

/// The actor must manage the staff of a unit the person has or had a place at, or of the whole body.
async fn require_person(ctx: &Ctx, tx: &WriteTx, person: &Person) -> AppResult<()> {
    if ctx.may(Action::StaffManage, person.root) {
        return Ok(());
    }
    let places = store::assignments_of(tx, person.id).await?;
    ctx.require(Action::StaffManage, places.first().map_or(person.root, |a| a.unit))
}

/// What is wrong with a person's particulars.
pub(crate) fn check_person(ctx: &Ctx, person: &Person) -> Vec<FieldError> {
    let missing = [("staff_code", &person.staff_code), ("full_name", &person.full_name)];
    let missing = missing
        .into_iter()
        .filter(|(_, value)| value.is_empty())
        .map(|(f, _)| FieldError::new(f, "missing"));
    let born_later = person.birth_date.is_some_and(|birth| birth >= ctx.today());
    missing.chain(born_later.then(|| FieldError::new("birth_date", "staff-birth-date"))).collect()
}

fn check_post(assignment: &Assignment) -> Option<FieldError> {
    assignment.post.is_empty().then(|| FieldError::new("post", "missing"))
}

fn code_taken() -> AppError {
    FieldError::new("staff_code", "staff-code-taken").into()
}

fn finish(errors: impl IntoIterator<Item = FieldError>) -> AppResult<()> {
    let errors: Vec<_> = errors.into_iter().collect();
    if errors.is_empty() { Ok(()) } else { Err(AppError::Invalid(errors)) }
}
