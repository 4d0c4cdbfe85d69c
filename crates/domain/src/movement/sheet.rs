//! A unit's score sheet for one year: open → self-scored → verified → recognised or not.

use jiff::{Timestamp, civil::Date};

use super::{Basis, Criterion};
use crate::{
    ids::{
        AccountId, CriteriaSetId, EvidenceId, FileId, MovementId, ScoreLineId, ScoreSheetId, UnitId,
    },
    number::{Points, Share},
    refusal::Refusal,
    text_enum,
};

text_enum! {
    /// Where a sheet stands.
    SheetState {
        /// The unit fills it.
        Open = "open",
        /// The head has sent the self-score.
        SelfScored = "self_scored",
        /// Home affairs has verified every line.
        Verified = "verified",
        /// A person decided that the unit meets the standard.
        Recognised = "recognised",
        /// A person decided that it does not.
        NotRecognised = "not_recognised",
    }
}

/// A score sheet without its lines.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ScoreSheet {
    /// Identifier.
    pub id: ScoreSheetId,
    /// Of which movement.
    pub movement: MovementId,
    /// By which criteria.
    pub set: CriteriaSetId,
    /// The body.
    pub root: UnitId,
    /// The unit scored.
    pub unit: UnitId,
    /// The year scored.
    pub year: i16,
    /// Where it stands.
    pub state: SheetState,
    /// Most points.
    pub max_points: Points,
    /// Points from which recognition is proposed, as they were when the sheet was opened.
    pub threshold: Points,
    /// The unit's own total, once sent.
    pub self_points: Option<Points>,
    /// When it was sent.
    pub self_scored_at: Option<Timestamp>,
    /// By whom.
    pub self_scored_by: Option<AccountId>,
    /// The verified total.
    pub verified_points: Option<Points>,
    /// When it was verified.
    pub verified_at: Option<Timestamp>,
    /// By whom.
    pub verified_by: Option<AccountId>,
    /// Number of the decision.
    pub decision: Option<String>,
    /// Date of the decision.
    pub decided_on: Option<Date>,
    /// Who recorded it.
    pub decided_by: Option<AccountId>,
    /// Why it differs from the proposal; before that, why the sheet was sent back.
    pub decision_note: String,
    /// Edits carry the version they were based on.
    pub version: i64,
}

impl ScoreSheet {
    /// Refuses unless the sheet stands where a step needs it.
    ///
    /// # Errors
    /// `movement-sheet-not-open`, `-not-sent`, `-not-verified`, or `movement-sheet-decided`.
    pub fn require(&self, state: SheetState) -> Result<(), Refusal> {
        if self.state == state {
            return Ok(());
        }
        Err(Refusal::new(match state {
            SheetState::Open => "movement-sheet-not-open",
            SheetState::SelfScored => "movement-sheet-not-sent",
            SheetState::Verified => "movement-sheet-not-verified",
            SheetState::Recognised | SheetState::NotRecognised => "movement-sheet-not-decided",
        }))
    }

    /// What the software proposes once the sheet is verified: recognition from the threshold on.
    pub fn proposal(&self) -> Option<bool> {
        self.verified_points.map(|points| points >= self.threshold)
    }

    /// The state at the end of a day; a decision counts from its own date. `local` gives an instant's day.
    pub fn state_on(&self, day: Date, local: impl Fn(Timestamp) -> Date) -> SheetState {
        let by = |at: Option<Timestamp>| at.is_some_and(|at| local(at) <= day);
        if self.decided_on.is_some_and(|on| on <= day) {
            self.state
        } else if by(self.verified_at) {
            SheetState::Verified
        } else if by(self.self_scored_at) {
            SheetState::SelfScored
        } else {
            SheetState::Open
        }
    }
}

/// A decision on a sheet that no longer stands; the sheet went back to waiting for one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WithdrawnDecision {
    /// Of which sheet.
    pub sheet: ScoreSheetId,
    /// The version of the sheet that carried it.
    pub version: i64,
    /// Whether it recognised the unit.
    pub recognised: bool,
    /// Its number.
    pub decision: Option<String>,
    /// Its date.
    pub decided_on: Date,
    /// Who recorded it.
    pub decided_by: Option<AccountId>,
    /// Why it differed from the proposal.
    pub decision_note: String,
    /// When it was withdrawn.
    pub at: Timestamp,
    /// By whose account.
    pub by: Option<AccountId>,
    /// The reason, with the number of the revoking decision if there is one.
    pub reason: String,
}

impl WithdrawnDecision {
    /// The state it gave its sheet at the end of a day, if it stood then. `local` turns instants into days of the office.
    pub fn state_on(&self, day: Date, local: impl Fn(Timestamp) -> Date) -> Option<SheetState> {
        let state =
            if self.recognised { SheetState::Recognised } else { SheetState::NotRecognised };
        (self.decided_on <= day && day < local(self.at)).then_some(state)
    }
}

impl ScoreSheet {
    /// Takes the decision off a decided sheet, so that it waits for another one.
    ///
    /// # Errors
    /// `movement-sheet-not-decided`.
    pub fn withdraw(
        &mut self,
        at: Timestamp,
        by: Option<AccountId>,
        reason: String,
    ) -> Result<WithdrawnDecision, Refusal> {
        let decided = matches!(self.state, SheetState::Recognised | SheetState::NotRecognised);
        let Some(decided_on) = self.decided_on.filter(|_| decided) else {
            return Err(Refusal::new("movement-sheet-not-decided"));
        };
        let withdrawn = WithdrawnDecision {
            sheet: self.id,
            version: self.version,
            recognised: self.state == SheetState::Recognised,
            decision: self.decision.take(),
            decided_on,
            decided_by: self.decided_by.take(),
            decision_note: std::mem::take(&mut self.decision_note),
            at,
            by,
            reason,
        };
        self.state = SheetState::Verified;
        self.decided_on = None;
        Ok(withdrawn)
    }
}

/// A fact as it was used: its two numbers and the day it was asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Measured {
    /// Records counted, out of how many.
    pub value: Share,
    /// As the records stood at the end of this day.
    pub on: Date,
}

/// One criterion's line on a sheet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ScoreLine {
    /// Identifier.
    pub id: ScoreLineId,
    /// On which sheet.
    pub sheet: ScoreSheetId,
    /// For which criterion.
    pub criterion: Criterion,
    /// The fact as used, once asked for.
    pub measured: Option<Measured>,
    /// Points from the fact; none for a judged line or when there was nothing to measure.
    pub measured_points: Option<Points>,
    /// The unit's own points.
    pub self_points: Option<Points>,
    /// The unit's remark.
    pub self_note: String,
    /// The verified points.
    pub verified_points: Option<Points>,
    /// Why they differ from the self-score.
    pub verify_note: String,
    /// The files behind the points.
    pub evidence: Vec<Evidence>,
}

impl ScoreLine {
    /// Whether the points rest on a person's judgement: a judged criterion, or a fact with nothing to measure.
    pub fn needs_judgement(&self) -> bool {
        self.measured_points.is_none()
    }

    /// Whether a fact was asked for and had no records behind it.
    pub fn nothing_measured(&self) -> bool {
        matches!(self.criterion.basis, Basis::Measured { .. })
            && self.measured.is_some()
            && self.measured_points.is_none()
    }

    /// Whether points are claimed on judgement without any evidence.
    pub fn evidence_missing(&self) -> bool {
        self.needs_judgement()
            && self.evidence.is_empty()
            && self.self_points.is_none_or(|p| p.0 > 0)
    }
}

/// A file attached to a line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Evidence {
    /// Identifier.
    pub id: EvidenceId,
    /// To which line.
    pub line: ScoreLineId,
    /// Which file.
    pub file: FileId,
    /// The file's name.
    pub name: String,
    /// The file's size in bytes.
    pub size: i64,
    /// SHA-256 of the content.
    pub sha256: String,
    /// What it shows.
    pub note: String,
    /// When it was added.
    pub added_at: Timestamp,
    /// By whom.
    pub added_by: Option<AccountId>,
}

/// What is wrong with a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LineWrong {
    /// No points yet.
    Missing,
    /// More points than the criterion has.
    TooMany(Points),
    /// The points differ from what they are compared with, and nobody said why.
    NoteMissing,
    /// Points on judgement, and no evidence.
    EvidenceMissing,
}

/// A problem of one line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LineProblem {
    /// Which line.
    pub line: ScoreLineId,
    /// What.
    pub wrong: LineWrong,
}

fn problem(line: &ScoreLine, wrong: LineWrong) -> LineProblem {
    LineProblem { line: line.id, wrong }
}

/// What is wrong with a self-score: too many points, or other points than measured without a word why.
pub fn check_self(line: &ScoreLine, points: Points, note: &str) -> Option<LineProblem> {
    if points > line.criterion.max_points {
        return Some(problem(line, LineWrong::TooMany(line.criterion.max_points)));
    }
    let differs = line.measured_points.is_some_and(|measured| measured != points);
    (differs && note.is_empty()).then(|| problem(line, LineWrong::NoteMissing))
}

/// What still keeps a self-score from being sent.
pub fn check_sendable(lines: &[ScoreLine]) -> Vec<LineProblem> {
    let mut problems = Vec::new();
    for line in lines {
        match line.self_points {
            None => problems.push(problem(line, LineWrong::Missing)),
            Some(points) => problems.extend(check_self(line, points, &line.self_note)),
        }
        if line.self_points.is_some() && line.evidence_missing() {
            problems.push(problem(line, LineWrong::EvidenceMissing));
        }
    }
    problems
}

/// What is wrong with verified points: too many, or other points than the unit's without a word why.
pub fn check_verified(line: &ScoreLine, points: Points, note: &str) -> Option<LineProblem> {
    if points > line.criterion.max_points {
        return Some(problem(line, LineWrong::TooMany(line.criterion.max_points)));
    }
    (line.self_points != Some(points) && note.is_empty())
        .then(|| problem(line, LineWrong::NoteMissing))
}

/// What still keeps a verification from being finished.
pub fn check_complete(lines: &[ScoreLine]) -> Vec<LineProblem> {
    let check = |line: &ScoreLine| match line.verified_points {
        None => Some(problem(line, LineWrong::Missing)),
        Some(points) => check_verified(line, points, &line.verify_note),
    };
    lines.iter().filter_map(check).collect()
}

/// The sum of some points of all lines; `None` while any is missing.
pub fn total(lines: &[ScoreLine], points: impl Fn(&ScoreLine) -> Option<Points>) -> Option<Points> {
    lines.iter().map(|line| points(line).map(|p| p.0)).sum::<Option<i64>>().map(Points)
}

#[cfg(test)]
pub(crate) mod tests;
