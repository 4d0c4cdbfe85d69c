//! The register of refusals at intake.

use jiff::Timestamp;
use nep_domain::{
    access::Scope,
    ids::{AccountId, Id, IntakeRefusalId, ProcedureId, UnitId},
    one_stop::{Applicant, IntakeRefusal},
    text,
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Select,
    sea_query::{Expr, ExprTrait},
};

use super::{column, number_after, small};
use crate::{
    convert::{anywhere, instant, stamp},
    error::StoreResult,
    store::{Page, ReadTx, WriteTx},
};

mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "intake_refusal")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub root_id: Uuid,
        pub unit_id: Uuid,
        pub procedure_id: Uuid,
        pub year: i32,
        pub number: i32,
        pub applicant_name: String,
        pub applicant_id_number: String,
        pub applicant_address: String,
        pub applicant_phone: String,
        pub applicant_email: String,
        pub content: String,
        pub reason: String,
        pub search: String,
        pub refused_at: ChronoDateTimeUtc,
        pub refused_by: Option<Uuid>,
        pub request_key: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Which refusals a list shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct IntakeRefusalFilter {
    /// The units in reach.
    pub scope: Scope,
    /// Only from this instant on.
    pub from: Timestamp,
    /// Only before this instant.
    pub before: Timestamp,
    /// Only those with these words in applicant, telephone, matter or procedure, accents or not.
    pub words: Option<String>,
}

fn to_refusal(row: row::Model) -> IntakeRefusal {
    IntakeRefusal {
        id: IntakeRefusalId::from_uuid(row.id),
        root: UnitId::from_uuid(row.root_id),
        unit: UnitId::from_uuid(row.unit_id),
        procedure: ProcedureId::from_uuid(row.procedure_id),
        year: i16::try_from(row.year).unwrap_or(0),
        number: small(row.number),
        applicant: Applicant {
            name: row.applicant_name,
            id_number: row.applicant_id_number,
            address: row.applicant_address,
            phone: row.applicant_phone,
            email: row.applicant_email,
        },
        content: row.content,
        reason: row.reason,
        refused_at: instant(row.refused_at),
        refused_by: row.refused_by.map(AccountId::from_uuid),
        request_key: row.request_key,
    }
}

/// Stores a refusal of the procedure of this name; it is never changed.
///
/// # Errors
/// `Conflict("intake_refusal(request_key)")` when the same form was stored before.
pub async fn insert_refusal(
    tx: &WriteTx,
    r: &IntakeRefusal,
    procedure_name: &str,
) -> StoreResult<()> {
    let a = &r.applicant;
    // A telephone number is found with its spaces and without.
    let digits = a.phone.replace(' ', "");
    let words = [&a.name, &a.id_number, &a.phone, &digits, &a.address, &r.content];
    let search = words.map(String::as_str).join(" ") + " " + procedure_name;
    let row = row::Model {
        id: r.id.uuid(),
        root_id: r.root.uuid(),
        unit_id: r.unit.uuid(),
        procedure_id: r.procedure.uuid(),
        year: i32::from(r.year),
        number: column(r.number),
        applicant_name: a.name.clone(),
        applicant_id_number: a.id_number.clone(),
        applicant_address: a.address.clone(),
        applicant_phone: a.phone.clone(),
        applicant_email: a.email.clone(),
        content: r.content.clone(),
        reason: r.reason.clone(),
        search: text::fold(&search),
        refused_at: stamp(r.refused_at),
        refused_by: r.refused_by.map(Id::uuid),
        request_key: r.request_key.clone(),
    };
    row::Entity::insert(row.into_active_model()).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// The next number of a desk's register of a year.
pub async fn next_refusal_number(tx: &WriteTx, unit: UnitId, year: i16) -> StoreResult<u32> {
    let of_year = row::Entity::find()
        .filter(row::Column::UnitId.eq(unit.uuid()))
        .filter(row::Column::Year.eq(i32::from(year)));
    number_after(tx, of_year, row::Column::Number).await
}

/// A refusal by id.
pub async fn refusal(tx: &ReadTx, id: IntakeRefusalId) -> StoreResult<Option<IntakeRefusal>> {
    Ok(row::Entity::find_by_id(id.uuid()).one(tx.db()).await?.map(to_refusal))
}

/// A refusal by the key of the form it came from.
pub async fn refusal_by_request_key(tx: &ReadTx, key: &str) -> StoreResult<Option<IntakeRefusal>> {
    let found = row::Entity::find().filter(row::Column::RequestKey.eq(key)).one(tx.db()).await?;
    Ok(found.map(to_refusal))
}

fn select(filter: &IntakeRefusalFilter) -> Select<row::Entity> {
    let ids = |units: &[UnitId]| units.iter().map(|u| u.uuid()).collect::<Vec<_>>();
    let reach = Condition::any()
        .add(row::Column::RootId.is_in(ids(&filter.scope.bodies)))
        .add(row::Column::UnitId.is_in(ids(&filter.scope.units)));
    let mut query = row::Entity::find()
        .filter(reach)
        .filter(row::Column::RefusedAt.gte(stamp(filter.from)))
        .filter(row::Column::RefusedAt.lt(stamp(filter.before)));
    let words = filter.words.as_deref().map(text::fold).unwrap_or_default();
    for word in words.split(' ').filter(|w| !w.is_empty()) {
        query = query.filter(Expr::col((row::Entity, row::Column::Search)).like(anywhere(word)));
    }
    query
}

/// Refusals of a filter, newest first.
pub async fn refusals(
    tx: &ReadTx,
    filter: &IntakeRefusalFilter,
    page: Page,
) -> StoreResult<Vec<IntakeRefusal>> {
    let rows = select(filter)
        .order_by_desc(row::Column::RefusedAt)
        .order_by_desc(row::Column::Number)
        .order_by_desc(row::Column::Id)
        .offset(page.offset)
        .limit(page.limit)
        .all(tx.db())
        .await?;
    Ok(rows.into_iter().map(to_refusal).collect())
}

/// How many a filter has.
pub async fn refusal_count(tx: &ReadTx, filter: &IntakeRefusalFilter) -> StoreResult<u64> {
    Ok(select(filter).count(tx.db()).await?)
}
