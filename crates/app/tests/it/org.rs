//! The organisation through time: renaming, moving, merging, splitting, dissolving, quotas.

use db_test::db_test;
use jiff::civil::{Date, date};
use nep_app::{
    AppError, Ctx,
    org::{self, Dissolve, EditUnit, Merge, MergeInto, Move, NewUnit, Rename, SetQuota, Split},
    staff,
    testing::TestHouse,
};
use nep_domain::{access::Role, ids::UnitId, org::UnitKind, staff::OfficialKind};
use nep_storage::Store;

use crate::staff::hire;

const DAY: Date = date(2021, 4, 1);

fn new_unit(parent: UnitId, code: &str, name: &str) -> NewUnit {
    NewUnit {
        parent: Some(parent),
        code: code.to_owned(),
        name: name.to_owned(),
        kind: UnitKind::Agency,
        founded: DAY,
        identifier: None,
        office_hours: None,
    }
}

fn renaming(unit: UnitId, name: &str, on: Date) -> Rename {
    Rename {
        unit, name: name.to_owned(), on, document: "QĐ 15/QĐ-UBND".to_owned(), based_on: None
    }
}

fn code<T>(result: Result<T, AppError>) -> String {
    match result {
        Ok(_) => "done".to_owned(),
        Err(AppError::Refused(refusal)) => refusal.code.to_owned(),
        Err(AppError::Invalid(errors)) => {
            errors.iter().map(|e| format!("{}:{}", e.field, e.code)).collect::<Vec<_>>().join(" ")
        }
        Err(other) => other.to_string(),
    }
}

async fn again(house: &TestHouse) -> Ctx {
    house.ctx(Role::HomeAffairs).await.unwrap()
}

#[db_test]
async fn every_day_shows_the_names_of_its_time(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let ctx = again(&house).await;
    org::rename(&ctx, renaming(house.land, "Phòng Nông nghiệp và Môi trường", DAY)).await.unwrap();
    let ctx = again(&house).await;
    let name =
        async |on| org::tree_on(&ctx, on).await.unwrap().1.get(house.land).map(|u| u.name.clone());
    assert_eq!(name(date(2021, 3, 31)).await.as_deref(), Some("Phòng Tài nguyên và Môi trường"));
    assert_eq!(name(DAY).await.as_deref(), Some("Phòng Nông nghiệp và Môi trường"));
    let detail = org::unit_detail(&ctx, house.land, DAY).await.unwrap();
    assert_eq!(detail.history.len(), 2);
    assert_eq!(
        code(org::rename(&ctx, renaming(house.land, "Phòng khác", DAY)).await),
        "org-newer-version"
    );
    assert_eq!(code(org::rename(&ctx, renaming(house.land, " ", DAY)).await), "name:missing");
}

#[db_test]
async fn two_people_do_not_overwrite_each_other(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let ctx = again(&house).await;
    let seen = ctx.org().get(house.land).map(|u| u.version_id);
    org::rename(&ctx, renaming(house.land, "Phòng Môi trường", DAY)).await.unwrap();
    let late =
        Rename { based_on: seen, ..renaming(house.land, "Phòng Đất đai", date(2021, 4, 5)) };
    assert!(matches!(org::rename(&ctx, late).await, Err(AppError::Stale)));
    let edit = |hours: &str, before: Option<&str>| EditUnit {
        unit: house.land,
        identifier: None,
        office_hours: Some(hours.to_owned()),
        before: (None, before.map(str::to_owned)),
    };
    org::edit(&ctx, edit("07:00-11:00", None)).await.unwrap();
    assert!(matches!(org::edit(&ctx, edit("08:00-11:00", None)).await, Err(AppError::Stale)));
    assert_eq!(
        code(org::edit(&ctx, edit("sáng", Some("07:00-11:00"))).await),
        "office_hours:office-hours"
    );
}

#[db_test]
async fn a_merger_ends_units_and_takes_people_and_sub_units_along(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let ctx = again(&house).await;
    let branch =
        org::found(&ctx, new_unit(house.land, "CNVPDK", "Chi nhánh Văn phòng đăng ký đất đai"))
            .await
            .unwrap();
    let person = hire(&house, house.land, "CB01", date(2019, 1, 1)).await;
    let ctx = again(&house).await;
    let merger = Merge {
        from: vec![house.land, house.home_affairs],
        into: MergeInto::New(new_unit(house.district, "PTH", "Phòng Tổng hợp")),
        on: date(2021, 4, 10),
        document: "NQ 3/NQ-HĐND".to_owned(),
    };
    let joint = org::merge(&ctx, merger).await.unwrap();
    let ctx = again(&house).await;
    let (_, tree) = org::tree_on(&ctx, date(2021, 4, 10)).await.unwrap();
    assert!(tree.get(house.land).is_none() && tree.get(house.home_affairs).is_none());
    assert_eq!(tree.get(branch).and_then(|u| u.parent), Some(joint));
    let before = org::unit_detail(&ctx, house.land, date(2021, 4, 10)).await.unwrap();
    assert!(!before.living);
    assert_eq!(before.successions[0].to, joint);
    let places = staff::person(&ctx, person).await.unwrap().assignments;
    assert_eq!((places[0].unit, places[0].valid_from), (joint, date(2021, 4, 10)));
    assert_eq!(places[1].valid_to, Some(date(2021, 4, 9)));
}

#[db_test]
async fn splitting_and_dissolving_leave_people_waiting(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    hire(&house, house.land, "CB01", date(2019, 1, 1)).await;
    let ctx = again(&house).await;
    let parts = vec![
        new_unit(house.district, "PDD", "Phòng Đất đai"),
        new_unit(house.district, "PMT", "Phòng Môi trường"),
    ];
    let split =
        Split { unit: house.land, into: parts, on: DAY, document: "QĐ 16/QĐ-UBND".to_owned() };
    assert_eq!(org::split(&ctx, split).await.unwrap().len(), 2);
    let ctx = again(&house).await;
    let waiting = staff::without_place(&ctx, DAY, "", nep_storage::Page::ALL).await.unwrap();
    assert_eq!(waiting.len(), 1);
    let end = Dissolve { unit: house.commune, heirs: vec![], on: DAY, document: "NQ 5".to_owned() };
    org::dissolve(&ctx, end.clone()).await.unwrap();
    let ctx = again(&house).await;
    assert_eq!(code(org::dissolve(&ctx, end).await), "unit-not-on-that-date");
}

#[db_test]
async fn a_unit_moves_within_its_body(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let ctx = again(&house).await;
    let to = |parent| Move {
        unit: house.land,
        parent,
        on: DAY,
        document: "QĐ 17".to_owned(),
        based_on: None,
    };
    assert_eq!(code(org::move_unit(&ctx, to(house.land)).await), "org-below-itself");
    org::move_unit(&ctx, to(house.home_affairs)).await.unwrap();
    let ctx = again(&house).await;
    assert_eq!(ctx.org().get(house.land).and_then(|u| u.parent), Some(house.home_affairs));
}

// S1.6: posts assigned, filled and vacant.
#[db_test]
async fn quotas_stand_beside_the_people_present(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    hire(&house, house.land, "CB01", date(2019, 1, 1)).await;
    let ctx = again(&house).await;
    let quota = |posts, from| SetQuota {
        unit: house.land,
        kind: OfficialKind::CivilServant,
        posts,
        from,
        document: "QĐ 20/QĐ-UBND".to_owned(),
    };
    org::set_quota(&ctx, quota(3, date(2020, 1, 1))).await.unwrap();
    org::set_quota(&ctx, quota(2, date(2021, 1, 1))).await.unwrap();
    assert_eq!(
        code(org::set_quota(&ctx, quota(9, date(2020, 6, 1))).await),
        "from:org-newer-quota"
    );
    assert_eq!(code(org::set_quota(&ctx, quota(-1, date(2021, 6, 1))).await), "posts:org-posts");
    for (on, posts, vacant) in
        [(date(2019, 6, 1), 0, -1), (date(2020, 6, 1), 3, 2), (date(2021, 6, 1), 2, 1)]
    {
        let line = org::posts(&ctx, house.district, on).await.unwrap()[1];
        assert_eq!(
            (line.kind, line.quota, line.vacant()),
            (OfficialKind::CivilServant, posts, vacant),
            "{on}"
        );
    }
}

#[db_test]
async fn only_those_who_manage_the_organisation_change_it(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    for role in [
        Role::Head,
        Role::DeskOfficer,
        Role::Specialist,
        Role::Inspector,
        Role::AwardCouncil,
        Role::Auditor,
    ] {
        let ctx = house.ctx(role).await.unwrap();
        let result = org::rename(&ctx, renaming(house.land, "Phòng khác", DAY)).await;
        assert!(matches!(result, Err(AppError::Denied(_))), "{role}");
        assert!(org::unit_detail(&ctx, house.land, DAY).await.is_ok(), "{role}");
    }
}
