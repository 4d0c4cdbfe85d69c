//! Units as choices of a form.

use nep_domain::{ids::UnitId, org::OrgTree};

/// Value and text of each unit that fits, in the order of the tree, indented by its depth.
pub(crate) fn options(tree: &OrgTree, fits: impl Fn(UnitId) -> bool) -> Vec<(String, String)> {
    tree.roots()
        .flat_map(|root| tree.subtree(root.id))
        .filter(|(unit, _)| fits(unit.id))
        .map(|(unit, depth)| (unit.id.to_string(), format!("{}{}", "– ".repeat(depth), unit.name)))
        .collect()
}
