//! Form 04: the apology for a dossier that will be late, with its one new date.

use jiff::civil::DateTime;
use serde::Serialize;

use crate::{
    DocumentError, Letterhead, Signature,
    typesetting::{Job, Template, typeset},
};

/// Values of form 04 of the one-stop desk (TT 01/2018/TT-VPCP "Phiếu xin lỗi và hẹn lại ngày trả
/// kết quả"; TT 03/2025/TT-VPCP "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết").
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ApologyLetter {
    /// Head of the letter; its agency is the one that apologises.
    pub letterhead: Letterhead,
    /// Name of the form in force on the letter's date.
    pub title: String,
    /// Prints DỰ THẢO across the sheet: not yet signed by the head.
    pub draft: bool,
    /// Who gets the letter, after "Kính gửi:".
    pub addressee: String,
    /// How the letter speaks to him or her: "Ông", "Bà", "Ông/Bà", "Quý Công ty".
    pub salutation: String,
    /// Personal or organisation identity number, if recorded.
    pub id_number: Option<String>,
    /// Code of the dossier.
    pub dossier_code: String,
    /// Name of the procedure.
    pub procedure: String,
    /// The desk that received the dossier.
    pub receiving_centre: String,
    /// When it was received complete, office time.
    pub received_at: DateTime,
    /// The date promised on the receipt, office time.
    pub due_at: DateTime,
    /// The one new date, office time.
    pub new_due_at: DateTime,
    /// Why the result is late, a whole sentence with its full stop.
    pub reason: String,
    /// Whom to turn to (name, telephone), a sentence with its full stop.
    pub contact: Option<String>,
    /// Lines of "Nơi nhận", without dash and closing mark.
    pub recipients: Vec<String>,
    /// The head of the office or the deputy in his or her place.
    pub signature: Signature,
}

/// Sets the letter as PDF/A on A4.
pub fn apology_letter(letter: &ApologyLetter) -> Result<Vec<u8>, DocumentError> {
    typeset(&letter.job())
}

impl ApologyLetter {
    /// The letter as work for the typesetter.
    pub(crate) fn job(&self) -> Job<'_, Self> {
        Job {
            template: Template::ApologyLetter,
            name: "letter",
            value: self,
            title: format!("{} – {}", self.title, self.dossier_code),
            letterhead: &self.letterhead,
            ident: format!("apology-letter/{}", self.dossier_code),
            qr: None,
        }
    }
}
