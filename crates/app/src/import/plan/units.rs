//! Units of the workbook.

use std::collections::HashMap;

use nep_domain::{
    ids::UnitId,
    org::{Unit, UnitKind},
};
use uuid::Uuid;

use super::{Plan, World, fresh};
use crate::import::{
    cells::Cells,
    layout::{by_word, unit_kind_word, units as col},
    read::{RawRow, RawSheet},
};

/// A row that was read but whose parent is not yet known.
struct Draft<'a> {
    row: &'a RawRow,
    unit: Unit,
    parent_code: Option<String>,
}

pub(super) fn plan(
    sheet: &RawSheet,
    world: &World,
    ids: &mut dyn FnMut() -> Uuid,
    plan: &mut Plan,
) {
    let existing = world.units();
    let mut rows_by_code: HashMap<String, u32> = HashMap::new();
    let mut drafts = Vec::new();
    for row in &sheet.rows {
        let mut cells = Cells::new(sheet, row, &mut plan.problems);
        let draft = read(&mut cells, row, world, ids);
        let code = draft.unit.code.clone();
        match rows_by_code.get(&code) {
            Some(first) if !code.is_empty() => {
                cells.problem(col::CODE, "code-twice", &code, &first.to_string());
            }
            _ => {
                rows_by_code.insert(code.clone(), row.number);
                if existing.contains_key(code.as_str()) {
                    plan.units_skipped += 1;
                } else {
                    drafts.push(draft);
                }
            }
        }
    }
    settle(sheet, drafts, &existing, world, plan);
}

fn read<'a>(
    cells: &mut Cells,
    row: &'a RawRow,
    world: &World,
    ids: &mut dyn FnMut() -> Uuid,
) -> Draft<'a> {
    let code = cells.code(col::CODE);
    let name = cells.text(col::NAME);
    let kind =
        cells.choice(col::KIND, "unit-kind", |word| by_word(UnitKind::ALL, unit_kind_word, word));
    let parent_code = cells.optional(col::PARENT).map(|c| c.to_uppercase());
    let founded = cells.date(col::FOUNDED).unwrap_or(world.today);
    let identifier = cells.optional(col::IDENTIFIER);
    let office_hours = cells.optional(col::HOURS);
    if let Some(hours) =
        office_hours.as_deref().filter(|h| h.parse::<nep_calendar::OfficeHours>().is_err())
    {
        cells.problem(col::HOURS, "office-hours", hours, "");
    }
    let unit = Unit {
        id: fresh(ids),
        root: world.root,
        code,
        kind: kind.unwrap_or(UnitKind::Agency),
        founded,
        dissolved: None,
        version_id: fresh(ids),
        name,
        parent: None,
        valid_from: founded,
        valid_to: None,
        identifier,
        office_hours,
    };
    Draft { row, unit, parent_code }
}

/// Gives every unit its parent and puts parents first. What is left in the end hangs on itself.
fn settle(
    sheet: &RawSheet,
    mut drafts: Vec<Draft>,
    existing: &HashMap<&str, &Unit>,
    world: &World,
    plan: &mut Plan,
) {
    let coming: Vec<String> = drafts.iter().map(|d| d.unit.code.clone()).collect();
    let mut settled: HashMap<String, Unit> = HashMap::new();
    loop {
        let before = drafts.len();
        let mut waiting = Vec::new();
        for mut draft in drafts {
            let root = || world.org.get(world.root).cloned();
            let parent = match &draft.parent_code {
                None => root(),
                Some(code) => settled
                    .get(code)
                    .cloned()
                    .or_else(|| existing.get(code.as_str()).map(|u| (*u).clone())),
            };
            let unknown = draft.parent_code.as_ref().is_some_and(|c| !coming.contains(c));
            match parent {
                None if !unknown => waiting.push(draft),
                parent => {
                    draft.unit.parent = check_parent(sheet, &draft, parent.as_ref(), plan);
                    settled.insert(draft.unit.code.clone(), draft.unit.clone());
                    plan.units.push(draft.unit);
                }
            }
        }
        drafts = waiting;
        if drafts.is_empty() || drafts.len() == before {
            break;
        }
    }
    for draft in drafts {
        let code = draft.parent_code.unwrap_or_default();
        Cells::new(sheet, draft.row, &mut plan.problems).problem(
            col::PARENT,
            "parent-circle",
            &code,
            "",
        );
    }
}

fn check_parent(
    sheet: &RawSheet,
    draft: &Draft,
    parent: Option<&Unit>,
    plan: &mut Plan,
) -> Option<UnitId> {
    let mut cells = Cells::new(sheet, draft.row, &mut plan.problems);
    let code = draft.parent_code.as_deref().unwrap_or_default();
    match parent {
        None => cells.problem(col::PARENT, "unit-unknown", code, ""),
        Some(parent) if !parent.lives_on(draft.unit.founded) || parent.dissolved.is_some() => {
            let day = draft.unit.founded.strftime("%d/%m/%Y").to_string();
            cells.problem(col::PARENT, "unit-not-living", &parent.code, &day);
        }
        Some(_) => {}
    }
    parent.map(|p| p.id)
}
