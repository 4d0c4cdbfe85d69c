//! Requests to supplement dossiers.

use jiff::Timestamp;
use nep_domain::{
    access::Scope,
    ids::{AccountId, DossierId, Id, SupplementId, UnitId},
    one_stop::Supplement,
};
use sea_orm::{
    ColumnTrait, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter, QueryOrder, Statement,
    Value,
    prelude::{ChronoDateTimeUtc, Uuid},
    sea_query::Expr,
};

use super::{column, lines, number_after, small};
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
        pub year: i32,
        pub number: i32,
        pub papers: String,
        pub other: String,
        pub reason: String,
        pub again_reason: String,
        pub contact_name: String,
        pub contact_phone: String,
        pub due_before: ChronoDateTimeUtc,
        pub requested_at: ChronoDateTimeUtc,
        pub requested_by: Option<Uuid>,
        pub handed_at: Option<ChronoDateTimeUtc>,
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
        year: i16::try_from(row.year).unwrap_or(0),
        number: small(row.number),
        papers: lines(&row.papers),
        other: lines(&row.other),
        reason: row.reason,
        again_reason: row.again_reason,
        contact_name: row.contact_name,
        contact_phone: row.contact_phone,
        due_before: instant(row.due_before),
        requested_at: instant(row.requested_at),
        requested_by: row.requested_by.map(AccountId::from_uuid),
        handed_at: row.handed_at.map(instant),
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
        year: i32::from(s.year),
        number: column(s.number),
        papers: s.papers.join("\n"),
        other: s.other.join("\n"),
        reason: s.reason.clone(),
        again_reason: s.again_reason.clone(),
        contact_name: s.contact_name.clone(),
        contact_phone: s.contact_phone.clone(),
        due_before: stamp(s.due_before),
        requested_at: stamp(s.requested_at),
        requested_by: s.requested_by.map(Id::uuid),
        handed_at: s.handed_at.map(stamp),
        supplied_at: s.supplied_at.map(stamp),
        due_after: s.due_after.map(stamp),
    };
    row::Entity::insert(row.into_active_model()).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// The next number of a unit's requests of a year.
pub async fn next_supplement_number(tx: &WriteTx, unit: UnitId, year: i16) -> StoreResult<u32> {
    let of_year = row::Entity::find()
        .filter(row::Column::UnitId.eq(unit.uuid()))
        .filter(row::Column::Year.eq(i32::from(year)));
    number_after(tx, of_year, row::Column::Number).await
}

/// Saves that the slip was handed over and that everything was supplied; nothing else of a request ever changes.
pub async fn update_supplement(tx: &WriteTx, s: &Supplement) -> StoreResult<()> {
    row::Entity::update_many()
        .col_expr(row::Column::HandedAt, Expr::value(s.handed_at.map(stamp)))
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

/// A dossier that waits for its applicant, in short.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AwaitingRow {
    /// Which.
    pub dossier: DossierId,
    /// Its code.
    pub code: String,
    /// Name of the procedure.
    pub procedure: String,
    /// Who applies.
    pub applicant: String,
    /// The desk that took it.
    pub receiving: UnitId,
    /// When it was received.
    pub received_at: Timestamp,
    /// When the applicant was asked.
    pub requested_at: Timestamp,
    /// When the slip was handed to the applicant.
    pub handed_at: Option<Timestamp>,
}

#[derive(FromQueryResult)]
struct AwaitingLine {
    id: Uuid,
    code: String,
    name: String,
    applicant_name: String,
    receiving_unit_id: Uuid,
    received_at: ChronoDateTimeUtc,
    requested_at: ChronoDateTimeUtc,
    handed_at: Option<ChronoDateTimeUtc>,
}

/// The dossiers taken within the scope that wait for their applicants, longest waiting first, at most `most`.
pub async fn awaiting(tx: &ReadTx, scope: &Scope, most: u64) -> StoreResult<Vec<AwaitingRow>> {
    let bodies = scope.bodies.iter().map(|unit| ("d.root_id", unit));
    let units = scope.units.iter().map(|unit| ("d.receiving_unit_id", unit));
    let (reach, mut values): (Vec<String>, Vec<Value>) = bodies
        .chain(units)
        .enumerate()
        .map(|(n, (column, unit))| (format!("{column} = ${}", n + 1), unit.uuid().into()))
        .unzip();
    if reach.is_empty() {
        return Ok(Vec::new());
    }
    values.push(i64::try_from(most).unwrap_or(i64::MAX).into());
    let sql = format!(
        "SELECT d.id, d.code, p.name, d.applicant_name, d.receiving_unit_id, d.received_at, s.requested_at, s.handed_at \
         FROM dossier d JOIN dossier_supplement s ON s.dossier_id = d.id AND s.supplied_at IS NULL \
         JOIN procedure p ON p.id = d.procedure_id WHERE d.state = 'awaiting_supplement' AND ({}) \
         ORDER BY s.requested_at, d.id LIMIT ${}",
        reach.join(" OR "),
        values.len()
    );
    let statement = Statement::from_sql_and_values(tx.backend(), sql, values);
    let lines = AwaitingLine::find_by_statement(statement).all(tx.db()).await?;
    let rows = lines.into_iter().map(|line| AwaitingRow {
        dossier: DossierId::from_uuid(line.id),
        code: line.code,
        procedure: line.name,
        applicant: line.applicant_name,
        receiving: UnitId::from_uuid(line.receiving_unit_id),
        received_at: instant(line.received_at),
        requested_at: instant(line.requested_at),
        handed_at: line.handed_at.map(instant),
    });
    Ok(rows.collect())
}
