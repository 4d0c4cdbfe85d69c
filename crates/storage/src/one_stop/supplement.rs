//! Requests to supplement dossiers.

use nep_domain::{
    ids::{AccountId, DossierId, Id, SupplementId, UnitId},
    one_stop::Supplement,
};
use sea_orm::{
    ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, sea_query::Expr,
};

use super::{column, lines, small};
use crate::{
    convert::{instant, stamp},
    error::StoreResult,
    store::{ReadTx, WriteTx},
};

mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "dossier_supplement")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub dossier_id: Uuid,
        pub seq: i32,
        pub unit_id: Uuid,
        pub papers: String,
        pub other: String,
        pub reason: String,
        pub again_reason: String,
        pub contact_name: String,
        pub contact_phone: String,
        pub due_before: ChronoDateTimeUtc,
        pub requested_at: ChronoDateTimeUtc,
        pub requested_by: Option<Uuid>,
        pub supplied_at: Option<ChronoDateTimeUtc>,
        pub due_after: Option<ChronoDateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

fn to_supplement(row: row::Model) -> Supplement {
    Supplement {
        id: SupplementId::from_uuid(row.id),
        dossier: DossierId::from_uuid(row.dossier_id),
        seq: small(row.seq),
        unit: UnitId::from_uuid(row.unit_id),
        papers: lines(&row.papers),
        other: lines(&row.other),
        reason: row.reason,
        again_reason: row.again_reason,
        contact_name: row.contact_name,
        contact_phone: row.contact_phone,
        due_before: instant(row.due_before),
        requested_at: instant(row.requested_at),
        requested_by: row.requested_by.map(AccountId::from_uuid),
        supplied_at: row.supplied_at.map(instant),
        due_after: row.due_after.map(instant),
    }
}

/// Stores a new request.
///
/// # Errors
/// `Conflict("dossier_supplement(dossier_id,seq)")` when the dossier has that one.
pub async fn insert_supplement(tx: &WriteTx, s: &Supplement) -> StoreResult<()> {
    let row = row::Model {
        id: s.id.uuid(),
        dossier_id: s.dossier.uuid(),
        seq: column(s.seq),
        unit_id: s.unit.uuid(),
        papers: s.papers.join("\n"),
        other: s.other.join("\n"),
        reason: s.reason.clone(),
        again_reason: s.again_reason.clone(),
        contact_name: s.contact_name.clone(),
        contact_phone: s.contact_phone.clone(),
        due_before: stamp(s.due_before),
        requested_at: stamp(s.requested_at),
        requested_by: s.requested_by.map(Id::uuid),
        supplied_at: s.supplied_at.map(stamp),
        due_after: s.due_after.map(stamp),
    };
    row::Entity::insert(row.into_active_model()).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Saves that everything was supplied; nothing else of a request ever changes.
pub async fn update_supplement(tx: &WriteTx, s: &Supplement) -> StoreResult<()> {
    row::Entity::update_many()
        .col_expr(row::Column::SuppliedAt, Expr::value(s.supplied_at.map(stamp)))
        .col_expr(row::Column::DueAfter, Expr::value(s.due_after.map(stamp)))
        .filter(row::Column::Id.eq(s.id.uuid()))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// The requests about a dossier, first one first.
pub async fn supplements(tx: &ReadTx, dossier: DossierId) -> StoreResult<Vec<Supplement>> {
    let rows = row::Entity::find()
        .filter(row::Column::DossierId.eq(dossier.uuid()))
        .order_by_asc(row::Column::Seq)
        .all(tx.db())
        .await?;
    Ok(rows.into_iter().map(to_supplement).collect())
}
