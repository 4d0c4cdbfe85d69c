//! Lines of score sheets, with their criteria and evidence.

use std::collections::HashMap;

use nep_domain::{
    ids::{Id, MovementId, ScoreLineId, ScoreSheetId},
    movement::{Evidence, Measured, ScoreLine},
    number::{Points, Share},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect, QueryTrait,
    sea_query::Expr,
};
use uuid::Uuid;

use super::{
    criteria::{criterion, to_criterion},
    evidence, sheet,
};
use crate::{
    convert::{date, day},
    error::{StoreError, StoreResult},
    store::{ReadTx, WriteTx},
};

pub(super) mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "score_line")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub sheet_id: Uuid,
        pub criterion_id: Uuid,
        pub fact_part: Option<i64>,
        pub fact_whole: Option<i64>,
        pub measured_on: Option<ChronoDate>,
        pub measured_points: Option<i64>,
        pub self_points: Option<i64>,
        pub self_note: String,
        pub verified_points: Option<i64>,
        pub verify_note: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::super::criteria::criterion::Entity",
            from = "Column::CriterionId",
            to = "super::super::criteria::criterion::Column::Id"
        )]
        Criterion,
    }

    impl Related<super::super::criteria::criterion::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Criterion.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

fn to_line(
    row: row::Model,
    criterion: Option<criterion::Model>,
    evidence: Vec<Evidence>,
) -> StoreResult<ScoreLine> {
    let criterion = criterion.ok_or_else(|| {
        StoreError::corrupt("score_line", "criterion_id", row.id, "the criterion is missing")
    })?;
    let measured = match (row.fact_part, row.fact_whole, row.measured_on) {
        (Some(part), Some(whole), Some(on)) => {
            Some(Measured { value: Share { part, whole }, on: date(on) })
        }
        _ => None,
    };
    Ok(ScoreLine {
        id: ScoreLineId::from_uuid(row.id),
        sheet: ScoreSheetId::from_uuid(row.sheet_id),
        criterion: to_criterion(criterion)?,
        measured,
        measured_points: row.measured_points.map(Points),
        self_points: row.self_points.map(Points),
        self_note: row.self_note,
        verified_points: row.verified_points.map(Points),
        verify_note: row.verify_note,
        evidence,
    })
}

/// Stores a new line.
pub async fn insert_line(tx: &WriteTx, line: &ScoreLine) -> StoreResult<()> {
    let row = row::ActiveModel {
        id: Set(line.id.uuid()),
        sheet_id: Set(line.sheet.uuid()),
        criterion_id: Set(line.criterion.id.uuid()),
        fact_part: Set(line.measured.map(|m| m.value.part)),
        fact_whole: Set(line.measured.map(|m| m.value.whole)),
        measured_on: Set(line.measured.map(|m| day(m.on))),
        measured_points: Set(line.measured_points.map(|p| p.0)),
        self_points: Set(line.self_points.map(|p| p.0)),
        self_note: Set(line.self_note.clone()),
        verified_points: Set(line.verified_points.map(|p| p.0)),
        verify_note: Set(line.verify_note.clone()),
    };
    row::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Saves a changed line; the version stands on the sheet.
pub async fn update_line(tx: &WriteTx, line: &ScoreLine) -> StoreResult<()> {
    use row::Column as C;
    row::Entity::update_many()
        .col_expr(C::FactPart, Expr::value(line.measured.map(|m| m.value.part)))
        .col_expr(C::FactWhole, Expr::value(line.measured.map(|m| m.value.whole)))
        .col_expr(C::MeasuredOn, Expr::value(line.measured.map(|m| day(m.on))))
        .col_expr(C::MeasuredPoints, Expr::value(line.measured_points.map(|p| p.0)))
        .col_expr(C::SelfPoints, Expr::value(line.self_points.map(|p| p.0)))
        .col_expr(C::SelfNote, Expr::value(line.self_note.clone()))
        .col_expr(C::VerifiedPoints, Expr::value(line.verified_points.map(|p| p.0)))
        .col_expr(C::VerifyNote, Expr::value(line.verify_note.clone()))
        .filter(C::Id.eq(line.id.uuid()))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Removes the lines of a sheet on which nothing was entered yet.
pub async fn delete_lines(tx: &WriteTx, sheet: ScoreSheetId) -> StoreResult<()> {
    row::Entity::delete_many().filter(row::Column::SheetId.eq(sheet.uuid())).exec(tx.db()).await?;
    Ok(())
}

/// The lines of a sheet in the order of the criteria.
pub async fn lines_of(tx: &ReadTx, sheet: ScoreSheetId) -> StoreResult<Vec<ScoreLine>> {
    let mut all = lines(tx, Condition::all().add(row::Column::SheetId.eq(sheet.uuid()))).await?;
    Ok(all.remove(&sheet).unwrap_or_default())
}

/// The lines of every sheet of a movement for a year, each sheet's in the order of the criteria.
pub async fn lines_of_sheets(
    tx: &ReadTx,
    movement: MovementId,
    year: i16,
) -> StoreResult<HashMap<ScoreSheetId, Vec<ScoreLine>>> {
    let sheets = sheet::row::Entity::find()
        .select_only()
        .column(sheet::row::Column::Id)
        .filter(sheet::row::Column::MovementId.eq(movement.uuid()))
        .filter(sheet::row::Column::Year.eq(i32::from(year)))
        .into_query();
    lines(tx, Condition::all().add(row::Column::SheetId.in_subquery(sheets))).await
}

async fn lines(
    tx: &ReadTx,
    which: Condition,
) -> StoreResult<HashMap<ScoreSheetId, Vec<ScoreLine>>> {
    let ids = row::Entity::find()
        .select_only()
        .column(row::Column::Id)
        .filter(which.clone())
        .into_query();
    let mut evidence: HashMap<Uuid, Vec<Evidence>> = evidence::of_lines(tx, ids).await?;
    let rows =
        row::Entity::find().find_also_related(criterion::Entity).filter(which).all(tx.db()).await?;
    let mut by_sheet: HashMap<ScoreSheetId, Vec<ScoreLine>> = HashMap::new();
    for (row, criterion) in rows {
        let found = evidence.remove(&row.id).unwrap_or_default();
        let line = to_line(row, criterion, found)?;
        by_sheet.entry(line.sheet).or_default().push(line);
    }
    for lines in by_sheet.values_mut() {
        lines.sort_by_key(|l| l.criterion.ordinal);
    }
    Ok(by_sheet)
}
