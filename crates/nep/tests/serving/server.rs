//! The program itself, serving on a free port.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
};

/// Monday morning of the test house, see `nep_app::testing`.
const CLOCK: &str = "2021-04-12T09:00:00+07:00";

/// A running server; killed when a test fails.
pub(crate) struct Server {
    child: Child,
    /// Where it listens.
    pub(crate) address: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}

impl Server {
    /// Starts it on a database and waits until it says that it listens.
    pub(crate) fn start(url: &str) -> Self {
        Self::start_with(url, &[])
    }

    /// The same with more arguments.
    pub(crate) fn start_with(url: &str, more: &[&str]) -> Self {
        let mut child = nep()
            .args(["serve", "--database", url, "--listen", "127.0.0.1:0", "--clock", CLOCK])
            .args(more)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.split("http://").nth(1).and_then(|rest| rest.split(' ').next());
        Self { address: address.unwrap().to_owned(), child }
    }

    /// SIGKILL: it gets no chance to tidy up.
    pub(crate) fn kill(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }

    /// SIGTERM; its exit code.
    pub(crate) fn terminate(&mut self) -> Option<i32> {
        let told = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        assert!(told.unwrap().success());
        self.child.wait().unwrap().code()
    }
}

/// The program without the caller's settings.
pub(crate) fn nep() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nep"));
    command.env_clear().env("NEP_LOG", "error");
    command
}
