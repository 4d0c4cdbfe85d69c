//! `/ban-lam-viec`: what must I do today?

use askama::Template;
use nep_app::worklist::{self, WorkItem, WorkKind, WorkSection, WorkTarget};
use nep_domain::access::Action;

use crate::{
    error::WebResult,
    format,
    page::{Page, html},
    paths,
    session::Viewer,
};

#[derive(Template)]
#[template(path = "worklist/worklist.html")]
struct WorklistPage {
    page: Page,
    today: String,
    /// Whether dossiers are taken here: what a desk does most often is one press away.
    may_receive: bool,
    waiting: u64,
    sections: Vec<Section>,
    /// Kinds with nothing to do, and the list of each.
    idle: Vec<(WorkKind, String)>,
    /// Where to go from here for those whom nothing waits for by its nature: address and name.
    rooms: Vec<(&'static str, &'static str)>,
}

/// The things of one kind.
struct Section {
    kind: WorkKind,
    total: u64,
    /// Whether some of it is past its day.
    late: bool,
    more: Option<String>,
    items: Vec<Item>,
}

/// One thing to be done.
struct Item {
    href: String,
    title: String,
    note: String,
    due: Option<String>,
    late: bool,
}

/// `GET /ban-lam-viec`
pub(crate) async fn worklist(viewer: Viewer) -> WebResult {
    let found = worklist::worklist(&viewer.ctx).await?;
    // What waits for the applicant is nothing to do.
    let waiting = found.iter().filter(|s| s.kind != WorkKind::Awaiting).map(|s| s.total).sum();
    let (busy, idle): (Vec<_>, Vec<_>) = found.into_iter().partition(|s| s.total > 0);
    let today = format::date(viewer.ctx.today());
    html(&WorklistPage {
        page: viewer.page("worklist-title"),
        today,
        may_receive: viewer.ctx.may_anywhere(Action::DossierReceive),
        waiting,
        sections: busy.into_iter().map(section).collect(),
        idle: idle.into_iter().map(|s| (s.kind, list(s.kind))).collect(),
        rooms: rooms(&viewer),
    })
}

fn rooms(viewer: &Viewer) -> Vec<(&'static str, &'static str)> {
    [
        (Action::ReportView, paths::REPORTS, "nav-report"),
        (Action::AwardRecord, paths::AWARDS, "nav-awards"),
        (Action::AuditView, paths::AUDIT, "admin-audit-title"),
    ]
    .into_iter()
    .filter(|(action, ..)| viewer.ctx.may_anywhere(*action))
    .map(|(_, address, name)| (address, name))
    .collect()
}

fn section(section: WorkSection) -> Section {
    let rest = section.total > section.items.len() as u64;
    Section {
        kind: section.kind,
        total: section.total,
        late: section.items.iter().any(|item| item.late),
        more: rest.then(|| list(section.kind)),
        items: section.items.into_iter().map(item).collect(),
    }
}

fn item(item: WorkItem) -> Item {
    Item {
        href: href(item.target),
        title: item.title,
        note: item.note,
        due: item.due.map(format::date),
        late: item.late,
    }
}

/// The page of the thing itself.
fn href(target: WorkTarget) -> String {
    match target {
        WorkTarget::Dossier(id) => paths::dossier(id),
        WorkTarget::Letter(id) => paths::letter(id),
        WorkTarget::Sheet(movement, year, unit) => paths::unit_sheet(movement, unit, year),
        WorkTarget::Visit(id) => paths::visit(id),
        WorkTarget::Finding(id) => paths::finding(id),
        WorkTarget::Feedback(id) => paths::feedback_case(id),
        WorkTarget::Import(id) => paths::import(id, ""),
    }
}

/// The list that shows all of a kind.
fn list(kind: WorkKind) -> String {
    match kind {
        WorkKind::Overdue => dossiers("overdue"),
        WorkKind::DueSoon => dossiers("due_soon"),
        WorkKind::InHand => dossiers("mine"),
        WorkKind::ToGiveOut => dossiers("finished"),
        WorkKind::SlipsToHand | WorkKind::Awaiting => dossiers("awaiting"),
        WorkKind::LettersToSign => paths::LETTERS.to_owned(),
        WorkKind::Visits => paths::INSPECTIONS.to_owned(),
        WorkKind::Remedies | WorkKind::OverdueRemedies => paths::FINDINGS.to_owned(),
        WorkKind::Feedback => paths::FEEDBACK_DESK.to_owned(),
        WorkKind::SelfScore | WorkKind::Verify | WorkKind::Decide => paths::MOVEMENTS.to_owned(),
        WorkKind::Imports => paths::IMPORTS.to_owned(),
    }
}

fn dossiers(tab: &str) -> String {
    format!("{}?muc={tab}", paths::ONE_STOP)
}
