//! Awards.

use nep_domain::{
    access::Scope,
    awards::{Award, AwardFilter, Withdrawal},
    ids::{AccountId, AwardId, Id, PersonId, UnitId},
    text,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    Select,
    sea_query::{Expr, ExprTrait},
};

use crate::{
    convert::{anywhere, date, day, instant, key, stamp},
    error::{StoreError, StoreResult},
    store::{Page, ReadTx, WriteTx},
};

mod award {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "award")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub root_id: Uuid,
        pub recipient_kind: String,
        pub unit_id: Uuid,
        pub person_id: Option<Uuid>,
        pub recipient_name: String,
        pub search: String,
        pub form: String,
        pub level: String,
        pub ground: String,
        pub year_from: i32,
        pub year_to: i32,
        pub decision: String,
        pub decided_on: ChronoDate,
        pub issuer: String,
        pub note: String,
        pub recorded_at: ChronoDateTimeUtc,
        pub withdrawn_at: Option<ChronoDateTimeUtc>,
        pub withdrawn_by: Option<Uuid>,
        pub withdrawn_reason: String,
        pub version: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

fn to_award(row: award::Model) -> StoreResult<Award> {
    let year = |column, year: i32| {
        i16::try_from(year).map_err(|e| StoreError::corrupt("award", column, row.id, e))
    };
    Ok(Award {
        kind: key(&row.recipient_kind, "award", "recipient_kind", row.id)?,
        year_from: year("year_from", row.year_from)?,
        year_to: year("year_to", row.year_to)?,
        id: AwardId::from_uuid(row.id),
        root: UnitId::from_uuid(row.root_id),
        unit: UnitId::from_uuid(row.unit_id),
        person: row.person_id.map(PersonId::from_uuid),
        recipient: row.recipient_name,
        form: row.form,
        level: row.level,
        ground: row.ground,
        decision: row.decision,
        decided_on: date(row.decided_on),
        issuer: row.issuer,
        note: row.note,
        recorded_at: instant(row.recorded_at),
        withdrawn: row.withdrawn_at.map(|at| Withdrawal {
            at: instant(at),
            by: row.withdrawn_by.map(AccountId::from_uuid),
            reason: row.withdrawn_reason,
        }),
        version: row.version,
    })
}

/// Stores a new award.
///
/// # Errors
/// `Conflict("award(root_id,decision,recipient_name,form)")` when the same decision gives the same to the same
/// recipient already.
pub async fn insert(tx: &WriteTx, new: &Award) -> StoreResult<()> {
    let row = award::ActiveModel {
        id: Set(new.id.uuid()),
        root_id: Set(new.root.uuid()),
        recipient_kind: Set(new.kind.key().to_owned()),
        unit_id: Set(new.unit.uuid()),
        person_id: Set(new.person.map(Id::uuid)),
        recipient_name: Set(new.recipient.clone()),
        search: Set(text::fold(&format!("{} {}", new.recipient, new.decision))),
        form: Set(new.form.clone()),
        level: Set(new.level.clone()),
        ground: Set(new.ground.clone()),
        year_from: Set(new.year_from.into()),
        year_to: Set(new.year_to.into()),
        decision: Set(new.decision.clone()),
        decided_on: Set(day(new.decided_on)),
        issuer: Set(new.issuer.clone()),
        note: Set(new.note.clone()),
        recorded_at: Set(stamp(new.recorded_at)),
        withdrawn_at: Set(new.withdrawn.as_ref().map(|w| stamp(w.at))),
        withdrawn_by: Set(new.withdrawn.as_ref().and_then(|w| w.by).map(Id::uuid)),
        withdrawn_reason: Set(new.withdrawn.as_ref().map(|w| w.reason.clone()).unwrap_or_default()),
        version: Set(new.version),
    };
    award::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Strikes an award out; the version must be the stored one and grows by one.
///
/// # Errors
/// `Stale` when somebody else changed it, or struck it out already.
pub async fn withdraw(tx: &WriteTx, award: &Award, withdrawal: &Withdrawal) -> StoreResult<()> {
    let done = award::Entity::update_many()
        .col_expr(award::Column::WithdrawnAt, Expr::value(stamp(withdrawal.at)))
        .col_expr(award::Column::WithdrawnBy, Expr::value(withdrawal.by.map(Id::uuid)))
        .col_expr(award::Column::WithdrawnReason, Expr::value(withdrawal.reason.clone()))
        .col_expr(award::Column::Version, Expr::value(award.version + 1))
        .filter(award::Column::Id.eq(award.id.uuid()))
        .filter(award::Column::Version.eq(award.version))
        .filter(award::Column::WithdrawnAt.is_null())
        .exec(tx.db())
        .await?;
    if done.rows_affected == 1 { Ok(()) } else { Err(StoreError::Stale) }
}

/// An award by id.
pub async fn by_id(tx: &ReadTx, id: AwardId) -> StoreResult<Option<Award>> {
    award::Entity::find_by_id(id.uuid()).one(tx.db()).await?.map(to_award).transpose()
}

/// The award that a decision of a body gave a recipient in a form, if it is recorded and stands.
pub async fn same(tx: &ReadTx, new: &Award) -> StoreResult<Option<Award>> {
    let query = award::Entity::find()
        .filter(award::Column::RootId.eq(new.root.uuid()))
        .filter(award::Column::Decision.eq(new.decision.clone()))
        .filter(award::Column::RecipientName.eq(new.recipient.clone()))
        .filter(award::Column::Form.eq(new.form.clone()))
        .filter(award::Column::WithdrawnAt.is_null());
    query.one(tx.db()).await?.map(to_award).transpose()
}

/// Awards within reach that fit a filter, newest decision first.
pub async fn list(
    tx: &ReadTx,
    scope: &Scope,
    filter: &AwardFilter,
    page: Page,
) -> StoreResult<Vec<Award>> {
    let rows = matching(scope, filter)
        .order_by_desc(award::Column::DecidedOn)
        .order_by_asc(award::Column::Decision)
        .order_by_asc(award::Column::RecipientKind)
        .order_by_asc(award::Column::RecipientName)
        .offset(page.offset)
        .limit(page.limit)
        .all(tx.db())
        .await?;
    rows.into_iter().map(to_award).collect()
}

/// How many awards within reach fit a filter.
pub async fn count(tx: &ReadTx, scope: &Scope, filter: &AwardFilter) -> StoreResult<u64> {
    Ok(matching(scope, filter).count(tx.db()).await?)
}

/// Numbers of awards within reach that fit a filter, by level, form and kind of recipient.
pub async fn counts(
    tx: &ReadTx,
    scope: &Scope,
    filter: &AwardFilter,
) -> StoreResult<Vec<(String, String, String, i64)>> {
    let rows = matching(scope, filter)
        .select_only()
        .column(award::Column::Level)
        .column(award::Column::Form)
        .column(award::Column::RecipientKind)
        .column_as(award::Column::Id.count(), "awards")
        .group_by(award::Column::Level)
        .group_by(award::Column::Form)
        .group_by(award::Column::RecipientKind)
        .into_tuple()
        .all(tx.db())
        .await?;
    Ok(rows)
}

/// First and last year of any achievement within reach.
pub async fn years(tx: &ReadTx, scope: &Scope) -> StoreResult<Option<(i32, i32)>> {
    let span: Option<(Option<i32>, Option<i32>)> = matching(scope, &AwardFilter::default())
        .select_only()
        .column_as(award::Column::YearFrom.min(), "first")
        .column_as(award::Column::YearTo.max(), "last")
        .into_tuple()
        .one(tx.db())
        .await?;
    Ok(span.and_then(|(first, last)| first.zip(last)))
}

fn matching(scope: &Scope, filter: &AwardFilter) -> Select<award::Entity> {
    use award::Column;
    let reach = Condition::any()
        .add(Column::RootId.is_in(scope.bodies.iter().map(|u| u.uuid())))
        .add(Column::UnitId.is_in(scope.units.iter().map(|u| u.uuid())));
    let standing = if filter.withdrawn {
        Column::WithdrawnAt.is_not_null()
    } else {
        Column::WithdrawnAt.is_null()
    };
    let mut query = award::Entity::find().filter(reach).filter(standing);
    if let Some(year) = filter.year.map(i32::from) {
        query = query.filter(Column::YearFrom.lte(year)).filter(Column::YearTo.gte(year));
    }
    if let Some(decided) = filter.decided {
        query = query.filter(Column::DecidedOn.between(day(decided.from), day(decided.to)));
    }
    let kind = filter.kind.map(|k| k.key().to_owned());
    let texts = [
        (Column::Form, &filter.form),
        (Column::Level, &filter.level),
        (Column::Ground, &filter.ground),
        (Column::Decision, &filter.decision),
        (Column::RecipientKind, &kind),
    ];
    for (column, value) in texts {
        if let Some(value) = value {
            query = query.filter(column.eq(value.clone()));
        }
    }
    for word in text::fold(&filter.words).split(' ').filter(|w| !w.is_empty()) {
        let column = Expr::col((award::Entity, Column::Search));
        query = query.filter(column.like(anywhere(word)));
    }
    query
}
