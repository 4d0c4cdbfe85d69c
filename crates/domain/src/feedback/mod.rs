//! Messages from citizens (phản ánh, kiến nghị): what they are about, who settles them, by when.
//!
//! Not complaints or denunciations in the sense of the law; those follow their own procedure.

mod clocks;
mod code;
mod contact;

use jiff::{Timestamp, civil::Date};

use crate::{
    ids::{AccountId, FeedbackId, UnitId},
    refusal::Refusal,
    text_enum,
};

pub use clocks::Clocks;
pub use code::FeedbackCode;
pub use contact::Contact;

text_enum! {
    /// What a message is about, as its sender says.
    FeedbackSubject {
        /// Manner and conduct of staff.
        Conduct = "conduct",
        /// A dossier or answer that is late, or handled with needless trouble.
        Delay = "delay",
        /// A rule or procedure that is unfit, inconsistent or hard to follow.
        Rule = "rule",
        /// A proposal: how to do better.
        Proposal = "proposal",
        /// Anything else.
        Other = "other",
    }
}

text_enum! {
    /// How far a message has come.
    FeedbackState {
        /// Received and registered.
        New = "new",
        /// Passed on to the unit whose matter it is.
        Transferred = "transferred",
        /// Answered; final.
        Answered = "answered",
        /// Not taken up, with the reason; final.
        Rejected = "rejected",
    }
}

text_enum! {
    /// The four classes into which received messages are sorted (NĐ 20/2008/NĐ-CP).
    FeedbackClass {
        /// Not taken up.
        Rejected = "rejected",
        /// About the conduct of staff.
        Conduct = "conduct",
        /// Within the competence of the unit that received it.
        Own = "own",
        /// Within the competence of another unit.
        Elsewhere = "elsewhere",
    }
}

impl FeedbackState {
    /// Whether somebody still has to do something.
    pub fn is_open(self) -> bool {
        matches!(self, Self::New | Self::Transferred)
    }
}

/// A message from a citizen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Feedback {
    /// Identifier.
    pub id: FeedbackId,
    /// The body it was sent to.
    pub root: UnitId,
    /// The unit that has to settle it now.
    pub unit: UnitId,
    /// The code with which its sender asks for the answer.
    pub code: FeedbackCode,
    /// What it is about.
    pub subject: FeedbackSubject,
    /// Who sent it.
    pub sender: Sender,
    /// The message.
    pub content: String,
    /// Received at.
    pub received_at: Timestamp,
    /// The last day for the answer, set at reception by the rules of that day.
    pub due_on: Date,
    /// How far it has come.
    pub state: FeedbackState,
    /// The answer, or the reason for not taking it up.
    pub outcome: Option<Outcome>,
    /// Whether the answer stands on the public page.
    pub published: bool,
    /// Edits carry the version they were based on.
    pub version: i64,
}

/// Who sent a message (NĐ 20/2008/NĐ-CP: name, address, and a way to be reached).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sender {
    /// Name.
    pub name: String,
    /// Address.
    pub address: String,
    /// Phone number or e-mail address.
    pub contact: Contact,
}

/// How a message was settled.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Outcome {
    /// What the sender is told.
    pub text: String,
    /// When.
    pub at: Timestamp,
    /// By whom; absent when the software did it (scenarios).
    pub by: Option<AccountId>,
}

impl Feedback {
    /// Which of the four classes it belongs to, from what was done with it.
    pub fn class(&self) -> FeedbackClass {
        match (self.state, self.subject) {
            (FeedbackState::Rejected, _) => FeedbackClass::Rejected,
            (_, FeedbackSubject::Conduct) => FeedbackClass::Conduct,
            (FeedbackState::Transferred, _) => FeedbackClass::Elsewhere,
            _ => FeedbackClass::Own,
        }
    }

    /// Whether it is still open after its due day.
    pub fn overdue_on(&self, day: Date) -> bool {
        self.state.is_open() && self.due_on < day
    }

    /// Passes it on to another unit; the due day stays, for the citizen waits just the same.
    ///
    /// # Errors
    /// `feedback-closed` once settled, `feedback-same-unit` for the unit that has it already.
    pub fn transfer(mut self, to: UnitId) -> Result<Self, Refusal> {
        self.require_open()?;
        if to == self.unit {
            return Err(Refusal::new("feedback-same-unit"));
        }
        self.unit = to;
        self.state = FeedbackState::Transferred;
        Ok(self)
    }

    /// Settles it with an answer, shown publicly as well when `publish`.
    ///
    /// # Errors
    /// `feedback-closed` once settled.
    pub fn answer(self, outcome: Outcome, publish: bool) -> Result<Self, Refusal> {
        let mut settled = self.settle(FeedbackState::Answered, outcome)?;
        settled.published = publish;
        Ok(settled)
    }

    /// Does not take it up; the outcome says why.
    ///
    /// # Errors
    /// `feedback-closed` once settled.
    pub fn reject(self, outcome: Outcome) -> Result<Self, Refusal> {
        self.settle(FeedbackState::Rejected, outcome)
    }

    fn settle(mut self, state: FeedbackState, outcome: Outcome) -> Result<Self, Refusal> {
        self.require_open()?;
        self.state = state;
        self.outcome = Some(outcome);
        Ok(self)
    }

    fn require_open(&self) -> Result<(), Refusal> {
        if self.state.is_open() { Ok(()) } else { Err(Refusal::new("feedback-closed")) }
    }
}

#[cfg(test)]
mod tests;
