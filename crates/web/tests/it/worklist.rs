//! What must I do today? Each role sees what waits for it, late things first.

use axum::http::StatusCode;
use db_test::db_test;
use jiff::SignedDuration;
use nep_app::jobs;
use nep_domain::access::Role;
use nep_storage::Store;

use crate::{
    inspection, one_stop,
    support::{Reply, TestApp},
    walk,
};

const DESK: &str = "/ban-lam-viec";

/// The headings of the sections with something to do, with their counts, in order.
fn sections(page: &Reply) -> Vec<String> {
    let headings = page.body.split("<h2 class=\"govuk-heading-m\"").skip(1);
    let texts = headings.filter_map(|rest| rest.split_once("</h2>")).map(|(heading, _)| {
        crate::support::visible_text(&format!("<h2{heading}")).replace(" việc đang chờ", "")
    });
    texts.collect()
}

#[db_test]
async fn the_first_day_says_that_nothing_waits(store: Store) {
    let app = TestApp::new(store).await;
    for role in [Role::Head, Role::DeskOfficer, Role::HomeAffairs, Role::Inspector] {
        let page = app.sign_in(role).await.get(DESK).await.ok();
        assert!(page.text().contains("Không có việc nào đang chờ bạn"), "{role}: {}", page.text());
        assert!(sections(&page).is_empty());
    }
    let page = app.sign_in(Role::Auditor).await.get(DESK).await.ok();
    assert!(page.text().contains("không có việc phải xử lý hằng ngày"), "{}", page.text());
}

#[db_test]
async fn dossiers_and_letters_come_up_in_time(store: Store) {
    let app = TestApp::new(store).await;
    one_stop::add_procedure(&app, "3").await;
    let desk = app.sign_in(Role::DeskOfficer).await;
    one_stop::take(&desk, "Lý Thị Mận").await;
    let page = desk.get(DESK).await.ok();
    assert_eq!(sections(&page), ["Các hồ sơ còn lại đơn vị bạn đang giữ 1"], "three days are left");
    assert!(page.text().contains("Lý Thị Mận – Đăng ký biến động"), "{}", page.text());
    // The date promised has passed: the dossier is late for everybody, and its letter waits for the head (S3.3).
    app.later(SignedDuration::from_hours(24 * 4));
    jobs::run_due(&app.house.services).await.expect("the hourly work");
    let desk = app.sign_in(Role::DeskOfficer).await;
    let page = desk.get(DESK).await.ok();
    assert_eq!(sections(&page), ["Hồ sơ quá hạn 1"], "one thing to do stands there once");
    let head = app.sign_in(Role::Head).await;
    let page = head.get(DESK).await.ok();
    let found = sections(&page);
    for heading in ["Hồ sơ quá hạn 1", "Thư chờ bạn ký 1"] {
        assert!(found.iter().any(|h| h == heading), "{heading}: {found:?}");
    }
}

#[db_test]
async fn visits_findings_sheets_and_messages_come_up(store: Store) {
    let app = TestApp::new(store).await;
    walk::furnish(&app).await;
    let head = app.sign_in(Role::Head).await;
    let page = head.get(DESK).await.ok();
    let found = sections(&page);
    for heading in ["Phản ánh, kiến nghị chờ trả lời 1", "Phiếu cần tự chấm điểm 1"]
    {
        assert!(found.iter().any(|h| h == heading), "{heading}: {found:?}");
    }
}

// A visit that nobody made stays on the list after its day, and says that it is late.
#[db_test]
async fn a_missed_visit_stays_on_the_list(store: Store) {
    let app = TestApp::new(store).await;
    let home = app.sign_in(Role::HomeAffairs).await;
    inspection::planned(&app, &home, "planned").await;
    app.later(SignedDuration::from_hours(24 * 3));
    let page = app.sign_in(Role::Inspector).await.get(DESK).await.ok();
    let found = sections(&page);
    assert!(found.iter().any(|h| h.starts_with("Lượt kiểm tra đã đến ngày")), "{found:?}");
    assert!(page.text().contains("Quá hạn"), "{}", page.text());
}

// D5, D5a: a slip of an office is handed over by the desk; what nobody supplements comes up after its day.
#[db_test]
async fn slips_are_handed_over_and_waiting_dossiers_watched(store: Store) {
    let app = TestApp::new(store).await;
    one_stop::add_procedure(&app, "3").await;
    let desk = app.sign_in(Role::DeskOfficer).await;
    let path = one_stop::take(&desk, "Lý Thị Mận").await;
    desk.get(&path).await.ok();
    let land = app.house.land.to_string();
    let forward = [("version", "1"), ("to", land.as_str())];
    desk.post(&format!("{path}/chuyen"), &forward).await.with_status(StatusCode::SEE_OTHER);
    let specialist = app.sign_in(Role::Specialist).await;
    specialist.get(&path).await.ok();
    let ask = [("version", "2"), ("other", "Ghi rõ thửa"), ("reason", "Thiếu số thửa")];
    specialist.post(&format!("{path}/bo-sung"), &ask).await.with_status(StatusCode::SEE_OTHER);
    assert!(sections(&specialist.get(DESK).await.ok()).is_empty(), "the desk hands it over");

    let page = desk.get(DESK).await.ok();
    assert_eq!(sections(&page), ["Phiếu bổ sung cần đưa cho người nộp 1"]);
    assert!(page.text().contains("Lý Thị Mận"), "{}", page.text());
    let shown = desk.get(&path).await.ok();
    assert!(shown.text().contains("Phiếu chưa được đưa cho người nộp"), "{}", shown.text());
    let hand = format!("{path}/da-dua-phieu");
    desk.post(&hand, &[]).await.with_status(StatusCode::SEE_OTHER);
    assert!(!desk.get(&path).await.ok().body.contains(&hand));
    let page = desk.get(DESK).await.ok();
    assert_eq!(sections(&page), ["Hồ sơ chờ người dân bổ sung 1"]);
    assert!(!page.body.contains("nep-table__row--late"));

    app.later(SignedDuration::from_hours(24 * 25));
    let desk = app.sign_in(Role::DeskOfficer).await;
    let page = desk.get(DESK).await.ok();
    assert!(page.body.contains("nep-table__row--late"), "{}", page.text());
    assert!(page.text().contains("06/05/2021"), "{}", page.text());
}
