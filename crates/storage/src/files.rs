//! Stored files and their content.

use nep_domain::{
    files::StoredFile,
    ids::{AccountId, FileId, Id},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use crate::{
    convert::{instant, stamp},
    error::StoreResult,
    store::{ReadTx, WriteTx},
};

pub(crate) mod file {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "file")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub name: String,
        pub media_type: String,
        pub size: i64,
        pub sha256: String,
        pub content: Vec<u8>,
        pub created_at: ChronoDateTimeUtc,
        pub created_by: Option<Uuid>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

fn to_file(row: file::Model) -> (StoredFile, Vec<u8>) {
    let file = StoredFile {
        id: FileId::from_uuid(row.id),
        name: row.name,
        media_type: row.media_type,
        size: row.size,
        sha256: row.sha256,
        created_at: instant(row.created_at),
        created_by: row.created_by.map(AccountId::from_uuid),
    };
    (file, row.content)
}

/// Stores a file with its content.
pub async fn insert(tx: &WriteTx, stored: &StoredFile, content: Vec<u8>) -> StoreResult<()> {
    let row = file::ActiveModel {
        id: Set(stored.id.uuid()),
        name: Set(stored.name.clone()),
        media_type: Set(stored.media_type.clone()),
        size: Set(stored.size),
        sha256: Set(stored.sha256.clone()),
        content: Set(content),
        created_at: Set(stamp(stored.created_at)),
        created_by: Set(stored.created_by.map(Id::uuid)),
    };
    file::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// A file with its content.
pub async fn get(tx: &ReadTx, id: FileId) -> StoreResult<Option<(StoredFile, Vec<u8>)>> {
    Ok(file::Entity::find_by_id(id.uuid()).one(tx.db()).await?.map(to_file))
}

/// Whether there is such a file, without reading its content.
pub async fn exists(tx: &ReadTx, id: FileId) -> StoreResult<bool> {
    let found = file::Entity::find()
        .select_only()
        .column(file::Column::Id)
        .filter(file::Column::Id.eq(id.uuid()))
        .into_tuple::<uuid::Uuid>()
        .one(tx.db())
        .await?;
    Ok(found.is_some())
}
