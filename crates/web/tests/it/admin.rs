//! Accounts, audit log and background work as the administrator sees them.

use axum::http::StatusCode;
use db_test::db_test;
use nep_app::testing::PASSWORD;
use nep_domain::access::Role;
use nep_storage::Store;

use crate::support::{TestApp, between};

const NEW: &str = "/quan-tri/tai-khoan/moi";

#[db_test]
async fn an_account_is_created_used_locked_and_opened_again(store: Store) {
    let app = TestApp::new(store).await;
    let admin = app.sign_in(Role::Administrator).await;
    let unit = app.house.commune.to_string();
    let fields = |name| {
        let display = ("display_name", "Trần Thị Thử");
        [
            ("username", name),
            display,
            ("role", "head"),
            ("unit", unit.as_str()),
            ("password", PASSWORD),
        ]
    };
    let page = admin.get(NEW).await.ok();
    assert!(page.text().contains("– Ủy ban nhân dân xã Đức Phong"), "{}", page.text());
    let reply = admin.post(NEW, &fields("1")).await.with_status(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.text().contains("bắt đầu bằng chữ"));
    assert!(reply.body.contains("value=\"Trần Thị Thử\"") && !reply.body.contains(PASSWORD));
    let reply = admin.post(NEW, &fields("duc-phong")).await.with_status(StatusCode::SEE_OTHER);
    let path = reply.location().to_owned();
    let page = admin.get(&path).await.ok();
    assert!(page.text().contains("Đã tạo tài khoản duc-phong."), "{}", page.text());
    let reply =
        admin.post(NEW, &fields("duc-phong")).await.with_status(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.text().contains("Giá trị này đã có nơi khác dùng."));

    let person = app.guest();
    person.sign_in_as("duc-phong", PASSWORD).await.with_status(StatusCode::SEE_OTHER);
    person.get("/tai-khoan/mat-khau").await.ok();
    admin
        .post(&format!("{path}/khoa"), &[("version", "1"), ("disabled", "true")])
        .await
        .with_status(StatusCode::SEE_OTHER);
    person.get("/tai-khoan/mat-khau").await.with_status(StatusCode::SEE_OTHER);
    // Two administrators at once: the second one sees that the page was old.
    let reply =
        admin.post(&format!("{path}/khoa"), &[("version", "1"), ("disabled", "true")]).await;
    assert_eq!(reply.status, StatusCode::CONFLICT);
    assert!(reply.text().contains("vừa được lưu ở nơi khác"), "{}", reply.text());
    admin
        .post(&format!("{path}/khoa"), &[("version", "2"), ("disabled", "false")])
        .await
        .with_status(StatusCode::SEE_OTHER);
    admin
        .post(&format!("{path}/mat-khau"), &[("password", "mot cau dai khac")])
        .await
        .with_status(StatusCode::SEE_OTHER);
    person.sign_in_as("duc-phong", "mot cau dai khac").await.with_status(StatusCode::SEE_OTHER);
}

#[db_test]
async fn roles_are_granted_and_ended(store: Store) {
    let app = TestApp::new(store).await;
    let admin = app.sign_in(Role::Administrator).await;
    let list = admin.get("/quan-tri?q=khong+co+ai").await.ok();
    assert!(list.text().contains("Không có tài khoản nào như vậy"));
    let list = admin.get("/quan-tri?q=auditor").await.ok();
    let path = between(&list.body, "<th scope=\"row\"><a class=\"govuk-link\" href=\"", "\"")
        .unwrap()
        .to_owned();
    let unit = app.house.land.to_string();
    let grant = [
        ("role", "inspector"),
        ("unit", unit.as_str()),
        ("valid_from", "12/04/2021"),
        ("valid_to", ""),
    ];
    admin.post(&format!("{path}/vai-tro"), &grant).await.with_status(StatusCode::SEE_OTHER);
    let end = |day| [("end_role", "inspector"), ("end_unit", unit.as_str()), ("last_day", day)];
    let reply = admin
        .post(&format!("{path}/ket-thuc"), &end(""))
        .await
        .with_status(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.text().contains("Hãy điền mục này."));
    admin
        .post(&format!("{path}/ket-thuc"), &end("2021-12-31"))
        .await
        .with_status(StatusCode::SEE_OTHER);
    let page = admin.get(&path).await.ok();
    insta::assert_snapshot!("admin_account", page.text());
}

#[db_test]
async fn only_those_allowed_see_the_administration(store: Store) {
    let app = TestApp::new(store).await;
    let desk = app.sign_in(Role::DeskOfficer).await;
    for path in [
        "/quan-tri",
        NEW,
        "/quan-tri/nhat-ky",
        "/quan-tri/nhat-ky/kiem-tra",
        "/quan-tri/nhat-ky/1",
        "/quan-tri/cong-viec",
    ] {
        let reply = desk.get(path).await.with_status(StatusCode::FORBIDDEN);
        assert!(reply.text().contains("Bạn không có quyền làm việc này"), "{path}");
    }
    let auditor = app.sign_in(Role::Auditor).await;
    assert!(
        !auditor.get("/quan-tri").await.ok().text().contains("Tạo tài khoản"),
        "auditors change nothing"
    );
    auditor.get(NEW).await.with_status(StatusCode::FORBIDDEN);
    auditor.get("/quan-tri/tai-khoan/khong-phai-ma").await.with_status(StatusCode::NOT_FOUND);
}

#[db_test]
async fn the_log_is_read_filtered_and_checked(store: Store) {
    let app = TestApp::new(store.clone()).await;
    let auditor = app.sign_in(Role::Auditor).await;
    let page = auditor.get("/quan-tri/nhat-ky?viec=org&tu=2021-04-12&den=2021-04-12").await.ok();
    assert!(
        page.text().contains("Thay đổi tổ chức") && !page.text().contains("Đăng nhập"),
        "{}",
        page.text()
    );
    let page = auditor.get("/quan-tri/nhat-ky?tu=2021-04-13").await.ok();
    assert!(page.text().contains("Không có mục nào như vậy"));
    let entry = auditor.get("/quan-tri/nhat-ky/2").await.ok();
    insta::allow_duplicates! {
        insta::assert_snapshot!(entry.text().lines().take(13).collect::<Vec<_>>().join("\n"), @"
        Mục nhật ký số 2
        Thời điểm
        09:00 12/04/2021
        Người thực hiện
        Hệ thống (kiểm thử)
        Việc đã làm
        Thay đổi tổ chức
        Đối tượng
        Đơn vị PNV
        Mã
        PNV
        Tên
        Phòng Nội vụ
        ");
    }
    // Keys of the program are put in words as well.
    assert!(
        !entry.text().contains("Agency") && !entry.text().contains("agency"),
        "{}",
        entry.text()
    );
    auditor.get("/quan-tri/nhat-ky/999999").await.with_status(StatusCode::NOT_FOUND);
    assert!(auditor.get("/quan-tri/nhat-ky/kiem-tra").await.ok().text().contains("Nguyên vẹn"));
    store.tamper("DELETE FROM audit WHERE seq = 2").await;
    let page = auditor.get("/quan-tri/nhat-ky/kiem-tra").await.ok();
    assert!(page.text().contains("Thiếu mục số 2."), "{}", page.text());
}
