//! What stands around a page: of a public one the body it speaks for, of a signed-in person's one the navigation.

use nep_app::publicity::{PublicBody, VisitFigures};
use nep_domain::{
    access::{Action, Role},
    ids::{Id, UnitId},
};

use crate::{paths, session::Viewer};

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
