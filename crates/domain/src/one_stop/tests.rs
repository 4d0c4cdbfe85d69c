//! Properties of reception that hold for every dossier.

use jiff::{
    ToSpan,
    civil::{Date, DateTime, Time, date},
};
use nep_calendar::{CalendarOptions, OfficeHours, Term, TermUnit, WorkCalendar};
use nep_law::Library;
use proptest::prelude::*;
use uuid::Uuid;

use super::{
    Arrival, DeskLaw, DeskRules, Procedure, Reception, TOPIC, ask_by, complete, dossier_code,
    receive,
};
use crate::{
    ids::{Id, ProcedureId, UnitId},
    letters,
    refusal::Refusal,
};

struct Desk {
    calendar: WorkCalendar,
    hours: OfficeHours,
    library: Library,
}

impl Desk {
    fn new() -> Self {
        Self {
            calendar: WorkCalendar::vietnam(CalendarOptions::default()).unwrap(),
            hours: "07:30-11:30,13:30-17:00".parse().unwrap(),
            library: Library::embedded().unwrap(),
        }
    }

    fn law(&self, on: Date) -> DeskLaw {
        DeskLaw::read(self.library.require(TOPIC, on).unwrap()).unwrap()
    }

    fn receive(&self, term: Term, cut_off: bool, at: DateTime) -> Result<Reception, Refusal> {
        let law = self.law(at.date());
        let rules = DeskRules { calendar: &self.calendar, hours: &self.hours, law: &law };
        receive(&procedure(term, cut_off), Arrival { at, entered: at, promised: None }, &rules)
    }
}

fn procedure(term: Term, same_day_cut_off: bool) -> Procedure {
    let unit = UnitId::from_uuid(Uuid::from_u128(1));
    Procedure {
        id: ProcedureId::from_uuid(Uuid::from_u128(2)),
        root: unit,
        code: "1.000001".to_owned(),
        name: "Thủ tục thử".to_owned(),
        field: "Hộ tịch".to_owned(),
        steps: String::new(),
        applicants: String::new(),
        papers: vec!["Tờ khai".to_owned()],
        sets: 1,
        term,
        same_day_cut_off,
        fee: String::new(),
        result: String::new(),
        legal_basis: String::new(),
        competent: unit,
        valid_from: date(2018, 1, 1),
        valid_to: None,
        version: 1,
    }
}

fn moment() -> impl Strategy<Value = DateTime> {
    (0_i64..3000, 0_i8..24, 0_i8..60).prop_map(|(day, hour, minute)| {
        date(2019, 1, 2).saturating_add(day.days()).at(hour, minute, 0, 0)
    })
}

fn term() -> impl Strategy<Value = Term> {
    (0_u32..60, prop::sample::select(TermUnit::ALL.to_vec())).prop_map(|(amount, unit)| Term {
        amount: if unit == TermUnit::Hours { amount.max(1) } else { amount },
        unit,
    })
}

// S1.2 and D6, D8: whenever a dossier comes, it has a promise that lies ahead of it, on a working day.
#[test]
fn every_reception_ends_in_a_promise_that_can_be_kept() {
    let desk = Desk::new();
    proptest!(|(at in moment(), term in term(), cut_off in any::<bool>())| {
        let cut_off = cut_off && term.amount == 0;
        let got = desk.receive(term, cut_off, at).unwrap();
        prop_assert_eq!(got.clock_started_at, at);
        prop_assert!(got.due_at > at);
        prop_assert!(desk.calendar.is_working(got.due_at.date()));
        prop_assert!(!got.beyond_hours || !desk.hours.is_open(&desk.calendar, at));
        // Forwarding is due on the same working day or on the next one, never later.
        let next = desk.calendar.next_working_day(at.date());
        prop_assert!(got.forward_due_at >= at);
        prop_assert!(got.forward_due_at.date() <= next);
        prop_assert!(desk.calendar.is_working(got.forward_due_at.date()));
        // The day of the letter lies before the promise, and never before the reception.
        let send_by = letters::send_by(at.date(), got.due_at.date(), &desk.calendar, &desk.law(at.date()));
        prop_assert!(send_by >= at.date() && send_by <= got.due_at.date());
    });
}

// D8: day 0 does not count, so neither the hour of reception nor a longer term can bring the promise forward.
#[test]
fn a_term_in_working_days_counts_days_and_not_hours() {
    let desk = Desk::new();
    proptest!(|(at in moment(), days in 1_u32..60)| {
        let early = at.date().to_datetime(Time::midnight());
        let promise = |at| desk.receive(Term::working_days(days), false, at).unwrap().due_at;
        prop_assert_eq!(promise(at), promise(early));
        let counted = desk.calendar.working_days_between(at.date(), promise(at).date());
        prop_assert_eq!(counted, i64::from(days));
    });
}

#[test]
fn worked_examples_of_the_law_notes() {
    let desk = Desk::new();
    for (received, days, due) in [
        (date(2024, 4, 26), 3, date(2024, 5, 4)),
        (date(2025, 8, 29), 1, date(2025, 9, 3)),
        (date(2026, 1, 9), 3, date(2026, 1, 13)),
        (date(2026, 4, 24), 2, date(2026, 4, 29)),
    ] {
        let got = desk.receive(Term::working_days(days), false, received.at(11, 40, 0, 0)).unwrap();
        assert_eq!(got.due_at, due.at(17, 0, 0, 0));
        assert!(got.beyond_hours);
    }
}

// The cut-off of 15:00 is the pack's: exactly then it is still the same day.
#[test]
fn forwarding_and_same_day_results_follow_the_cut_off() {
    let desk = Desk::new();
    let monday = date(2021, 4, 12);
    let tuesday = date(2021, 4, 13);
    for (hour, minute, forward, due) in [
        (8, 0, monday.at(17, 0, 0, 0), monday.at(17, 0, 0, 0)),
        (15, 0, monday.at(17, 0, 0, 0), monday.at(17, 0, 0, 0)),
        (15, 1, tuesday.at(11, 30, 0, 0), tuesday.at(17, 0, 0, 0)),
        (18, 0, tuesday.at(11, 30, 0, 0), tuesday.at(17, 0, 0, 0)),
    ] {
        let got = desk.receive(Term::working_days(0), true, monday.at(hour, minute, 0, 0)).unwrap();
        assert_eq!((got.forward_due_at, got.due_at), (forward, due), "{hour}:{minute}");
    }
    // Without the option the result is due on the same day as long as the office is open.
    let strict = |hour| {
        desk.receive(Term::working_days(0), false, monday.at(hour, 30, 0, 0)).unwrap().due_at.date()
    };
    assert_eq!((strict(15), strict(17)), (monday, tuesday));
}

// D2: both orders of the unit's code, the counter at least four signs and longer when needed.
#[test]
fn codes_follow_the_form_of_the_pack() {
    let law = Desk::new().law(date(2021, 4, 12));
    let code = |unit: &str, n| dossier_code(unit, date(2021, 4, 12), n, &law);
    assert_eq!(code("000.00.31.H14", 7).as_deref(), Ok("000.00.31.H14-210412-0007"));
    assert_eq!(code("H14.25", 12_345).as_deref(), Ok("H14.25-210412-12345"));
    for wrong in ["", "h14", "H14/25", &"H".repeat(36)] {
        assert_eq!(code(wrong, 1).map_err(|r| r.code), Err("dossier-identifier"), "{wrong}");
    }
}

// D5: the restarted term runs in full from the day the dossier is complete; where a pack does not restart it, the
// date moves by the working days waited. Both ways the applicant's time is never the office's delay.
#[test]
fn a_supplement_restarts_the_term_or_stops_the_clock() {
    let desk = Desk::new();
    let mut law = desk.law(date(2021, 4, 12));
    assert_eq!(ask_by(date(2021, 4, 12), &desk.calendar, &law), date(2021, 4, 15));
    let (asked, due) = (date(2021, 4, 13).at(15, 0, 0, 0), date(2021, 4, 15).at(17, 0, 0, 0));
    let counted = |law: &DeskLaw, at: DateTime| {
        let rules = DeskRules { calendar: &desk.calendar, hours: &desk.hours, law };
        complete((Term::working_days(3), false), (asked, due, at), &rules)
    };
    let supplied = date(2021, 4, 20).at(9, 0, 0, 0);
    let restarted = counted(&law, supplied);
    // Giỗ Tổ on the 21st and the weekend do not count.
    assert_eq!((restarted.restarts, restarted.due.at), (true, date(2021, 4, 26).at(17, 0, 0, 0)));
    assert_eq!(restarted.forward_due_at, date(2021, 4, 20).at(17, 0, 0, 0));
    law.restart.value = false;
    let resumed = counted(&law, supplied);
    assert_eq!((resumed.restarts, resumed.due.at), (false, date(2021, 4, 23).at(17, 0, 0, 0)));
    proptest!(|(days in 0_i64..200)| {
        let at = asked.saturating_add(days.days());
        for restart in [true, false] {
            let mut law = law.clone();
            law.restart.value = restart;
            let got = counted(&law, at);
            prop_assert!(got.due.at >= due && got.due.at >= at);
        }
    });
}
