//! Awards through their pages (part 9; S1.11).

use axum::http::StatusCode;
use db_test::db_test;
use nep_domain::access::Role;
use nep_storage::Store;

use crate::support::{TestApp, between};

const TERMS: [(&str, &str); 10] = [
    ("rows", "8"),
    ("decision", "118/QĐ-UBND"),
    ("decided_on", "2021-01-20"),
    ("issuer", "Chủ tịch Ủy ban nhân dân huyện"),
    ("form", "commendation"),
    ("level", "district"),
    ("ground", "administrative_reform"),
    ("year_from", "2019"),
    ("year_to", "2020"),
    ("note", ""),
];

pub fn with<'a>(rows: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    TERMS.iter().chain(rows).copied().collect()
}

// S1.11: every figure leads to its awards.
#[db_test]
async fn a_decision_is_recorded_and_counted_through_the_pages(store: Store) {
    let app = TestApp::new(store).await;
    let council = app.sign_in(Role::AwardCouncil).await;
    assert!(council.get("/khen-thuong").await.ok().text().contains("Chưa có khen thưởng nào"));
    council.get("/khen-thuong/moi").await.ok();
    let rows = [
        ("kind-0", "collective"),
        ("unit-0", "Phòng Tài nguyên và Môi trường (PTNMT)"),
        ("kind-2", "individual"),
        ("unit-2", "uy ban nhan dan xa duc phong"),
        ("name-2", "Triệu Thị Mai"),
    ];
    let more =
        council.post("/khen-thuong/moi", &with(&[rows[0], rows[1], ("more", "1")])).await.ok();
    assert!(
        more.body.contains("name=\"unit-15\"") && more.body.contains("(PTNMT)\">"),
        "more rows, nothing lost"
    );
    council.post("/khen-thuong/moi", &with(&rows)).await.with_status(StatusCode::SEE_OTHER);

    let list = council.get("/khen-thuong?nam=2019").await.ok();
    insta::assert_snapshot!("awards_list", list.text());
    let people = council.get("/khen-thuong?doi-tuong=individual&q=trieu").await.ok();
    assert!(people.text().contains("Có 1 lượt khen thưởng"), "{}", people.text());
    let id = between(&people.body, "<th scope=\"row\"><a class=\"govuk-link\" href=\"", "\"")
        .expect("an award");
    insta::assert_snapshot!("awards_award", council.get(id).await.ok().text());
    let workbook = council.get("/khen-thuong?dang=xlsx").await.ok();
    assert!(workbook.bytes.starts_with(b"PK"));

    let twice = council
        .post("/khen-thuong/moi", &with(&rows))
        .await
        .with_status(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(twice.text().contains("đã ghi cùng hình thức khen thưởng này"), "{}", twice.text());
}

#[db_test]
async fn an_award_is_struck_out_with_a_reason(store: Store) {
    let app = TestApp::new(store).await;
    let council = app.sign_in(Role::AwardCouncil).await;
    council.get("/khen-thuong/moi").await.ok();
    let rows = with(&[("kind-0", "collective"), ("unit-0", "PTNMT")]);
    council.post("/khen-thuong/moi", &rows).await.with_status(StatusCode::SEE_OTHER);
    let list = council.get("/khen-thuong").await.ok();
    let award = between(&list.body, "<th scope=\"row\"><a class=\"govuk-link\" href=\"", "\"")
        .expect("an award")
        .to_owned();
    council.get(&award).await.ok();
    let unsaid = council.post(&award, &[("version", "1"), ("reason", "")]).await;
    let unsaid = unsaid.with_status(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unsaid.body.contains("id=\"reason-error\""), "{}", unsaid.text());
    for _ in ["once", "and the same form again"] {
        council
            .post(&award, &[("version", "1"), ("reason", "Ghi nhầm đơn vị")])
            .await
            .with_status(StatusCode::SEE_OTHER);
    }
    let page = council.get(&award).await.ok();
    assert!(page.text().contains("Người rút: Người thử award_council"), "{}", page.text());
    assert!(page.text().contains("Lý do: Ghi nhầm đơn vị"), "{}", page.text());
    assert!(!page.body.contains("name=\"reason\""), "nothing is left to strike out");
    assert!(council.get("/khen-thuong").await.ok().text().contains("Chưa có khen thưởng nào"));
    let struck_out = council.get("/khen-thuong?da-rut=1").await.ok();
    assert!(struck_out.text().contains("Có 1 lượt khen thưởng"), "{}", struck_out.text());
    council.post("/khen-thuong/moi", &rows).await.with_status(StatusCode::SEE_OTHER);
}

#[db_test]
async fn what_is_wrong_is_said_at_its_row(store: Store) {
    let app = TestApp::new(store).await;
    let council = app.sign_in(Role::AwardCouncil).await;
    council.get("/khen-thuong/moi").await.ok();
    let unknown = council.post("/khen-thuong/moi", &with(&[("unit-3", "Phòng Không có")])).await;
    let unknown = unknown.with_status(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unknown.body.contains("id=\"unit-3-error\""), "{}", unknown.text());
    // The nameless person stands in row 5, though it is the first recipient.
    let rows = [("kind-5", "individual"), ("unit-5", "PTNMT")];
    let nameless = council
        .post("/khen-thuong/moi", &with(&rows))
        .await
        .with_status(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nameless.body.contains("id=\"name-5-error\""), "{}", nameless.text());

    let head = app.sign_in(Role::Head).await;
    head.get("/khen-thuong/moi").await.with_status(StatusCode::FORBIDDEN);
    head.get("/khen-thuong").await.ok();
    head.post("/khen-thuong/moi", &with(&[("unit-0", "PTNMT")]))
        .await
        .with_status(StatusCode::FORBIDDEN);
}
