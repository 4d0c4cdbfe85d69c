//! Lines of lists and "Vì sao?" as templates show them.

use nep_app::inspection::{FindingRow, RoundRow, VisitRow};
use nep_domain::inspection::{FindingState, InspectionState, VisitState};

use crate::{format, page::Page, paths};

/// A visit in a list.
pub(super) struct VisitLine {
    pub(super) href: String,
    pub(super) unit: String,
    pub(super) round: String,
    pub(super) round_href: String,
    pub(super) day: String,
    pub(super) state: String,
    pub(super) tag: &'static str,
    pub(super) answered: usize,
    pub(super) required: usize,
    pub(super) open: usize,
}

impl VisitLine {
    pub(super) fn new(page: &Page, row: &VisitRow) -> Self {
        Self {
            href: paths::visit(row.visit.id),
            unit: row.unit.clone(),
            round: row.round.clone(),
            round_href: paths::inspection(row.visit.inspection),
            day: format::date(row.visit.visited_on.unwrap_or(row.visit.planned_on)),
            state: page.word("inspection-visit-state", row.state),
            tag: visit_tag(row.state),
            answered: row.answered,
            required: row.required,
            open: row.open,
        }
    }
}

/// The look of a visit's state.
pub(super) fn visit_tag(state: VisitState) -> &'static str {
    match state {
        VisitState::Waiting => "waiting",
        VisitState::Started => "due-soon",
        VisitState::Done => "done",
        VisitState::Cancelled => "paused",
    }
}

/// A round in a list.
pub(super) struct RoundLine {
    pub(super) href: String,
    pub(super) name: String,
    pub(super) decision: String,
    pub(super) mode: String,
    pub(super) period: String,
    pub(super) state: String,
    pub(super) tag: &'static str,
    pub(super) done: usize,
    pub(super) visits: usize,
    pub(super) open: usize,
    pub(super) overdue: usize,
}

impl RoundLine {
    pub(super) fn new(page: &Page, row: &RoundRow) -> Self {
        let round = &row.inspection;
        Self {
            href: paths::inspection(round.id),
            name: round.name.clone(),
            decision: page.t2(
                "inspection-decision-of",
                "number",
                &round.decision,
                "date",
                format::date(round.decided_on),
            ),
            mode: page.word("inspection-mode", round.mode),
            period: page.t2(
                "inspection-period",
                "from",
                format::date(round.period.from),
                "to",
                format::date(round.period.to),
            ),
            state: page.word("inspection-state", round.state),
            tag: match round.state {
                InspectionState::Planned => "draft",
                InspectionState::Running => "waiting",
                InspectionState::Concluded => "done",
            },
            done: row.done,
            visits: row.visits,
            open: row.open,
            overdue: row.overdue,
        }
    }
}

/// A finding in a list.
pub(super) struct FindingLine {
    pub(super) href: String,
    pub(super) description: String,
    pub(super) item: String,
    pub(super) unit: String,
    pub(super) found: String,
    pub(super) due: String,
    pub(super) state: String,
    pub(super) tag: &'static str,
    pub(super) late: bool,
}

impl FindingLine {
    pub(super) fn new(page: &Page, row: &FindingRow) -> Self {
        Self {
            href: paths::finding(row.finding.id),
            description: row.finding.description.clone(),
            item: row
                .item
                .as_ref()
                .map_or_else(|| row.finding.item.clone(), |item| page.wording(&item.label)),
            unit: row.unit.clone(),
            found: format::date(row.finding.found_on),
            due: format::date(row.finding.remedy_due),
            state: page.word("inspection-finding-state", row.state),
            tag: finding_tag(row.state),
            late: row.state == FindingState::Overdue,
        }
    }
}

/// The look of a finding's state.
pub(super) fn finding_tag(state: FindingState) -> &'static str {
    match state {
        FindingState::Open => "due-soon",
        FindingState::Overdue => "late",
        FindingState::Remedied => "waiting",
        FindingState::Closed => "done",
    }
}
