//! A citizen's message from sending to the answer (part 11; P3, P4).

use db_test::db_test;
use jiff::{SignedDuration, civil::date};
use nep_app::{
    AppError,
    feedback::{self, Filter, NewFeedback},
    testing::TestHouse,
};
use nep_domain::{
    access::Role,
    feedback::{FeedbackState, FeedbackSubject},
    ids::UnitId,
};
use nep_storage::{
    Page, Store,
    audit::{self, AuditFilter},
};

fn message(unit: UnitId) -> NewFeedback {
    NewFeedback {
        unit,
        subject: FeedbackSubject::Delay,
        name: "  Nông Thị  Thử ".to_owned(),
        address: "Xóm Đồi, xã Đức Phong".to_owned(),
        contact: "0900 000 012".to_owned(),
        content: "Hồ sơ hẹn thứ Sáu,\r\n\r\n\r\nđến nay chưa có.".to_owned(),
        request_key: Some("form-1".to_owned()),
    }
}

fn fields(error: AppError) -> Vec<(String, &'static str)> {
    match error {
        AppError::Invalid(errors) => errors.into_iter().map(|e| (e.field, e.code)).collect(),
        other => panic!("{other:?}"),
    }
}

#[db_test]
async fn a_message_is_answered_and_its_sender_finds_the_answer(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let citizen = house.citizen().await.unwrap();
    let receipt = feedback::send(&citizen, message(house.land)).await.unwrap();
    assert_eq!(receipt.due_on, date(2021, 5, 6));
    let typed = receipt.code.as_str().to_lowercase().replace('-', " ");
    let status = feedback::status(&citizen, &typed).await.unwrap().unwrap();
    assert_eq!((status.state, status.answer), (FeedbackState::New, None));

    let head = house.ctx(Role::Head).await.unwrap();
    let (found, clocks) = feedback::get(&head, receipt.id).await.unwrap();
    assert_eq!(found.sender.name, "Nông Thị Thử");
    assert_eq!(found.content, "Hồ sơ hẹn thứ Sáu,\n\nđến nay chưa có.");
    assert_eq!(clocks.transfer.value.date, date(2021, 4, 19));
    feedback::answer(&head, receipt.id, found.version, "Đã trả kết quả, xin lỗi bà.", true)
        .await
        .unwrap();

    let status = feedback::status(&citizen, receipt.code.as_str()).await.unwrap().unwrap();
    assert_eq!(status.state, FeedbackState::Answered);
    assert_eq!(status.answer.as_deref(), Some("Đã trả kết quả, xin lỗi bà."));
    let public = feedback::published(&citizen, house.district, 5).await.unwrap();
    assert_eq!(public.len(), 1);
    assert!(!format!("{public:?}{status:?}").contains("Nông Thị Thử"));
    // Somebody who still has the old page open is told.
    let late = feedback::reject(&head, receipt.id, found.version, "Không rõ nội dung.").await;
    assert!(matches!(late, Err(AppError::Stale)), "{late:?}");
    let late = feedback::reject(&head, receipt.id, found.version + 1, "Không rõ nội dung.").await;
    assert!(matches!(&late, Err(AppError::Refused(r)) if r.code == "feedback-closed"), "{late:?}");
}

#[db_test]
async fn the_same_form_sent_twice_is_one_message(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let citizen = house.citizen().await.unwrap();
    let first = feedback::send(&citizen, message(house.land)).await.unwrap();
    let second = feedback::send(&citizen, message(house.land)).await.unwrap();
    assert_eq!(first, second);
    let head = house.ctx(Role::Head).await.unwrap();
    assert_eq!(feedback::list(&head, &Filter::default(), Page::ALL).await.unwrap().1, 1);
}

// P3: name, address, phone or e-mail, content.
#[db_test]
async fn what_is_missing_is_said_all_at_once(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let citizen = house.citizen().await.unwrap();
    let empty = NewFeedback {
        name: " ".to_owned(),
        address: String::new(),
        contact: "gọi cho tôi".to_owned(),
        content: "\n \n".to_owned(),
        ..message(house.land)
    };
    let error = feedback::send(&citizen, empty).await.unwrap_err();
    let expected = [
        ("content", "missing"),
        ("name", "missing"),
        ("address", "missing"),
        ("contact", "contact"),
    ];
    assert_eq!(fields(error), expected.map(|(f, c)| (f.to_owned(), c)));
    let long = NewFeedback { content: "dài ".repeat(3_000), ..message(house.land) };
    assert_eq!(
        fields(feedback::send(&citizen, long).await.unwrap_err()),
        [("content".to_owned(), "too-long")]
    );
    let gone: UnitId = "00000000-0000-7000-8000-000000000000".parse().unwrap();
    let error = feedback::send(&citizen, message(gone)).await.unwrap_err();
    assert_eq!(fields(error), [("unit".to_owned(), "unit-not-on-that-date")]);
}

#[db_test]
async fn messages_stay_with_those_whose_matter_they_are(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let citizen = house.citizen().await.unwrap();
    let receipt = feedback::send(&citizen, message(house.commune)).await.unwrap();
    let head = house.ctx(Role::Head).await.unwrap();
    assert!(matches!(feedback::get(&head, receipt.id).await, Err(AppError::NotFound(_))));
    assert_eq!(feedback::list(&head, &Filter::default(), Page::ALL).await.unwrap().1, 0);
    let desk = house.ctx(Role::DeskOfficer).await.unwrap();
    let denied = feedback::answer(&desk, receipt.id, 1, "Xong.", false).await;
    assert!(matches!(denied, Err(AppError::NotFound(_))), "{denied:?}");
    let inspector = house.ctx(Role::Inspector).await.unwrap();
    assert!(matches!(
        feedback::list(&inspector, &Filter::default(), Page::ALL).await,
        Err(AppError::Denied(_))
    ));

    let system = house.system().await.unwrap();
    feedback::transfer(&system, receipt.id, 1, house.land).await.unwrap();
    let (found, _) = feedback::get(&head, receipt.id).await.unwrap();
    assert_eq!(
        (found.state, found.unit, found.due_on),
        (FeedbackState::Transferred, house.land, receipt.due_on)
    );
}

#[db_test]
async fn late_messages_are_found_and_the_log_names_nobody(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    feedback::send(&house.citizen().await.unwrap(), message(house.land)).await.unwrap();
    let overdue = Filter { overdue: true, ..Filter::default() };
    let head = house.ctx(Role::Head).await.unwrap();
    assert_eq!(feedback::list(&head, &overdue, Page::ALL).await.unwrap().1, 0);
    let clock = &house.services.clock;
    clock.set(clock.now().checked_add(SignedDuration::from_hours(25 * 24)).unwrap());
    let head = house.ctx(Role::Head).await.unwrap();
    assert_eq!(feedback::list(&head, &overdue, Page::ALL).await.unwrap().1, 1);
    let filter =
        AuditFilter { action_prefix: Some("feedback.".to_owned()), ..AuditFilter::default() };
    let tx = house.services.store.read().await.unwrap();
    let log = audit::list(&tx, &filter, Page::ALL).await.unwrap();
    assert_eq!(log.len(), 1);
    assert!(!log[0].entry.detail.contains("Thử"), "{}", log[0].entry.detail);
}
