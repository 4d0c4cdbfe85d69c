//! Dossiers and the entries of their control slip.

use jiff::{Timestamp, civil::Date};
use nep_calendar::Term;

use crate::{
    ids::{AccountId, DossierId, ProcedureId, StepId, UnitId},
    refusal::Refusal,
    text_enum,
};

text_enum! {
    /// Where a dossier stands.
    DossierState {
        /// Taken at the desk.
        Received = "received",
        /// Forwarded, being handled.
        InProgress = "in_progress",
        /// Something is missing; its clock stands until the applicant has supplied it.
        AwaitingSupplement = "awaiting_supplement",
        /// Decided; the result waits at the desk.
        Finished = "finished",
        /// The applicant has the result.
        Returned = "returned",
        /// Stopped at the applicant's request.
        Withdrawn = "withdrawn",
        /// Stopped by the office because the applicant supplied nothing in time.
        Lapsed = "lapsed",
    }
}

text_enum! {
    /// What was decided.
    DossierResult {
        /// What was asked for was given.
        Granted = "granted",
        /// Refused in writing, with the reason.
        Refused = "refused",
    }
}

text_enum! {
    /// How a dossier stands to its date (61/2018/NĐ-CP Đ.30).
    DossierStatus {
        /// Open, its date lies well ahead.
        InTime = "in_time",
        /// Open, and the day has come on which a delay must be announced.
        DueSoon = "due_soon",
        /// Open past its date.
        Overdue = "overdue",
        /// Waiting for what the applicant is to supply.
        AwaitingSupplement = "awaiting_supplement",
        /// Decided by its date.
        DoneInTime = "done_in_time",
        /// Decided after its date.
        DoneLate = "done_late",
        /// Stopped, at the applicant's request or for want of a supplement.
        Stopped = "stopped",
    }
}

text_enum! {
    /// What a line of the control slip records.
    StepKind {
        /// Taken at the desk.
        Received = "received",
        /// Handed to a unit.
        Forwarded = "forwarded",
        /// Decided; the result went to the desk.
        Finished = "finished",
        /// The applicant was told that the result is there before its date.
        Notified = "notified",
        /// The applicant got the slip that says what is missing.
        SlipHanded = "slip_handed",
        /// Result given to the applicant.
        Returned = "returned",
        /// A signed apology set a new date.
        Reappointed = "reappointed",
        /// The applicant was asked for what is missing.
        SupplementRequested = "supplement_requested",
        /// The applicant supplied it; the term was counted anew.
        Supplied = "supplied",
        /// Stopped at the applicant's request.
        Withdrawn = "withdrawn",
        /// Stopped because the applicant supplied nothing in time.
        Lapsed = "lapsed",
    }
}

/// Who applies.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Applicant {
    /// Full name of the person or organisation.
    pub name: String,
    /// Personal or organisation identity number.
    pub id_number: String,
    /// Address.
    pub address: String,
    /// Telephone number.
    pub phone: String,
    /// E-mail address.
    pub email: String,
}

/// A dossier (hồ sơ).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Dossier {
    /// Identifier.
    pub id: DossierId,
    /// The body it belongs to.
    pub root: UnitId,
    /// Code, unique in the installation.
    pub code: String,
    /// What is asked for.
    pub procedure: ProcedureId,
    /// The desk that took it.
    pub receiving: UnitId,
    /// The unit that decides.
    pub competent: UnitId,
    /// The unit that has it in hand.
    pub holder: UnitId,
    /// Where it stands.
    pub state: DossierState,
    /// Who applies.
    pub applicant: Applicant,
    /// The matter in the applicant's words.
    pub content: String,
    /// The papers handed in.
    pub papers: Vec<String>,
    /// How many sets.
    pub sets: u32,
    /// When it was received complete.
    pub received_at: Timestamp,
    /// By whom.
    pub received_by: Option<AccountId>,
    /// Whether that was service beyond office hours (S1.2).
    pub received_beyond_hours: bool,
    /// From when its term runs: complete reception, or complete again after a supplement.
    pub clock_started_at: Timestamp,
    /// Since when it waits for the applicant, also once it was stopped while it waited; absent while its clock runs.
    pub paused_at: Option<Timestamp>,
    /// The term on the day of reception.
    pub term: Term,
    /// The date on the receipt.
    pub first_due_at: Timestamp,
    /// The date promised now.
    pub due_at: Timestamp,
    /// Whether that date rests on days off not decided yet.
    pub due_provisional: bool,
    /// Name of the pack that governed its reception.
    pub pack: String,
    /// By when it had to be forwarded.
    pub forward_due_at: Timestamp,
    /// When it was first forwarded.
    pub forwarded_at: Option<Timestamp>,
    /// When it was decided, or stopped (then without a result).
    pub finished_at: Option<Timestamp>,
    /// What was decided.
    pub result: Option<DossierResult>,
    /// When the applicant got the result.
    pub returned_at: Option<Timestamp>,
    /// Whether that was service beyond office hours.
    pub returned_beyond_hours: Option<bool>,
    /// Secret in the QR code of the slip, by which the applicant rates.
    pub rating_token: String,
    /// Makes a second submission of the same form harmless.
    pub request_key: Option<String>,
    /// Edits carry the version they were based on.
    pub version: i64,
}

/// One line of the control slip, before it is stored.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StepEntry {
    /// What happened.
    pub kind: StepKind,
    /// When.
    pub at: Timestamp,
    /// The unit that handed over.
    pub from: Option<UnitId>,
    /// The unit that took over.
    pub to: Option<UnitId>,
    /// Whether it happened by its time, where it had one.
    pub on_time: Option<bool>,
    /// What was noted.
    pub note: String,
}

/// One line of the control slip; lines are only ever added.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Step {
    /// Identifier.
    pub id: StepId,
    /// Whose.
    pub dossier: DossierId,
    /// Place on the slip, from 1.
    pub seq: i64,
    /// The account that did it.
    pub by: Option<AccountId>,
    /// What happened.
    pub entry: StepEntry,
}

impl Dossier {
    /// Whether it is still to be decided and its clock runs.
    pub fn is_open(&self) -> bool {
        matches!(self.state, DossierState::Received | DossierState::InProgress)
    }

    /// Whether it waits for what the applicant is to supply.
    pub fn waits(&self) -> bool {
        self.state == DossierState::AwaitingSupplement
    }

    /// Refuses unless it is still to be decided and its clock runs.
    ///
    /// # Errors
    /// `dossier-awaits-supplement`, `dossier-decided`.
    pub fn require_open(&self) -> Result<(), Refusal> {
        match self.state {
            DossierState::Received | DossierState::InProgress => Ok(()),
            DossierState::AwaitingSupplement => Err(Refusal::new("dossier-awaits-supplement")),
            _ => Err(Refusal::new("dossier-decided")),
        }
    }

    /// How it stands to its date at the instant `now` of the office's day `today`.
    ///
    /// `send_by` is the day on which a delay must be announced at the latest.
    pub fn status(&self, now: Timestamp, today: Date, send_by: Date) -> DossierStatus {
        match (self.state, self.finished_at) {
            (DossierState::Withdrawn | DossierState::Lapsed, _) => DossierStatus::Stopped,
            (DossierState::AwaitingSupplement, _) => DossierStatus::AwaitingSupplement,
            (_, Some(at)) if at <= self.due_at => DossierStatus::DoneInTime,
            (_, Some(_)) => DossierStatus::DoneLate,
            _ if now > self.due_at => DossierStatus::Overdue,
            _ if today >= send_by => DossierStatus::DueSoon,
            _ => DossierStatus::InTime,
        }
    }
}
