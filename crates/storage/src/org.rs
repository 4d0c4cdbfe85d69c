//! Units, their dated versions and successions.

use jiff::civil::Date;
use nep_domain::{
    ids::{Id, SuccessionId, UnitId, UnitVersionId},
    org::{OrgTree, Succession, Unit},
    text,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Statement,
    sea_query::{Expr, ExprTrait},
};

use crate::{
    convert::{date, day, key},
    error::{StoreError, StoreResult},
    store::{ReadTx, WriteTx},
};

mod unit {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "unit")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub root_id: Uuid,
        pub code: String,
        pub kind: String,
        pub founded: ChronoDate,
        pub dissolved: Option<ChronoDate>,
        pub identifier: Option<String>,
        pub office_hours: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod version {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "unit_version")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub unit_id: Uuid,
        pub name: String,
        pub search: String,
        pub parent_id: Option<Uuid>,
        pub valid_from: ChronoDate,
        pub valid_to: Option<ChronoDate>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::unit::Entity",
            from = "Column::UnitId",
            to = "super::unit::Column::Id"
        )]
        Unit,
    }

    impl Related<super::unit::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Unit.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

mod succession {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "unit_succession")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub from_id: Uuid,
        pub to_id: Uuid,
        pub kind: String,
        pub on_date: ChronoDate,
        pub document: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

fn to_unit(version: version::Model, unit: Option<unit::Model>) -> StoreResult<Unit> {
    let unit = unit.ok_or_else(|| {
        StoreError::corrupt("unit_version", "unit_id", version.id, "the unit is missing")
    })?;
    Ok(Unit {
        kind: key(&unit.kind, "unit", "kind", unit.id)?,
        id: UnitId::from_uuid(unit.id),
        root: UnitId::from_uuid(unit.root_id),
        code: unit.code,
        founded: date(unit.founded),
        dissolved: unit.dissolved.map(date),
        version_id: UnitVersionId::from_uuid(version.id),
        name: version.name,
        parent: version.parent_id.map(UnitId::from_uuid),
        valid_from: date(version.valid_from),
        valid_to: version.valid_to.map(date),
        identifier: unit.identifier,
        office_hours: unit.office_hours,
    })
}

/// The organisation of a day, all bodies.
pub async fn tree(tx: &ReadTx, on: Date) -> StoreResult<OrgTree> {
    let on = day(on);
    let still = |column: Expr| Condition::any().add(column.clone().is_null()).add(column.gte(on));
    let rows = version::Entity::find()
        .find_also_related(unit::Entity)
        .filter(version::Column::ValidFrom.lte(on))
        .filter(still(Expr::col((version::Entity, version::Column::ValidTo))))
        .filter(unit::Column::Founded.lte(on))
        .filter(still(Expr::col((unit::Entity, unit::Column::Dissolved))))
        .all(tx.db())
        .await?;
    let units: StoreResult<Vec<_>> = rows.into_iter().map(|(v, u)| to_unit(v, u)).collect();
    Ok(OrgTree::new(units?))
}

/// Every unit that ever lived, each in its newest version; dissolved ones too.
pub async fn latest(tx: &ReadTx) -> StoreResult<OrgTree> {
    let rows = version::Entity::find()
        .find_also_related(unit::Entity)
        .order_by_asc(version::Column::ValidFrom)
        .all(tx.db())
        .await?;
    // Later versions overwrite earlier ones of the same unit while the tree is built.
    let units: StoreResult<Vec<_>> = rows.into_iter().map(|(v, u)| to_unit(v, u)).collect();
    Ok(OrgTree::new(units?))
}

/// All versions of a unit, oldest first; empty when there is no such unit.
pub async fn history(tx: &ReadTx, id: UnitId) -> StoreResult<Vec<Unit>> {
    let rows = version::Entity::find()
        .find_also_related(unit::Entity)
        .filter(version::Column::UnitId.eq(id.uuid()))
        .order_by_asc(version::Column::ValidFrom)
        .all(tx.db())
        .await?;
    rows.into_iter().map(|(v, u)| to_unit(v, u)).collect()
}

/// Stores a new unit with its first version.
///
/// # Errors
/// `Conflict("unit(root_id,code)")` when the code is taken under the same root.
pub async fn insert(tx: &WriteTx, unit: &Unit) -> StoreResult<()> {
    let row = unit::ActiveModel {
        id: Set(unit.id.uuid()),
        root_id: Set(unit.root.uuid()),
        code: Set(unit.code.clone()),
        kind: Set(unit.kind.key().to_owned()),
        founded: Set(day(unit.founded)),
        dissolved: Set(unit.dissolved.map(day)),
        identifier: Set(unit.identifier.clone()),
        office_hours: Set(unit.office_hours.clone()),
    };
    unit::Entity::insert(row).exec_without_returning(tx.db()).await?;
    insert_version(tx, unit).await?;
    touch(tx).await
}

async fn insert_version(tx: &WriteTx, unit: &Unit) -> StoreResult<()> {
    let row = version::ActiveModel {
        id: Set(unit.version_id.uuid()),
        unit_id: Set(unit.id.uuid()),
        name: Set(unit.name.clone()),
        search: Set(text::fold(&format!("{} {}", unit.code, unit.name))),
        parent_id: Set(unit.parent.map(Id::uuid)),
        valid_from: Set(day(unit.valid_from)),
        valid_to: Set(unit.valid_to.map(day)),
    };
    version::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Ends the version that holds the day before `unit.valid_from` and stores the new one.
pub async fn supersede(tx: &WriteTx, unit: &Unit) -> StoreResult<()> {
    let end = unit
        .valid_from
        .yesterday()
        .map_err(|e| StoreError::corrupt("unit_version", "valid_from", unit.id, e))?;
    version::Entity::update_many()
        .col_expr(version::Column::ValidTo, Expr::value(day(end)))
        .filter(version::Column::UnitId.eq(unit.id.uuid()))
        .filter(version::Column::ValidFrom.lt(day(unit.valid_from)))
        .filter(version::Column::ValidTo.is_null())
        .exec(tx.db())
        .await?;
    insert_version(tx, unit).await?;
    touch(tx).await
}

/// Ends a unit's life with `last_day`.
pub async fn dissolve(tx: &WriteTx, id: UnitId, last_day: Date) -> StoreResult<()> {
    unit::Entity::update_many()
        .col_expr(unit::Column::Dissolved, Expr::value(day(last_day)))
        .filter(unit::Column::Id.eq(id.uuid()))
        .exec(tx.db())
        .await?;
    touch(tx).await
}

/// Saves what a unit carries besides its dated name and place.
pub async fn update_details(
    tx: &WriteTx,
    id: UnitId,
    identifier: Option<&str>,
    office_hours: Option<&str>,
) -> StoreResult<()> {
    unit::Entity::update_many()
        .col_expr(unit::Column::Identifier, Expr::value(identifier))
        .col_expr(unit::Column::OfficeHours, Expr::value(office_hours))
        .filter(unit::Column::Id.eq(id.uuid()))
        .exec(tx.db())
        .await?;
    touch(tx).await
}

/// Records a succession.
pub async fn insert_succession(tx: &WriteTx, succession: &Succession) -> StoreResult<()> {
    let row = succession::ActiveModel {
        id: Set(succession.id.uuid()),
        from_id: Set(succession.from.uuid()),
        to_id: Set(succession.to.uuid()),
        kind: Set(succession.kind.key().to_owned()),
        on_date: Set(day(succession.on)),
        document: Set(succession.document.clone()),
    };
    succession::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Successions from or to a unit, oldest first.
pub async fn successions(tx: &ReadTx, id: UnitId) -> StoreResult<Vec<Succession>> {
    let rows = succession::Entity::find()
        .filter(
            Condition::any()
                .add(succession::Column::FromId.eq(id.uuid()))
                .add(succession::Column::ToId.eq(id.uuid())),
        )
        .order_by_asc(succession::Column::OnDate)
        .all(tx.db())
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Succession {
                kind: key(&row.kind, "unit_succession", "kind", row.id)?,
                id: SuccessionId::from_uuid(row.id),
                from: UnitId::from_uuid(row.from_id),
                to: UnitId::from_uuid(row.to_id),
                on: date(row.on_date),
                document: row.document,
            })
        })
        .collect()
}

/// A number that changes with every change of the organisation, so that trees kept in memory know their age.
pub async fn revision(tx: &ReadTx) -> StoreResult<i64> {
    let query = Statement::from_string(
        tx.backend(),
        "SELECT value FROM installation WHERE key = 'org_revision'",
    );
    let row = tx.db().query_one_raw(query).await?;
    let row =
        row.ok_or_else(|| StoreError::corrupt("installation", "key", "org_revision", "missing"))?;
    let value: String = row.try_get("", "value")?;
    value.parse().map_err(|e| StoreError::corrupt("installation", "value", "org_revision", e))
}

async fn touch(tx: &WriteTx) -> StoreResult<()> {
    let next = revision(tx).await? + 1;
    let update = "UPDATE installation SET value = $1 WHERE key = 'org_revision'";
    tx.db()
        .execute_raw(Statement::from_sql_and_values(
            tx.backend(),
            update,
            [next.to_string().into()],
        ))
        .await?;
    Ok(())
}
