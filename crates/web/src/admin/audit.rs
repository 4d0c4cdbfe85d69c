//! The audit log: who did what, when, to what; and whether the log itself is whole.

use askama::Template;
use axum::extract::Query;
use jiff::civil::Date;
use nep_app::{
    Ctx, Page as Part,
    audit::{self, AuditDamage, AuditFilter, AuditView},
};
use nep_domain::{
    access::Action,
    audit::{AuditActor, NewAuditEntry},
};
use serde::Deserialize;
use serde_json::Value;

use crate::{
    error::{WebResult, url_encode},
    form::parse_date,
    format,
    key::Key,
    page::{Page, html},
    paths,
    session::Viewer,
};

use super::detail;

/// Entries on one page of the list.
const PER_PAGE: u64 = 50;

/// What the list is narrowed to.
#[derive(Deserialize, Default, Clone)]
pub(crate) struct Filter {
    /// The first part of actions, e.g. `one_stop`.
    #[serde(default, rename = "viec")]
    room: String,
    #[serde(default, rename = "tai-khoan")]
    account: String,
    /// The identifier of the thing changed.
    #[serde(default, rename = "ban-ghi")]
    subject: String,
    #[serde(default, rename = "tu")]
    from: String,
    #[serde(default, rename = "den")]
    to: String,
    #[serde(default, rename = "trang")]
    page: u64,
}

impl Filter {
    fn read(&self, ctx: &Ctx) -> AuditFilter {
        let midnight = |day: Date| ctx.instant(day.at(0, 0, 0, 0));
        AuditFilter {
            subject: self.subject.parse().ok(),
            account: self.account.parse().ok(),
            action_prefix: Some(&self.room).filter(|r| !r.is_empty()).map(|r| format!("{r}.")),
            from: parse_date(&self.from).map(midnight),
            to: parse_date(&self.to).and_then(|day| day.tomorrow().ok()).map(midnight),
            ..AuditFilter::default()
        }
    }

    /// The same list on another page.
    fn at(&self, page: u64) -> String {
        let values = [
            ("viec", &self.room),
            ("tai-khoan", &self.account),
            ("ban-ghi", &self.subject),
            ("tu", &self.from),
            ("den", &self.to),
        ];
        let given = values.into_iter().filter(|(_, v)| !v.is_empty());
        let query: String =
            given.map(|(name, value)| format!("{name}={}&", url_encode(value))).collect();
        format!("{}?{query}trang={page}", paths::AUDIT)
    }
}

#[derive(Template)]
#[template(path = "admin/audit.html")]
struct AuditPage {
    page: Page,
    tab: &'static str,
    filter: Filter,
    rooms: Vec<(String, String)>,
    rows: Vec<Row>,
    earlier: Option<String>,
    later: Option<String>,
}

/// One entry of the list.
struct Row {
    seq: i64,
    at: String,
    who: String,
    action: String,
    kind: String,
    record: Option<String>,
}

/// `GET /quan-tri/nhat-ky`
pub(crate) async fn log(viewer: Viewer, Query(filter): Query<Filter>) -> WebResult {
    let part = Part { offset: filter.page * PER_PAGE, limit: PER_PAGE + 1 };
    let mut entries = audit::list_named(&viewer.ctx, &filter.read(&viewer.ctx), part).await?;
    let more = entries.len() as u64 > PER_PAGE;
    entries.truncate(usize::try_from(PER_PAGE).unwrap_or(usize::MAX));
    let page = viewer.page("admin-audit-title").crumb(paths::ADMIN, "nav-admin");
    html(&AuditPage {
        tab: "audit",
        rooms: rooms(&page),
        rows: entries.iter().map(|e| row(&viewer.ctx, &page, e)).collect(),
        earlier: more.then(|| filter.at(filter.page + 1)),
        later: filter.page.checked_sub(1).map(|n| filter.at(n)),
        filter,
        page,
    })
}

fn rooms(page: &Page) -> Vec<(String, String)> {
    let mut rooms: Vec<_> =
        Action::ALL.iter().filter_map(|a| a.key().split_once('.').map(|(room, _)| room)).collect();
    rooms.dedup();
    rooms.into_iter().map(|room| (room.to_owned(), page.word("audit-room", room))).collect()
}

fn row(ctx: &Ctx, page: &Page, view: &AuditView) -> Row {
    let entry = &view.entry.entry;
    let said = serde_json::from_str(&entry.detail).unwrap_or(Value::Null);
    Row {
        seq: view.entry.seq,
        at: format::date_time(ctx.local(entry.at)),
        who: who(page, view),
        action: deed(page, entry, &said),
        kind: match said["code"].as_str() {
            Some(code) => format!("{} {code}", page.word_or("record", &entry.subject_kind)),
            None => page.word_or("record", &entry.subject_kind),
        },
        record: entry
            .subject
            .and_then(|id| detail::record(ctx, &entry.subject_kind, &id.to_string())),
    }
}

/// What was done, which the permission it took does not always say: one and the same permission gives out a result and
/// stops a dossier.
fn deed(page: &Page, entry: &NewAuditEntry, said: &Value) -> String {
    let kind = entry.subject_kind.as_str();
    let word = |prefix, name: &str| detail::word(page, prefix, said[name].as_str()?);
    let deed = match kind {
        "dossier" => word("dossier-step", "step"),
        "intake_refusal" => Some(page.t("deed-intake-refusal")),
        "award" | "score_sheet" | "own_value" if said["withdrawn"] == true => {
            Some(page.word("deed-withdrawn", kind))
        }
        _ => word("change", "what").or_else(|| word("detail-change", "change")),
    };
    deed.unwrap_or_else(|| page.word_or("action", &entry.action))
}

fn who(page: &Page, view: &AuditView) -> String {
    match (&view.entry.entry.actor, &view.who) {
        (AuditActor::Account(_), Some(name)) => name.clone(),
        (AuditActor::Account(id), None) => id.to_string(),
        (AuditActor::Citizen, _) => page.t("admin-audit-citizen"),
        (AuditActor::System(task), _) => {
            page.t1("admin-audit-system", "task", page.word_or("audit-task", task))
        }
    }
}

#[derive(Template)]
#[template(path = "admin/audit_entry.html")]
struct EntryPage {
    page: Page,
    row: Row,
    details: Vec<(String, String)>,
    /// The list of everything that happened to the same thing.
    history: Option<String>,
    previous_hash: String,
    hash: String,
}

/// `GET /quan-tri/nhat-ky/{entry}`
pub(crate) async fn entry(viewer: Viewer, Key(seq): Key<i64>) -> WebResult {
    let view = audit::entry(&viewer.ctx, seq).await?;
    let page = viewer.page("admin-audit-title");
    let title = page.t1("admin-audit-entry", "number", seq);
    let page = page
        .titled(title)
        .crumb(paths::ADMIN, "nav-admin")
        .crumb(paths::AUDIT, "admin-audit-title");
    html(&EntryPage {
        row: row(&viewer.ctx, &page, &view),
        details: detail::lines(
            &viewer.ctx,
            &page,
            &view.entry.entry.subject_kind,
            &view.entry.entry.detail,
        ),
        history: view.entry.entry.subject.map(|id| format!("{}?ban-ghi={id}", paths::AUDIT)),
        previous_hash: view.entry.previous_hash,
        hash: view.entry.hash,
        page,
    })
}

#[derive(Template)]
#[template(path = "admin/audit_verified.html")]
struct VerifiedPage {
    page: Page,
    count: String,
    damage: Vec<String>,
}

/// `GET /quan-tri/nhat-ky/kiem-tra`: walks the whole log.
pub(crate) async fn verify(viewer: Viewer) -> WebResult {
    let (count, damage) = audit::check(&viewer.ctx).await?;
    let page = viewer
        .page("admin-verify-title")
        .crumb(paths::ADMIN, "nav-admin")
        .crumb(paths::AUDIT, "admin-audit-title");
    let damage = damage.into_iter().map(|d| sentence(&page, &d)).collect();
    html(&VerifiedPage { count: format::number(count), damage, page })
}

fn sentence(page: &Page, damage: &AuditDamage) -> String {
    match damage {
        AuditDamage::Altered(seq) => page.t1("admin-damage-altered", "number", seq),
        AuditDamage::Missing(seq) => page.t1("admin-damage-missing", "number", seq),
        AuditDamage::Unchained(seq) => page.t1("admin-damage-unchained", "number", seq),
        AuditDamage::Cut { expected, found } => {
            page.t2("admin-damage-cut", "expected", expected, "found", found)
        }
    }
}
