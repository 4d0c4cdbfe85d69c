//! Form 04 as PDF, with a watermark while it is a draft.

use nep_documents::{ApologyLetter, Letterhead, Signature};
use nep_domain::{
    ids::LetterId,
    letters::LetterState,
    org::{Unit, UnitKind},
};

use super::{LetterView, letter};
use crate::{AppError, AppResult, Ctx, one_stop::place_of};

/// The symbol of apologies (form 04).
const SYMBOL: &str = "PXL";

/// The apology as PDF.
///
/// # Errors
/// As [`letter`]; [`AppError::NotFound`] for a letter of another kind; [`AppError::Internal`] when it cannot be
/// typeset.
pub async fn apology_pdf(ctx: &Ctx, id: LetterId) -> AppResult<Vec<u8>> {
    let value = apology(ctx, &letter(ctx, id).await?).await?;
    let pdf = tokio::task::spawn_blocking(move || nep_documents::apology_letter(&value)).await;
    pdf.map_err(|e| AppError::Internal(e.to_string()))?
        .map_err(|e| AppError::Internal(format!("apology letter: {e}")))
}

async fn apology(ctx: &Ctx, view: &LetterView) -> AppResult<ApologyLetter> {
    let letter = &view.letter;
    let parts = (&view.dossier, &view.law, letter.old_due_at, letter.new_due_at);
    let (Some((dossier, procedure)), Some(law), Some(old), Some(new)) = parts else {
        return Err(AppError::NotFound("apology"));
    };
    let on = ctx.local(letter.signed_at.unwrap_or(ctx.now()));
    let org = ctx.org_on(on.date()).await?;
    let issuer = letter.issuer.unwrap_or(letter.unit);
    let unit =
        org.get(issuer).or_else(|| ctx.org().get(issuer)).ok_or(AppError::NotFound("unit"))?;
    let name =
        |id| org.get(id).or_else(|| ctx.org().get(id)).map(|u| u.name.clone()).unwrap_or_default();
    let desk = name(dossier.receiving);
    let signed = letter.state == LetterState::Signed;
    let address = Some(dossier.applicant.address.as_str()).filter(|a| !a.is_empty());
    let signed_at = on.strftime("Đã ký lúc %H giờ %M phút ngày %d/%m/%Y").to_string();
    Ok(ApologyLetter {
        letterhead: Letterhead {
            parent: Some(name(unit.root)).filter(|_| unit.id != unit.root),
            agency: unit.name.clone(),
            number: letter.number.as_ref().and_then(|n| n.parse().ok()),
            symbol: SYMBOL.to_owned(),
            place: place_of(&name(unit.root)),
            date: on.date(),
        },
        title: law
            .form_name("apology")
            .unwrap_or("Phiếu xin lỗi và hẹn lại ngày trả kết quả")
            .to_owned(),
        draft: !signed,
        addressee: address
            .map_or_else(|| letter.recipient.clone(), |a| format!("{}, {a}", letter.recipient)),
        salutation: "Ông/Bà".to_owned(),
        id_number: Some(dossier.applicant.id_number.clone()).filter(|n| !n.is_empty()),
        dossier_code: dossier.code.clone(),
        procedure: procedure.name.clone(),
        receiving_centre: desk.clone(),
        received_at: ctx.local(dossier.received_at),
        due_at: ctx.local(old),
        new_due_at: ctx.local(new),
        reason: if letter.reason.is_empty() {
            "(chưa ghi lý do).".to_owned()
        } else {
            sentence(&letter.reason)
        },
        contact: Some(format!("{desk}.")),
        recipients: vec!["Như trên".to_owned(), desk, "Lưu: VT".to_owned()],
        signature: Signature {
            lines: post(unit),
            signed_at: signed.then_some(signed_at),
            name: letter.signer_name.clone(),
        },
    })
}

/// The text with its full stop.
fn sentence(text: &str) -> String {
    if text.ends_with(['.', '!', '?', '…']) { text.to_owned() } else { format!("{text}.") }
}

/// The post above the signature, by the kind of unit.
fn post(unit: &Unit) -> Vec<String> {
    let lines: &[&str] = match unit.kind {
        UnitKind::Body | UnitKind::Commune => &["TM. Ủy ban nhân dân", "Chủ tịch"],
        UnitKind::Agency => &["Trưởng phòng"],
        UnitKind::OneStopDesk => &["Trưởng bộ phận"],
        UnitKind::ServiceUnit | UnitKind::MassOrganisation => &["Thủ trưởng đơn vị"],
    };
    lines.iter().map(|&line| line.to_owned()).collect()
}
