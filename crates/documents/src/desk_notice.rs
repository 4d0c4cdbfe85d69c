//! Forms 02 and 03: what a dossier still needs, and why one is not taken.

use serde::Serialize;

use crate::{
    CounterSignature, DocumentError, Letterhead, Paper, Party, qr_svg,
    typesetting::{Job, Template, typeset},
};

/// Values of form 02 "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ" and form 03 "Phiếu từ chối tiếp nhận giải quyết hồ
/// sơ" of the one-stop desk (TT 01/2018/TT-VPCP Đ.9; TT 03/2025/TT-VPCP, Annex I).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DeskNotice {
    /// Size of the sheet; the forms of 2018 are A5 ones.
    pub paper: Paper,
    /// Office, its parent, number, place and date.
    pub letterhead: Letterhead,
    /// Name of the form in force on its day.
    pub title: String,
    /// Code of the dossier; a refused one has none.
    pub dossier_code: Option<String>,
    /// Who applies.
    pub applicant: Party,
    /// What is asked for.
    pub content: String,
    /// The sentence that says what the notice is about.
    pub lead: String,
    /// What is to be completed; the notice numbers it.
    pub items: Vec<String>,
    /// Why, without its full stop.
    pub reason: String,
    /// Whom to turn to (name, telephone), without full stop.
    pub contact: Option<String>,
    /// Public page of the dossier, printed as text and as QR code.
    pub url: Option<String>,
    /// The citizen's signature, where the form asks for it.
    pub applicant_signature: Option<CounterSignature>,
    /// As what the official signs.
    pub officer_title: String,
    /// The official's signature.
    pub officer_signature: CounterSignature,
}

/// Sets the notice as PDF/A.
pub fn desk_notice(notice: &DeskNotice) -> Result<Vec<u8>, DocumentError> {
    typeset(&notice.job()?)
}

impl DeskNotice {
    /// The notice as work for the typesetter.
    pub(crate) fn job(&self) -> Result<Job<'_, Self>, DocumentError> {
        let subject = self.dossier_code.as_ref().unwrap_or(&self.applicant.name);
        Ok(Job {
            template: Template::DeskNotice,
            name: "notice",
            value: self,
            title: format!("{} – {subject}", self.title),
            letterhead: &self.letterhead,
            ident: format!("desk-notice/{}/{subject}", self.letterhead.symbol),
            qr: self.url.as_deref().map(qr_svg).transpose()?,
        })
    }
}
