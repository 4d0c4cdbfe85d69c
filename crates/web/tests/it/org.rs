//! The organisation and the staff over the web.

use axum::http::StatusCode;
use db_test::db_test;
use nep_domain::access::Role;
use nep_storage::Store;

use crate::support::{Client, TestApp};

async fn home_affairs(app: &TestApp) -> Client {
    app.sign_in(Role::HomeAffairs).await
}

/// Adds a person by the form and returns the address of the page.
pub async fn hire(client: &Client, unit: &str, code: &str) -> String {
    client.get("/nhan-su/moi").await.ok();
    let fields = [
        ("staff_code", code),
        ("full_name", "Lý Thị Đào"),
        ("unit", unit),
        ("kind", "civil_servant"),
        ("post", "Chuyên viên"),
        ("from", "2020-01-01"),
    ];
    let added = client.post("/nhan-su/moi", &fields).await.with_status(StatusCode::SEE_OTHER);
    added.location().to_owned()
}

#[db_test]
async fn the_tree_of_any_day_leads_to_the_units(store: Store) {
    let app = TestApp::new(store).await;
    let client = app.sign_in(Role::Inspector).await;
    let tree = client.get("/to-chuc").await.ok();
    assert!(tree.text().contains("Phòng Tài nguyên và Môi trường"), "{}", tree.text());
    assert!(!tree.text().contains("Thành lập đơn vị"), "an inspector changes nothing");
    let unit = client.get(&format!("/don-vi/{}", app.house.land)).await.ok();
    assert!(unit.text().contains("Biên chế và nhân sự"));
    let before = client.get("/to-chuc?ngay=2018-12-31").await.ok();
    assert!(before.text().contains("Không có đơn vị nào vào ngày này"), "{}", before.text());
    let english = app.sign_in(Role::Auditor).await;
    english.in_english();
    assert!(english.get("/to-chuc").await.ok().text().contains("Organisation"));
    client.get("/don-vi/khong-co").await.with_status(StatusCode::NOT_FOUND);
}

#[db_test]
async fn a_unit_is_founded_with_every_typed_value_kept(store: Store) {
    let app = TestApp::new(store).await;
    let client = home_affairs(&app).await;
    client.get("/to-chuc/don-vi-moi").await.ok();
    let parent = app.house.district.to_string();
    let wrong = [
        ("parent", parent.as_str()),
        ("name", "Phòng Dân tộc"),
        ("code", ""),
        ("kind", "agency"),
        ("founded", "31/02/2021"),
    ];
    let given_back = client
        .post("/to-chuc/don-vi-moi", &wrong)
        .await
        .with_status(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(given_back.body.contains("value=\"Phòng Dân tộc\""));
    assert!(given_back.text().contains("Ngày chưa đúng"), "{}", given_back.text());
    let taken = [
        ("parent", parent.as_str()),
        ("name", "Phòng Dân tộc"),
        ("code", "pnv"),
        ("kind", "agency"),
        ("founded", "2021-03-01"),
    ];
    let refused = client
        .post("/to-chuc/don-vi-moi", &taken)
        .await
        .with_status(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("Mã PNV đã có đơn vị khác dùng"), "{}", refused.text());
    let right = [
        ("parent", parent.as_str()),
        ("name", "Phòng Dân tộc"),
        ("code", "PDT"),
        ("kind", "agency"),
        ("founded", "01/03/2021"),
    ];
    let founded =
        client.post("/to-chuc/don-vi-moi", &right).await.with_status(StatusCode::SEE_OTHER);
    let page = client.get(founded.location()).await.ok();
    assert!(page.text().contains("Đã thành lập Phòng Dân tộc"), "{}", page.text());
}

#[db_test]
async fn every_kind_of_change_has_its_form(store: Store) {
    let app = TestApp::new(store).await;
    let client = home_affairs(&app).await;
    let land = app.house.land.to_string();
    let address = |kind: &str| format!("/don-vi/{land}/thay-doi/{kind}");
    for kind in ["doi-ten", "chuyen", "sap-nhap", "chia-tach", "giai-the"] {
        client.get(&address(kind)).await.ok();
    }
    client.get(&address("bay-mau")).await.with_status(StatusCode::NOT_FOUND);
    let form = client.get(&address("doi-ten")).await.ok();
    let based_on = form.hidden("based_on");
    let rename = [
        ("name", "Phòng Môi trường"),
        ("on", "2021-04-01"),
        ("document", "QĐ 15"),
        ("based_on", based_on.as_str()),
    ];
    client.post(&address("doi-ten"), &rename).await.with_status(StatusCode::SEE_OTHER);
    let late = client.post(&address("doi-ten"), &rename).await.with_status(StatusCode::CONFLICT);
    assert!(late.text().contains("vừa được lưu ở nơi khác"), "{}", late.text());
    let other = app.house.home_affairs.to_string();
    let merge = [
        ("from", other.as_str()),
        ("way", "new"),
        ("name", "Phòng Tổng hợp"),
        ("code", "PTH"),
        ("kind", "agency"),
        ("on", "2021-04-05"),
        ("document", "NQ 3"),
    ];
    let merged = client.post(&address("sap-nhap"), &merge).await.with_status(StatusCode::SEE_OTHER);
    let joint = client.get(merged.location()).await.ok();
    assert!(joint.text().contains("Phòng Tổng hợp"));
    assert!(joint.text().contains("Tiếp nhận từ"), "{}", joint.text());
    let old = client.get(&format!("/don-vi/{land}")).await.ok();
    assert!(old.text().contains("Đơn vị kế thừa"), "{}", old.text());
    let inspector = app.sign_in(Role::Inspector).await;
    inspector
        .get(&format!("/don-vi/{}/thay-doi/doi-ten", app.house.commune))
        .await
        .with_status(StatusCode::FORBIDDEN);
}

#[db_test]
async fn particulars_and_quotas_are_edited(store: Store) {
    let app = TestApp::new(store).await;
    let client = home_affairs(&app).await;
    let unit = format!("/don-vi/{}", app.house.land);
    client.get(&format!("{unit}/sua")).await.ok();
    let wrong = client.post(&format!("{unit}/sua"), &[("office_hours", "cả ngày")]).await;
    assert!(wrong.with_status(StatusCode::UNPROCESSABLE_ENTITY).body.contains("value=\"cả ngày\""));
    client
        .post(&format!("{unit}/sua"), &[("office_hours", "07:00-11:00")])
        .await
        .with_status(StatusCode::SEE_OTHER);
    client.get(&format!("{unit}/bien-che")).await.ok();
    let quota =
        [("kind", "civil_servant"), ("posts", "7"), ("from", "2021-01-01"), ("document", "QĐ 20")];
    client.post(&format!("{unit}/bien-che"), &quota).await.with_status(StatusCode::SEE_OTHER);
    let page = client.get(&unit).await.ok();
    assert!(page.text().contains("Công chức: 7 · từ 01/01/2021"), "{}", page.text());
}

#[db_test]
async fn people_are_found_edited_and_moved(store: Store) {
    let app = TestApp::new(store).await;
    let client = home_affairs(&app).await;
    let (land, commune) = (app.house.land.to_string(), app.house.commune.to_string());
    let person = hire(&client, &land, "CB01").await;
    let found = client.get("/nhan-su?q=ly+thi+dao").await.ok();
    assert!(found.text().contains("CB01"), "{}", found.text());
    assert!(client.get("/nhan-su?q=khong").await.ok().text().contains("Không tìm thấy ai"));
    let file = client.get("/nhan-su?q=dao&dang=xlsx").await.ok();
    assert_eq!(&file.bytes[..2], b"PK");
    let edit = client.get(&format!("{person}/sua")).await.ok();
    let version = edit.hidden("version");
    let change = [
        ("staff_code", "CB01"),
        ("full_name", "Lý Thị Mận"),
        ("birth_date", "29/02/1988"),
        ("gender", "female"),
        ("version", version.as_str()),
    ];
    client.post(&format!("{person}/sua"), &change).await.with_status(StatusCode::SEE_OTHER);
    let late =
        client.post(&format!("{person}/sua"), &change).await.with_status(StatusCode::CONFLICT);
    assert!(late.body.contains("value=\"Lý Thị Mận\""), "nothing typed is lost");
    client.get(&format!("{person}/bo-tri")).await.ok();
    let place = [
        ("unit", commune.as_str()),
        ("kind", "cadre"),
        ("post", "Chủ tịch"),
        ("is_head", "true"),
        ("from", "2021-04-01"),
    ];
    let refused = client
        .post(&format!("{person}/bo-tri"), &place)
        .await
        .with_status(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("đã có vị trí công tác từ 01/01/2020"), "{}", refused.text());
    let moving: Vec<_> = place.into_iter().chain([("end_previous", "true")]).collect();
    client.post(&format!("{person}/bo-tri"), &moving).await.with_status(StatusCode::SEE_OTHER);
    let page = client.get(&person).await.ok();
    assert!(page.text().contains("Chủ tịch Người đứng đầu"), "{}", page.text());
    let assignment = page.hidden("assignment");
    let end =
        |day: &'static str| [("assignment", assignment.clone()), ("last_day", day.to_owned())];
    for (day, status) in
        [("2021-03-01", StatusCode::UNPROCESSABLE_ENTITY), ("2021-04-11", StatusCode::SEE_OTHER)]
    {
        let fields = end(day);
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        client.post(&format!("{person}/ket-thuc"), &fields).await.with_status(status);
    }
    let waiting = client.get("/nhan-su/chua-bo-tri").await.ok();
    assert!(waiting.text().contains("Lý Thị Mận"), "{}", waiting.text());
    let inspector = app.sign_in(Role::Inspector).await;
    inspector.get("/nhan-su").await.with_status(StatusCode::FORBIDDEN);
    inspector.get(&person).await.with_status(StatusCode::NOT_FOUND);
}

#[db_test]
async fn one_search_finds_units_people_and_dossiers_in_reach(store: Store) {
    let app = TestApp::new(store).await;
    let client = home_affairs(&app).await;
    hire(&client, &app.house.land.to_string(), "CB01").await;
    let text = async |q: &str| client.get(&format!("/tim-kiem?q={q}")).await.ok().text();
    assert!(text("tai+nguyen").await.contains("Phòng Tài nguyên và Môi trường"));
    assert!(text("ly+thi+dao").await.contains("CB01 · Chuyên viên"));
    assert!(text("khong-co-gi").await.contains("Không tìm thấy gì"));
    assert!(text("").await.contains("Không cần gõ dấu"));
    let inspector = app.sign_in(Role::Inspector).await;
    let hidden = inspector.get("/tim-kiem?q=ly+thi+dao").await.ok();
    assert!(!hidden.text().contains("CB01"), "an inspector sees no staff");
    app.guest().get("/tim-kiem?q=x").await.with_status(StatusCode::SEE_OTHER);
}
