//! Importing a workbook over the web.

use axum::http::StatusCode;
use db_test::db_test;
use jiff::civil::date;
use nep_app::jobs;
use nep_documents::{Cell, Column, Sheet, Workbook, report_workbook};
use nep_domain::access::Role;
use nep_storage::Store;

use crate::support::TestApp;

const HEADERS: [&str; 6] =
    ["Mã cán bộ", "Họ và tên", "Mã đơn vị", "Đối tượng", "Vị trí việc làm", "Từ ngày"];

pub fn workbook(rows: &[[&str; 6]]) -> Vec<u8> {
    let sheet = Sheet {
        name: "Cán bộ".to_owned(),
        columns: HEADERS.map(|h| Column::new(h, 20)).to_vec(),
        rows: rows.iter().map(|row| row.map(Cell::text).to_vec()).collect(),
        ..Sheet::default()
    };
    let created_at = date(2021, 4, 12).at(9, 0, 0, 0);
    report_workbook(&Workbook {
        title: "Nhập".into(),
        author: "Thử".into(),
        created_at,
        sheets: vec![sheet],
    })
    .unwrap()
}

#[db_test]
async fn a_workbook_is_checked_confirmed_and_imported_with_progress(store: Store) {
    let app = TestApp::new(store).await;
    let client = app.sign_in(Role::HomeAffairs).await;
    let page = client.get("/nhan-su/nhap-excel").await.ok();
    assert!(page.text().contains("chưa có gì được nhập"), "{}", page.text());
    assert_eq!(&client.get("/nhan-su/nhap-excel/mau").await.ok().bytes[..2], b"PK");
    let file = workbook(&[["CB01", "Lý Thị Đào", "PNV", "Công chức", "Chuyên viên", "01/02/2020"]]);
    let files = [("file", "can-bo.xlsx", file.as_slice())];
    let sent = client.post_multipart("/nhan-su/nhap-excel", &[("existing", "skip")], &files).await;
    let address = sent.with_status(StatusCode::SEE_OTHER).location().to_owned();
    let preview = client.get(&address).await.ok();
    assert!(preview.text().contains("Lý Thị Đào"), "{}", preview.text());
    assert!(preview.text().contains("Xác nhận và nhập"));
    client.post(&format!("{address}/xac-nhan"), &[]).await.with_status(StatusCode::SEE_OTHER);
    let running = client.get(&address).await.ok();
    let progress = crate::support::between(&running.body, "data-progress-url=\"", "\"").unwrap();
    let json = client.get(progress).await.ok().json();
    assert_eq!((json["state"].as_str(), json["total"].as_i64()), (Some("running"), Some(1)));
    assert_eq!(json["message"], "Đang đọc tệp (1 dòng)…", "no bar that seems to stand");
    jobs::run_due(&app.house.services).await.unwrap();
    let json = client.get(progress).await.ok().json();
    assert_eq!((json["state"].as_str(), json["done"].as_i64()), (Some("done"), Some(1)));
    assert_eq!(json["message"], "Đã nhập 1 trên 1 dòng");
    assert!(client.get(&address).await.ok().text().contains("Đã nhập xong"));
    assert!(client.get("/nhan-su").await.ok().text().contains("CB01"));
    let inspector = app.sign_in(Role::Inspector).await;
    inspector.get(progress).await.with_status(StatusCode::NOT_FOUND);
    inspector.get(&address).await.with_status(StatusCode::NOT_FOUND);
    inspector.get("/nhan-su/nhap-excel").await.with_status(StatusCode::FORBIDDEN);
}

#[db_test]
async fn wrong_rows_say_where_what_and_how_to_mend_them(store: Store) {
    let app = TestApp::new(store).await;
    let client = app.sign_in(Role::HomeAffairs).await;
    client.get("/nhan-su/nhap-excel").await.ok();
    let file = workbook(&[["CB01", "", "XYZ", "Công chức", "Chuyên viên", "hôm qua"]]);
    let files = [("file", "can-bo.xlsx", file.as_slice())];
    let sent = client
        .post_multipart("/nhan-su/nhap-excel", &[], &files)
        .await
        .with_status(StatusCode::SEE_OTHER);
    let preview = client.get(sent.location()).await.ok();
    let text = preview.text();
    for expected in [
        "B (Họ và tên)",
        "Không có đơn vị nào mang mã XYZ",
        "“hôm qua” không phải là ngày",
        "3 chỗ",
    ] {
        assert!(text.contains(expected), "{expected}: {text}");
    }
    assert!(!text.contains("Xác nhận và nhập"));
    assert_eq!(&client.get(&format!("{}/loi", sent.location())).await.ok().bytes[..2], b"PK");
    let refused = client.post(&format!("{}/xac-nhan", sent.location()), &[]).await;
    assert!(refused.with_status(StatusCode::UNPROCESSABLE_ENTITY).text().contains("3 chỗ cần sửa"));
}

// A unit founded in a year that is over changes that year's figures: the official is told before.
#[db_test]
async fn units_of_closed_years_are_pointed_out(store: Store) {
    let app = TestApp::new(store).await;
    let client = app.sign_in(Role::HomeAffairs).await;
    client.get("/nhan-su/nhap-excel").await.ok();
    let headers =
        ["Mã đơn vị", "Tên đơn vị", "Loại đơn vị", "Mã đơn vị cấp trên", "Ngày thành lập"];
    let row = ["TH1", "Trường Tiểu học Đức Phong", "Đơn vị sự nghiệp", "", "01/09/2019"];
    let units = Sheet {
        name: "Đơn vị".to_owned(),
        columns: headers.map(|h| Column::new(h, 20)).to_vec(),
        rows: vec![row.map(Cell::text).to_vec()],
        ..Sheet::default()
    };
    let created_at = date(2021, 4, 12).at(9, 0, 0, 0);
    let (title, author) = ("Nhập".into(), "Thử".into());
    let file = report_workbook(&Workbook { title, author, created_at, sheets: vec![units] });
    let files = [("file", "don-vi.xlsx", &*file.unwrap())];
    let sent = client.post_multipart("/nhan-su/nhap-excel", &[], &files).await;
    let preview = client.get(sent.with_status(StatusCode::SEE_OTHER).location()).await.ok();
    let told = "1 đơn vị có ngày thành lập trong những năm đã qua, sớm nhất ngày 01/09/2019";
    assert!(preview.text().contains(told), "{}", preview.text());
    assert!(preview.text().contains("Xác nhận và nhập"), "{}", preview.text());
}

#[db_test]
async fn a_file_that_is_no_workbook_is_given_back_with_a_sentence(store: Store) {
    let app = TestApp::new(store).await;
    let client = app.sign_in(Role::HomeAffairs).await;
    client.get("/nhan-su/nhap-excel").await.ok();
    let files: [(&str, &str, &[u8]); 1] = [("file", "can-bo.xlsx", b"%PDF-1.7")];
    let sent = client.post_multipart("/nhan-su/nhap-excel", &[], &files).await;
    let text = sent.with_status(StatusCode::UNPROCESSABLE_ENTITY).text();
    assert!(text.contains("không phải là tệp Excel"), "{text}");
    let none = client.post_multipart("/nhan-su/nhap-excel", &[], &[]).await;
    assert!(none.with_status(StatusCode::UNPROCESSABLE_ENTITY).text().contains("Hãy điền mục này"));
}
