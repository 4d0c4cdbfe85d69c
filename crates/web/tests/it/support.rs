//! A running installation without a network, and a browser without a screen.
//!
//! ```ignore
//! #[db_test]
//! async fn the_desk_sees_its_queue(store: Store) {
//!     let app = TestApp::new(store).await;
//!     let desk = app.sign_in(Role::DeskOfficer).await;
//!     let page = desk.get("/mot-cua").await.ok();
//!     insta::assert_snapshot!(main_text(&page.body));
//! }
//! ```

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use jiff::SignedDuration;
use nep_app::testing::{PASSWORD, TestHouse};
use nep_domain::access::Role;
use nep_storage::Store;
use tower::ServiceExt;

pub const SIGN_IN: &str = "/dang-nhap";

/// A small installation (see [`TestHouse`]) behind the real router.
pub struct TestApp {
    pub house: TestHouse,
    router: Router,
}

impl TestApp {
    pub async fn new(store: Store) -> Self {
        let house = TestHouse::build(store).await.expect("the test house");
        let router = nep_web::router(house.services.clone()).expect("the router");
        Self { house, router }
    }

    /// The path of every route, with its parameters in braces, as the router itself knows them.
    pub fn routes(&self) -> BTreeSet<String> {
        let described = format!("{:?}", self.router);
        let quoted = described.split('"').skip(1).step_by(2);
        let paths = quoted.filter(|text| text.starts_with('/') && !text.contains("__private"));
        paths.map(str::to_owned).collect()
    }

    /// A browser that nobody has signed in with.
    pub fn guest(&self) -> Client {
        Client {
            router: self.router.clone(),
            cookies: RefCell::default(),
            csrf: RefCell::default(),
        }
    }

    /// A browser in which the test account of a role has signed in.
    pub async fn sign_in(&self, role: Role) -> Client {
        let client = self.guest();
        let reply = client.sign_in_as(&username(role), PASSWORD).await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", main_text(&reply.body));
        // The password page is there for everybody; it carries the session's token.
        client.get("/tai-khoan/mat-khau").await.ok();
        client
    }

    /// Moves the standing clock on.
    pub fn later(&self, by: SignedDuration) {
        let clock = &self.house.services.clock;
        clock.set(clock.now().checked_add(by).expect("an instant"));
    }
}

/// The user name of a role's test account.
pub fn username(role: Role) -> String {
    role.key().replace('_', "-")
}

/// A browser: keeps cookies, and the form token of the page it saw last.
pub struct Client {
    router: Router,
    cookies: RefCell<BTreeMap<String, String>>,
    csrf: RefCell<String>,
}

/// What came back.
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    /// The body as text; empty for files.
    pub body: String,
    /// The body as it came.
    pub bytes: Vec<u8>,
}

impl Client {
    pub async fn get(&self, path: &str) -> Reply {
        self.send(Request::builder().method(Method::GET).uri(path), Body::empty()).await
    }

    /// Sends a form with the token of the page seen last.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let token = self.csrf();
        let fields: Vec<_> = fields.iter().copied().chain([("csrf", token.as_str())]).collect();
        self.post_raw(path, &fields).await
    }

    /// Sends a form as it is, without a token.
    pub async fn post_raw(&self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let pairs: Vec<_> = fields
            .iter()
            .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
            .collect();
        let request = Request::builder().method(Method::POST).uri(path);
        let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request, Body::from(pairs.join("&"))).await
    }

    /// Sends a form with files `(field, file name, content)`.
    pub async fn post_multipart(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &str, &[u8])],
    ) -> Reply {
        const EDGE: &str = "nep-test-edge";
        let token = self.csrf();
        let mut body = Vec::new();
        for (name, value) in fields.iter().copied().chain([("csrf", token.as_str())]) {
            let part = format!(
                "--{EDGE}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            );
            body.extend_from_slice(part.as_bytes());
        }
        for (field, name, content) in files {
            let head = format!(
                "--{EDGE}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\
                 Content-Type: application/octet-stream\r\n\r\n"
            );
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(content);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(format!("--{EDGE}--\r\n").as_bytes());
        let request = Request::builder().method(Method::POST).uri(path);
        let request =
            request.header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={EDGE}"));
        self.send(request, Body::from(body)).await
    }

    /// Sends JSON with the token as a header, as programs do.
    pub async fn post_json(&self, path: &str, body: &serde_json::Value) -> Reply {
        let request = Request::builder().method(Method::POST).uri(path);
        let request = request
            .header(header::CONTENT_TYPE, "application/json")
            .header("x-csrf-token", self.csrf());
        self.send(request, Body::from(body.to_string())).await
    }

    /// Fills and sends the sign-in form.
    pub async fn sign_in_as(&self, username: &str, password: &str) -> Reply {
        self.get(SIGN_IN).await.ok();
        self.post(SIGN_IN, &[("username", username), ("password", password)]).await
    }

    /// Reads the pages in English from now on.
    pub fn in_english(&self) {
        self.set_cookie("nep_lang", "en");
    }

    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.borrow().get(name).cloned()
    }

    pub fn set_cookie(&self, name: &str, value: &str) {
        self.cookies.borrow_mut().insert(name.to_owned(), value.to_owned());
    }

    pub fn csrf(&self) -> String {
        self.csrf.borrow().clone()
    }

    async fn send(&self, request: axum::http::request::Builder, body: Body) -> Reply {
        let cookies: Vec<_> =
            self.cookies.borrow().iter().map(|(n, v)| format!("{n}={v}")).collect();
        let request =
            request.header(header::COOKIE, cookies.join("; ")).body(body).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = to_bytes(response.into_body(), usize::MAX).await.expect("a body").to_vec();
        self.keep_cookies(&headers);
        let body = String::from_utf8(bytes.clone()).unwrap_or_default();
        if let Some(token) =
            between(&body, "<meta name=\"csrf-token\" content=\"", "\"").filter(|t| !t.is_empty())
        {
            token.clone_into(&mut self.csrf.borrow_mut());
        }
        Reply { status, headers, body, bytes }
    }

    fn keep_cookies(&self, headers: &HeaderMap) {
        for line in headers.get_all(header::SET_COOKIE) {
            let line = line.to_str().expect("a plain cookie");
            let (name, value) =
                line.split(';').next().and_then(|c| c.split_once('=')).expect("name and value");
            if line.contains("Max-Age=0") {
                self.cookies.borrow_mut().remove(name);
            } else {
                self.set_cookie(name, value);
            }
        }
    }
}

impl Reply {
    /// The reply itself, if it is a page, file or answer; else the test fails with its text.
    #[track_caller]
    pub fn ok(self) -> Self {
        self.with_status(StatusCode::OK)
    }

    /// The reply itself, if it has this status; else the test fails with its text.
    #[track_caller]
    pub fn with_status(self, status: StatusCode) -> Self {
        assert_eq!(self.status, status, "{:?} {}", self.location(), main_text(&self.body));
        self
    }

    /// Where a redirect points; empty when it is none.
    pub fn location(&self) -> &str {
        self.header("location")
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default()
    }

    /// The page's visible text.
    pub fn text(&self) -> String {
        main_text(&self.body)
    }

    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|e| panic!("{e}: {}", self.body))
    }

    /// The value of a hidden field, e.g. `request_key`.
    #[track_caller]
    pub fn hidden(&self, name: &str) -> String {
        let tag = format!("name=\"{name}\" value=\"");
        between(&self.body, &tag, "\"")
            .unwrap_or_else(|| panic!("no hidden field `{name}`"))
            .to_owned()
    }
}

/// What people read in a page's main part, one line a block, ids taken out: for snapshots.
pub fn main_text(html: &str) -> String {
    let main = between(html, "<main", "</main>")
        .map_or(html, |m| m.split_once('>').map_or("", |(_, rest)| rest));
    redact(&visible_text(main))
}

/// What people read in HTML: tags gone, one line a block, values of fields in brackets.
pub fn visible_text(html: &str) -> String {
    const INLINE: [&str; 12] =
        ["a", "abbr", "b", "code", "em", "i", "label", "small", "span", "strong", "time", "option"];
    let mut out = String::new();
    let mut rest = html;
    while let Some((text, after)) = rest.split_once('<') {
        out.push_str(&unescape(text));
        let (tag, after) = after.split_once('>').unwrap_or((after, ""));
        let name = tag.trim_start_matches('/').split([' ', '\n', '/']).next().unwrap_or_default();
        rest = match name {
            "head" | "script" | "style" | "svg" if !tag.starts_with('/') => {
                after.split_once(&format!("</{name}>")).map_or("", |(_, rest)| rest)
            }
            _ => after,
        };
        if name == "input" && !tag.contains("type=\"hidden\"") {
            let chosen = if tag.ends_with(" checked") { "x" } else { "" };
            let typed = tag.contains("type=\"radio\"") || tag.contains("type=\"checkbox\"");
            let value =
                if typed { chosen } else { between(tag, "value=\"", "\"").unwrap_or_default() };
            write!(out, " [{}] ", unescape(value)).expect("a string");
        }
        out.push(if INLINE.contains(&name) { ' ' } else { '\n' });
    }
    out.push_str(&unescape(rest));
    let lines = out.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Replaces ids by `[id]`, so that snapshots stay the same.
pub fn redact(text: &str) -> String {
    const SHAPE: [usize; 5] = [8, 4, 4, 4, 12];
    let words = text.split_inclusive(|c: char| !(c.is_ascii_hexdigit() || c == '-'));
    words
        .map(|word| {
            let id = word.trim_end_matches(|c: char| !c.is_ascii_hexdigit());
            let fits = id.split('-').map(str::len).eq(SHAPE);
            if fits { word.replacen(id, "[id]", 1) } else { word.to_owned() }
        })
        .collect()
}

fn unescape(text: &str) -> String {
    const ENTITIES: [(&str, &str); 9] = [
        ("&#60;", "<"),
        ("&#62;", ">"),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&nbsp;", " "),
        ("&#38;", "&"),
        ("&amp;", "&"),
    ];
    ENTITIES.iter().fold(text.to_owned(), |text, (entity, plain)| text.replace(entity, plain))
}

pub fn between<'a>(text: &'a str, start: &str, end: &str) -> Option<&'a str> {
    text.split_once(start)?.1.split_once(end).map(|(inside, _)| inside)
}

/// Percent-encodes a value of a form or query.
pub fn encode(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            write!(out, "%{byte:02X}").expect("a string");
        }
        out
    })
}
