//! The slips of the desk: form 01, the receipt the applicant takes home; form 02, what is missing.

use nep_calendar::{Term, TermUnit};
use nep_documents::{CounterSignature, DeskNotice, Letterhead, Paper, Party, ReceiptSlip};
use nep_domain::{
    ids::{DossierId, UnitId},
    one_stop::{Applicant, DeskLaw, Supplement},
    org::OrgTree,
};
use nep_law::Days;

use super::{DossierView, dossier};
use crate::{AppError, AppResult, Ctx};

/// The symbol of the desk's papers (TT 03/2025/TT-VPCP, Annex I).
pub(super) const SYMBOL: &str = "BPTNTKQ";

/// The receipt of a dossier as PDF, with the QR code under which it is looked up and rated.
///
/// # Errors
/// As [`dossier`]; [`AppError::Internal`] when it cannot be typeset.
pub async fn receipt_slip(ctx: &Ctx, id: DossierId) -> AppResult<Vec<u8>> {
    let slip = slip(ctx, &dossier(ctx, id).await?).await?;
    let pdf = tokio::task::spawn_blocking(move || nep_documents::receipt_slip(&slip)).await;
    pdf.map_err(|e| AppError::Internal(e.to_string()))?
        .map_err(|e| AppError::Internal(format!("receipt slip: {e}")))
}

/// The values of the slip.
pub(super) async fn slip(ctx: &Ctx, view: &DossierView) -> AppResult<ReceiptSlip> {
    let d = &view.dossier;
    let received = ctx.local(d.received_at);
    let org = ctx.org_on(received.date()).await?;
    let name = |unit| org.get(unit).map(|u| u.name.clone()).unwrap_or_default();
    let title = view.law.form_name("receipt").unwrap_or("Giấy tiếp nhận hồ sơ và hẹn trả kết quả");
    let receiver = view.steps.first().and_then(|line| line.by.clone());
    // Once everything was supplied the term was counted anew, and the slip carries the new date.
    let anew = view.supplements.iter().rev().find_map(|s| s.due_after);
    Ok(ReceiptSlip {
        paper: paper(&view.law),
        letterhead: letterhead(&org, (d.root, d.receiving), SYMBOL, received.date()),
        title: title.to_owned(),
        copy: Some("Giao tổ chức, cá nhân".to_owned()),
        dossier_code: d.code.clone(),
        receiving_centre: name(d.receiving),
        applicant: party(&d.applicant),
        authorised: None,
        procedure: d.content.clone(),
        papers: d.papers.clone(),
        sets: d.sets,
        statutory_term: term_words(d.term),
        received_at: received,
        due_at: ctx.local(anew.unwrap_or(d.first_due_at)),
        place: name(d.receiving),
        register: None,
        url: format!("{}/danh-gia/{}", ctx.services().settings.public_url, d.rating_token),
        applicant_signature: CounterSignature {
            name: Some(d.applicant.name.clone()),
            signed_at: None,
        },
        receiver_signature: CounterSignature { name: receiver, signed_at: None },
    })
}

/// The request to supplement a dossier as PDF (form 02), the newest one or the `seq`-th.
///
/// # Errors
/// As [`dossier`]; [`AppError::NotFound`] when there is no such request; [`AppError::Internal`] when it cannot be
/// typeset.
pub async fn supplement_slip(ctx: &Ctx, id: DossierId, seq: Option<u32>) -> AppResult<Vec<u8>> {
    let view = dossier(ctx, id).await?;
    let asked = view.supplements.iter().rev().find(|s| seq.is_none_or(|seq| s.seq == seq));
    let asked = asked.ok_or(AppError::NotFound("supplement"))?;
    let notice = supplement_notice(ctx, &view, asked).await?;
    typeset(notice).await
}

/// Sets a notice of the desk.
pub(super) async fn typeset(notice: DeskNotice) -> AppResult<Vec<u8>> {
    let pdf = tokio::task::spawn_blocking(move || nep_documents::desk_notice(&notice)).await;
    pdf.map_err(|e| AppError::Internal(e.to_string()))?
        .map_err(|e| AppError::Internal(format!("notice of the desk: {e}")))
}

async fn supplement_notice(
    ctx: &Ctx,
    view: &DossierView,
    asked: &Supplement,
) -> AppResult<DeskNotice> {
    let d = &view.dossier;
    let on = ctx.local(asked.requested_at);
    let org = ctx.org_on(on.date()).await?;
    let by = view
        .steps
        .iter()
        .find(|line| line.step.entry.at == asked.requested_at && line.step.by == asked.requested_by)
        .and_then(|line| line.by.clone());
    let contact: Vec<&str> = [&asked.contact_name, &asked.contact_phone]
        .into_iter()
        .map(String::as_str)
        .filter(|text| !text.is_empty())
        .collect();
    // Each unit counts its own requests, so its code keeps their numbers apart.
    let symbol = org.get(asked.unit).filter(|_| asked.unit != d.receiving);
    let symbol = symbol.map_or(SYMBOL, |unit| unit.code.as_str());
    let mut letterhead =
        letterhead(&org, (d.root, asked.unit), &format!("PBS-{symbol}"), on.date());
    letterhead.number = Some(asked.number);
    Ok(DeskNotice {
        paper: paper(&view.law),
        letterhead,
        title: view
            .law
            .form_name("supplement_request")
            .unwrap_or("Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ")
            .to_owned(),
        dossier_code: Some(d.code.clone()),
        applicant: party(&d.applicant),
        content: d.content.clone(),
        lead: supplement_lead(&view.law),
        items: asked.items().cloned().collect(),
        reason: asked.reason.clone(),
        contact: Some(contact.join(", điện thoại ")).filter(|text| !text.is_empty()),
        url: Some(format!("{}/tra-cuu?ma={}", ctx.services().settings.public_url, d.code)),
        applicant_signature: None,
        officer_title: "Người hướng dẫn".to_owned(),
        officer_signature: CounterSignature { name: by, signed_at: None },
    })
}

/// What form 02 asks for. A term that nobody has settled is not told to a citizen as if it were the rule.
fn supplement_lead(law: &DeskLaw) -> String {
    let ask = "Hồ sơ còn thiếu hoặc chưa đúng. Đề nghị bổ sung, hoàn thiện các nội dung sau";
    if !law.close_after.is_settled() {
        return format!("{ask}:");
    }
    let days = law.close_after.value;
    let unit = if matches!(days, Days::Working(_)) { "ngày làm việc" } else { "ngày" };
    format!(
        "{ask} trong {:02} {unit} kể từ ngày nhận phiếu này; quá thời hạn đó, hồ sơ có thể được dừng giải quyết:",
        days.count()
    )
}

pub(super) fn paper(law: &DeskLaw) -> Paper {
    if law.slip_page_size.value == "A5" { Paper::A5 } else { Paper::A4 }
}

/// The head of a slip of `unit` within the body `root`.
pub(super) fn letterhead(
    org: &OrgTree,
    (root, unit): (UnitId, UnitId),
    symbol: &str,
    date: jiff::civil::Date,
) -> Letterhead {
    let name = |unit| org.get(unit).map(|u| u.name.clone()).unwrap_or_default();
    Letterhead {
        parent: Some(name(root)).filter(|_| root != unit),
        agency: name(unit),
        number: None,
        symbol: symbol.to_owned(),
        place: place_of(&name(root)),
        date,
    }
}

pub(super) fn party(applicant: &Applicant) -> Party {
    let given = |text: &str| Some(text.to_owned()).filter(|t| !t.is_empty());
    Party {
        name: applicant.name.clone(),
        id_number: given(&applicant.id_number),
        address: given(&applicant.address),
        phone: given(&applicant.phone),
        email: given(&applicant.email),
    }
}

/// A term as Vietnamese documents write it: `03 ngày làm việc`.
pub fn term_words(term: Term) -> String {
    let unit = match term.unit {
        TermUnit::WorkingDays => "ngày làm việc",
        TermUnit::CalendarDays => "ngày",
        TermUnit::Hours => "giờ làm việc",
    };
    if term.amount == 0 {
        "Trong ngày làm việc".to_owned()
    } else {
        format!("{:02} {unit}", term.amount)
    }
}

/// The place name of a body, for the line of place and date: `Trùng Khánh` of "Ủy ban nhân dân huyện Trùng Khánh".
pub(crate) fn place_of(body: &str) -> String {
    const KINDS: [&str; 8] =
        ["thành phố ", "thị trấn ", "thị xã ", "phường ", "huyện ", "quận ", "tỉnh ", "xã "];
    let rest = body.strip_prefix("Ủy ban nhân dân ").unwrap_or(body);
    let stripped = KINDS.iter().find_map(|kind| rest.strip_prefix(kind));
    stripped.unwrap_or(rest).to_owned()
}

#[cfg(test)]
mod tests {
    use db_test::db_test;
    use jiff::civil::date;
    use nep_calendar::Term;
    use nep_domain::{access::Role, one_stop::Applicant};
    use nep_storage::Store;

    use super::{place_of, slip};
    use crate::{
        one_stop::{Receive, SaveProcedure, dossier, receive, save_procedure},
        testing::TestHouse,
    };

    // Form 01 says what was handed in, until when and where to ask.
    #[db_test]
    async fn the_slip_carries_the_dossier(store: Store) {
        let house = TestHouse::build(store).await.unwrap();
        let procedure = SaveProcedure {
            id: None,
            version: 0,
            code: "1.004199.H14".to_owned(),
            name: "Đăng ký biến động quyền sử dụng đất".to_owned(),
            field: "Đất đai".to_owned(),
            steps: String::new(),
            applicants: String::new(),
            papers: vec!["Đơn đăng ký".to_owned(), "Giấy chứng nhận".to_owned()],
            sets: 1,
            term: Term::working_days(3),
            same_day_cut_off: false,
            fee: String::new(),
            result: String::new(),
            legal_basis: String::new(),
            competent: house.land,
            valid_from: date(2019, 1, 1),
            valid_to: None,
        };
        let procedure =
            save_procedure(&house.ctx(Role::HomeAffairs).await.unwrap(), procedure).await.unwrap();
        let desk = house.ctx(Role::DeskOfficer).await.unwrap();
        let taken = Receive {
            procedure: procedure.id,
            unit: house.desk,
            applicant: Applicant {
                name: "Nông Thị Mẫu".to_owned(),
                address: "Xóm Đồi".to_owned(),
                ..Applicant::default()
            },
            content: String::new(),
            papers: Vec::new(),
            sets: 0,
            received_at: None,
            late_reason: String::new(),
            promised: None,
            request_key: None,
            another: true,
        };
        let taken = receive(&desk, taken).await.unwrap();
        let mut slip = slip(&desk, &dossier(&desk, taken.id).await.unwrap()).await.unwrap();
        assert_eq!(slip.url, format!("http://127.0.0.1:8080/danh-gia/{}", taken.rating_token));
        slip.url = "[address]".to_owned();
        insta::assert_json_snapshot!("slip", slip);
    }

    #[test]
    fn the_place_is_the_name_without_its_kind() {
        assert_eq!(place_of("Ủy ban nhân dân huyện Trùng Khánh"), "Trùng Khánh");
        assert_eq!(place_of("Ủy ban nhân dân thị xã Mẫu"), "Mẫu");
        assert_eq!(place_of("Sở Nội vụ"), "Sở Nội vụ");
    }
}
