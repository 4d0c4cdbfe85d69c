//! The server as a process: answers, ends cleanly when told to, and loses nothing when it is killed.

// Only tests live here, helpers too: they may unwrap.
#![cfg(test)]

mod browser;
mod desk;
mod killed;
mod own_packs;
mod server;

use self::{browser::Browser, server::Server};

#[test]
fn health_is_told_and_sigterm_ends_the_server_cleanly() {
    nep_storage::testing::at_sqlite(|url| {
        let mut server = Server::start(url);
        let answer = Browser::new(&server.address).get("/health").unwrap();
        assert_eq!((answer.status, answer.body.as_str()), (200, r#"{"status":"ok"}"#));
        assert_eq!(server.terminate(), Some(0));
    });
}
