//! The audit chain shows every change made behind its back.

use db_test::db_test;
use nep_storage::{
    Page, Store,
    audit::{self, AuditDamage, AuditFilter},
};

use tokio::task::JoinHandle;

use crate::support::entry;

async fn fill(store: &Store, count: i64) {
    let tx = store.write().await.unwrap();
    for n in 1..=count {
        assert_eq!(audit::append(&tx, &entry(n)).await.unwrap(), n);
    }
    tx.commit().await.unwrap();
}

#[db_test]
async fn an_untouched_log_verifies(store: Store) {
    fill(&store, 3).await;
    let tx = store.read().await.unwrap();
    assert_eq!(audit::verify(&tx).await.unwrap(), (3, vec![]));
    let newest =
        audit::list(&tx, &AuditFilter::default(), Page { offset: 0, limit: 1 }).await.unwrap();
    assert_eq!(newest[0].entry, entry(3));
}

#[db_test]
async fn altering_removing_and_cutting_are_found(store: Store) {
    fill(&store, 5).await;
    store.tamper("UPDATE audit SET detail = '{}' WHERE seq = 2").await;
    store.tamper("DELETE FROM audit WHERE seq = 4").await;
    let tx = store.read().await.unwrap();
    let (count, damage) = audit::verify(&tx).await.unwrap();
    assert_eq!(count, 4);
    assert!(damage.contains(&AuditDamage::Altered(2)), "{damage:?}");
    assert!(damage.contains(&AuditDamage::Missing(4)), "{damage:?}");
    drop(tx);
    store.tamper("DELETE FROM audit WHERE seq = 5").await;
    let tx = store.read().await.unwrap();
    let (_, damage) = audit::verify(&tx).await.unwrap();
    assert!(damage.contains(&AuditDamage::Cut { expected: 5, found: 3 }), "{damage:?}");
}

#[db_test]
async fn the_database_itself_refuses_to_change_an_entry(store: Store) {
    fill(&store, 1).await;
    assert!(store.attempt("UPDATE audit SET detail = '{}'").await.is_err());
    assert!(store.attempt("DELETE FROM audit").await.is_err());
}

// Those who ask together share one question, and nobody gets an answer older than the asking; one who gives up while
// waiting keeps nobody else from it.
#[db_test]
async fn the_pulse_is_never_older_than_the_asking(store: Store) {
    for round in 1..=20 {
        let waiting = ask_at_once(&store);
        waiting[0].abort();
        let tx = store.write().await.unwrap();
        assert_eq!(audit::append(&tx, &entry(round)).await.unwrap(), round);
        tx.commit().await.unwrap();
        for late in ask_at_once(&store) {
            assert_eq!(late.await.unwrap(), round);
        }
        for early in waiting.into_iter().skip(1) {
            let revision = early.await.unwrap();
            assert!((round - 1..=round).contains(&revision), "{revision} in round {round}");
        }
    }
}

/// Ten who ask at once.
fn ask_at_once(store: &Store) -> Vec<JoinHandle<i64>> {
    let ask = |store: Store| async move { store.pulse().await.unwrap().revision };
    (0..10).map(|_| tokio::spawn(ask(store.clone()))).collect()
}
