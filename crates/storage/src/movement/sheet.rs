//! Score sheets, without their lines.

use nep_domain::{
    ids::{AccountId, CriteriaSetId, Id, MovementId, ScoreSheetId, UnitId},
    movement::ScoreSheet,
    number::Points,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use crate::{
    convert::{date, day, instant, key, stamp},
    error::{StoreError, StoreResult},
    store::{ReadTx, WriteTx},
};

pub(super) mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "score_sheet")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub movement_id: Uuid,
        pub set_id: Uuid,
        pub root_id: Uuid,
        pub unit_id: Uuid,
        pub year: i32,
        pub state: String,
        pub max_points: i64,
        pub threshold: i64,
        pub self_points: Option<i64>,
        pub self_scored_at: Option<ChronoDateTimeUtc>,
        pub self_scored_by: Option<Uuid>,
        pub verified_points: Option<i64>,
        pub verified_at: Option<ChronoDateTimeUtc>,
        pub verified_by: Option<Uuid>,
        pub decision: Option<String>,
        pub decided_on: Option<ChronoDate>,
        pub decided_by: Option<Uuid>,
        pub decision_note: String,
        pub version: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

fn to_sheet(row: row::Model) -> StoreResult<ScoreSheet> {
    Ok(ScoreSheet {
        state: key(&row.state, "score_sheet", "state", row.id)?,
        year: i16::try_from(row.year)
            .map_err(|e| StoreError::corrupt("score_sheet", "year", row.id, e))?,
        id: ScoreSheetId::from_uuid(row.id),
        movement: MovementId::from_uuid(row.movement_id),
        set: CriteriaSetId::from_uuid(row.set_id),
        root: UnitId::from_uuid(row.root_id),
        unit: UnitId::from_uuid(row.unit_id),
        max_points: Points(row.max_points),
        threshold: Points(row.threshold),
        self_points: row.self_points.map(Points),
        self_scored_at: row.self_scored_at.map(instant),
        self_scored_by: row.self_scored_by.map(AccountId::from_uuid),
        verified_points: row.verified_points.map(Points),
        verified_at: row.verified_at.map(instant),
        verified_by: row.verified_by.map(AccountId::from_uuid),
        decision: row.decision,
        decided_on: row.decided_on.map(date),
        decided_by: row.decided_by.map(AccountId::from_uuid),
        decision_note: row.decision_note,
        version: row.version,
    })
}

/// Stores a new sheet without lines.
///
/// # Errors
/// `Conflict("score_sheet(movement_id,unit_id,year)")` when the unit has one for that year.
pub async fn insert_sheet(tx: &WriteTx, sheet: &ScoreSheet) -> StoreResult<()> {
    let row = row::ActiveModel {
        id: Set(sheet.id.uuid()),
        movement_id: Set(sheet.movement.uuid()),
        set_id: Set(sheet.set.uuid()),
        root_id: Set(sheet.root.uuid()),
        unit_id: Set(sheet.unit.uuid()),
        year: Set(sheet.year.into()),
        state: Set(sheet.state.key().to_owned()),
        max_points: Set(sheet.max_points.0),
        threshold: Set(sheet.threshold.0),
        self_points: Set(sheet.self_points.map(|p| p.0)),
        self_scored_at: Set(sheet.self_scored_at.map(stamp)),
        self_scored_by: Set(sheet.self_scored_by.map(Id::uuid)),
        verified_points: Set(sheet.verified_points.map(|p| p.0)),
        verified_at: Set(sheet.verified_at.map(stamp)),
        verified_by: Set(sheet.verified_by.map(Id::uuid)),
        decision: Set(sheet.decision.clone()),
        decided_on: Set(sheet.decided_on.map(day)),
        decided_by: Set(sheet.decided_by.map(Id::uuid)),
        decision_note: Set(sheet.decision_note.clone()),
        version: Set(sheet.version),
    };
    row::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Saves a changed sheet; its version must be the stored one and grows by one.
///
/// # Errors
/// [`StoreError::Stale`] when somebody else saved it first.
pub async fn update_sheet(tx: &WriteTx, sheet: &ScoreSheet) -> StoreResult<()> {
    use row::Column as C;
    let done = row::Entity::update_many()
        .col_expr(C::SetId, Expr::value(sheet.set.uuid()))
        .col_expr(C::State, Expr::value(sheet.state.key()))
        .col_expr(C::MaxPoints, Expr::value(sheet.max_points.0))
        .col_expr(C::Threshold, Expr::value(sheet.threshold.0))
        .col_expr(C::SelfPoints, Expr::value(sheet.self_points.map(|p| p.0)))
        .col_expr(C::SelfScoredAt, Expr::value(sheet.self_scored_at.map(stamp)))
        .col_expr(C::SelfScoredBy, Expr::value(sheet.self_scored_by.map(Id::uuid)))
        .col_expr(C::VerifiedPoints, Expr::value(sheet.verified_points.map(|p| p.0)))
        .col_expr(C::VerifiedAt, Expr::value(sheet.verified_at.map(stamp)))
        .col_expr(C::VerifiedBy, Expr::value(sheet.verified_by.map(Id::uuid)))
        .col_expr(C::Decision, Expr::value(sheet.decision.clone()))
        .col_expr(C::DecidedOn, Expr::value(sheet.decided_on.map(day)))
        .col_expr(C::DecidedBy, Expr::value(sheet.decided_by.map(Id::uuid)))
        .col_expr(C::DecisionNote, Expr::value(sheet.decision_note.clone()))
        .col_expr(C::Version, Expr::value(sheet.version + 1))
        .filter(C::Id.eq(sheet.id.uuid()))
        .filter(C::Version.eq(sheet.version))
        .exec(tx.db())
        .await?;
    if done.rows_affected == 1 { Ok(()) } else { Err(StoreError::Stale) }
}

/// A sheet.
pub async fn sheet_by_id(tx: &ReadTx, id: ScoreSheetId) -> StoreResult<Option<ScoreSheet>> {
    row::Entity::find_by_id(id.uuid()).one(tx.db()).await?.map(to_sheet).transpose()
}

/// The sheet of a unit for a year.
pub async fn sheet_of(
    tx: &ReadTx,
    movement: MovementId,
    unit: UnitId,
    year: i16,
) -> StoreResult<Option<ScoreSheet>> {
    row::Entity::find()
        .filter(row::Column::MovementId.eq(movement.uuid()))
        .filter(row::Column::UnitId.eq(unit.uuid()))
        .filter(row::Column::Year.eq(i32::from(year)))
        .one(tx.db())
        .await?
        .map(to_sheet)
        .transpose()
}

/// All sheets of a movement for a year.
pub async fn sheets_of(
    tx: &ReadTx,
    movement: MovementId,
    year: i16,
) -> StoreResult<Vec<ScoreSheet>> {
    let rows = row::Entity::find()
        .filter(row::Column::MovementId.eq(movement.uuid()))
        .filter(row::Column::Year.eq(i32::from(year)))
        .all(tx.db())
        .await?;
    rows.into_iter().map(to_sheet).collect()
}
