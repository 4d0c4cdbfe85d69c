//! Figures as pages: dashboard, league, yearly report, and the records behind every number.

#[path = "../../../../app/tests/it/facts/rows.rs"]
mod rows;
#[path = "../../../../app/tests/it/facts/sample.rs"]
mod sample;

use axum::http::StatusCode;
use db_test::db_test;
use nep_domain::{access::Role, facts::FactName};
use nep_storage::Store;

use crate::support::{TestApp, between, main_text};

const YEAR: &str = "tu=2021-01-01&den=2021-12-31&tinh-den=2022-01-31";

#[db_test]
async fn the_dashboard_leads_from_every_number_to_its_records(store: Store) {
    let app = TestApp::new(store).await;
    sample::fill(&app.house).await;
    let client = app.sign_in(Role::HomeAffairs).await;
    let page = client.get("/bao-cao?nam=2021&tinh-den=2022-01-31").await.ok();
    insta::assert_snapshot!("dashboard", main_text(&page.body));
    let mut seen = 0;
    for part in page.body.split("href=\"/so-lieu/").skip(1) {
        let address = part.split('"').next().unwrap().replace("&#38;", "&").replace("&amp;", "&");
        client.get(&format!("/so-lieu/{address}")).await.ok();
        seen += 1;
    }
    assert!(seen > 30, "{seen}");
}

#[db_test]
async fn every_fact_has_its_page_and_its_workbook_in_both_languages(store: Store) {
    let app = TestApp::new(store).await;
    sample::fill(&app.house).await;
    let client = app.sign_in(Role::Auditor).await;
    for name in FactName::ALL {
        let page = client.get(&format!("/so-lieu/{name}?{YEAR}")).await.ok();
        assert!(!page.text().contains("fact-"), "{name}: {}", page.text());
        let file = client.get(&format!("/so-lieu/{name}?{YEAR}&dang=xlsx")).await.ok();
        assert!(file.bytes.starts_with(b"PK"));
    }
    client.in_english();
    let page = client.get(&format!("/so-lieu/one_stop.on_time?{YEAR}&xem=chua-dat")).await.ok();
    insta::assert_snapshot!("records-late", main_text(&page.body));
    client.get("/so-lieu/no-such-fact").await.with_status(StatusCode::NOT_FOUND);
    client.get("/so-lieu/one_stop.on_time?don-vi=x").await.with_status(StatusCode::NOT_FOUND);
}

#[db_test]
async fn the_report_is_a_page_a_pdf_and_a_workbook(store: Store) {
    let app = TestApp::new(store).await;
    sample::fill(&app.house).await;
    let client = app.sign_in(Role::HomeAffairs).await;
    let page = client.get("/bao-cao/nam/2021?tinh-den=2022-01-31").await.ok();
    insta::assert_snapshot!("yearly", main_text(&page.body));
    let pdf =
        between(&page.body, "href=\"/bao-cao/nam/2021/pdf", "\"").unwrap().replace("&#38;", "&");
    let pdf = client.get(&format!("/bao-cao/nam/2021/pdf{pdf}")).await.ok();
    assert!(pdf.bytes.starts_with(b"%PDF-"));
    let xlsx = client.get("/bao-cao/nam/2019-2022/xlsx").await.ok();
    assert!(xlsx.bytes.starts_with(b"PK"));
    client.get("/bao-cao/nam/2021?tu-nam=2019&den-nam=2022").await.ok();
    client.get("/bao-cao/nam/abc").await.with_status(StatusCode::NOT_FOUND);
}

#[db_test]
async fn the_league_is_open_to_everyone_signed_in(store: Store) {
    let app = TestApp::new(store).await;
    sample::fill(&app.house).await;
    let client = app.sign_in(Role::Specialist).await;
    let page = client.get("/bao-cao/xep-hang?nam=2021&tinh-den=2022-01-31").await.ok();
    insta::assert_snapshot!("league", main_text(&page.body));
    let empty = client.get("/bao-cao/xep-hang?nam=2012").await.ok();
    assert!(empty.text().contains("chưa có phong trào"));
    let guest = app.guest().get("/bao-cao").await;
    assert_eq!(guest.status, StatusCode::SEE_OTHER);
}
