//! What citizens see without signing in.

use axum::http::StatusCode;
use db_test::db_test;
use jiff::{SignedDuration, civil::date};
use nep_app::{
    letters::{self, EditDraft, Sign},
    one_stop::{self, Finish, Forward, Receive, SaveProcedure},
    publicity,
    testing::TestHouse,
};
use nep_calendar::Term;
use nep_domain::{
    access::Role,
    one_stop::{Applicant, Dossier, DossierResult, Procedure},
};
use nep_storage::Store;

use crate::support::{TestApp, visible_text};

const PRIVATE: [&str; 5] = ["Nông Thị Thử", "004190000001", "Xóm Đồi", "0900000012", "thu@vidu.vn"];

pub async fn procedure(house: &TestHouse) -> Procedure {
    let new = SaveProcedure {
        id: None,
        version: 0,
        code: "1.000948.H14".to_owned(),
        name: "Đăng ký biến động quyền sử dụng đất".to_owned(),
        field: "Đất đai".to_owned(),
        steps: "Nộp hồ sơ tại bộ phận một cửa.\nNhận kết quả theo giấy hẹn.".to_owned(),
        applicants: "Cá nhân, hộ gia đình".to_owned(),
        papers: vec!["Đơn đăng ký".to_owned(), "Giấy chứng nhận đã cấp".to_owned()],
        sets: 1,
        term: Term::working_days(5),
        same_day_cut_off: false,
        fee: String::new(),
        result: "Giấy chứng nhận".to_owned(),
        legal_basis: "Luật Đất đai".to_owned(),
        competent: house.land,
        valid_from: date(2021, 1, 1),
        valid_to: None,
    };
    one_stop::save_procedure(&house.system().await.unwrap(), new).await.unwrap()
}

async fn dossier(house: &TestHouse) -> Dossier {
    let procedure = procedure(house).await;
    let new = Receive {
        procedure: procedure.id,
        unit: house.desk,
        applicant: Applicant {
            name: PRIVATE[0].to_owned(),
            id_number: PRIVATE[1].to_owned(),
            address: PRIVATE[2].to_owned(),
            phone: PRIVATE[3].to_owned(),
            email: PRIVATE[4].to_owned(),
        },
        content: "Đăng ký biến động".to_owned(),
        papers: vec!["Đơn đăng ký".to_owned()],
        sets: 1,
        received_at: None,
        late_reason: String::new(),
        promised: None,
        request_key: None,
        another: true,
    };
    one_stop::receive(&house.ctx(Role::DeskOfficer).await.unwrap(), new).await.unwrap()
}

async fn finish(house: &TestHouse, dossier: &Dossier) {
    let system = house.system().await.unwrap();
    let forward =
        Forward { dossier: dossier.id, version: None, to: house.land, note: String::new() };
    one_stop::forward(&system, forward).await.unwrap();
    let done = Finish {
        dossier: dossier.id,
        version: None,
        result: DossierResult::Granted,
        note: String::new(),
    };
    one_stop::finish(&system, done).await.unwrap();
}

fn nothing_private(body: &str) {
    for private in PRIVATE {
        assert!(!body.contains(private), "`{private}` stands on a public page");
    }
}

#[db_test]
async fn the_home_page_answers_and_is_small(store: Store) {
    let app = TestApp::new(store).await;
    let page = app.guest().get("/").await.ok();
    let text = page.text();
    for words in ["Hồ sơ của bạn đang ở đâu?", "Cần giấy tờ gì?", "Luôn lắng nghe"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(page.body.contains("Ủy ban nhân dân huyện Thử Nghiệm"));
    assert!(page.body.len() < 100_000);
    assert_eq!(page.body.matches("<h1").count(), 1);
}

// S1.12, S4.9
#[db_test]
async fn reading_counts_and_nothing_else_does(store: Store) {
    let app = TestApp::new(store).await;
    let guest = app.guest();
    guest.get("/").await.ok();
    guest.get("/thu-tuc").await.ok();
    guest.get("/tra-cuu?ma=H14.25-210412-9999").await.with_status(StatusCode::NOT_FOUND);
    guest.get("/dang-nhap").await.ok();
    assert_eq!(publicity::visits(&app.house.services).await.unwrap().totals.today, 2);
    let footer = visible_text(
        guest.get("/").await.ok().body.split("<footer class=\"nep-footer\"").nth(1).unwrap(),
    );
    assert!(footer.contains("Hôm nay\n2"), "{footer}");
    // No cookie follows the reader around.
    let page = app.guest().get("/").await.ok();
    let set: Vec<_> =
        page.headers.get_all("set-cookie").iter().map(|c| c.to_str().unwrap()).collect();
    assert!(set.iter().all(|c| c.starts_with("nep_flash=;")), "{set:?}");
}

#[db_test]
async fn a_dossier_is_found_by_its_code_and_shows_nobody(store: Store) {
    let app = TestApp::new(store).await;
    let dossier = dossier(&app.house).await;
    let typed = dossier.code.to_lowercase().replace('-', "%20-%20");
    let page = app.guest().get(&format!("/tra-cuu?ma={typed}")).await.ok();
    let text = page.text();
    assert!(text.contains("Đăng ký biến động quyền sử dụng đất"), "{text}");
    assert!(text.contains("Đã tiếp nhận") && text.contains("19/04/2021"), "{text}");
    nothing_private(&page.body);
    // Hyphens read as gaps do no harm; once the day has passed nobody is told to wait for it.
    app.later(SignedDuration::from_hours(10 * 24));
    let late = app.guest().get("/tra-cuu?ma=h14.25+210412+0001").await.ok();
    assert!(late.text().contains("đã quá ngày hẹn mà chưa có kết quả"), "{}", late.text());
    assert!(!late.text().contains("Bạn chưa cần làm gì"), "{}", late.text());
    let missing =
        app.guest().get("/tra-cuu?ma=H14.25-210412-0002").await.with_status(StatusCode::NOT_FOUND);
    assert!(missing.text().contains("Không tìm thấy hồ sơ"), "{}", missing.text());
}

// S3.3: the page apologises and names the new date.
#[db_test]
async fn a_signed_apology_stands_on_the_page(store: Store) {
    let app = TestApp::new(store).await;
    let dossier = dossier(&app.house).await;
    app.later(SignedDuration::from_hours(4 * 24));
    let system = app.house.system().await.unwrap();
    let letter = letters::draft(&system, dossier.id).await.unwrap();
    let reason = "Cần đo đạc lại".to_owned();
    let new_due = Some(date(2021, 4, 26));
    let edit = EditDraft { letter, version: None, recipient: None, reason, new_due };
    letters::edit_draft(&system, edit).await.unwrap();
    let unsigned = app.guest().get(&format!("/tra-cuu?ma={}", dossier.code)).await.ok();
    assert!(!unsigned.text().contains("Chúng tôi xin lỗi"));
    let head = app.house.ctx(Role::Head).await.unwrap();
    letters::sign(&head, Sign { letter, version: None }).await.unwrap();
    let page = app.guest().get(&format!("/tra-cuu?ma={}", dossier.code)).await.ok();
    assert!(
        page.text().contains("Chúng tôi xin lỗi") && page.text().contains("26/04/2021"),
        "{}",
        page.text()
    );
    nothing_private(&page.body);
}

#[db_test]
async fn procedures_are_found_without_accents(store: Store) {
    let app = TestApp::new(store).await;
    let guest = app.guest();
    assert!(guest.get("/thu-tuc").await.ok().text().contains("Không có thủ tục nào"));
    let procedure = procedure(&app.house).await;
    assert!(guest.get("/thu-tuc?q=bien+dong+DAT").await.ok().text().contains(&procedure.name));
    assert!(!guest.get("/thu-tuc?q=khai+sinh").await.ok().text().contains(&procedure.name));
    // NĐ 63/2010/NĐ-CP Đ.8 khoản 2: every part stands there.
    let page = guest.get(&format!("/thu-tuc/{}", procedure.id)).await.ok().text();
    for part in [
        "Đăng ký biến động",
        "Đơn đăng ký",
        "Số lượng: 1 bộ",
        "5 ngày làm việc",
        "Không thu",
        "Nộp hồ sơ tại",
        "Cá nhân, hộ gia đình",
        "Phòng Tài nguyên và Môi trường",
        "Giấy chứng nhận",
        "Luật Đất đai",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    guest.get("/thu-tuc/abc").await.with_status(StatusCode::NOT_FOUND);
}

// S1.3, S4.4
#[db_test]
async fn a_finished_dossier_is_rated_once(store: Store) {
    let app = TestApp::new(store).await;
    let dossier = dossier(&app.house).await;
    let guest = app.guest();
    let path = format!("/danh-gia/{}", dossier.rating_token);
    assert!(guest.get(&path).await.ok().text().contains("Hồ sơ chưa có kết quả"));
    finish(&app.house, &dossier).await;
    let to_form = guest.get(&format!("/danh-gia?ma={}", dossier.rating_token)).await;
    assert_eq!(to_form.location(), path);
    let form = guest.get(&path).await.ok();
    assert_eq!(form.body.matches("<legend class=\"nep-choices__legend\"").count(), 8);
    nothing_private(&form.body);

    let without_score =
        guest.post(&path, &[("courtesy-greet", "yes"), ("comment", "Rất tận tình")]).await;
    let without_score = without_score.with_status(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(without_score.body.contains("Rất tận tình"), "what was typed is kept");
    assert!(without_score.body.contains("id=\"courtesy-greet-yes\" value=\"yes\" checked"));
    let fields = [
        ("score", "5"),
        ("courtesy-greet", "yes"),
        ("courtesy-smile", "no"),
        ("courtesy-help", ""),
    ];
    guest.post(&path, &fields).await.with_status(StatusCode::SEE_OTHER);
    let thanks = guest.get(&path).await.ok().text();
    assert!(thanks.contains("Cảm ơn bạn đã đánh giá"), "{thanks}");
    // The same form once more changes nothing and says thanks again.
    guest.post(&path, &fields).await.with_status(StatusCode::SEE_OTHER);
    guest.get("/danh-gia/khong-co-ma-nay").await.with_status(StatusCode::NOT_FOUND);
}

#[db_test]
async fn the_recognised_units_say_when_there_are_none(store: Store) {
    let app = TestApp::new(store).await;
    let page = app.guest().get("/xep-hang?nam=2021").await.ok().text();
    assert!(page.contains("Danh sách hiện ở đây sau khi có quyết định công nhận."), "{page}");
}

#[db_test]
async fn whoever_tries_codes_is_slowed_down(store: Store) {
    let app = TestApp::new(store).await;
    let guest = app.guest();
    let mut refused = false;
    for n in 0..150 {
        let reply = guest.get(&format!("/tra-cuu?ma=H14.25-210412-{n:04}")).await;
        refused |= reply.status == StatusCode::TOO_MANY_REQUESTS;
    }
    assert!(refused);
    guest.get("/").await.ok();
}
