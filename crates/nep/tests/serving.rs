//! The server as a process: answers, and ends cleanly when told to.

#![expect(clippy::expect_used, reason = "tests fail by panicking")]

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    process::{Child, Command, Stdio},
};

/// A running server on a free port; killed when a test fails.
struct Server(Child, String);

impl Drop for Server {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

fn start(url: &str) -> Server {
    let mut child = Command::new(env!("CARGO_BIN_EXE_nep"))
        .args(["serve", "--database", url, "--listen", "127.0.0.1:0"])
        .env("NEP_LOG", "error")
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("a pipe")).read_line(&mut line).expect("a line");
    let address = line
        .split("http://")
        .nth(1)
        .and_then(|rest| rest.split(' ').next())
        .expect("an address")
        .to_owned();
    Server(child, address)
}

fn get(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).expect("a connection");
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")
        .expect("a request");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    answer
}

#[test]
fn health_is_told_and_sigterm_ends_the_server_cleanly() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut server = start(&format!("sqlite://{}", folder.path().join("nep.db").display()));
    let answer = get(&server.1, "/health");
    assert!(
        answer.starts_with("HTTP/1.1 200") && answer.ends_with(r#"{"status":"ok"}"#),
        "{answer}"
    );
    let stopped =
        Command::new("kill").args(["-TERM", &server.0.id().to_string()]).status().expect("kill");
    assert!(stopped.success());
    assert_eq!(server.0.wait().expect("an end").code(), Some(0));
}
