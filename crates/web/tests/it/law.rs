//! The law as the product knows it, open to everybody.

use axum::http::StatusCode;
use db_test::db_test;
use nep_storage::Store;

use crate::support::TestApp;

#[db_test]
async fn the_texts_that_govern_a_day_are_listed(store: Store) {
    let guest = TestApp::new(store).await.guest();
    let page = guest.get("/can-cu?ngay=2021-04-12").await.ok();
    let governing = page.text().split("Tất cả văn bản").next().unwrap_or_default().to_owned();
    assert!(governing.contains("Nghị định 61/2018/NĐ-CP"), "{governing}");
    assert!(!governing.contains("Nghị định 118/2025/NĐ-CP"), "{governing}");
    let page = guest.get("/can-cu?ngay=01/07/2025").await.ok();
    let governing = page.text().split("Tất cả văn bản").next().unwrap_or_default().to_owned();
    assert!(governing.contains("118/2025/NĐ-CP"), "{governing}");
    let page = guest.get("/can-cu?ngay=2017-01-01").await.ok();
    assert!(
        page.text().contains("Không có văn bản nào áp dụng ngày 01/01/2017"),
        "{}",
        page.text()
    );
}

#[db_test]
async fn a_text_shows_its_figures_with_article_and_confidence(store: Store) {
    let guest = TestApp::new(store).await.guest();
    let page = guest.get("/can-cu/vn/one-stop/nd-61-2018?ngay=2021-04-12").await.ok();
    let text = page.text();
    for words in ["Đang áp dụng", "khoản 9 Điều 19 Nghị định 61/2018/NĐ-CP", "Đã đối chiếu văn bản"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
    let page = guest.get("/can-cu/vn/movement/qd-733").await.ok();
    assert!(page.text().contains("Chưa kiểm chứng Theo báo chí"), "{}", page.text());
    assert!(page.body.contains("id=\"launched_on\""), "figures can be linked to");
    guest.in_english();
    let page = guest.get("/can-cu/vn/one-stop/nd-61-2018?ngay=2021-04-12").await.ok();
    assert!(page.text().contains("clause 9, Article 19, Decree 61/2018/NĐ-CP"), "{}", page.text());
    for path in ["/can-cu/vn/khong/co", "/can-cu/x", "/can-cu/../../etc/passwd"] {
        guest.get(path).await.with_status(StatusCode::NOT_FOUND);
    }
}
