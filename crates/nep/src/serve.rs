//! `nep serve`: the web server and the background work, until a signal ends both.

use std::io;

use nep_app::{
    Clock, Services, Settings,
    jobs::{self, Left},
};
use nep_domain::jobs::Job;
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
    sync::oneshot,
};
use tracing_subscriber::EnvFilter;

use crate::{
    cli::ServeArgs,
    fault::{Fault, Outcome, without_password},
    house, packs,
};

/// Sends log lines to standard error; `NEP_LOG` chooses what, e.g. `NEP_LOG=debug`.
pub(crate) fn log_to_stderr() {
    let filter = EnvFilter::try_from_env("NEP_LOG")
        .unwrap_or_else(|_| EnvFilter::new("warn,nep::serve=info"));
    let colour = io::IsTerminal::is_terminal(&io::stderr());
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(colour)
        .with_writer(io::stderr)
        .with_target(false)
        .init();
}

/// Serves until SIGINT or SIGTERM; requests under way are answered first.
pub(crate) async fn serve(args: ServeArgs) -> Result<Outcome, Fault> {
    let listener = TcpListener::bind(args.listen).await.map_err(|e| cannot_listen(&args, &e))?;
    let address = listener.local_addr().map_err(|e| Fault::os("read the listening address", &e))?;
    let clock = args.clock.map_or_else(Clock::system, Clock::running_from);
    let public_url = args.public_url.unwrap_or_else(|| format!("http://{address}"));
    let settings = Settings {
        public_url: public_url.trim_end_matches('/').to_owned(),
        idle_seconds: args.idle_minutes * 60,
        trusted_proxies: args.trusted_proxy,
    };
    let law = packs::beside_the_shipped(&args.packs.pack_files, house::local(clock.now()).date())?;
    let store = house::open(&args.place.database).await?;
    let services = house::services_under(law, store.clone(), clock, settings)?;
    let stop = stop_signal()?;
    tracing::info!(%address, database = without_password(&args.place.database), "ready");
    println!("Nếp answers at http://{address} (Ctrl-C stops it)");
    tell_what_was_left(&services).await?;
    let (tell, told) = oneshot::channel::<()>();
    let worker =
        tokio::spawn(jobs::worker(services.clone(), async { told.await.unwrap_or_default() }));
    let served = nep_web::serve(listener, services, stop).await;
    // A job under way is finished; one that a killed process leaves is begun again.
    drop(tell);
    worker.await.map_err(|e| {
        Fault::new(format!("the background work broke off: {e}"), "this is a fault of the program")
    })?;
    served.map_err(|e| Fault::os("serve", &e))?;
    store.close().await.map_err(|e| Fault::database(&args.place.database, &e))?;
    tracing::info!("stopped");
    Ok(Outcome::Fine)
}

/// Says what becomes of work that an earlier server was killed at.
async fn tell_what_was_left(services: &Services) -> Result<(), Fault> {
    match jobs::take_over(services).await? {
        Left::Nothing => {}
        Left::Resumed(jobs) => tracing::info!(jobs, "work that was interrupted goes on"),
        Left::Locked(jobs) => tracing::info!(
            jobs,
            "work is under way; where its server is gone, it goes on within {} seconds",
            Job::LOCK.as_secs()
        ),
    }
    Ok(())
}

fn cannot_listen(args: &ServeArgs, error: &io::Error) -> Fault {
    let hint = match error.kind() {
        io::ErrorKind::AddrInUse => {
            "another program listens there: stop it, or choose another port with --listen"
        }
        io::ErrorKind::PermissionDenied => {
            "ports below 1024 need root: choose a higher one with --listen, behind a reverse proxy"
        }
        _ => "choose an address of this machine with --listen, such as 127.0.0.1:8080",
    };
    Fault::new(format!("could not listen on {}: {error}", args.listen), hint)
}

/// Resolves when the program is told to end.
fn stop_signal() -> Result<impl Future<Output = ()> + Send + 'static, Fault> {
    let on = |kind| signal(kind).map_err(|e| Fault::os("listen for signals", &e));
    let (mut interrupt, mut terminate) =
        (on(SignalKind::interrupt())?, on(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}
