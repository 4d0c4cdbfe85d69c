//! The organisation on any day.

use std::collections::HashMap;

use askama::Template;
use axum::extract::Query;
use jiff::civil::Date;
use nep_app::{org, staff};
use nep_domain::{
    access::Action,
    ids::UnitId,
    org::{OrgTree, Unit},
};

use crate::{
    error::WebResult,
    form::parse_date,
    page::{Page, html},
    paths,
    session::Viewer,
};

/// A unit of the tree with what is below it.
struct Node {
    href: String,
    name: String,
    people: i64,
    children: Vec<Node>,
    open: bool,
}

#[derive(Template)]
#[template(path = "org/tree.html")]
struct TreePage {
    page: Page,
    on: Date,
    today: bool,
    nodes: Vec<Node>,
    units: i64,
    people: i64,
    may_manage: bool,
    may_import: bool,
    may_see_staff: bool,
}

#[derive(Template)]
#[template(path = "org/node.html")]
struct NodePart<'a> {
    page: &'a Page,
    node: &'a Node,
}

impl TreePage {
    /// A node as HTML; nodes hold nodes, which a template cannot include in itself.
    fn node(&self, node: &Node) -> Result<String, askama::Error> {
        NodePart { page: &self.page, node }.render()
    }
}

impl NodePart<'_> {
    fn child(&self, node: &Node) -> Result<String, askama::Error> {
        NodePart { page: self.page, node }.render()
    }
}

/// `GET /to-chuc?ngay=`
pub(super) async fn tree(
    viewer: Viewer,
    Query(asked): Query<HashMap<String, String>>,
) -> WebResult {
    let today = viewer.ctx.today();
    let on = asked.get("ngay").and_then(|d| parse_date(d.trim())).unwrap_or(today);
    let (roots, tree) = org::tree_on(&viewer.ctx, on).await?;
    let mut nodes = Vec::new();
    for root in roots {
        let counts = staff::present_by_unit(&viewer.ctx, root, on).await?;
        nodes.extend(tree.get(root).map(|unit| node(&tree, unit, &counts, 0)));
    }
    html(&TreePage {
        on,
        today: on == today,
        units: nodes.iter().map(Node::size).sum(),
        people: nodes.iter().map(|n| n.people).sum(),
        may_manage: viewer.ctx.may_anywhere(Action::OrgManage),
        may_import: !nep_app::import::bodies(&viewer.ctx).is_empty(),
        may_see_staff: viewer.ctx.may_anywhere(Action::StaffView),
        page: viewer.page("org-title").crumb(paths::DESK, "nav-desk"),
        nodes,
    })
}

fn node(tree: &OrgTree, unit: &Unit, counts: &HashMap<UnitId, i64>, depth: usize) -> Node {
    let children: Vec<_> =
        tree.children(unit.id).map(|child| node(tree, child, counts, depth + 1)).collect();
    let below: i64 = children.iter().map(|c| c.people).sum();
    Node {
        href: paths::unit(unit.id),
        name: unit.name.clone(),
        people: below + counts.get(&unit.id).copied().unwrap_or_default(),
        children,
        open: depth == 0,
    }
}

impl Node {
    fn size(&self) -> i64 {
        1 + self.children.iter().map(Self::size).sum::<i64>()
    }
}
