//! Where a record behind a figure leads, and its words.

use nep_domain::facts::{Record, RecordKind};

use crate::{page::Page, paths};

/// The page of a record.
pub(super) fn href(record: &Record) -> String {
    let id = record.link;
    match record.kind {
        RecordKind::Dossier | RecordKind::Rating => paths::dossier(id),
        RecordKind::Letter => paths::letter(id),
        RecordKind::Feedback => paths::feedback_case(id),
        RecordKind::Inspection => paths::inspection(id),
        RecordKind::Visit => paths::visit(id),
        RecordKind::Finding => paths::finding(id),
        RecordKind::Unit | RecordKind::Quota => paths::unit(record.unit),
        RecordKind::CriteriaSet => paths::criteria_set(id),
        RecordKind::ScoreSheet => paths::score_sheet(id),
        RecordKind::Award => paths::award(id),
        RecordKind::Person => paths::person(id),
    }
}

/// More about a record in words; keys of packs are looked up in the pack of the record's day.
pub(super) fn detail(page: &Page, record: &Record, library: &nep_law::Library) -> String {
    let item = match record.kind {
        RecordKind::Award => library
            .governing("vn/awards", record.on)
            .and_then(|pack| nep_domain::awards::form(pack, &record.detail)),
        RecordKind::Visit | RecordKind::Finding => {
            library.governing("vn/inspection", record.on).and_then(|pack| {
                pack.lists().iter().find_map(|list| pack.item(&list.key, &record.detail))
            })
        }
        _ => None,
    };
    match (item, record.kind) {
        (Some(item), _) => page.wording(&item.label),
        (None, RecordKind::Quota) => page.word_or("official-kind", &record.detail),
        (None, _) => record.detail.clone(),
    }
}
