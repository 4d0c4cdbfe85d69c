//! The organisation tree through time: dated units, successions, and the tree of a day.

use std::collections::HashMap;

use jiff::civil::Date;

use crate::{
    access::{Relation, Role},
    ids::{SuccessionId, UnitId, UnitVersionId},
    refusal::Refusal,
    text, text_enum,
};

pub mod change;
mod post;

pub use post::{head_title, is_committee, signing_lines};

text_enum! {
    /// What kind of body a unit is.
    UnitKind {
        /// Ủy ban nhân dân of a province or district, or another body at the root of the tree.
        Body = "body",
        /// Phòng, ban: a specialised agency.
        Agency = "agency",
        /// Ủy ban nhân dân xã, phường, thị trấn.
        Commune = "commune",
        /// Đơn vị sự nghiệp công lập: school, health station, centre.
        ServiceUnit = "service_unit",
        /// Bộ phận tiếp nhận và trả kết quả: the one-stop desk.
        OneStopDesk = "one_stop_desk",
        /// Đoàn thể: Front, unions and associations.
        MassOrganisation = "mass_organisation",
    }
}

impl UnitKind {
    /// Whether units of this kind take part in a movement with a score sheet of their own: not the body, whose
    /// result is that of its units together, nor a desk, which is part of another unit.
    pub fn takes_part(self) -> bool {
        !matches!(self, Self::Body | Self::OneStopDesk)
    }
}

text_enum! {
    /// How one unit follows another.
    SuccessionKind {
        /// Several become one.
        Merge = "merge",
        /// One becomes several.
        Split = "split",
        /// It ends, its work passes on.
        Dissolve = "dissolve",
        /// It goes on under another name.
        Rename = "rename",
    }
}

/// A unit as it stood at some time: its life, and the version of its name and place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unit {
    /// Identifier for the unit's whole life.
    pub id: UnitId,
    /// The body at the top of its tree (itself for a root). Nothing crosses between roots.
    pub root: UnitId,
    /// Short code, unique under the root, e.g. `XNC01`.
    pub code: String,
    /// Kind of body.
    pub kind: UnitKind,
    /// First day of its life.
    pub founded: Date,
    /// Last day of its life, once dissolved.
    pub dissolved: Option<Date>,
    /// The version shown here.
    pub version_id: UnitVersionId,
    /// Name in that version.
    pub name: String,
    /// Parent in that version.
    pub parent: Option<UnitId>,
    /// First day of that version.
    pub valid_from: Date,
    /// Last day of that version, unless it still holds.
    pub valid_to: Option<Date>,
    /// Electronic identifier in dossier codes (QĐ 20/2020/QĐ-TTg), e.g. `H14.25`.
    pub identifier: Option<String>,
    /// Office hours like `07:30-11:30,13:30-17:00`; inherited from the parent when absent.
    pub office_hours: Option<String>,
}

impl Unit {
    /// Whether the unit lives on a day.
    pub fn lives_on(&self, day: Date) -> bool {
        self.founded <= day && self.dissolved.is_none_or(|end| day <= end)
    }
}

/// A link between a unit and one that follows it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Succession {
    /// Identifier.
    pub id: SuccessionId,
    /// The unit before.
    pub from: UnitId,
    /// The unit after; the same one for a rename.
    pub to: UnitId,
    /// How.
    pub kind: SuccessionKind,
    /// First day of the new state.
    pub on: Date,
    /// The deciding document (number, date, issuer).
    pub document: String,
}

/// The organisation on one day: units that lived then, by id, with their place.
#[derive(Clone, Debug, Default)]
pub struct OrgTree {
    units: HashMap<UnitId, Unit>,
    children: HashMap<UnitId, Vec<UnitId>>,
    roots: Vec<UnitId>,
    kinds: HashMap<UnitKind, Vec<UnitId>>,
}

impl OrgTree {
    /// Builds the tree of a day from the unit versions that hold on it. Children are ordered by kind, then name.
    pub fn new(units: impl IntoIterator<Item = Unit>) -> Self {
        let units: HashMap<_, _> = units.into_iter().map(|u| (u.id, u)).collect();
        let mut tree = Self { units, ..Self::default() };
        let mut ordered: Vec<_> = tree.units.values().collect();
        ordered.sort_by(|a, b| {
            let names = || text::compare(&a.name, &b.name);
            a.kind.cmp(&b.kind).then_with(names).then_with(|| a.id.cmp(&b.id))
        });
        for unit in ordered {
            tree.kinds.entry(unit.kind).or_default().push(unit.id);
            match unit.parent.filter(|p| tree.units.contains_key(p)) {
                Some(parent) => tree.children.entry(parent).or_default().push(unit.id),
                None => tree.roots.push(unit.id),
            }
        }
        tree
    }

    /// A unit by id.
    pub fn get(&self, id: UnitId) -> Option<&Unit> {
        self.units.get(&id)
    }

    /// A unit that must live on the tree's day.
    ///
    /// # Errors
    /// `unit-not-on-that-date` when it does not.
    pub fn require(&self, id: UnitId) -> Result<&Unit, Refusal> {
        self.get(id).ok_or_else(|| Refusal::new("unit-not-on-that-date"))
    }

    /// The bodies at the top.
    pub fn roots(&self) -> impl Iterator<Item = &Unit> {
        self.roots.iter().filter_map(|id| self.units.get(id))
    }

    /// The units right below one.
    pub fn children(&self, id: UnitId) -> impl Iterator<Item = &Unit> {
        self.children.get(&id).into_iter().flatten().filter_map(|id| self.units.get(id))
    }

    /// How many units are right below one.
    pub fn child_count(&self, id: UnitId) -> usize {
        self.children.get(&id).map_or(0, Vec::len)
    }

    /// A unit and everything below it, top down, each with its depth from 0.
    pub fn subtree(&self, id: UnitId) -> Vec<(&Unit, usize)> {
        let mut out = Vec::new();
        let mut stack = vec![(id, 0)];
        while let Some((id, depth)) = stack.pop() {
            let Some(unit) = self.units.get(&id) else { continue };
            out.push((unit, depth));
            for child in self.children.get(&id).into_iter().flatten().rev() {
                stack.push((*child, depth + 1));
            }
        }
        out
    }

    /// The unit's ancestors from its parent up to the root.
    pub fn ancestors(&self, id: UnitId) -> impl Iterator<Item = &Unit> {
        let mut next = self.get(id).and_then(|u| u.parent);
        // A well-formed tree is far shallower; the bound keeps a damaged one from looping.
        std::iter::from_fn(move || {
            let unit = self.units.get(&next?)?;
            next = unit.parent;
            Some(unit)
        })
        .take(64)
    }

    /// How `unit` stands to a role's unit.
    pub fn relation(&self, role_unit: UnitId, unit: UnitId) -> Relation {
        if role_unit == unit {
            Relation::Own
        } else if self.ancestors(unit).any(|a| a.id == role_unit) {
            Relation::Subordinate
        } else {
            Relation::Other
        }
    }

    /// The people's committee a unit belongs to: itself, or the nearest one above.
    fn committee(&self, id: UnitId) -> Option<UnitId> {
        let line = self.get(id).into_iter().chain(self.ancestors(id));
        let mut committees = line.filter(|u| matches!(u.kind, UnitKind::Body | UnitKind::Commune));
        committees.next().map(|u| u.id)
    }

    fn is_desk(&self, id: UnitId) -> bool {
        self.get(id).is_some_and(|u| u.kind == UnitKind::OneStopDesk)
    }

    /// The unit whose branch holds everything a role reaches: the role's own unit; for an officer of a one-stop desk
    /// the people's committee whose desk it is, also where the desk is a part of its office.
    pub fn served_from(&self, role: Role, role_unit: UnitId) -> UnitId {
        let desk = role == Role::DeskOfficer && self.is_desk(role_unit);
        desk.then(|| self.committee(role_unit)).flatten().unwrap_or(role_unit)
    }

    /// How `unit` stands to a role held at a unit. To an officer of a one-stop desk what belongs to the desk's own
    /// committee is subordinate, but no other committee and nothing of it; one's own is the desk alone, also for
    /// who holds the role at the committee or office the desk is a part of.
    pub fn relation_of(&self, role: Role, role_unit: UnitId, unit: UnitId) -> Relation {
        let plain = self.relation(role_unit, unit);
        if role != Role::DeskOfficer || plain == Relation::Own {
            return plain;
        }
        let own = self.committee(role_unit);
        let same_committee = own.is_some() && self.committee(unit) == own;
        match plain {
            Relation::Subordinate if same_committee && self.is_desk(unit) => Relation::Own,
            Relation::Other if same_committee && self.is_desk(role_unit) => Relation::Subordinate,
            plain => plain,
        }
    }

    /// Office hours that hold for the unit: its own or the nearest ancestor's.
    pub fn office_hours(&self, id: UnitId) -> Option<&str> {
        let own = self.get(id).and_then(|u| u.office_hours.as_deref());
        own.or_else(|| self.ancestors(id).find_map(|u| u.office_hours.as_deref()))
    }

    /// The units of a kind.
    pub fn of_kind(&self, kind: UnitKind) -> impl Iterator<Item = &Unit> {
        self.kinds.get(&kind).into_iter().flatten().filter_map(|id| self.units.get(id))
    }

    /// All units, in no particular order.
    pub fn units(&self) -> impl Iterator<Item = &Unit> {
        self.units.values()
    }

    /// How many units there are.
    pub fn len(&self) -> usize {
        self.units.len()
    }

    /// Whether the tree is empty.
    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::{OrgTree, Unit, UnitKind};
    use crate::{
        access::{Relation, Role},
        ids::{Id, UnitId, UnitVersionId},
    };

    fn unit(n: u128, parent: Option<u128>) -> Unit {
        let id = |n| UnitId::from_uuid(Uuid::from_u128(n));
        Unit {
            id: id(n),
            root: id(1),
            code: format!("U{n}"),
            kind: if parent.is_none() { UnitKind::Body } else { UnitKind::Agency },
            founded: date(2019, 1, 1),
            dissolved: None,
            version_id: UnitVersionId::from_uuid(Uuid::from_u128(n)),
            name: format!("Phòng {n}"),
            parent: parent.map(id),
            valid_from: date(2019, 1, 1),
            valid_to: None,
            identifier: None,
            office_hours: (n == 1).then(|| "07:30-11:30,13:30-17:00".to_owned()),
        }
    }

    #[test]
    fn relations_and_inheritance_follow_the_tree() {
        let tree = OrgTree::new([unit(1, None), unit(2, Some(1)), unit(3, Some(2)), unit(9, None)]);
        let id = |n| UnitId::from_uuid(Uuid::from_u128(n));
        assert_eq!(tree.relation(id(1), id(1)), Relation::Own);
        assert_eq!(tree.relation(id(1), id(3)), Relation::Subordinate);
        assert_eq!(tree.relation(id(3), id(1)), Relation::Other);
        assert_eq!(tree.relation(id(1), id(9)), Relation::Other);
        assert_eq!(tree.office_hours(id(3)), Some("07:30-11:30,13:30-17:00"));
        assert_eq!(tree.office_hours(id(9)), None);
        for unit in [1, 2, 3, 9] {
            let plain = tree.relation(id(2), id(unit));
            assert_eq!(tree.relation_of(Role::DeskOfficer, id(2), id(unit)), plain, "{unit}");
        }
        let depths: Vec<_> = tree.subtree(id(1)).into_iter().map(|(u, d)| (u.id, d)).collect();
        assert_eq!(depths, [(id(1), 0), (id(2), 1), (id(3), 2)]);
    }

    #[test]
    fn units_stand_in_the_order_of_the_alphabet() {
        let named = |n, name: &str| Unit { name: name.to_owned(), ..unit(n, Some(1)) };
        let tree = OrgTree::new([
            unit(1, None),
            named(2, "Phòng Xây dựng"),
            named(3, "Phòng Đất đai"),
            named(4, "Phòng Dân tộc"),
            named(5, "Phòng Giáo dục"),
        ]);
        let names: Vec<_> = tree.children(unit(1, None).id).map(|u| u.name.as_str()).collect();
        assert_eq!(names, ["Phòng Dân tộc", "Phòng Đất đai", "Phòng Giáo dục", "Phòng Xây dựng"]);
    }

    // A desk serves the committee whose desk it is, with everything below; it does not decide there. Where in the
    // committee the desk stands makes no difference.
    #[test]
    fn a_desk_stands_for_the_committee_it_serves() {
        let commune = Unit { kind: UnitKind::Commune, ..unit(2, Some(1)) };
        let desk = Unit { kind: UnitKind::OneStopDesk, ..unit(4, Some(3)) };
        let body_desk = Unit { kind: UnitKind::OneStopDesk, ..unit(5, Some(6)) };
        let (office, body) = (unit(6, Some(1)), unit(1, None));
        let tree = OrgTree::new([body, commune, unit(3, Some(2)), desk, body_desk, office]);
        let id = |n| UnitId::from_uuid(Uuid::from_u128(n));
        let to = |role, n| tree.relation_of(role, id(4), id(n));
        assert_eq!(tree.served_from(Role::DeskOfficer, id(4)), id(2));
        assert_eq!(tree.served_from(Role::DeskOfficer, id(5)), id(1));
        assert_eq!(to(Role::DeskOfficer, 4), Relation::Own);
        assert_eq!(to(Role::DeskOfficer, 5), Relation::Other);
        assert_eq!(to(Role::DeskOfficer, 2), Relation::Subordinate);
        assert_eq!(to(Role::DeskOfficer, 3), Relation::Subordinate);
        assert_eq!(to(Role::DeskOfficer, 1), Relation::Other);
        // The desk of the body above serves the body's own offices, not the commune or anything of it.
        let above = |n| tree.relation_of(Role::DeskOfficer, id(5), id(n));
        assert_eq!([above(1), above(6)], [Relation::Subordinate; 2]);
        assert_eq!([above(2), above(3), above(4)], [Relation::Other; 3]);
        // Whoever has the role at the committee or the office around the desk decides at the desk as well.
        for role_unit in [1, 6] {
            let relation = tree.relation_of(Role::DeskOfficer, id(role_unit), id(5));
            assert_eq!(relation, Relation::Own, "{role_unit}");
        }
        assert_eq!(tree.relation_of(Role::DeskOfficer, id(1), id(4)), Relation::Subordinate);
        // Whoever holds another role there has only the desk.
        assert_eq!(to(Role::Head, 4), Relation::Own);
        assert_eq!(to(Role::Head, 3), Relation::Other);
    }
}
