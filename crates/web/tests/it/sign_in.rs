//! Signing in and out, sessions, their end, and forms that come from elsewhere.

use axum::http::StatusCode;
use db_test::db_test;
use jiff::SignedDuration;
use nep_app::testing::PASSWORD;
use nep_domain::access::Role;
use nep_storage::Store;

use crate::support::{SIGN_IN, TestApp};

const PASSWORD_PAGE: &str = "/tai-khoan/mat-khau";

#[db_test]
async fn signing_in_leads_to_the_desk_and_signing_out_ends_it(store: Store) {
    let app = TestApp::new(store).await;
    let client = app.guest();
    let page = client.get(SIGN_IN).await.ok();
    insta::allow_duplicates! {
        insta::assert_snapshot!(page.text(), @"
        Đăng nhập
        Tên đăng nhập
        []
        Mật khẩu
        []
        Đăng nhập
        Quên mật khẩu? Hãy liên hệ người quản trị của cơ quan để được cấp lại.
        ");
    }
    let reply = client.sign_in_as("head", PASSWORD).await.with_status(StatusCode::SEE_OTHER);
    assert_eq!(reply.location(), "/ban-lam-viec");
    assert!(reply.header("set-cookie").contains("HttpOnly"));
    let cookie = client.cookie("nep_session").expect("a session");
    client.get(PASSWORD_PAGE).await.ok();
    let reply = client.post("/dang-xuat", &[]).await.with_status(StatusCode::SEE_OTHER);
    assert_eq!(reply.location(), SIGN_IN);
    assert_eq!(client.cookie("nep_session"), None);
    assert!(client.get(SIGN_IN).await.ok().text().contains("Bạn đã đăng xuất."));
    // The old cookie opens nothing any more.
    client.set_cookie("nep_session", &cookie);
    client.get(PASSWORD_PAGE).await.with_status(StatusCode::SEE_OTHER);
}

#[db_test]
async fn a_wrong_password_says_so_without_telling_which_part_was_wrong(store: Store) {
    let app = TestApp::new(store).await;
    let client = app.guest();
    for name in ["head", "khong-co-ai", "x"] {
        let reply = client
            .sign_in_as(name, "sai-mat-khau-roi")
            .await
            .with_status(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(reply.text().contains("Tên đăng nhập hoặc mật khẩu chưa đúng."));
        assert!(reply.body.contains(&format!("value=\"{name}\"")), "the name typed comes back");
        assert!(!reply.body.contains("sai-mat-khau-roi"), "the password never does");
    }
}

#[db_test]
async fn five_wrong_tries_lock_the_account_for_a_while(store: Store) {
    let app = TestApp::new(store).await;
    let client = app.guest();
    for _ in 0..5 {
        client
            .sign_in_as("head", "sai-mat-khau-roi")
            .await
            .with_status(StatusCode::UNPROCESSABLE_ENTITY);
    }
    let reply =
        client.sign_in_as("head", PASSWORD).await.with_status(StatusCode::TOO_MANY_REQUESTS);
    assert!(reply.text().contains("Hãy đợi khoảng 5 phút"), "{}", reply.text());
    assert_eq!(reply.header("retry-after"), "300");
    assert!(reply.text().contains("Trở lại trang vừa mở"), "{}", reply.text());
    client.sign_in_as("auditor", PASSWORD).await.with_status(StatusCode::SEE_OTHER);
    app.later(SignedDuration::from_secs(301));
    app.guest().sign_in_as("head", PASSWORD).await.with_status(StatusCode::SEE_OTHER);
}

#[db_test]
async fn one_address_cannot_guess_without_end(store: Store) {
    let app = TestApp::new(store).await;
    let client = app.guest();
    client.get(SIGN_IN).await.ok();
    let mut last = StatusCode::OK;
    for _ in 0..31 {
        last = client.post(SIGN_IN, &[("username", "a"), ("password", "b")]).await.status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    app.later(SignedDuration::from_secs(3));
    client
        .post(SIGN_IN, &[("username", "a"), ("password", "b")])
        .await
        .with_status(StatusCode::UNPROCESSABLE_ENTITY);
}

#[db_test]
async fn a_tampered_session_is_sent_to_the_sign_in_page_and_back_afterwards(store: Store) {
    let app = TestApp::new(store).await;
    let client = app.sign_in(Role::Auditor).await;
    client.set_cookie("nep_session", "AAAA");
    let reply = client.get(PASSWORD_PAGE).await.with_status(StatusCode::SEE_OTHER);
    assert_eq!(reply.location(), "/dang-nhap?next=/tai-khoan/mat-khau");
    let page = client.get(reply.location()).await.ok();
    assert_eq!(page.hidden("next"), PASSWORD_PAGE);
    let fields = [("username", "auditor"), ("password", PASSWORD), ("next", PASSWORD_PAGE)];
    assert_eq!(client.post(SIGN_IN, &fields).await.location(), PASSWORD_PAGE);
}

// Bad input: a form sent after the session ended is not dropped without a word, and leads back to a page.
#[db_test]
async fn a_form_sent_after_the_session_ended_is_told(store: Store) {
    let app = TestApp::new(store).await;
    let client = app.sign_in(Role::Head).await;
    client.set_cookie("nep_session", "AAAA");
    let reply = client.post("/mot-cua/tiep-nhan", &[("applicant_name", "Nông Thị Mẫu")]).await;
    let reply = reply.with_status(StatusCode::SEE_OTHER);
    assert_eq!(reply.location(), "/dang-nhap?next=/ban-lam-viec&het-phien=1");
    let page = client.get(reply.location()).await.ok();
    assert!(page.text().contains("Phiên làm việc đã kết thúc"), "{}", page.text());
    assert!(!client.get(SIGN_IN).await.ok().text().contains("Phiên làm việc đã kết thúc"));
}

#[db_test]
async fn only_addresses_of_this_site_are_followed(store: Store) {
    let app = TestApp::new(store).await;
    for next in ["//xau.example", "https://xau.example", "/\\xau.example", "xau", "/a\u{0}b"] {
        let client = app.guest();
        client.get(SIGN_IN).await.ok();
        let fields = [("username", "head"), ("password", PASSWORD), ("next", next)];
        assert_eq!(client.post(SIGN_IN, &fields).await.location(), "/ban-lam-viec", "{next}");
    }
    let reply = app.guest().get("/ngon-ngu?lang=en&next=//xau.example").await;
    assert_eq!(reply.location(), "/");
}

// S2.7: the session ends after idling; a sign of life keeps it.
#[db_test]
async fn an_idle_session_ends_and_a_sign_of_life_keeps_it(store: Store) {
    let app = TestApp::new(store).await;
    let client = app.sign_in(Role::Head).await;
    for _ in 0..3 {
        app.later(SignedDuration::from_mins(14));
        client.post("/phien/giu", &[]).await.with_status(StatusCode::NO_CONTENT);
    }
    app.later(SignedDuration::from_mins(14));
    let page = client.get(PASSWORD_PAGE).await.ok();
    for attribute in ["data-idle-seconds=\"900\"", "data-idle-warning=\"60\"", "id=\"nep-idle\""] {
        assert!(page.body.contains(attribute), "{attribute}");
    }
    app.later(SignedDuration::from_mins(16));
    let reply = client.get(PASSWORD_PAGE).await.with_status(StatusCode::SEE_OTHER);
    assert_eq!(reply.location(), "/dang-nhap?next=/tai-khoan/mat-khau");
    client.post("/phien/giu", &[]).await.with_status(StatusCode::SEE_OTHER);
}

#[db_test]
async fn forms_without_the_sessions_token_are_refused(store: Store) {
    let app = TestApp::new(store).await;
    let client = app.sign_in(Role::Head).await;
    for fields in [vec![("new", "mot-mat-khau-khac")], vec![("csrf", "AAAA"), ("new", "x")]] {
        let reply =
            client.post_raw(PASSWORD_PAGE, &fields).await.with_status(StatusCode::FORBIDDEN);
        assert!(reply.text().contains("Biểu mẫu đã hết hiệu lực"), "{}", reply.text());
    }
    // Before signing in the guest's own token counts.
    app.guest()
        .post(SIGN_IN, &[("username", "head"), ("password", PASSWORD)])
        .await
        .with_status(StatusCode::FORBIDDEN);
}

#[db_test]
async fn a_changed_password_ends_all_sessions(store: Store) {
    let app = TestApp::new(store).await;
    let (here, elsewhere) = (app.sign_in(Role::Head).await, app.sign_in(Role::Head).await);
    let fields = |new| [("current", PASSWORD), ("new", new), ("again", new)];
    let reply = here
        .post(PASSWORD_PAGE, &fields("ngan"))
        .await
        .with_status(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.text().contains("Mật khẩu cần ít nhất 10 ký tự."));
    here.post(PASSWORD_PAGE, &fields("mot cau dai de nho"))
        .await
        .with_status(StatusCode::SEE_OTHER);
    elsewhere.get(PASSWORD_PAGE).await.with_status(StatusCode::SEE_OTHER);
    elsewhere.sign_in_as("head", PASSWORD).await.with_status(StatusCode::UNPROCESSABLE_ENTITY);
    elsewhere.sign_in_as("head", "mot cau dai de nho").await.with_status(StatusCode::SEE_OTHER);
}
