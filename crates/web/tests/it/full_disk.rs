//! A full disk: people read on, are told what to do, keep what they typed, and nothing is saved by halves.

use axum::http::StatusCode;
use db_test::db_test;
use jiff::SignedDuration;
use nep_app::audit;
use nep_domain::access::Role;
use nep_storage::Store;

use crate::{
    one_stop::add_procedure,
    support::{Client, Reply, TestApp},
};

const INTAKE: &str = "/mot-cua/tiep-nhan";

/// A form longer than what is left of the pages that SQLite has.
async fn send(app: &TestApp, desk: &Client) -> Reply {
    let procedures = desk.get("/api/v1/procedures").await.ok().json();
    let (unit, content) = (app.house.desk.to_string(), "Tách thửa đất số 7. ".repeat(2_000));
    let fields = [
        ("procedure", procedures[0]["id"].as_str().unwrap()),
        ("request_key", "một lần gửi"),
        ("unit", unit.as_str()),
        ("when", "now"),
        ("applicant_name", "Nông Thị Mẫu"),
        ("applicant_address", "Xóm Đồi, xã Đức Phong"),
        ("content", content.as_str()),
        ("sets", "1"),
        ("papers", "Đơn"),
    ];
    desk.post(INTAKE, &fields).await
}

async fn health(app: &TestApp, status: StatusCode) -> String {
    app.guest().get("/health").await.with_status(status).body
}

/// The number of audit entries, after a look at each.
async fn entries(store: &Store) -> i64 {
    let (entries, damage) = audit::verify(store).await.unwrap();
    assert!(damage.is_empty(), "{damage:?}");
    entries
}

#[db_test]
async fn on_a_full_disk_nothing_is_lost_and_people_are_told(store: Store) {
    let app = TestApp::new(store.clone()).await;
    add_procedure(&app, "3").await;
    let desk = app.sign_in(Role::DeskOfficer).await;
    let before = entries(&store).await;

    for _ in 0..2 {
        store.fill_disk().await;
        let full = send(&app, &desk).await.with_status(StatusCode::INSUFFICIENT_STORAGE);
        for text in ["ổ đĩa của máy chủ đã đầy", "Hãy báo người quản trị", "Tách thửa đất số 7."]
        {
            assert!(full.text().contains(text), "{text}: {}", full.text());
        }
        assert!(full.body.contains("value=\"Nông Thị Mẫu\""));
    }
    store.fill_disk().await;
    let told = health(&app, StatusCode::SERVICE_UNAVAILABLE).await;
    assert_eq!(told, r#"{"status":"disk full"}"#);
    // Reading goes on, though the sign of life of the session is due and cannot be stored.
    store.fill_disk().await;
    app.later(SignedDuration::from_mins(1));
    desk.get("/mot-cua").await.ok();
    assert_eq!(desk.get("/api/v1/dossiers").await.ok().json()["total"], 0);
    assert_eq!(entries(&store).await, before);

    store.free_disk().await;
    let taken = send(&app, &desk).await.with_status(StatusCode::SEE_OTHER);
    let page = desk.get(taken.location()).await.ok();
    assert!(page.text().contains("Hồ sơ H14.25-210412-0001"), "{}", page.text());
    assert_eq!(entries(&store).await, before + 1);
    assert_eq!(health(&app, StatusCode::OK).await, r#"{"status":"ok"}"#);
}

#[db_test]
async fn programs_are_told_of_a_full_disk_too(store: Store) {
    let app = TestApp::new(store.clone()).await;
    add_procedure(&app, "3").await;
    let desk = app.sign_in(Role::DeskOfficer).await;
    let procedures = desk.get("/api/v1/procedures").await.ok().json();
    let dossier = serde_json::json!({
        "procedure": procedures[0]["id"], "unit": app.house.desk.to_string(), "sets": 1, "papers": ["Đơn"],
        "content": "Tách thửa đất số 7. ".repeat(2_000),
        "applicant": { "name": "Nông Thị Mẫu", "address": "Xóm Đồi, xã Đức Phong" },
    });
    store.fill_disk().await;
    let full = desk.post_json("/api/v1/dossiers", &dossier).await;
    assert_eq!(
        full.with_status(StatusCode::INSUFFICIENT_STORAGE).json()["error"]["kind"],
        "disk-full"
    );
    store.free_disk().await;
    desk.post_json("/api/v1/dossiers", &dossier).await.with_status(StatusCode::CREATED);
}
