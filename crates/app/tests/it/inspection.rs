//! Inspection: rounds, visits, findings (S1.9).

use db_test::db_test;
use jiff::civil::{Date, date};
use nep_app::{
    AppError, Ctx,
    inspection::{
        self, FindingQuery, NewInspection, NewPhoto, Recheck, RecheckOutcome, Remedy, VisitRecord,
    },
    testing::TestHouse,
};
use nep_domain::{
    access::Role,
    facts::Period,
    ids::{InspectionId, VisitId},
    inspection::{
        Attendance, CheckedItem, FindingState, InspectionMode, InspectionState, ItemResult,
        VisitState,
    },
};
use nep_storage::Store;

/// The ten items of S1.9, in the words of the pack.
const ITEMS: [&str; 10] = [
    "documents_issued",
    "working_hours",
    "badge",
    "manner",
    "documents_on_time",
    "procedures_posted",
    "work_plan_posted",
    "calendar_posted",
    "layout",
    "green_clean",
];

const TODAY: Date = date(2021, 4, 12);

fn new(house: &TestHouse, mode: InspectionMode) -> NewInspection {
    NewInspection {
        request: None,
        body: house.district,
        name: "Kiểm tra văn hóa công sở đợt 1".to_owned(),
        mode,
        decision: "45/QĐ-UBND".to_owned(),
        decided_on: date(2021, 4, 1),
        period: Period { from: date(2021, 4, 5), to: date(2021, 4, 30) },
        lead: "Nông Văn Bách".to_owned(),
        members: vec!["Hoàng Thị Lan".to_owned(), String::new()],
        units: vec![house.land, house.commune],
    }
}

fn answer(item: &str, result: ItemResult, note: &str) -> CheckedItem {
    CheckedItem { item: item.to_owned(), result, note: note.to_owned(), photo: None }
}

fn record(version: i64, unmet: &[&str]) -> VisitRecord {
    let result =
        |item: &str| if unmet.contains(&item) { ItemResult::Unmet } else { ItemResult::Met };
    let answers = ITEMS.iter().map(|item| {
        let result = result(item);
        answer(
            item,
            result,
            if result == ItemResult::Unmet { "Ba người không thực hiện" } else { "" },
        )
    });
    VisitRecord {
        version,
        visited_on: TODAY,
        attendance: Some(Attendance { listed: 12, present: 10, absent_with_reason: 1 }),
        summary: String::new(),
        answers: answers.collect(),
        photos: Vec::new(),
        remedy_due: None,
    }
}

/// The installation with those who have a part in a round.
struct Scene {
    house: TestHouse,
    planner: Ctx,
    inspector: Ctx,
    head: Ctx,
}

impl Scene {
    async fn new(store: Store) -> Self {
        let house = TestHouse::build(store).await.unwrap();
        let ctx = async |role| house.ctx(role).await.unwrap();
        let (planner, inspector) = (ctx(Role::HomeAffairs).await, ctx(Role::Inspector).await);
        let head = ctx(Role::Head).await;
        Self { house, planner, inspector, head }
    }
}

/// Plans a round over two units; gives it with its visits and their versions.
async fn planned(
    house: &TestHouse,
    planner: &Ctx,
    mode: InspectionMode,
) -> (InspectionId, Vec<(VisitId, i64)>) {
    let id = inspection::plan(planner, new(house, mode)).await.unwrap();
    (id, visits(planner, id).await)
}

async fn visits(ctx: &Ctx, id: InspectionId) -> Vec<(VisitId, i64)> {
    let round = inspection::round(ctx, id).await.unwrap();
    round.visits.iter().map(|row| (row.visit.id, row.visit.version)).collect()
}

fn field(error: &AppError) -> (&str, &str) {
    match error {
        AppError::Invalid(errors) => (&errors[0].field, errors[0].code),
        AppError::Refused(refusal) => ("", refusal.code),
        AppError::Stale => ("", "stale"),
        AppError::Denied(action) => ("denied", action.key()),
        AppError::NotFound(what) => ("not found", what),
        other => panic!("{other:?}"),
    }
}

// S1.9: a round runs from its decision over visits and findings to its conclusion.
#[db_test]
async fn a_round_goes_from_plan_to_conclusion(store: Store) {
    let Scene { house, planner, inspector, .. } = Scene::new(store).await;
    let (id, visits) = planned(&house, &planner, InspectionMode::Planned).await;
    assert_eq!(visits.len(), 2);

    inspection::record_visit(&inspector, visits[0].0, record(1, &["badge", "layout"]))
        .await
        .unwrap();
    let view = inspection::visit(&inspector, visits[0].0).await.unwrap();
    assert_eq!(view.row.state, VisitState::Done);
    assert_eq!(view.row.visit.attendance.unwrap().absent_without_reason(), 1);
    let found: Vec<_> =
        view.findings.iter().map(|f| (f.finding.item.as_str(), f.finding.remedy_due)).collect();
    // 15 days of the pack from Monday 12 April end on Tuesday 27 April.
    assert_eq!(found, [("badge", date(2021, 4, 27)), ("layout", date(2021, 4, 27))]);
    assert_eq!(view.inspection.state, InspectionState::Running);

    let refused =
        inspection::conclude(&planner, id, view.inspection.version, "Đạt").await.unwrap_err();
    assert_eq!(field(&refused), ("", "inspection-visits-open"));
    inspection::cancel_visit(&planner, visits[1].0, 1, "Đơn vị phòng, chống dịch").await.unwrap();
    inspection::conclude(&planner, id, view.inspection.version, "Các đơn vị thực hiện tốt")
        .await
        .unwrap();

    let row = &inspection::list(&planner, Period::year(2021)).await.unwrap()[0];
    assert_eq!((row.visits, row.done, row.open), (1, 1, 2));
    assert_eq!(row.inspection.concluded_on, Some(TODAY));
    let late = inspection::record_visit(&inspector, visits[0].0, record(2, &[])).await.unwrap_err();
    assert_eq!(field(&late), ("", "inspection-concluded"));
}

#[db_test]
async fn wrong_input_is_named_by_its_field(store: Store) {
    let Scene { house, planner, inspector, .. } = Scene::new(store).await;
    let refused = async |new| inspection::plan(&planner, new).await.unwrap_err();
    let planned = || new(&house, InspectionMode::Planned);
    let nameless = NewInspection { name: "  ".to_owned(), ..planned() };
    assert_eq!(field(&refused(nameless).await), ("name", "missing"));
    let before_founding = NewInspection {
        decided_on: date(2018, 12, 28),
        period: Period { from: date(2018, 12, 28), to: date(2018, 12, 29) },
        ..planned()
    };
    assert_eq!(field(&refused(before_founding).await), ("units", "unit-not-on-that-date"));

    let id = inspection::plan(&planner, planned()).await.unwrap();
    assert_eq!(field(&refused(planned()).await), ("decision", "inspection-decision-taken"));
    let again = inspection::add_units(&planner, id, &[house.land], None).await.unwrap_err();
    assert_eq!(field(&again), ("units", "inspection-unit-twice"));
    let outside = inspection::add_units(&planner, id, &[house.desk], Some(date(2021, 5, 1)))
        .await
        .unwrap_err();
    assert_eq!(field(&outside), ("", "inspection-visit-outside-period"));

    let visit = visits(&inspector, id).await[0].0;
    let refused =
        async |record| inspection::record_visit(&inspector, visit, record).await.unwrap_err();
    let noteless =
        VisitRecord { answers: vec![answer("badge", ItemResult::Unmet, " ")], ..record(1, &[]) };
    assert_eq!(field(&refused(noteless).await), ("note-badge", "inspection-note"));
    let unknown =
        VisitRecord { answers: vec![answer("mood", ItemResult::Met, "")], ..record(1, &[]) };
    assert_eq!(field(&refused(unknown).await), ("result-mood", "inspection-item"));
    let crowd = Attendance { listed: 5, present: 6, absent_with_reason: 0 };
    let crowded = VisitRecord { attendance: Some(crowd), ..record(1, &[]) };
    assert_eq!(field(&refused(crowded).await), ("", "inspection-attendance"));
    let early = VisitRecord { visited_on: date(2021, 4, 2), ..record(1, &[]) };
    assert_eq!(field(&refused(early).await), ("", "inspection-visit-outside-period"));
    let due = VisitRecord { remedy_due: Some(date(2021, 4, 11)), ..record(1, &["badge"]) };
    assert_eq!(field(&refused(due).await), ("remedy_due", "inspection-due-before-visit"));
    assert!(inspection::findings(&planner, &FindingQuery::default()).await.unwrap().is_empty());
}

// The form of one plan sent twice plans once; the second of two inspectors must look again.
#[db_test]
async fn nothing_is_planned_twice_and_nothing_is_overwritten(store: Store) {
    let Scene { house, planner, inspector, .. } = Scene::new(store).await;
    let form =
        NewInspection { request: Some(planner.id()), ..new(&house, InspectionMode::ByOrder) };
    let id = inspection::plan(&planner, form.clone()).await.unwrap();
    assert_eq!(inspection::plan(&planner, form).await.unwrap(), id);

    let visit = visits(&inspector, id).await[0].0;
    inspection::record_visit(&inspector, visit, record(1, &["badge"])).await.unwrap();
    let stale = inspection::record_visit(&inspector, visit, record(1, &[])).await.unwrap_err();
    assert_eq!(field(&stale), ("", "stale"));

    // Corrected: no longer unmet, so the finding goes.
    inspection::record_visit(&inspector, visit, record(2, &[])).await.unwrap();
    assert!(inspection::visit(&inspector, visit).await.unwrap().findings.is_empty());
}

// Hà Nội 2018, Khánh Hòa 2025: the unit learns of a surprise visit when it begins.
#[db_test]
async fn a_surprise_visit_is_unknown_to_the_unit_until_it_begins(store: Store) {
    let Scene { house, planner, inspector, head } = Scene::new(store).await;
    let (id, visits) = planned(&house, &planner, InspectionMode::Surprise).await;
    let land = visits[0].0;

    assert!(inspection::list(&head, Period::year(2021)).await.unwrap().is_empty());
    assert_eq!(
        field(&inspection::round(&head, id).await.unwrap_err()),
        ("not found", "inspection")
    );
    assert_eq!(
        field(&inspection::visit(&head, land).await.unwrap_err()),
        ("not found", "inspection_visit")
    );
    assert!(inspection::visits(&head, Period::year(2021)).await.unwrap().is_empty());

    inspection::record_visit(&inspector, land, record(1, &["badge"])).await.unwrap();
    let seen = inspection::round(&head, id).await.unwrap();
    assert_eq!(seen.visits.len(), 1, "only its own visit");
    assert!(!seen.may_plan);
    assert_eq!(inspection::visits_today(&head).await.unwrap().len(), 1);
}

#[db_test]
async fn roles_keep_to_their_work(store: Store) {
    let Scene { house, planner, inspector, head } = Scene::new(store).await;
    for role in [Role::Inspector, Role::Head, Role::Auditor, Role::DeskOfficer] {
        let ctx = house.ctx(role).await.unwrap();
        let refused =
            inspection::plan(&ctx, new(&house, InspectionMode::Planned)).await.unwrap_err();
        assert_eq!(field(&refused), ("denied", "inspection.plan"), "{role}");
    }
    let (_, visits) = planned(&house, &planner, InspectionMode::Planned).await;
    let refused = inspection::record_visit(&head, visits[0].0, record(1, &[])).await.unwrap_err();
    assert_eq!(field(&refused), ("denied", "inspection.visit"));
    inspection::record_visit(&inspector, visits[1].0, record(1, &["badge"])).await.unwrap();
    let other =
        inspection::findings(&planner, &FindingQuery::default()).await.unwrap()[0].finding.id;
    let remedy = Remedy { version: 1, on: TODAY, note: "Đã nhắc nhở".to_owned() };
    let refused = inspection::remedy(&head, other, remedy).await.unwrap_err();
    assert_eq!(field(&refused), ("denied", "inspection.remedy"), "a finding of another unit");
    let desk = house.ctx(Role::DeskOfficer).await.unwrap();
    assert_eq!(
        field(&inspection::list(&desk, Period::year(2021)).await.unwrap_err()),
        ("denied", "inspection.view")
    );
}

// S1.9: findings, remedies, re-check; the overdue ones come forward by themselves.
#[db_test]
async fn a_finding_is_remedied_checked_and_overdue(store: Store) {
    let Scene { house, planner, inspector, head } = Scene::new(store).await;
    let land = planned(&house, &planner, InspectionMode::Planned).await.1[0].0;
    inspection::record_visit(&inspector, land, record(1, &["badge"])).await.unwrap();
    let finding = inspection::visit(&head, land).await.unwrap().findings[0].finding.id;
    assert!(inspection::overdue_findings(&head).await.unwrap().is_empty());

    house.services.clock.set(head.instant(date(2021, 4, 28).at(9, 0, 0, 0)));
    let head = house.ctx(Role::Head).await.unwrap();
    let inspector = house.ctx(Role::Inspector).await.unwrap();
    assert_eq!(inspection::overdue_findings(&head).await.unwrap().len(), 1);

    let remedy =
        |version, note: &str| Remedy { version, on: date(2021, 4, 28), note: note.to_owned() };
    assert_eq!(
        field(&inspection::remedy(&head, finding, remedy(1, "")).await.unwrap_err()),
        ("note", "missing")
    );
    inspection::remedy(&head, finding, remedy(1, "Đã cấp thẻ cho ba người")).await.unwrap();
    assert!(inspection::overdue_findings(&inspector).await.unwrap().is_empty());

    // The answer may not be taken away behind the unit's back.
    let version = inspection::visit(&inspector, land).await.unwrap().row.visit.version;
    let refused =
        inspection::record_visit(&inspector, land, record(version, &[])).await.unwrap_err();
    assert_eq!(field(&refused), ("", "inspection-finding-answered"));

    let check = |version, outcome, note: &str| Recheck { version, outcome, note: note.to_owned() };
    let noteless = check(2, RecheckOutcome::Reopened(None), "");
    assert_eq!(
        field(&inspection::recheck(&inspector, finding, noteless).await.unwrap_err()),
        ("note", "missing")
    );
    let again = check(2, RecheckOutcome::Reopened(None), "Còn một người chưa đeo");
    inspection::recheck(&inspector, finding, again).await.unwrap();
    let row = inspection::finding(&head, finding).await.unwrap();
    assert_eq!(
        (row.state, row.finding.reopened, row.finding.remedy_due),
        (FindingState::Open, 1, date(2021, 5, 13))
    );
    inspection::remedy(&head, finding, remedy(3, "Đã đủ")).await.unwrap();
    inspection::recheck(&inspector, finding, check(4, RecheckOutcome::Accepted, "")).await.unwrap();
    let closed = FindingQuery {
        state: Some(FindingState::Closed),
        unit: Some(house.land),
        ..FindingQuery::default()
    };
    assert_eq!(inspection::findings(&planner, &closed).await.unwrap().len(), 1);
}

#[db_test]
async fn a_photo_is_kept_and_must_be_one(store: Store) {
    let Scene { house, planner, inspector, head } = Scene::new(store).await;
    let land = planned(&house, &planner, InspectionMode::Planned).await.1[0].0;
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    let with = |version, name: &str, bytes: &[u8]| VisitRecord {
        photos: vec![NewPhoto {
            item: "badge".to_owned(),
            name: name.to_owned(),
            bytes: bytes.to_vec(),
        }],
        ..record(version, &["badge"])
    };
    let refused =
        async |record| inspection::record_visit(&inspector, land, record).await.unwrap_err();
    assert_eq!(
        field(&refused(with(1, "anh.pdf", &png)).await),
        ("photo-badge", "inspection-photo-kind")
    );
    assert_eq!(
        field(&refused(with(1, "anh.png", b"<script>")).await),
        ("photo-badge", "file-not-what-it-says")
    );

    inspection::record_visit(&inspector, land, with(1, "anh.png", &png)).await.unwrap();
    inspection::record_visit(&inspector, land, record(2, &["badge"])).await.unwrap();
    assert_eq!(
        inspection::photo(&head, land, "badge").await.unwrap().1,
        png,
        "kept when saved again without one"
    );
    assert_eq!(
        field(&inspection::photo(&head, land, "layout").await.unwrap_err()),
        ("not found", "file")
    );
    let desk = house.ctx(Role::DeskOfficer).await.unwrap();
    assert_eq!(
        field(&inspection::photo(&desk, land, "badge").await.unwrap_err()),
        ("not found", "file")
    );
}
