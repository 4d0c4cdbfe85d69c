//! What is missing is asked for once and soon; then the term starts again (D3–D5).

use db_test::db_test;
use jiff::civil::{Date, date};
use nep_app::{
    AppError,
    audit::{self, AuditFilter},
    letters,
    one_stop::{
        self, DossierQuery, DossierTab, Finish, Forward, Lapse, RequestSupplement, Supply, Withdraw,
    },
    publicity,
    testing::TestHouse,
};
use nep_calendar::Term;
use nep_domain::{
    access::Role,
    facts::{FactName, Period},
    ids::DossierId,
    one_stop::{DossierResult, DossierState, DossierStatus, StepKind},
};
use nep_storage::{Page, Store};

use crate::{
    facts::value,
    one_stop::{at, fields, forwarded, procedure, received, refusal},
};

fn ask() -> RequestSupplement {
    RequestSupplement {
        papers: vec!["Giấy chứng nhận đã cấp".to_owned()],
        other: vec!["Ghi rõ diện tích thửa đất của bà Nông Thị Mẫu".to_owned()],
        reason: "Bản chụp bị mờ".to_owned(),
        contact_name: "Người hướng dẫn".to_owned(),
        contact_phone: "0900 000 031".to_owned(),
        ..RequestSupplement::default()
    }
}

async fn on_tab(house: &TestHouse, tab: DossierTab) -> u64 {
    let desk = house.ctx(Role::DeskOfficer).await.unwrap();
    one_stop::list(&desk, &DossierQuery::tab(tab)).await.unwrap().total.n
}

fn ctx_account(ctx: &nep_app::Ctx) -> Option<nep_domain::ids::AccountId> {
    ctx.account().map(|account| account.id)
}

async fn overdue(house: &TestHouse, as_of: Date) -> i64 {
    let year = Period { from: date(2021, 1, 1), to: date(2021, 12, 31) };
    value(house, FactName::DossiersOverdue, house.land, year, as_of).await.0
}

async fn finish(
    house: &TestHouse,
    id: DossierId,
) -> Result<nep_domain::one_stop::Dossier, AppError> {
    let specialist = house.ctx(Role::Specialist).await.unwrap();
    let done =
        Finish { dossier: id, version: None, result: DossierResult::Granted, note: String::new() };
    one_stop::finish(&specialist, done).await
}

// D5: received on Monday 12 April for three working days, asked on the 13th, complete on the 20th: the term runs
// again from there, over the holiday of the 21st, to the 26th. Nothing of the waiting makes it late.
#[db_test]
async fn a_dossier_waits_for_its_applicant_and_its_term_starts_again(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let procedure = procedure(&house, Term::working_days(3)).await;
    let dossier = forwarded(&house, &received(&house, &procedure).await).await;
    let system = house.system().await.unwrap();
    at(&house, &system, date(2021, 4, 13).at(15, 0, 0, 0));
    let specialist = house.ctx(Role::Specialist).await.unwrap();
    letters::draft(&specialist, dossier.id).await.unwrap();
    let command = RequestSupplement { version: Some(dossier.version), ..ask() };
    let waiting =
        one_stop::request_supplement(&specialist, dossier.id, command.clone()).await.unwrap();
    assert_eq!(waiting.state, DossierState::AwaitingSupplement);
    // A second click is harmless, and the draft of an apology for a date that no longer counts is gone.
    let again = one_stop::request_supplement(&specialist, dossier.id, command).await.unwrap();
    assert_eq!(again.version, waiting.version);
    let view = one_stop::dossier(&specialist, dossier.id).await.unwrap();
    assert_eq!((view.supplements.len(), view.letters.len()), (1, 0));
    assert_eq!((view.status, view.ask_by), (DossierStatus::AwaitingSupplement, date(2021, 4, 15)));

    at(&house, &system, date(2021, 4, 20).at(9, 0, 0, 0));
    assert_eq!(letters::draft_due(&house.system().await.unwrap()).await.unwrap(), 0);
    assert_eq!(overdue(&house, date(2021, 4, 20)).await, 0);
    for (tab, n) in [
        (DossierTab::Awaiting, 1),
        (DossierTab::Open, 0),
        (DossierTab::Overdue, 0),
        (DossierTab::DueSoon, 0),
    ] {
        assert_eq!(on_tab(&house, tab).await, n, "{tab}");
    }
    assert_eq!(refusal(finish(&house, dossier.id).await.unwrap_err()), "dossier-awaits-supplement");
    let desk = house.ctx(Role::DeskOfficer).await.unwrap();
    let supply =
        Supply { version: Some(waiting.version), note: "Nộp đủ bản chính".to_owned() };
    let complete = one_stop::supply(&desk, dossier.id, supply.clone()).await.unwrap();
    assert_eq!(
        one_stop::supply(&desk, dossier.id, supply).await.unwrap().version,
        complete.version
    );
    assert_eq!((complete.state, complete.holder), (DossierState::InProgress, house.land));
    assert_eq!(system.local(complete.due_at), date(2021, 4, 26).at(17, 0, 0, 0));
    assert_eq!(complete.first_due_at, dossier.first_due_at);
    let view = one_stop::dossier(&desk, dossier.id).await.unwrap();
    assert_eq!(
        (view.why.explanation.day_zero, view.why.explanation.due.date(), view.status),
        (date(2021, 4, 20), date(2021, 4, 26), DossierStatus::InTime)
    );
    let kinds: Vec<_> = view.steps.iter().map(|s| s.step.entry.kind).collect();
    assert_eq!(kinds[2..], [StepKind::SupplementRequested, StepKind::Supplied]);
    assert_eq!(view.supplements[0].due_after, Some(complete.due_at));

    at(&house, &system, date(2021, 4, 26).at(10, 0, 0, 0));
    finish(&house, dossier.id).await.unwrap();
    assert_eq!(overdue(&house, date(2021, 4, 25)).await, 0);
    let year = Period { from: date(2021, 1, 1), to: date(2021, 12, 31) };
    let on_time =
        value(&house, FactName::DossiersOnTime, house.land, year, date(2021, 4, 30)).await;
    assert_eq!(on_time, (1, 1));
    let auditor = house.ctx(Role::Auditor).await.unwrap();
    let log = audit::list(&auditor, &AuditFilter::default(), Page::ALL).await.unwrap();
    let steps = ["supplement_requested", "supplied"];
    for step in steps {
        assert!(log.iter().any(|e| e.entry.detail.contains(step)), "{step} leaves an audit entry");
    }
}

// A dossier that was late when the applicant was asked stays late while it waits.
#[db_test]
async fn asking_does_not_hide_a_date_already_missed(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let procedure = procedure(&house, Term::working_days(1)).await;
    let dossier = forwarded(&house, &received(&house, &procedure).await).await;
    let system = house.system().await.unwrap();
    at(&house, &system, date(2021, 4, 14).at(9, 0, 0, 0));
    let specialist = house.ctx(Role::Specialist).await.unwrap();
    one_stop::request_supplement(&specialist, dossier.id, ask()).await.unwrap();
    at(&house, &system, date(2021, 4, 19).at(9, 0, 0, 0));
    assert_eq!(overdue(&house, date(2021, 4, 19)).await, 1);
    // The applicant may give up while it waits.
    let desk = house.ctx(Role::DeskOfficer).await.unwrap();
    let stop =
        Withdraw { dossier: dossier.id, version: None, note: "Không nộp nữa".to_owned() };
    let stopped = one_stop::withdraw(&desk, stop).await.unwrap();
    assert_eq!((stopped.state, stopped.waits()), (DossierState::Withdrawn, false));
}

// D5a: nothing supplied in fifteen working days: whoever has the dossier in hand may stop it, in words of its own,
// and the days gone by are counted as they were.
#[db_test]
async fn a_dossier_nobody_supplements_is_stopped_after_its_day(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let procedure = procedure(&house, Term::working_days(3)).await;
    let dossier = forwarded(&house, &received(&house, &procedure).await).await;
    let system = house.system().await.unwrap();
    let specialist = house.ctx(Role::Specialist).await.unwrap();
    let note = "Đã gọi hai lần, người nộp không bổ sung".to_owned();
    let lapse = Lapse { dossier: dossier.id, version: None, note };
    let running = one_stop::lapse(&specialist, lapse.clone()).await.unwrap_err();
    assert_eq!(refusal(running), "dossier-not-awaiting");
    one_stop::request_supplement(&specialist, dossier.id, ask()).await.unwrap();
    // Nobody is late with a slip that still lies at the desk.
    let view = one_stop::dossier(&specialist, dossier.id).await.unwrap();
    assert_eq!(view.close_by, None);
    let unhanded = one_stop::lapse(&specialist, lapse.clone()).await.unwrap_err();
    assert_eq!(refusal(unhanded), "supplement-slip-not-handed");
    at(&house, &system, date(2021, 4, 13).at(9, 0, 0, 0));
    let desk = house.ctx(Role::DeskOfficer).await.unwrap();
    // A second click changes nothing; who handed it over, and when, stands on the control slip.
    for _ in 0..2 {
        one_stop::hand_over_slip(&desk, dossier.id).await.unwrap();
    }
    let view = one_stop::dossier(&specialist, dossier.id).await.unwrap();
    let handed: Vec<_> = view
        .steps
        .iter()
        .filter(|s| s.step.entry.kind == StepKind::SlipHanded)
        .map(|s| (s.step.by, s.step.entry.from, system.local(s.step.entry.at).date()))
        .collect();
    assert_eq!(handed, [(ctx_account(&desk), Some(house.desk), date(2021, 4, 13))]);
    // Fifteen working days after Tuesday 13 April, over the holidays of 21 and 30 April and 3 May: for the page, the
    // worklist and the refusal alike.
    assert_eq!(view.close_by, Some(date(2021, 5, 7)));
    let awaiting = one_stop::awaiting(&desk).await.unwrap();
    assert_eq!(awaiting[0].close_by, view.close_by);
    // Nobody has settled that term: it is not told to a citizen as if it were the rule.
    let citizen = house.citizen().await.unwrap();
    let shown = publicity::dossier(&citizen, &dossier.code).await.unwrap().unwrap();
    assert_eq!(shown.supplement.unwrap().until, None);
    at(&house, &system, date(2021, 5, 7).at(17, 0, 0, 0));
    let specialist = house.ctx(Role::Specialist).await.unwrap();
    match one_stop::lapse(&specialist, lapse.clone()).await.unwrap_err() {
        AppError::Refused(early) => {
            assert_eq!(early.code, "supplement-not-lapsed");
            assert_eq!(early.values, [("day", "07/05/2021".to_owned())]);
            assert!(early.citation.is_some());
        }
        other => panic!("{other:?}"),
    }
    at(&house, &system, date(2021, 5, 10).at(8, 0, 0, 0));
    let silent = Lapse { note: " ".to_owned(), ..lapse.clone() };
    let specialist = house.ctx(Role::Specialist).await.unwrap();
    let missing = one_stop::lapse(&specialist, silent).await.unwrap_err();
    assert_eq!(fields(missing), [("lapse_reason".to_owned(), "missing")]);
    // The desk gives the result out, but only the office that holds the dossier ends it.
    for role in [Role::DeskOfficer, Role::HomeAffairs] {
        let denied = one_stop::lapse(&house.ctx(role).await.unwrap(), lapse.clone()).await;
        assert!(matches!(denied, Err(AppError::Denied(_))), "{role}");
    }
    let stopped = one_stop::lapse(&specialist, lapse).await.unwrap();
    assert_eq!((stopped.state, stopped.holder), (DossierState::Lapsed, house.desk));
    let view = one_stop::dossier(&specialist, dossier.id).await.unwrap();
    assert_eq!((view.status, view.close_by), (DossierStatus::Stopped, None));
    assert_eq!(view.steps.last().unwrap().step.entry.kind, StepKind::Lapsed);
    for (tab, n) in [(DossierTab::Stopped, 1), (DossierTab::Awaiting, 0), (DossierTab::All, 1)] {
        assert_eq!(on_tab(&house, tab).await, n, "{tab}");
    }
    let citizen = house.citizen().await.unwrap();
    let shown = publicity::dossier(&citizen, &dossier.code).await.unwrap().unwrap();
    assert_eq!((shown.state, shown.result, shown.late), (DossierState::Lapsed, None, false));
    // It was not late while it waited, and is not now that it is stopped; nor does it count as decided.
    for day in [date(2021, 4, 20), date(2021, 5, 10)] {
        assert_eq!(overdue(&house, day).await, 0, "{day}");
    }
    let year = Period { from: date(2021, 1, 1), to: date(2021, 12, 31) };
    for fact in [FactName::DossiersOnTime, FactName::ApologiesInTime] {
        let counted = value(&house, fact, house.land, year, date(2021, 5, 10)).await;
        assert_eq!(counted, (0, 0), "{fact:?}");
    }
}

// Nor does the new date when everything has come: the report of a day gone by stays as it was.
#[db_test]
async fn a_supplement_asked_for_too_late_does_not_make_it_punctual(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let procedure = procedure(&house, Term::working_days(1)).await;
    let dossier = forwarded(&house, &received(&house, &procedure).await).await;
    let system = house.system().await.unwrap();
    at(&house, &system, date(2021, 4, 14).at(9, 0, 0, 0));
    let specialist = house.ctx(Role::Specialist).await.unwrap();
    one_stop::request_supplement(&specialist, dossier.id, ask()).await.unwrap();
    let desk = house.ctx(Role::DeskOfficer).await.unwrap();
    let supply = Supply { version: None, note: String::new() };
    one_stop::supply(&desk, dossier.id, supply).await.unwrap();
    assert_eq!(overdue(&house, date(2021, 4, 14)).await, 1);
    finish(&house, dossier.id).await.unwrap();
    let year = Period { from: date(2021, 1, 1), to: date(2021, 12, 31) };
    let on_time =
        value(&house, FactName::DossiersOnTime, house.land, year, date(2021, 4, 30)).await;
    assert_eq!(on_time, (0, 1));
    let view = one_stop::dossier(&desk, dossier.id).await.unwrap();
    assert_eq!(
        (view.promise(), view.status),
        (Some(dossier.first_due_at), DossierStatus::DoneLate)
    );
}

// D3, D4, D5: with its reason, for papers of the procedure, by the last day, and once; again only with a reason.
#[db_test]
async fn the_applicant_is_asked_in_writing_once_and_soon(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let procedure = procedure(&house, Term::working_days(10)).await;
    let dossier = received(&house, &procedure).await;
    let desk = house.ctx(Role::DeskOfficer).await.unwrap();
    let empty = RequestSupplement::default();
    let errors = fields(one_stop::request_supplement(&desk, dossier.id, empty).await.unwrap_err());
    let expected = [("other".to_owned(), "supplement-nothing"), ("reason".to_owned(), "missing")];
    assert_eq!(errors, expected);
    let foreign = RequestSupplement { papers: vec!["Sổ khác".to_owned()], ..ask() };
    let errors =
        fields(one_stop::request_supplement(&desk, dossier.id, foreign).await.unwrap_err());
    assert_eq!(errors, [("papers".to_owned(), "supplement-paper")]);
    for role in [Role::HomeAffairs, Role::Auditor] {
        let ctx = house.ctx(role).await.unwrap();
        let denied = one_stop::request_supplement(&ctx, dossier.id, ask()).await;
        assert!(matches!(denied, Err(AppError::Denied(_))), "{role}");
    }
    let unasked = one_stop::supply(&desk, dossier.id, Supply::default()).await.unwrap_err();
    assert_eq!(refusal(unasked), "dossier-not-awaiting");

    // Asked at the desk, it comes back to the desk, and is to be forwarded anew.
    one_stop::request_supplement(&desk, dossier.id, ask()).await.unwrap();
    let system = house.system().await.unwrap();
    at(&house, &system, date(2021, 4, 14).at(9, 0, 0, 0));
    let desk = house.ctx(Role::DeskOfficer).await.unwrap();
    let specialist = house.ctx(Role::Specialist).await.unwrap();
    let denied = one_stop::supply(&specialist, dossier.id, Supply::default()).await;
    assert!(matches!(denied, Err(AppError::Denied(_))));
    let back = one_stop::supply(&desk, dossier.id, Supply::default()).await.unwrap();
    assert_eq!((back.state, back.holder), (DossierState::Received, house.desk));
    assert_eq!(system.local(back.forward_due_at), date(2021, 4, 14).at(17, 0, 0, 0));

    let second = one_stop::request_supplement(&desk, dossier.id, ask()).await.unwrap_err();
    assert_eq!(refusal(second), "supplements-used-up");
    let again =
        RequestSupplement { again_reason: "Giấy tờ nộp thêm bị sai".to_owned(), ..ask() };
    one_stop::request_supplement(&desk, dossier.id, again.clone()).await.unwrap();
    let view = one_stop::dossier(&desk, dossier.id).await.unwrap();
    assert_eq!(
        view.supplements.iter().map(|s| (s.seq, s.number)).collect::<Vec<_>>(),
        [(1, 1), (2, 2)]
    );
    // What the desk asks for at the counter it hands over at once.
    assert!(view.supplements.iter().all(|s| s.handed_at.is_some()));
    one_stop::supply(&desk, dossier.id, Supply::default()).await.unwrap();
    // Three working days after it was complete, and no later.
    at(&house, &system, date(2021, 4, 20).at(7, 30, 0, 0));
    let desk = house.ctx(Role::DeskOfficer).await.unwrap();
    let late = one_stop::request_supplement(&desk, dossier.id, again).await.unwrap_err();
    assert_eq!(refusal(late), "supplement-too-late");
    let forward =
        Forward { dossier: dossier.id, version: None, to: house.land, note: String::new() };
    one_stop::forward(&desk, forward).await.unwrap();
}

// Form 02, and what anybody with the code reads: the catalogue's papers, nothing an official wrote freely.
#[db_test]
async fn the_slip_names_everything_and_the_public_page_nobody(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let procedure = procedure(&house, Term::working_days(3)).await;
    let dossier = received(&house, &procedure).await;
    let desk = house.ctx(Role::DeskOfficer).await.unwrap();
    assert!(matches!(
        one_stop::supplement_slip(&desk, dossier.id, None).await,
        Err(AppError::NotFound("supplement"))
    ));
    one_stop::request_supplement(&desk, dossier.id, ask()).await.unwrap();
    let pdf = one_stop::supplement_slip(&desk, dossier.id, Some(1)).await.unwrap();
    assert!(pdf.starts_with(b"%PDF-"));
    let citizen = house.citizen().await.unwrap();
    let shown = publicity::dossier(&citizen, &dossier.code).await.unwrap().unwrap();
    assert!(!shown.late && !format!("{shown:?}").contains("Nông Thị Mẫu"));
    let supplement = shown.supplement.unwrap();
    assert_eq!(supplement.papers, ["Giấy chứng nhận đã cấp"]);
    assert!(supplement.more);
    one_stop::supply(&desk, dossier.id, Supply::default()).await.unwrap();
    let shown = publicity::dossier(&citizen, &dossier.code).await.unwrap().unwrap();
    assert_eq!(shown.supplement, None);
}
