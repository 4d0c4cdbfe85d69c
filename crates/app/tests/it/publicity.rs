//! What the public sees: visits (S1.12, S4.9), bodies, the courtesy code.

use db_test::db_test;
use jiff::SignedDuration;
use nep_app::{publicity, testing::TestHouse};
use nep_domain::publicity::VisitTotals;
use nep_storage::Store;

// S1.12, S4.9
#[db_test]
async fn visits_are_counted_in_memory_and_kept_in_the_database(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let services = &house.services;
    for _ in 0..3 {
        services.visits.record(services.clock.now());
    }
    let seen = publicity::visits(services).await.unwrap();
    assert_eq!(seen.now, 3);
    assert_eq!(seen.totals, VisitTotals { today: 3, yesterday: 0, week: 3, month: 3, all: 3 });
    publicity::flush_visits(services).await.unwrap();
    assert_eq!(publicity::visits(services).await.unwrap(), seen);

    // The next day nobody is reading, and what was counted is yesterday's.
    services.clock.set(services.clock.now().checked_add(SignedDuration::from_hours(24)).unwrap());
    services.visits.record(services.clock.now());
    let seen = publicity::visits(services).await.unwrap();
    assert_eq!(seen.now, 1);
    assert_eq!(seen.totals, VisitTotals { today: 1, yesterday: 3, week: 4, month: 4, all: 4 });
}

#[db_test]
async fn what_was_counted_is_stored_when_the_program_ends(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    house.services.visits.record(house.services.clock.now());
    publicity::keep_visits(house.services.clone(), std::future::ready(())).await;
    let tx = house.services.store.read().await.unwrap();
    let today = house.system().await.unwrap().today();
    assert_eq!(nep_storage::publicity::totals(&tx, today).await.unwrap().all, 1);
}

// S1.3: eight items in two groups.
#[db_test]
async fn the_body_and_the_courtesy_code_are_public(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let citizen = house.citizen().await.unwrap();
    let body = publicity::body(&citizen, "ubnd").unwrap();
    assert_eq!(body.id, house.district);
    assert_eq!(publicity::body(&citizen, "no-such-body"), Some(body));
    let code = publicity::courtesy_code(&citizen).unwrap();
    assert_eq!((code.groups.len(), code.items.len()), (2, 8));
}
