//! The frame of every page: language, person, navigation, flash message. Templates call its methods.

use std::fmt::Display;

use askama::Template;
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Redirect, Response},
};
use jiff::civil::{Date, DateTime};
use nep_app::{
    AppError,
    publicity::{PublicBody, VisitFigures},
};
use nep_domain::{
    access::{Action, Role},
    ids::{Id, UnitId},
};
use nep_law::{Citation, Wording};

use crate::{
    assets,
    error::{WebError, WebResult},
    flash::Flash,
    form::{FormData, FormView},
    i18n::Lang,
    paths,
    session::{Guest, Viewer, guest_cookie},
    state::Web,
};

/// A value as templates pass it: itself or a reference to it, however deep.
pub(crate) trait Bound<T> {
    /// The value.
    fn value(self) -> T;
}

impl Bound<Self> for Date {
    fn value(self) -> Self {
        self
    }
}

impl Bound<Self> for DateTime {
    fn value(self) -> Self {
        self
    }
}

impl Bound<Self> for i64 {
    fn value(self) -> Self {
        self
    }
}

impl<T, B: Bound<T> + Copy> Bound<T> for &B {
    fn value(self) -> T {
        (*self).value()
    }
}

/// What every template needs.
#[derive(Clone)]
pub(crate) struct Page {
    pub(crate) web: Web,
    pub(crate) lang: Lang,
    pub(crate) title: String,
    pub(crate) path: String,
    pub(crate) flash: Option<String>,
    pub(crate) kind: PageKind,
    /// Ancestors of the page: address and text.
    pub(crate) crumbs: Vec<(String, String)>,
    /// Whether the page draws charts.
    pub(crate) charts: bool,
}

/// A public page or a page of a signed-in person.
#[derive(Clone)]
pub(crate) enum PageKind {
    Public(Box<PublicFrame>),
    Work(Box<WorkFrame>),
}

/// The frame of a public page.
#[derive(Clone, Default)]
pub(crate) struct PublicFrame {
    /// The token of the guest's forms.
    pub(crate) token: String,
    /// Whether somebody is signed in here, for the link in the header.
    pub(crate) signed_in: bool,
    /// The body the page speaks for.
    pub(crate) body: Option<PublicBody>,
    /// Whether there are others, so that addresses must name it.
    pub(crate) several: bool,
    /// How often the public pages are read (S1.12, S4.9).
    pub(crate) visits: Option<VisitFigures>,
}

/// The frame of a signed-in person's page.
#[derive(Clone)]
pub(crate) struct WorkFrame {
    pub(crate) csrf: String,
    pub(crate) account: String,
    pub(crate) name: String,
    pub(crate) role: Option<Role>,
    pub(crate) body: String,
    pub(crate) unit: String,
    pub(crate) nav: Vec<NavEntry>,
    pub(crate) idle_seconds: i64,
}

/// One entry of the main navigation.
#[derive(Clone)]
pub(crate) struct NavEntry {
    pub(crate) key: &'static str,
    pub(crate) href: &'static str,
}

/// The areas, each with the action that opens it. At most eight are ever shown.
const AREAS: [(&str, &str, Option<Action>); 8] = [
    ("nav-desk", paths::DESK, None),
    ("nav-one-stop", paths::ONE_STOP, Some(Action::DossierView)),
    ("nav-movement", paths::MOVEMENTS, Some(Action::MovementView)),
    ("nav-inspection", paths::INSPECTIONS, Some(Action::InspectionView)),
    ("nav-awards", paths::AWARDS, Some(Action::AwardView)),
    ("nav-org", paths::ORG, Some(Action::OrgView)),
    ("nav-report", paths::REPORTS, Some(Action::ReportView)),
    ("nav-admin", paths::ADMIN, Some(Action::AccountsView)),
];

impl PageKind {
    pub(crate) fn work(viewer: &Viewer) -> Self {
        let grant = viewer.ctx.grants().next().copied();
        let name_of =
            |id: UnitId| viewer.ctx.org().get(id).map(|u| u.name.clone()).unwrap_or_default();
        let unit = grant.map(|g| g.unit);
        let root = unit.and_then(|id| viewer.ctx.org().get(id)).map(|u| u.root);
        let nav = AREAS
            .into_iter()
            .filter(|(_, _, action)| action.is_none_or(|a| viewer.ctx.may_anywhere(a)))
            .map(|(key, href, _)| NavEntry { key, href });
        Self::Work(Box::new(WorkFrame {
            csrf: viewer.session.csrf_token.clone(),
            account: viewer
                .ctx
                .account()
                .map(|a| a.id.uuid().simple().to_string())
                .unwrap_or_default(),
            name: viewer.ctx.account().map(|a| a.display_name.clone()).unwrap_or_default(),
            role: grant.map(|g| g.role),
            body: root.map(name_of).unwrap_or_default(),
            unit: unit.filter(|u| Some(*u) != root).map(name_of).unwrap_or_default(),
            nav: nav.collect(),
            idle_seconds: viewer.web.services.settings.idle_seconds,
        }))
    }
}

impl Page {
    pub(crate) fn new(
        web: Web,
        lang: Lang,
        title_key: &str,
        path: String,
        flash: Option<Flash>,
        kind: PageKind,
    ) -> Self {
        let say = |key: &str, values: &[(&str, String)]| web.translations.get(lang, key, values);
        let title = say(title_key, &[]);
        let flash = flash.and_then(|f| {
            web.translations.find(lang, &format!("flash-{}", f.key), &[("value", f.value)])
        });
        Self { lang, title, path, flash, kind, crumbs: Vec::new(), charts: false, web }
    }

    /// Replaces the title by a text of its own, e.g. a record's name.
    pub(crate) fn titled(mut self, title: impl Display) -> Self {
        self.title = title.to_string();
        self
    }

    /// Adds an ancestor named by a key of the language files.
    pub(crate) fn crumb(self, href: impl Display, key: &str) -> Self {
        let text = self.t(key);
        self.crumb_named(href, text)
    }

    /// Adds an ancestor with a name of its own.
    pub(crate) fn crumb_named(mut self, href: impl Display, text: impl Display) -> Self {
        self.crumbs.push((href.to_string(), text.to_string()));
        self
    }

    /// Loads the chart script.
    pub(crate) fn with_charts(mut self) -> Self {
        self.charts = true;
        self
    }

    /// A sentence.
    pub(crate) fn t(&self, key: &str) -> String {
        self.web.translations.get(self.lang, key, &[])
    }

    /// A sentence with one value.
    pub(crate) fn t1(&self, key: &str, name: &str, value: impl Display) -> String {
        self.web.translations.get(self.lang, key, &[(name, value.to_string())])
    }

    /// A sentence with two values.
    pub(crate) fn t2(
        &self,
        key: &str,
        a: &str,
        va: impl Display,
        b: &str,
        vb: impl Display,
    ) -> String {
        self.web.translations.get(self.lang, key, &[(a, va.to_string()), (b, vb.to_string())])
    }

    /// A sentence with any values.
    pub(crate) fn tn(&self, key: &str, values: &[(&str, String)]) -> String {
        self.web.translations.get(self.lang, key, values)
    }

    /// The word for an enum value: `<prefix>-<key>` with hyphens for underscores.
    pub(crate) fn word(&self, prefix: &str, key: impl Display) -> String {
        self.t(&format!("{prefix}-{}", key.to_string().replace(['_', '.'], "-")))
    }

    /// As [`Page::word`] for keys that may have no word, as in old audit entries; then the key itself.
    pub(crate) fn word_or(&self, prefix: &str, key: &str) -> String {
        let name = format!("{prefix}-{}", key.replace(['_', '.'], "-"));
        self.web.translations.find(self.lang, &name, &[]).unwrap_or_else(|| key.to_owned())
    }

    /// A text of the law in the reader's language.
    pub(crate) fn wording(&self, text: &Wording) -> String {
        match self.lang {
            Lang::Vi => text.vi.clone(),
            Lang::En => text.en.clone(),
        }
    }

    /// A place in the law, as documents of the reader's language write it.
    pub(crate) fn citation(&self, citation: &Citation) -> String {
        match self.lang {
            Lang::Vi => citation.vi(),
            Lang::En => citation.en(),
        }
    }

    /// The address of an asset.
    pub(crate) fn asset(&self, name: &str) -> String {
        assets::url(name)
    }

    /// The token every form carries.
    pub(crate) fn csrf(&self) -> &str {
        match &self.kind {
            PageKind::Public(frame) => &frame.token,
            PageKind::Work(frame) => &frame.csrf,
        }
    }

    /// The frame of a signed-in person's page, if it is one.
    pub(crate) fn work(&self) -> Option<&WorkFrame> {
        match &self.kind {
            PageKind::Public(_) => None,
            PageKind::Work(frame) => Some(frame),
        }
    }

    /// The frame of a public page, if it is one.
    pub(crate) fn public(&self) -> Option<&PublicFrame> {
        match &self.kind {
            PageKind::Public(frame) => Some(frame),
            PageKind::Work(_) => None,
        }
    }

    /// Whether somebody is signed in here, on a public page as well.
    pub(crate) fn is_signed_in(&self) -> bool {
        self.public().is_none_or(|frame| frame.signed_in)
    }

    /// The body a public page speaks for.
    pub(crate) fn public_body(&self) -> Option<&PublicBody> {
        self.public()?.body.as_ref()
    }

    /// The address of a public page of the same body.
    pub(crate) fn address(&self, path: impl Display) -> String {
        match self.public() {
            Some(PublicFrame { body: Some(body), several: true, .. }) => {
                format!("{path}?{}={}", paths::BODY_QUERY, crate::error::url_encode(&body.code))
            }
            _ => path.to_string(),
        }
    }

    /// A date as pages write it.
    pub(crate) fn date(&self, date: impl Bound<Date>) -> String {
        crate::format::date(date.value())
    }

    /// A date and time as pages write it.
    pub(crate) fn date_time(&self, at: impl Bound<DateTime>) -> String {
        crate::format::date_time(at.value())
    }

    /// A number with dots between thousands.
    pub(crate) fn number(&self, n: impl Bound<i64>) -> String {
        crate::format::number(n.value())
    }

    /// `page` on the area's own page, `true` below it, nothing elsewhere.
    pub(crate) fn current(&self, href: &str) -> Option<&'static str> {
        let path = self.path.split('?').next().unwrap_or_default();
        if path == href {
            Some("page")
        } else if path.strip_prefix(href).is_some_and(|rest| rest.starts_with('/')) && href != "/" {
            Some("true")
        } else {
            None
        }
    }

    /// The address that switches to the other language and comes back here.
    pub(crate) fn switch_language(&self, to: &str) -> String {
        format!("{}?lang={to}&next={}", paths::LANGUAGE, crate::error::url_encode(&self.path))
    }
}

/// Renders a page.
pub(crate) fn html(template: &impl Template) -> WebResult {
    html_with(StatusCode::OK, template)
}

/// Renders a page with another status. The flash message, once shown, is taken away.
pub(crate) fn html_with(status: StatusCode, template: &impl Template) -> WebResult {
    let mut response = (status, Html(template.render()?)).into_response();
    response.headers_mut().append(header::SET_COOKIE, Flash::clear());
    Ok(response)
}

/// Renders a public page whose form needs the guest's token as a cookie.
pub(crate) fn guest_html(guest: &Guest, status: StatusCode, template: &impl Template) -> WebResult {
    let mut response = html_with(status, template)?;
    append_cookie(&mut response, guest_cookie(&guest.web, guest.token.clone()));
    Ok(response)
}

/// Adds a `Set-Cookie` header.
pub(crate) fn append_cookie(response: &mut Response, cookie: Option<HeaderValue>) {
    if let Some(cookie) = cookie {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}

/// Sends the browser on after something was done, with a message for the next page.
pub(crate) fn done(to: &str, flash: &str, value: impl ToString) -> WebResult {
    let mut response = Redirect::to(to).into_response();
    append_cookie(&mut response, Flash::new(flash, value).header());
    Ok(response)
}

/// Either gives the form back with its errors in words, or passes the error on.
///
/// Refusals of rules become an error without a field, shown in the summary; `page` renders the form again.
pub(crate) fn give_back(
    web: &Web,
    lang: Lang,
    data: FormData,
    error: AppError,
    page: impl FnOnce(FormView) -> WebResult,
) -> WebResult {
    let errors = match error {
        AppError::Invalid(errors) => errors,
        AppError::Refused(refusal) => {
            let values = refusal.values.iter().map(|(n, v)| (*n, v.clone())).collect::<Vec<_>>();
            let mut text =
                web.translations.get(lang, &format!("refusal-{}", refusal.code), &values);
            if let Some(citation) = &refusal.citation {
                text = format!("{text} ({citation})");
            }
            let view = FormView::refused(data, text);
            return with_status(page(view)?);
        }
        AppError::Stale => {
            let text = web.translations.get(lang, "error-stale-text", &[]);
            return with_status(page(FormView::refused(data, text))?);
        }
        other => return Err(WebError::App(other)),
    };
    with_status(page(FormView::with_errors(data, web, lang, &errors))?)
}

fn with_status(mut response: Response) -> WebResult {
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}
