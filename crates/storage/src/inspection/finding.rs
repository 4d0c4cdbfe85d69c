//! Findings and their remedies.

use jiff::civil::Date;
use nep_domain::{
    facts::Period,
    ids::{FindingId, Id, UnitId, VisitId},
    inspection::Finding,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Select, sea_query::Expr,
};

use crate::{
    convert::{date, day},
    error::{StoreError, StoreResult},
    store::{ReadTx, WriteTx},
};

mod finding_row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "finding")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub visit_id: Uuid,
        pub root_id: Uuid,
        pub unit_id: Uuid,
        pub item: String,
        pub description: String,
        pub found_on: ChronoDate,
        pub remedy_due: ChronoDate,
        pub remedied_on: Option<ChronoDate>,
        pub remedy_note: String,
        pub rechecked_on: Option<ChronoDate>,
        pub recheck_note: String,
        pub reopened: i32,
        pub version: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Which findings a list shows; empty means any.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct FindingFilter {
    /// Only findings of these bodies.
    pub roots: Vec<UnitId>,
    /// Found within.
    pub found: Option<Period>,
    /// Only those without a reported remedy.
    pub unremedied: bool,
    /// Only those due before this day.
    pub due_before: Option<Date>,
    /// Only this unit.
    pub unit: Option<UnitId>,
}

fn to_finding(row: finding_row::Model) -> Finding {
    Finding {
        id: FindingId::from_uuid(row.id),
        visit: VisitId::from_uuid(row.visit_id),
        root: UnitId::from_uuid(row.root_id),
        unit: UnitId::from_uuid(row.unit_id),
        item: row.item,
        description: row.description,
        found_on: date(row.found_on),
        remedy_due: date(row.remedy_due),
        remedied_on: row.remedied_on.map(date),
        remedy_note: row.remedy_note,
        rechecked_on: row.rechecked_on.map(date),
        recheck_note: row.recheck_note,
        reopened: row.reopened,
        version: row.version,
    }
}

/// Stores a new finding.
pub async fn insert_finding(tx: &WriteTx, finding: &Finding) -> StoreResult<()> {
    let row = finding_row::ActiveModel {
        id: Set(finding.id.uuid()),
        visit_id: Set(finding.visit.uuid()),
        root_id: Set(finding.root.uuid()),
        unit_id: Set(finding.unit.uuid()),
        item: Set(finding.item.clone()),
        description: Set(finding.description.clone()),
        found_on: Set(day(finding.found_on)),
        remedy_due: Set(day(finding.remedy_due)),
        remedied_on: Set(finding.remedied_on.map(day)),
        remedy_note: Set(finding.remedy_note.clone()),
        rechecked_on: Set(finding.rechecked_on.map(day)),
        recheck_note: Set(finding.recheck_note.clone()),
        reopened: Set(finding.reopened),
        version: Set(finding.version),
    };
    finding_row::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Saves a finding; its version must be the stored one and grows by one.
///
/// # Errors
/// [`StoreError::Stale`] when somebody else saved it first.
pub async fn update_finding(tx: &WriteTx, finding: &Finding) -> StoreResult<()> {
    use finding_row::Column;
    let done = finding_row::Entity::update_many()
        .col_expr(Column::Description, Expr::value(finding.description.clone()))
        .col_expr(Column::FoundOn, Expr::value(day(finding.found_on)))
        .col_expr(Column::RemedyDue, Expr::value(day(finding.remedy_due)))
        .col_expr(Column::RemediedOn, Expr::value(finding.remedied_on.map(day)))
        .col_expr(Column::RemedyNote, Expr::value(finding.remedy_note.clone()))
        .col_expr(Column::RecheckedOn, Expr::value(finding.rechecked_on.map(day)))
        .col_expr(Column::RecheckNote, Expr::value(finding.recheck_note.clone()))
        .col_expr(Column::Reopened, Expr::value(finding.reopened))
        .col_expr(Column::Version, Expr::value(finding.version + 1))
        .filter(Column::Id.eq(finding.id.uuid()))
        .filter(Column::Version.eq(finding.version))
        .exec(tx.db())
        .await?;
    if done.rows_affected == 1 { Ok(()) } else { Err(StoreError::Stale) }
}

/// Removes a finding that was written by mistake; the audit log keeps that it was there.
pub async fn delete_finding(tx: &WriteTx, id: FindingId) -> StoreResult<()> {
    finding_row::Entity::delete_by_id(id.uuid()).exec(tx.db()).await?;
    Ok(())
}

/// A finding by id.
pub async fn finding(tx: &ReadTx, id: FindingId) -> StoreResult<Option<Finding>> {
    Ok(finding_row::Entity::find_by_id(id.uuid()).one(tx.db()).await?.map(to_finding))
}

/// Findings of some visits.
pub async fn findings_of_visits(tx: &ReadTx, visits: &[VisitId]) -> StoreResult<Vec<Finding>> {
    let visits = visits.iter().map(|v| v.uuid());
    all(tx, finding_row::Entity::find().filter(finding_row::Column::VisitId.is_in(visits))).await
}

/// Findings that fit a filter, soonest due first.
pub async fn findings(tx: &ReadTx, filter: &FindingFilter) -> StoreResult<Vec<Finding>> {
    use finding_row::Column;
    let mut query = finding_row::Entity::find()
        .filter(Column::RootId.is_in(filter.roots.iter().map(|r| r.uuid())));
    if let Some(found) = filter.found {
        query = query.filter(Column::FoundOn.between(day(found.from), day(found.to)));
    }
    if filter.unremedied {
        query = query.filter(Column::RemediedOn.is_null());
    }
    if let Some(before) = filter.due_before {
        query = query.filter(Column::RemedyDue.lt(day(before)));
    }
    if let Some(unit) = filter.unit {
        query = query.filter(Column::UnitId.eq(unit.uuid()));
    }
    all(tx, query).await
}

async fn all(tx: &ReadTx, query: Select<finding_row::Entity>) -> StoreResult<Vec<Finding>> {
    let ordered =
        query.order_by_asc(finding_row::Column::RemedyDue).order_by_asc(finding_row::Column::Id);
    Ok(ordered.all(tx.db()).await?.into_iter().map(to_finding).collect())
}
