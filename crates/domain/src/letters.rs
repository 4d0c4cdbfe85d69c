//! Letters to citizens: apologies for delay with their one new date, thanks, congratulations, condolences (S3.3).

use jiff::{
    Timestamp, ToSpan,
    civil::{Date, DateTime},
};
use nep_calendar::WorkCalendar;
use nep_law::Days;

use crate::{
    ids::{AccountId, DossierId, LetterId, UnitId},
    one_stop::{DeskLaw, Dossier},
    refusal::Refusal,
    text_enum,
};

text_enum! {
    /// What a letter says.
    LetterKind {
        /// Thư xin lỗi: the result will be late.
        Apology = "apology",
        /// Thư cảm ơn.
        Thanks = "thanks",
        /// Thư chúc mừng.
        Congratulation = "congratulation",
        /// Thư chia buồn.
        Condolence = "condolence",
    }
}

text_enum! {
    /// Where a letter stands.
    LetterState {
        /// Written, not signed.
        Draft = "draft",
        /// Signed by the head and numbered.
        Signed = "signed",
    }
}

/// A letter (thư công).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Letter {
    /// Identifier.
    pub id: LetterId,
    /// The body.
    pub root: UnitId,
    /// The unit whose head signs.
    pub unit: UnitId,
    /// The dossier it is about.
    pub dossier: Option<DossierId>,
    /// What it says.
    pub kind: LetterKind,
    /// Where it stands.
    pub state: LetterState,
    /// To whom.
    pub recipient: String,
    /// The reason of a delay, or the text of another letter.
    pub reason: String,
    /// The date promised before.
    pub old_due_at: Option<Timestamp>,
    /// The one new date.
    pub new_due_at: Option<Timestamp>,
    /// The last day on which an apology is in time.
    pub send_by: Option<Date>,
    /// When it was drafted.
    pub drafted_at: Timestamp,
    /// Its number in the year of the unit.
    pub number: Option<String>,
    /// When it was signed.
    pub signed_at: Option<Timestamp>,
    /// By whose account.
    pub signed_by: Option<AccountId>,
    /// The signer's name on the letter.
    pub signer_name: Option<String>,
    /// The lines above the signer's name as they stood that day, one printed line each; none on a draft.
    pub signer_post: Vec<String>,
    /// The unit in whose name it was signed: the signer's own, which may be one above.
    pub issuer: Option<UnitId>,
    /// Edits carry the version they were based on.
    pub version: i64,
}

impl Letter {
    /// Whether an apology missed its day: signed after it, or on `today` unsigned after it (L4).
    /// `signed_on` is the office's day of the signature.
    pub fn missed_its_day(&self, signed_on: Option<Date>, today: Date) -> bool {
        self.kind == LetterKind::Apology
            && self.send_by.is_some_and(|by| signed_on.unwrap_or(today) > by)
    }
}

/// The last day on which an apology for a dossier due on `due` is in time.
///
/// Never before the day its term `started`: for very short terms the apology goes out as soon as the delay is known.
pub fn send_by(started: Date, due: Date, calendar: &WorkCalendar, law: &DeskLaw) -> Date {
    let by = match law.apology_lead.value {
        Days::Working(n) => calendar.add_working_days(due, -i64::from(n)),
        Days::Calendar(n) => due.saturating_sub(i64::from(n).days()),
    };
    by.max(started)
}

/// Whether the time has come to draft the apology of an open dossier.
///
/// That is the morning of the last day on which it is in time; for a result due on the very day its term
/// `started` it is when the promised moment has passed.
pub fn apology_is_due(now: DateTime, started: Date, due_at: DateTime, send_by: Date) -> bool {
    if due_at.date() == started { now > due_at } else { now.date() >= send_by }
}

/// Refuses once the dossier's date was moved as often as the law allows (L3).
///
/// # Errors
/// `reappointments-used-up`.
pub fn may_reappoint(moved: i64, law: &DeskLaw) -> Result<(), Refusal> {
    if moved < law.reappointments_max.value {
        return Ok(());
    }
    Err(Refusal::new("reappointments-used-up")
        .with("max", law.reappointments_max.value)
        .citing(&law.reappointments_max.citation))
}

/// Checks the one new date of an apology: a working day after the old date, and not over yet.
///
/// # Errors
/// `new-due-not-later`, `new-due-past`, `new-due-not-working`.
pub fn check_new_due(
    new: Date,
    old: Date,
    today: Date,
    calendar: &WorkCalendar,
) -> Result<(), Refusal> {
    if new <= old {
        Err(Refusal::new("new-due-not-later").with("old", old.strftime("%d/%m/%Y")))
    } else if new < today {
        Err(Refusal::new("new-due-past"))
    } else if !calendar.is_working(new) {
        Err(Refusal::new("new-due-not-working").with("date", new.strftime("%d/%m/%Y")))
    } else {
        Ok(())
    }
}

/// Refuses unless the letter is still a draft, and its dossier, if it has one, still open.
///
/// # Errors
/// `letter-signed`, `dossier-decided`, `dossier-awaits-supplement`.
pub fn check_draft(letter: &Letter, dossier: Option<&Dossier>) -> Result<(), Refusal> {
    if letter.state == LetterState::Signed {
        Err(Refusal::new("letter-signed"))
    } else if letter.kind == LetterKind::Apology {
        dossier.map_or(Ok(()), Dossier::require_open)
    } else {
        Ok(())
    }
}
