//! Rules of rounds, visits and findings (S1.9).

use jiff::civil::{Date, date};
use uuid::Uuid;

use crate::{
    facts::Period,
    ids::{FindingId, Id, InspectionId, UnitId, VisitId},
    inspection::{
        Attendance, CheckedItem, Finding, FindingState, Inspection, InspectionMode,
        InspectionState, ItemResult, Visit, VisitState,
    },
};

fn round() -> Inspection {
    Inspection {
        id: InspectionId::from_uuid(Uuid::from_u128(1)),
        root: UnitId::from_uuid(Uuid::from_u128(2)),
        name: "Đợt 1".to_owned(),
        mode: InspectionMode::Surprise,
        decision: "45/QĐ-UBND".to_owned(),
        decided_on: date(2021, 3, 1),
        period: Period { from: date(2021, 3, 8), to: date(2021, 3, 19) },
        lead: "Nông Văn Bách".to_owned(),
        members: Vec::new(),
        state: InspectionState::Planned,
        conclusion: String::new(),
        concluded_on: None,
        version: 1,
    }
}

fn visit(visited_on: Option<Date>, answers: &[&str]) -> Visit {
    let answer = |key: &&str| CheckedItem {
        item: (*key).to_owned(),
        result: ItemResult::Met,
        note: String::new(),
        photo: None,
    };
    Visit {
        id: VisitId::from_uuid(Uuid::from_u128(3)),
        inspection: round().id,
        root: round().root,
        unit: UnitId::from_uuid(Uuid::from_u128(4)),
        planned_on: date(2021, 3, 9),
        visited_on,
        attendance: None,
        summary: String::new(),
        visited_by: None,
        cancelled: None,
        items: answers.iter().map(answer).collect(),
        version: 1,
    }
}

fn finding() -> Finding {
    Finding {
        id: FindingId::from_uuid(Uuid::from_u128(5)),
        visit: visit(None, &[]).id,
        root: round().root,
        unit: visit(None, &[]).unit,
        item: "badge".to_owned(),
        description: "Ba người không đeo thẻ".to_owned(),
        found_on: date(2021, 3, 9),
        remedy_due: date(2021, 3, 24),
        remedied_on: None,
        remedy_note: String::new(),
        rechecked_on: None,
        recheck_note: String::new(),
        reopened: 0,
        version: 1,
    }
}

fn keys(list: &[&str]) -> Vec<String> {
    list.iter().map(|k| (*k).to_owned()).collect()
}

#[test]
fn a_round_follows_its_decision() {
    let code = |round: Inspection| round.check(date(2021, 3, 5)).err().map(|r| r.code);
    assert_eq!(code(round()), None);
    assert_eq!(
        code(Inspection { decided_on: date(2021, 3, 6), ..round() }),
        Some("inspection-decided-in-future")
    );
    let early = Period { from: date(2021, 2, 26), to: date(2021, 3, 19) };
    assert_eq!(
        code(Inspection { period: early, ..round() }),
        Some("inspection-starts-before-decision")
    );
    let reversed = Period { from: date(2021, 3, 8), to: date(2021, 3, 7) };
    assert_eq!(
        code(Inspection { period: reversed, ..round() }),
        Some("inspection-ends-before-start")
    );
}

#[test]
fn a_visit_lies_in_the_period_and_not_in_the_future() {
    let today = date(2021, 3, 12);
    let code = |day| visit(None, &[]).check_day(&round(), day, today).err().map(|r| r.code);
    assert_eq!(code(date(2021, 3, 12)), None);
    assert_eq!(code(date(2021, 3, 13)), Some("inspection-visit-in-future"));
    assert_eq!(code(date(2021, 3, 5)), Some("inspection-visit-outside-period"));
    let cancelled =
        Visit { cancelled: Some("Đơn vị chống dịch".to_owned()), ..visit(None, &[]) };
    assert_eq!(
        cancelled.check_day(&round(), today, today).unwrap_err().code,
        "inspection-visit-cancelled"
    );
    assert_eq!(
        visit(Some(today), &[]).check_cancel(&round()).unwrap_err().code,
        "inspection-visit-begun"
    );
}

#[test]
fn a_surprise_visit_is_hidden_until_it_begins() {
    assert!(visit(None, &[]).hidden_from_unit(InspectionMode::Surprise));
    assert!(!visit(Some(date(2021, 3, 9)), &[]).hidden_from_unit(InspectionMode::Surprise));
    assert!(!visit(None, &[]).hidden_from_unit(InspectionMode::Planned));
}

#[test]
fn a_round_is_concluded_only_when_every_visit_is_settled() {
    let required = keys(&["badge", "layout"]);
    let on = date(2021, 3, 22);
    let conclude = |visits: Vec<Visit>| {
        let visits: Vec<_> = visits.into_iter().map(|v| (v, required.clone())).collect();
        round().concluded(&visits, "Kết luận".to_owned(), on)
    };
    let done = visit(Some(date(2021, 3, 9)), &["badge", "layout"]);
    let started = visit(Some(date(2021, 3, 9)), &["badge"]);
    let cancelled = Visit { cancelled: Some("Giải thể".to_owned()), ..visit(None, &[]) };
    assert_eq!(started.state(&required), VisitState::Started);
    let refused = conclude(vec![done.clone(), started, visit(None, &[])]).unwrap_err();
    assert_eq!((refused.code, refused.values[0].1.as_str()), ("inspection-visits-open", "2"));
    assert_eq!(conclude(vec![cancelled.clone()]).unwrap_err().code, "inspection-without-visit");
    let concluded = conclude(vec![done, cancelled]).unwrap();
    assert_eq!((concluded.state, concluded.concluded_on), (InspectionState::Concluded, Some(on)));
    assert_eq!(
        concluded.concluded(&[], String::new(), on).unwrap_err().code,
        "inspection-concluded"
    );
}

#[test]
fn people_counted_fit_the_list() {
    let counts =
        |listed, present, absent_with_reason| Attendance { listed, present, absent_with_reason };
    assert!(counts(42, 36, 4).check().is_ok());
    assert_eq!(counts(42, 36, 4).absent_without_reason(), 2);
    for wrong in [counts(10, 11, 0), counts(10, 8, 3), counts(-1, 0, 0), counts(5, -1, 2)] {
        assert_eq!(wrong.check().unwrap_err().code, "inspection-attendance", "{wrong:?}");
    }
}

#[test]
fn a_finding_is_remedied_checked_and_opened_anew() {
    let (due, after) = (date(2021, 3, 24), date(2021, 3, 25));
    assert_eq!(finding().state(due), FindingState::Open);
    assert_eq!(finding().state(after), FindingState::Overdue);
    let note = || "Đã nhắc nhở".to_owned();
    assert_eq!(finding().accepted(due, note()).unwrap_err().code, "finding-not-remedied");
    assert_eq!(
        finding().remedied(after, note(), due).unwrap_err().code,
        "finding-remedied-in-future"
    );
    assert_eq!(
        finding().remedied(date(2021, 3, 8), note(), due).unwrap_err().code,
        "finding-remedied-before-found"
    );

    let remedied = finding().remedied(date(2021, 3, 20), note(), due).unwrap();
    assert_eq!(remedied.state(after), FindingState::Remedied);
    assert_eq!(
        remedied.clone().reopened(after, due, note()).unwrap_err().code,
        "finding-new-due-passed"
    );
    let reopened = remedied.reopened(after, date(2021, 4, 5), note()).unwrap();
    assert_eq!((reopened.state(after), reopened.reopened), (FindingState::Open, 1));
    let closed = reopened.remedied(after, note(), after).unwrap().accepted(after, note()).unwrap();
    assert_eq!(closed.state(after), FindingState::Closed);
    assert_eq!(closed.remedied(after, note(), after).unwrap_err().code, "finding-closed");
}
