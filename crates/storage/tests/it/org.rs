//! Units through time.

use db_test::db_test;
use jiff::civil::date;
use nep_domain::ids::{Id, UnitId, UnitVersionId};
use nep_storage::{Store, StoreError, org};

use crate::support::{unit, uuid};

#[db_test]
async fn a_unit_keeps_its_name_of_each_day(store: Store) {
    let tx = store.write().await.unwrap();
    org::insert(&tx, &unit(1, None)).await.unwrap();
    org::insert(&tx, &unit(2, Some(1))).await.unwrap();
    let mut renamed = unit(2, Some(1));
    renamed.name = "Thị trấn Đức Phong".to_owned();
    renamed.valid_from = date(2021, 3, 1);
    renamed.version_id = UnitVersionId::from_uuid(uuid(2002));
    org::supersede(&tx, &renamed).await.unwrap();
    org::dissolve(&tx, renamed.id, date(2025, 6, 30)).await.unwrap();
    tx.commit().await.unwrap();

    let tx = store.read().await.unwrap();
    let id = UnitId::from_uuid(uuid(2));
    let name = async |on| org::tree(&tx, on).await.unwrap().get(id).map(|u| u.name.clone());
    assert_eq!(name(date(2018, 12, 31)).await, None);
    assert_eq!(name(date(2021, 2, 28)).await.as_deref(), Some("Xã Đức Phong 2"));
    assert_eq!(name(date(2021, 3, 1)).await.as_deref(), Some("Thị trấn Đức Phong"));
    assert_eq!(name(date(2025, 6, 30)).await.as_deref(), Some("Thị trấn Đức Phong"));
    assert_eq!(name(date(2025, 7, 1)).await, None);
    assert_eq!(org::history(&tx, id).await.unwrap().len(), 2);
    assert_eq!(org::latest(&tx).await.unwrap().get(id).unwrap().name, "Thị trấn Đức Phong");
    assert_eq!(org::revision(&tx).await.unwrap(), 4);
}

#[db_test]
async fn a_code_is_taken_once_under_a_body(store: Store) {
    let tx = store.write().await.unwrap();
    org::insert(&tx, &unit(1, None)).await.unwrap();
    org::insert(&tx, &unit(2, Some(1))).await.unwrap();
    let mut twin = unit(3, Some(1));
    twin.code = "U2".to_owned();
    match org::insert(&tx, &twin).await {
        Err(StoreError::Conflict(name)) => assert_eq!(name, "unit(root_id,code)"),
        other => panic!("{other:?}"),
    }
}
