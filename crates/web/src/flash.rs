//! One message across a redirect: a short-lived cookie with a key of the language files and one value.

use axum::http::HeaderValue;
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use data_encoding::BASE64URL_NOPAD;

const NAME: &str = "nep_flash";

/// A message for the next page: `flash-<key>` with `{ $value }`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Flash {
    /// The key without its prefix.
    pub(crate) key: String,
    /// A value for the sentence.
    pub(crate) value: String,
}

impl Flash {
    pub(crate) fn new(key: &str, value: impl ToString) -> Self {
        Self { key: key.to_owned(), value: value.to_string() }
    }

    /// The `Set-Cookie` value.
    pub(crate) fn header(&self) -> Option<HeaderValue> {
        let content = BASE64URL_NOPAD.encode(format!("{}\n{}", self.key, self.value).as_bytes());
        let cookie =
            Cookie::build((NAME, content)).path("/").http_only(true).same_site(SameSite::Lax);
        HeaderValue::from_str(&cookie.build().to_string()).ok()
    }

    /// The `Set-Cookie` value that takes the message away once shown.
    pub(crate) fn clear() -> HeaderValue {
        HeaderValue::from_static("nep_flash=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax")
    }

    /// The message a request carries.
    pub(crate) fn read(jar: &CookieJar) -> Option<Self> {
        let bytes = BASE64URL_NOPAD.decode(jar.get(NAME)?.value().as_bytes()).ok()?;
        let text = String::from_utf8(bytes).ok()?;
        let (key, value) = text.split_once('\n')?;
        let plain = key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        plain.then(|| Self::new(key, value))
    }
}
