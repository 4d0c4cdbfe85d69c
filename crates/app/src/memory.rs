//! Values worked out from the records and kept in memory until anything changes.
//!
//! Every change leaves one entry in the audit log, so the number of the newest entry, the revision, tells whether a
//! value still holds. Counting over a million dossiers takes a moment; asking again while nothing happened takes
//! none, and fifty who ask at once wait for one count.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Arc, Mutex, PoisonError},
};

use jiff::Timestamp;
use tokio::sync::OnceCell;

use crate::AppResult;

/// What was worked out from one state of the records, by what was asked.
pub(crate) struct Memory<K, V>(Mutex<Kept<K, V>>);

struct Kept<K, V> {
    revision: i64,
    cells: HashMap<K, Arc<OnceCell<V>>>,
}

impl<K, V> Default for Memory<K, V> {
    fn default() -> Self {
        Self(Mutex::new(Kept { revision: 0, cells: HashMap::new() }))
    }
}

impl<K: Eq + Hash, V: Clone> Memory<K, V> {
    /// The value for a question asked of a revision: kept, or worked out once however many ask.
    pub(crate) async fn get(
        &self,
        revision: i64,
        question: K,
        work: impl Future<Output = AppResult<V>>,
    ) -> AppResult<V> {
        self.cell(revision, question).get_or_try_init(|| work).await.cloned()
    }

    /// As [`Self::get`], for questions that may have no answer: that there is none is not kept, so that senseless
    /// questions of strangers fill no memory.
    pub(crate) async fn get_if_any(
        &self,
        revision: i64,
        question: K,
        work: impl Future<Output = AppResult<Option<V>>>,
    ) -> AppResult<Option<V>>
    where
        K: Clone,
    {
        let cell = self.cell(revision, question.clone());
        let known = cell.get_or_try_init(|| async { work.await.map_err(Some)?.ok_or(None) }).await;
        match known {
            Ok(value) => Ok(Some(value.clone())),
            Err(failed) => {
                let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
                if kept.cells.get(&question).is_some_and(|cell| !cell.initialized()) {
                    kept.cells.remove(&question);
                }
                failed.map_or(Ok(None), Err)
            }
        }
    }

    fn cell(&self, revision: i64, question: K) -> Arc<OnceCell<V>> {
        /// More different questions than all pages ask in a while.
        const MOST: usize = 4096;
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if revision > kept.revision || kept.cells.len() >= MOST {
            kept.cells.clear();
            kept.revision = kept.revision.max(revision);
        }
        if revision < kept.revision {
            return Arc::default();
        }
        kept.cells.entry(question).or_default().clone()
    }
}

/// The minute of an instant: what depends on the present moment is kept for its minute.
pub(crate) fn minute(now: Timestamp) -> Timestamp {
    Timestamp::from_second(now.as_second().div_euclid(60) * 60).unwrap_or(now)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::Memory;

    #[tokio::test]
    async fn a_value_is_worked_out_once_for_each_revision() {
        let (memory, worked) = (Memory::default(), AtomicU32::new(0));
        let ask = |revision| {
            memory.get(revision, "q", async { Ok(worked.fetch_add(1, Ordering::Relaxed)) })
        };
        assert_eq!((ask(1).await.unwrap(), ask(1).await.unwrap()), (0, 0));
        assert_eq!(ask(2).await.unwrap(), 1);
        // Somebody still reading the older state neither gets the newer value nor spoils it.
        assert_eq!((ask(1).await.unwrap(), ask(2).await.unwrap()), (2, 1));
    }

    #[tokio::test]
    async fn what_has_no_answer_is_not_kept() {
        let memory = Memory::<u32, u32>::default();
        for stranger in 0..10 {
            let answer = memory.get_if_any(1, stranger, async { Ok(None) }).await;
            assert_eq!(answer.unwrap(), None);
        }
        assert_eq!(memory.0.lock().unwrap().cells.len(), 0);
        assert_eq!(memory.get_if_any(1, 3, async { Ok(Some(7)) }).await.unwrap(), Some(7));
        assert_eq!(memory.get_if_any(1, 3, async { Ok(None) }).await.unwrap(), Some(7));
    }
}
