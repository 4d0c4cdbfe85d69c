//! Form 04: the apology for a dossier that will be late, with its one new date.

use jiff::civil::DateTime;

use crate::{Letterhead, PublicLetter, Signature, closed, long_date, long_moment};

/// Values of form 04 of the one-stop desk (TT 01/2018/TT-VPCP "Phiếu xin lỗi và hẹn lại ngày trả
/// kết quả"; TT 03/2025/TT-VPCP "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết").
#[derive(Debug, Clone, PartialEq, Eq)]
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
    /// The one new date, office time, once it is proposed.
    pub new_due_at: Option<DateTime>,
    /// Why the result is late, a whole sentence with its full stop.
    pub reason: String,
    /// Whom to turn to (name, telephone), a sentence with its full stop.
    pub contact: Option<String>,
    /// Lines of "Nơi nhận", without dash and closing mark.
    pub recipients: Vec<String>,
    /// The head of the office or the deputy in his or her place.
    pub signature: Signature,
}

impl ApologyLetter {
    /// The letter in the words of form 04, set like the other letters of a head.
    pub fn letter(&self) -> PublicLetter {
        let (you, agency) = (&self.salutation, &self.letterhead.agency);
        let new_due =
            self.new_due_at.map_or_else(|| "(chưa ghi ngày hẹn mới)".to_owned(), long_moment);
        let mut paragraphs = vec![
            format!(
                "Vào {}, {} tiếp nhận hồ sơ của {you}, {}.",
                long_date(self.received_at.date()),
                self.receiving_centre,
                self.dossier()
            ),
            format!("Thời gian hẹn trả kết quả: {}.", long_moment(self.due_at)),
            format!("Đến nay, hồ sơ của {you} chưa có kết quả giải quyết. Lý do: {}", self.reason),
            format!(
                "{agency} chân thành xin lỗi {you} vì sự chậm trễ này đã gây phiền hà, tốn kém chi phí và công sức \
                 của {you}."
            ),
            format!(
                "{agency} đề nghị gia hạn thời gian giải quyết và hẹn trả kết quả vào: {new_due}."
            ),
        ];
        let contact = self.contact.iter();
        paragraphs
            .extend(contact.map(|contact| format!("Khi cần trao đổi, xin liên hệ: {contact}")));
        paragraphs.push(closed(&format!("Rất mong nhận được sự thông cảm của {you}.")));
        PublicLetter {
            letterhead: self.letterhead.clone(),
            title: self.title.clone(),
            draft: self.draft,
            addressee: self.addressee.clone(),
            paragraphs,
            recipients: self.recipients.clone(),
            signature: self.signature.clone(),
        }
    }

    /// What names the dossier within a sentence.
    fn dossier(&self) -> String {
        let id = self.id_number.as_ref().map(|id| format!("; số định danh: {id}"));
        format!(
            "thủ tục: {}{}; mã hồ sơ: {}",
            self.procedure,
            id.unwrap_or_default(),
            self.dossier_code
        )
    }
}
