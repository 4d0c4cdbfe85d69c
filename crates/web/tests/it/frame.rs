//! What every answer has: language, headers, a page for errors.

use axum::http::StatusCode;
use db_test::db_test;
use nep_domain::access::Role;
use nep_storage::Store;

use crate::support::{SIGN_IN, TestApp};

#[db_test]
async fn health_says_that_the_database_answers(store: Store) {
    let app = TestApp::new(store).await;
    let reply = app.guest().get("/health").await.ok();
    assert_eq!(reply.body, r#"{"status":"ok"}"#);
    assert_eq!(reply.header("cache-control"), "no-store");
}

#[db_test]
async fn every_answer_carries_the_security_headers(store: Store) {
    let app = TestApp::new(store).await;
    let client = app.sign_in(Role::Head).await;
    for path in [
        SIGN_IN,
        "/tai-khoan/mat-khau",
        "/health",
        "/khong-co",
        "/dang-xuat",
        "/assets/khong-co.css",
    ] {
        let reply = client.get(path).await;
        let policy = reply.header("content-security-policy");
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{path}");
        assert!(
            policy.contains("frame-ancestors 'none'") && policy.contains("form-action 'self'"),
            "{path}"
        );
        assert_eq!(reply.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(reply.header("x-frame-options"), "DENY", "{path}");
        assert_eq!(reply.header("referrer-policy"), "same-origin", "{path}");
        assert_eq!(reply.header("cache-control"), "no-store", "{path}");
    }
}

#[db_test]
async fn assets_are_kept_for_a_year(store: Store) {
    let app = TestApp::new(store).await;
    let client = app.guest();
    let page = client.get(SIGN_IN).await.ok();
    let sheet = crate::support::between(&page.body, "rel=\"stylesheet\" href=\"", "\"")
        .expect("a style sheet");
    let reply = client.get(sheet).await.ok();
    assert_eq!(reply.header("content-type"), "text/css; charset=utf-8");
    assert!(reply.header("cache-control").contains("immutable"));
}

#[db_test]
async fn the_language_is_switched_and_remembered(store: Store) {
    let app = TestApp::new(store).await;
    let client = app.guest();
    assert!(client.get(SIGN_IN).await.ok().body.contains("<html lang=\"vi\""));
    let reply =
        client.get("/ngon-ngu?lang=en&next=/dang-nhap").await.with_status(StatusCode::SEE_OTHER);
    assert_eq!(reply.location(), SIGN_IN);
    let page = client.get(SIGN_IN).await.ok();
    assert!(
        page.body.contains("<html lang=\"en\"") && page.text().contains("Sign in"),
        "{}",
        page.text()
    );
    client.get("/ngon-ngu?lang=vi&next=/").await;
    assert!(client.get(SIGN_IN).await.ok().text().contains("Đăng nhập"));
}

#[db_test]
async fn an_unknown_address_gets_a_page_that_helps(store: Store) {
    let app = TestApp::new(store).await;
    let guest = app.guest();
    let reply = guest.get("/khong-co").await.with_status(StatusCode::NOT_FOUND);
    insta::allow_duplicates! {
        insta::assert_snapshot!(reply.text(), @"
        Không tìm thấy trang
        Địa chỉ này không có, hoặc nội dung không thuộc phạm vi của bạn. Có thể đường dẫn bị chép thiếu, hoặc nội dung đã được chuyển đi.
        Bạn có thể đi tiếp từ đây:
        Tra cứu hồ sơ bằng mã trên giấy hẹn
        Xem thủ tục và giấy tờ cần có
        Trang chủ
        Bàn làm việc (dành cho cán bộ)
        ");
    }
    guest.in_english();
    let reply = guest.get("/khong-co").await.with_status(StatusCode::NOT_FOUND);
    assert!(reply.text().contains("Page not found"));
    let reply = guest.get("/api/v1/khong-co").await.with_status(StatusCode::NOT_FOUND);
    assert_eq!(reply.json()["error"]["kind"], "not-found");
}

// Whoever is signed in keeps the body's name and the way on, whatever went wrong.
#[db_test]
async fn errors_of_a_signed_in_person_keep_the_frame(store: Store) {
    let app = TestApp::new(store).await;
    let head = app.sign_in(Role::Head).await;
    let lost = head.get("/khong-co").await.with_status(StatusCode::NOT_FOUND);
    let denied = head.get("/quan-tri").await.with_status(StatusCode::FORBIDDEN);
    for page in [&lost, &denied] {
        assert!(page.body.contains("class=\"nep-nav\""), "{}", page.body);
        assert!(page.body.contains("Ủy ban nhân dân huyện"), "{}", page.body);
        assert!(page.text().contains("Bạn có thể đi tiếp từ đây"), "{}", page.text());
        assert!(page.text().contains("Bàn làm việc"), "{}", page.text());
    }
    assert!(denied.text().contains("Vai trò hiện có: Thủ trưởng đơn vị"), "{}", denied.text());
    // The form that signs out still carries its token.
    assert_eq!(head.csrf().len(), 32);
}

// Bad input: what cannot be read as a form gets a page, not a bare line of a framework.
#[db_test]
async fn unreadable_forms_get_a_page_too(store: Store) {
    let app = TestApp::new(store).await;
    let client = app.sign_in(Role::Head).await;
    let reply = client.post_json("/tai-khoan/mat-khau", &serde_json::json!({})).await;
    assert_eq!(reply.status, StatusCode::BAD_REQUEST);
    assert!(reply.text().contains("Không đọc được nội dung gửi lên"), "{}", reply.text());
    // The address a form is sent to leads to the page above it, when somebody opens it.
    for (address, above) in [("/phien/giu", "/phien"), ("/dang-xuat", "/")] {
        let reply = client.get(address).await.with_status(StatusCode::SEE_OTHER);
        assert_eq!(reply.location(), above);
    }
    let reply = client.get("/phien").await.with_status(StatusCode::NOT_FOUND);
    assert!(reply.text().contains("Không tìm thấy trang"), "{}", reply.text());
}
