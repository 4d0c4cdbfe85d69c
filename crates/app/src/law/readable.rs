//! Whether the rooms find in the law what they reckon with.

use nep_calendar::{CalendarOptions, WorkCalendar};
use nep_domain::{feedback::Clocks, one_stop::DeskLaw};
use nep_law::{LawError, Library, Pack};

use crate::{
    AppError, AppResult, inspection,
    movement::{self, Terms},
};

/// Checks every version of every text by which a room reckons: an agency's own pack that left something out would be
/// found out at the counter otherwise.
///
/// # Errors
/// The first pack that lacks a figure or a list, and which.
pub fn readable(library: &Library) -> AppResult<()> {
    let calendar = WorkCalendar::vietnam(CalendarOptions::default())
        .map_err(|e| AppError::Internal(format!("calendar: {e}")))?;
    for pack in library.packs() {
        let read = match pack.id().topic() {
            nep_domain::one_stop::TOPIC => desk(pack, &calendar).and(Ok(Some("forms"))),
            movement::STANDARD => Terms::read(pack).map(|_| None),
            movement::HEADINGS => Ok(Some("headings")),
            inspection::TOPIC => inspection::remedy_days(pack).map(|_| Some(inspection::CHECKLIST)),
            _ => Ok(None),
        };
        let list = read.map_err(|e| AppError::Internal(e.to_string()))?;
        if let Some(list) = list.filter(|list| pack.items(list).is_empty()) {
            let message = format!("pack `{}` has no list `{list}`", pack.id());
            return Err(AppError::Internal(message));
        }
    }
    Ok(())
}

fn desk(pack: &Pack, calendar: &WorkCalendar) -> Result<(), LawError> {
    DeskLaw::read(pack)?;
    Clocks::from_reception(pack.valid_from(), pack, calendar).map(drop)
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use nep_calendar::{CalendarOptions, WorkCalendar};
    use nep_domain::{feedback::Clocks, one_stop::DeskLaw};
    use nep_law::{Days, Library, Pack, Value};

    use crate::{
        inspection,
        law::is_applied,
        movement::{self, Terms},
    };

    /// All that the rooms read in a pack.
    fn reading(pack: &Pack, calendar: &WorkCalendar) -> Option<String> {
        Some(match pack.id().topic() {
            nep_domain::one_stop::TOPIC => {
                let clocks = Clocks::from_reception(pack.valid_from(), pack, calendar).unwrap();
                format!("{:?} {clocks:?}", DeskLaw::read(pack).unwrap())
            }
            movement::STANDARD => format!("{:?}", Terms::read(pack).unwrap()),
            inspection::TOPIC => format!("{:?}", inspection::remedy_days(pack).unwrap()),
            _ => return None,
        })
    }

    fn another(value: &Value) -> Value {
        match value {
            Value::Integer(n) => Value::Integer(n + 1),
            Value::Percent(n) => Value::Percent(n - 1),
            Value::BasisPoints(n) => Value::BasisPoints(n - 1),
            Value::Days(Days::Working(n)) => Value::Days(Days::Working(n + 1)),
            Value::Days(Days::Calendar(n)) => Value::Days(Days::Calendar(n + 1)),
            Value::Time(time) => Value::Time(time.wrapping_add(1.hour())),
            Value::Text(text) => Value::Text(format!("{text} khác")),
            Value::Bool(is) => Value::Bool(!is),
            Value::Date(day) => Value::Date(day.tomorrow().unwrap()),
        }
    }

    /// What is offered to bodies is what changes something, no more and no less.
    #[test]
    fn own_values_are_offered_for_the_figures_that_the_rooms_read() {
        let calendar = WorkCalendar::vietnam(CalendarOptions::default()).unwrap();
        let library = Library::embedded().unwrap();
        let mut applied = 0;
        for pack in library.packs() {
            for setting in pack.settings().iter().filter(|setting| setting.editable) {
                let other = another(&setting.value).to_string();
                let changed = pack.attempt([(setting.key.as_str(), other.as_str())]).unwrap();
                let read = reading(pack, &calendar) != reading(&changed, &calendar);
                let (id, key) = (pack.id(), &setting.key);
                assert_eq!(is_applied(id, key), read, "{id} {key}");
                applied += usize::from(read);
            }
        }
        assert!(applied > 10, "{applied}");
    }
}
