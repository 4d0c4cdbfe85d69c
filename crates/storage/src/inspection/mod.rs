//! Inspection rounds, their visits with the checklist, and findings.

mod finding;
mod visit;

use jiff::civil::Date;
use nep_domain::{
    facts::Period,
    ids::{Id, InspectionId, UnitId},
    inspection::Inspection,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::Expr,
};

use crate::{
    convert::{date, day, key},
    error::{StoreError, StoreResult},
    store::{ReadTx, WriteTx},
};

pub use finding::{
    FindingFilter, delete_finding, finding, findings, findings_of_visits, insert_finding,
    update_finding,
};
pub use visit::{insert_visit, rounds_of_visits, update_visit, visit, visits_between, visits_of};

mod round_row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "inspection")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub root_id: Uuid,
        pub name: String,
        pub mode: String,
        pub decision: String,
        pub decided_on: ChronoDate,
        pub starts: ChronoDate,
        pub ends: ChronoDate,
        pub lead: String,
        pub members: String,
        pub state: String,
        pub conclusion: String,
        pub concluded_on: Option<ChronoDate>,
        pub version: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

fn to_inspection(row: round_row::Model) -> StoreResult<Inspection> {
    Ok(Inspection {
        mode: key(&row.mode, "inspection", "mode", row.id)?,
        state: key(&row.state, "inspection", "state", row.id)?,
        id: InspectionId::from_uuid(row.id),
        root: UnitId::from_uuid(row.root_id),
        name: row.name,
        decision: row.decision,
        decided_on: date(row.decided_on),
        period: Period { from: date(row.starts), to: date(row.ends) },
        lead: row.lead,
        members: row.members.lines().map(str::to_owned).collect(),
        conclusion: row.conclusion,
        concluded_on: row.concluded_on.map(date),
        version: row.version,
    })
}

/// Stores a new round.
///
/// # Errors
/// `Conflict("inspection(root_id,decision)")` when the decision is recorded already.
pub async fn insert(tx: &WriteTx, round: &Inspection) -> StoreResult<()> {
    let row = round_row::ActiveModel {
        id: Set(round.id.uuid()),
        root_id: Set(round.root.uuid()),
        name: Set(round.name.clone()),
        mode: Set(round.mode.key().to_owned()),
        decision: Set(round.decision.clone()),
        decided_on: Set(day(round.decided_on)),
        starts: Set(day(round.period.from)),
        ends: Set(day(round.period.to)),
        lead: Set(round.lead.clone()),
        members: Set(round.members.join("\n")),
        state: Set(round.state.key().to_owned()),
        conclusion: Set(round.conclusion.clone()),
        concluded_on: Set(round.concluded_on.map(day)),
        version: Set(round.version),
    };
    round_row::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Saves where a round stands and its conclusion; its version must be the stored one and grows by one.
///
/// # Errors
/// [`StoreError::Stale`] when somebody else saved it first.
pub async fn update_state(tx: &WriteTx, round: &Inspection) -> StoreResult<()> {
    let done = round_row::Entity::update_many()
        .col_expr(round_row::Column::State, Expr::value(round.state.key()))
        .col_expr(round_row::Column::Conclusion, Expr::value(round.conclusion.clone()))
        .col_expr(round_row::Column::ConcludedOn, Expr::value(round.concluded_on.map(day)))
        .col_expr(round_row::Column::Version, Expr::value(round.version + 1))
        .filter(round_row::Column::Id.eq(round.id.uuid()))
        .filter(round_row::Column::Version.eq(round.version))
        .exec(tx.db())
        .await?;
    if done.rows_affected == 1 { Ok(()) } else { Err(StoreError::Stale) }
}

/// A round by id.
pub async fn by_id(tx: &ReadTx, id: InspectionId) -> StoreResult<Option<Inspection>> {
    round_row::Entity::find_by_id(id.uuid()).one(tx.db()).await?.map(to_inspection).transpose()
}

/// The rounds of some bodies that run on any day of a period, newest first.
pub async fn rounds(tx: &ReadTx, roots: &[UnitId], period: Period) -> StoreResult<Vec<Inspection>> {
    let rows = round_row::Entity::find()
        .filter(round_row::Column::RootId.is_in(roots.iter().map(|r| r.uuid())))
        .filter(round_row::Column::Starts.lte(day(period.to)))
        .filter(round_row::Column::Ends.gte(day(period.from)))
        .order_by_desc(round_row::Column::Starts)
        .order_by_asc(round_row::Column::Decision)
        .all(tx.db())
        .await?;
    rows.into_iter().map(to_inspection).collect()
}

/// Rounds by id, in no particular order.
pub async fn by_ids(tx: &ReadTx, ids: &[InspectionId]) -> StoreResult<Vec<Inspection>> {
    let rows = round_row::Entity::find()
        .filter(round_row::Column::Id.is_in(ids.iter().map(|i| i.uuid())))
        .all(tx.db())
        .await?;
    rows.into_iter().map(to_inspection).collect()
}

/// First and last year in which any round of some bodies runs.
pub async fn years(tx: &ReadTx, roots: &[UnitId]) -> StoreResult<Option<(i16, i16)>> {
    let span: Option<(Option<chrono::NaiveDate>, Option<chrono::NaiveDate>)> =
        round_row::Entity::find()
            .select_only()
            .column_as(round_row::Column::Starts.min(), "first")
            .column_as(round_row::Column::Ends.max(), "last")
            .filter(round_row::Column::RootId.is_in(roots.iter().map(|r| r.uuid())))
            .into_tuple()
            .one(tx.db())
            .await?;
    let year = |on: Option<chrono::NaiveDate>| on.map(date).map(Date::year);
    Ok(span.and_then(|(first, last)| Some((year(first)?, year(last)?))))
}
