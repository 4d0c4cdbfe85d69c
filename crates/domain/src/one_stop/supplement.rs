//! What is missing in a dossier: the applicant is asked once, in writing and soon after reception; then the term
//! starts again (D3–D5). All figures are the pack's.

use jiff::{
    Timestamp, ToSpan,
    civil::{Date, DateTime},
};
use nep_calendar::{DueAt, Term, WorkCalendar};
use nep_law::Days;

use super::{
    DeskLaw, DeskRules, Dossier, DossierState, StepEntry, StepKind,
    reception::{forward_due, statutory_due},
};
use crate::{
    ids::{AccountId, DossierId, SupplementId, UnitId},
    refusal::Refusal,
};

/// A request to supplement a dossier (form 02).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Supplement {
    /// Identifier.
    pub id: SupplementId,
    /// Which dossier.
    pub dossier: DossierId,
    /// The how-manieth request, from 1.
    pub seq: u32,
    /// The unit that asks.
    pub unit: UnitId,
    /// The year of its number.
    pub year: i16,
    /// Its number among the requests of the unit in the year, from 1.
    pub number: u32,
    /// Papers of the procedure that are missing or wrong, as the catalogue calls them; anybody may read these.
    pub papers: Vec<String>,
    /// What else is to be completed, in the official's own words.
    pub other: Vec<String>,
    /// Why.
    pub reason: String,
    /// Why once more, when the applicant was asked as often as the law allows.
    pub again_reason: String,
    /// Whom the applicant can ask.
    pub contact_name: String,
    /// By which telephone number.
    pub contact_phone: String,
    /// The date by which the dossier counted as punctual when the applicant was asked.
    pub due_before: Timestamp,
    /// When it was asked.
    pub requested_at: Timestamp,
    /// By whom.
    pub requested_by: Option<AccountId>,
    /// When the slip was handed to the applicant; a desk that asks hands it over at once.
    pub handed_at: Option<Timestamp>,
    /// When the applicant had supplied everything.
    pub supplied_at: Option<Timestamp>,
    /// The date promised then.
    pub due_after: Option<Timestamp>,
}

impl Supplement {
    /// Everything to be completed, papers first.
    pub fn items(&self) -> impl Iterator<Item = &String> {
        self.papers.iter().chain(&self.other)
    }
}

/// What a decision about a request rests on.
#[derive(Clone, Copy, Debug)]
pub struct SupplementAsk<'a> {
    /// Why something is missing.
    pub reason: &'a str,
    /// Why the applicant is asked once more.
    pub again_reason: &'a str,
    /// How often the applicant was asked before.
    pub before: i64,
    /// When.
    pub at: Timestamp,
    /// The office's day.
    pub today: Date,
    /// The last day on which it may be asked.
    pub ask_by: Date,
}

/// What follows when the applicant has supplied everything; all in office time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Completion {
    /// Whether the term starts again.
    pub restarts: bool,
    /// The date promised now.
    pub due: DueAt,
    /// By when the desk must forward it, where it had not been forwarded.
    pub forward_due_at: DateTime,
}

/// The last day on which a dossier whose term started on a day may be sent back to be supplemented (D5).
pub fn ask_by(started: Date, calendar: &WorkCalendar, law: &DeskLaw) -> Date {
    after(started, law.ask_within.value, calendar)
}

/// The applicant's last day, counted from the day the slip was handed over; afterwards the dossier may be stopped (D5a).
pub fn close_by(handed: Date, calendar: &WorkCalendar, law: &DeskLaw) -> Date {
    after(handed, law.close_after.value, calendar)
}

fn after(day: Date, days: Days, calendar: &WorkCalendar) -> Date {
    match days {
        Days::Working(n) => calendar.add_working_days(day, i64::from(n)),
        Days::Calendar(n) => day.saturating_add(i64::from(n).days()),
    }
}

/// Counts the new date of a dossier that was `due` when the applicant was `asked` and is complete at `at`.
///
/// Where the law restarts the term, it runs in full from `at`; where it does not, the date moves by the working
/// days the dossier waited. `cut_off` tells whether a same-day result may wait for the next day.
pub fn complete(
    (term, cut_off): (Term, bool),
    (asked, due, at): (DateTime, DateTime, DateTime),
    rules: &DeskRules<'_>,
) -> Completion {
    let restarts = rules.law.restart.value;
    let due = if restarts {
        statutory_due(term, cut_off, at, rules)
    } else {
        let waited = rules.calendar.working_days_between(asked.date(), at.date());
        let day = rules.calendar.add_working_days(due.date(), waited);
        DueAt { at: day.to_datetime(due.time()), provisional: rules.calendar.is_provisional(day) }
    };
    Completion { restarts, due, forward_due_at: forward_due(at, rules) }
}

impl Dossier {
    /// Asks the applicant for what is missing; the clock stands from now on.
    ///
    /// # Errors
    /// `dossier-decided`, `dossier-awaits-supplement`, `dossier-before-reception`; `dossier-reason-missing`
    /// without a reason (D4); `supplement-too-late` after the last day; `supplements-used-up` when the applicant
    /// was asked as often as the law allows and no reason is given for asking again (D3).
    pub fn request_supplement(
        &mut self,
        ask: SupplementAsk<'_>,
        law: &DeskLaw,
    ) -> Result<StepEntry, Refusal> {
        self.check_open(ask.at)?;
        if law.written_reason.value && ask.reason.is_empty() {
            return Err(Refusal::new("dossier-reason-missing").citing(&law.written_reason.citation));
        }
        if ask.today > ask.ask_by {
            return Err(Refusal::new("supplement-too-late")
                .with("day", ask.ask_by.strftime("%d/%m/%Y"))
                .citing(&law.ask_within.citation));
        }
        if ask.before >= law.supplements_max.value && ask.again_reason.is_empty() {
            return Err(Refusal::new("supplements-used-up")
                .with("max", law.supplements_max.value)
                .citing(&law.supplements_max.citation));
        }
        let entry = self.entry(StepKind::SupplementRequested, ask.at, None, None, ask.reason);
        self.paused_at = Some(ask.at);
        self.state = DossierState::AwaitingSupplement;
        Ok(entry)
    }

    /// Records that the applicant has the slip another office made out.
    ///
    /// # Errors
    /// `dossier-not-awaiting` unless it waits.
    pub fn hand_slip(&self, at: Timestamp) -> Result<StepEntry, Refusal> {
        if !self.waits() {
            return Err(Refusal::new("dossier-not-awaiting"));
        }
        let entry = self.entry(StepKind::SlipHanded, at, None, None, "");
        Ok(StepEntry { from: Some(self.receiving), ..entry })
    }

    /// Records that the applicant has supplied everything: the clock runs again, to a date `due_at` counted anew
    /// by [`complete`]. The dossier goes on where it was.
    ///
    /// # Errors
    /// `dossier-not-awaiting` unless it waits.
    pub fn supply(
        &mut self,
        at: Timestamp,
        (due_at, forward_due_at): (Timestamp, Timestamp),
        completion: &Completion,
        note: &str,
    ) -> Result<StepEntry, Refusal> {
        if self.state != DossierState::AwaitingSupplement {
            return Err(Refusal::new("dossier-not-awaiting"));
        }
        let mut entry = self.entry(StepKind::Supplied, at, Some(self.holder), None, note);
        entry.from = Some(self.receiving);
        self.paused_at = None;
        self.due_at = due_at;
        self.due_provisional = completion.due.provisional;
        if completion.restarts {
            self.clock_started_at = at;
        }
        if self.forwarded_at.is_none() {
            self.forward_due_at = forward_due_at;
            self.state = DossierState::Received;
        } else {
            self.state = DossierState::InProgress;
        }
        Ok(entry)
    }
}
