//! Workbooks as they come from life: merged cells, failed formulas, cells far away, numbers for codes.

use std::io::{Cursor, Write};

use db_test::db_test;
use nep_app::{
    AppError,
    import::{self, Existing, Report, Upload},
    testing::TestHouse,
};
use nep_domain::access::Role;
use nep_storage::Store;
use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet};
use zip::{ZipWriter, write::SimpleFileOptions};

const HEADERS: [&str; 6] =
    ["Mã cán bộ", "Họ và tên", "Mã đơn vị", "Đối tượng", "Vị trí việc làm", "Từ ngày"];

/// A people sheet with one good row; `change` makes it odd.
async fn report(store: Store, change: impl FnOnce(&mut Worksheet)) -> Report {
    let house = TestHouse::build(store).await.unwrap();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Cán bộ").unwrap();
    sheet.write_row(0, 0, HEADERS).unwrap();
    sheet
        .write_row(1, 0, ["CB01", "Lý Thị Đào", "PNV", "Công chức", "Chuyên viên", "1.2.2020"])
        .unwrap();
    change(sheet);
    let ctx = house.ctx(Role::HomeAffairs).await.unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let upload =
        Upload { root: house.district, name: "la.xlsx".into(), bytes, existing: Existing::Skip };
    let id = import::check(&ctx, upload).await.unwrap();
    import::get(&ctx, id).await.unwrap().report
}

fn found(report: &Report) -> Vec<String> {
    report.problems.iter().map(|p| format!("{}{} {}", p.column, p.row, p.code)).collect()
}

#[db_test]
async fn merged_cells_are_named_and_titles_above_are_not(store: Store) {
    let report = report(store, |sheet| {
        sheet.merge_range(2, 2, 3, 2, "PNV", &Format::new()).unwrap();
        sheet.write_row(2, 0, ["CB02", "Nông Văn Hai"]).unwrap();
    });
    let found = found(&report.await);
    assert!(found.contains(&"C3 merged".to_owned()), "{found:?}");
    assert!(found.contains(&"D3 missing".to_owned()), "{found:?}");
}

#[db_test]
async fn a_failed_formula_is_named(store: Store) {
    let report = report(store, |sheet| {
        sheet.write_formula(1, 2, Formula::new("=VLOOKUP(1,A1:B1,9)").set_result("#N/A")).unwrap();
    });
    assert_eq!(found(&report.await), ["C2 cell-failed"]);
}

#[db_test]
async fn a_cell_in_the_far_corner_costs_nothing(store: Store) {
    let report = report(store, |sheet| {
        sheet.write_string(1_048_575, 16_383, "x").unwrap();
    });
    let report = report.await;
    assert_eq!((found(&report), report.people_new), (vec![], 1));
}

#[db_test]
async fn numbers_are_codes_and_empty_rows_are_nothing(store: Store) {
    let report = report(store, |sheet| {
        sheet.write_number(1, 0, 17).unwrap();
        sheet
            .write_row(
                40,
                0,
                ["CB02", "Nông Văn Hai", " pnv ", "CÔNG CHỨC", "Chuyên viên", "2020-02-01"],
            )
            .unwrap();
    });
    let report = report.await;
    assert_eq!((found(&report), report.people_new), (vec![], 2));
    assert_eq!(report.sample_people[0][0], "17");
}

/// A zip file of one part with so many spaces, in one stretch.
fn bomb(part: &str, megabytes: usize) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file(part, SimpleFileOptions::default()).unwrap();
    let stretch = vec![b' '; 1024 * 1024];
    for _ in 0..megabytes {
        zip.write_all(&stretch).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[db_test]
async fn a_small_file_that_unpacks_to_a_huge_one_is_refused_before_it_is_read(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let ctx = house.ctx(Role::HomeAffairs).await.unwrap();
    let code = async |bytes: Vec<u8>| {
        let upload = Upload {
            root: house.district,
            name: "la.xlsx".into(),
            bytes,
            existing: Existing::Skip,
        };
        match import::check(&ctx, upload).await {
            Err(AppError::Invalid(errors)) => errors[0].code,
            other => panic!("{other:?}"),
        }
    };
    let file = bomb("xl/worksheets/sheet1.xml", 64);
    assert!(file.len() < 200_000, "{}", file.len());
    assert_eq!(code(file).await, "import-unpacks");
    // A file that lies about its size is not read to the end either: the size its directory states is made small.
    let mut file = bomb("xl/sharedStrings.xml", 64);
    let directory = file.windows(4).rposition(|w| w == b"PK\x01\x02").unwrap();
    file[directory + 24..directory + 28].copy_from_slice(&1_000_u32.to_le_bytes());
    assert_eq!(code(file).await, "import-broken");
    // What is large but not out of measure is read as before, and found to be no workbook.
    assert_eq!(code(bomb("xl/worksheets/sheet1.xml", 8)).await, "import-broken");
}
