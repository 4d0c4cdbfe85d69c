//! How citizens rated finished dossiers.

use nep_domain::{
    ids::{DossierId, Id, SatisfactionId, UnitId},
    satisfaction::Satisfaction,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use crate::{
    convert::{instant, stamp},
    error::{StoreError, StoreResult},
    store::{ReadTx, WriteTx},
};

mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "satisfaction")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub root_id: Uuid,
        pub unit_id: Uuid,
        pub dossier_id: Uuid,
        pub score: i32,
        pub courtesy: String,
        pub courtesy_met: i32,
        pub courtesy_asked: i32,
        pub comment: String,
        pub at: ChronoDateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// `greet=1;smile=0`: keys of packs hold neither `=` nor `;`.
fn write_courtesy(items: &[(String, bool)]) -> String {
    let pairs: Vec<String> =
        items.iter().map(|(key, met)| format!("{key}={}", u8::from(*met))).collect();
    pairs.join(";")
}

fn read_courtesy(text: &str, row: &row::Model) -> StoreResult<Vec<(String, bool)>> {
    text.split(';')
        .filter(|pair| !pair.is_empty())
        .map(|pair| match pair.split_once('=') {
            Some((key, "1")) => Ok((key.to_owned(), true)),
            Some((key, "0")) => Ok((key.to_owned(), false)),
            _ => Err(StoreError::corrupt(
                "satisfaction",
                "courtesy",
                row.id,
                format!("`{pair}` is no answer"),
            )),
        })
        .collect()
}

/// Stores a rating.
///
/// # Errors
/// `Conflict("satisfaction(dossier_id)")` when the dossier was rated before.
pub async fn insert(tx: &WriteTx, rating: &Satisfaction) -> StoreResult<()> {
    let (met, asked) = rating.courtesy_met();
    let count = |n: usize| i32::try_from(n).unwrap_or(i32::MAX);
    let row = row::ActiveModel {
        id: Set(rating.id.uuid()),
        root_id: Set(rating.root.uuid()),
        unit_id: Set(rating.unit.uuid()),
        dossier_id: Set(rating.dossier.uuid()),
        score: Set(i32::from(rating.score)),
        courtesy: Set(write_courtesy(&rating.courtesy)),
        courtesy_met: Set(count(met)),
        courtesy_asked: Set(count(asked)),
        comment: Set(rating.comment.clone()),
        at: Set(stamp(rating.at)),
    };
    row::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// The rating of a dossier, if there is one.
pub async fn of_dossier(tx: &ReadTx, dossier: DossierId) -> StoreResult<Option<Satisfaction>> {
    let row =
        row::Entity::find().filter(row::Column::DossierId.eq(dossier.uuid())).one(tx.db()).await?;
    row.map(|row| {
        Ok(Satisfaction {
            id: SatisfactionId::from_uuid(row.id),
            root: UnitId::from_uuid(row.root_id),
            unit: UnitId::from_uuid(row.unit_id),
            dossier,
            score: u8::try_from(row.score)
                .map_err(|e| StoreError::corrupt("satisfaction", "score", row.id, e))?,
            courtesy: read_courtesy(&row.courtesy, &row)?,
            at: instant(row.at),
            comment: row.comment,
        })
    })
    .transpose()
}
