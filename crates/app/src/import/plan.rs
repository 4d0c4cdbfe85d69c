//! What a workbook would do: pure, from the rows found and the records that exist.

mod people;
mod units;

use std::collections::HashMap;

use jiff::civil::Date;
use nep_domain::{
    ids::{AssignmentId, Id, PersonId, UnitId},
    org::{OrgTree, Unit},
    staff::{Assignment, Person},
};
use uuid::Uuid;

use super::{
    layout::SheetKind,
    read::RawBook,
    report::{Existing, Problem, Report},
};

/// The records that exist in the body.
pub(super) struct World<'a> {
    /// The body.
    pub(super) root: UnitId,
    /// The organisation, every unit in its newest version.
    pub(super) org: &'a OrgTree,
    /// People by staff code.
    pub(super) people: HashMap<String, Person>,
    /// All assignments of the body by person.
    pub(super) assignments: HashMap<PersonId, Vec<Assignment>>,
    /// What happens to people whose code is already on the staff.
    pub(super) existing: Existing,
    /// The office's day.
    pub(super) today: Date,
}

/// What one row of the people sheet does.
pub(super) enum PersonStep {
    /// The row is wrong and nothing can be said about what it would do.
    Wrong,
    /// The person exists and stays as is.
    Skip,
    /// Somebody new with a place.
    New(Person, Assignment),
    /// Somebody known is corrected, and may get another place while an old one ends.
    Update(Person, Option<Move>),
}

/// Another place for somebody known.
pub(super) struct Move {
    pub(super) place: Assignment,
    pub(super) ends: Option<(AssignmentId, Date)>,
}

/// What a workbook would do, each list in the order of its execution.
#[derive(Default)]
pub(super) struct Plan {
    /// Units that begin, parents before their children.
    pub(super) units: Vec<Unit>,
    pub(super) units_skipped: usize,
    /// One step for each row of the people sheet.
    pub(super) people: Vec<PersonStep>,
    pub(super) problems: Vec<Problem>,
}

impl<'a> World<'a> {
    pub(super) fn new(
        root: UnitId,
        org: &'a OrgTree,
        people: Vec<Person>,
        assignments: Vec<Assignment>,
        existing: Existing,
        today: Date,
    ) -> Self {
        let mut by_person: HashMap<_, Vec<_>> = HashMap::new();
        for assignment in assignments {
            by_person.entry(assignment.person).or_default().push(assignment);
        }
        let people = people.into_iter().map(|p| (p.staff_code.clone(), p)).collect();
        Self { root, org, people, assignments: by_person, existing, today }
    }

    /// Living and former units of the body by code.
    fn units(&self) -> HashMap<&str, &Unit> {
        self.org.units().filter(|u| u.root == self.root).map(|u| (u.code.as_str(), u)).collect()
    }
}

/// Plans the import.
pub(super) fn plan(book: RawBook, world: &World, ids: &mut dyn FnMut() -> Uuid) -> Plan {
    let mut plan = Plan { problems: book.problems, ..Plan::default() };
    let sheet = |kind| book.sheets.iter().find(|s| s.kind == kind);
    if let Some(sheet) = sheet(SheetKind::Units) {
        units::plan(sheet, world, ids, &mut plan);
    }
    if let Some(sheet) = sheet(SheetKind::People) {
        people::plan(sheet, world, ids, &mut plan);
    }
    plan
}

impl Plan {
    /// How many units begin in years that are over, and the first of their days: figures "as it was" of those years
    /// would count them from now on. Nothing is said of the first units of a body, which has no such figures yet.
    fn in_closed_years(&self, world: &World) -> Option<(usize, Date)> {
        let others = world.org.units().any(|u| u.root == world.root && u.id != world.root);
        let founded = self.units.iter().map(|u| u.founded);
        let closed: Vec<_> = founded.filter(|day| day.year() < world.today.year()).collect();
        let first = closed.iter().min().copied()?;
        others.then_some((closed.len(), first))
    }

    /// The report that goes with it.
    pub(super) fn report(&self, world: &World) -> Report {
        let count =
            |wanted: fn(&PersonStep) -> bool| self.people.iter().filter(|s| wanted(s)).count();
        let known =
            |id: UnitId| self.units.iter().find(|u| u.id == id).or_else(|| world.org.get(id));
        let name =
            |id: Option<UnitId>| id.and_then(known).map(|u| u.name.clone()).unwrap_or_default();
        let units = self.units.iter().take(super::report::SAMPLE);
        let people = self.people.iter().filter_map(|step| match step {
            PersonStep::Wrong | PersonStep::Skip => None,
            PersonStep::New(person, place) => Some((person, Some(place))),
            PersonStep::Update(person, moved) => Some((person, moved.as_ref().map(|m| &m.place))),
        });
        let sample = people.take(super::report::SAMPLE).map(|(person, place)| {
            let post = place.map(|p| p.post.clone()).unwrap_or_default();
            [person.staff_code.clone(), person.full_name.clone(), name(place.map(|p| p.unit)), post]
        });
        let report = Report {
            existing: world.existing,
            units_new: self.units.len(),
            units_skipped: self.units_skipped,
            units_before: self.in_closed_years(world),
            people_new: count(|s| matches!(s, PersonStep::New(..))),
            people_updated: count(|s| matches!(s, PersonStep::Update(..))),
            people_skipped: count(|s| matches!(s, PersonStep::Skip)),
            sample_units: units
                .map(|u| [u.code.clone(), u.name.clone(), u.kind.to_string(), name(u.parent)])
                .collect(),
            sample_people: sample.collect(),
            ..Report::default()
        };
        report.with_problems(self.problems.clone())
    }
}

/// A fresh identifier.
fn fresh<T: Id>(ids: &mut dyn FnMut() -> Uuid) -> T {
    T::from_uuid(ids())
}
