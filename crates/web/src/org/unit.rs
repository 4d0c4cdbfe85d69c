//! One page per unit: everything this program knows about it.

use std::collections::HashMap;

use askama::Template;
use axum::extract::Query;
use jiff::civil::Date;
use nep_app::org::{self, PostLine, UnitDetail};
use nep_domain::{
    access::Action,
    ids::UnitId,
    org::{Succession, SuccessionKind},
};

use super::change::ChangeKind;
use crate::{
    error::{WebResult, url_encode},
    form::parse_date,
    key::Key,
    page::{Page, html},
    paths,
    report::UnitFigures,
    session::Viewer,
};

/// A unit that came before or after.
struct Relative {
    href: String,
    name: String,
    kind: SuccessionKind,
    on: Date,
    document: String,
}

#[derive(Template)]
#[template(path = "org/unit.html")]
struct UnitPage {
    page: Page,
    detail: UnitDetail,
    on: Date,
    today: Date,
    parent: Option<(String, String)>,
    hours: Option<String>,
    before: Vec<Relative>,
    after: Vec<Relative>,
    total: PostLine,
    head_href: Option<String>,
    staff_href: Option<String>,
    changes: Vec<(String, ChangeKind)>,
    may_manage: bool,
    unit_figures: UnitFigures,
}

impl UnitPage {
    /// The staff list of one kind, for whoever may see it.
    fn kind_href(&self, line: &PostLine) -> Option<String> {
        self.staff_href.as_ref().map(|href| format!("{href}&loai={}", line.kind))
    }
}

/// `GET /don-vi/{id}?ngay=`
pub(super) async fn unit(
    viewer: Viewer,
    Key(id): Key<UnitId>,
    Query(asked): Query<HashMap<String, String>>,
) -> WebResult {
    let today = viewer.ctx.today();
    let on = asked.get("ngay").and_then(|d| parse_date(d.trim())).unwrap_or(today);
    let detail = org::unit_detail(&viewer.ctx, id, on).await?;
    let tree = viewer.ctx.org_on(on).await?;
    let parent = detail.unit.parent.and_then(|p| tree.get(p).or_else(|| viewer.ctx.org().get(p)));
    let may_manage = viewer.ctx.may(Action::OrgManage, id);
    let may_see_staff = viewer.ctx.may(Action::StaffView, id);
    let sum = |value: fn(&PostLine) -> i64| detail.posts.iter().map(value).sum();
    let kind =
        detail.posts.first().map_or(nep_domain::staff::OfficialKind::Cadre, |line| line.kind);
    let relatives = |wanted: fn(&Succession, UnitId) -> Option<UnitId>| {
        let relative = |s: &Succession| wanted(s, id).map(|other| relative(&viewer, s, other));
        detail.successions.iter().filter_map(relative).collect()
    };
    let changes = ChangeKind::ALL
        .iter()
        .filter(|k| detail.unit.id != detail.unit.root || **k == ChangeKind::Rename);
    let page = viewer.page("org-unit").titled(&detail.unit.name).crumb(paths::ORG, "org-title");
    html(&UnitPage {
        before: relatives(|s, id| (s.to == id).then_some(s.from)),
        after: relatives(|s, id| (s.from == id).then_some(s.to)),
        total: PostLine { kind, quota: sum(|l| l.quota), present: sum(|l| l.present) },
        head_href: detail
            .head
            .as_ref()
            .filter(|_| may_see_staff)
            .map(|(person, _)| paths::person(person.id)),
        staff_href: may_see_staff
            .then(|| format!("{}?don-vi={id}&ngay={}", paths::STAFF, url_encode(&on.to_string()))),
        changes: changes.map(|k| (paths::unit_change(id, k), *k)).collect(),
        unit_figures: UnitFigures::load(&viewer.ctx, &page, id).await?,
        parent: parent.map(|p| (paths::unit(p.id), p.name.clone())),
        hours: tree.office_hours(id).map(str::to_owned),
        may_manage: may_manage && detail.unit.dissolved.is_none(),
        page,
        detail,
        on,
        today,
    })
}

fn relative(viewer: &Viewer, succession: &Succession, other: UnitId) -> Relative {
    Relative {
        href: paths::unit(other),
        name: viewer.ctx.org().get(other).map(|u| u.name.clone()).unwrap_or_default(),
        kind: succession.kind,
        on: succession.on,
        document: succession.document.clone(),
    }
}
