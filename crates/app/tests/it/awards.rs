//! Awards (S1.11).

use db_test::db_test;
use jiff::civil::date;
use nep_app::{
    AppError,
    awards::{self, AwardTerms, NewAward, NewDecision, Recipient, WithdrawAward},
    facts,
    testing::TestHouse,
};
use nep_domain::{
    access::Role,
    awards::{AwardFilter, RecipientKind},
    facts::{FactName, FactQuery, Period},
    ids::{AssignmentId, PersonId, UnitId},
    staff::{Assignment, OfficialKind, Person},
};
use nep_storage::{Page, Store, staff};

fn terms() -> AwardTerms {
    AwardTerms {
        form: "commendation".to_owned(),
        level: "district".to_owned(),
        ground: "administrative_reform".to_owned(),
        year_from: 2019,
        year_to: 2020,
        decision: "118/QĐ-UBND".to_owned(),
        decided_on: date(2021, 1, 20),
        issuer: "Chủ tịch Ủy ban nhân dân huyện".to_owned(),
        note: String::new(),
    }
}

fn recipient(kind: RecipientKind, unit: UnitId, name: &str) -> Recipient {
    Recipient { kind, unit, person: None, name: name.to_owned() }
}

fn decision(recipients: Vec<Recipient>) -> NewDecision {
    NewDecision { request: None, terms: terms(), recipients }
}

fn first(error: AppError) -> (String, &'static str) {
    match error {
        AppError::Invalid(errors) => (errors[0].field.clone(), errors[0].code),
        AppError::Refused(refusal) => (String::new(), refusal.code),
        AppError::Denied(action) => ("denied".to_owned(), action.key()),
        other => panic!("{other:?}"),
    }
}

async fn hire(house: &TestHouse, unit: UnitId, code: &str, name: &str) {
    let ctx = house.system().await.unwrap();
    let tx = ctx.write().await.unwrap();
    let person = Person {
        id: ctx.id::<PersonId>(),
        root: house.district,
        staff_code: code.to_owned(),
        full_name: name.to_owned(),
        birth_date: None,
        gender: None,
        version: 1,
    };
    let assignment = Assignment {
        id: ctx.id::<AssignmentId>(),
        person: person.id,
        root: house.district,
        unit,
        kind: OfficialKind::CivilServant,
        post: "Chuyên viên".to_owned(),
        rank: None,
        is_head: false,
        valid_from: date(2020, 1, 1),
        valid_to: Some(date(2021, 3, 31)),
    };
    staff::insert_people(&tx, &[person]).await.unwrap();
    staff::insert_assignments(&tx, &[assignment]).await.unwrap();
    tx.commit().await.unwrap();
}

// S1.11: collectives and individuals of one decision are recorded together and counted by kind.
#[db_test]
async fn a_decision_with_its_recipients_is_counted_by_kind(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let council = house.ctx(Role::AwardCouncil).await.unwrap();
    let list = decision(vec![
        recipient(RecipientKind::Collective, house.land, ""),
        recipient(RecipientKind::Collective, house.commune, ""),
        recipient(RecipientKind::Individual, house.commune, "Triệu Thị Mai"),
    ]);
    assert_eq!(awards::record_list(&council, list).await.unwrap().len(), 3);

    let counts =
        awards::counts(&council, &AwardFilter { year: Some(2019), ..AwardFilter::default() })
            .await
            .unwrap();
    assert_eq!(counts.len(), 1);
    assert_eq!((counts[0].collectives, counts[0].individuals), (2, 1));
    assert!(
        awards::counts(&council, &AwardFilter { year: Some(2021), ..AwardFilter::default() })
            .await
            .unwrap()
            .is_empty()
    );

    let found = AwardFilter { words: "trieu mai".to_owned(), ..AwardFilter::default() };
    let (rows, total) = awards::list(&council, &found, Page::ALL).await.unwrap();
    assert_eq!((rows[0].award.recipient.as_str(), total), ("Triệu Thị Mai", 1));
    let (_, others) = awards::get(&council, rows[0].award.id).await.unwrap();
    assert_eq!(others[1].award.recipient, "Ủy ban nhân dân xã Đức Phong");
    assert_eq!(awards::years(&council).await.unwrap(), Some((2019, 2020)));
}

#[db_test]
async fn the_same_award_is_recorded_once(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let council = house.ctx(Role::AwardCouncil).await.unwrap();
    let form = NewDecision {
        request: Some(council.id()),
        ..decision(vec![recipient(RecipientKind::Collective, house.land, "")])
    };
    let ids = awards::record_list(&council, form.clone()).await.unwrap();
    assert_eq!(awards::record_list(&council, form).await.unwrap(), ids, "the same form sent again");

    // One recipient recorded already: nothing of the list is kept.
    let list = decision(vec![
        recipient(RecipientKind::Collective, house.commune, ""),
        recipient(RecipientKind::Collective, house.land, ""),
    ]);
    assert_eq!(first(awards::record_list(&council, list).await.unwrap_err()).1, "award-twice");
    assert_eq!(awards::list(&council, &AwardFilter::default(), Page::ALL).await.unwrap().1, 1);
}

// A slip of the pen is struck out with its reason, kept, and recorded again as it should be.
#[db_test]
async fn an_award_struck_out_no_longer_counts_and_can_be_recorded_again(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let council = house.ctx(Role::AwardCouncil).await.unwrap();
    let recorded = || decision(vec![recipient(RecipientKind::Collective, house.land, "")]);
    let award = awards::record_list(&council, recorded()).await.unwrap()[0];
    let strike =
        |reason: &str, version| WithdrawAward { award, version, reason: reason.to_owned() };
    assert_eq!(
        first(awards::withdraw(&council, strike(" ", 1)).await.unwrap_err()),
        ("reason".to_owned(), "missing")
    );
    assert!(matches!(
        awards::withdraw(&council, strike("Ghi nhầm", 7)).await,
        Err(AppError::Stale)
    ));
    let auditor = house.ctx(Role::Auditor).await.unwrap();
    assert_eq!(
        first(awards::withdraw(&auditor, strike("Ghi nhầm", 1)).await.unwrap_err()).0,
        "denied"
    );
    let given = async |ctx: &nep_app::Ctx| {
        let years = Period { from: date(2019, 1, 1), to: date(2020, 12, 31) };
        let query = FactQuery::new(FactName::AwardsCollective, house.district, years, ctx.today());
        facts::measure(ctx, &query).await.unwrap().value.part
    };
    assert_eq!(given(&council).await, 1);
    awards::withdraw(&council, strike("Ghi nhầm đơn vị", 1)).await.unwrap();
    assert_eq!(given(&council).await, 0, "a figure of today leaves it out");
    // The same form sent twice is done already; another one is told so.
    awards::withdraw(&council, strike("Ghi nhầm đơn vị", 1)).await.unwrap();
    assert_eq!(
        first(awards::withdraw(&council, strike("Ghi nhầm", 2)).await.unwrap_err()).1,
        "award-withdrawn"
    );

    let standing = AwardFilter::default();
    assert_eq!(awards::list(&council, &standing, Page::ALL).await.unwrap().1, 0);
    let struck_out = AwardFilter { withdrawn: true, ..AwardFilter::default() };
    let (rows, _) = awards::list(&council, &struck_out, Page::ALL).await.unwrap();
    assert_eq!(rows[0].award.withdrawn.as_ref().unwrap().reason, "Ghi nhầm đơn vị");
    assert_eq!(rows[0].withdrawn_by.as_deref(), Some("Người thử award_council"));
    awards::record_list(&council, recorded()).await.unwrap();
    assert_eq!(given(&council).await, 1);
}

#[db_test]
async fn an_individual_is_on_the_staff_of_the_unit_on_that_day(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    for (code, name) in [("CB01", "Nông Thị Hoa"), ("CB02", "Lý Văn An"), ("CB03", "Lý Văn An")]
    {
        hire(&house, house.land, code, name).await;
    }
    let council = house.ctx(Role::AwardCouncil).await.unwrap();
    let one = async |name: &str, terms: AwardTerms| {
        let recipient = recipient(RecipientKind::Individual, house.land, name);
        awards::record(&council, NewAward { terms, recipient }).await
    };
    assert_eq!(
        first(one("Đàm Văn Tú", terms()).await.unwrap_err()),
        ("name-0".to_owned(), "award-person-not-in-unit")
    );
    assert_eq!(
        first(one("Lý Văn An", terms()).await.unwrap_err()),
        ("name-0".to_owned(), "award-person-ambiguous")
    );
    let id = one("cb02", terms()).await.unwrap();
    let (row, _) = awards::get(&council, id).await.unwrap();
    assert_eq!(row.award.recipient, "Lý Văn An");
    assert!(row.award.person.is_some());
    one("nong thi hoa", terms()).await.unwrap();
    // Nobody is on the staff any more on that day, so nothing is known against the name.
    let later =
        AwardTerms { decided_on: date(2021, 4, 2), decision: "200/QĐ-UBND".to_owned(), ..terms() };
    one("Nông Thị Hoa", later).await.unwrap();
}

#[db_test]
async fn wrong_input_is_named_by_its_field(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let council = house.ctx(Role::AwardCouncil).await.unwrap();
    let unit = || recipient(RecipientKind::Collective, house.land, "");
    let refused = async |terms| {
        let list = NewDecision { request: None, terms, recipients: vec![unit()] };
        first(awards::record_list(&council, list).await.unwrap_err())
    };
    let is = |field: &str, code| (field.to_owned(), code);
    assert_eq!(
        refused(AwardTerms { decision: " ".to_owned(), ..terms() }).await,
        is("decision", "missing")
    );
    assert_eq!(
        refused(AwardTerms { form: "cup".to_owned(), ..terms() }).await,
        is("form", "award-key")
    );
    assert_eq!(
        refused(AwardTerms { form: "grassroots_fighter".to_owned(), ..terms() }).await,
        is("kind-0", "award-kind")
    );
    assert_eq!(
        refused(AwardTerms { decided_on: date(2021, 4, 13), ..terms() }).await,
        is("", "award-decided-in-future")
    );
    assert_eq!(
        refused(AwardTerms { decided_on: date(2004, 6, 30), ..terms() }).await,
        is("decided_on", "award-no-law")
    );
    let early =
        AwardTerms { decided_on: date(2018, 12, 31), year_from: 2018, year_to: 2018, ..terms() };
    assert_eq!(refused(early).await, is("unit-0", "unit-not-on-that-date"));
    let none = awards::record_list(&council, decision(Vec::new())).await.unwrap_err();
    assert_eq!(first(none), is("recipients", "award-no-recipients"));
    for role in [Role::Head, Role::Inspector, Role::Auditor] {
        let ctx = house.ctx(role).await.unwrap();
        let denied = awards::record_list(&ctx, decision(vec![unit()])).await.unwrap_err();
        assert_eq!(first(denied), is("denied", "awards.record"), "{role}");
    }
}
