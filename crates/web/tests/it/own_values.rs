//! A body sets a value the law leaves to it, through the pages; "Vì sao?" of what follows from it says so.

use axum::http::StatusCode;
use db_test::db_test;
use jiff::SignedDuration;
use nep_domain::access::Role;
use nep_storage::Store;

use crate::{
    one_stop,
    support::{Client, TestApp, between},
};

const PACK: &str = "/can-cu/vn/one-stop/nd-61-2018";

/// The address of the form for the days of waiting for a supplement, as the page of the text links to it.
async fn form_address(client: &Client) -> String {
    let pack = client.get(PACK).await.ok();
    let start = pack.body.find("id=\"close_incomplete_after_days\"").expect("the setting");
    let found = between(&pack.body[start..], "href=\"/gia-tri-rieng/dat", "\"").expect("a link");
    format!("/gia-tri-rieng/dat{}", found.replace("&amp;", "&").replace("&#38;", "&"))
}

/// Sets the days of waiting from a day on.
pub async fn set(client: &Client, days: &str, from: &str) -> crate::support::Reply {
    let address = form_address(client).await;
    let request = client.get(&address).await.ok().hidden("request");
    let fields = [
        ("request", request.as_str()),
        ("value", days),
        ("valid_from", from),
        ("reason", "Quyết định số 12/QĐ-UBND"),
    ];
    client.post(&address, &fields).await
}

#[db_test]
async fn an_own_value_is_set_shown_and_taken_back(store: Store) {
    let app = TestApp::new(store).await;
    one_stop::add_procedure(&app, "3").await;
    let home = app.sign_in(Role::HomeAffairs).await;
    let list = home.get("/gia-tri-rieng").await.ok();
    assert!(list.text().contains("Chưa đặt giá trị riêng nào"));

    let wrong = set(&home, "mười", "2021-04-12").await;
    let wrong = wrong.with_status(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text().contains("Giá trị chưa đúng dạng"), "{}", wrong.text());
    assert!(wrong.body.contains("value=\"mười\""), "what was typed stays");
    let address = form_address(&home).await;
    let request = home.get(&address).await.ok().hidden("request");
    let all = [("request", request.as_str()), ("value", "90"), ("valid_from", "2021-04-12")];
    let wrong = home.post(&address, &all).await.with_status(StatusCode::UNPROCESSABLE_ENTITY);
    let all = ["Giá trị nằm ngoài khoảng", "Ngày áp dụng sớm nhất là ngày mai", "Hãy điền mục này"];
    for said in all {
        assert!(wrong.text().contains(said), "{said}: {}", wrong.text());
    }
    let empty = set(&home, " ", "2021-04-13").await.with_status(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!empty.text().contains("Giá trị nằm ngoài khoảng"), "{}", empty.text());
    // As the page writes it.
    set(&home, "20 ngày làm việc", "2021-04-13").await.with_status(StatusCode::SEE_OTHER);
    let list = home.get("/gia-tri-rieng").await.ok().text();
    for said in [
        "20 ngày làm việc thay cho 15 ngày làm việc",
        "13/04/2021",
        "Quyết định số 12/QĐ-UBND Người thử home_affairs nhập",
        "Chưa đến ngày",
    ] {
        assert!(list.contains(said), "{said}: {list}");
    }

    // It begins the next day: the public page of the text says so, and so does a dossier taken from then on.
    let desk = app.sign_in(Role::DeskOfficer).await;
    let before = one_stop::take(&desk, "Hoàng Thị Sen").await;
    app.later(SignedDuration::from_hours(24));
    let pack = app.guest().get(PACK).await.ok().text();
    assert!(pack.contains("Cơ quan đã đặt thay cho 15 ngày làm việc: Quyết định số 12"), "{pack}");
    let desk = app.sign_in(Role::DeskOfficer).await;
    let after = one_stop::take(&desk, "Lý Văn Mười").await;
    let said = "Cơ quan đặt riêng từ 13/04/2021 thay cho 15 ngày làm việc";
    assert!(desk.get(&after).await.ok().text().contains(said));
    assert!(!desk.get(&before).await.ok().text().contains(said));

    let home = app.sign_in(Role::HomeAffairs).await;
    set(&home, "25", "2021-05-01").await.with_status(StatusCode::SEE_OTHER);
    let list = home.get("/gia-tri-rieng").await.ok();
    let withdraw =
        format!("{}/rut", between(&list.body, "action=\"/gia-tri-rieng/", "/rut").unwrap());
    let withdraw = format!("/gia-tri-rieng/{withdraw}");
    home.post(&withdraw, &[("reason", "")]).await.with_status(StatusCode::UNPROCESSABLE_ENTITY);
    home.post(&withdraw, &[("reason", "Nhập nhầm")]).await.with_status(StatusCode::SEE_OTHER);
    assert!(home.get("/gia-tri-rieng").await.ok().text().contains("Đã rút Nhập nhầm"));

    // Those who may not set values are not offered to, and are refused.
    assert!(!desk.get(PACK).await.ok().body.contains("/gia-tri-rieng/dat"));
    desk.get(&address).await.with_status(StatusCode::FORBIDDEN);
    app.sign_in(Role::Auditor).await.get("/gia-tri-rieng").await.ok();
}
