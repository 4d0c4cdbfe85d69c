//! The server itself.

use std::{io, net::SocketAddr, sync::Arc, time::Duration};

use nep_app::{Services, publicity};
use tokio::net::TcpListener;

use crate::routes::router;

/// How long requests under way may take after the program was told to end.
const LAST_ANSWERS: Duration = Duration::from_secs(10);

/// Answers requests until `stop` resolves, then finishes those under way.
///
/// # Errors
/// What the operating system says; a language file that does not parse.
pub async fn serve(
    listener: TcpListener,
    services: Arc<Services>,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let app = router(services.clone()).map_err(io::Error::other)?;
    let app = app.into_make_service_with_connect_info::<SocketAddr>();
    let (told, ending) = tokio::sync::oneshot::channel::<()>();
    let stop = async move {
        stop.await;
        drop(told);
    };
    let (closing, closed) = tokio::sync::oneshot::channel::<()>();
    let visits =
        tokio::spawn(publicity::keep_visits(services, async { closed.await.unwrap_or(()) }));
    let served = tokio::select! {
        done = async { axum::serve(listener, app).with_graceful_shutdown(stop).await } => done,
        () = async { ending.await.ok(); tokio::time::sleep(LAST_ANSWERS).await } => Ok(()),
    };
    drop(closing);
    // What was counted until now goes to the database before it closes.
    visits.await.map_err(io::Error::other)?;
    served
}
