//! Who is asking: extractors for signed-in people and for guests, and the cookies behind them.

use std::{
    collections::HashMap,
    net::{IpAddr, Ipv4Addr, SocketAddr},
};

use axum::{
    extract::{ConnectInfo, FromRequestParts, Query},
    http::{HeaderMap, HeaderValue, request::Parts},
};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use data_encoding::BASE64URL_NOPAD;
use nep_app::{
    Actor, AppError, Ctx,
    access::{self, Session},
    publicity::{self, PublicBody, VisitFigures},
};
use nep_domain::access::Action;
use nep_law::Library;
use subtle::ConstantTimeEq;

use crate::{
    error::WebError,
    flash::Flash,
    forwarded::sender,
    i18n::Lang,
    page::{Page, PageKind, PublicFrame},
    paths,
    state::Web,
};

const SESSION: &str = "nep_session";
const GUEST: &str = "nep_guest";
const LANG: &str = "nep_lang";

/// A signed-in person's request. Without a living session the request is sent to the sign-in page.
pub(crate) struct Viewer {
    pub(crate) web: Web,
    pub(crate) ctx: Ctx,
    pub(crate) session: Session,
    pub(crate) lang: Lang,
    pub(crate) path: String,
    pub(crate) flash: Option<Flash>,
}

/// Anybody's request to a public page.
pub(crate) struct Guest {
    pub(crate) web: Web,
    pub(crate) ctx: Ctx,
    pub(crate) lang: Lang,
    pub(crate) path: String,
    pub(crate) flash: Option<Flash>,
    /// Where the request comes from: the other end of the connection, or whom a trusted proxy passes on.
    pub(crate) address: IpAddr,
    /// Token of the guest's forms; set as a cookie with the page that carries the form.
    pub(crate) token: String,
    /// Whether somebody is signed in here, for the link in the header.
    pub(crate) signed_in: bool,
    session: Option<String>,
    /// The body asked for with `?co-quan=`, else the first; none in an empty installation.
    pub(crate) body: Option<PublicBody>,
    /// Whether there are several.
    pub(crate) several: bool,
    /// How often the public pages are read; absent when the database cannot say.
    pub(crate) visits: Option<VisitFigures>,
}

impl FromRequestParts<Web> for Viewer {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, WebError> {
        let jar = CookieJar::from_headers(&parts.headers);
        let path = path_and_query(parts);
        let token = jar.get(SESSION).map(|c| c.value().to_owned()).unwrap_or_default();
        match access::resume(&web.services, &token).await? {
            Some((ctx, session)) => {
                let (lang, flash) = (lang(&jar), Flash::read(&jar));
                Ok(Self { web: web.clone(), ctx, session, lang, path, flash })
            }
            None => Err(WebError::sign_in(parts)),
        }
    }
}

impl FromRequestParts<Web> for Guest {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, WebError> {
        let jar = CookieJar::from_headers(&parts.headers);
        let ctx = Ctx::new(&web.services, Actor::Citizen).await?;
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let peer = peer.map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |c| c.0.ip());
        let token = jar.get(GUEST).map(|c| c.value().to_owned()).filter(|t| t.len() == 32);
        Ok(Self {
            web: web.clone(),
            lang: lang(&jar),
            path: path_and_query(parts),
            flash: Flash::read(&jar),
            address: sender(peer, &parts.headers, &web.services.settings.trusted_proxies),
            token: token.unwrap_or_else(|| BASE64URL_NOPAD.encode(&ctx.random::<24>())),
            signed_in: jar.get(SESSION).is_some(),
            session: jar.get(SESSION).map(|cookie| cookie.value().to_owned()),
            body: publicity::body(&ctx, &asked_body(parts)),
            several: publicity::bodies(&ctx).len() > 1,
            visits: publicity::visits(&web.services).await.ok(),
            ctx,
        })
    }
}

impl Viewer {
    /// The frame of a page for this person.
    pub(crate) fn page(&self, title_key: &str) -> Page {
        Page::new(
            self.web.clone(),
            self.lang,
            title_key,
            self.path.clone(),
            self.flash.clone(),
            PageKind::work(self),
        )
    }

    /// Refuses unless the person may do this at some unit: for forms that choose the unit later.
    ///
    /// # Errors
    /// [`AppError::Denied`].
    pub(crate) fn require_somewhere(&self, action: Action) -> Result<(), AppError> {
        if self.ctx.may_anywhere(action) { Ok(()) } else { Err(AppError::Denied(action)) }
    }
}

impl Guest {
    /// Who is signed in here, for what a public page offers such a person besides.
    pub(crate) async fn viewer(&self) -> Option<Viewer> {
        let session = self.session.as_deref()?;
        viewer_with(&self.web, session, self.lang, self.path.clone()).await
    }

    /// The law as the body the page speaks for has it.
    pub(crate) fn library(&self) -> &Library {
        match &self.body {
            Some(body) => self.ctx.library(body.id),
            None => &self.web.services.library,
        }
    }

    /// The frame of a public page.
    pub(crate) fn page(&self, title_key: &str) -> Page {
        let kind = PageKind::Public(Box::new(PublicFrame {
            token: self.token.clone(),
            signed_in: self.signed_in,
            body: self.body.clone(),
            several: self.several,
            visits: self.visits,
        }));
        Page::new(
            self.web.clone(),
            self.lang,
            title_key,
            self.path.clone(),
            self.flash.clone(),
            kind,
        )
    }
}

fn lang(jar: &CookieJar) -> Lang {
    jar.get(LANG).map_or(Lang::Vi, |c| Lang::from_tag(c.value()))
}

/// The language a request's cookies ask for.
pub(crate) fn lang_of(headers: &HeaderMap) -> Lang {
    lang(&CookieJar::from_headers(headers))
}

/// Whoever sent a request, for pages that have to come out whatever else failed; nobody when that cannot be told.
pub(crate) async fn viewer_of(web: &Web, headers: &HeaderMap, path: String) -> Option<Viewer> {
    let jar = CookieJar::from_headers(headers);
    viewer_with(web, jar.get(SESSION)?.value(), lang(&jar), path).await
}

async fn viewer_with(web: &Web, token: &str, lang: Lang, path: String) -> Option<Viewer> {
    let (ctx, session) = access::resume(&web.services, token).await.ok()??;
    Some(Viewer { web: web.clone(), ctx, session, lang, path, flash: None })
}

/// Whether a request comes from somebody who signed in here; the session itself may have ended since.
pub(crate) fn carries_session(headers: &HeaderMap) -> bool {
    CookieJar::from_headers(headers).get(SESSION).is_some()
}

/// The code in `?co-quan=`, empty when there is none.
fn asked_body(parts: &Parts) -> String {
    let query = Query::<HashMap<String, String>>::try_from_uri(&parts.uri);
    query.ok().and_then(|mut q| q.0.remove(paths::BODY_QUERY)).unwrap_or_default()
}

/// The address asked for, without the host.
pub(crate) fn path_and_query(parts: &Parts) -> String {
    parts.uri.path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string)
}

/// Whether a form's token fits the session, or the guest cookie when nobody is signed in.
pub(crate) async fn csrf_fits(
    web: &Web,
    headers: &HeaderMap,
    token: &str,
) -> Result<bool, WebError> {
    if headers.get("sec-fetch-site").is_some_and(|site| site == "cross-site") {
        return Ok(false);
    }
    let jar = CookieJar::from_headers(headers);
    let same = |expected: &str| {
        !expected.is_empty() && bool::from(expected.as_bytes().ct_eq(token.as_bytes()))
    };
    if jar.get(GUEST).is_some_and(|c| same(c.value())) {
        return Ok(true);
    }
    let cookie = jar.get(SESSION).map(|c| c.value().to_owned()).unwrap_or_default();
    Ok(access::resume(&web.services, &cookie)
        .await?
        .is_some_and(|(_, session)| same(&session.csrf_token)))
}

fn cookie(
    web: &Web,
    name: &'static str,
    value: String,
    same_site: SameSite,
) -> Option<HeaderValue> {
    let secure = web.services.settings.public_url.starts_with("https://");
    let cookie =
        Cookie::build((name, value)).path("/").http_only(true).same_site(same_site).secure(secure);
    HeaderValue::from_str(&cookie.build().to_string()).ok()
}

/// `Set-Cookie` for a new session. Lax, so that links from letters and mails open signed in.
pub(crate) fn session_cookie(web: &Web, token: String) -> Option<HeaderValue> {
    cookie(web, SESSION, token, SameSite::Lax)
}

/// `Set-Cookie` that forgets the session.
pub(crate) fn end_session_cookie() -> HeaderValue {
    HeaderValue::from_static("nep_session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax")
}

/// `Set-Cookie` for a guest's form token.
pub(crate) fn guest_cookie(web: &Web, token: String) -> Option<HeaderValue> {
    cookie(web, GUEST, token, SameSite::Strict)
}

/// `Set-Cookie` for the chosen language, kept for a year.
pub(crate) fn lang_cookie(lang: Lang) -> HeaderValue {
    HeaderValue::from_static(match lang {
        Lang::Vi => "nep_lang=vi; Path=/; Max-Age=31536000; SameSite=Lax",
        Lang::En => "nep_lang=en; Path=/; Max-Age=31536000; SameSite=Lax",
    })
}
