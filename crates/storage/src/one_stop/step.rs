//! Control slips: lines that are only ever added (D12).

use nep_domain::{
    ids::{AccountId, DossierId, Id, StepId, UnitId},
    one_stop::{Step, StepEntry},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Statement, Value,
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
    let sql = "INSERT INTO dossier_step (id, dossier_id, seq, kind, at, by_account, from_unit_id, to_unit_id, on_time, note) \
        VALUES ($1, $2, (SELECT COUNT(*) + 1 FROM dossier_step WHERE dossier_id = $2), $3, $4, $5, $6, $7, $8, $9)";
    let values: [Value; 9] = [
        id.uuid().into(),
        dossier.uuid().into(),
        entry.kind.key().into(),
        stamp(entry.at).into(),
        by.map(Id::uuid).into(),
        entry.from.map(Id::uuid).into(),
        entry.to.map(Id::uuid).into(),
        entry.on_time.into(),
        entry.note.clone().into(),
    ];
    tx.db().execute_raw(Statement::from_sql_and_values(tx.backend(), sql, values)).await?;
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
