//! The movement from the model criteria to recognition (part 8; S1.1, S1.5, S2.4, S2.5).

use db_test::db_test;
use jiff::civil::date;
use nep_app::{
    AppError, Ctx,
    audit::{self, AuditFilter},
    files,
    movement::{
        self, Adaptation, Decision, ListDecision, Model, NewMovement, NewReview, NextStep,
        SelfLine, SelfScore, Verification, VerifiedLine, WithdrawDecision,
    },
    testing::TestHouse,
};
use nep_domain::{
    access::Role,
    facts::FactName,
    ids::{MovementId, ScoreSheetId, UnitId},
    movement::{Basis, CriterionDraft, ReviewKind, SheetState, Sign, Timeliness},
    number::{Points, Share},
};
use nep_storage::{Page, Store};

const PDF: &[u8] = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\nminh chung";
const YEAR: i16 = 2021;

fn fields(error: AppError) -> Vec<(String, &'static str)> {
    match error {
        AppError::Invalid(errors) => errors.into_iter().map(|e| (e.field, e.code)).collect(),
        other => panic!("{other:?}"),
    }
}

fn refusal(error: AppError) -> &'static str {
    match error {
        AppError::Refused(refusal) => refusal.code,
        other => panic!("{other:?}"),
    }
}

fn draft(heading: &str, name: &str, basis: Basis, points: i64) -> CriterionDraft {
    CriterionDraft {
        heading: heading.to_owned(),
        name: name.to_owned(),
        basis,
        max_points: Points::whole(points),
    }
}

/// 60 judged points, 40 measured ones of which the test house has no records.
fn criteria() -> Vec<CriterionDraft> {
    let on_time = Basis::Measured { fact: FactName::DossiersOnTime, target: 9500 };
    vec![
        draft("c1", "Ban hành quy chế văn hóa công sở", Basis::Judged, 30),
        draft("c2", "Hồ sơ trả đúng hẹn", on_time, 40),
        draft("i1", "Chấp hành giờ giấc làm việc", Basis::Judged, 30),
    ]
}

async fn begun(house: &TestHouse) -> (Ctx, MovementId) {
    let ctx = house.ctx(Role::HomeAffairs).await.unwrap();
    let new = NewMovement {
        root: house.district,
        name: "Thi đua thực hiện văn hóa công sở".to_owned(),
        starts: date(2019, 5, 19),
        ends: date(2025, 12, 31),
        plan: "Kế hoạch số 12/KH-UBND ngày 20/8/2019".to_owned(),
        basis: "Quyết định 733/QĐ-TTg".to_owned(),
    };
    let id = movement::create(&ctx, new).await.unwrap();
    (ctx, id)
}

async fn with_model(house: &TestHouse) -> (Ctx, MovementId) {
    let (ctx, id) = begun(house).await;
    let model =
        Model { movement: id, year: YEAR, issued_on: date(2021, 1, 15), criteria: criteria() };
    movement::issue_model(&ctx, model).await.unwrap();
    (ctx, id)
}

/// Fills the sheet of `unit` with judged points and evidence, and sends it.
async fn sent(ctx: &Ctx, id: ScoreSheetId, points: [i64; 3]) {
    movement::fill_measures(ctx, id, ctx.today()).await.unwrap();
    let view = movement::sheet_by_id(ctx, id).await.unwrap();
    let mut lines = Vec::new();
    for (n, (line, points)) in view.lines.iter().zip(points).enumerate() {
        let content = [PDF, &[u8::try_from(n).unwrap()]].concat();
        movement::add_evidence(ctx, id, line.id, "minh-chung.pdf", &content, "Bản chụp")
            .await
            .unwrap();
        lines.push(SelfLine { line: line.id, points: Some(Points(points)), note: String::new() });
    }
    let version = movement::self_score(ctx, id, SelfScore { version: view.sheet.version, lines })
        .await
        .unwrap();
    movement::send_self_score(ctx, id, version).await.unwrap();
}

/// Verifies a sent sheet as it was self-scored.
async fn verified(ctx: &Ctx, id: ScoreSheetId) {
    let view = movement::sheet_by_id(ctx, id).await.unwrap();
    let line = |l: &nep_domain::movement::ScoreLine| VerifiedLine {
        line: l.id,
        points: l.self_points,
        note: String::new(),
    };
    let lines = view.lines.iter().map(line).collect();
    movement::verify(ctx, id, Verification { version: view.sheet.version, lines, finish: true })
        .await
        .unwrap();
}

async fn at_verified(
    house: &TestHouse,
    unit: UnitId,
    points: [i64; 3],
) -> (Ctx, MovementId, ScoreSheetId) {
    let (home, movement) = with_model(house).await;
    let system = house.system().await.unwrap();
    let id = movement::open_sheet(&home, movement, unit, YEAR).await.unwrap();
    sent(&system, id, points).await;
    verified(&home, id).await;
    (home, movement, id)
}

fn decision(recognised: bool, version: i64) -> Decision {
    let number = "15/QĐ-UBND".to_owned();
    Decision { version, recognised, number, decided_on: date(2021, 4, 10), note: String::new() }
}

#[db_test]
async fn a_unit_goes_all_the_way_to_recognition(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let (home, movement) = with_model(&house).await;
    assert_eq!(movement::open_sheets(&home, movement, YEAR).await.unwrap(), 3);
    assert_eq!(movement::open_sheets(&home, movement, YEAR).await.unwrap(), 0);
    let id = movement::open_sheet(&home, movement, house.land, YEAR).await.unwrap();

    let head = house.ctx(Role::Head).await.unwrap();
    sent(&head, id, [3000, 3800, 2500]).await;
    let view = movement::sheet_by_id(&head, id).await.unwrap();
    assert_eq!(
        (view.sheet.state, view.sheet.self_points),
        (SheetState::SelfScored, Some(Points(9300)))
    );
    // Nothing to measure is not zero: the line waits for judgement.
    assert!(view.lines[1].nothing_measured() && view.lines[1].measured_points.is_none());

    let less = view.lines.iter().zip([3000, 3800, 2000]);
    let lines: Vec<_> = less
        .map(|(l, p)| VerifiedLine { line: l.id, points: Some(Points(p)), note: String::new() })
        .collect();
    let version = view.sheet.version;
    let verification = Verification { version, lines, finish: true };
    let missing = movement::verify(&home, id, verification.clone()).await.unwrap_err();
    assert_eq!(
        fields(missing),
        [(format!("verify-note-{}", view.lines[2].id), "movement-note-missing")]
    );
    let mut verification = verification;
    verification.lines[2].note = "Hai lượt đi muộn khi kiểm tra".to_owned();
    let version = movement::verify(&home, id, verification).await.unwrap();

    movement::recognise(&home, id, decision(true, version)).await.unwrap();
    let overview = movement::overview(&home, movement, YEAR, home.today()).await.unwrap();
    assert_eq!(overview.recognised.value, Share { part: 1, whole: 3 });
    assert_eq!(overview.self_scored.value, Share { part: 1, whole: 3 });
    let land = overview.units.iter().find(|u| u.unit == house.land).unwrap();
    assert_eq!((land.state, land.next), (Some(SheetState::Recognised), NextStep::Done));
    assert_eq!(land.sheet.as_ref().unwrap().verified_points, Some(Points(8800)));
    // As it was on the eve of the decision.
    let before = movement::overview(&home, movement, YEAR, date(2021, 4, 9)).await.unwrap();
    assert_eq!(before.recognised.value, Share { part: 0, whole: 3 });
    let land = before.units.iter().find(|u| u.unit == house.land).unwrap();
    assert_eq!(land.state, Some(SheetState::Open));
}

// S1.5: exactly at the threshold recognition is proposed, a hundredth below it is not.
#[db_test]
async fn the_threshold_decides_the_proposal_and_a_person_the_rest(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let (home, movement, at) = at_verified(&house, house.land, [3000, 2000, 3000]).await;
    let system = house.system().await.unwrap();
    let below = movement::open_sheet(&home, movement, house.commune, YEAR).await.unwrap();
    sent(&system, below, [3000, 1999, 3000]).await;
    verified(&home, below).await;
    let at = movement::sheet_by_id(&home, at).await.unwrap().sheet;
    let below = movement::sheet_by_id(&home, below).await.unwrap().sheet;
    assert_eq!((at.proposal(), below.proposal()), (Some(true), Some(false)));

    let against =
        movement::recognise(&home, below.id, decision(true, below.version)).await.unwrap_err();
    assert_eq!(fields(against), [("note".to_owned(), "movement-against-proposal")]);
    let list = ListDecision {
        movement,
        year: YEAR,
        number: "16/QĐ-UBND".to_owned(),
        decided_on: date(2021, 4, 11),
        note: String::new(),
        sheets: vec![(at.id, at.version), (below.id, below.version)],
    };
    let refused = movement::recognise_list(&home, list.clone()).await.unwrap_err();
    assert_eq!(fields(refused), [("note".to_owned(), "movement-against-proposal")]);
    assert_eq!(
        movement::sheet_by_id(&home, at.id).await.unwrap().sheet.state,
        SheetState::Verified
    );
    let list = ListDecision {
        note: "Sáp nhập giữa năm, đã xem xét thực tế".to_owned(), ..list
    };
    assert_eq!(movement::recognise_list(&home, list).await.unwrap(), 2);
    let both = [at.id, below.id];
    for id in both {
        let sheet = movement::sheet_by_id(&home, id).await.unwrap().sheet;
        assert_eq!(
            (sheet.state, sheet.decision.as_deref()),
            (SheetState::Recognised, Some("16/QĐ-UBND"))
        );
        assert_eq!(sheet.decision_note.is_empty(), id == at.id);
    }
    let log =
        audit::list(&house.ctx(Role::Auditor).await.unwrap(), &AuditFilter::default(), Page::ALL)
            .await
            .unwrap();
    let decisions = log.iter().filter(|e| e.entry.detail.contains("\"number\":\"16/QĐ-UBND\""));
    assert_eq!(decisions.count(), 2);
}

#[db_test]
async fn a_future_or_numberless_decision_is_refused(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let (home, _, id) = at_verified(&house, house.land, [3000, 2000, 3000]).await;
    let version = movement::sheet_by_id(&home, id).await.unwrap().sheet.version;
    let wrong = Decision {
        number: " ".to_owned(),
        decided_on: date(2021, 4, 13),
        ..decision(true, version)
    };
    let errors = fields(movement::recognise(&home, id, wrong).await.unwrap_err());
    assert_eq!(
        errors,
        [("number".to_owned(), "missing"), ("decided_on".to_owned(), "movement-in-the-future")]
    );
    let stale = movement::recognise(&home, id, decision(true, version - 1)).await.unwrap_err();
    assert!(matches!(stale, AppError::Stale));
}

// A recognition recorded wrongly or revoked: gone from today on, as it was before (S1.5).
#[db_test]
async fn a_recognition_is_withdrawn_with_a_reason(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let (home, movement, id) = at_verified(&house, house.land, [3000, 2000, 3000]).await;
    let version = movement::sheet_by_id(&home, id).await.unwrap().sheet.version;
    let strike =
        |version, reason: &str| WithdrawDecision { sheet: id, version, reason: reason.to_owned() };
    let early = movement::withdraw_decision(&home, strike(version, "Chưa có")).await.unwrap_err();
    assert_eq!(refusal(early), "movement-sheet-not-decided");
    movement::recognise(&home, id, decision(true, version)).await.unwrap();
    let version = version + 1;
    let unsaid = movement::withdraw_decision(&home, strike(version, " ")).await.unwrap_err();
    assert_eq!(fields(unsaid), [("reason".to_owned(), "missing")]);
    let head = house.ctx(Role::Head).await.unwrap();
    let denied = movement::withdraw_decision(&head, strike(version, "Ghi nhầm")).await;
    assert!(matches!(denied, Err(AppError::Denied(_))), "{denied:?}");

    for _ in ["once", "and the same form again"] {
        movement::withdraw_decision(&home, strike(version, "Ghi nhầm đơn vị")).await.unwrap();
    }
    let other = movement::withdraw_decision(&home, strike(version, "Lý do khác")).await;
    assert!(matches!(other, Err(AppError::Stale)), "{other:?}");
    let view = movement::sheet_by_id(&home, id).await.unwrap();
    assert_eq!((view.sheet.state, view.sheet.decision), (SheetState::Verified, None));
    let (withdrawn, who) = &view.withdrawn[0];
    assert_eq!(withdrawn.decision.as_deref(), Some("15/QĐ-UBND"));
    assert_eq!(who.as_deref(), Some("Người thử home_affairs"));

    let on = async |day| {
        let overview = movement::overview(&home, movement, YEAR, day).await.unwrap();
        let land = overview.units.iter().find(|u| u.unit == house.land).unwrap();
        (overview.recognised.value.part, land.state)
    };
    assert_eq!(on(date(2021, 4, 9)).await.0, 0);
    assert_eq!(on(date(2021, 4, 11)).await, (1, Some(SheetState::Recognised)), "as it was");
    assert_eq!(on(home.today()).await, (0, Some(SheetState::Verified)));
    // Another decision may follow; what stood in between is not told twice.
    movement::recognise(&home, id, decision(true, version + 1)).await.unwrap();
    assert_eq!(on(home.today()).await, (1, Some(SheetState::Recognised)));
    let auditor = house.ctx(Role::Auditor).await.unwrap();
    let log = audit::list(&auditor, &AuditFilter::default(), Page::ALL).await.unwrap();
    let told = log.iter().filter(|e| e.entry.detail.contains("\"withdrawn\":true"));
    assert_eq!(told.count(), 1);
}

#[db_test]
async fn roles_keep_to_their_part(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let (home, movement) = with_model(&house).await;
    let id = movement::open_sheet(&home, movement, house.land, YEAR).await.unwrap();
    let other = movement::open_sheet(&home, movement, house.commune, YEAR).await.unwrap();
    let head = house.ctx(Role::Head).await.unwrap();
    let denied = |r: Result<(), AppError>| assert!(matches!(r, Err(AppError::Denied(_))), "{r:?}");
    let score = |version| SelfScore { version, lines: Vec::new() };
    denied(movement::self_score(&home, id, score(1)).await.map(|_| ()));
    denied(movement::self_score(&head, other, score(1)).await.map(|_| ()));
    denied(movement::open_sheets(&head, movement, YEAR).await.map(|_| ()));
    sent(&head, id, [3000, 3000, 3000]).await;
    let version = movement::sheet_by_id(&head, id).await.unwrap().sheet.version;
    let verification = Verification { version, lines: Vec::new(), finish: false };
    denied(movement::verify(&head, id, verification).await.map(|_| ()));
    // Sent is sent: the unit changes nothing any more, unless it comes back with a reason.
    let late = movement::self_score(&head, id, score(version)).await.unwrap_err();
    assert_eq!(refusal(late), "movement-sheet-not-open");
    let no_reason = movement::send_back(&home, id, version, " ").await.unwrap_err();
    assert_eq!(fields(no_reason), [("reason".to_owned(), "missing")]);
    movement::send_back(&home, id, version, "Thiếu biên bản quý IV").await.unwrap();
    let view = movement::sheet_by_id(&head, id).await.unwrap();
    assert_eq!(
        (view.sheet.state, view.sheet.decision_note.as_str()),
        (SheetState::Open, "Thiếu biên bản quý IV")
    );
    assert_eq!(view.lines[0].self_points, Some(Points(3000)));
}

#[db_test]
async fn judged_points_without_evidence_are_not_sent(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let (home, movement) = with_model(&house).await;
    let id = movement::open_sheet(&home, movement, house.land, YEAR).await.unwrap();
    let head = house.ctx(Role::Head).await.unwrap();
    let view = movement::sheet_by_id(&head, id).await.unwrap();
    let lines = view.lines.iter().map(|l| SelfLine {
        line: l.id,
        points: Some(l.criterion.max_points),
        note: String::new(),
    });
    let score = SelfScore { version: 1, lines: lines.collect() };
    let version = movement::self_score(&head, id, score.clone()).await.unwrap();
    let unmeasured = movement::send_self_score(&head, id, version).await.unwrap_err();
    assert_eq!(refusal(unmeasured), "movement-measures-missing");
    movement::fill_measures(&head, id, head.today()).await.unwrap();
    let errors = fields(movement::send_self_score(&head, id, version + 1).await.unwrap_err());
    assert_eq!(errors.len(), 3);
    assert!(errors.iter().all(
        |(field, code)| field.starts_with("evidence-") && *code == "movement-evidence-missing"
    ));
    // All maximum on judged lines deserves a look, and so does one file for everything.
    for line in &view.lines {
        movement::add_evidence(&head, id, line.id, "mot-tep.pdf", PDF, "").await.unwrap();
        movement::add_evidence(&head, id, line.id, "mot-tep.pdf", PDF, "").await.unwrap();
    }
    let overview = movement::overview(&home, movement, YEAR, home.today()).await.unwrap();
    let land = overview.units.iter().find(|u| u.unit == house.land).unwrap();
    assert_eq!(land.signs, [Sign::AllMaximum, Sign::SameFile]);
    assert_eq!(land.next, NextStep::Send);
    let view = movement::sheet_by_id(&head, id).await.unwrap();
    assert!(view.lines.iter().all(|l| l.evidence.len() == 1));
    movement::remove_evidence(&head, view.lines[0].evidence[0].id).await.unwrap();
    assert!(movement::sheet_by_id(&head, id).await.unwrap().lines[0].evidence.is_empty());
}

#[db_test]
async fn two_editors_do_not_overwrite_each_other(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let (home, movement) = with_model(&house).await;
    let id = movement::open_sheet(&home, movement, house.land, YEAR).await.unwrap();
    let (head, specialist) =
        (house.ctx(Role::Head).await.unwrap(), house.ctx(Role::Specialist).await.unwrap());
    let view = movement::sheet_by_id(&head, id).await.unwrap();
    let line = |points: i64| SelfScore {
        version: view.sheet.version,
        lines: vec![SelfLine {
            line: view.lines[0].id,
            points: Some(Points(points)),
            note: String::new(),
        }],
    };
    movement::self_score(&specialist, id, line(2000)).await.unwrap();
    let second = movement::self_score(&head, id, line(1000)).await.unwrap_err();
    assert!(matches!(second, AppError::Stale));
    let kept = movement::sheet_by_id(&head, id).await.unwrap();
    assert_eq!(kept.lines[0].self_points, Some(Points(2000)));
    let many =
        movement::self_score(&head, id, SelfScore { version: kept.sheet.version, ..line(3001) })
            .await
            .unwrap_err();
    assert_eq!(fields(many), [(format!("points-{}", view.lines[0].id), "movement-points-many")]);
}

// S1.1: units adapt weights and add their own, headings and total stay; who has not adapted shows up.
#[db_test]
async fn a_unit_adapts_the_model(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let (home, movement) = with_model(&house).await;
    let head = house.ctx(Role::Head).await.unwrap();
    let sheet = movement::open_sheet(&home, movement, house.land, YEAR).await.unwrap();
    let model = movement::set_of(&head, movement, house.land, YEAR).await.unwrap().1.unwrap();
    let adaptation = Adaptation {
        movement,
        unit: house.land,
        year: YEAR,
        issued_on: Some(date(2021, 2, 1)),
        version: None,
        weights: vec![(model.criteria[0].id, Points::whole(20))],
        own: vec![draft("c4", "Phòng làm việc gọn gàng", Basis::Judged, 11)],
    };
    let errors = fields(movement::adapt(&head, adaptation.clone()).await.unwrap_err());
    assert_eq!(errors, [("total".to_owned(), "movement-total")]);
    let mut adaptation = adaptation;
    adaptation.own[0].max_points = Points::whole(10);
    movement::adapt(&head, adaptation.clone()).await.unwrap();
    let lines = movement::sheet_by_id(&head, sheet).await.unwrap().lines;
    let shown: Vec<_> =
        lines.iter().map(|l| (l.criterion.heading.as_str(), l.criterion.max_points.0)).collect();
    assert_eq!(shown, [("c1", 2000), ("c2", 4000), ("c4", 1000), ("i1", 3000)]);
    let again = movement::adapt(&head, adaptation.clone()).await.unwrap_err();
    assert!(matches!(again, AppError::Stale));
    let overview = movement::overview(&home, movement, YEAR, home.today()).await.unwrap();
    assert_eq!(overview.adapted.value, Share { part: 1, whole: 3 });
    assert!(overview.units.iter().all(|u| u.adapted == (u.unit == house.land)));

    movement::add_evidence(&head, sheet, lines[0].id, "quy-che.pdf", PDF, "").await.unwrap();
    let used =
        movement::adapt(&head, Adaptation { version: Some(1), ..adaptation }).await.unwrap_err();
    assert_eq!(refusal(used), "movement-criteria-in-use");
    let model = Model { movement, year: YEAR, issued_on: date(2021, 1, 15), criteria: criteria() };
    assert_eq!(
        refusal(movement::issue_model(&home, model).await.unwrap_err()),
        "movement-model-in-use"
    );
}

#[db_test]
async fn a_model_says_everything_that_is_wrong_with_it(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let (home, movement) = begun(&house).await;
    let overdue = Basis::Measured { fact: FactName::DossiersOverdue, target: 1 };
    let criteria =
        vec![draft("c9", " ", Basis::Judged, 50), draft("c1", "Hồ sơ quá hạn", overdue, 49)];
    let model = Model { movement, year: YEAR, issued_on: date(2021, 1, 15), criteria };
    let errors = fields(movement::issue_model(&home, model.clone()).await.unwrap_err());
    let expected = [
        ("row-0-name", "missing"),
        ("row-0-heading", "movement-heading"),
        ("row-1-fact", "movement-fact"),
        ("total", "movement-total"),
    ];
    assert_eq!(errors, expected.map(|(field, code)| (field.to_owned(), code)));
    let early = movement::issue_model(&home, Model { year: 2018, ..model }).await.unwrap_err();
    assert_eq!(fields(early), [("year".to_owned(), "movement-year")]);
    let no_model = movement::open_sheet(&home, movement, house.land, YEAR).await.unwrap_err();
    assert_eq!(refusal(no_model), "movement-no-model");
}

// S2.4: several movements over the same units. S2.5: what was due and is late stays visible.
#[db_test]
async fn several_movements_run_at_once_and_late_reviews_show(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let (home, first) = begun(&house).await;
    let new = |name: &str| NewMovement {
        root: house.district,
        name: name.to_owned(),
        starts: date(2020, 1, 1),
        ends: date(2021, 12, 31),
        plan: "Kế hoạch 3".to_owned(),
        basis: String::new(),
    };
    let taken =
        movement::create(&home, new("Thi đua thực hiện văn hóa  công sở")).await.unwrap_err();
    assert_eq!(fields(taken), [("name".to_owned(), "taken")]);
    movement::create(&home, new("Lao động giỏi, lao động sáng tạo")).await.unwrap();
    assert_eq!(movement::movements(&home).await.unwrap().len(), 2);
    let plan = |kind, due_on| NewReview { movement: first, kind, due_on };
    let launch =
        movement::plan_review(&home, plan(ReviewKind::Launch, date(2019, 6, 30))).await.unwrap();
    movement::plan_review(&home, plan(ReviewKind::YearReview, date(2020, 12, 31))).await.unwrap();
    let future = movement::hold_review(&home, launch, date(2021, 4, 13), "").await.unwrap_err();
    assert_eq!(fields(future), [("held_on".to_owned(), "movement-in-the-future")]);
    movement::hold_review(&home, launch, date(2019, 8, 20), "Hội nghị phát động").await.unwrap();
    assert!(matches!(
        movement::hold_review(&home, launch, date(2019, 8, 21), "").await,
        Err(AppError::Stale)
    ));
    let reviews = movement::reviews(&home, first).await.unwrap();
    let shown: Vec<_> = reviews.iter().map(|r| r.timeliness(home.today())).collect();
    assert_eq!(shown, [Timeliness::HeldLate, Timeliness::Overdue]);
}

#[db_test]
async fn evidence_is_what_its_name_says_and_for_those_concerned(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let (home, movement) = with_model(&house).await;
    let id = movement::open_sheet(&home, movement, house.land, YEAR).await.unwrap();
    let head = house.ctx(Role::Head).await.unwrap();
    let line = movement::sheet_by_id(&head, id).await.unwrap().lines[0].id;
    let wrong = movement::add_evidence(&head, id, line, "quyet-dinh.pdf", b"MZ\x90\0", "")
        .await
        .unwrap_err();
    assert_eq!(fields(wrong), [("file".to_owned(), "file-not-what-it-says")]);
    movement::add_evidence(&head, id, line, "quyet-dinh.pdf", PDF, "Trang 1").await.unwrap();
    let file = movement::sheet_by_id(&head, id).await.unwrap().lines[0].evidence[0].file;
    for role in [Role::Head, Role::HomeAffairs, Role::Auditor] {
        let (stored, content) = files::read(&house.ctx(role).await.unwrap(), file).await.unwrap();
        assert_eq!((stored.media_type.as_str(), content.as_slice()), ("application/pdf", PDF));
    }
    for ctx in [house.ctx(Role::DeskOfficer).await.unwrap(), house.citizen().await.unwrap()] {
        assert!(matches!(files::read(&ctx, file).await, Err(AppError::NotFound("file"))));
    }
}
