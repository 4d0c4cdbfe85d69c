//! Background work.

use db_test::db_test;
use jiff::SignedDuration;
use nep_app::{
    jobs::{self, Left, NewJob, Work},
    testing::TestHouse,
};
use nep_domain::{
    access::Role,
    jobs::{Job, JobState},
};
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

#[db_test]
async fn work_of_a_killed_server_goes_on_at_the_next_start(store: Store) {
    let house = TestHouse::build(store.clone()).await.unwrap();
    assert_eq!(jobs::take_over(&house.services).await.unwrap(), Left::Nothing);
    let ctx = house.ctx(Role::HomeAffairs).await.unwrap();
    let tx = ctx.write().await.unwrap();
    let work = NewJob { work: Work::DraftApologies, unique_key: None, run_at: None, total: 0 };
    let job = jobs::enqueue(&ctx, &tx, work).await.unwrap();
    let claimed = nep_storage::jobs::claim(&tx, ctx.now()).await.unwrap();
    assert_eq!(claimed.unwrap().id, job);
    tx.commit().await.unwrap();
    // The runner is gone; its lock still holds.
    let state = async || jobs::progress(&ctx, job).await.unwrap().state;
    jobs::run_due(&house.services).await.unwrap();
    assert_eq!(state().await, JobState::Running);
    let left = jobs::take_over(&house.services).await.unwrap();
    if store.serves_alone() {
        assert_eq!(left, Left::Resumed(1));
    } else {
        // Another server may still be at it: what is gone shows when the lock runs out.
        assert_eq!(left, Left::Locked(1));
        jobs::run_due(&house.services).await.unwrap();
        assert_eq!(state().await, JobState::Running);
        house.services.clock.set(ctx.now() + SignedDuration::from_mins(3));
    }
    jobs::run_due(&house.services).await.unwrap();
    assert_eq!(state().await, JobState::Done);
    assert_eq!(jobs::take_over(&house.services).await.unwrap(), Left::Nothing);
}

#[db_test]
async fn work_that_ends_the_program_again_and_again_is_given_up(store: Store) {
    let house = TestHouse::build(store.clone()).await.unwrap();
    let ctx = house.ctx(Role::HomeAffairs).await.unwrap();
    let tx = ctx.write().await.unwrap();
    let work = NewJob { work: Work::DraftApologies, unique_key: None, run_at: None, total: 0 };
    let job = jobs::enqueue(&ctx, &tx, work).await.unwrap();
    for _ in 0..Job::TRIES {
        let claimed = nep_storage::jobs::claim(&tx, ctx.now()).await.unwrap();
        assert_eq!(claimed.unwrap().id, job);
        nep_storage::jobs::release(&tx, ctx.now()).await.unwrap();
    }
    tx.commit().await.unwrap();
    jobs::run_due(&house.services).await.unwrap();
    assert_eq!(jobs::progress(&ctx, job).await.unwrap().state, JobState::Failed);
}
