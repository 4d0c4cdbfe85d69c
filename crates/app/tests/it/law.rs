//! Values a body sets itself in the rule packs: from a day on, with a reason, never backwards, for that body alone.

use db_test::db_test;
use jiff::{
    SignedDuration,
    civil::{Date, date},
};
use nep_app::{
    AppError, AppResult, Ctx, Page,
    audit::{self, AuditFilter},
    feedback::answer_term,
    law::{self, SetValue, WithdrawValue},
    one_stop::law_today,
    org::{self, NewUnit},
    testing::TestHouse,
};
use nep_domain::{
    access::Role,
    ids::{OwnValueId, UnitId},
    law::OwnValueState,
    org::UnitKind,
};
use nep_law::{Days, Value};
use nep_storage::Store;

const PACK: &str = "vn/one-stop/nd-61-2018";

fn close_after(ctx: &Ctx, root: UnitId, days: u32, from: Date) -> SetValue {
    SetValue {
        request: ctx.id(),
        root,
        pack: PACK.parse().unwrap(),
        key: "close_incomplete_after_days".to_owned(),
        value: Value::Days(Days::Working(days)),
        valid_from: from,
        reason: "Quyết định số 12/QĐ-UBND".to_owned(),
    }
}

/// The codes of the refusal or of the fields that are wrong.
fn wrong<T>(outcome: AppResult<T>) -> Vec<String> {
    match outcome {
        Ok(_) => Vec::new(),
        Err(AppError::Invalid(errors)) => {
            errors.iter().map(|e| format!("{} {}", e.field, e.code)).collect()
        }
        Err(AppError::Refused(refusal)) => vec![refusal.code.to_string()],
        Err(other) => vec![other.to_string()],
    }
}

#[db_test]
async fn a_body_sets_a_value_from_a_day_on_and_for_itself_alone(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let other = NewUnit {
        parent: None,
        code: "UBND2".to_owned(),
        name: "Ủy ban nhân dân huyện Thử Hai".to_owned(),
        kind: UnitKind::Body,
        founded: date(2019, 1, 1),
        identifier: Some("H14.26".to_owned()),
        office_hours: Some("07:30-11:30,13:30-17:00".to_owned()),
    };
    let other = org::found(&house.system().await.unwrap(), other).await.unwrap();
    let ctx = house.ctx(Role::HomeAffairs).await.unwrap();
    let today = ctx.today();
    let command = close_after(&ctx, house.district, 20, today.tomorrow().unwrap());
    let id = law::set_value(&ctx, command.clone()).await.unwrap();
    // The same form sent twice sets it once.
    assert_eq!(law::set_value(&ctx, command).await.unwrap(), id);

    let days = async |root| {
        let ctx = house.ctx(Role::HomeAffairs).await.unwrap();
        law_today(&ctx, root).unwrap().close_after
    };
    assert_eq!(days(house.district).await.value, Days::Working(15), "not before its day");
    house.services.clock.set(ctx.now() + SignedDuration::from_hours(24));
    let own = days(house.land).await;
    assert_eq!(own.value, Days::Working(20));
    assert_eq!(own.adjustment.as_ref().unwrap().shipped, Value::Days(Days::Working(15)));
    assert!(own.is_settled(), "the body decided it: citizens may be told");
    assert_eq!(days(other).await.value, Days::Working(15), "another body's law is its own");

    let auditor = house.ctx(Role::Auditor).await.unwrap();
    let rows = law::values(&auditor, house.district).await.unwrap();
    assert_eq!((rows.len(), rows[0].state, rows[0].fits), (1, OwnValueState::Begun, true));
    assert_eq!(rows[0].set_by.as_deref(), Some("Người thử home_affairs"));
    let log = audit::list(&auditor, &AuditFilter::default(), Page::ALL).await.unwrap();
    let entry = &log.iter().find(|e| e.entry.action == "law.settings").unwrap().entry;
    for said in ["20 working_days", "15 working_days", "Quyết định số 12/QĐ-UBND", "2021-04-13"]
    {
        assert!(entry.detail.contains(said), "{said} in {}", entry.detail);
    }
}

#[db_test]
async fn what_the_law_does_not_leave_open_is_refused_at_its_field(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let ctx = house.ctx(Role::HomeAffairs).await.unwrap();
    let (today, tomorrow) = (ctx.today(), ctx.today().tomorrow().unwrap());
    let set = async |change: &dyn Fn(&mut SetValue)| {
        let mut command = close_after(&ctx, house.district, 20, tomorrow);
        change(&mut command);
        wrong(law::set_value(&ctx, command).await)
    };
    assert_eq!(set(&|c| c.valid_from = today).await, ["valid_from own-value-past"]);
    assert_eq!(
        set(&|c| c.valid_from = date(2026, 1, 1)).await,
        ["valid_from own-value-not-in-force"]
    );
    assert_eq!(set(&|c| c.value = Value::Days(Days::Working(61))).await, ["value own-value-range"]);
    assert_eq!(
        set(&|c| c.value = Value::Days(Days::Calendar(20))).await,
        ["value own-value-range"],
        "calendar days are not working days"
    );
    let all = |c: &mut SetValue| {
        (c.reason, c.valid_from) = (" ".to_owned(), today);
        c.value = Value::Days(Days::Working(0));
    };
    assert_eq!(
        set(&all).await,
        ["value own-value-range", "reason missing", "valid_from own-value-past"]
    );
    let by_law = |c: &mut SetValue| {
        c.key = "return_for_supplement_working_days".to_owned();
        c.value = Value::Days(Days::Working(2));
    };
    assert_eq!(set(&by_law).await, ["own-value-by-law"]);
    assert_eq!(set(&|c| c.key = "nothing".to_owned()).await, ["no such setting"]);
    let unused = |c: &mut SetValue| {
        c.key = "feedback_publish_working_days".to_owned();
        c.value = Value::Days(Days::Working(9));
    };
    assert_eq!(set(&unused).await, ["own-value-unused"]);
    assert_eq!(set(&|_| ()).await, [""; 0]);
    assert_eq!(set(&|_| ()).await, ["valid_from own-value-twice"]);
    for role in [Role::Head, Role::DeskOfficer, Role::Auditor, Role::Inspector] {
        let other = house.ctx(role).await.unwrap();
        let command = close_after(&other, house.district, 20, tomorrow);
        assert!(
            matches!(law::set_value(&other, command).await, Err(AppError::Denied(_))),
            "{role}"
        );
    }
    let head = house.ctx(Role::Head).await.unwrap();
    assert!(matches!(law::values(&head, house.district).await, Err(AppError::Denied(_))));
}

#[db_test]
async fn a_value_is_taken_back_before_it_begins_and_not_after(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let ctx = house.ctx(Role::HomeAffairs).await.unwrap();
    let first = ctx.today().tomorrow().unwrap();
    let next = first.tomorrow().unwrap();
    let set = async |days, from| {
        law::set_value(&ctx, close_after(&ctx, house.district, days, from)).await.unwrap()
    };
    let (begun, coming) = (set(20, first).await, set(30, next).await);
    house.services.clock.set(ctx.now() + SignedDuration::from_hours(24));
    let back = async |id: OwnValueId, reason: &str| {
        let ctx = house.ctx(Role::HomeAffairs).await.unwrap();
        wrong(law::withdraw_value(&ctx, WithdrawValue { id, reason: reason.to_owned() }).await)
    };
    assert_eq!(back(begun, "Nhập nhầm").await, ["own-value-begun"]);
    assert_eq!(back(coming, " ").await, ["reason missing"]);
    assert_eq!(back(coming, "Nhập nhầm").await, [""; 0]);
    assert_eq!(back(coming, "Nhập nhầm").await, [""; 0], "the same form sent twice");
    assert_eq!(back(coming, "Khác").await, ["own-value-withdrawn"]);
    // The day is free again, and the answer term of the same pack stays as shipped.
    let again = set(25, next).await;
    house.services.clock.set(ctx.now() + SignedDuration::from_hours(48));
    let ctx = house.ctx(Role::HomeAffairs).await.unwrap();
    assert_eq!(law_today(&ctx, house.desk).unwrap().close_after.value, Days::Working(25));
    assert!(answer_term(&ctx, house.land).unwrap().adjustment.is_none());
    let states: Vec<_> = law::values(&ctx, house.district)
        .await
        .unwrap()
        .iter()
        .map(|row| (row.value.id, row.state, row.ended))
        .collect();
    assert_eq!(
        states,
        [
            (again, OwnValueState::Begun, false),
            (coming, OwnValueState::Withdrawn, false),
            (begun, OwnValueState::Begun, true)
        ]
    );
}
