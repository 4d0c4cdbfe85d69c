//! Control slips: lines that are only ever added (D12).

use nep_domain::{
    ids::{AccountId, DossierId, Id, StepId, UnitId},
    one_stop::{Step, StepEntry},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
};

use crate::{
    convert::{instant, key, stamp},
    error::StoreResult,
    store::{ReadTx, WriteTx},
};

pub(super) mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "dossier_step")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub dossier_id: Uuid,
        pub seq: i32,
        pub kind: String,
        pub at: ChronoDateTimeUtc,
        pub by_account: Option<Uuid>,
        pub from_unit_id: Option<Uuid>,
        pub to_unit_id: Option<Uuid>,
        pub on_time: Option<bool>,
        pub note: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

fn to_step(row: row::Model) -> StoreResult<Step> {
    Ok(Step {
        id: StepId::from_uuid(row.id),
        dossier: DossierId::from_uuid(row.dossier_id),
        seq: i64::from(row.seq),
        by: row.by_account.map(AccountId::from_uuid),
        entry: StepEntry {
            kind: key(&row.kind, "dossier_step", "kind", row.id)?,
            at: instant(row.at),
            from: row.from_unit_id.map(UnitId::from_uuid),
            to: row.to_unit_id.map(UnitId::from_uuid),
            on_time: row.on_time,
            note: row.note,
        },
    })
}

/// Adds the next line to a dossier's control slip.
pub async fn append_step(
    tx: &WriteTx,
    id: StepId,
    dossier: DossierId,
    by: Option<AccountId>,
    entry: &StepEntry,
) -> StoreResult<()> {
    let before = row::Entity::find()
        .filter(row::Column::DossierId.eq(dossier.uuid()))
        .count(tx.db())
        .await?;
    let row = row::ActiveModel {
        id: Set(id.uuid()),
        dossier_id: Set(dossier.uuid()),
        seq: Set(i32::try_from(before).unwrap_or(i32::MAX - 1) + 1),
        kind: Set(entry.kind.key().to_owned()),
        at: Set(stamp(entry.at)),
        by_account: Set(by.map(Id::uuid)),
        from_unit_id: Set(entry.from.map(Id::uuid)),
        to_unit_id: Set(entry.to.map(Id::uuid)),
        on_time: Set(entry.on_time),
        note: Set(entry.note.clone()),
    };
    row::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// A dossier's control slip, first line first.
pub async fn steps(tx: &ReadTx, dossier: DossierId) -> StoreResult<Vec<Step>> {
    let rows = row::Entity::find()
        .filter(row::Column::DossierId.eq(dossier.uuid()))
        .order_by_asc(row::Column::Seq)
        .all(tx.db())
        .await?;
    rows.into_iter().map(to_step).collect()
}
