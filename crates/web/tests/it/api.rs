//! The JSON interface: answers, errors in one envelope, sessions without redirects, the description of it all.

use axum::http::StatusCode;
use db_test::db_test;
use nep_domain::access::Role;
use nep_storage::Store;
use serde_json::{Value, json};

use crate::{
    one_stop,
    support::{TestApp, redact},
};

/// The answer as text with ids taken out.
fn snapshot(value: &Value) -> String {
    redact(&serde_json::to_string_pretty(value).expect("JSON"))
}

#[db_test]
async fn without_a_session_the_answer_is_401_in_the_envelope(store: Store) {
    let app = TestApp::new(store).await;
    let guest = app.guest();
    let reply = guest.get("/api/v1/units").await.with_status(StatusCode::UNAUTHORIZED);
    assert_eq!(reply.header("content-type"), "application/json");
    insta::assert_snapshot!("api_signed_out", snapshot(&reply.json()));
    guest.post_json("/api/v1/dossiers", &json!({})).await.with_status(StatusCode::UNAUTHORIZED);
}

#[db_test]
async fn the_organisation_of_a_day_is_a_tree(store: Store) {
    let app = TestApp::new(store).await;
    let client = app.sign_in(Role::Specialist).await;
    insta::assert_snapshot!("api_units", snapshot(&client.get("/api/v1/units").await.ok().json()));
    let before = client.get("/api/v1/units?on=2018-12-31").await.ok().json();
    assert_eq!(before["units"], json!([]), "nothing lived before its founding");
    let wrong = client
        .get("/api/v1/units?on=31.12.2018")
        .await
        .with_status(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(wrong.json()["error"]["fields"], json!([{ "field": "on", "code": "date" }]));
}

#[db_test]
async fn a_dossier_is_taken_once_and_read_back(store: Store) {
    let app = TestApp::new(store).await;
    one_stop::add_procedure(&app, "3").await;
    let desk = app.sign_in(Role::DeskOfficer).await;
    let procedures = desk.get("/api/v1/procedures").await.ok().json();
    insta::assert_snapshot!("api_procedures", snapshot(&procedures));
    let mut new = json!({
        "procedure": procedures[0]["id"], "unit": app.house.desk.to_string(), "request_key": "khoa-1",
        "applicant": { "name": "Lý Thị Mận", "address": "Xóm Đồi", "phone": "0900 000 012" },
        "papers": ["Đơn đăng ký"],
    });
    let taken =
        desk.post_json("/api/v1/dossiers", &new).await.with_status(StatusCode::CREATED).json();
    insta::assert_snapshot!("api_dossier_taken", snapshot(&taken));
    let again =
        desk.post_json("/api/v1/dossiers", &new).await.with_status(StatusCode::CREATED).json();
    assert_eq!(again["id"], taken["id"], "the same key is the same dossier");

    let path = format!("/api/v1/dossiers/{}", taken["id"].as_str().expect("an id"));
    let read = desk.get(&path).await.ok().json();
    insta::assert_snapshot!("api_dossier_steps", snapshot(&read["steps"]));
    let list = desk.get("/api/v1/dossiers?tab=open&q=man").await.ok().json();
    insta::assert_snapshot!("api_dossiers", snapshot(&list));
    let code = taken["code"].as_str().expect("a code");
    let public = app.guest().get(&format!("/api/v1/public/dossiers/{code}")).await.ok();
    assert!(!public.body.contains("Mận"), "codes can be guessed: nothing tells whose it is");
    insta::assert_snapshot!("api_public_dossier", snapshot(&public.json()));

    // Heads only look; specialists of another unit do not even that.
    let head = app.sign_in(Role::Head).await;
    head.post_json("/api/v1/dossiers", &new).await.with_status(StatusCode::FORBIDDEN);
    app.sign_in(Role::Inspector).await.get(&path).await.with_status(StatusCode::NOT_FOUND);
    new["applicant"]["name"] = json!("");
    new["request_key"] = json!("khoa-2");
    let wrong = desk
        .post_json("/api/v1/dossiers", &new)
        .await
        .with_status(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(wrong.json()["error"]["kind"], "invalid");
}

#[db_test]
async fn bad_bodies_and_missing_tokens_are_refused(store: Store) {
    let app = TestApp::new(store).await;
    let desk = app.sign_in(Role::DeskOfficer).await;
    let reply = desk
        .post_json("/api/v1/dossiers", &json!({ "unknown": 1 }))
        .await
        .with_status(StatusCode::BAD_REQUEST);
    assert_eq!(reply.json()["error"]["kind"], "bad-form");
    let fields = json!({ "procedure": "x", "unit": "", "applicant": { "name": "A" } });
    let reply = desk
        .post_json("/api/v1/dossiers", &fields)
        .await
        .with_status(StatusCode::UNPROCESSABLE_ENTITY);
    let expected =
        json!([{ "field": "procedure", "code": "choice" }, { "field": "unit", "code": "missing" }]);
    assert_eq!(reply.json()["error"]["fields"], expected);
    // Without the token the body is not even looked at.
    let reply = desk.post_raw("/api/v1/dossiers", &[]).await.with_status(StatusCode::FORBIDDEN);
    assert_eq!(reply.json()["error"]["kind"], "stale-form");
    desk.get("/api/v1/dossiers?tab=tat-ca").await.with_status(StatusCode::UNPROCESSABLE_ENTITY);
    desk.get("/api/v1/dossiers/khong-phai-ma").await.with_status(StatusCode::NOT_FOUND);
}

#[db_test]
async fn a_fact_comes_with_what_it_is_counted_from(store: Store) {
    let app = TestApp::new(store).await;
    one_stop::add_procedure(&app, "3").await;
    one_stop::take(&app.sign_in(Role::DeskOfficer).await, "Lý Thị Mận").await;
    let client = app.sign_in(Role::Auditor).await;
    let unit = app.house.district;
    let count =
        client.get(&format!("/api/v1/facts/one_stop.received?unit={unit}")).await.ok().json();
    insta::assert_snapshot!("api_fact_count", snapshot(&count));
    let path = format!(
        "/api/v1/facts/one_stop.on_time?unit={unit}&from=2021-01-01&to=2021-06-30&as_of=2021-04-12"
    );
    insta::assert_snapshot!("api_fact_share", snapshot(&client.get(&path).await.ok().json()));
    client
        .get(&format!("/api/v1/facts/khong.co?unit={unit}"))
        .await
        .with_status(StatusCode::NOT_FOUND);
    let turned =
        format!("/api/v1/facts/one_stop.on_time?unit={unit}&from=2021-06-30&to=2021-01-01");
    client.get(&turned).await.with_status(StatusCode::UNPROCESSABLE_ENTITY);
    client.get("/api/v1/facts/one_stop.on_time").await.with_status(StatusCode::BAD_REQUEST);
}

#[db_test]
async fn the_description_is_openapi_and_names_every_address(store: Store) {
    let app = TestApp::new(store).await;
    let document = app.guest().get("/api/v1/openapi.json").await.ok().json();
    assert!(
        document["openapi"].as_str().is_some_and(|v| v.starts_with("3.1")),
        "{}",
        document["openapi"]
    );
    let paths: Vec<_> = document["paths"].as_object().expect("paths").keys().cloned().collect();
    insta::assert_snapshot!("api_paths", paths.join("\n"));
    let text = document.to_string();
    let schemas = document["components"]["schemas"].as_object().expect("schemas");
    for name in
        text.split("#/components/schemas/").skip(1).filter_map(|rest| rest.split('"').next())
    {
        assert!(schemas.contains_key(name), "{name} is named but not described");
    }
}
