//! What happens to a dossier after reception. Each step changes the dossier and gives a line for the control slip.

use jiff::{Timestamp, civil::Date};

use super::{DeskLaw, Dossier, DossierResult, DossierState, StepEntry, StepKind};
use crate::{ids::UnitId, refusal::Refusal};

impl Dossier {
    /// Hands the dossier to another unit.
    ///
    /// The first hand-over is on time by the forwarding rule, later ones by the date promised. Handing it to a
    /// unit that does not decide (back to the desk, on to another office) needs the reason (S5.3).
    ///
    /// # Errors
    /// `dossier-decided`, `dossier-before-reception`, `dossier-same-unit`, `dossier-reason-missing`.
    pub fn forward(&mut self, to: UnitId, at: Timestamp, note: &str) -> Result<StepEntry, Refusal> {
        self.check_open(at)?;
        if to == self.holder {
            return Err(Refusal::new("dossier-same-unit"));
        }
        if to != self.competent && note.is_empty() {
            return Err(Refusal::new("dossier-reason-missing"));
        }
        let by = if self.forwarded_at.is_none() { self.forward_due_at } else { self.due_at };
        let entry = self.entry(StepKind::Forwarded, at, Some(to), Some(at <= by), note);
        self.forwarded_at.get_or_insert(at);
        self.holder = to;
        self.state = DossierState::InProgress;
        Ok(entry)
    }

    /// Records the decision; the result goes to the desk.
    ///
    /// # Errors
    /// `dossier-decided`, `dossier-before-reception`; `dossier-not-forwarded` when the deciding unit never had
    /// it; `dossier-reason-missing` for a refusal without its reason.
    pub fn finish(
        &mut self,
        result: DossierResult,
        at: Timestamp,
        note: &str,
        law: &DeskLaw,
    ) -> Result<StepEntry, Refusal> {
        self.check_open(at)?;
        if self.state == DossierState::Received && self.holder != self.competent {
            return Err(Refusal::new("dossier-not-forwarded"));
        }
        if result == DossierResult::Refused && law.written_reason.value && note.is_empty() {
            return Err(Refusal::new("dossier-reason-missing").citing(&law.written_reason.citation));
        }
        let entry =
            self.entry(StepKind::Finished, at, Some(self.receiving), Some(at <= self.due_at), note);
        self.finished_at = Some(at);
        self.result = Some(result);
        self.holder = self.receiving;
        self.state = DossierState::Finished;
        Ok(entry)
    }

    /// Records that the applicant was told of a result that is there before its date (D10).
    ///
    /// # Errors
    /// `dossier-not-finished` unless the result waits to be given out; `dossier-notice-missing` when it is not said
    /// how the applicant was told.
    pub fn notify(&self, at: Timestamp, note: &str) -> Result<StepEntry, Refusal> {
        if self.state != DossierState::Finished {
            return Err(Refusal::new("dossier-not-finished"));
        }
        if note.is_empty() {
            return Err(Refusal::new("dossier-notice-missing"));
        }
        Ok(self.entry(StepKind::Notified, at, None, None, note))
    }

    /// Gives the result to the applicant.
    ///
    /// # Errors
    /// `dossier-not-finished` unless it is decided and not given out yet.
    pub fn return_result(
        &mut self,
        at: Timestamp,
        beyond_hours: bool,
        note: &str,
    ) -> Result<StepEntry, Refusal> {
        if self.state != DossierState::Finished {
            return Err(Refusal::new("dossier-not-finished"));
        }
        // An applicant who comes later does not make a result late that was there in time.
        let ready_by = self.finished_at.unwrap_or(at);
        let entry = self.entry(StepKind::Returned, at, None, Some(ready_by <= self.due_at), note);
        self.returned_at = Some(at);
        self.returned_beyond_hours = Some(beyond_hours);
        self.state = DossierState::Returned;
        Ok(entry)
    }

    /// Stops the dossier at the applicant's request, which is possible until it is decided (118/2025/NĐ-CP Đ.21).
    ///
    /// # Errors
    /// `dossier-decided`, `dossier-before-reception`, `dossier-reason-missing`.
    pub fn withdraw(&mut self, at: Timestamp, note: &str) -> Result<StepEntry, Refusal> {
        if !self.waits() {
            self.check_open(at)?;
        }
        if note.is_empty() {
            return Err(Refusal::new("dossier-reason-missing"));
        }
        let entry = self.entry(StepKind::Withdrawn, at, Some(self.receiving), None, note);
        self.stop(at, DossierState::Withdrawn);
        Ok(entry)
    }

    /// Stops the dossier because the applicant supplied nothing by the day `close_by`, which there is once the slip was
    /// handed over; `today` is the office's day (D5a).
    ///
    /// # Errors
    /// `dossier-not-awaiting` unless it waits; `supplement-slip-not-handed`, `supplement-not-lapsed` as long as the applicant has time;
    /// `dossier-reason-missing`.
    pub fn lapse(
        &mut self,
        at: Timestamp,
        (today, close_by): (Date, Option<Date>),
        note: &str,
        law: &DeskLaw,
    ) -> Result<StepEntry, Refusal> {
        if !self.waits() {
            return Err(Refusal::new("dossier-not-awaiting"));
        }
        let close_by = close_by.ok_or_else(|| Refusal::new("supplement-slip-not-handed"))?;
        if today <= close_by {
            return Err(Refusal::new("supplement-not-lapsed")
                .with("day", close_by.strftime("%d/%m/%Y"))
                .citing(&law.close_after.citation));
        }
        if note.is_empty() {
            return Err(Refusal::new("dossier-reason-missing").citing(&law.written_reason.citation));
        }
        let entry = self.entry(StepKind::Lapsed, at, Some(self.receiving), None, note);
        self.stop(at, DossierState::Lapsed);
        Ok(entry)
    }

    /// Ends it without a result. Since when it waited stays known: days gone by are counted as they were.
    fn stop(&mut self, at: Timestamp, state: DossierState) {
        self.finished_at = Some(at);
        self.holder = self.receiving;
        self.state = state;
    }

    /// Moves the date by a signed apology; `in_time` tells whether it was signed by its day.
    ///
    /// # Errors
    /// `dossier-decided`, `dossier-before-reception`.
    pub fn reappoint(
        &mut self,
        new_due: Timestamp,
        provisional: bool,
        at: Timestamp,
        in_time: bool,
        note: &str,
    ) -> Result<StepEntry, Refusal> {
        self.check_open(at)?;
        let entry = self.entry(StepKind::Reappointed, at, None, Some(in_time), note);
        self.due_at = new_due;
        self.due_provisional = provisional;
        Ok(entry)
    }

    pub(super) fn check_open(&self, at: Timestamp) -> Result<(), Refusal> {
        self.require_open()?;
        if at < self.received_at { Err(Refusal::new("dossier-before-reception")) } else { Ok(()) }
    }

    pub(super) fn entry(
        &self,
        kind: StepKind,
        at: Timestamp,
        to: Option<UnitId>,
        on_time: Option<bool>,
        note: &str,
    ) -> StepEntry {
        StepEntry { kind, at, from: Some(self.holder), to, on_time, note: note.to_owned() }
    }
}
