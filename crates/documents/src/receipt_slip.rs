//! Form 01: what the citizen carries home from the one-stop desk.

use jiff::civil::DateTime;
use serde::Serialize;

use crate::{
    DocumentError, Letterhead, Paper, qr_svg,
    typesetting::{Job, Template, typeset},
};

/// Values of form 01 of the one-stop desk, "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"
/// (TT 01/2018/TT-VPCP Đ.9; TT 03/2025/TT-VPCP, Annex I).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReceiptSlip {
    /// Size of the sheet; the form of 2018 is an A5 one.
    pub paper: Paper,
    /// Office, its parent, number, place and date.
    pub letterhead: Letterhead,
    /// Name of the form in force on the day of reception.
    pub title: String,
    /// Which copy this is, such as "Giao tổ chức, cá nhân".
    pub copy: Option<String>,
    /// Code of the dossier.
    pub dossier_code: String,
    /// The desk that received it.
    pub receiving_centre: String,
    /// Whose dossier it is.
    pub applicant: Party,
    /// Who brought it with authority to do so.
    pub authorised: Option<Party>,
    /// What is asked for: the procedure.
    pub procedure: String,
    /// The papers handed in; the slip numbers them.
    pub papers: Vec<String>,
    /// How many sets.
    pub sets: u32,
    /// The term of the law, in words ("03 ngày làm việc").
    pub statutory_term: String,
    /// When it was received complete, office time.
    pub received_at: DateTime,
    /// When the result will be there, office time.
    pub due_at: DateTime,
    /// Where or how the result is fetched.
    pub place: String,
    /// Where it stands in the register, if one is kept on paper.
    pub register: Option<RegisterEntry>,
    /// Public page of the dossier, printed as text and as QR code.
    pub url: String,
    /// The citizen's signature.
    pub applicant_signature: CounterSignature,
    /// The receiving official's signature.
    pub receiver_signature: CounterSignature,
}

/// A person or organisation on the slip. What is `None` is printed as dots to be filled by hand.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Party {
    /// Full name.
    pub name: String,
    /// Personal or organisation identity number.
    pub id_number: Option<String>,
    /// Address.
    pub address: Option<String>,
    /// Telephone number.
    pub phone: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
}

/// Where a dossier stands in the register kept on paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct RegisterEntry {
    /// Volume of the year.
    pub volume: u32,
    /// Running number of the year.
    pub number: u32,
}

/// A signature given at the counter.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct CounterSignature {
    /// Printed name under it.
    pub name: Option<String>,
    /// When and how it was signed electronically; `None` leaves room for the pen.
    pub signed_at: Option<String>,
}

/// Sets the slip as PDF/A, with the QR code of its public page.
pub fn receipt_slip(slip: &ReceiptSlip) -> Result<Vec<u8>, DocumentError> {
    typeset(&slip.job()?)
}

impl ReceiptSlip {
    /// The slip as work for the typesetter.
    pub(crate) fn job(&self) -> Result<Job<'_, Self>, DocumentError> {
        Ok(Job {
            template: Template::ReceiptSlip,
            name: "slip",
            value: self,
            title: format!("{} – {}", self.title, self.dossier_code),
            letterhead: &self.letterhead,
            ident: format!("receipt-slip/{}", self.dossier_code),
            qr: Some(qr_svg(&self.url)?),
        })
    }
}
