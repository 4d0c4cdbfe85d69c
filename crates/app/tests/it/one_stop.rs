//! The main job of the desk: receive, forward, decide, return; late dossiers with their apology; ratings.

use db_test::db_test;
use jiff::{
    SignedDuration,
    civil::{DateTime, date},
};
use nep_app::{
    Actor, AppError, Ctx,
    letters::{self, EditDraft, Sign, WriteLetter},
    one_stop::{
        self, DossierQuery, DossierTab, Finish, Forward, Receive, ReturnResult, SaveProcedure,
        Withdraw,
    },
    satisfaction::{self, Rate},
    testing::TestHouse,
};
use nep_calendar::Term;
use nep_domain::{
    access::Role,
    ids::UnitId,
    letters::{LetterKind, LetterState},
    one_stop::{
        Applicant, Dossier, DossierResult, DossierState, DossierStatus, Procedure, StepKind,
    },
};
use nep_storage::Store;

/// Moves the standing clock to a local time of the office.
pub fn at(house: &TestHouse, ctx: &Ctx, local: DateTime) {
    house.services.clock.set(ctx.instant(local));
}

fn land_procedure(competent: UnitId, term: Term) -> SaveProcedure {
    SaveProcedure {
        id: None,
        version: 0,
        code: "1.004199.H14".to_owned(),
        name: "Đăng ký biến động quyền sử dụng đất".to_owned(),
        field: "Đất đai".to_owned(),
        steps: String::new(),
        applicants: "Cá nhân, hộ gia đình".to_owned(),
        papers: vec!["Đơn đăng ký biến động".to_owned(), "Giấy chứng nhận đã cấp".to_owned()],
        sets: 1,
        term,
        same_day_cut_off: false,
        fee: "Không".to_owned(),
        result: "Giấy chứng nhận".to_owned(),
        legal_basis: "Luật Đất đai".to_owned(),
        competent,
        valid_from: date(2019, 1, 1),
        valid_to: None,
    }
}

pub async fn procedure(house: &TestHouse, term: Term) -> Procedure {
    let ctx = house.ctx(Role::HomeAffairs).await.unwrap();
    one_stop::save_procedure(&ctx, land_procedure(house.land, term)).await.unwrap()
}

pub fn application(house: &TestHouse, procedure: &Procedure) -> Receive {
    Receive {
        procedure: procedure.id,
        unit: house.desk,
        applicant: Applicant {
            name: "Nông Thị Mẫu".to_owned(),
            id_number: "004000000012".to_owned(),
            address: "Xóm Đồi, xã Đức Phong".to_owned(),
            phone: "0900 000 012".to_owned(),
            email: String::new(),
        },
        content: String::new(),
        papers: Vec::new(),
        sets: 0,
        received_at: None,
        late_reason: String::new(),
        promised: None,
        request_key: None,
        another: true,
    }
}

pub async fn received(house: &TestHouse, procedure: &Procedure) -> Dossier {
    let desk = house.ctx(Role::DeskOfficer).await.unwrap();
    one_stop::receive(&desk, application(house, procedure)).await.unwrap()
}

pub async fn forwarded(house: &TestHouse, dossier: &Dossier) -> Dossier {
    let desk = house.ctx(Role::DeskOfficer).await.unwrap();
    let command = Forward {
        dossier: dossier.id,
        version: Some(dossier.version),
        to: house.land,
        note: String::new(),
    };
    one_stop::forward(&desk, command).await.unwrap()
}

pub fn refusal(error: AppError) -> &'static str {
    match error {
        AppError::Refused(refusal) => refusal.code,
        other => panic!("{other:?}"),
    }
}

pub fn fields(error: AppError) -> Vec<(String, &'static str)> {
    match error {
        AppError::Invalid(errors) => errors.into_iter().map(|e| (e.field, e.code)).collect(),
        other => panic!("{other:?}"),
    }
}

// Part 6: the whole way of a dossier, with its control slip (D12).
#[db_test]
async fn a_dossier_goes_from_the_desk_to_the_office_and_back_to_the_citizen(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let procedure = procedure(&house, Term::working_days(3)).await;
    let dossier = received(&house, &procedure).await;
    assert_eq!(dossier.code, "H14.25-210412-0001");
    let system = house.system().await.unwrap();
    assert_eq!(system.local(dossier.due_at), date(2021, 4, 15).at(17, 0, 0, 0));
    assert_eq!(system.local(dossier.forward_due_at), date(2021, 4, 12).at(17, 0, 0, 0));
    assert!(!dossier.received_beyond_hours);

    let dossier = forwarded(&house, &dossier).await;
    assert_eq!((dossier.state, dossier.holder), (DossierState::InProgress, house.land));
    at(&house, &system, date(2021, 4, 14).at(10, 0, 0, 0));
    let specialist = house.ctx(Role::Specialist).await.unwrap();
    let finish = Finish {
        dossier: dossier.id,
        version: Some(dossier.version),
        result: DossierResult::Granted,
        note: String::new(),
    };
    let dossier = one_stop::finish(&specialist, finish.clone()).await.unwrap();
    // A second click on the same button changes nothing and is no error.
    assert_eq!(one_stop::finish(&specialist, finish).await.unwrap().version, dossier.version);

    // The applicant comes after the date; that does not make a result late that was there in time.
    at(&house, &system, date(2021, 4, 19).at(11, 40, 0, 0));
    let desk = house.ctx(Role::DeskOfficer).await.unwrap();
    let give =
        ReturnResult { dossier: dossier.id, version: Some(dossier.version), note: String::new() };
    let dossier = one_stop::return_result(&desk, give).await.unwrap();
    assert_eq!(
        (dossier.state, dossier.returned_beyond_hours),
        (DossierState::Returned, Some(true))
    );
    let view = one_stop::dossier(&desk, dossier.id).await.unwrap();
    let slip: Vec<_> =
        view.steps.iter().map(|s| (s.step.entry.kind, s.step.entry.on_time)).collect();
    assert_eq!(
        slip,
        [
            (StepKind::Received, None),
            (StepKind::Forwarded, Some(true)),
            (StepKind::Finished, Some(true)),
            (StepKind::Returned, Some(true)),
        ]
    );
    assert_eq!(view.status, DossierStatus::DoneInTime);
}

// S1.2: the desk works on at 11:30; the dossier taken then is counted and its term starts that very day.
#[db_test]
async fn a_dossier_taken_beyond_hours_is_counted_and_never_waits(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let procedure = procedure(&house, Term::working_days(1)).await;
    let system = house.system().await.unwrap();
    at(&house, &system, date(2021, 4, 12).at(11, 45, 0, 0));
    let noon = received(&house, &procedure).await;
    assert!(noon.received_beyond_hours);
    assert_eq!(system.local(noon.due_at).date(), date(2021, 4, 13));
    // Saturday 17 April; Wednesday 21 April is Giỗ Tổ.
    at(&house, &system, date(2021, 4, 17).at(9, 0, 0, 0));
    let saturday = received(&house, &procedure).await;
    assert!(saturday.received_beyond_hours);
    assert_eq!(system.local(saturday.due_at).date(), date(2021, 4, 19));
    assert_eq!(system.local(saturday.forward_due_at), date(2021, 4, 19).at(11, 30, 0, 0));
    let desk = house.ctx(Role::DeskOfficer).await.unwrap();
    let beyond = DossierQuery { beyond_hours: true, ..DossierQuery::tab(DossierTab::All) };
    assert_eq!(one_stop::list(&desk, &beyond).await.unwrap().total.n, 2);
    at(&house, &system, date(2021, 4, 20).at(16, 0, 0, 0));
    let over_holiday = received(&house, &procedure).await;
    assert_eq!(system.local(over_holiday.due_at).date(), date(2021, 4, 22));
    let why = one_stop::dossier(&desk, over_holiday.id).await.unwrap().why.explanation;
    assert_eq!(
        (why.day_zero, why.skipped.len(), why.skipped[0].date),
        (date(2021, 4, 20), 1, date(2021, 4, 21))
    );
}

// S3.3, L1–L4: the apology is drafted the working day before, carries one new date, and the head alone signs it.
#[db_test]
async fn a_late_dossier_gets_its_apology_in_time_and_only_one_new_date(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let procedure = procedure(&house, Term::working_days(3)).await;
    let dossier = forwarded(&house, &received(&house, &procedure).await).await;
    let system = house.system().await.unwrap();
    at(&house, &system, date(2021, 4, 13).at(7, 0, 0, 0));
    assert_eq!(letters::draft_due(&house.system().await.unwrap()).await.unwrap(), 0);
    at(&house, &system, date(2021, 4, 14).at(7, 0, 0, 0));
    assert_eq!(letters::draft_due(&house.system().await.unwrap()).await.unwrap(), 1);
    assert_eq!(letters::draft_due(&house.system().await.unwrap()).await.unwrap(), 0);

    let head = house.ctx(Role::Head).await.unwrap();
    let draft = letters::to_sign(&head).await.unwrap().remove(0);
    assert_eq!(
        (draft.kind, draft.state, draft.send_by),
        (LetterKind::Apology, LetterState::Draft, Some(date(2021, 4, 14)))
    );
    let unready = letters::sign(&head, Sign { letter: draft.id, version: None }).await.unwrap_err();
    assert_eq!(fields(unready), [("reason".to_owned(), "missing")]);

    let specialist = house.ctx(Role::Specialist).await.unwrap();
    let edit = |new_due| EditDraft {
        letter: draft.id,
        version: Some(draft.version),
        recipient: None,
        reason: "Cơ quan thuế chưa có thông báo về nghĩa vụ tài chính".to_owned(),
        new_due,
    };
    for (wrong, code) in [
        (None, "missing"),
        (Some(date(2021, 4, 15)), "new-due-not-later"),
        (Some(date(2021, 4, 17)), "new-due-not-working"),
        (Some(date(2021, 4, 21)), "new-due-not-working"),
    ] {
        let error = letters::edit_draft(&specialist, edit(wrong)).await.unwrap_err();
        assert_eq!(fields(error), [("new_due".to_owned(), code)]);
    }
    let ready = letters::edit_draft(&specialist, edit(Some(date(2021, 4, 19)))).await.unwrap();
    // Somebody else's page is older now.
    assert!(matches!(
        letters::edit_draft(&specialist, edit(Some(date(2021, 4, 19)))).await,
        Err(AppError::Stale)
    ));
    let sign = Sign { letter: ready.id, version: Some(ready.version) };
    assert!(matches!(letters::sign(&specialist, sign).await, Err(AppError::Denied(_))));
    let signed = letters::sign(&head, sign).await.unwrap();
    assert_eq!((signed.state, signed.number.as_deref()), (LetterState::Signed, Some("1")));
    assert_eq!(letters::sign(&head, sign).await.unwrap().version, signed.version);

    let view = one_stop::dossier(&head, dossier.id).await.unwrap();
    assert_eq!(system.local(view.dossier.due_at), date(2021, 4, 19).at(17, 0, 0, 0));
    assert_eq!(view.dossier.first_due_at, dossier.first_due_at);
    let last = view.steps.last().unwrap();
    assert_eq!(
        (last.step.entry.kind, last.step.entry.on_time),
        (StepKind::Reappointed, Some(true))
    );
    // The date moves once (L3).
    let again = letters::draft(&specialist, dossier.id).await.unwrap_err();
    assert_eq!(refusal(again), "reappointments-used-up");
    at(&house, &system, date(2021, 4, 19).at(7, 0, 0, 0));
    assert_eq!(letters::draft_due(&house.system().await.unwrap()).await.unwrap(), 0);
    // Ready by the new date is late all the same: the page and the list count by the date promised first.
    let specialist = house.ctx(Role::Specialist).await.unwrap();
    let result = DossierResult::Granted;
    let finish = Finish { dossier: dossier.id, version: None, result, note: String::new() };
    one_stop::finish(&specialist, finish).await.unwrap();
    let view = one_stop::dossier(&specialist, dossier.id).await.unwrap();
    assert_eq!(view.promise(), Some(dossier.first_due_at));
    assert_eq!(view.status, DossierStatus::DoneLate);
    let list = one_stop::list(&specialist, &DossierQuery::tab(DossierTab::All)).await.unwrap();
    assert_eq!(list.lines[0].status, DossierStatus::DoneLate);
}

// L4: an apology signed after its day is signed, and stays visible as a violation.
#[db_test]
async fn an_apology_signed_too_late_shows(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let procedure = procedure(&house, Term::working_days(3)).await;
    forwarded(&house, &received(&house, &procedure).await).await;
    let system = house.system().await.unwrap();
    at(&house, &system, date(2021, 4, 16).at(8, 0, 0, 0));
    assert_eq!(letters::draft_due(&house.system().await.unwrap()).await.unwrap(), 1);
    let head = house.ctx(Role::Head).await.unwrap();
    let draft = letters::to_sign(&head).await.unwrap().remove(0);
    assert!(letters::letter(&head, draft.id).await.unwrap().missed);
    let edit = EditDraft {
        letter: draft.id,
        version: None,
        recipient: None,
        reason: "Thiếu người".to_owned(),
        new_due: Some(date(2021, 4, 20)),
    };
    letters::edit_draft(&head, edit).await.unwrap();
    letters::sign(&head, Sign { letter: draft.id, version: None }).await.unwrap();
    let signed = letters::letter(&head, draft.id).await.unwrap();
    assert!(signed.missed);
    assert_eq!(signed.letter.issuer, Some(house.land));
}

// L2: a draft left unsigned until its new date was over promises the nearest day that is left, not yesterday.
#[db_test]
async fn a_draft_whose_new_date_has_passed_proposes_another(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let procedure = procedure(&house, Term::working_days(1)).await;
    forwarded(&house, &received(&house, &procedure).await).await;
    let system = house.system().await.unwrap();
    letters::draft_due(&system).await.unwrap();
    let new_date = async || {
        let head = house.ctx(Role::Head).await.unwrap();
        let draft = letters::to_sign(&head).await.unwrap().remove(0);
        (system.local(draft.new_due_at.unwrap()), draft.version)
    };
    assert_eq!(new_date().await, (date(2021, 4, 14).at(17, 0, 0, 0), 1));
    at(&house, &system, date(2021, 4, 14).at(18, 0, 0, 0));
    letters::draft_due(&house.system().await.unwrap()).await.unwrap();
    assert_eq!(new_date().await.1, 1, "today is not over");
    at(&house, &system, date(2021, 4, 15).at(8, 0, 0, 0));
    letters::draft_due(&house.system().await.unwrap()).await.unwrap();
    assert_eq!(new_date().await, (date(2021, 4, 16).at(17, 0, 0, 0), 2));
}

// NĐ 30/2020/NĐ-CP Đ.13: nobody signs under the title of another unit's head; the chair signs for the whole body.
#[db_test]
async fn the_chair_signs_in_the_name_of_the_body(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let system = house.system().await.unwrap();
    let new = WriteLetter {
        unit: house.land,
        kind: LetterKind::Thanks,
        dossier: None,
        recipient: "Ông Lý Văn Thử".to_owned(),
        text: "Cảm ơn ông đã góp ý.".to_owned(),
    };
    let letter = letters::write(&system, new).await.unwrap();
    let head = house.ctx(Role::Head).await.unwrap();
    let Actor::Person(account, mut grants) = head.actor().clone() else { panic!("a person") };
    for grant in &mut grants {
        grant.unit = house.district;
    }
    let chair = Ctx::new(&house.services, Actor::Person(account, grants)).await.unwrap();
    let signed = letters::sign(&chair, Sign { letter, version: None }).await.unwrap();
    assert_eq!((signed.unit, signed.issuer), (house.land, Some(house.district)));
}

// A dossier decided after all takes its unsigned apology with it.
#[db_test]
async fn a_dossier_decided_in_time_needs_no_apology(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let procedure = procedure(&house, Term::working_days(1)).await;
    let dossier = forwarded(&house, &received(&house, &procedure).await).await;
    assert_eq!(letters::draft_due(&house.system().await.unwrap()).await.unwrap(), 1);
    let specialist = house.ctx(Role::Specialist).await.unwrap();
    let missing = Finish {
        dossier: dossier.id,
        version: None,
        result: DossierResult::Refused,
        note: String::new(),
    };
    assert_eq!(
        refusal(one_stop::finish(&specialist, missing.clone()).await.unwrap_err()),
        "dossier-reason-missing"
    );
    one_stop::finish(&specialist, Finish { note: "Đất đang có tranh chấp".to_owned(), ..missing })
        .await
        .unwrap();
    let view = one_stop::dossier(&specialist, dossier.id).await.unwrap();
    assert!(view.letters.is_empty());
    assert_eq!(view.dossier.result, Some(DossierResult::Refused));
    assert_eq!(
        refusal(letters::draft(&specialist, dossier.id).await.unwrap_err()),
        "dossier-decided"
    );
}

// The catalogue stands in the order of the Vietnamese alphabet, whatever the database thinks of it.
#[db_test]
async fn the_catalogue_is_in_alphabetical_order(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let ctx = house.ctx(Role::HomeAffairs).await.unwrap();
    let sectors =
        [("Xây dựng", "Ấp"), ("Đất đai", "Đo đạc"), ("Đất đai", "Cấp đổi"), ("Du lịch", "Ăn uống")];
    for (n, (field, name)) in sectors.into_iter().enumerate() {
        let base = land_procedure(house.land, Term::working_days(3));
        let (code, field, name) = (format!("1.00000{n}"), field.to_owned(), name.to_owned());
        one_stop::save_procedure(&ctx, SaveProcedure { code, field, name, ..base }).await.unwrap();
    }
    let found = one_stop::procedures(&ctx, None).await.unwrap();
    let names: Vec<_> = found.iter().map(|p| p.name.as_str()).collect();
    assert_eq!(names, ["Ăn uống", "Cấp đổi", "Đo đạc", "Ấp"]);
    let desk = house.ctx(Role::DeskOfficer).await.unwrap();
    let desk = one_stop::desk(&desk, DossierQuery::tab(DossierTab::Open), false).await.unwrap();
    let names: Vec<_> = desk.procedures.iter().map(|(_, name)| name.as_str()).collect();
    assert_eq!(names, ["Ăn uống", "Ấp", "Cấp đổi", "Đo đạc"]);
}

// Bad input: nothing is stored, each field says what is wrong.
#[db_test]
async fn wrong_input_is_refused_whole(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let procedure = procedure(&house, Term::working_days(3)).await;
    let desk = house.ctx(Role::DeskOfficer).await.unwrap();
    let mut wrong = application(&house, &procedure);
    wrong.applicant = Applicant {
        name: " ".to_owned(),
        phone: "gọi sau".to_owned(),
        email: "mau".to_owned(),
        ..Applicant::default()
    };
    wrong.received_at = Some(date(2021, 4, 12).at(8, 0, 0, 0));
    let found = fields(one_stop::receive(&desk, wrong).await.unwrap_err());
    let names: Vec<_> = found.iter().map(|(field, _)| field.as_str()).collect();
    assert_eq!(
        names,
        [
            "applicant_name",
            "applicant_address",
            "applicant_phone",
            "applicant_email",
            "late_reason"
        ]
    );

    let earlier = |received_at: DateTime| Receive {
        received_at: Some(received_at),
        late_reason: "Mất điện".to_owned(),
        ..application(&house, &procedure)
    };
    let promised =
        |due: DateTime| Receive { promised: Some(due), ..application(&house, &procedure) };
    for (command, code) in [
        (earlier(date(2021, 4, 12).at(9, 1, 0, 0)), "received-in-future"),
        (earlier(date(2021, 4, 6).at(9, 0, 0, 0)), "late-entry-too-late"),
        (earlier(date(2018, 12, 31).at(9, 0, 0, 0)), "unit-not-on-that-date"),
        (promised(date(2021, 4, 12).at(8, 0, 0, 0)), "due-before-reception"),
        (promised(date(2021, 4, 16).at(8, 0, 0, 0)), "due-after-term"),
    ] {
        assert_eq!(refusal(one_stop::receive(&desk, command).await.unwrap_err()), code);
    }
    // Entered within the limit, with its reason on the control slip.
    let late = one_stop::receive(&desk, earlier(date(2021, 4, 9).at(16, 30, 0, 0))).await.unwrap();
    assert_eq!(late.code, "H14.25-210409-0001");
    assert_eq!(
        one_stop::dossier(&desk, late.id).await.unwrap().steps[0].step.entry.note,
        "Mất điện"
    );
}

#[db_test]
async fn the_same_form_twice_is_one_dossier_and_two_editors_hear_of_each_other(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let procedure = procedure(&house, Term::working_days(3)).await;
    let desk = house.ctx(Role::DeskOfficer).await.unwrap();
    let form = Receive { request_key: Some("mau-1".to_owned()), ..application(&house, &procedure) };
    let first = one_stop::receive(&desk, form.clone()).await.unwrap();
    assert_eq!(one_stop::receive(&desk, form).await.unwrap().id, first.id);
    assert_eq!(received(&house, &procedure).await.code, "H14.25-210412-0002");

    let moved = forwarded(&house, &first).await;
    assert_eq!(forwarded(&house, &first).await.version, moved.version);
    let other = Forward {
        dossier: first.id,
        version: Some(first.version),
        to: house.home_affairs,
        note: "Nhầm".to_owned(),
    };
    assert!(matches!(one_stop::forward(&desk, other).await, Err(AppError::Stale)));
    let unexplained =
        Forward { dossier: first.id, version: None, to: house.desk, note: String::new() };
    assert_eq!(
        refusal(one_stop::forward(&desk, unexplained).await.unwrap_err()),
        "dossier-reason-missing"
    );
}

// The browser's way back loads a fresh form with the old words: a second dossier is not made without being asked for.
#[db_test]
async fn the_same_person_with_the_same_matter_a_moment_later_is_asked_about(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let procedure = procedure(&house, Term::working_days(3)).await;
    let desk = house.ctx(Role::DeskOfficer).await.unwrap();
    let again = Receive { another: false, ..application(&house, &procedure) };
    let first = one_stop::receive(&desk, again.clone()).await.unwrap();
    match one_stop::receive(&desk, again.clone()).await.unwrap_err() {
        AppError::Invalid(errors) => {
            assert_eq!(
                (errors[0].field.as_str(), errors[0].code),
                ("another", "dossier-just-taken")
            );
            assert!(format!("{:?}", errors[0]).contains(&first.code));
        }
        other => panic!("{other:?}"),
    }
    one_stop::receive(&desk, Receive { another: true, ..again.clone() }).await.unwrap();
    house.services.clock.set(house.services.clock.now() + SignedDuration::from_mins(11));
    let desk = house.ctx(Role::DeskOfficer).await.unwrap();
    one_stop::receive(&desk, again).await.unwrap();
}

#[db_test]
async fn roles_decide_who_takes_sees_and_signs(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let procedure = procedure(&house, Term::working_days(3)).await;
    let dossier = received(&house, &procedure).await;
    for role in [Role::Head, Role::Specialist, Role::Inspector, Role::Auditor, Role::HomeAffairs] {
        let ctx = house.ctx(role).await.unwrap();
        let denied = one_stop::receive(&ctx, application(&house, &procedure)).await;
        assert!(matches!(denied, Err(AppError::Denied(_))), "{role}");
    }
    let citizen = house.citizen().await.unwrap();
    assert!(matches!(
        one_stop::receive(&citizen, application(&house, &procedure)).await,
        Err(AppError::SignedOut)
    ));
    for (role, sees) in [
        (Role::Specialist, true),
        (Role::Auditor, true),
        (Role::Inspector, false),
        (Role::Administrator, false),
    ] {
        let ctx = house.ctx(role).await.unwrap();
        assert_eq!(one_stop::dossier(&ctx, dossier.id).await.is_ok(), sees, "{role}");
    }
    // The specialist's own list has it, because his office decides it.
    let specialist = house.ctx(Role::Specialist).await.unwrap();
    let open = one_stop::list(&specialist, &DossierQuery::tab(DossierTab::Open)).await.unwrap();
    assert_eq!((open.lines.len(), open.total.n), (1, 1));
    let mine = one_stop::list(&specialist, &DossierQuery::tab(DossierTab::Mine)).await.unwrap();
    assert_eq!(mine.total.n, 0);
}

// Search without accents, by code, name, telephone and procedure.
#[db_test]
async fn dossiers_are_found_without_accents(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let procedure = procedure(&house, Term::working_days(3)).await;
    let first = received(&house, &procedure).await;
    let desk = house.ctx(Role::DeskOfficer).await.unwrap();
    at(&house, &desk, date(2021, 4, 12).at(9, 5, 0, 0));
    let desk = house.ctx(Role::DeskOfficer).await.unwrap();
    let other = Applicant {
        name: "Đàm Văn Thử".to_owned(),
        address: "Xóm Suối".to_owned(),
        phone: "0900 000 013".to_owned(),
        ..Applicant::default()
    };
    let second =
        one_stop::receive(&desk, Receive { applicant: other, ..application(&house, &procedure) })
            .await
            .unwrap();
    for (words, expected) in [
        ("nong thi", vec![first.id]),
        ("NÔNG mẫu", vec![first.id]),
        ("dam v", vec![second.id]),
        ("0900 000 013", vec![second.id]),
        ("004000000012", vec![first.id]),
        ("H14.25-210412-0002", vec![second.id]),
        ("bien dong dat", vec![second.id, first.id]),
        ("\"' OR 1=1 --", vec![]),
        ("khong co ai", vec![]),
    ] {
        let query =
            DossierQuery { words: Some(words.to_owned()), ..DossierQuery::tab(DossierTab::All) };
        let found = one_stop::list(&desk, &query).await.unwrap();
        let ids: Vec<_> = found.lines.iter().map(|l| l.row.id).collect();
        assert_eq!(ids, expected, "{words}");
        assert_eq!(found.total.n, expected.len() as u64, "{words}");
    }
}

// Where the words themselves fill a page, what only begins like them is asked for separately.
#[db_test]
async fn whole_words_come_first_and_beginnings_when_asked_for(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let procedure = procedure(&house, Term::working_days(3)).await;
    let desk = house.ctx(Role::DeskOfficer).await.unwrap();
    for n in 0..25 {
        let name =
            if n == 0 { "Lò Thị Hạnh".to_owned() } else { format!("Lò Thị Hà {n}") };
        let applicant = Applicant { name, ..application(&house, &procedure).applicant };
        let taken = Receive { applicant, ..application(&house, &procedure) };
        one_stop::receive(&desk, taken).await.unwrap();
    }
    let ask = async |beginnings, page| {
        let all = DossierQuery::tab(DossierTab::All);
        let query = DossierQuery { words: Some("lo ha".to_owned()), beginnings, page, ..all };
        let found = one_stop::list(&desk, &query).await.unwrap();
        (found.whole_words, found.total.n, found.lines.len(), found.pages)
    };
    assert_eq!(ask(false, 1).await, (false, 25, 25, 1));
    received(&house, &procedure).await;
    let last =
        Applicant { name: "Lò Hà".to_owned(), ..application(&house, &procedure).applicant };
    let taken = Receive { applicant: last, ..application(&house, &procedure) };
    one_stop::receive(&desk, taken).await.unwrap();
    assert_eq!(ask(false, 1).await, (true, 25, 25, 1));
    assert_eq!(ask(true, 1).await, (false, 26, 25, 2));
    assert_eq!(ask(true, 2).await, (false, 26, 1, 2));
    assert_eq!(ask(true, 9).await, (false, 26, 0, 2));
    // The desk's page shows its last page instead of nothing.
    let beyond = DossierQuery { page: 9, ..DossierQuery::tab(DossierTab::All) };
    let shown = one_stop::desk(&desk, beyond, false).await.unwrap();
    assert_eq!((shown.list.page, shown.list.pages, shown.list.lines.len()), (2, 2, 2));
}

// A unit stands for everything below it; a body narrows the reach itself.
#[db_test]
async fn a_list_narrows_to_a_unit_and_what_is_below_it(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let procedure = procedure(&house, Term::working_days(3)).await;
    received(&house, &procedure).await;
    let desk = house.ctx(Role::DeskOfficer).await.unwrap();
    let narrowed = async |unit| {
        let query = DossierQuery { unit: Some(unit), ..DossierQuery::tab(DossierTab::Open) };
        one_stop::desk(&desk, query, false).await.unwrap().list.total.n
    };
    assert_eq!(narrowed(house.district).await, 1);
    assert_eq!(narrowed(house.land).await, 1);
    assert_eq!(narrowed(house.commune).await, 0);
}

#[db_test]
async fn tabs_part_what_is_due_soon_from_what_is_late(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let procedure = procedure(&house, Term::working_days(3)).await;
    let system = house.system().await.unwrap();
    let first = received(&house, &procedure).await;
    at(&house, &system, date(2021, 4, 13).at(9, 0, 0, 0));
    let second = received(&house, &procedure).await;
    at(&house, &system, date(2021, 4, 16).at(9, 0, 0, 0));
    let desk = house.ctx(Role::DeskOfficer).await.unwrap();
    assert_eq!(one_stop::overdue(&desk).await.unwrap().lines[0].row.id, first.id);
    assert_eq!(one_stop::due_soon(&desk).await.unwrap().lines[0].row.id, second.id);
    let counts: Vec<_> =
        one_stop::counts(&desk).await.unwrap().iter().map(|(tab, count)| (*tab, count.n)).collect();
    assert_eq!(
        counts,
        [
            (DossierTab::Mine, 2),
            (DossierTab::Open, 2),
            (DossierTab::DueSoon, 1),
            (DossierTab::Overdue, 1),
            (DossierTab::Awaiting, 0),
            (DossierTab::Finished, 0),
        ]
    );
    let stop =
        Withdraw { dossier: first.id, version: None, note: "Người nộp xin rút".to_owned() };
    assert_eq!(one_stop::withdraw(&desk, stop).await.unwrap().state, DossierState::Withdrawn);
    assert!(one_stop::overdue(&desk).await.unwrap().lines.is_empty());
    let sheet = one_stop::export(&desk, &DossierQuery::tab(DossierTab::All)).await.unwrap();
    assert!(sheet.starts_with(b"PK"));
}

// S1.3, S4.4: one rating for each finished dossier, with the eight items of the courtesy code.
#[db_test]
async fn a_citizen_rates_a_finished_dossier_once(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let procedure = procedure(&house, Term::working_days(3)).await;
    let dossier = forwarded(&house, &received(&house, &procedure).await).await;
    let (citizen, token) = (house.citizen().await.unwrap(), dossier.rating_token.as_str());
    let good = Rate {
        score: 5,
        courtesy: vec![("greet".to_owned(), true), ("smile".to_owned(), false)],
        comment: "Tốt".to_owned(),
    };
    assert_eq!(
        refusal(satisfaction::rate(&citizen, token, good.clone()).await.unwrap_err()),
        "rating-too-early"
    );
    let specialist = house.ctx(Role::Specialist).await.unwrap();
    let finish = Finish {
        dossier: dossier.id,
        version: None,
        result: DossierResult::Granted,
        note: String::new(),
    };
    one_stop::finish(&specialist, finish).await.unwrap();

    let page = satisfaction::by_token(&citizen, token).await.unwrap().unwrap();
    assert!(page.open);
    assert_eq!(page.items.len(), 8);
    let wrong = Rate { score: 6, courtesy: vec![("bow".to_owned(), true)], comment: String::new() };
    let found = fields(satisfaction::rate(&citizen, token, wrong).await.unwrap_err());
    assert_eq!(
        found,
        [("score".to_owned(), "rating-score"), ("courtesy".to_owned(), "rating-item")]
    );
    satisfaction::rate(&citizen, token, good.clone()).await.unwrap();
    assert_eq!(
        refusal(satisfaction::rate(&citizen, token, good).await.unwrap_err()),
        "rating-given"
    );
    assert!(!satisfaction::by_token(&citizen, token).await.unwrap().unwrap().open);
    assert!(satisfaction::by_token(&citizen, "khong-co").await.unwrap().is_none());
    let rating = one_stop::dossier(&specialist, dossier.id).await.unwrap().rating.unwrap();
    assert_eq!((rating.score, rating.courtesy_met(), rating.unit), (5, (1, 2), house.desk));
}

// S3.3: letters of thanks and congratulation, numbered in one series with the apologies of the unit.
#[db_test]
async fn thanks_and_congratulations_are_written_and_signed(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let head = house.ctx(Role::Head).await.unwrap();
    let thanks = WriteLetter {
        unit: house.land,
        kind: LetterKind::Thanks,
        dossier: None,
        recipient: "Ông Đàm Văn Thử".to_owned(),
        text: "Cảm ơn ông đã góp ý.".to_owned(),
    };
    let id = letters::write(&head, thanks.clone()).await.unwrap();
    assert_eq!(
        letters::sign(&head, Sign { letter: id, version: None }).await.unwrap().number.as_deref(),
        Some("1")
    );
    let second =
        letters::write(&head, WriteLetter { kind: LetterKind::Congratulation, ..thanks.clone() })
            .await
            .unwrap();
    assert_eq!(
        letters::sign(&head, Sign { letter: second, version: None })
            .await
            .unwrap()
            .number
            .as_deref(),
        Some("2")
    );
    assert_eq!(
        refusal(letters::sign(&head, Sign { letter: second, version: None }).await.unwrap_err()),
        "letter-signed"
    );
    // Both come as papers to be handed over.
    for letter in [id, second] {
        assert!(letters::letter_pdf(&head, letter).await.unwrap().starts_with(b"%PDF-"));
    }
    let apology = WriteLetter { kind: LetterKind::Apology, ..thanks };
    assert_eq!(
        fields(letters::write(&head, apology).await.unwrap_err()),
        [("kind".to_owned(), "letter-kind")]
    );
    assert_eq!(
        letters::list(&head, Some(LetterState::Signed), Some(LetterKind::Thanks))
            .await
            .unwrap()
            .len(),
        1
    );
}

// The papers: form 01 with its QR code, form 04 with the watermark of a draft.
#[db_test]
async fn slip_and_apology_come_as_pdf(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let procedure = procedure(&house, Term::working_days(1)).await;
    let dossier = forwarded(&house, &received(&house, &procedure).await).await;
    let desk = house.ctx(Role::DeskOfficer).await.unwrap();
    assert!(one_stop::receipt_slip(&desk, dossier.id).await.unwrap().starts_with(b"%PDF-"));
    let letter = letters::draft(&desk, dossier.id).await.unwrap();
    assert!(letters::letter_pdf(&desk, letter).await.unwrap().starts_with(b"%PDF-"));
}

// The desk serves the whole body, but decides only what it has in hand itself.
#[db_test]
async fn the_desk_serves_all_and_decides_its_own(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let procedure = procedure(&house, Term::working_days(3)).await;
    let dossier = forwarded(&house, &received(&house, &procedure).await).await;
    let desk = house.ctx(Role::DeskOfficer).await.unwrap();
    let finish = Finish {
        dossier: dossier.id,
        version: None,
        result: DossierResult::Refused,
        note: "Không đủ điều kiện".to_owned(),
    };
    let denied = one_stop::finish(&desk, finish.clone()).await;
    assert!(matches!(denied, Err(AppError::Denied(_))), "{denied:?}");
    // It sees the dossier, drafts its apology, moves it on, and gives the result out.
    assert_eq!(one_stop::dossier(&desk, dossier.id).await.unwrap().dossier.holder, house.land);
    letters::draft(&desk, dossier.id).await.unwrap();
    let back = Forward {
        dossier: dossier.id,
        version: None,
        to: house.desk,
        note: "Thiếu chữ ký, đưa về bộ phận một cửa".to_owned(),
    };
    one_stop::forward(&desk, back).await.unwrap();
    let mine = one_stop::list(&desk, &DossierQuery::tab(DossierTab::Mine)).await.unwrap();
    assert_eq!(mine.lines.len(), 1);
    one_stop::finish(&desk, finish).await.unwrap();
    let out = ReturnResult { dossier: dossier.id, version: None, note: String::new() };
    one_stop::return_result(&desk, out).await.unwrap();
    // Nothing of this reaches a desk that serves somebody else.
    assert!(!desk.may_anywhere(nep_domain::access::Action::LetterSign));
    let scope = desk.scope(nep_domain::access::Action::DossierProcess);
    assert_eq!((scope.bodies, scope.units), (Vec::new(), vec![house.desk]));
    assert!(desk.may(nep_domain::access::Action::DossierView, house.land));
    assert!(!desk.may(nep_domain::access::Action::DossierView, house.commune));
}
