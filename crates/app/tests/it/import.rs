//! Importing Excel workbooks.

use db_test::db_test;
use jiff::{SignedDuration, civil::date};
use nep_app::{
    AppError, Ctx,
    audit::{self, AuditFilter},
    import::{self, Existing, ImportState, Report, Upload},
    jobs::{self, Left},
    staff::{self, StaffQuery},
    testing::TestHouse,
};
use nep_documents::{Cell, Column, Sheet, Workbook, report_workbook};
use nep_domain::{access::Role, ids::ImportId, jobs::JobState, org::UnitKind};
use nep_storage::{Page, Store};

use crate::staff::hire;

const UNITS: [&str; 7] = [
    "Mã đơn vị *",
    "Tên đơn vị *",
    "Loại đơn vị *",
    "Mã đơn vị cấp trên",
    "Ngày thành lập *",
    "Mã định danh điện tử",
    "Giờ làm việc",
];
const PEOPLE: [&str; 11] = [
    "Mã cán bộ *",
    "Họ và tên *",
    "Ngày sinh",
    "Giới tính",
    "Mã đơn vị *",
    "Đối tượng *",
    "Vị trí việc làm *",
    "Ngạch, chức danh nghề nghiệp",
    "Người đứng đầu",
    "Từ ngày *",
    "Đến ngày",
];

fn sheet(name: &str, headers: &[&str], rows: Vec<Vec<Cell>>) -> Sheet {
    let columns = headers.iter().map(|h| Column::new(*h, 12)).collect();
    Sheet { name: name.to_owned(), columns, rows, ..Sheet::default() }
}

fn book(sheets: Vec<Sheet>) -> Vec<u8> {
    let created_at = date(2021, 4, 12).at(9, 0, 0, 0);
    report_workbook(&Workbook {
        title: "Nhập".into(), author: "Thử".into(), created_at, sheets
    })
    .unwrap()
}

fn unit(code: &str, parent: &str) -> Vec<Cell> {
    [code, "Trường Tiểu học Đức Phong", "Đơn vị sự nghiệp", parent, "01/09/2019"]
        .map(Cell::text)
        .to_vec()
}

fn person(code: &str, unit: &str) -> Vec<Cell> {
    let mut row = [code, "Nông Văn Thử", "", "Nam", unit, "viên chức", "Giáo viên", "", ""]
        .map(Cell::text)
        .to_vec();
    (row[2], row[8]) = (Cell::from(date(1990, 5, 1)), Cell::Empty);
    row.push(Cell::from(date(2020, 1, 1)));
    row
}

fn upload(house: &TestHouse, bytes: Vec<u8>) -> Upload {
    Upload {
        root: house.district,
        name: "danh-sach.xlsx".to_owned(),
        bytes,
        existing: Existing::Skip,
    }
}

async fn checked(ctx: &Ctx, upload: Upload) -> (ImportId, Report) {
    let id = import::check(ctx, upload).await.unwrap();
    (id, import::get(ctx, id).await.unwrap().report)
}

fn found(report: &Report) -> Vec<String> {
    report
        .problems
        .iter()
        .map(|p| {
            format!("{}!{}{} {} {}", p.sheet, p.column, p.row, p.code, p.value).trim().to_owned()
        })
        .collect()
}

async fn people(house: &TestHouse) -> u64 {
    let ctx = house.ctx(Role::HomeAffairs).await.unwrap();
    let query = StaffQuery { text: String::new(), unit: None, kind: None, on: date(2021, 4, 12) };
    staff::list(&ctx, &query, Page { offset: 0, limit: 1 }).await.unwrap().total
}

#[db_test]
async fn units_and_people_come_in_only_after_the_official_says_so(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let ctx = house.ctx(Role::HomeAffairs).await.unwrap();
    // The child stands before its parent; codes and words are written carelessly.
    let units =
        sheet("ĐƠN VỊ", &UNITS, vec![unit("th1a", "TH1"), unit("TH1", ""), unit("PNV", "")]);
    let staff = sheet("can bo", &PEOPLE, vec![person("GV1", "th1a"), vec![], person("GV2", "PNV")]);
    let (id, report) = checked(&ctx, upload(&house, book(vec![units, staff]))).await;
    assert_eq!(found(&report), [""; 0]);
    assert_eq!((report.units_new, report.units_skipped, report.people_new), (2, 1, 2));
    // They begin in a year that is over: the official is told before figures of that year change.
    assert_eq!(report.units_before, Some((2, date(2019, 9, 1))));
    jobs::run_due(&house.services).await.unwrap();
    assert_eq!(people(&house).await, 0, "nothing before the official's word");

    let job = import::confirm(&ctx, id).await.unwrap();
    assert_eq!(import::confirm(&ctx, id).await.unwrap(), job, "confirming twice is harmless");
    jobs::run_due(&house.services).await.unwrap();
    let progress = jobs::progress(&ctx, job).await.unwrap();
    assert_eq!((progress.state, progress.done, progress.total), (JobState::Done, 5, 5));
    assert_eq!(import::get(&ctx, id).await.unwrap().import.state, ImportState::Done);
    assert_eq!(people(&house).await, 2);
    let ctx = house.ctx(Role::HomeAffairs).await.unwrap();
    let school = ctx.org().units().find(|u| u.code == "TH1A").unwrap();
    let parent = school.parent.and_then(|p| ctx.org().get(p)).unwrap();
    assert_eq!(
        (school.kind, parent.code.as_str(), parent.parent),
        (UnitKind::ServiceUnit, "TH1", Some(house.district))
    );
}

#[db_test]
async fn every_wrong_row_is_named_at_once(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    hire(&house, house.land, "CB1", date(2020, 1, 1)).await;
    let ctx = house.ctx(Role::HomeAffairs).await.unwrap();
    let with = |mut row: Vec<Cell>, column: usize, cell: Cell| {
        row[column] = cell;
        row
    };
    let units = sheet(
        "Đơn vị",
        &UNITS,
        vec![
            unit("A", "B"),
            unit("B", "A"),
            with(unit("C", "KHONG"), 2, Cell::text("Hội")),
            unit("C", ""),
        ],
    );
    let staff = sheet(
        "Cán bộ",
        &PEOPLE,
        vec![
            with(person("P1", "PNV"), 2, Cell::text("31/02/1990")),
            with(person("P1", "PNV"), 3, Cell::text("Khác")),
            with(person("", "XYZ"), 5, Cell::text("sếp")),
            with(person("P2", "PNV"), 9, Cell::from(date(2018, 1, 1))),
            with(person("P3", "PNV"), 8, Cell::text("x")),
            with(person("P4", "PNV"), 8, Cell::text("X")),
            with(person("P5", "PNV"), 8, Cell::text("có")),
            with(person("P6", "PNV"), 9, Cell::integer(2020)),
            person("CB1", "PNV"),
        ],
    );
    let (id, report) = checked(&ctx, upload(&house, book(vec![units, staff]))).await;
    assert_eq!(
        found(&report),
        [
            "Đơn vị!D2 parent-circle B",
            "Đơn vị!D3 parent-circle A",
            "Đơn vị!C4 unit-kind Hội",
            "Đơn vị!D4 unit-unknown KHONG",
            "Đơn vị!A5 code-twice C",
            "Cán bộ!C2 date 31/02/1990",
            "Cán bộ!A3 code-twice P1",
            "Cán bộ!D3 gender Khác",
            "Cán bộ!A4 missing",
            "Cán bộ!E4 unit-unknown XYZ",
            "Cán bộ!F4 official-kind sếp",
            "Cán bộ!E5 unit-not-living PNV",
            "Cán bộ!I7 two-heads PNV",
            "Cán bộ!I8 head-mark có",
            "Cán bộ!J9 date 2020",
        ]
    );
    assert_eq!(report.people_skipped, 1, "the known code; what is wrong is not counted");
    assert!(
        report.sample_people.iter().all(|row| !row[2].starts_with("Ủy ban")),
        "no made-up unit"
    );
    assert!(
        matches!(import::confirm(&ctx, id).await, Err(AppError::Refused(r)) if r.code == "import-has-problems")
    );
    assert_eq!(people(&house).await, 1);
}

#[db_test]
async fn files_that_are_no_workbooks_are_refused(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let ctx = house.ctx(Role::HomeAffairs).await.unwrap();
    let code = async |bytes: &[u8], name: &str| {
        let upload = Upload { name: name.to_owned(), ..upload(&house, bytes.to_vec()) };
        match import::check(&ctx, upload).await {
            Err(AppError::Invalid(errors)) => errors[0].code,
            other => panic!("{other:?}"),
        }
    };
    let good = book(vec![sheet("Cán bộ", &PEOPLE, vec![person("P1", "PNV")])]);
    assert_eq!(code(b"", "a.xlsx").await, "missing");
    assert_eq!(code(b"%PDF-1.7 ...", "a.xlsx").await, "import-not-excel");
    assert_eq!(code(b"ma;ten\n1;2", "a.xlsx").await, "import-not-excel");
    assert_eq!(
        code(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0], "a.xls").await,
        "import-old-excel"
    );
    assert_eq!(code(&good[..good.len() / 2], "a.xlsx").await, "import-broken");
    assert_eq!(code(&good, "a.pdf").await, "file-not-what-it-says");
}

#[db_test]
async fn sheets_and_headers_that_do_not_fit_are_named(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let ctx = house.ctx(Role::HomeAffairs).await.unwrap();
    let report = async |sheets| found(&checked(&ctx, upload(&house, book(sheets))).await.1);
    assert_eq!(report(vec![sheet("Sheet1", &PEOPLE, vec![])]).await, ["Sheet1!0 no-sheet"]);
    assert_eq!(
        report(vec![sheet("Cán bộ", &["Tên", "Tuổi"], vec![])]).await,
        ["Cán bộ!0 no-header"]
    );
    assert_eq!(report(vec![sheet("Cán bộ", &PEOPLE, vec![])]).await, ["Cán bộ!0 no-rows"]);
    let short =
        report(vec![sheet("Cán bộ", &PEOPLE[..9], vec![person("P1", "PNV")[..9].to_vec()])]).await;
    assert_eq!(short[0], "Cán bộ!1 column-missing");
    // A title above the table is no obstacle.
    let titled = Sheet {
        title: Some("DANH SÁCH".into()),
        ..sheet("Cán bộ", &PEOPLE, vec![person("P1", "PNV")])
    };
    assert_eq!(report(vec![titled]).await, [""; 0]);
}

#[db_test]
async fn known_people_are_corrected_only_when_asked(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let known = hire(&house, house.land, "CB1", date(2019, 6, 1)).await;
    let ctx = house.ctx(Role::HomeAffairs).await.unwrap();
    let bytes = book(vec![sheet("Cán bộ", &PEOPLE, vec![person("CB1", "PNV")])]);
    let (id, report) = checked(&ctx, upload(&house, bytes.clone())).await;
    assert_eq!((report.people_skipped, report.changes()), (1, 0));
    assert!(
        matches!(import::confirm(&ctx, id).await, Err(AppError::Refused(r)) if r.code == "import-nothing-to-do")
    );
    for round in 0..2 {
        let (id, report) =
            checked(&ctx, Upload { existing: Existing::Update, ..upload(&house, bytes.clone()) })
                .await;
        assert_eq!(report.people_updated, 1);
        import::confirm(&ctx, id).await.unwrap();
        jobs::run_due(&house.services).await.unwrap();
        let detail = staff::person(&ctx, known).await.unwrap();
        assert_eq!(detail.person.full_name, "Nông Văn Thử");
        assert_eq!(detail.assignments.len(), 2, "round {round}");
        assert_eq!(
            (detail.assignments[0].unit, detail.assignments[1].valid_to),
            (house.home_affairs, Some(date(2019, 12, 31)))
        );
    }
}

#[db_test]
async fn an_import_killed_half_way_goes_on_where_it_stopped(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let ctx = house.ctx(Role::HomeAffairs).await.unwrap();
    let rows = (0..2_500).map(|n| person(&format!("P{n:05}"), "PNV")).collect();
    let (id, _) = checked(&ctx, upload(&house, book(vec![sheet("Cán bộ", &PEOPLE, rows)]))).await;
    let job = import::confirm(&ctx, id).await.unwrap();
    // A worker dies after its first batch: its job stays locked, with the progress it stored.
    let worker = tokio::spawn({
        let services = house.services.clone();
        async move { jobs::run_due(&services).await }
    });
    while jobs::progress(&ctx, job).await.unwrap().done == 0 && !worker.is_finished() {
        tokio::task::yield_now().await;
    }
    worker.abort();
    let _ = worker.await;
    // A batch that was being stored when its worker died may still land: read until nothing moves.
    let (first, hired) = loop {
        let before = jobs::progress(&ctx, job).await.unwrap();
        let hired = people(&house).await;
        let after = jobs::progress(&ctx, job).await.unwrap();
        if before.done == after.done {
            break (after, hired);
        }
    };
    assert_eq!(
        hired,
        u64::try_from(first.done).unwrap(),
        "progress and people are stored together"
    );
    if first.state == JobState::Running {
        jobs::run_due(&house.services).await.unwrap();
        assert_eq!(
            jobs::progress(&ctx, job).await.unwrap().state,
            JobState::Running,
            "the lock still holds"
        );
        // The next server takes the work of its own file over at once; elsewhere another may still have it in hand.
        if jobs::take_over(&house.services).await.unwrap() == Left::Locked(1) {
            house.services.clock.set(ctx.now() + SignedDuration::from_mins(5));
        }
        jobs::run_due(&house.services).await.unwrap();
    }
    assert_eq!(jobs::progress(&ctx, job).await.unwrap().state, JobState::Done);
    assert_eq!(people(&house).await, 2_500);
    assert_eq!(import::get(&ctx, id).await.unwrap().import.state, ImportState::Done);
    // Each part left its entry: what others keep in memory is void as soon as it is stored.
    let auditor = house.ctx(Role::Auditor).await.unwrap();
    let log = audit::list(&auditor, &AuditFilter::default(), Page::ALL).await.unwrap();
    let parts = log.iter().filter(|e| e.entry.detail.contains("\"batch\"")).count();
    assert_eq!(parts, 2_500 / 250);
}

#[db_test]
async fn others_may_not_import(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    for role in [Role::Head, Role::DeskOfficer, Role::Auditor] {
        let ctx = house.ctx(role).await.unwrap();
        assert!(
            matches!(import::check(&ctx, upload(&house, vec![1])).await, Err(AppError::Denied(_))),
            "{role}"
        );
        assert!(
            matches!(import::template(&ctx, house.district), Err(AppError::Denied(_))),
            "{role}"
        );
    }
}

#[db_test]
async fn the_template_itself_can_be_read_back(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let ctx = house.ctx(Role::HomeAffairs).await.unwrap();
    let template = import::template(&ctx, house.district).unwrap();
    let (_, report) = checked(&ctx, upload(&house, template)).await;
    assert_eq!(found(&report), ["Cán bộ!0 no-rows"]);
}
