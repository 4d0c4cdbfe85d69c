//! Accounts: creating, roles, passwords, shutting out; and who sees which part of the audit log.

use db_test::db_test;
use jiff::civil::date;
use nep_app::{
    Actor, AppError, Ctx, access, audit,
    audit::{AuditDamage, AuditFilter},
    org::{self, NewUnit},
    testing::{PASSWORD, TestHouse},
};
use nep_domain::{
    access::{Grant, Role},
    ids::{AccountId, UnitId},
    org::UnitKind,
};
use nep_storage::{Page, Store};

async fn new_account(
    ctx: &Ctx,
    name: &str,
    role: Role,
    unit: UnitId,
) -> Result<AccountId, AppError> {
    let new = access::NewAccount {
        username: name.to_owned(),
        display_name: "Nguyễn Văn Thử".to_owned(),
        password: PASSWORD.to_owned(),
        person: None,
        role,
        unit,
    };
    access::create_account(ctx, new).await
}

fn codes(error: AppError) -> Vec<(String, &'static str)> {
    match error {
        AppError::Invalid(errors) => errors.into_iter().map(|e| (e.field, e.code)).collect(),
        other => panic!("{other:?}"),
    }
}

#[db_test]
async fn an_account_is_created_once_and_all_its_faults_are_named(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let ctx = house.ctx(Role::Administrator).await.unwrap();
    new_account(&ctx, "can-bo-1", Role::Head, house.commune).await.unwrap();
    let taken = new_account(&ctx, "Can-Bo-1", Role::Head, house.commune).await.unwrap_err();
    assert_eq!(codes(taken), [("username".to_owned(), "taken")]);
    let new = access::NewAccount {
        username: "1".to_owned(),
        display_name: " ".to_owned(),
        password: "ngan".to_owned(),
        person: None,
        role: Role::Head,
        unit: house.commune,
    };
    let errors = codes(access::create_account(&ctx, new).await.unwrap_err());
    let fields: Vec<_> = errors.iter().map(|(field, _)| field.as_str()).collect();
    assert_eq!(fields, ["username", "display_name", "password"]);
    let head = house.ctx(Role::Head).await.unwrap();
    let denied = new_account(&head, "can-bo-2", Role::Head, house.land).await;
    assert!(matches!(denied, Err(AppError::Denied(_))));
}

#[db_test]
async fn a_role_is_granted_for_a_time_and_ended(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let ctx = house.ctx(Role::Administrator).await.unwrap();
    let id = new_account(&ctx, "can-bo-1", Role::Head, house.commune).await.unwrap();
    let grant = |from, to| Grant {
        role: Role::Inspector,
        unit: house.district,
        valid_from: from,
        valid_to: to,
    };
    let early = access::grant_role(&ctx, id, grant(date(2018, 12, 31), None)).await.unwrap_err();
    assert_eq!(codes(early), [("unit".to_owned(), "unit-not-on-that-date")]);
    let turned = access::grant_role(&ctx, id, grant(date(2021, 4, 2), Some(date(2021, 4, 1))))
        .await
        .unwrap_err();
    assert_eq!(codes(turned), [("valid_to".to_owned(), "end-before-start")]);
    access::grant_role(&ctx, id, grant(date(2021, 4, 1), None)).await.unwrap();
    access::end_role(&ctx, id, Role::Inspector, house.district, date(2021, 4, 11)).await.unwrap();
    let view = access::account(&ctx, id).await.unwrap();
    assert_eq!(view.grants_on(ctx.today()).map(|g| g.role).collect::<Vec<_>>(), [Role::Head]);
    assert_eq!(view.grants_on(date(2021, 4, 11)).count(), 1, "the head's role began on the 12th");
    let again =
        access::end_role(&ctx, id, Role::Inspector, house.district, date(2021, 4, 11)).await;
    assert!(matches!(again, Err(AppError::NotFound("grant"))));
}

#[db_test]
async fn a_new_password_ends_sessions_and_lifts_the_lock(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let ctx = house.ctx(Role::Administrator).await.unwrap();
    let id = house.ctx(Role::Head).await.unwrap().account().unwrap().id;
    let session = access::sign_in(&house.services, "head", PASSWORD).await.unwrap();
    for _ in 0..5 {
        access::sign_in(&house.services, "head", "sai").await.unwrap_err();
    }
    let locked = access::sign_in(&house.services, "head", PASSWORD).await;
    assert!(matches!(locked, Err(AppError::TooMany(_))));
    assert_eq!(
        codes(access::reset_password(&ctx, id, "ngan".to_owned()).await.unwrap_err()).len(),
        1
    );
    access::reset_password(&ctx, id, "mot cau dai khac".to_owned()).await.unwrap();
    assert!(access::resume(&house.services, &session.token).await.unwrap().is_none());
    access::sign_in(&house.services, "head", "mot cau dai khac").await.unwrap();
}

#[db_test]
async fn a_disabled_account_is_out_at_once_and_nobody_disables_himself(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let ctx = house.ctx(Role::Administrator).await.unwrap();
    let id = house.ctx(Role::Head).await.unwrap().account().unwrap().id;
    let session = access::sign_in(&house.services, "head", PASSWORD).await.unwrap();
    access::set_disabled(&ctx, id, 1, true).await.unwrap();
    assert!(access::resume(&house.services, &session.token).await.unwrap().is_none());
    access::sign_in(&house.services, "head", PASSWORD).await.unwrap_err();
    let stale = access::set_disabled(&ctx, id, 1, false).await;
    assert!(matches!(stale, Err(AppError::Stale)));
    access::set_disabled(&ctx, id, 2, false).await.unwrap();
    access::sign_in(&house.services, "head", PASSWORD).await.unwrap();
    let own = ctx.account().unwrap().id;
    let refused = access::set_disabled(&ctx, own, 1, true).await;
    assert!(matches!(refused, Err(AppError::Refused(r)) if r.code == "own-account"));
    let refused =
        access::end_role(&ctx, own, Role::Administrator, house.district, ctx.today()).await;
    assert!(matches!(refused, Err(AppError::Refused(r)) if r.code == "own-account"));
}

/// An administrator of one unit only.
async fn branch_administrator(house: &TestHouse, unit: UnitId) -> Ctx {
    let root = house.system().await.unwrap();
    let id = new_account(&root, "quan-tri-xa", Role::Administrator, unit).await.unwrap();
    let account = access::account(&root, id).await.unwrap();
    Ctx::new(&house.services, Actor::Person(account.account, account.grants)).await.unwrap()
}

#[db_test]
async fn an_administrator_of_a_branch_cannot_take_over_the_body(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let branch = branch_administrator(&house, house.land).await;
    let names = |accounts: Vec<access::AccountView>| {
        accounts.into_iter().map(|a| a.account.username.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(
        names(access::accounts(&branch).await.unwrap()),
        ["head", "quan-tri-xa", "specialist"]
    );
    let root = house.ctx(Role::Administrator).await.unwrap();
    let top = root.account().unwrap().id;
    assert!(matches!(
        access::reset_password(&branch, top, PASSWORD.to_owned()).await,
        Err(AppError::NotFound(_))
    ));
    // A head who also inspects the whole district is out of the branch's hands.
    let head = house.ctx(Role::Head).await.unwrap().account().unwrap().id;
    let grant = Grant {
        role: Role::Inspector,
        unit: house.district,
        valid_from: root.today(),
        valid_to: None,
    };
    assert!(matches!(access::grant_role(&branch, head, grant).await, Err(AppError::Denied(_))));
    access::grant_role(&root, head, grant).await.unwrap();
    assert!(!access::account(&branch, head).await.unwrap().editable);
    assert!(matches!(access::set_disabled(&branch, head, 1, true).await, Err(AppError::Denied(_))));
}

#[db_test]
async fn the_log_is_read_as_far_as_the_role_reaches(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let branch = branch_administrator(&house, house.land).await;
    access::sign_in(&house.services, "head", PASSWORD).await.unwrap();
    access::sign_in(&house.services, "inspector", PASSWORD).await.unwrap();
    let root = house.ctx(Role::Auditor).await.unwrap();
    let filter =
        AuditFilter { action_prefix: Some("access.sign_in".to_owned()), ..AuditFilter::default() };
    assert_eq!(audit::list(&root, &filter, Page::ALL).await.unwrap().len(), 2);
    // A branch sees who of its own signed in: the head of the land office, not the inspector of the whole body.
    let seen = audit::list(&branch, &filter, Page::ALL).await.unwrap();
    assert_eq!(seen.len(), 1);
    assert!(seen[0].entry.detail.contains("\"head\""), "{}", seen[0].entry.detail);
    let all = audit::list(&root, &AuditFilter::default(), Page::ALL).await.unwrap();
    let last = all.first().unwrap().seq;
    assert!(audit::entry(&root, last).await.is_ok());
    assert!(matches!(audit::entry(&branch, last).await, Err(AppError::NotFound(_))));
    let desk = house.ctx(Role::DeskOfficer).await.unwrap();
    assert!(matches!(audit::list(&desk, &filter, Page::ALL).await, Err(AppError::Denied(_))));
    assert!(matches!(audit::check(&desk).await, Err(AppError::Denied(_))));
}

#[db_test]
async fn a_second_body_sees_nothing_of_the_first(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let system = house.system().await.unwrap();
    let new = NewUnit {
        parent: None,
        code: "KHAC".to_owned(),
        name: "Ủy ban nhân dân huyện Khác".to_owned(),
        kind: UnitKind::Body,
        founded: date(2019, 1, 1),
        identifier: None,
        office_hours: None,
    };
    let other = org::found(&system, new).await.unwrap();
    let ctx = branch_administrator(&house, other).await;
    assert_eq!(access::accounts(&ctx).await.unwrap().len(), 1);
    assert!(audit::list(&ctx, &AuditFilter::default(), Page::ALL).await.unwrap().is_empty());
}

#[db_test]
async fn a_changed_entry_is_found(store: Store) {
    let house = TestHouse::build(store.clone()).await.unwrap();
    let ctx = house.ctx(Role::Auditor).await.unwrap();
    let (count, damage) = audit::check(&ctx).await.unwrap();
    assert!(count > 10 && damage.is_empty());
    store.tamper("UPDATE audit SET detail = '{}' WHERE seq = 3").await;
    assert_eq!(audit::check(&ctx).await.unwrap().1, [AuditDamage::Altered(3)]);
}
