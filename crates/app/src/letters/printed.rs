//! Letters as they go out, with a mark while they are drafts: form 04, and letters of thanks, congratulation,
//! condolence. Page and PDF show one value.

use nep_documents::{ApologyLetter, Letterhead, PublicLetter, Signature};
use nep_domain::{
    ids::LetterId,
    letters::{Letter, LetterKind, LetterState},
    org::{self, OrgTree, Unit},
};

use super::{LetterView, letter};
use crate::{AppError, AppResult, Ctx, one_stop::place_of};

/// The symbol of apologies (form 04).
const SYMBOL: &str = "PXL";

/// A letter as PDF.
///
/// # Errors
/// As [`letter`]; [`AppError::Internal`] when it cannot be typeset.
pub async fn letter_pdf(ctx: &Ctx, id: LetterId) -> AppResult<Vec<u8>> {
    let value = printed(ctx, &letter(ctx, id).await?).await?;
    let pdf = tokio::task::spawn_blocking(move || nep_documents::public_letter(&value)).await;
    pdf.map_err(|e| AppError::Internal(e.to_string()))?
        .map_err(|e| AppError::Internal(format!("letter: {e}")))
}

/// Everything a letter shows, on its page and as PDF: letterhead with number and symbol, addressee, text,
/// recipients, signature.
///
/// # Errors
/// [`AppError::NotFound`] when its unit is unknown, or an apology has no dossier.
pub async fn printed(ctx: &Ctx, view: &LetterView) -> AppResult<PublicLetter> {
    let title = match view.letter.kind {
        LetterKind::Apology => return Ok(apology(ctx, view).await?.letter()),
        LetterKind::Thanks => "Thư cảm ơn",
        LetterKind::Congratulation => "Thư chúc mừng",
        LetterKind::Condolence => "Thư chia buồn",
    };
    other(ctx, &view.letter, title).await
}

/// Thanks, congratulation, condolence: a paragraph for each line of its text.
async fn other(ctx: &Ctx, letter: &Letter, title: &str) -> AppResult<PublicLetter> {
    let org = ctx.org_on(day_of(ctx, letter).date()).await?;
    let unit = issuer_of(ctx, &org, letter)?;
    let lines = letter.reason.lines().map(str::trim).filter(|line| !line.is_empty());
    let mut paragraphs: Vec<_> = lines.map(str::to_owned).collect();
    if let Some(last) = paragraphs.last_mut() {
        *last = nep_documents::closed(last);
    }
    Ok(PublicLetter {
        // A thư công has no abbreviation of its type (30/2020/NĐ-CP, Annex III): its symbol is the unit's.
        letterhead: letterhead(ctx, &org, letter, &unit.code)?,
        title: title.to_owned(),
        draft: letter.state != LetterState::Signed,
        addressee: letter.recipient.clone(),
        paragraphs,
        recipients: vec!["Như trên".to_owned(), "Lưu: VT".to_owned()],
        signature: signature(ctx, &org, letter)?,
    })
}

/// The moment a letter bears: of its signature, or now.
fn day_of(ctx: &Ctx, letter: &Letter) -> jiff::civil::DateTime {
    ctx.local(letter.signed_at.unwrap_or(ctx.now()))
}

/// The unit in whose name a letter goes out.
fn issuer_of<'a>(ctx: &'a Ctx, org: &'a OrgTree, letter: &Letter) -> AppResult<&'a Unit> {
    let issuer = letter.issuer.unwrap_or(letter.unit);
    org.get(issuer).or_else(|| ctx.org().get(issuer)).ok_or(AppError::NotFound("unit"))
}

fn letterhead(ctx: &Ctx, org: &OrgTree, letter: &Letter, symbol: &str) -> AppResult<Letterhead> {
    let unit = issuer_of(ctx, org, letter)?;
    let body = org.get(unit.root).or_else(|| ctx.org().get(unit.root));
    let body = body.map(|u| u.name.clone()).unwrap_or_default();
    Ok(Letterhead {
        place: place_of(&body),
        parent: Some(body).filter(|_| unit.id != unit.root),
        agency: unit.name.clone(),
        number: letter.number.as_ref().and_then(|n| n.parse().ok()),
        symbol: symbol.to_owned(),
        date: day_of(ctx, letter).date(),
    })
}

fn signature(ctx: &Ctx, org: &OrgTree, letter: &Letter) -> AppResult<Signature> {
    let signed = letter.state == LetterState::Signed;
    let at = day_of(ctx, letter).strftime("Đã ký lúc %H giờ %M phút ngày %d/%m/%Y").to_string();
    let lines = if letter.signer_post.is_empty() {
        org::signing_lines(issuer_of(ctx, org, letter)?, None)
    } else {
        letter.signer_post.clone()
    };
    Ok(Signature { lines, signed_at: signed.then_some(at), name: letter.signer_name.clone() })
}

async fn apology(ctx: &Ctx, view: &LetterView) -> AppResult<ApologyLetter> {
    let letter = &view.letter;
    let parts = (&view.dossier, &view.law, letter.old_due_at);
    let (Some((dossier, procedure)), Some(law), Some(old)) = parts else {
        return Err(AppError::NotFound("apology"));
    };
    let org = ctx.org_on(day_of(ctx, letter).date()).await?;
    let name =
        |id| org.get(id).or_else(|| ctx.org().get(id)).map(|u| u.name.clone()).unwrap_or_default();
    let desk = name(dossier.receiving);
    let address = Some(dossier.applicant.address.as_str()).filter(|a| !a.is_empty());
    Ok(ApologyLetter {
        letterhead: letterhead(ctx, &org, letter, SYMBOL)?,
        title: law
            .form_name("apology")
            .unwrap_or("Phiếu xin lỗi và hẹn lại ngày trả kết quả")
            .to_owned(),
        draft: letter.state != LetterState::Signed,
        addressee: address
            .map_or_else(|| letter.recipient.clone(), |a| format!("{}, {a}", letter.recipient)),
        salutation: "Ông/Bà".to_owned(),
        id_number: Some(dossier.applicant.id_number.clone()).filter(|n| !n.is_empty()),
        dossier_code: dossier.code.clone(),
        procedure: procedure.name.clone(),
        receiving_centre: desk.clone(),
        received_at: ctx.local(dossier.received_at),
        due_at: ctx.local(old),
        new_due_at: new_due(ctx, letter),
        reason: if letter.reason.is_empty() {
            "(chưa ghi lý do).".to_owned()
        } else {
            sentence(&letter.reason)
        },
        contact: Some(format!("{desk}.")),
        recipients: vec!["Như trên".to_owned(), desk, "Lưu: VT".to_owned()],
        signature: signature(ctx, &org, letter)?,
    })
}

/// The one new date; none on a draft whose proposal is over, for nobody can promise that any more.
fn new_due(ctx: &Ctx, letter: &Letter) -> Option<jiff::civil::DateTime> {
    let new_due = letter.new_due_at.map(|at| ctx.local(at));
    new_due.filter(|at| letter.state == LetterState::Signed || at.date() >= ctx.today())
}

/// The text with its full stop.
fn sentence(text: &str) -> String {
    if text.ends_with(['.', '!', '?', '…']) { text.to_owned() } else { format!("{text}.") }
}
