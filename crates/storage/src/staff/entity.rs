//! The tables of this room and their way to the domain.

use nep_domain::{
    ids::{AssignmentId, Id, PersonId, UnitId},
    staff::{Assignment, Person},
};
use sea_orm::ActiveValue::Set;

use crate::{
    convert::{date, day, key},
    error::StoreResult,
};

pub(super) mod person {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "person")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub root_id: Uuid,
        pub staff_code: String,
        pub full_name: String,
        pub search: String,
        pub birth_date: Option<ChronoDate>,
        pub gender: Option<String>,
        pub version: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod assignment {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "assignment")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub person_id: Uuid,
        pub root_id: Uuid,
        pub unit_id: Uuid,
        pub kind: String,
        pub post: String,
        pub rank: Option<String>,
        pub is_head: bool,
        pub valid_from: ChronoDate,
        pub valid_to: Option<ChronoDate>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::person::Entity",
            from = "Column::PersonId",
            to = "super::person::Column::Id"
        )]
        Person,
    }

    impl Related<super::person::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Person.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) fn to_person(row: person::Model) -> StoreResult<Person> {
    Ok(Person {
        gender: row.gender.map(|g| key(&g, "person", "gender", row.id)).transpose()?,
        id: PersonId::from_uuid(row.id),
        root: UnitId::from_uuid(row.root_id),
        staff_code: row.staff_code,
        full_name: row.full_name,
        birth_date: row.birth_date.map(date),
        version: row.version,
    })
}

pub(super) fn to_assignment(row: assignment::Model) -> StoreResult<Assignment> {
    Ok(Assignment {
        kind: key(&row.kind, "assignment", "kind", row.id)?,
        id: AssignmentId::from_uuid(row.id),
        person: PersonId::from_uuid(row.person_id),
        root: UnitId::from_uuid(row.root_id),
        unit: UnitId::from_uuid(row.unit_id),
        post: row.post,
        rank: row.rank,
        is_head: row.is_head,
        valid_from: date(row.valid_from),
        valid_to: row.valid_to.map(date),
    })
}

pub(super) fn row(a: &Assignment) -> assignment::ActiveModel {
    assignment::ActiveModel {
        id: Set(a.id.uuid()),
        person_id: Set(a.person.uuid()),
        root_id: Set(a.root.uuid()),
        unit_id: Set(a.unit.uuid()),
        kind: Set(a.kind.key().to_owned()),
        post: Set(a.post.clone()),
        rank: Set(a.rank.clone()),
        is_head: Set(a.is_head),
        valid_from: Set(day(a.valid_from)),
        valid_to: Set(a.valid_to.map(day)),
    }
}
