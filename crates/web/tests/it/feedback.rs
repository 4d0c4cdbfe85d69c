//! A citizen's message over the web: the form, its code, the desk.

use axum::http::StatusCode;
use db_test::db_test;
use nep_domain::access::Role;
use nep_storage::Store;

use crate::support::{Client, Reply, TestApp};

const FIELDS: [(&str, &str); 5] = [
    ("subject", "delay"),
    ("content", "Hồ sơ hẹn thứ Sáu, đến nay chưa có."),
    ("name", "Nông Thị Thử"),
    ("address", "Xóm Đồi"),
    ("contact", "0900 000 012"),
];

/// Sends the form as the page gave it; `unit` and the form's key included.
pub async fn send(guest: &Client, unit: &str, key: &str) -> Reply {
    let fields: Vec<_> = FIELDS.into_iter().chain([("unit", unit), ("request_key", key)]).collect();
    guest.post("/phan-anh", &fields).await
}

#[db_test]
async fn a_message_is_sent_answered_and_read(store: Store) {
    let app = TestApp::new(store).await;
    let guest = app.guest();
    let form = guest.get("/phan-anh").await.ok();
    assert!(form.text().contains("06/05/2021"), "{}", form.text());
    assert!(form.text().contains("Chưa kiểm chứng"), "the term is not from a text that was read");
    let unit = app.house.land.to_string();
    let sent =
        send(&guest, &unit, &form.hidden("request_key")).await.with_status(StatusCode::SEE_OTHER);
    let address = sent.location().to_owned();
    let status = guest.get(&address).await.ok();
    assert!(status.text().contains("Hãy giữ lại mã này"), "{}", status.text());
    assert!(!status.body.contains("Nông Thị Thử"));
    // Typed by hand in the box for the code.
    let code = address.rsplit('/').next().unwrap().to_lowercase();
    assert_eq!(guest.get(&format!("/phan-anh?ma={code}")).await.location(), address);
    assert_eq!(guest.get(&format!("/phan-anh/{code}")).await.location(), address);

    let head = app.sign_in(Role::Head).await;
    let list = head.get("/phan-anh/xu-ly").await.ok();
    assert!(list.text().contains("Nông Thị Thử"), "{}", list.text());
    let excel = head.get("/phan-anh/xu-ly?dang=xlsx").await.ok();
    assert!(excel.header("content-disposition").contains("phan-anh.xlsx"));
    let case =
        list.body.split("href=\"/phan-anh/xu-ly/").nth(1).unwrap().split('"').next().unwrap();
    let case = format!("/phan-anh/xu-ly/{case}");
    head.get(&case).await.ok();
    let answer = [("version", "1"), ("answer", "Đã trả kết quả cho bà."), ("publish", "yes")];
    head.post(&format!("{case}/tra-loi"), &answer).await.with_status(StatusCode::SEE_OTHER);
    let again =
        head.post(&format!("{case}/tu-choi"), &[("version", "1"), ("reason", "Trùng.")]).await;
    let again = again.with_status(StatusCode::CONFLICT);
    assert!(again.text().contains("vừa được lưu ở nơi khác"), "{}", again.text());

    assert!(guest.get(&address).await.ok().text().contains("Đã trả kết quả cho bà."));
    let public = guest.get("/phan-anh").await.ok();
    assert!(public.text().contains("Đã trả kết quả cho bà."));
    assert!(!public.body.contains("Nông Thị Thử"));
}

#[db_test]
async fn a_form_sent_twice_is_one_message(store: Store) {
    let app = TestApp::new(store).await;
    let guest = app.guest();
    let key = guest.get("/phan-anh").await.ok().hidden("request_key");
    let unit = app.house.land.to_string();
    let first = send(&guest, &unit, &key).await.with_status(StatusCode::SEE_OTHER);
    let second = send(&guest, &unit, &key).await.with_status(StatusCode::SEE_OTHER);
    assert_eq!(first.location(), second.location());
}

// P3: and what was typed is never lost.
#[db_test]
async fn bad_fields_are_all_named_and_values_kept(store: Store) {
    let app = TestApp::new(store).await;
    let guest = app.guest();
    let form = guest.get("/phan-anh").await.ok();
    let key = form.hidden("request_key");
    let empty = guest.post("/phan-anh", &[("request_key", &key), ("content", "Xin góp ý")]).await;
    let empty = empty.with_status(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.body.contains("Xin góp ý"));
    for field in ["subject", "name", "address", "contact"] {
        assert!(empty.body.contains(&format!("href=\"#{field}\"")), "{field}");
    }
    assert_eq!(empty.hidden("request_key"), key);
    // What is missing and what is wrong come in one round.
    let both = guest.post("/phan-anh", &[("contact", "gọi tôi")]).await;
    let both = both.with_status(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(both.body.contains("href=\"#name\"") && both.text().contains("ít nhất 9 chữ số"));
    let fields = FIELDS.map(|(n, v)| (n, if n == "contact" { "gọi tôi" } else { v }));
    let wrong =
        guest.post("/phan-anh", &fields).await.with_status(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text().contains("ít nhất 9 chữ số"), "{}", wrong.text());
    assert!(wrong.body.contains("value=\"gọi tôi\""));
}

#[db_test]
async fn a_form_from_elsewhere_is_refused(store: Store) {
    let app = TestApp::new(store).await;
    let guest = app.guest();
    guest.get("/phan-anh").await.ok();
    guest.post_raw("/phan-anh", &FIELDS).await.with_status(StatusCode::FORBIDDEN);
    let stolen: Vec<_> = FIELDS.into_iter().chain([("csrf", "x")]).collect();
    app.guest().post_raw("/phan-anh", &stolen).await.with_status(StatusCode::FORBIDDEN);
}

#[db_test]
async fn only_those_whose_matter_it_is_read_messages(store: Store) {
    let app = TestApp::new(store).await;
    let guest = app.guest();
    let away = guest.get("/phan-anh/xu-ly").await;
    assert!(away.location().starts_with("/dang-nhap"), "{}", away.location());
    let inspector = app.sign_in(Role::Inspector).await;
    inspector.get("/phan-anh/xu-ly").await.with_status(StatusCode::FORBIDDEN);
    let unknown = guest.get("/phan-anh?ma=PA-0000-0000").await.with_status(StatusCode::NOT_FOUND);
    assert!(unknown.text().contains("Không tìm thấy phản ánh"), "{}", unknown.text());
}
