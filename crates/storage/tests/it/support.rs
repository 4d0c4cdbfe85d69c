//! Small builders for storage tests.

use jiff::{Timestamp, civil::date};
use nep_domain::{
    audit::{AuditActor, NewAuditEntry},
    ids::{Id, UnitId, UnitVersionId},
    org::{Unit, UnitKind},
};
use uuid::Uuid;

pub fn uuid(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

pub fn unit(n: u128, parent: Option<u128>) -> Unit {
    let id = |n| UnitId::from_uuid(uuid(n));
    Unit {
        id: id(n),
        root: id(parent.map_or(n, |_| 1)),
        code: format!("U{n}"),
        kind: if parent.is_none() { UnitKind::Body } else { UnitKind::Commune },
        founded: date(2019, 1, 1),
        dissolved: None,
        version_id: UnitVersionId::from_uuid(uuid(1000 + n)),
        name: format!("Xã Đức Phong {n}"),
        parent: parent.map(id),
        valid_from: date(2019, 1, 1),
        valid_to: None,
        identifier: None,
        office_hours: None,
    }
}

pub fn entry(n: i64) -> NewAuditEntry {
    NewAuditEntry {
        at: Timestamp::from_second(1_600_000_000 + n).unwrap(),
        actor: AuditActor::System("test".to_owned()),
        action: "org.manage".to_owned(),
        subject_kind: "unit".to_owned(),
        subject: Some(uuid(7)),
        detail: format!("{{\"n\":{n}}}"),
    }
}
