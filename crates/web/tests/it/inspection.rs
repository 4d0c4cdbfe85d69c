//! Inspection through its pages: plan, checklist on a phone, findings, conclusion (part 7; S1.9).

use axum::http::StatusCode;
use db_test::db_test;
use nep_domain::access::Role;
use nep_storage::Store;

use crate::support::{Client, Reply, TestApp, between};

pub const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";

/// The ten items of S1.9, in the words of the pack.
const ITEMS: [&str; 10] = [
    "documents_issued",
    "working_hours",
    "badge",
    "manner",
    "documents_on_time",
    "procedures_posted",
    "work_plan_posted",
    "calendar_posted",
    "layout",
    "green_clean",
];

/// Plans a round over two units; gives its address.
pub async fn planned(app: &TestApp, home: &Client, mode: &str) -> String {
    let form = home.get("/kiem-tra/dot/moi").await.ok();
    let (request, land, commune) =
        (form.hidden("request"), app.house.land.to_string(), app.house.commune.to_string());
    let fields = [
        ("request", request.as_str()),
        ("name", "Kiểm tra văn hóa công sở đợt 1"),
        ("mode", mode),
        ("decision", "45/QĐ-UBND"),
        ("decided_on", "2021-04-01"),
        ("from", "05/04/2021"),
        ("to", "2021-04-30"),
        ("lead", "Nông Văn Bách"),
        ("members", "Hoàng Thị Lan\nLý Văn Tài"),
        ("units", land.as_str()),
        ("units", commune.as_str()),
    ];
    let reply = home.post("/kiem-tra/dot/moi", &fields).await.with_status(StatusCode::SEE_OTHER);
    let again = home.post("/kiem-tra/dot/moi", &fields).await.with_status(StatusCode::SEE_OTHER);
    assert_eq!(reply.location(), again.location(), "sent twice, planned once");
    reply.location().to_owned()
}

/// The address of the first visit on a page.
pub fn first_visit(page: &Reply) -> String {
    let id = between(&page.body, "/kiem-tra/luot/", "\"").expect("a visit");
    format!("/kiem-tra/luot/{id}")
}

/// A filled checklist with one item unmet.
pub fn checklist<'a>(fields: &'a [(String, &'a str)], note: &'a str) -> Vec<(&'a str, &'a str)> {
    let mut filled: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    filled.extend([
        ("version", "1"),
        ("visited_on", "2021-04-12"),
        ("listed", "12"),
        ("present", "10"),
        ("absent_with_reason", "1"),
        ("note-badge", note),
        ("summary", ""),
        ("remedy_due", ""),
    ]);
    filled
}

pub fn answers() -> Vec<(String, &'static str)> {
    ITEMS
        .iter()
        .map(|item| (format!("result-{item}"), if *item == "badge" { "unmet" } else { "met" }))
        .collect()
}

#[db_test]
async fn a_round_goes_through_the_pages(store: Store) {
    let app = TestApp::new(store).await;
    let home = app.sign_in(Role::HomeAffairs).await;
    let inspector = app.sign_in(Role::Inspector).await;
    let head = app.sign_in(Role::Head).await;
    assert!(home.get("/kiem-tra").await.ok().text().contains("Chưa có đợt kiểm tra nào"));
    let round = planned(&app, &home, "planned").await;
    let page = inspector.get(&round).await.ok();
    assert!(page.text().contains("Đã kiểm tra 0 trên 2 đơn vị"), "{}", page.text());
    let visit = first_visit(&page);

    // Nothing typed is lost when a note is missing.
    let empty = inspector.get(&visit).await.ok();
    insta::assert_snapshot!("inspection_checklist", empty.text());
    let fields = answers();
    let reply = inspector.post_multipart(&visit, &checklist(&fields, ""), &[]).await;
    let back = reply.with_status(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(back.text().contains("Hãy ghi rõ điều chưa đạt"), "{}", back.text());
    assert!(back.body.contains("id=\"result-badge-2\" value=\"unmet\" checked"));

    let photo = [("photo-badge", "anh.png", PNG)];
    let saved = inspector
        .post_multipart(&visit, &checklist(&fields, "Ba người không đeo thẻ"), &photo)
        .await;
    saved.with_status(StatusCode::SEE_OTHER);
    let page = inspector.get(&visit).await.ok();
    assert!(page.text().contains("Đã lưu 10 trên 10 nội dung"), "{}", page.text());
    assert_eq!(inspector.get(&format!("{visit}/anh/badge")).await.ok().bytes, PNG);
    let stale = inspector.post_multipart(&visit, &checklist(&fields, "Ghi lại"), &[]).await;
    assert!(stale.text().contains("vừa được lưu ở nơi khác"), "{}", stale.text());

    let minutes = inspector.get(&format!("{visit}/bien-ban")).await.ok();
    insta::assert_snapshot!("inspection_minutes", minutes.text());
    let seen = head.get(&visit).await.ok();
    insta::assert_snapshot!("inspection_result_for_the_unit", seen.text());
    assert!(!seen.body.contains("name=\"result-badge\""), "the unit cannot fill it");
}

#[db_test]
async fn a_finding_is_remedied_and_checked_through_the_pages(store: Store) {
    let app = TestApp::new(store).await;
    let home = app.sign_in(Role::HomeAffairs).await;
    let inspector = app.sign_in(Role::Inspector).await;
    let head = app.sign_in(Role::Head).await;
    let round = planned(&app, &home, "surprise").await;
    assert!(!head.get("/kiem-tra").await.ok().text().contains("đợt 1"), "a surprise");
    head.get(&round).await.with_status(StatusCode::NOT_FOUND);
    let visit = first_visit(&inspector.get(&round).await.ok());
    head.get(&visit).await.with_status(StatusCode::NOT_FOUND);
    let fields = answers();
    let saved =
        inspector.post_multipart(&visit, &checklist(&fields, "Ba người không đeo thẻ"), &[]).await;
    saved.with_status(StatusCode::SEE_OTHER);

    let list = head.get("/kiem-tra/ton-tai").await.ok();
    let id = between(&list.body, "/kiem-tra/ton-tai/", "\"").expect("a finding");
    let finding = format!("/kiem-tra/ton-tai/{id}");
    let page = head.get(&finding).await.ok();
    assert!(page.text().contains("Hạn khắc phục: 27/04/2021"), "{}", page.text());
    let remedy = [("version", "1"), ("on", "2021-04-12"), ("note", "Đã cấp thẻ")];
    let reply = head
        .post(
            &format!("{finding}/khac-phuc"),
            &[("version", "1"), ("on", "2021-04-12"), ("note", "")],
        )
        .await;
    assert!(
        reply.with_status(StatusCode::UNPROCESSABLE_ENTITY).text().contains("Hãy điền mục này")
    );
    inspector.get(&finding).await.ok();
    inspector
        .post(&format!("{finding}/khac-phuc"), &remedy)
        .await
        .with_status(StatusCode::FORBIDDEN);
    head.post(&format!("{finding}/khac-phuc"), &remedy).await.with_status(StatusCode::SEE_OTHER);

    let check = [("version", "2"), ("outcome", "accepted"), ("note", "")];
    inspector
        .post(&format!("{finding}/kiem-tra-lai"), &check)
        .await
        .with_status(StatusCode::SEE_OTHER);
    assert!(head.get(&finding).await.ok().text().contains("Đã khắc phục"));

    // Concluding waits for the second unit.
    let conclusion = [("version", "2"), ("conclusion", "Các đơn vị thực hiện tốt")];
    home.get(&round).await.ok();
    let early = home.post(&format!("{round}/ket-luan"), &conclusion).await;
    assert!(
        early
            .with_status(StatusCode::UNPROCESSABLE_ENTITY)
            .text()
            .contains("Còn 1 đơn vị chưa kiểm tra xong")
    );
    let rest = home.get(&round).await.ok();
    let other = rest
        .body
        .match_indices("/kiem-tra/luot/")
        .map(|(at, _)| &rest.body[at..at + 51])
        .find(|v| *v != visit);
    let other = other.expect("the second visit").to_owned();
    let cancel = [("version", "1"), ("reason", "Đơn vị phòng, chống dịch")];
    home.post(&format!("{other}/huy"), &cancel).await.with_status(StatusCode::SEE_OTHER);
    home.post(&format!("{round}/ket-luan"), &conclusion).await.with_status(StatusCode::SEE_OTHER);
    let overview = home.get("/kiem-tra?nam=2021").await.ok();
    insta::assert_snapshot!("inspection_overview", overview.text());
    home.in_english();
    assert!(home.get(&round).await.ok().text().contains("Conclusion of 12/04/2021"));
}

#[db_test]
async fn planning_is_for_those_who_plan(store: Store) {
    let app = TestApp::new(store).await;
    let inspector = app.sign_in(Role::Inspector).await;
    let commune = app.house.commune.to_string();
    let fields = [
        ("name", "Đợt tự lập"),
        ("mode", "planned"),
        ("decision", "1/QĐ"),
        ("decided_on", "2021-04-01"),
        ("from", "2021-04-05"),
        ("to", "2021-04-30"),
        ("lead", "Lý Văn Tài"),
        ("units", commune.as_str()),
    ];
    inspector.get("/kiem-tra/dot/moi").await.with_status(StatusCode::FORBIDDEN);
    inspector.get("/kiem-tra").await.ok();
    inspector.post("/kiem-tra/dot/moi", &fields).await.with_status(StatusCode::FORBIDDEN);
    let home = app.sign_in(Role::HomeAffairs).await;
    let reply = home
        .post("/kiem-tra/dot/moi", &fields[1..7])
        .await
        .with_status(StatusCode::UNPROCESSABLE_ENTITY);
    let text = reply.text();
    assert!(
        text.contains("Hãy điền mục này") && text.contains("Hãy chọn ít nhất một đơn vị"),
        "{text}"
    );
    home.get("/kiem-tra/luot/khong-phai-ma").await.with_status(StatusCode::NOT_FOUND);
}
