//! Uploaded workbooks on their way to becoming records.

use jiff::Timestamp;
use nep_domain::{
    ids::{AccountId, FileId, Id, ImportId, JobId, UnitId},
    text_enum,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    prelude::Uuid, sea_query::Expr,
};

use crate::{
    convert::{instant, key, stamp},
    error::{StoreError, StoreResult},
    store::{Page, ReadTx, WriteTx},
};

mod workbook_import {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "workbook_import")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub root_id: Uuid,
        pub file_id: Uuid,
        pub state: String,
        pub units: i32,
        pub people: i32,
        pub report: String,
        pub job_id: Option<Uuid>,
        pub created_at: ChronoDateTimeUtc,
        pub created_by: Option<Uuid>,
        pub version: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

text_enum! {
    /// Where an import stands.
    ImportState {
        /// Read and checked; waits for an official's word.
        Checked = "checked",
        /// Confirmed; the job will do it or is doing it.
        Confirmed = "confirmed",
        /// All records are there.
        Done = "done",
        /// Nothing further will be imported; the report says why.
        Failed = "failed",
    }
}

/// An uploaded workbook.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Import {
    /// Identifier.
    pub id: ImportId,
    /// The body it is for.
    pub root: UnitId,
    /// The workbook itself.
    pub file: FileId,
    /// Where it stands.
    pub state: ImportState,
    /// Units it creates.
    pub units: i32,
    /// People it creates or updates.
    pub people: i32,
    /// What was found in it, as JSON.
    pub report: String,
    /// The job that imports it.
    pub job: Option<JobId>,
    /// Uploaded at.
    pub created_at: Timestamp,
    /// Uploaded by.
    pub created_by: Option<AccountId>,
    /// Changes carry the version they were based on.
    pub version: i64,
}

fn to_import(row: workbook_import::Model) -> StoreResult<Import> {
    Ok(Import {
        state: key(&row.state, "workbook_import", "state", row.id)?,
        id: ImportId::from_uuid(row.id),
        root: UnitId::from_uuid(row.root_id),
        file: FileId::from_uuid(row.file_id),
        units: row.units,
        people: row.people,
        report: row.report,
        job: row.job_id.map(JobId::from_uuid),
        created_at: instant(row.created_at),
        created_by: row.created_by.map(AccountId::from_uuid),
        version: row.version,
    })
}

/// Stores a checked workbook.
pub async fn insert(tx: &WriteTx, import: &Import) -> StoreResult<()> {
    let row = workbook_import::ActiveModel {
        id: Set(import.id.uuid()),
        root_id: Set(import.root.uuid()),
        file_id: Set(import.file.uuid()),
        state: Set(import.state.key().to_owned()),
        units: Set(import.units),
        people: Set(import.people),
        report: Set(import.report.clone()),
        job_id: Set(import.job.map(Id::uuid)),
        created_at: Set(stamp(import.created_at)),
        created_by: Set(import.created_by.map(Id::uuid)),
        version: Set(import.version),
    };
    workbook_import::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Saves an import; the version must be the stored one and grows by one.
///
/// # Errors
/// [`StoreError::Stale`] when somebody else saved it first.
pub async fn update(tx: &WriteTx, import: &Import) -> StoreResult<()> {
    let done = workbook_import::Entity::update_many()
        .col_expr(workbook_import::Column::State, Expr::value(import.state.key()))
        .col_expr(workbook_import::Column::Units, Expr::value(import.units))
        .col_expr(workbook_import::Column::People, Expr::value(import.people))
        .col_expr(workbook_import::Column::Report, Expr::value(import.report.clone()))
        .col_expr(workbook_import::Column::JobId, Expr::value(import.job.map(Id::uuid)))
        .col_expr(workbook_import::Column::Version, Expr::value(import.version + 1))
        .filter(workbook_import::Column::Id.eq(import.id.uuid()))
        .filter(workbook_import::Column::Version.eq(import.version))
        .exec(tx.db())
        .await?;
    if done.rows_affected == 1 { Ok(()) } else { Err(StoreError::Stale) }
}

/// An import by id.
pub async fn get(tx: &ReadTx, id: ImportId) -> StoreResult<Option<Import>> {
    workbook_import::Entity::find_by_id(id.uuid()).one(tx.db()).await?.map(to_import).transpose()
}

/// Imports of bodies, newest first.
pub async fn list(tx: &ReadTx, roots: &[UnitId], page: Page) -> StoreResult<Vec<Import>> {
    let roots = roots.iter().map(|r| -> Uuid { r.uuid() });
    let rows = workbook_import::Entity::find()
        .filter(workbook_import::Column::RootId.is_in(roots))
        .order_by_desc(workbook_import::Column::CreatedAt)
        .offset(page.offset)
        .limit(page.limit)
        .all(tx.db())
        .await?;
    rows.into_iter().map(to_import).collect()
}
