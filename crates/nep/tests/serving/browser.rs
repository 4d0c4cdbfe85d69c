//! Just enough of a browser: cookies, the form token, one connection a request.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    io::{self, ErrorKind, Read, Write},
    net::TcpStream,
    time::Duration,
};

use nep_app::testing::PASSWORD;

/// A hanging server fails the test instead of keeping it.
const PATIENCE: Duration = Duration::from_mins(1);

/// A browser with its cookies.
#[derive(Clone)]
pub(crate) struct Browser {
    address: String,
    cookies: BTreeMap<String, String>,
    csrf: String,
}

/// An answer that came in whole up to the end of its headers.
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) body: String,
    headers: Vec<(String, String)>,
}

impl Browser {
    pub(crate) fn new(address: &str) -> Self {
        Self { address: address.to_owned(), cookies: BTreeMap::new(), csrf: String::new() }
    }

    /// Signs an account of the test house in.
    pub(crate) fn signed_in(address: &str, username: &str) -> Self {
        let mut browser = Self::new(address);
        browser.get("/dang-nhap").unwrap();
        let form = [("username", username), ("password", PASSWORD)];
        assert_eq!(browser.post("/dang-nhap", &form).unwrap().status, 303);
        browser.get("/tai-khoan/mat-khau").unwrap();
        browser
    }

    /// The same person, after the server began to listen elsewhere.
    pub(crate) fn moved_to(&self, address: &str) -> Self {
        Self { address: address.to_owned(), ..self.clone() }
    }

    pub(crate) fn get(&mut self, path: &str) -> io::Result<Reply> {
        self.ask("GET", path, "")
    }

    /// Sends a form with the token of the page seen last.
    pub(crate) fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> io::Result<Reply> {
        let token = self.csrf.clone();
        let fields = fields.iter().copied().chain([("csrf", token.as_str())]);
        let pairs: Vec<_> = fields.map(|(n, v)| format!("{}={}", encode(n), encode(v))).collect();
        self.ask("POST", path, &pairs.join("&"))
    }

    fn ask(&mut self, method: &str, path: &str, body: &str) -> io::Result<Reply> {
        let cookies: Vec<_> = self.cookies.iter().map(|(n, v)| format!("{n}={v}")).collect();
        let mut stream = TcpStream::connect(&self.address)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nCookie: {}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
            self.address,
            cookies.join("; "),
            body.len(),
        )?;
        let mut answer = Vec::new();
        // A connection that breaks off after the headers has answered all the same.
        let read = stream.read_to_end(&mut answer);
        let reply = Reply::parse(&String::from_utf8_lossy(&answer));
        let reply = match (reply, read) {
            (Some(reply), _) => reply,
            (None, Err(error)) => return Err(error),
            (None, Ok(_)) => return Err(ErrorKind::UnexpectedEof.into()),
        };
        self.keep(&reply);
        Ok(reply)
    }

    fn keep(&mut self, reply: &Reply) {
        for (_, cookie) in reply.headers.iter().filter(|(name, _)| name == "set-cookie") {
            if let Some((name, value)) = cookie.split(';').next().and_then(|c| c.split_once('=')) {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let token = between(&reply.body, "<meta name=\"csrf-token\" content=\"", "\"");
        if let Some(token) = token.filter(|t| !t.is_empty()) {
            token.clone_into(&mut self.csrf);
        }
    }
}

impl Reply {
    fn parse(answer: &str) -> Option<Self> {
        let (head, body) = answer.split_once("\r\n\r\n")?;
        let mut lines = head.lines();
        let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
        let header = |line: &str| {
            let (name, value) = line.split_once(':')?;
            Some((name.to_ascii_lowercase(), value.trim().to_owned()))
        };
        Some(Self { status, headers: lines.filter_map(header).collect(), body: body.to_owned() })
    }

    /// Where a redirect points; empty when it is none.
    pub(crate) fn location(&self) -> &str {
        self.headers.iter().find(|(name, _)| name == "location").map_or("", |(_, value)| value)
    }
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> Option<&'a str> {
    text.split_once(start)?.1.split_once(end).map(|(inside, _)| inside)
}

fn encode(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            write!(out, "%{byte:02X}").unwrap();
        }
        out
    })
}
