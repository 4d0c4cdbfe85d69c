//! Facts, targets and places in the law as pages write them.

use nep_domain::{
    facts::{FactKind, FactName},
    movement::{SheetState, Sign, Timeliness},
    number::{Points, Share},
};
use nep_law::Wording;

use crate::{format, i18n::Lang, page::Page};

/// A wording of the law in the reader's language.
pub(super) fn say(lang: Lang, wording: &Wording) -> String {
    match lang {
        Lang::Vi => wording.vi.clone(),
        Lang::En => wording.en.clone(),
    }
}

/// `118/120 (98,33 %)` for a share, `12` for a count.
pub(super) fn measured(fact: FactName, value: Share) -> String {
    match fact.kind() {
        FactKind::Count => format::number(value.part),
        FactKind::Share => {
            format!("{}/{} ({value})", format::number(value.part), format::number(value.whole))
        }
    }
}

/// A target as people write it: `95 %` for a share, `12` for a count.
pub(super) fn target(fact: FactName, target: i64) -> String {
    match fact.kind() {
        FactKind::Count => format::number(target),
        FactKind::Share => format!("{} %", Points(target)),
    }
}

/// A target from its text; `None` when it is not one.
pub(super) fn parse_target(fact: FactName, text: &str) -> Option<i64> {
    let text = text.trim().trim_end_matches('%').trim();
    match fact.kind() {
        FactKind::Count => text.parse().ok(),
        FactKind::Share => Points::parse(text).map(|p| p.0),
    }
}

pub(super) fn points(points: Option<Points>) -> String {
    points.map(|p| p.to_string()).unwrap_or_default()
}

/// The tag of a sheet's state.
pub(super) fn tag(state: Option<SheetState>) -> &'static str {
    match state {
        None | Some(SheetState::Open) => "draft",
        Some(SheetState::SelfScored | SheetState::Verified) => "waiting",
        Some(SheetState::Recognised) => "done",
        Some(SheetState::NotRecognised) => "not-completed",
    }
}

/// The tag of an event.
pub(super) fn review_tag(timeliness: Timeliness) -> &'static str {
    match timeliness {
        Timeliness::HeldInTime => "on-time",
        Timeliness::HeldLate | Timeliness::Overdue => "late",
        Timeliness::Upcoming => "draft",
    }
}

/// The word for a state, with one for sheets that are not there.
pub(super) fn state(page: &Page, state: Option<SheetState>) -> String {
    state.map_or_else(|| page.t("movement-state-none"), |s| page.word("movement-state", s))
}

pub(super) fn signs(page: &Page, signs: &[Sign]) -> Vec<String> {
    signs.iter().map(|s| page.word("movement-sign", s)).collect()
}
