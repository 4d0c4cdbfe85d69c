//! Evidence: which file stands on which line.

use std::collections::HashMap;

use nep_domain::{
    ids::{AccountId, EvidenceId, FileId, Id, ScoreLineId, ScoreSheetId},
    movement::Evidence,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder,
    QuerySelect, RelationTrait, sea_query::SelectStatement,
};
use uuid::Uuid;

use super::lines;
use crate::{
    convert::{instant, stamp},
    error::StoreResult,
    files::file,
    store::{ReadTx, WriteTx},
};

mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "evidence")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub line_id: Uuid,
        pub file_id: Uuid,
        pub note: String,
        pub added_at: ChronoDateTimeUtc,
        pub added_by: Option<Uuid>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "crate::files::file::Entity",
            from = "Column::FileId",
            to = "crate::files::file::Column::Id"
        )]
        File,
        #[sea_orm(
            belongs_to = "super::super::lines::row::Entity",
            from = "Column::LineId",
            to = "super::super::lines::row::Column::Id"
        )]
        Line,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// An evidence with its file's description, read without the file's content.
#[derive(FromQueryResult)]
struct Described {
    id: Uuid,
    line_id: Uuid,
    file_id: Uuid,
    note: String,
    added_at: chrono::DateTime<chrono::Utc>,
    added_by: Option<Uuid>,
    name: String,
    size: i64,
    sha256: String,
}

/// Where an evidence stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct EvidencePlace {
    /// The line.
    pub line: ScoreLineId,
    /// The line's sheet.
    pub sheet: ScoreSheetId,
    /// The file.
    pub file: FileId,
}

/// Attaches a stored file to a line.
pub async fn insert_evidence(tx: &WriteTx, new: &Evidence) -> StoreResult<()> {
    let row = row::ActiveModel {
        id: Set(new.id.uuid()),
        line_id: Set(new.line.uuid()),
        file_id: Set(new.file.uuid()),
        note: Set(new.note.clone()),
        added_at: Set(stamp(new.added_at)),
        added_by: Set(new.added_by.map(Id::uuid)),
    };
    row::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Takes an evidence off its line, with its file.
pub async fn delete_evidence(tx: &WriteTx, id: EvidenceId, file: FileId) -> StoreResult<()> {
    row::Entity::delete_by_id(id.uuid()).exec(tx.db()).await?;
    file::Entity::delete_by_id(file.uuid()).exec(tx.db()).await?;
    Ok(())
}

/// Where an evidence stands.
pub async fn place_of_evidence(tx: &ReadTx, id: EvidenceId) -> StoreResult<Option<EvidencePlace>> {
    Ok(places(tx, row::Column::Id.eq(id.uuid())).await?.pop())
}

/// The places at which a file stands as evidence; decides who may read it.
pub async fn places_of_file(tx: &ReadTx, id: FileId) -> StoreResult<Vec<EvidencePlace>> {
    places(tx, row::Column::FileId.eq(id.uuid())).await
}

async fn places(tx: &ReadTx, which: sea_orm::sea_query::Expr) -> StoreResult<Vec<EvidencePlace>> {
    let rows: Vec<(Uuid, Uuid, Uuid)> = row::Entity::find()
        .select_only()
        .column(row::Column::LineId)
        .column(lines::row::Column::SheetId)
        .column(row::Column::FileId)
        .join(JoinType::InnerJoin, row::Relation::Line.def())
        .filter(which)
        .into_tuple()
        .all(tx.db())
        .await?;
    let place = |(line, sheet, file)| EvidencePlace {
        line: ScoreLineId::from_uuid(line),
        sheet: ScoreSheetId::from_uuid(sheet),
        file: FileId::from_uuid(file),
    };
    Ok(rows.into_iter().map(place).collect())
}

/// The evidence of some lines, by line, oldest first.
pub(super) async fn of_lines(
    tx: &ReadTx,
    lines: SelectStatement,
) -> StoreResult<HashMap<Uuid, Vec<Evidence>>> {
    let rows = row::Entity::find()
        .column(file::Column::Name)
        .column(file::Column::Size)
        .column(file::Column::Sha256)
        .join(JoinType::InnerJoin, row::Relation::File.def())
        .filter(row::Column::LineId.in_subquery(lines))
        .order_by_asc(row::Column::AddedAt)
        .order_by_asc(row::Column::Id)
        .into_model::<Described>()
        .all(tx.db())
        .await?;
    let mut by_line: HashMap<Uuid, Vec<Evidence>> = HashMap::new();
    for row in rows {
        by_line.entry(row.line_id).or_default().push(Evidence {
            id: EvidenceId::from_uuid(row.id),
            line: ScoreLineId::from_uuid(row.line_id),
            file: FileId::from_uuid(row.file_id),
            name: row.name,
            size: row.size,
            sha256: row.sha256,
            note: row.note,
            added_at: instant(row.added_at),
            added_by: row.added_by.map(AccountId::from_uuid),
        });
    }
    Ok(by_line)
}
