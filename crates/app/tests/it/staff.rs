//! People and their places.

use db_test::db_test;
use jiff::civil::{Date, date};
use nep_app::{
    AppError,
    staff::{self, EditPerson, NewAssignment, NewPerson, StaffQuery},
    testing::TestHouse,
};
use nep_domain::{
    access::Role,
    ids::{PersonId, UnitId},
    staff::OfficialKind,
};
use nep_storage::{Page, Store};

pub fn new_person(unit: UnitId, staff_code: &str, from: Date) -> NewPerson {
    NewPerson {
        unit,
        staff_code: staff_code.to_owned(),
        full_name: format!("Lý Thị Đào {staff_code}"),
        birth_date: Some(date(1988, 2, 29)),
        gender: None,
        kind: OfficialKind::CivilServant,
        post: "Chuyên viên".to_owned(),
        rank: None,
        is_head: false,
        from,
    }
}

pub async fn hire(house: &TestHouse, unit: UnitId, staff_code: &str, from: Date) -> PersonId {
    let ctx = house.ctx(Role::HomeAffairs).await.unwrap();
    staff::add_person(&ctx, new_person(unit, staff_code, from)).await.unwrap()
}

fn query(on: Date) -> StaffQuery {
    StaffQuery { text: String::new(), unit: None, kind: None, on }
}

fn place(person: PersonId, unit: UnitId, from: Date) -> NewAssignment {
    NewAssignment {
        person,
        unit,
        kind: OfficialKind::Cadre,
        post: "Trưởng phòng".to_owned(),
        rank: Some(String::new()),
        is_head: true,
        from,
        to: None,
        end_previous: false,
    }
}

// S5.1: counted by kind at any date.
#[db_test]
async fn the_roster_is_counted_by_kind_at_any_date(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    for n in 0..3 {
        hire(&house, house.land, &format!("A{n}"), date(2020, 1, 1)).await;
    }
    let ctx = house.ctx(Role::HomeAffairs).await.unwrap();
    let worker = NewPerson {
        kind: OfficialKind::ContractWorker,
        ..new_person(house.commune, "B1", date(2021, 1, 1))
    };
    staff::add_person(&ctx, worker).await.unwrap();
    let count = async |unit, on| {
        let counts = staff::headcount(&ctx, unit, on).await.unwrap();
        OfficialKind::ALL.iter().map(|k| counts[k]).collect::<Vec<_>>()
    };
    assert_eq!(count(house.district, date(2019, 12, 31)).await, [0, 0, 0, 0]);
    assert_eq!(count(house.district, date(2020, 12, 31)).await, [0, 3, 0, 0]);
    assert_eq!(count(house.district, date(2021, 12, 31)).await, [0, 3, 0, 1]);
    assert_eq!(count(house.commune, date(2021, 12, 31)).await, [0, 0, 0, 1]);
}

#[db_test]
async fn people_are_found_without_accents_and_within_reach(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    hire(&house, house.land, "A1", date(2020, 1, 1)).await;
    hire(&house, house.commune, "50%", date(2020, 1, 1)).await;
    let on = date(2021, 4, 12);
    let ctx = house.ctx(Role::HomeAffairs).await.unwrap();
    let find = async |text: &str| {
        let query = StaffQuery { text: text.to_owned(), ..query(on) };
        staff::list(&ctx, &query, Page::ALL)
            .await
            .unwrap()
            .rows
            .into_iter()
            .map(|(p, _)| p.staff_code)
            .collect::<Vec<_>>()
    };
    assert_eq!(find("ly thi dao").await.len(), 2);
    assert_eq!(find("LÝ THỊ ĐÀO A").await, ["A1"]);
    assert_eq!(find("0%").await, ["50%"]);
    assert_eq!(find("%").await, ["50%"]);
    assert_eq!(find("khong co ai").await, [""; 0]);
    let head = house.ctx(Role::Head).await.unwrap();
    let seen = staff::list(&head, &query(on), Page::ALL).await.unwrap();
    assert_eq!((seen.total, seen.rows[0].0.staff_code.as_str()), (1, "A1"));
    let elsewhere = StaffQuery { unit: Some(house.commune), ..query(on) };
    assert!(matches!(staff::list(&head, &elsewhere, Page::ALL).await, Err(AppError::Denied(_))));
    let inspector = house.ctx(Role::Inspector).await.unwrap();
    assert!(matches!(
        staff::list(&inspector, &query(on), Page::ALL).await,
        Err(AppError::Denied(_))
    ));
}

#[db_test]
async fn a_person_has_one_place_at_a_time(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let person = hire(&house, house.land, "A1", date(2020, 1, 1)).await;
    let ctx = house.ctx(Role::HomeAffairs).await.unwrap();
    let on = date(2021, 4, 1);
    let refused = staff::assign(&ctx, place(person, house.commune, on)).await;
    assert!(matches!(refused, Err(AppError::Refused(r)) if r.code == "staff-two-places"));
    let moving = NewAssignment { end_previous: true, ..place(person, house.commune, on) };
    let place_id = staff::assign(&ctx, moving).await.unwrap();
    let places = staff::person(&ctx, person).await.unwrap().assignments;
    assert_eq!((places[0].unit, places[0].rank.clone()), (house.commune, None));
    assert_eq!(places[1].valid_to, Some(date(2021, 3, 31)));
    let other = hire(&house, house.land, "A2", date(2020, 1, 1)).await;
    let second = NewAssignment { end_previous: true, ..place(other, house.commune, on) };
    assert!(
        matches!(staff::assign(&ctx, second).await, Err(AppError::Refused(r)) if r.code == "staff-two-heads")
    );
    let still = staff::person(&ctx, other).await.unwrap().assignments;
    assert_eq!(still[0].valid_to, None, "a refused change leaves nothing behind");
    staff::end_assignment(&ctx, place_id, date(2021, 5, 1)).await.unwrap();
    let backwards = staff::end_assignment(&ctx, place_id, date(2021, 3, 1)).await;
    assert!(matches!(backwards, Err(AppError::Refused(r)) if r.code == "staff-ends-before-start"));
}

#[db_test]
async fn bad_particulars_and_late_saves_are_refused(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let person = hire(&house, house.land, "A1", date(2020, 1, 1)).await;
    hire(&house, house.land, "A2", date(2020, 1, 1)).await;
    let ctx = house.ctx(Role::HomeAffairs).await.unwrap();
    let fields = |result: Result<PersonId, AppError>| match result {
        Err(AppError::Invalid(errors)) => errors.into_iter().map(|e| e.code).collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    };
    let twin = new_person(house.land, " a1 ", date(2020, 1, 1));
    assert_eq!(fields(staff::add_person(&ctx, twin).await), ["staff-code-taken"]);
    let mut unborn = new_person(house.land, "", date(2020, 1, 1));
    (unborn.post, unborn.birth_date) = (" ".to_owned(), Some(date(2021, 4, 12)));
    assert_eq!(
        fields(staff::add_person(&ctx, unborn).await),
        ["missing", "staff-birth-date", "missing"]
    );
    let before = staff::person(&ctx, person).await.unwrap().person;
    let edit = |name: &str| EditPerson {
        person,
        staff_code: "A1".to_owned(),
        full_name: name.to_owned(),
        birth_date: None,
        gender: None,
        version: before.version,
    };
    staff::edit_person(&ctx, edit("Lý Thị Đào Mới")).await.unwrap();
    assert!(matches!(
        staff::edit_person(&ctx, edit("Lý Thị Đào Khác")).await,
        Err(AppError::Stale)
    ));
    let early = new_person(house.land, "A3", date(2018, 12, 31));
    assert!(
        matches!(staff::add_person(&ctx, early).await, Err(AppError::Refused(r)) if r.code == "unit-not-on-that-date")
    );
}
