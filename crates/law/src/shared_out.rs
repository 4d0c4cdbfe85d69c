//! Work on many items, shared out to the processors there are.

use std::thread;

/// Does the work on every item: neighbours by the same thread, and no more threads than are worth their while.
pub(crate) fn shared_out<T: Send>(items: Vec<T>, worth_a_thread: usize, work: impl Fn(T) + Sync) {
    let processors = thread::available_parallelism().map_or(1, usize::from);
    let threads = (items.len() / worth_a_thread.max(1)).clamp(1, processors);
    let each = items.len().div_ceil(threads);
    let mut items = items.into_iter();
    thread::scope(|scope| {
        let work = &work;
        for _ in 1..threads {
            let share: Vec<T> = items.by_ref().take(each).collect();
            scope.spawn(move || share.into_iter().for_each(work));
        }
        items.for_each(work);
    });
}
