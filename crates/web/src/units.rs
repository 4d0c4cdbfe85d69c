//! Units as choices of a form.

use nep_domain::{ids::UnitId, org::OrgTree};

/// Value and text of each unit that fits, in the order of the tree, indented by its depth below the highest of them.
pub(crate) fn options(tree: &OrgTree, fits: impl Fn(UnitId) -> bool) -> Vec<(String, String)> {
    let found: Vec<_> = tree
        .roots()
        .flat_map(|root| tree.subtree(root.id))
        .filter(|(unit, _)| fits(unit.id))
        .collect();
    let highest = found.iter().map(|(_, depth)| *depth).min().unwrap_or_default();
    found
        .into_iter()
        .map(|(unit, depth)| {
            (unit.id.to_string(), format!("{}{}", "– ".repeat(depth - highest), unit.name))
        })
        .collect()
}
