//! Units as choices of a form.

use std::collections::HashSet;

use nep_domain::{
    access::Scope,
    ids::UnitId,
    org::{OrgTree, Unit},
};

/// Most units a filter offers before a unit is chosen: more are neither read nor quickly sent.
const MOST: usize = 200;

/// Value and text of each unit that fits, in the order of the tree, indented by its depth below the highest of them.
pub(crate) fn options(tree: &OrgTree, fits: impl Fn(UnitId) -> bool) -> Vec<(String, String)> {
    let found: Vec<_> = tree
        .roots()
        .flat_map(|root| tree.subtree(root.id))
        .filter(|(unit, _)| fits(unit.id))
        .collect();
    indented(found)
}

/// Value and text of units to narrow a list to, as [`narrowed`] finds them.
pub(crate) fn narrowing(
    tree: &OrgTree,
    scope: &Scope,
    chosen: Option<UnitId>,
) -> Vec<(String, String)> {
    let found = narrowed(tree, scope, chosen);
    found
        .iter()
        .map(|o| (o.unit.id.to_string(), format!("{}{}", o.indent(), o.unit.name)))
        .collect()
}

/// Units to narrow a list to, each with its depth: of a large body the upper levels only, and below a chosen unit and
/// those above it all they have, so that one goes down step by step.
pub(crate) fn narrowed<'a>(
    tree: &'a OrgTree,
    scope: &Scope,
    chosen: Option<UnitId>,
) -> Vec<Offered<'a>> {
    let single: HashSet<UnitId> = scope.units.iter().copied().collect();
    let reached = |unit: &Unit| scope.bodies.contains(&unit.root) || single.contains(&unit.id);
    let tops = tree.roots().filter(|unit| reached(unit)).map(|unit| unit.id);
    let lone = scope.units.iter().copied().filter(|id| {
        tree.get(*id).is_some_and(|unit| unit.parent.is_none_or(|parent| !single.contains(&parent)))
    });
    let tops: Vec<UnitId> = tops.chain(lone).collect();
    let levels = levels_shown(tree, &tops);
    let open: HashSet<UnitId> = chosen
        .into_iter()
        .chain(chosen.into_iter().flat_map(|id| tree.ancestors(id).map(|u| u.id)))
        .collect();
    let mut found = Vec::new();
    let mut stack: Vec<(UnitId, usize)> = tops.iter().rev().map(|id| (*id, 0)).collect();
    while let Some((id, depth)) = stack.pop() {
        let Some(unit) = tree.get(id) else { continue };
        found.push(Offered { unit, depth, chosen: chosen == Some(id) });
        if depth < levels || open.contains(&id) {
            let below: Vec<_> = tree.children(id).filter(|unit| reached(unit)).collect();
            stack.extend(below.into_iter().rev().map(|unit| (unit.id, depth + 1)));
        }
    }
    found
}

/// A unit to narrow a list to.
pub(crate) struct Offered<'a> {
    pub(crate) unit: &'a Unit,
    depth: usize,
    pub(crate) chosen: bool,
}

impl Offered<'_> {
    /// What stands before its name.
    pub(crate) fn indent(&self) -> &'static str {
        indent(self.depth)
    }
}

/// What stands before the name of a unit some levels below the highest.
fn indent(depth: usize) -> &'static str {
    const STEPS: &str = "– – – – – – – – – – – – ";
    STEPS.get(..depth * "– ".len()).unwrap_or(STEPS)
}

/// How many levels below the top ones can be offered whole.
fn levels_shown(tree: &OrgTree, tops: &[UnitId]) -> usize {
    let (mut level, mut shown, mut depth) = (tops.to_vec(), tops.len(), 0);
    loop {
        let below: usize = level.iter().map(|id| tree.child_count(*id)).sum();
        shown += below;
        if below == 0 || shown > MOST {
            return depth;
        }
        level = level.iter().flat_map(|id| tree.children(*id)).map(|unit| unit.id).collect();
        depth += 1;
    }
}

fn indented(found: Vec<(&Unit, usize)>) -> Vec<(String, String)> {
    let highest = found.iter().map(|(_, depth)| *depth).min().unwrap_or_default();
    found
        .into_iter()
        .map(|(unit, depth)| {
            (unit.id.to_string(), format!("{}{}", indent(depth - highest), unit.name))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::narrowing;
    use jiff::civil::date;
    use nep_domain::{
        access::Scope,
        ids::{UnitId, UnitVersionId},
        org::{OrgTree, Unit, UnitKind},
    };

    fn id(n: u128) -> UnitId {
        format!("00000000-0000-7000-8000-{n:012}").parse().unwrap()
    }

    fn unit(n: u128, parent: Option<u128>) -> Unit {
        Unit {
            id: id(n),
            root: id(1),
            code: format!("U{n}"),
            kind: if parent.is_none() { UnitKind::Body } else { UnitKind::Commune },
            founded: date(2019, 1, 1),
            dissolved: None,
            version_id: "00000000-0000-7000-8000-000000000000".parse::<UnitVersionId>().unwrap(),
            name: format!("Xã {n:04}"),
            parent: parent.map(id),
            valid_from: date(2019, 1, 1),
            valid_to: None,
            identifier: None,
            office_hours: None,
        }
    }

    /// A body, ten communes, and below each `below` units.
    fn body(below: u128) -> OrgTree {
        let communes = (2..12).map(|n| unit(n, Some(1)));
        let rest = (2..12).flat_map(|c| (0..below).map(move |n| unit(c * 1000 + n, Some(c))));
        OrgTree::new([unit(1, None)].into_iter().chain(communes).chain(rest))
    }

    #[test]
    fn a_small_body_is_offered_whole_and_a_large_one_step_by_step() {
        let all = Scope { bodies: vec![id(1)], units: Vec::new() };
        assert_eq!(narrowing(&body(5), &all, None).len(), 61);
        let large = body(50);
        assert_eq!(narrowing(&large, &all, None).len(), 11);
        let chosen = narrowing(&large, &all, Some(id(3)));
        assert_eq!(chosen.len(), 61);
        assert_eq!(chosen[3].1, "– – Xã 3000");
        // A chosen unit further down keeps its place among its neighbours.
        assert_eq!(narrowing(&large, &all, Some(id(3007))).len(), 61);
    }

    #[test]
    fn who_sees_single_units_is_offered_these() {
        let own = Scope { bodies: Vec::new(), units: vec![id(3), id(3000), id(3001), id(5004)] };
        let offered = narrowing(&body(50), &own, None);
        let texts: Vec<_> = offered.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(texts, ["Xã 0003", "– Xã 3000", "– Xã 3001", "Xã 5004"]);
    }
}
