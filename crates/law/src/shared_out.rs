//! Work on many items, shared out to the processors there are.

use std::thread;

/// Processors that this program may use.
pub(crate) fn processors() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// Does the work on every item: neighbours by the same thread, and no more threads than are worth their while.
pub(crate) fn shared_out<T: Send>(items: Vec<T>, worth_a_thread: usize, work: impl Fn(T) + Sync) {
    let worth = items.len() / worth_a_thread.max(1);
    // Asking for the processors costs more than a small table does.
    let threads = if worth > 1 { worth.min(processors()) } else { 1 };
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

/// What the work makes of every item, in their order.
pub(crate) fn worked_out<T: Send, R: Send>(
    items: Vec<T>,
    work: impl Fn(T) -> R + Sync,
) -> impl Iterator<Item = R> {
    let mut results: Vec<Option<R>> = items.iter().map(|_| None).collect();
    let jobs = items.into_iter().zip(&mut results).collect();
    shared_out(jobs, 1, |(item, result)| *result = Some(work(item)));
    results.into_iter().flatten()
}
