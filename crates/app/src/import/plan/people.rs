//! People of the workbook.

use std::collections::HashMap;

use nep_domain::{
    ids::UnitId,
    org::Unit,
    staff::{self, Assignment, Gender, OfficialKind, Person},
};
use uuid::Uuid;

use super::{Move, PersonStep, Plan, World, fresh};
use crate::import::{
    cells::Cells,
    layout::{by_word, gender_word, official_kind_word, people as col},
    read::RawSheet,
    report::Existing,
};

/// What rows are checked against: it grows with every row taken.
struct Known<'a> {
    units: HashMap<String, &'a Unit>,
    rows_by_code: HashMap<String, u32>,
    heads: HashMap<UnitId, Vec<Assignment>>,
}

pub(super) fn plan(
    sheet: &RawSheet,
    world: &World,
    ids: &mut dyn FnMut() -> Uuid,
    plan: &mut Plan,
) {
    let Plan { units, people, problems, .. } = plan;
    let mut known = Known {
        units: world.units().into_iter().map(|(code, unit)| (code.to_owned(), unit)).collect(),
        rows_by_code: HashMap::new(),
        heads: HashMap::new(),
    };
    known.units.extend(units.iter().map(|u| (u.code.clone(), u)));
    for head in world.assignments.values().flatten().filter(|a| a.is_head) {
        known.heads.entry(head.unit).or_default().push(head.clone());
    }
    for row in &sheet.rows {
        let cells = Cells::new(sheet, row, problems);
        people.push(step(cells, world, &mut known, ids));
    }
}

fn step(
    mut cells: Cells,
    world: &World,
    known: &mut Known,
    ids: &mut dyn FnMut() -> Uuid,
) -> PersonStep {
    let person = read_person(&mut cells, world, ids);
    let unit = read_unit(&mut cells, known);
    let place = read_place(&mut cells, &person, unit, ids);
    let code = &person.staff_code;
    if let Some(first) = known.rows_by_code.get(code).filter(|_| !code.is_empty()) {
        let first = first.to_string();
        cells.problem(col::CODE, "code-twice", code, &first);
        return PersonStep::Wrong;
    }
    known.rows_by_code.insert(code.clone(), cells.number());
    match (world.people.get(code), unit) {
        (Some(_), _) if world.existing == Existing::Skip => PersonStep::Skip,
        (Some(before), unit) => {
            let person = Person {
                id: before.id,
                birth_date: person.birth_date.or(before.birth_date),
                gender: person.gender.or(before.gender),
                version: before.version,
                ..person
            };
            let place = Assignment { person: before.id, ..place };
            let moved = unit.and_then(|unit| move_to(&mut cells, place, unit, world, known));
            PersonStep::Update(person, moved)
        }
        (None, Some(unit)) => {
            check(&mut cells, &place, unit, &[], known);
            PersonStep::New(person, place)
        }
        (None, None) => PersonStep::Wrong,
    }
}

fn read_person(cells: &mut Cells, world: &World, ids: &mut dyn FnMut() -> Uuid) -> Person {
    let birth_date = cells.date(col::BIRTH);
    if birth_date.is_some_and(|birth| birth >= world.today) {
        let shown = birth_date.map(|d| d.strftime("%d/%m/%Y").to_string()).unwrap_or_default();
        cells.problem(col::BIRTH, "birth-date", &shown, "");
    }
    Person {
        id: fresh(ids),
        root: world.root,
        staff_code: cells.code(col::CODE),
        full_name: cells.text(col::NAME),
        birth_date,
        gender: cells.choice(col::GENDER, "gender", |word| by_word(Gender::ALL, gender_word, word)),
        version: 1,
    }
}

fn read_unit<'a>(cells: &mut Cells, known: &Known<'a>) -> Option<&'a Unit> {
    let code = cells.code(col::UNIT);
    let unit = known.units.get(&code).copied();
    if unit.is_none() && !code.is_empty() {
        cells.problem(col::UNIT, "unit-unknown", &code, "");
    }
    unit
}

fn read_place(
    cells: &mut Cells,
    person: &Person,
    unit: Option<&Unit>,
    ids: &mut dyn FnMut() -> Uuid,
) -> Assignment {
    let kind = cells.choice(col::KIND, "official-kind", |word| {
        by_word(OfficialKind::ALL, official_kind_word, word)
    });
    let head =
        cells.choice(col::HEAD, "head-mark", |word| word.eq_ignore_ascii_case("x").then_some(true));
    let from = cells.date(col::FROM);
    Assignment {
        id: fresh(ids),
        person: person.id,
        root: person.root,
        unit: unit.map_or(person.root, |u| u.id),
        kind: kind.unwrap_or(OfficialKind::CivilServant),
        post: cells.text(col::POST),
        rank: cells.optional(col::RANK),
        is_head: head.unwrap_or(false),
        // A missing day is already noted as a problem; nothing of this row will be stored.
        valid_from: from.unwrap_or_else(|| unit.map_or(jiff::civil::Date::ZERO, |u| u.founded)),
        valid_to: cells.date(col::TO),
    }
}

/// Somebody known goes on at the same place, or gets another one while the running one ends the day before.
fn move_to(
    cells: &mut Cells,
    place: Assignment,
    unit: &Unit,
    world: &World,
    known: &mut Known,
) -> Option<Move> {
    let mut others = world.assignments.get(&place.person).cloned().unwrap_or_default();
    let same = |a: &Assignment| {
        (a.unit, a.kind, &a.post, &a.rank, a.is_head, a.valid_to)
            == (place.unit, place.kind, &place.post, &place.rank, place.is_head, place.valid_to)
    };
    let running = others.iter_mut().find(|a| a.holds_on(place.valid_from));
    let mut ends = None;
    if let Some(running) = running {
        if same(running) {
            return None;
        }
        if let Some(last) =
            place.valid_from.yesterday().ok().filter(|last| running.valid_from <= *last)
        {
            running.valid_to = Some(last);
            ends = Some((running.id, last));
        }
    }
    check(cells, &place, unit, &others, known);
    Some(Move { place, ends })
}

fn check(
    cells: &mut Cells,
    place: &Assignment,
    unit: &Unit,
    others: &[Assignment],
    known: &mut Known,
) {
    let heads = known.heads.entry(unit.id).or_default();
    // An earlier place of the same person as head ends with this import.
    let rivals: Vec<_> = heads.iter().filter(|h| h.person != place.person).cloned().collect();
    if let Err(refusal) = staff::check_assignment(place, unit, others, &rivals) {
        let day = place.valid_from.strftime("%d/%m/%Y").to_string();
        match refusal.code {
            "unit-not-on-that-date" => {
                cells.problem(col::UNIT, "unit-not-living", &unit.code, &day);
            }
            "staff-ends-before-start" => cells.problem(col::TO, "ends-before-start", "", &day),
            "staff-two-heads" => cells.problem(col::HEAD, "two-heads", &unit.code, ""),
            _ => cells.problem(col::FROM, "two-places", &day, ""),
        }
    }
    if place.is_head {
        heads.push(place.clone());
    }
}
