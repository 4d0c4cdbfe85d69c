//! Decisions on score sheets that were withdrawn.

use nep_domain::{
    ids::{AccountId, Id, ScoreSheetId},
    movement::WithdrawnDecision,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    convert::{date, day, instant, stamp},
    error::StoreResult,
    store::{ReadTx, WriteTx},
};

mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "withdrawn_decision")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub sheet_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub version: i64,
        pub recognised: bool,
        pub decision: Option<String>,
        pub decided_on: ChronoDate,
        pub decided_by: Option<Uuid>,
        pub decision_note: String,
        pub withdrawn_at: ChronoDateTimeUtc,
        pub withdrawn_by: Option<Uuid>,
        pub reason: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

fn to_withdrawn(row: row::Model) -> WithdrawnDecision {
    WithdrawnDecision {
        sheet: ScoreSheetId::from_uuid(row.sheet_id),
        version: row.version,
        recognised: row.recognised,
        decision: row.decision,
        decided_on: date(row.decided_on),
        decided_by: row.decided_by.map(AccountId::from_uuid),
        decision_note: row.decision_note,
        at: instant(row.withdrawn_at),
        by: row.withdrawn_by.map(AccountId::from_uuid),
        reason: row.reason,
    }
}

/// Keeps a decision that was withdrawn.
///
/// # Errors
/// A conflict when this version of the sheet was withdrawn already.
pub async fn insert_withdrawn(tx: &WriteTx, new: &WithdrawnDecision) -> StoreResult<()> {
    let row = row::ActiveModel {
        sheet_id: Set(new.sheet.uuid()),
        version: Set(new.version),
        recognised: Set(new.recognised),
        decision: Set(new.decision.clone()),
        decided_on: Set(day(new.decided_on)),
        decided_by: Set(new.decided_by.map(Id::uuid)),
        decision_note: Set(new.decision_note.clone()),
        withdrawn_at: Set(stamp(new.at)),
        withdrawn_by: Set(new.by.map(Id::uuid)),
        reason: Set(new.reason.clone()),
    };
    row::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// The withdrawn decisions of some sheets, oldest first.
pub async fn withdrawn_of(
    tx: &ReadTx,
    sheets: &[ScoreSheetId],
) -> StoreResult<Vec<WithdrawnDecision>> {
    let rows = row::Entity::find()
        .filter(row::Column::SheetId.is_in(sheets.iter().map(|id| id.uuid())))
        .order_by_asc(row::Column::WithdrawnAt)
        .order_by_asc(row::Column::Version)
        .all(tx.db())
        .await?;
    Ok(rows.into_iter().map(to_withdrawn).collect())
}
