use jiff::{Timestamp, civil::date};
use nep_calendar::{CalendarOptions, WorkCalendar};
use nep_law::Library;
use uuid::Uuid;

use super::{
    Clocks, Contact, Feedback, FeedbackClass, FeedbackCode, FeedbackState, FeedbackSubject,
    Outcome, Sender,
};
use crate::ids::{FeedbackId, Id, UnitId};

fn unit(n: u128) -> UnitId {
    UnitId::from_uuid(Uuid::from_u128(n))
}

fn feedback() -> Feedback {
    Feedback {
        id: FeedbackId::from_uuid(Uuid::from_u128(9)),
        root: unit(1),
        unit: unit(2),
        code: FeedbackCode::from_random([1, 2, 3, 4, 5]),
        subject: FeedbackSubject::Delay,
        sender: Sender {
            name: "Nông Thị Thử".to_owned(),
            address: "Xóm 1".to_owned(),
            contact: "0900 000 012".parse().unwrap(),
        },
        content: "Hồ sơ chậm.".to_owned(),
        received_at: Timestamp::UNIX_EPOCH,
        due_on: date(2021, 5, 6),
        state: FeedbackState::New,
        outcome: None,
        published: false,
        version: 1,
    }
}

fn outcome() -> Outcome {
    Outcome { text: "Đã giải quyết.".to_owned(), at: Timestamp::UNIX_EPOCH, by: None }
}

#[test]
fn a_message_is_settled_once() {
    let answered = feedback().answer(outcome(), true).unwrap();
    assert_eq!((answered.state, answered.published), (FeedbackState::Answered, true));
    assert_eq!(answered.clone().reject(outcome()).unwrap_err().code, "feedback-closed");
    assert_eq!(answered.transfer(unit(3)).unwrap_err().code, "feedback-closed");
}

// P3: the four classes follow from what was done.
#[test]
fn the_class_follows_from_what_was_done() {
    assert_eq!(feedback().class(), FeedbackClass::Own);
    assert_eq!(feedback().transfer(unit(3)).unwrap().class(), FeedbackClass::Elsewhere);
    assert_eq!(feedback().reject(outcome()).unwrap().class(), FeedbackClass::Rejected);
    let conduct = Feedback { subject: FeedbackSubject::Conduct, ..feedback() };
    assert_eq!(conduct.class(), FeedbackClass::Conduct);
    assert_eq!(feedback().transfer(unit(2)).unwrap_err().code, "feedback-same-unit");
}

#[test]
fn only_open_messages_are_late() {
    assert!(!feedback().overdue_on(date(2021, 5, 6)));
    assert!(feedback().overdue_on(date(2021, 5, 7)));
    assert!(!feedback().answer(outcome(), false).unwrap().overdue_on(date(2021, 5, 7)));
}

#[test]
fn codes_are_read_as_people_write_them() {
    let code = FeedbackCode::from_random([0xff, 0, 0xff, 0, 0xff]);
    let text = code.to_string();
    assert_eq!(text.len(), "PA-7K3M-9QTX".len());
    for written in
        [text.clone(), text.to_lowercase(), text.replace('-', " "), text[3..].replace('-', "")]
    {
        assert_eq!(written.parse(), Ok(code.clone()), "{written}");
    }
    assert_eq!("pa-o1il-0000".parse::<FeedbackCode>().unwrap().as_str(), "PA-0111-0000");
    for bad in ["", "PA", "PA-123", "PA-1234-567U", "đơn số 1"] {
        assert!(bad.parse::<FeedbackCode>().is_err(), "{bad}");
    }
}

#[test]
fn senders_can_be_reached() {
    for (text, kept) in
        [("0900 000 012", "0900000012"), ("+84 900.000.012", "+84900000012"), ("a@b.vn", "a@b.vn")]
    {
        assert_eq!(text.parse::<Contact>().map(|c| c.to_string()).as_deref(), Ok(kept));
    }
    for bad in ["", "12345", "xin gọi lại", "a@b", "a b@c.vn", "a@@c.vn", "0900x000012"] {
        assert!(bad.parse::<Contact>().is_err(), "{bad}");
    }
}

// P3, P4: clocks come from the pack and run over working days; 12/4/2021 is a Monday, 21/4, 30/4, 1/5 and 3/5 are off.
#[test]
fn clocks_run_over_working_days() {
    let library = Library::embedded().unwrap();
    let calendar = WorkCalendar::vietnam(CalendarOptions::default()).unwrap();
    let received = date(2021, 4, 12);
    let pack = library.require("vn/one-stop", received).unwrap();
    let clocks = Clocks::from_reception(received, pack, &calendar).unwrap();
    assert_eq!(clocks.refuse.value.date, date(2021, 4, 14));
    assert_eq!(clocks.transfer.value.date, date(2021, 4, 19));
    assert_eq!(clocks.answer.value.date, date(2021, 5, 6));
    assert!(clocks.transfer.confidence.is_verified());
    assert!(!clocks.answer.confidence.is_verified());
}
