//! What a movement owes by when: launch, interim, yearly and final review (S2.5).

use jiff::civil::Date;

use crate::{
    ids::{MovementId, ReviewId},
    text_enum,
};

text_enum! {
    /// A dated event every movement owes.
    ReviewKind {
        /// Phát động.
        Launch = "launch",
        /// Sơ kết.
        InterimReview = "interim_review",
        /// Tổng kết năm.
        YearReview = "year_review",
        /// Tổng kết phong trào.
        FinalReview = "final_review",
    }
}

text_enum! {
    /// How an event stands to its due date on some day.
    Timeliness {
        /// Held by its due date.
        HeldInTime = "held_in_time",
        /// Held, but late.
        HeldLate = "held_late",
        /// Not held although its date has passed.
        Overdue = "overdue",
        /// Not held, and not due before that day's end.
        Upcoming = "upcoming",
    }
}

/// A planned event, held or not.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MovementReview {
    /// Identifier.
    pub id: ReviewId,
    /// Of which movement.
    pub movement: MovementId,
    /// Which event.
    pub kind: ReviewKind,
    /// Last day on which it is in time.
    pub due_on: Date,
    /// The day it was held.
    pub held_on: Option<Date>,
    /// The document or what else is to be said.
    pub note: String,
}

impl MovementReview {
    /// How the event stood at the end of a day.
    pub fn timeliness(&self, on: Date) -> Timeliness {
        match self.held_on.filter(|held| *held <= on) {
            Some(held) if held <= self.due_on => Timeliness::HeldInTime,
            Some(_) => Timeliness::HeldLate,
            None if self.due_on < on => Timeliness::Overdue,
            None => Timeliness::Upcoming,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};
    use uuid::Uuid;

    use super::{MovementReview, ReviewKind, Timeliness};
    use crate::ids::{Id, MovementId, ReviewId};

    fn review(held_on: Option<Date>) -> MovementReview {
        MovementReview {
            id: ReviewId::from_uuid(Uuid::nil()),
            movement: MovementId::from_uuid(Uuid::nil()),
            kind: ReviewKind::InterimReview,
            due_on: date(2022, 12, 31),
            held_on,
            note: String::new(),
        }
    }

    // S2.5: late is late, also when it was held in the end.
    #[test]
    fn late_events_stay_visible() {
        let (eve, due, after) = (date(2022, 12, 30), date(2022, 12, 31), date(2023, 1, 1));
        assert_eq!(review(None).timeliness(due), Timeliness::Upcoming);
        assert_eq!(review(None).timeliness(after), Timeliness::Overdue);
        assert_eq!(review(Some(due)).timeliness(after), Timeliness::HeldInTime);
        assert_eq!(review(Some(due)).timeliness(eve), Timeliness::Upcoming);
        assert_eq!(review(Some(after)).timeliness(date(2025, 1, 1)), Timeliness::HeldLate);
        assert_eq!(review(Some(date(2023, 2, 1))).timeliness(after), Timeliness::Overdue);
    }
}
