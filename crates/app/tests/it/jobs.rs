//! Background work.

use db_test::db_test;
use jiff::SignedDuration;
use nep_app::{
    jobs::{self, NewJob, Work},
    testing::TestHouse,
};
use nep_domain::{access::Role, jobs::JobState};
use nep_storage::Store;

fn broken() -> NewJob {
    NewJob {
        work: Work::ImportWorkbook { import: "không phải mã".into() },
        unique_key: Some("hỏng".into()),
        run_at: None,
        total: 1,
    }
}

#[db_test]
async fn work_that_fails_is_tried_again_later_and_then_given_up(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let ctx = house.ctx(Role::Administrator).await.unwrap();
    let tx = ctx.write().await.unwrap();
    let job = jobs::enqueue(&ctx, &tx, broken()).await.unwrap();
    assert_eq!(jobs::enqueue(&ctx, &tx, broken()).await.unwrap(), job, "queued once");
    tx.commit().await.unwrap();
    for attempt in 1..=4 {
        jobs::run_due(&house.services).await.unwrap();
        assert_eq!(
            jobs::progress(&ctx, job).await.unwrap().state,
            JobState::Queued,
            "attempt {attempt}"
        );
        house.services.clock.set(house.services.clock.now() + SignedDuration::from_mins(10));
    }
    // Giving up an import that does not exist must not keep the queue from going on.
    let _ = jobs::run_due(&house.services).await;
    let stored = jobs::recent(&ctx, nep_storage::Page::ALL)
        .await
        .unwrap()
        .into_iter()
        .find(|j| j.id == job)
        .unwrap();
    assert_eq!((stored.state, stored.attempts), (JobState::Failed, 5));
    assert!(stored.message.contains("không phải mã"), "{}", stored.message);
}

#[db_test]
async fn recurring_work_comes_once_an_hour(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    assert_eq!(jobs::run_due(&house.services).await.unwrap(), 2);
    assert_eq!(jobs::run_due(&house.services).await.unwrap(), 0);
    house.services.clock.set(house.services.clock.now() + SignedDuration::from_hours(1));
    assert_eq!(jobs::run_due(&house.services).await.unwrap(), 2);
}

#[db_test]
async fn progress_is_shown_to_whoever_queued_it(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let ctx = house.ctx(Role::HomeAffairs).await.unwrap();
    let tx = ctx.write().await.unwrap();
    let job = jobs::enqueue(&ctx, &tx, broken()).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(jobs::progress(&ctx, job).await.unwrap().total, 1);
    assert!(jobs::progress(&house.ctx(Role::Administrator).await.unwrap(), job).await.is_ok());
    assert!(jobs::progress(&house.ctx(Role::Head).await.unwrap(), job).await.is_err());
}
