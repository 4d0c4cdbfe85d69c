//! Requests in parallel against an address on this machine, bounded in count, with their times.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use hdrhistogram::Histogram;
use reqwest::Client;

/// What came out of a run.
pub struct Outcome {
    /// Answers a second.
    pub per_second: f64,
    /// Times in microseconds.
    pub times: Histogram<u64>,
}

impl Outcome {
    /// A quantile in milliseconds.
    pub fn millis(&self, quantile: f64) -> f64 {
        Duration::from_micros(self.times.value_at_quantile(quantile)).as_secs_f64() * 1_000.0
    }
}

/// Asks for the addresses in turn, `count` times in all, `parallel` at once.
///
/// # Errors
/// The first answer that is not 200, or a network fault.
pub async fn run(
    client: &Client,
    urls: &[String],
    count: usize,
    parallel: usize,
) -> Result<Outcome, String> {
    let urls: Arc<[String]> = urls.into();
    let next = Arc::new(AtomicUsize::new(0));
    let start = Instant::now();
    let workers = (0..parallel).map(|_| {
        let (client, urls, next) = (client.clone(), urls.clone(), next.clone());
        tokio::spawn(async move { worker(&client, &urls, &next, count).await })
    });
    let mut times = Histogram::new(3).map_err(|e| e.to_string())?;
    for done in futures::future::join_all(workers.collect::<Vec<_>>()).await {
        times.add(done.map_err(|e| e.to_string())??).map_err(|e| e.to_string())?;
    }
    let per_second =
        f64::from(u32::try_from(count).unwrap_or(u32::MAX)) / start.elapsed().as_secs_f64();
    Ok(Outcome { per_second, times })
}

async fn worker(
    client: &Client,
    urls: &[String],
    next: &AtomicUsize,
    count: usize,
) -> Result<Histogram<u64>, String> {
    let mut times = Histogram::new(3).map_err(|e| e.to_string())?;
    loop {
        let n = next.fetch_add(1, Ordering::Relaxed);
        if n >= count {
            return Ok(times);
        }
        let url = &urls[n % urls.len()];
        let start = Instant::now();
        let answer = client.get(url).send().await.map_err(|e| format!("{url}: {e}"))?;
        let status = answer.status();
        answer.bytes().await.map_err(|e| format!("{url}: {e}"))?;
        if !status.is_success() {
            return Err(format!("{url}: {status}"));
        }
        let micros = u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX);
        times.record(micros.max(1)).map_err(|e| e.to_string())?;
    }
}
