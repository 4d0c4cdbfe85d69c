//! The catalogue of procedures.

use jiff::civil::Date;
use nep_calendar::Term;
use nep_domain::{
    ids::{Id, ProcedureId, UnitId},
    one_stop::Procedure,
    text,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, EntityTrait, IntoActiveModel,
    QueryFilter, QuerySelect, prelude::Uuid,
};

use super::{column, lines, small};
use crate::{
    convert::{date, day, key},
    error::{StoreError, StoreResult},
    store::{ReadTx, WriteTx},
};

pub(super) mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "procedure")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub root_id: Uuid,
        pub code: String,
        pub name: String,
        pub search: String,
        pub field: String,
        pub steps: String,
        pub applicants: String,
        pub papers: String,
        pub sets: i32,
        pub term_amount: i32,
        pub term_unit: String,
        pub same_day_cut_off: bool,
        pub fee: String,
        pub result: String,
        pub legal_basis: String,
        pub competent_unit_id: Uuid,
        pub valid_from: ChronoDate,
        pub valid_to: Option<ChronoDate>,
        pub version: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

fn to_procedure(row: row::Model) -> StoreResult<Procedure> {
    Ok(Procedure {
        id: ProcedureId::from_uuid(row.id),
        root: UnitId::from_uuid(row.root_id),
        term: Term {
            amount: small(row.term_amount),
            unit: key(&row.term_unit, "procedure", "term_unit", row.id)?,
        },
        code: row.code,
        name: row.name,
        field: row.field,
        steps: row.steps,
        applicants: row.applicants,
        papers: lines(&row.papers),
        sets: small(row.sets),
        same_day_cut_off: row.same_day_cut_off,
        fee: row.fee,
        result: row.result,
        legal_basis: row.legal_basis,
        competent: UnitId::from_uuid(row.competent_unit_id),
        valid_from: date(row.valid_from),
        valid_to: row.valid_to.map(date),
        version: row.version,
    })
}

fn to_row(p: &Procedure) -> row::Model {
    row::Model {
        id: p.id.uuid(),
        root_id: p.root.uuid(),
        code: p.code.clone(),
        name: p.name.clone(),
        search: text::fold(&format!("{} {} {}", p.code, p.name, p.field)),
        field: p.field.clone(),
        steps: p.steps.clone(),
        applicants: p.applicants.clone(),
        papers: p.papers.join("\n"),
        sets: column(p.sets),
        term_amount: column(p.term.amount),
        term_unit: p.term.unit.as_str().to_owned(),
        same_day_cut_off: p.same_day_cut_off,
        fee: p.fee.clone(),
        result: p.result.clone(),
        legal_basis: p.legal_basis.clone(),
        competent_unit_id: p.competent.uuid(),
        valid_from: day(p.valid_from),
        valid_to: p.valid_to.map(day),
        version: p.version,
    }
}

/// Stores a new procedure.
///
/// # Errors
/// `Conflict("procedure(root_id,code)")` when the body has the code already.
pub async fn insert_procedure(tx: &WriteTx, procedure: &Procedure) -> StoreResult<()> {
    row::Entity::insert(to_row(procedure).into_active_model())
        .exec_without_returning(tx.db())
        .await?;
    Ok(())
}

/// Saves an edited procedure; its version must be the stored one and grows by one.
///
/// # Errors
/// [`StoreError::Stale`] when somebody else saved it first; `Conflict("procedure(root_id,code)")`.
pub async fn update_procedure(tx: &WriteTx, procedure: &Procedure) -> StoreResult<()> {
    let mut row = to_row(procedure).into_active_model().reset_all();
    row.version = Set(procedure.version + 1);
    let done = row::Entity::update_many()
        .set(row)
        .filter(row::Column::Id.eq(procedure.id.uuid()))
        .filter(row::Column::Version.eq(procedure.version))
        .exec(tx.db())
        .await?;
    if done.rows_affected == 1 { Ok(()) } else { Err(StoreError::Stale) }
}

/// A procedure by id.
pub async fn procedure(tx: &ReadTx, id: ProcedureId) -> StoreResult<Option<Procedure>> {
    row::Entity::find_by_id(id.uuid()).one(tx.db()).await?.map(to_procedure).transpose()
}

/// The procedures of bodies, by sector and name; only those valid on a day if one is given.
pub async fn procedures(
    tx: &ReadTx,
    roots: &[UnitId],
    on: Option<Date>,
) -> StoreResult<Vec<Procedure>> {
    let mut query =
        row::Entity::find().filter(row::Column::RootId.is_in(roots.iter().map(|r| r.uuid())));
    if let Some(on) = on.map(day) {
        let lasts =
            Condition::any().add(row::Column::ValidTo.is_null()).add(row::Column::ValidTo.gte(on));
        query = query.filter(row::Column::ValidFrom.lte(on)).filter(lasts);
    }
    let rows = query.all(tx.db()).await?;
    let mut found: Vec<_> = rows.into_iter().map(to_procedure).collect::<StoreResult<_>>()?;
    // Neither database knows the Vietnamese alphabet; a catalogue is some hundreds of procedures.
    found.sort_by(|a, b| {
        let names = || text::compare(&a.name, &b.name);
        text::compare(&a.field, &b.field).then_with(names).then_with(|| a.id.cmp(&b.id))
    });
    Ok(found)
}

/// Identifier and name of each procedure of bodies, by name.
pub async fn procedure_names(
    tx: &ReadTx,
    roots: &[UnitId],
) -> StoreResult<Vec<(ProcedureId, String)>> {
    let query = row::Entity::find()
        .select_only()
        .columns([row::Column::Id, row::Column::Name])
        .filter(row::Column::RootId.is_in(roots.iter().map(|r| r.uuid())));
    let mut names: Vec<(Uuid, String)> = query.into_tuple().all(tx.db()).await?;
    names.sort_by(|(_, a), (_, b)| text::compare(a, b));
    Ok(names.into_iter().map(|(id, name)| (ProcedureId::from_uuid(id), name)).collect())
}
