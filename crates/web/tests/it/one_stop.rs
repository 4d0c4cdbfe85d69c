//! The desk in a browser: intake, the page of a dossier with its next step, letters, the catalogue.

use axum::http::{StatusCode, header};
use db_test::db_test;
use jiff::SignedDuration;
use nep_domain::access::Role;
use nep_storage::Store;

use crate::support::{Client, TestApp, between, encode};

const CATALOGUE: &str = "/mot-cua/thu-tuc";
const INTAKE: &str = "/mot-cua/tiep-nhan";

pub async fn add_procedure(app: &TestApp, days: &str) {
    let admin = app.sign_in(Role::HomeAffairs).await;
    admin.get("/mot-cua/thu-tuc/moi").await.ok();
    let unit = app.house.land.to_string();
    let fields = [
        ("code", "1.004199.H14"),
        ("name", "Đăng ký biến động quyền sử dụng đất"),
        ("field", "Đất đai"),
        ("competent", unit.as_str()),
        ("term_amount", days),
        ("term_unit", "working_days"),
        ("papers", "Đơn đăng ký biến động\r\nGiấy chứng nhận đã cấp"),
        ("sets", "1"),
        ("legal_basis", "Luật Đất đai"),
        ("valid_from", "2019-01-01"),
    ];
    admin.post(CATALOGUE, &fields).await.with_status(StatusCode::SEE_OTHER);
    assert!(admin.get(CATALOGUE).await.ok().text().contains("Đăng ký biến động quyền sử dụng đất"));
}

/// Takes a dossier through the two pages of intake and gives the address of its page.
pub async fn take(desk: &Client, name: &str) -> String {
    let choose = desk.get(INTAKE).await.ok();
    let procedure = between(&choose.body, "<option value=\"", "\">Đất đai")
        .and_then(|t| t.rsplit('"').next())
        .unwrap();
    let form = desk.get(&format!("{INTAKE}?thu-tuc={procedure}")).await.ok();
    let key = between(&form.body, "name=\"request_key\" value=\"", "\"").unwrap();
    let unit = between(&form.body, "\" selected>", "<").unwrap();
    assert!(unit.contains("Bộ phận tiếp nhận"), "{unit}");
    let unit = form.body.split_once("\" selected>").unwrap().0.rsplit_once("value=\"").unwrap().1;
    let fields = [
        ("procedure", procedure),
        ("request_key", key),
        ("unit", unit),
        ("when", "now"),
        ("applicant_name", name),
        ("applicant_address", "Xóm Đồi, xã Đức Phong"),
        ("applicant_phone", "0900 000 012"),
        ("sets", "1"),
        ("papers", "Đơn"),
    ];
    let missing: Vec<_> =
        fields.iter().copied().filter(|(field, _)| *field != "applicant_address").collect();
    let refused = desk.post(INTAKE, &missing).await.with_status(StatusCode::UNPROCESSABLE_ENTITY);
    // Nothing typed is lost.
    assert!(refused.body.contains("value=\"0900 000 012\"") && refused.body.contains(name));
    let first =
        desk.post(INTAKE, &fields).await.with_status(StatusCode::SEE_OTHER).location().to_owned();
    // The same form again leads to the same dossier.
    let again =
        desk.post(INTAKE, &fields).await.with_status(StatusCode::SEE_OTHER).location().to_owned();
    assert_eq!(first, again);
    first
}

fn version(body: &str) -> String {
    between(body, "name=\"version\" value=\"", "\"").unwrap().to_owned()
}

// Part 6: the desk's day in the browser.
#[db_test]
async fn a_dossier_is_taken_forwarded_decided_and_returned(store: Store) {
    let app = TestApp::new(store).await;
    add_procedure(&app, "3").await;
    let desk = app.sign_in(Role::DeskOfficer).await;
    let path = take(&desk, "Nông Thị Mẫu").await;
    let page = desk.get(&path).await.ok();
    for text in [
        "Hồ sơ H14.25-210412-0001",
        "Hẹn trả trước 17:00 15/04/2021",
        "Chuyển cho Phòng Tài nguyên và Môi trường",
        "Trong hạn",
    ] {
        assert!(page.text().contains(text), "{text}: {}", page.text());
    }
    let land = app.house.land.to_string();
    let forward = [("version", version(&page.body)), ("to", land)];
    let forward: Vec<_> = forward.iter().map(|(k, v)| (*k, v.as_str())).collect();
    desk.post(&format!("{path}/chuyen"), &forward).await.with_status(StatusCode::SEE_OTHER);
    let form = desk.get(&format!("{path}/chuyen")).await.with_status(StatusCode::SEE_OTHER);
    assert_eq!(form.location(), path, "where a form is sent leads to its page");
    // A colleague with the old page is told, and nothing changes.
    let home = app.house.home_affairs.to_string();
    let stale = [("version", "1"), ("to", home.as_str()), ("note", "xong")];
    let stale =
        desk.post(&format!("{path}/chuyen"), &stale).await.with_status(StatusCode::CONFLICT);
    for text in ["vừa được lưu ở nơi khác", "Ghi chú, ý kiến: xong"] {
        assert!(stale.text().contains(text), "{text}: {}", stale.text());
    }

    let specialist = app.sign_in(Role::Specialist).await;
    let page = specialist.get(&path).await.ok();
    let refuse = [("version", "2"), ("result", "refused"), ("reason", "")];
    let unexplained = specialist
        .post(&format!("{path}/ket-qua"), &refuse)
        .await
        .with_status(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unexplained.text().contains("Hãy ghi rõ lý do."));
    assert!(unexplained.body.contains("href=\"#reason\""), "the reason's field is marked");
    let grant = [("version", version(&page.body)), ("result", "granted".to_owned())];
    let grant: Vec<_> = grant.iter().map(|(k, v)| (*k, v.as_str())).collect();
    specialist.post(&format!("{path}/ket-qua"), &grant).await.with_status(StatusCode::SEE_OTHER);
    desk.get(&path).await.ok();
    desk.post(&format!("{path}/tra-ket-qua"), &[("version", "3")])
        .await
        .with_status(StatusCode::SEE_OTHER);
    let page = desk.get(&path).await.ok();
    assert!(
        page.text().contains("Đã trả kết quả") && page.text().contains("Xong đúng hạn"),
        "{}",
        page.text()
    );
}

#[db_test]
async fn lists_search_and_excel(store: Store) {
    let app = TestApp::new(store).await;
    let desk = app.sign_in(Role::DeskOfficer).await;
    let empty = desk.get("/mot-cua?muc=mine").await.ok();
    assert!(empty.text().contains("Đơn vị bạn không còn hồ sơ nào chờ xử lý"));
    // With nothing in hand the list opens on what goes on elsewhere.
    let open = desk.get("/mot-cua").await.ok();
    assert!(open.text().contains("Không có hồ sơ nào đang giải quyết"), "{}", open.text());
    assert!(desk.get(INTAKE).await.ok().text().contains("Chưa có thủ tục nào để tiếp nhận"));
    add_procedure(&app, "1").await;
    take(&desk, "Đàm Văn Thử").await;
    let found = desk.get(&format!("/mot-cua?q={}", encode("dam thu"))).await.ok();
    assert!(
        found.text().contains("Có 1 hồ sơ") && found.text().contains("Đàm Văn Thử"),
        "{}",
        found.text()
    );
    assert!(desk.get("/mot-cua?q=khong-co").await.ok().text().contains("Không tìm thấy hồ sơ nào"));
    app.later(SignedDuration::from_hours(48));
    let desk = app.sign_in(Role::DeskOfficer).await;
    let late = desk.get("/mot-cua?muc=overdue").await.ok();
    assert!(late.body.contains("nep-table__row--late") && late.text().contains("Quá hạn"));
    let excel = desk.get("/mot-cua?muc=all&dang=xlsx").await.ok();
    assert!(excel.headers[header::CONTENT_DISPOSITION].to_str().unwrap().contains("ho-so.xlsx"));
    // People who have no part in the desk's work do not see it.
    app.sign_in(Role::Inspector).await.get("/mot-cua").await.with_status(StatusCode::FORBIDDEN);
}

// S3.3, L2–L4: the letter's page leads from the draft to the head's signature.
#[db_test]
async fn an_apology_is_edited_and_signed_by_the_head(store: Store) {
    let app = TestApp::new(store).await;
    add_procedure(&app, "3").await;
    let desk = app.sign_in(Role::DeskOfficer).await;
    let path = take(&desk, "Nông Thị Mẫu").await;
    let page = desk.get(&path).await.ok();
    assert!(
        page.text().contains("Ngày Giỗ Tổ") || page.text().contains("Vì sao?"),
        "{}",
        page.text()
    );
    let letter = desk
        .post(&format!("{path}/xin-loi"), &[])
        .await
        .with_status(StatusCode::SEE_OTHER)
        .location()
        .to_owned();
    let page = desk.get(&letter).await.ok();
    assert!(
        page.text().contains("Phải ký chậm nhất ngày 14/04/2021")
            && page.text().contains("Bản nháp, chưa ký")
    );
    assert!(!page.body.contains("Ký thư"), "only the head signs");
    let edit = |new_due| {
        [
            ("version", "1"),
            ("recipient", "Nông Thị Mẫu"),
            ("reason", "Chờ cơ quan thuế"),
            ("new_due", new_due),
        ]
    };
    let wrong = desk
        .post(&format!("{letter}/sua"), &edit("2021-04-21"))
        .await
        .with_status(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        wrong.text().contains("Ngày 21/04/2021 là ngày nghỉ.")
            && wrong.body.contains("Chờ cơ quan thuế"),
        "{}",
        wrong.text()
    );
    desk.post(&format!("{letter}/sua"), &edit("2021-04-19"))
        .await
        .with_status(StatusCode::SEE_OTHER);

    let head = app.sign_in(Role::Head).await;
    assert!(head.get("/thu").await.ok().text().contains("Nông Thị Mẫu"));
    let page = head.get(&letter).await.ok();
    assert!(page.body.contains("Ký thư"));
    assert!(page.text().contains("Lý do: Chờ cơ quan thuế."), "{}", page.text());
    head.post(&format!("{letter}/ky"), &[("version", "2")])
        .await
        .with_status(StatusCode::SEE_OTHER);
    // The page shows what the PDF does, and the message names number and symbol.
    let page = head.get(&letter).await.ok();
    for text in [
        "Đã ký thư số 01/PXL.",
        "Số: 01/PXL",
        "Thử Nghiệm, ngày 12 tháng 4 năm 2021",
        "Thời gian hẹn trả kết quả: 17 giờ 00 phút, ngày 15 tháng 4 năm 2021.",
        "Rất mong nhận được sự thông cảm của Ông/Bà./.",
        "TRƯỞNG PHÒNG",
        "Nơi nhận:",
        "- Lưu: VT.",
    ] {
        assert!(page.text().contains(text), "{text}: {}", page.text());
    }
    let page = head.get(&path).await.ok();
    for text in [
        "Hẹn trả trước 17:00 19/04/2021",
        "Hẹn lần đầu: 17:00 15/04/2021",
        "Tỷ lệ đúng hạn vẫn tính theo ngày hẹn 17:00 15/04/2021",
        "Xin lỗi và hẹn lại ngày trả",
    ] {
        assert!(page.text().contains(text), "{text}: {}", page.text());
    }
    desk.post(&format!("{letter}/sua"), &edit("2021-04-20"))
        .await
        .with_status(StatusCode::CONFLICT);
}

#[db_test]
async fn the_catalogue_says_what_is_wrong(store: Store) {
    let app = TestApp::new(store).await;
    let admin = app.sign_in(Role::HomeAffairs).await;
    admin.get("/mot-cua/thu-tuc/moi").await.ok();
    let unit = app.house.land.to_string();
    let fields = [
        ("code", ""),
        ("name", "Thủ tục"),
        ("field", "Hộ tịch"),
        ("competent", unit.as_str()),
        ("term_amount", "5"),
        ("term_unit", "working_days"),
        ("same_day_cut_off", "yes"),
        ("papers", ""),
        ("sets", "1"),
        ("valid_from", "01/01/2019"),
    ];
    let reply = admin.post(CATALOGUE, &fields).await.with_status(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.text().contains("Chỉ chọn mục này khi thời hạn là 0 ngày"), "{}", reply.text());
    assert!(reply.body.contains("value=\"Hộ tịch\""));
    app.sign_in(Role::DeskOfficer).await.get(CATALOGUE).await.with_status(StatusCode::FORBIDDEN);
}

// D3–D5: the desk asks for what is missing on a page of its own; the citizen sees it by the code; the date is
// counted anew.
#[db_test]
async fn the_applicant_is_asked_to_supplement(store: Store) {
    let app = TestApp::new(store).await;
    add_procedure(&app, "3").await;
    let desk = app.sign_in(Role::DeskOfficer).await;
    let path = take(&desk, "Nông Thị Mẫu").await;
    let ask = format!("{path}/bo-sung");
    assert!(desk.get(&path).await.ok().body.contains(&ask));
    let form = desk.get(&ask).await.ok();
    for text in ["Giấy chứng nhận đã cấp", "Được yêu cầu bổ sung đến hết ngày 15/04/2021."]
    {
        assert!(form.text().contains(text), "{text}: {}", form.text());
    }
    let mut fields = vec![
        ("version", "1"),
        ("papers", "Giấy chứng nhận đã cấp"),
        ("other", "Ghi rõ thửa của bà Mẫu"),
    ];
    let unexplained = desk.post(&ask, &fields).await.with_status(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unexplained.body.contains("Ghi rõ thửa của bà Mẫu"), "nothing typed is lost");
    assert!(unexplained.body.contains("value=\"Giấy chứng nhận đã cấp\" checked"));
    fields.push(("reason", "Bản chụp bị mờ"));
    desk.post(&ask, &fields).await.with_status(StatusCode::SEE_OTHER);
    let page = desk.get(&path).await.ok();
    for text in ["Đang chờ người nộp bổ sung", "Tạm dừng tính hạn", "Bản chụp bị mờ"]
    {
        assert!(page.text().contains(text), "{text}: {}", page.text());
    }
    assert!(!page.body.contains(&format!("{path}/chuyen")), "it waits for the applicant first");
    assert!(page.text().contains("Phiếu yêu cầu bổ sung (PDF)"), "{}", page.text());
    // The form is not offered a second time while it waits.
    let waiting = desk.get(&ask).await.ok();
    assert!(waiting.text().contains("Hồ sơ đang chờ người nộp bổ sung."), "{}", waiting.text());
    assert!(!waiting.body.contains("name=\"reason\""));
    let pdf = desk.get(&format!("{path}/phieu-bo-sung?lan=1")).await.ok();
    assert_eq!(pdf.headers[header::CONTENT_TYPE], "application/pdf");
    assert!(desk.get("/mot-cua?muc=awaiting").await.ok().text().contains("Có 1 hồ sơ"));
    assert!(desk.get("/mot-cua?muc=open").await.ok().text().contains("Không có hồ sơ nào"));

    let public = app.guest().get("/tra-cuu?ma=H14.25-210412-0001").await.ok();
    for text in ["Chờ bổ sung", "12/04/2021", "Giấy chứng nhận đã cấp", "ghi trên phiếu"]
    {
        assert!(public.text().contains(text), "{text}: {}", public.text());
    }
    // Nobody has settled after how many days a dossier may be stopped: citizens are not told that as a rule.
    assert!(!public.text().contains("chậm nhất hết ngày"), "{}", public.text());
    assert!(!public.body.contains("Mẫu") && !public.body.contains("bị mờ"));

    app.later(SignedDuration::from_hours(24));
    let desk = app.sign_in(Role::DeskOfficer).await;
    desk.get(&path).await.ok();
    desk.post(&format!("{path}/da-bo-sung"), &[("version", "2")])
        .await
        .with_status(StatusCode::SEE_OTHER);
    let page = desk.get(&path).await.ok();
    for text in [
        "Hẹn trả trước 17:00 16/04/2021",
        "Hẹn lần đầu: 17:00 15/04/2021",
        "tính lại từ đầu từ ngày nhận đủ hồ sơ bổ sung 13/04/2021",
        "Đã bổ sung đủ lúc",
    ] {
        assert!(page.text().contains(text), "{text}: {}", page.text());
    }
    let again = desk.get(&ask).await.ok();
    assert!(again.text().contains("Vì sao phải yêu cầu lần nữa"));
    // "Vì sao?" says the figures themselves.
    for text in ["1 lần", "3 ngày làm việc"] {
        assert!(again.text().contains(text), "{text}: {}", again.text());
    }
    let once_more = [("version", "3"), ("other", "Ghi lại ngày"), ("reason", "Sai ngày")];
    let refused = desk.post(&ask, &once_more).await.with_status(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("Chỉ được yêu cầu bổ sung 1 lần."), "{}", refused.text());
    // Only who handles the dossier asks.
    let auditor = app.sign_in(Role::Auditor).await;
    auditor.get(&ask).await.with_status(StatusCode::FORBIDDEN);
}

/// The procedure that intake offers.
async fn offered(desk: &Client) -> String {
    let choose = desk.get(INTAKE).await.ok();
    let before = between(&choose.body, "<option value=\"", "\">Đất đai").unwrap();
    before.rsplit('"').next().unwrap().to_owned()
}

/// Refuses to take a dossier at a desk; gives the address of its sheet.
pub async fn refuse(desk: &Client, unit: &str) -> String {
    let procedure = offered(desk).await;
    let form = desk.get(&format!("{INTAKE}?thu-tuc={procedure}")).await.ok();
    let post = "/mot-cua/tu-choi/moi";
    assert!(form.body.contains(&format!("formaction=\"{post}\"")));
    let key = form.hidden("request_key");
    let mut fields = vec![
        ("procedure", procedure.as_str()),
        ("request_key", key.as_str()),
        ("unit", unit),
        ("applicant_name", "Đàm Văn Thử"),
        ("applicant_address", "Xóm Đồi"),
    ];
    // What was typed at intake comes along, what the refusal does not ask for as well.
    let typed = [("sets", "2"), ("papers", "Đơn\r\nBản vẽ"), ("action", "fill")];
    let typed: Vec<_> = fields.iter().copied().chain(typed).collect();
    let carried = desk.post(post, &typed).await.ok();
    assert!(
        carried.body.contains("value=\"Đàm Văn Thử\"") && carried.text().contains("ba kết quả")
    );
    assert_eq!(
        (carried.hidden("sets").as_str(), carried.hidden("request_key")),
        ("2", key.clone())
    );
    assert!(carried.body.contains(&format!("formaction=\"{INTAKE}\"")));
    let back: Vec<_> = typed.iter().copied().chain([("reason", "Chưa rõ")]).collect();
    let back = desk.post(INTAKE, &back).await.ok();
    assert!(back.body.contains("Bản vẽ") && back.hidden("reason") == "Chưa rõ");
    let missing = desk.post(post, &fields).await.with_status(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(missing.body.contains("value=\"Đàm Văn Thử\""), "nothing typed is lost");
    fields.push(("reason", "Thửa đất thuộc địa bàn huyện khác"));
    desk.post(post, &fields).await.with_status(StatusCode::SEE_OTHER).location().to_owned()
}

// D4, form 03: what cannot be taken is refused in writing and stands in the register, not among the dossiers.
#[db_test]
async fn a_dossier_is_refused_at_the_desk(store: Store) {
    let app = TestApp::new(store).await;
    add_procedure(&app, "3").await;
    let desk = app.sign_in(Role::DeskOfficer).await;
    let register = "/mot-cua/tu-choi";
    assert!(desk.get(register).await.ok().text().contains("chưa từ chối tiếp nhận hồ sơ nào"));
    let path = refuse(&desk, &app.house.desk.to_string()).await;
    let page = desk.get(&path).await.ok();
    for text in ["Phiếu từ chối số 01/2021", "Thửa đất thuộc địa bàn huyện khác", "Không tiếp nhận"]
    {
        assert!(page.text().contains(text), "{text}: {}", page.text());
    }
    let pdf = desk.get(&format!("{path}/phieu")).await.ok();
    assert_eq!(pdf.headers[header::CONTENT_TYPE], "application/pdf");
    let list = desk.get(register).await.ok();
    assert!(list.text().contains("Có 1 hồ sơ từ chối tiếp nhận"), "{}", list.text());
    let excel = desk.get(&format!("{register}?nam=2021&dang=xlsx")).await.ok();
    let name = excel.headers[header::CONTENT_DISPOSITION].to_str().unwrap();
    assert!(name.contains("tu-choi-tiep-nhan.xlsx"), "{name}");
    assert!(desk.get("/mot-cua?muc=all").await.ok().text().contains("Chưa có hồ sơ nào"));
    // Whoever comes back is found by name, accents or not; an odd year is this year.
    for query in ["q=dam+thu", "q=huyen&nam=-5", "nam=30000"] {
        let found = desk.get(&format!("{register}?{query}")).await.ok();
        assert_ne!(found.text().contains("Đàm Văn Thử"), query.contains("huyen"), "{query}");
        assert!(!found.text().contains("-5"), "{query}: {}", found.text());
    }
    let nobody = desk.get(&format!("{register}?q=khong-co")).await.ok();
    assert!(nobody.text().contains("không có hồ sơ từ chối nào khớp"), "{}", nobody.text());
    app.sign_in(Role::Inspector).await.get(register).await.with_status(StatusCode::FORBIDDEN);
}

// D5a: after fifteen working days without an answer the dossier may be stopped, in words of its own everywhere.
#[db_test]
async fn a_dossier_nobody_supplements_is_stopped(store: Store) {
    let app = TestApp::new(store).await;
    add_procedure(&app, "3").await;
    let desk = app.sign_in(Role::DeskOfficer).await;
    let path = take(&desk, "Nông Thị Mẫu").await;
    let stop = format!("{path}/khong-bo-sung");
    desk.get(&path).await.ok();
    // The applicant's own wish needs a word, and the field that lacks it is opened.
    let silent = desk.post(&format!("{path}/dung"), &[("version", "1")]).await;
    let silent = silent.with_status(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        silent.body.contains("href=\"#stop_reason\"") && silent.body.contains("nep-panel\" open")
    );
    let ask = [("version", "1"), ("other", "Ghi rõ thửa"), ("reason", "Thiếu số thửa")];
    desk.post(&format!("{path}/bo-sung"), &ask).await.with_status(StatusCode::SEE_OTHER);
    let page = desk.get(&path).await.ok();
    assert!(page.text().contains("Nếu hết ngày 06/05/2021"), "{}", page.text());
    assert!(!page.body.contains(&stop));
    let fields = [("version", "2"), ("lapse_reason", "Đã gọi hai lần")];
    let early = desk.post(&stop, &fields).await.with_status(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(early.text().contains("còn được bổ sung đến hết ngày 06/05/2021"), "{}", early.text());
    assert!(early.text().contains("Đã gọi hai lần"), "nothing typed is lost");

    app.later(SignedDuration::from_hours(24 * 25));
    let desk = app.sign_in(Role::DeskOfficer).await;
    let page = desk.get(&path).await.ok();
    assert!(page.text().contains("Đã hết ngày 06/05/2021") && page.body.contains(&stop));
    let silent = desk.post(&stop, &[("version", "2")]).await;
    let silent = silent.with_status(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        silent.body.contains("href=\"#lapse_reason\"") && silent.body.contains("nep-panel\" open")
    );
    desk.post(&stop, &fields).await.with_status(StatusCode::SEE_OTHER);
    let page = desk.get(&path).await.ok();
    for text in ["Đã dừng vì không bổ sung", "Dừng giải quyết vì người nộp không bổ sung"]
    {
        assert!(page.text().contains(text), "{text}: {}", page.text());
    }
    let list = desk.get("/mot-cua?muc=stopped").await.ok();
    assert!(list.text().contains("Có 1 hồ sơ") && list.text().contains("Đã dừng vì không bổ sung"));
    assert!(desk.get("/api/v1/dossiers?tab=stopped").await.ok().body.contains("\"lapsed\""));
    let public = app.guest().get("/tra-cuu?ma=H14.25-210412-0001").await.ok();
    assert!(
        public.text().contains("vì hết thời gian chờ mà chưa được bổ sung"),
        "{}",
        public.text()
    );
    assert!(!public.text().contains("theo yêu cầu") && !public.text().contains("Có kết quả"));
    // The log says the deed, not the permission it took.
    let log = app.sign_in(Role::Auditor).await.get("/quan-tri/nhat-ky").await.ok();
    for text in ["Dừng giải quyết vì người nộp không bổ sung", "Hồ sơ H14.25-210412-0001"]
    {
        assert!(log.text().contains(text), "{text}: {}", log.text());
    }
    // The reason of a page that no longer offers anything.
    let over = desk.get(&format!("{path}/bo-sung")).await.ok();
    assert!(!over.body.contains("name=\"reason\""));
}

// D10: a result that is there before its date is announced to the applicant, which leaves its line.
#[db_test]
async fn an_early_result_is_announced(store: Store) {
    let app = TestApp::new(store).await;
    add_procedure(&app, "10").await;
    let desk = app.sign_in(Role::DeskOfficer).await;
    let path = take(&desk, "Nông Thị Mẫu").await;
    desk.get(&path).await.ok();
    let land = app.house.land.to_string();
    let forward = [("version", "1"), ("to", land.as_str())];
    desk.post(&format!("{path}/chuyen"), &forward).await.with_status(StatusCode::SEE_OTHER);
    let page = desk.get(&path).await.ok();
    assert!(page.text().contains("đang giải quyết, hẹn trả trước"), "{}", page.text());
    assert!(!page.body.contains(&format!("{path}/ket-qua")), "the office decides");
    let specialist = app.sign_in(Role::Specialist).await;
    specialist.get(&path).await.ok();
    let grant = [("version", "2"), ("result", "granted")];
    specialist.post(&format!("{path}/ket-qua"), &grant).await.with_status(StatusCode::SEE_OTHER);
    let notify = format!("{path}/bao-ket-qua");
    let page = desk.get(&path).await.ok();
    for text in ["Kết quả có trước ngày hẹn", "khoản 4 Điều 20 Nghị định 61/2018/NĐ-CP"]
    {
        assert!(page.text().contains(text), "{text}: {}", page.text());
    }
    let silent = desk.post(&notify, &[("version", "3")]).await;
    let silent = silent.with_status(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(silent.body.contains("href=\"#notice\""));
    let told = [("version", "3"), ("notice", "Gọi điện, hẹn chiều nay")];
    desk.post(&notify, &told).await.with_status(StatusCode::SEE_OTHER);
    desk.post(&notify, &told).await.with_status(StatusCode::SEE_OTHER);
    let page = desk.get(&path).await.ok();
    assert!(!page.body.contains(&notify));
    assert_eq!(page.text().matches("Đã báo người nộp có kết quả sớm").count(), 1);
    desk.post(&format!("{path}/tra-ket-qua"), &[("version", "4")])
        .await
        .with_status(StatusCode::SEE_OTHER);
}

// Part 6: an incomplete dossier at the counter is taken and asked about in one go; all that is wrong is said at once.
#[db_test]
async fn an_incomplete_dossier_is_taken_and_asked_about(store: Store) {
    let app = TestApp::new(store).await;
    add_procedure(&app, "3").await;
    let desk = app.sign_in(Role::DeskOfficer).await;
    let procedure = offered(&desk).await;
    let form = desk.get(&format!("{INTAKE}?thu-tuc={procedure}")).await.ok();
    assert!(form.text().contains("Tiếp nhận rồi yêu cầu bổ sung"));
    let (key, unit) = (form.hidden("request_key"), app.house.desk.to_string());
    let wrong = [
        ("procedure", procedure.as_str()),
        ("request_key", key.as_str()),
        ("when", "earlier"),
        ("sets", "hai"),
        ("applicant_phone", "gọi sau"),
        ("promised", "mai"),
    ];
    let all = desk.post(INTAKE, &wrong).await.with_status(StatusCode::UNPROCESSABLE_ENTITY);
    for field in [
        "applicant_name",
        "applicant_address",
        "applicant_phone",
        "sets",
        "unit",
        "received_at",
        "late_reason",
        "promised",
    ] {
        assert!(all.body.contains(&format!("href=\"#{field}\"")), "{field}: {}", all.text());
    }
    let refused = [("procedure", procedure.as_str()), ("applicant_email", "không có")];
    let all = desk.post("/mot-cua/tu-choi/moi", &refused).await;
    let all = all.with_status(StatusCode::UNPROCESSABLE_ENTITY);
    for field in ["reason", "applicant_name", "applicant_email", "unit"] {
        assert!(all.body.contains(&format!("href=\"#{field}\"")), "{field}: {}", all.text());
    }
    let fields = [
        ("procedure", procedure.as_str()),
        ("request_key", key.as_str()),
        ("unit", unit.as_str()),
        ("when", "now"),
        ("sets", "1"),
        ("applicant_name", "Nông Thị Mẫu"),
        ("applicant_address", "Xóm Đồi"),
        ("action", "supplement"),
    ];
    // Where another desk takes it, the wish to ask is not dropped without a word.
    let district = app.house.district.to_string();
    let mut elsewhere = fields;
    elsewhere[2].1 = &district;
    let refused = desk.post(INTAKE, &elsewhere).await;
    let refused = refused.with_status(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("href=\"#unit\"") && refused.body.contains("Nông Thị Mẫu"));
    assert!(refused.text().contains("do bộ phận một cửa của bạn tiếp nhận"));
    let taken = desk.post(INTAKE, &fields).await.with_status(StatusCode::SEE_OTHER);
    assert!(taken.location().ends_with("/bo-sung"), "{}", taken.location());
    assert!(desk.get(taken.location()).await.ok().text().contains("H14.25-210412-0001"));
}
