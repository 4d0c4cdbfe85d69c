//! The movement through its pages: criteria, score sheet with evidence, verification, recognition (part 8).

use axum::http::StatusCode;
use db_test::db_test;
use nep_domain::access::Role;
use nep_storage::Store;

use crate::support::{Client, Reply, TestApp, between};

pub const PDF: &[u8] = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\nminh chung";

pub const MODEL: [(&str, &str); 12] = [
    ("action", "issue"),
    ("issued_on", "2021-01-15"),
    ("row-0-heading", "c1"),
    ("row-0-name", "Ban hành quy chế văn hóa công sở"),
    ("row-0-points", "60"),
    ("row-2-heading", "c2"),
    ("row-2-name", "Hồ sơ trả đúng hẹn"),
    ("row-2-fact", "one_stop.on_time"),
    ("row-2-target", "95 %"),
    ("row-2-points", "40"),
    ("row-3-heading", "i1"),
    ("rows", "6"),
];

/// Creates a movement; gives its address.
pub async fn created(home: &Client) -> String {
    let form = home.get("/phong-trao/moi").await.ok();
    let root = form.hidden("root");
    let fields = [
        ("root", root.as_str()),
        ("name", "Thi đua thực hiện văn hóa công sở"),
        ("starts", "2019-05-19"),
        ("ends", "31/12/2025"),
        ("plan", "Kế hoạch số 12/KH-UBND"),
    ];
    let reply = home.post("/phong-trao/moi", &fields).await.with_status(StatusCode::SEE_OTHER);
    reply.location().to_owned()
}

/// The lines' identifiers on a sheet, by the prefix of their fields.
pub fn lines(page: &Reply, prefix: &str) -> Vec<String> {
    let mark = format!("name=\"{prefix}-");
    page.body
        .split(&mark)
        .skip(1)
        .filter_map(|rest| rest.split_once('"'))
        .map(|(id, _)| id.to_owned())
        .collect()
}

#[db_test]
async fn a_unit_is_recognised_through_the_pages(store: Store) {
    let app = TestApp::new(store).await;
    let home = app.sign_in(Role::HomeAffairs).await;
    assert!(home.get("/phong-trao").await.ok().text().contains("Chưa có phong trào nào"));
    let movement = created(&home).await;
    let overview = home.get(&movement).await.ok();
    assert!(overview.text().contains("Chưa có bộ tiêu chí mẫu năm 2021"), "{}", overview.text());

    let criteria = format!("{movement}/bo-tieu-chi?nam=2021");
    assert!(home.get(&criteria).await.ok().text().contains("C1. Ban hành"));
    home.post(&criteria, &MODEL).await.with_status(StatusCode::SEE_OTHER);
    home.post(&format!("{movement}/mo-phieu"), &[("year", "2021")])
        .await
        .with_status(StatusCode::SEE_OTHER);
    let overview = home.get(&format!("{movement}?nam=2021")).await.ok().text();
    assert!(
        overview.contains("Đã mở 3 phiếu") && overview.contains("0 trên tổng số 3 đơn vị"),
        "{overview}"
    );

    let head = app.sign_in(Role::Head).await;
    let address = format!("{movement}/{}?nam=2021", app.house.land);
    let page = head.get(&address).await.ok();
    let sheet =
        between(&page.body, "action=\"/phieu-diem/", "/tu-cham").expect("the form").to_owned();
    let (ids, version) = (lines(&page, "points"), page.hidden("version"));
    assert_eq!(ids.len(), 2);
    let [regulation, on_time] = [0, 1].map(|n| format!("points-{}", ids[n]));

    // Without evidence nothing is sent, and nothing typed is lost.
    let target = format!("/phieu-diem/{sheet}/tu-cham");
    let typed = |version: &str, action: &str| {
        [("version", version), ("action", action), (&regulation, "55,5"), (&on_time, "30")]
            .map(|(n, v)| (n.to_owned(), v.to_owned()))
    };
    let send = async |version: &str, action: &str, files: &[(&str, &str, &[u8])]| {
        let fields = typed(version, action);
        let fields: Vec<_> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        head.post_multipart(&target, &fields, files).await
    };
    let measured = send(&version, "measure", &[]).await.ok();
    assert!(
        measured.text().contains("[55,5]")
            && measured.text().contains("Chưa có số liệu, cần người đánh giá")
    );
    let files = [0, 1].map(|n| format!("file-{}", ids[n]));
    let wrong =
        send(&measured.hidden("version"), "finish", &[(&files[0], "quy-che.pdf", b"MZ\x90\0")])
            .await;
    let wrong = wrong.with_status(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        wrong.text().contains("không đúng với đuôi tên") && wrong.text().contains("[55,5]"),
        "{}",
        wrong.text()
    );
    let lacking =
        send(&wrong.hidden("version"), "finish", &[(&files[0], "quy-che.pdf", PDF)]).await;
    let lacking = lacking.with_status(StatusCode::UNPROCESSABLE_ENTITY);
    // The summary stands far from the row: it says which criterion is meant.
    let named = "Hồ sơ trả đúng hẹn: Tiêu chí này cần minh chứng";
    assert!(lacking.text().contains(named), "{}", lacking.text());
    let sent = send(&lacking.hidden("version"), "finish", &[(&files[1], "bang-ke.pdf", PDF)]).await;
    sent.with_status(StatusCode::SEE_OTHER);

    let page = home.get(&address).await.ok();
    assert!(page.text().contains("85,5"), "{}", page.text());
    let file = between(&page.body, "href=\"/tep/", "\"").expect("a file").to_owned();
    let file = home.get(&format!("/tep/{file}")).await.ok();
    assert_eq!(file.bytes, PDF);
    assert!(file.header("content-disposition").starts_with("attachment"));
    assert_eq!(file.header("x-content-type-options"), "nosniff");

    let names = [0, 1].map(|n| format!("verified-{}", ids[n]));
    let version = page.hidden("version");
    let fields = [
        ("version", version.as_str()),
        ("action", "finish"),
        (&names[0], "55,5"),
        (&names[1], "30"),
    ];
    home.post(&format!("/phieu-diem/{sheet}/tham-dinh"), &fields)
        .await
        .with_status(StatusCode::SEE_OTHER);

    recognise(&home, &movement).await;
    assert!(
        head.get(&address).await.ok().text().contains("Quyết định số 15/QĐ-UBND ngày 12/04/2021")
    );
    assert!(!head.get(&address).await.ok().body.contains("/rut-quyet-dinh"), "the unit looks only");
    withdraw(&home, &address).await;
}

/// Withdraws the decision of a sheet, with a reason; the sheet waits for another one.
async fn withdraw(home: &Client, address: &str) {
    let page = home.get(address).await.ok();
    let action = between(&page.body, "<form method=\"post\" action=\"", "/rut-quyet-dinh\"");
    let action = action.and_then(|a| a.rsplit('"').next()).expect("the form").to_owned();
    let (action, version) = (format!("{action}/rut-quyet-dinh"), page.hidden("version"));
    let unsaid = home.post(&action, &[("version", &version), ("reason", "")]).await;
    let unsaid = unsaid.with_status(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unsaid.body.contains("id=\"reason-error\""), "{}", unsaid.text());
    let fields = [("version", version.as_str()), ("reason", "Ghi nhầm đơn vị")];
    for _ in ["once", "and the same form again"] {
        home.post(&action, &fields).await.with_status(StatusCode::SEE_OTHER);
    }
    let text = home.get(address).await.ok().text();
    let told = "Quyết định số 15/QĐ-UBND ngày 12/04/2021 đã rút ngày 12/04/2021. \
                Lý do: Ghi nhầm đơn vị";
    assert!(text.contains(told) && text.contains("Người rút: Người thử home_affairs."), "{text}");
    assert!(text.contains("Ghi quyết định"), "{text}");
}

/// Recognises the proposed unit; a wrong date first, and nothing chosen, keeps what was typed.
async fn recognise(home: &Client, movement: &str) {
    let recognition = format!("{movement}/cong-nhan?nam=2021");
    let list = home.get(&recognition).await.ok();
    let chosen = between(&list.body, "type=\"checkbox\" value=\"", "\" checked")
        .expect("the proposal")
        .to_owned();
    let none =
        home.post(&recognition, &[("number", "15/QĐ-UBND"), ("decided_on", "2021-04-12")]).await;
    let none = none.with_status(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        none.text().contains("Hãy chọn ít nhất một đơn vị") && none.text().contains("[15/QĐ-UBND]")
    );
    let fields =
        [("sheets", chosen.as_str()), ("number", "15/QĐ-UBND"), ("decided_on", "12/04/2021")];
    home.post(&recognition, &fields).await.with_status(StatusCode::SEE_OTHER);
    let overview = home.get(&format!("{movement}?nam=2021")).await.ok().text();
    assert!(
        overview.contains("33,33 %") && overview.contains("1 trên tổng số 3 đơn vị"),
        "{overview}"
    );
    let before = home.get(&format!("{movement}?nam=2021&ngay=2021-04-11")).await.ok().text();
    assert!(
        before.contains("0 trên tổng số 3 đơn vị")
            && before.contains("Số liệu tính đến 11/04/2021"),
        "{before}"
    );
}

#[db_test]
async fn a_wrong_model_keeps_what_was_typed(store: Store) {
    let app = TestApp::new(store).await;
    let home = app.sign_in(Role::HomeAffairs).await;
    let movement = created(&home).await;
    let mut fields = MODEL.to_vec();
    fields[4] = ("row-0-points", "50");
    fields.push(("row-5-points", "abc"));
    let criteria = format!("{movement}/bo-tieu-chi?nam=2021");
    let reply = home.post(&criteria, &fields).await.with_status(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        reply.body.contains("href=\"#row-5-points\"") && reply.text().contains("[abc]"),
        "{}",
        reply.text()
    );
    fields.pop();
    let reply = home.post(&criteria, &fields).await.with_status(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.text().contains("cộng lại được 90 điểm; tổng phải là 100"), "{}", reply.text());
    fields[0] = ("action", "more");
    assert_eq!(home.post(&criteria, &fields).await.ok().hidden("rows"), "9");
    // Whoever only looks gets the page without a form to edit.
    let desk = app.sign_in(Role::DeskOfficer).await;
    assert!(!desk.get(&criteria).await.ok().body.contains("row-0-name"));
    desk.post(&criteria, &MODEL).await.with_status(StatusCode::FORBIDDEN);
}

// S1.1: the unit's own set, and S2.5: late events.
#[db_test]
async fn a_unit_adapts_its_criteria_and_late_events_show(store: Store) {
    let app = TestApp::new(store).await;
    let home = app.sign_in(Role::HomeAffairs).await;
    let movement = created(&home).await;
    home.post(&format!("{movement}/bo-tieu-chi?nam=2021"), &MODEL)
        .await
        .with_status(StatusCode::SEE_OTHER);
    let head = app.sign_in(Role::Head).await;
    let criteria = format!("{movement}/bo-tieu-chi?don-vi={}&nam=2021", app.house.land);
    let page = head.get(&criteria).await.ok();
    let weights =
        lines(&page, "weight").into_iter().map(|id| format!("weight-{id}")).collect::<Vec<_>>();
    let fields = [
        ("action", "issue"),
        ("issued_on", "2021-02-01"),
        ("rows", "3"),
        (weights[0].as_str(), "50"),
        (weights[1].as_str(), "40"),
        ("row-0-heading", "c4"),
        ("row-0-name", "Phòng làm việc gọn gàng"),
        ("row-0-points", "10"),
    ];
    head.post(&criteria, &fields).await.with_status(StatusCode::SEE_OTHER);
    let page = head.get(&criteria).await.ok().text();
    assert!(
        page.contains("Ban hành ngày 01/02/2021") && page.contains("Phòng làm việc gọn gàng"),
        "{page}"
    );
    assert!(
        home.get(&format!("{movement}?nam=2021"))
            .await
            .ok()
            .text()
            .contains("1 trên tổng số 3 đơn vị")
    );

    let plan = [("kind", "interim_review"), ("due_on", "2021-03-31"), ("year", "2021")];
    home.post(&format!("{movement}/ke-hoach"), &plan).await.with_status(StatusCode::SEE_OTHER);
    let twice = home.post(&format!("{movement}/ke-hoach"), &plan).await;
    twice.with_status(StatusCode::UNPROCESSABLE_ENTITY);
    let page = home.get(&movement).await.ok();
    assert!(page.text().contains("Quá hạn, chưa làm"));
    let review = between(&page.body, "<option value=\"\">Chọn</option><option value=\"", "\"")
        .expect("the event")
        .to_owned();
    let held = [
        ("review", review.as_str()),
        ("held_on", "2021-04-12"),
        ("note", "Báo cáo 45"),
        ("year", "2021"),
    ];
    home.post(&format!("{movement}/su-kien"), &held).await.with_status(StatusCode::SEE_OTHER);
    assert!(home.get(&movement).await.ok().text().contains("Đã làm, trễ hạn"));
    assert!(home.get("/phong-trao").await.ok().text().contains("Đang diễn ra"));
}

#[db_test]
async fn every_page_speaks_english_too(store: Store) {
    let app = TestApp::new(store).await;
    let home = app.sign_in(Role::HomeAffairs).await;
    let movement = created(&home).await;
    home.post(&format!("{movement}/bo-tieu-chi?nam=2021"), &MODEL).await;
    home.in_english();
    let unit = app.house.commune.to_string();
    for path in ["", "/bo-tieu-chi?nam=2021", "/cong-nhan?nam=2021", &format!("/{unit}?nam=2021")] {
        let text = home.get(&format!("{movement}{path}")).await.ok().text();
        assert!(!text.contains("movement-") && !text.contains("Đơn vị"), "{path}: {text}");
    }
}
