//! The clocks of a message: by when to pass it on, to refuse it, to answer it.

use jiff::civil::Date;
use nep_calendar::{Due, Term, WorkCalendar};
use nep_law::{Cited, Days, LawError, Pack};

/// The last days for each thing that can be done with a message, each with where it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Clocks {
    /// To pass it on to the competent unit.
    pub transfer: Cited<Due>,
    /// To refuse it.
    pub refuse: Cited<Due>,
    /// To answer it.
    pub answer: Cited<Due>,
}

impl Clocks {
    /// The clocks of a message received on a day, by the one-stop pack of that day.
    ///
    /// # Errors
    /// When the pack lacks one of the settings.
    pub fn from_reception(
        received: Date,
        pack: &Pack,
        calendar: &WorkCalendar,
    ) -> Result<Self, LawError> {
        let due = |key: &str| -> Result<Cited<Due>, LawError> {
            Ok(pack.days(key)?.map(|days| calendar.due(received, term(days))))
        };
        Ok(Self {
            transfer: due("feedback_transfer_working_days")?,
            refuse: due("feedback_refuse_working_days")?,
            answer: due("feedback_answer_working_days")?,
        })
    }
}

fn term(days: Days) -> Term {
    match days {
        Days::Working(count) => Term::working_days(count),
        Days::Calendar(count) => Term::calendar_days(count),
    }
}
