//! Changes of the organisation: renaming, moving, merging, splitting, dissolving.
//!
//! Each function decides what a change does to the stored rows and changes nothing itself. A change takes effect
//! at the start of a day; a unit that ends lives through the day before.

use jiff::civil::Date;
use uuid::Uuid;

use super::{OrgTree, Succession, SuccessionKind, Unit};
use crate::{
    ids::{Id, SuccessionId, UnitId, UnitVersionId},
    refusal::Refusal,
};

/// What a change does, in the order in which it is to be stored.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Change {
    /// Units that begin.
    pub founded: Vec<Unit>,
    /// New versions of units that go on.
    pub versions: Vec<Unit>,
    /// Units that end, each with its last day.
    pub ended: Vec<(UnitId, Date)>,
    /// Who follows whom.
    pub successions: Vec<Succession>,
}

/// When and by which document a change is made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Decree {
    /// First day of the new state.
    pub on: Date,
    /// Number, date and issuer of the deciding document.
    pub document: String,
}

/// Fresh identifiers, made outside because this floor knows no random source.
pub type NewIds<'a> = &'a mut dyn FnMut() -> Uuid;

/// A unit goes on under another name.
///
/// # Errors
/// `unit-not-on-that-date`, `org-newer-version` when the unit was changed on that day or later, `org-same-name`.
pub fn rename(
    tree: &OrgTree,
    newest: &Unit,
    name: String,
    decree: &Decree,
    ids: NewIds,
) -> Result<Change, Refusal> {
    tree.require(newest.id)?;
    check_newest(newest, decree.on)?;
    if newest.name == name {
        return Err(Refusal::new("org-same-name"));
    }
    Ok(Change {
        versions: vec![Unit { name, ..next_version(newest, decree.on, ids) }],
        successions: vec![succession(newest.id, newest.id, SuccessionKind::Rename, decree, ids)],
        ..Change::default()
    })
}

/// A unit gets another parent; nothing else about it changes.
///
/// # Errors
/// `unit-not-on-that-date` for either, `org-newer-version`, `org-root-stays`, `org-other-body` for a parent of another
/// body, `org-below-itself` for a parent inside the moved branch.
pub fn move_unit(
    tree: &OrgTree,
    newest: &Unit,
    parent: UnitId,
    on: Date,
    ids: NewIds,
) -> Result<Change, Refusal> {
    tree.require(newest.id)?;
    check_newest(newest, on)?;
    if newest.id == newest.root {
        return Err(Refusal::new("org-root-stays"));
    }
    if tree.require(parent)?.root != newest.root {
        return Err(Refusal::new("org-other-body"));
    }
    if parent == newest.id || tree.ancestors(parent).any(|u| u.id == newest.id) {
        return Err(Refusal::new("org-below-itself"));
    }
    let moved = Unit { parent: Some(parent), ..next_version(newest, on, ids) };
    Ok(Change { versions: vec![moved], ..Change::default() })
}

/// The unit that others merge into.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Successor {
    /// A unit founded by the merger; its founding day must be the merger's.
    New(Box<Unit>),
    /// A unit that lives on.
    Existing(UnitId),
}

/// Several units become one. Their sub-units follow to the successor.
///
/// # Errors
/// `org-nothing-to-merge` unless at least two units come together, `unit-not-on-that-date`, `org-other-body`,
/// `org-root-stays`, `org-newer-version`, `org-below-itself` when the successor is one of the merged or below one.
pub fn merge(
    tree: &OrgTree,
    from: &[Unit],
    into: Successor,
    decree: &Decree,
    ids: NewIds,
) -> Result<Change, Refusal> {
    let mut change = Change::default();
    let (target, root, least) = match into {
        Successor::New(unit) => {
            let known = (unit.id, unit.root, 2);
            change.founded.push(*unit);
            known
        }
        Successor::Existing(id) => (id, tree.require(id)?.root, 1),
    };
    if from.len() < least {
        return Err(Refusal::new("org-nothing-to-merge"));
    }
    let merged: Vec<_> = from.iter().map(|u| u.id).collect();
    let place = change.founded.first().map_or(Some(target), |u| u.parent);
    let line =
        place.into_iter().chain(place.into_iter().flat_map(|p| tree.ancestors(p).map(|u| u.id)));
    if line.into_iter().any(|id| merged.contains(&id)) {
        return Err(Refusal::new("org-below-itself"));
    }
    for unit in from {
        end(tree, unit, root, decree, &mut change)?;
        change.successions.push(succession(unit.id, target, SuccessionKind::Merge, decree, ids));
        for child in tree.children(unit.id).filter(|c| !merged.contains(&c.id)) {
            check_newest(child, decree.on)?;
            change
                .versions
                .push(Unit { parent: Some(target), ..next_version(child, decree.on, ids) });
        }
    }
    Ok(change)
}

/// One unit becomes several new ones. Sub-units must have been moved before, since only people know where they belong.
///
/// # Errors
/// `org-split-into-one` for fewer than two parts, `org-has-children`, `unit-not-on-that-date`, `org-other-body`,
/// `org-root-stays`, `org-newer-version`.
pub fn split(
    tree: &OrgTree,
    unit: &Unit,
    into: Vec<Unit>,
    decree: &Decree,
    ids: NewIds,
) -> Result<Change, Refusal> {
    if into.len() < 2 {
        return Err(Refusal::new("org-split-into-one"));
    }
    check_childless(tree, unit)?;
    let mut change = Change::default();
    end(tree, unit, unit.root, decree, &mut change)?;
    for part in into {
        change.successions.push(succession(unit.id, part.id, SuccessionKind::Split, decree, ids));
        change.founded.push(part);
    }
    Ok(change)
}

/// A unit ends; its work passes to the units named, or to nobody.
///
/// # Errors
/// As [`split`], and `org-below-itself` when the unit is to follow itself.
pub fn dissolve(
    tree: &OrgTree,
    unit: &Unit,
    heirs: &[UnitId],
    decree: &Decree,
    ids: NewIds,
) -> Result<Change, Refusal> {
    check_childless(tree, unit)?;
    let mut change = Change::default();
    end(tree, unit, unit.root, decree, &mut change)?;
    for heir in heirs {
        if *heir == unit.id {
            return Err(Refusal::new("org-below-itself"));
        }
        if tree.require(*heir)?.root != unit.root {
            return Err(Refusal::new("org-other-body"));
        }
        change.successions.push(succession(unit.id, *heir, SuccessionKind::Dissolve, decree, ids));
    }
    Ok(change)
}

fn end(
    tree: &OrgTree,
    unit: &Unit,
    root: UnitId,
    decree: &Decree,
    change: &mut Change,
) -> Result<(), Refusal> {
    tree.require(unit.id)?;
    check_newest(unit, decree.on)?;
    if unit.id == unit.root {
        return Err(Refusal::new("org-root-stays"));
    }
    if unit.root != root {
        return Err(Refusal::new("org-other-body"));
    }
    let last = decree.on.yesterday().map_err(|_| Refusal::new("unit-not-on-that-date"))?;
    change.ended.push((unit.id, last));
    Ok(())
}

fn check_childless(tree: &OrgTree, unit: &Unit) -> Result<(), Refusal> {
    match tree.children(unit.id).count() {
        0 => Ok(()),
        count => Err(Refusal::new("org-has-children").with("count", count)),
    }
}

/// History is only ever continued at its end: `newest` must hold before the day, still hold, and not be ended.
fn check_newest(newest: &Unit, on: Date) -> Result<(), Refusal> {
    if newest.valid_from >= on || newest.valid_to.is_some() || newest.dissolved.is_some() {
        return Err(Refusal::new("org-newer-version")
            .with("name", &newest.name)
            .with("date", newest.valid_from));
    }
    Ok(())
}

fn next_version(unit: &Unit, on: Date, ids: NewIds) -> Unit {
    Unit {
        version_id: UnitVersionId::from_uuid(ids()),
        valid_from: on,
        valid_to: None,
        ..unit.clone()
    }
}

fn succession(
    from: UnitId,
    to: UnitId,
    kind: SuccessionKind,
    decree: &Decree,
    ids: NewIds,
) -> Succession {
    let id = SuccessionId::from_uuid(ids());
    Succession { id, from, to, kind, on: decree.on, document: decree.document.clone() }
}

#[cfg(test)]
mod tests;
