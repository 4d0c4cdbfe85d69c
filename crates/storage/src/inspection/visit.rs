//! Visits with the answers of their checklist.

use std::collections::HashMap;

use nep_domain::{
    facts::Period,
    ids::{AccountId, FileId, Id, InspectionId, UnitId, VisitId},
    inspection::{Attendance, CheckedItem, Inspection, Visit},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    Select, sea_query::Expr,
};
use uuid::Uuid;

use crate::{
    convert::{date, day, key},
    error::{StoreError, StoreResult},
    store::{ReadTx, WriteTx},
};

mod visit_row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "inspection_visit")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub inspection_id: Uuid,
        pub root_id: Uuid,
        pub unit_id: Uuid,
        pub planned_on: ChronoDate,
        pub visited_on: Option<ChronoDate>,
        pub listed: Option<i32>,
        pub present: Option<i32>,
        pub absent_with_reason: Option<i32>,
        pub summary: String,
        pub visited_by: Option<Uuid>,
        pub cancelled: Option<String>,
        pub version: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod visit_item {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "visit_item")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub visit_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub item: String,
        pub result: String,
        pub note: String,
        pub photo_id: Option<Uuid>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

fn to_item(row: visit_item::Model) -> StoreResult<CheckedItem> {
    Ok(CheckedItem {
        result: key(&row.result, "visit_item", "result", format!("{} {}", row.visit_id, row.item))?,
        item: row.item,
        note: row.note,
        photo: row.photo_id.map(FileId::from_uuid),
    })
}

fn to_visit(row: visit_row::Model, items: Vec<CheckedItem>) -> Visit {
    let attendance = match (row.listed, row.present, row.absent_with_reason) {
        (Some(listed), Some(present), Some(absent_with_reason)) => {
            Some(Attendance { listed, present, absent_with_reason })
        }
        _ => None,
    };
    Visit {
        id: VisitId::from_uuid(row.id),
        inspection: InspectionId::from_uuid(row.inspection_id),
        root: UnitId::from_uuid(row.root_id),
        unit: UnitId::from_uuid(row.unit_id),
        planned_on: date(row.planned_on),
        visited_on: row.visited_on.map(date),
        attendance,
        summary: row.summary,
        visited_by: row.visited_by.map(AccountId::from_uuid),
        cancelled: row.cancelled,
        items,
        version: row.version,
    }
}

/// Stores a planned visit; it has no answers yet.
///
/// # Errors
/// `Conflict("inspection_visit(inspection_id,unit_id)")` when the round visits the unit already.
pub async fn insert_visit(tx: &WriteTx, visit: &Visit) -> StoreResult<()> {
    let row = visit_row::ActiveModel {
        id: Set(visit.id.uuid()),
        inspection_id: Set(visit.inspection.uuid()),
        root_id: Set(visit.root.uuid()),
        unit_id: Set(visit.unit.uuid()),
        planned_on: Set(day(visit.planned_on)),
        visited_on: Set(None),
        listed: Set(None),
        present: Set(None),
        absent_with_reason: Set(None),
        summary: Set(String::new()),
        visited_by: Set(None),
        cancelled: Set(None),
        version: Set(visit.version),
    };
    visit_row::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Saves a visit with all its answers; its version must be the stored one and grows by one.
///
/// # Errors
/// [`StoreError::Stale`] when somebody else saved it first.
pub async fn update_visit(tx: &WriteTx, visit: &Visit) -> StoreResult<()> {
    let counted = visit.attendance;
    let done = visit_row::Entity::update_many()
        .col_expr(visit_row::Column::PlannedOn, Expr::value(day(visit.planned_on)))
        .col_expr(visit_row::Column::VisitedOn, Expr::value(visit.visited_on.map(day)))
        .col_expr(visit_row::Column::Listed, Expr::value(counted.map(|c| c.listed)))
        .col_expr(visit_row::Column::Present, Expr::value(counted.map(|c| c.present)))
        .col_expr(
            visit_row::Column::AbsentWithReason,
            Expr::value(counted.map(|c| c.absent_with_reason)),
        )
        .col_expr(visit_row::Column::Summary, Expr::value(visit.summary.clone()))
        .col_expr(visit_row::Column::VisitedBy, Expr::value(visit.visited_by.map(Id::uuid)))
        .col_expr(visit_row::Column::Cancelled, Expr::value(visit.cancelled.clone()))
        .col_expr(visit_row::Column::Version, Expr::value(visit.version + 1))
        .filter(visit_row::Column::Id.eq(visit.id.uuid()))
        .filter(visit_row::Column::Version.eq(visit.version))
        .exec(tx.db())
        .await?;
    if done.rows_affected != 1 {
        return Err(StoreError::Stale);
    }
    visit_item::Entity::delete_many()
        .filter(visit_item::Column::VisitId.eq(visit.id.uuid()))
        .exec(tx.db())
        .await?;
    let items = visit.items.iter().map(|item| visit_item::ActiveModel {
        visit_id: Set(visit.id.uuid()),
        item: Set(item.item.clone()),
        result: Set(item.result.key().to_owned()),
        note: Set(item.note.clone()),
        photo_id: Set(item.photo.map(Id::uuid)),
    });
    if visit.items.is_empty() {
        return Ok(());
    }
    visit_item::Entity::insert_many(items).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// A visit by id, with its answers.
pub async fn visit(tx: &ReadTx, id: VisitId) -> StoreResult<Option<Visit>> {
    let found = visits(tx, visit_row::Entity::find_by_id(id.uuid())).await?;
    Ok(found.into_iter().next())
}

/// All visits of some rounds, by the day planned.
pub async fn visits_of(tx: &ReadTx, rounds: &[InspectionId]) -> StoreResult<Vec<Visit>> {
    let rounds = rounds.iter().map(|r| r.uuid());
    visits(tx, visit_row::Entity::find().filter(visit_row::Column::InspectionId.is_in(rounds)))
        .await
}

/// Visits of some bodies that took place in a period, or are planned in it and have not taken place.
pub async fn visits_between(
    tx: &ReadTx,
    roots: &[UnitId],
    period: Period,
) -> StoreResult<Vec<Visit>> {
    let (from, to) = (day(period.from), day(period.to));
    let waiting = Condition::all()
        .add(visit_row::Column::VisitedOn.is_null())
        .add(visit_row::Column::PlannedOn.between(from, to));
    let query = visit_row::Entity::find()
        .filter(visit_row::Column::RootId.is_in(roots.iter().map(|r| r.uuid())))
        .filter(Condition::any().add(visit_row::Column::VisitedOn.between(from, to)).add(waiting));
    visits(tx, query).await
}

async fn visits(tx: &ReadTx, query: Select<visit_row::Entity>) -> StoreResult<Vec<Visit>> {
    let ordered =
        query.order_by_asc(visit_row::Column::PlannedOn).order_by_asc(visit_row::Column::Id);
    let rows = ordered.all(tx.db()).await?;
    let ids: Vec<Uuid> = rows.iter().map(|r| r.id).collect();
    let answers = visit_item::Entity::find()
        .filter(visit_item::Column::VisitId.is_in(ids))
        .order_by_asc(visit_item::Column::Item)
        .all(tx.db())
        .await?;
    let mut items: HashMap<Uuid, Vec<CheckedItem>> = HashMap::new();
    for row in answers {
        items.entry(row.visit_id).or_default().push(to_item(row)?);
    }
    Ok(rows
        .into_iter()
        .map(|row| {
            let own = items.remove(&row.id).unwrap_or_default();
            to_visit(row, own)
        })
        .collect())
}

/// The round of each of some visits.
pub async fn rounds_of_visits(
    tx: &ReadTx,
    visits: &[VisitId],
) -> StoreResult<Vec<(VisitId, Inspection)>> {
    let pairs: Vec<(Uuid, Uuid)> = visit_row::Entity::find()
        .select_only()
        .columns([visit_row::Column::Id, visit_row::Column::InspectionId])
        .filter(visit_row::Column::Id.is_in(visits.iter().map(|v| v.uuid())))
        .into_tuple()
        .all(tx.db())
        .await?;
    let mut ids: Vec<_> = pairs.iter().map(|(_, round)| InspectionId::from_uuid(*round)).collect();
    ids.sort_unstable();
    ids.dedup();
    let rounds: HashMap<_, _> =
        super::by_ids(tx, &ids).await?.into_iter().map(|r| (r.id.uuid(), r)).collect();
    let of = |(visit, round)| Some((VisitId::from_uuid(visit), rounds.get(&round)?.clone()));
    Ok(pairs.into_iter().filter_map(of).collect())
}
