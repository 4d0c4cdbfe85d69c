//! Messages from citizens, and visits.

use db_test::db_test;
use jiff::{Timestamp, civil::date};
use nep_domain::{
    access::Scope,
    feedback::{Feedback, FeedbackCode, FeedbackState, FeedbackSubject, Outcome, Sender},
    ids::{FeedbackId, Id, UnitId},
    publicity::VisitTotals,
};
use nep_storage::{
    Page, Store, StoreError,
    feedback::{self, FeedbackFilter},
    org,
    publicity::{self, HourVisits},
};

use crate::support::{unit, uuid};

fn message(n: u8) -> Feedback {
    Feedback {
        id: FeedbackId::from_uuid(uuid(100 + u128::from(n))),
        root: UnitId::from_uuid(uuid(1)),
        unit: UnitId::from_uuid(uuid(2)),
        code: FeedbackCode::from_random([0, 0, 0, 0, n]),
        subject: FeedbackSubject::Delay,
        sender: Sender {
            name: "Nông Thị Thử".to_owned(),
            address: "Xóm Đồi".to_owned(),
            contact: "0900 000 012".parse().unwrap(),
        },
        content: "Giấy chứng nhận quyền sử dụng đất trả chậm.".to_owned(),
        received_at: Timestamp::from_second(1_618_000_000 + i64::from(n)).unwrap(),
        due_on: date(2021, 5, 10).saturating_sub(jiff::Span::new().days(i64::from(n))),
        state: FeedbackState::New,
        outcome: None,
        published: false,
        version: 1,
    }
}

async fn filled(store: &Store) {
    let tx = store.write().await.unwrap();
    org::insert(&tx, &unit(1, None)).await.unwrap();
    org::insert(&tx, &unit(2, Some(1))).await.unwrap();
    org::insert(&tx, &unit(3, Some(1))).await.unwrap();
    for n in 1..=3 {
        feedback::insert(&tx, &message(n), Some(&format!("form-{n}"))).await.unwrap();
    }
    tx.commit().await.unwrap();
}

#[db_test]
async fn a_message_comes_back_as_it_was_stored(store: Store) {
    filled(&store).await;
    let tx = store.read().await.unwrap();
    assert_eq!(feedback::by_id(&tx, message(1).id).await.unwrap(), Some(message(1)));
    assert_eq!(feedback::by_code(&tx, message(2).code.as_str()).await.unwrap(), Some(message(2)));
    assert_eq!(feedback::by_request_key(&tx, "form-3").await.unwrap(), Some(message(3)));
    assert_eq!(feedback::by_code(&tx, "PA-0000-0000").await.unwrap(), None);
}

#[db_test]
async fn one_form_makes_one_message(store: Store) {
    filled(&store).await;
    let tx = store.write().await.unwrap();
    match feedback::insert(&tx, &message(9), Some("form-1")).await {
        Err(StoreError::Conflict(name)) => assert_eq!(name, "feedback(request_key)"),
        other => panic!("{other:?}"),
    }
}

#[db_test]
async fn who_saves_second_is_told(store: Store) {
    filled(&store).await;
    let tx = store.write().await.unwrap();
    let outcome = Outcome { text: "Đã trả.".to_owned(), at: Timestamp::UNIX_EPOCH, by: None };
    let answered = message(1).answer(outcome, true).unwrap();
    feedback::update(&tx, &answered).await.unwrap();
    assert!(matches!(feedback::update(&tx, &answered).await, Err(StoreError::Stale)));
    let stored = feedback::by_id(&tx, answered.id).await.unwrap().unwrap();
    assert_eq!(stored, Feedback { version: 2, ..answered });
    assert_eq!(feedback::published(&tx, stored.root, 5).await.unwrap(), [stored]);
}

#[db_test]
async fn lists_keep_to_scope_and_words(store: Store) {
    filled(&store).await;
    let tx = store.read().await.unwrap();
    let list = async |filter: FeedbackFilter| {
        let rows = feedback::list(&tx, &filter, Page::ALL).await.unwrap();
        assert_eq!(feedback::count(&tx, &filter).await.unwrap(), rows.len() as u64);
        rows.into_iter().map(|f| f.id).collect::<Vec<_>>()
    };
    let id = |n| message(n).id;
    let body = || FeedbackFilter {
        scope: Scope { bodies: vec![UnitId::from_uuid(uuid(1))], units: Vec::new() },
        ..FeedbackFilter::default()
    };
    assert_eq!(list(FeedbackFilter::default()).await, []);
    assert_eq!(list(body()).await, [id(3), id(2), id(1)]);
    assert_eq!(list(FeedbackFilter { open: true, ..body() }).await, [id(3), id(2), id(1)]);
    assert_eq!(
        list(FeedbackFilter { due_before: Some(date(2021, 5, 9)), ..body() }).await,
        [id(3), id(2)]
    );
    assert_eq!(list(FeedbackFilter { state: Some(FeedbackState::Answered), ..body() }).await, []);
    assert_eq!(list(FeedbackFilter { words: Some("THU dat".to_owned()), ..body() }).await.len(), 3);
    assert_eq!(list(FeedbackFilter { words: Some("khai sinh".to_owned()), ..body() }).await, []);
    let other = Scope { bodies: Vec::new(), units: vec![UnitId::from_uuid(uuid(3))] };
    assert_eq!(list(FeedbackFilter { scope: other, ..FeedbackFilter::default() }).await, []);
}

// S1.12, S4.9: today, yesterday, week, month, all. 15/4/2021 is a Thursday.
#[db_test]
async fn visits_add_up(store: Store) {
    let visits = |day, hour, visits| HourVisits { day, hour, visits };
    let days = [
        visits(date(2021, 4, 15), 9, 2),
        visits(date(2021, 4, 15), 10, 1),
        visits(date(2021, 4, 14), 9, 10),
        visits(date(2021, 4, 12), 9, 100),
        visits(date(2021, 4, 1), 9, 1_000),
        visits(date(2021, 3, 31), 23, 10_000),
    ];
    for _ in 0..2 {
        let tx = store.write().await.unwrap();
        publicity::add(&tx, &days).await.unwrap();
        tx.commit().await.unwrap();
    }
    let tx = store.read().await.unwrap();
    let totals = publicity::totals(&tx, date(2021, 4, 15)).await.unwrap();
    assert_eq!(
        totals,
        VisitTotals { today: 6, yesterday: 20, week: 226, month: 2_226, all: 22_226 }
    );
    assert_eq!(publicity::totals(&tx, date(2022, 1, 1)).await.unwrap().all, 22_226);
}
