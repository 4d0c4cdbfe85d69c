//! Dossiers.

use jiff::{Timestamp, civil::Date};
use nep_calendar::Term;
use nep_domain::{
    ids::{AccountId, DossierId, Id, ProcedureId, UnitId},
    one_stop::{Applicant, Dossier, DossierResult},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, Statement,
    sea_query::{Expr, ExprTrait, Query},
};

use super::{column, lines, list::OPEN, small};
use crate::{
    convert::{day, instant, key, stamp},
    dialect,
    error::{StoreError, StoreResult},
    store::{ReadTx, WriteTx},
};

pub(super) mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "dossier")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub root_id: Uuid,
        pub code: String,
        pub procedure_id: Uuid,
        pub receiving_unit_id: Uuid,
        pub competent_unit_id: Uuid,
        pub holder_unit_id: Uuid,
        pub state: String,
        pub applicant_name: String,
        pub applicant_id_number: String,
        pub applicant_address: String,
        pub applicant_phone: String,
        pub applicant_email: String,
        pub content: String,
        pub papers: String,
        pub sets: i32,
        pub search: String,
        pub received_at: ChronoDateTimeUtc,
        pub received_by: Option<Uuid>,
        pub received_beyond_hours: bool,
        pub clock_started_at: ChronoDateTimeUtc,
        pub paused_at: Option<ChronoDateTimeUtc>,
        pub term_amount: i32,
        pub term_unit: String,
        pub first_due_at: ChronoDateTimeUtc,
        pub due_at: ChronoDateTimeUtc,
        pub due_provisional: bool,
        pub pack: String,
        pub forward_due_at: ChronoDateTimeUtc,
        pub forwarded_at: Option<ChronoDateTimeUtc>,
        pub finished_at: Option<ChronoDateTimeUtc>,
        pub result: Option<String>,
        pub returned_at: Option<ChronoDateTimeUtc>,
        pub returned_beyond_hours: Option<bool>,
        pub rating_token: String,
        pub request_key: Option<String>,
        pub version: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

fn to_dossier(row: row::Model) -> StoreResult<Dossier> {
    let id = row.id;
    Ok(Dossier {
        id: DossierId::from_uuid(id),
        root: UnitId::from_uuid(row.root_id),
        code: row.code,
        procedure: ProcedureId::from_uuid(row.procedure_id),
        receiving: UnitId::from_uuid(row.receiving_unit_id),
        competent: UnitId::from_uuid(row.competent_unit_id),
        holder: UnitId::from_uuid(row.holder_unit_id),
        state: key(&row.state, "dossier", "state", id)?,
        applicant: Applicant {
            name: row.applicant_name,
            id_number: row.applicant_id_number,
            address: row.applicant_address,
            phone: row.applicant_phone,
            email: row.applicant_email,
        },
        content: row.content,
        papers: lines(&row.papers),
        sets: small(row.sets),
        received_at: instant(row.received_at),
        received_by: row.received_by.map(AccountId::from_uuid),
        received_beyond_hours: row.received_beyond_hours,
        clock_started_at: instant(row.clock_started_at),
        paused_at: row.paused_at.map(instant),
        term: Term {
            amount: small(row.term_amount),
            unit: key(&row.term_unit, "dossier", "term_unit", id)?,
        },
        first_due_at: instant(row.first_due_at),
        due_at: instant(row.due_at),
        due_provisional: row.due_provisional,
        pack: row.pack,
        forward_due_at: instant(row.forward_due_at),
        forwarded_at: row.forwarded_at.map(instant),
        finished_at: row.finished_at.map(instant),
        result: row.result.map(|r| key(&r, "dossier", "result", id)).transpose()?,
        returned_at: row.returned_at.map(instant),
        returned_beyond_hours: row.returned_beyond_hours,
        rating_token: row.rating_token,
        request_key: row.request_key,
        version: row.version,
    })
}

pub(super) fn to_row(d: &Dossier, procedure_name: &str) -> row::Model {
    let a = &d.applicant;
    row::Model {
        id: d.id.uuid(),
        root_id: d.root.uuid(),
        code: d.code.clone(),
        procedure_id: d.procedure.uuid(),
        receiving_unit_id: d.receiving.uuid(),
        competent_unit_id: d.competent.uuid(),
        holder_unit_id: d.holder.uuid(),
        state: d.state.key().to_owned(),
        applicant_name: a.name.clone(),
        applicant_id_number: a.id_number.clone(),
        applicant_address: a.address.clone(),
        applicant_phone: a.phone.clone(),
        applicant_email: a.email.clone(),
        content: d.content.clone(),
        papers: d.papers.join("\n"),
        sets: column(d.sets),
        search: dialect::search_words(&format!(
            "{} {} {} {} {procedure_name}",
            d.code, a.name, a.phone, a.id_number
        )),
        received_at: stamp(d.received_at),
        received_by: d.received_by.map(Id::uuid),
        received_beyond_hours: d.received_beyond_hours,
        clock_started_at: stamp(d.clock_started_at),
        paused_at: d.paused_at.map(stamp),
        term_amount: column(d.term.amount),
        term_unit: d.term.unit.as_str().to_owned(),
        first_due_at: stamp(d.first_due_at),
        due_at: stamp(d.due_at),
        due_provisional: d.due_provisional,
        pack: d.pack.clone(),
        forward_due_at: stamp(d.forward_due_at),
        forwarded_at: d.forwarded_at.map(stamp),
        finished_at: d.finished_at.map(stamp),
        result: d.result.map(|r| r.key().to_owned()),
        returned_at: d.returned_at.map(stamp),
        returned_beyond_hours: d.returned_beyond_hours,
        rating_token: d.rating_token.clone(),
        request_key: d.request_key.clone(),
        version: d.version,
    }
}

/// The next running number of a day, from 1, for the unit whose identifier stands in the code.
pub async fn next_number(tx: &WriteTx, unit: UnitId, on: Date) -> StoreResult<i64> {
    let sql = "INSERT INTO dossier_counter (unit_id, day, last) VALUES ($1, $2, 1) \
        ON CONFLICT (unit_id, day) DO UPDATE SET last = dossier_counter.last + 1 RETURNING last";
    let statement =
        Statement::from_sql_and_values(tx.backend(), sql, [unit.uuid().into(), day(on).into()]);
    let row = tx.db().query_one_raw(statement).await?;
    let row = row.ok_or_else(|| {
        StoreError::corrupt("dossier_counter", "last", unit, "no number came back")
    })?;
    Ok(i64::from(row.try_get::<i32>("", "last")?))
}

/// Stores a new dossier; it is found by the words of its code, applicant, telephone, identity number and procedure.
///
/// # Errors
/// `Conflict("dossier(request_key)")` when the same form was stored before; `Conflict("dossier(code)")`.
pub async fn insert(tx: &WriteTx, dossier: &Dossier, procedure_name: &str) -> StoreResult<()> {
    row::Entity::insert(to_row(dossier, procedure_name).into_active_model())
        .exec_without_returning(tx.db())
        .await?;
    Ok(())
}

/// Saves where a dossier stands; its version must be the stored one and grows by one.
///
/// # Errors
/// [`StoreError::Stale`] when somebody else saved it first.
pub async fn update(tx: &WriteTx, dossier: &Dossier) -> StoreResult<()> {
    let done = row::Entity::update_many()
        .col_expr(row::Column::HolderUnitId, Expr::value(dossier.holder.uuid()))
        .col_expr(row::Column::State, Expr::value(dossier.state.key()))
        .col_expr(row::Column::ClockStartedAt, Expr::value(stamp(dossier.clock_started_at)))
        .col_expr(row::Column::PausedAt, Expr::value(dossier.paused_at.map(stamp)))
        .col_expr(row::Column::DueAt, Expr::value(stamp(dossier.due_at)))
        .col_expr(row::Column::DueProvisional, Expr::value(dossier.due_provisional))
        .col_expr(row::Column::ForwardDueAt, Expr::value(stamp(dossier.forward_due_at)))
        .col_expr(row::Column::ForwardedAt, Expr::value(dossier.forwarded_at.map(stamp)))
        .col_expr(row::Column::FinishedAt, Expr::value(dossier.finished_at.map(stamp)))
        .col_expr(row::Column::Result, Expr::value(dossier.result.map(DossierResult::key)))
        .col_expr(row::Column::ReturnedAt, Expr::value(dossier.returned_at.map(stamp)))
        .col_expr(row::Column::ReturnedBeyondHours, Expr::value(dossier.returned_beyond_hours))
        .col_expr(row::Column::Version, Expr::value(dossier.version + 1))
        .filter(row::Column::Id.eq(dossier.id.uuid()))
        .filter(row::Column::Version.eq(dossier.version))
        .exec(tx.db())
        .await?;
    if done.rows_affected == 1 { Ok(()) } else { Err(StoreError::Stale) }
}

async fn one(tx: &ReadTx, filter: Expr) -> StoreResult<Option<Dossier>> {
    row::Entity::find().filter(filter).one(tx.db()).await?.map(to_dossier).transpose()
}

/// A dossier by id.
pub async fn by_id(tx: &ReadTx, id: DossierId) -> StoreResult<Option<Dossier>> {
    one(tx, row::Column::Id.eq(id.uuid())).await
}

/// A dossier by its code.
pub async fn by_code(tx: &ReadTx, code: &str) -> StoreResult<Option<Dossier>> {
    one(tx, row::Column::Code.eq(code)).await
}

/// A dossier by the key of the form it came from.
pub async fn by_request_key(tx: &ReadTx, request_key: &str) -> StoreResult<Option<Dossier>> {
    one(tx, row::Column::RequestKey.eq(request_key)).await
}

/// Code of the newest dossier that a desk took from an applicant for a procedure since an instant; looks at no more
/// than the last fifty of the desk.
pub async fn taken_since(
    tx: &ReadTx,
    desk: UnitId,
    procedure: ProcedureId,
    applicant: &str,
    since: Timestamp,
) -> StoreResult<Option<String>> {
    let sql = "SELECT l.code FROM (SELECT code, procedure_id, applicant_name, received_at FROM dossier \
        WHERE receiving_unit_id = $1 AND received_at >= $2 ORDER BY received_at DESC LIMIT 50) AS l \
        WHERE l.procedure_id = $3 AND l.applicant_name = $4 ORDER BY l.received_at DESC LIMIT 1";
    let values =
        [desk.uuid().into(), stamp(since).into(), procedure.uuid().into(), applicant.into()];
    let statement = Statement::from_sql_and_values(tx.backend(), sql, values);
    let row = tx.db().query_one_raw(statement).await?;
    row.map(|row| Ok(row.try_get("", "code")?)).transpose()
}

/// A dossier by the secret of its slip.
pub async fn by_token(tx: &ReadTx, rating_token: &str) -> StoreResult<Option<Dossier>> {
    one(tx, row::Column::RatingToken.eq(rating_token)).await
}

/// Open dossiers of a body due before an instant for which no apology was drafted yet, first due first.
pub async fn undecided_without_apology(
    tx: &ReadTx,
    root: UnitId,
    before: Timestamp,
) -> StoreResult<Vec<Dossier>> {
    let letters = Query::select()
        .column(crate::letters::row::Column::DossierId)
        .from(crate::letters::row::Entity)
        .and_where(crate::letters::row::Column::Kind.eq("apology"))
        .and_where(crate::letters::row::Column::DossierId.is_not_null())
        .to_owned();
    let rows = row::Entity::find()
        .filter(row::Column::RootId.eq(root.uuid()))
        .filter(Expr::cust(OPEN))
        .filter(row::Column::DueAt.lt(stamp(before)))
        .filter(Expr::col((row::Entity, row::Column::Id)).not_in_subquery(letters))
        .order_by_asc(row::Column::DueAt)
        .all(tx.db())
        .await?;
    rows.into_iter().map(to_dossier).collect()
}
