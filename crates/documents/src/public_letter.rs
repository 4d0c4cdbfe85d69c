//! Letters that a head signs: apologies, thanks, congratulation and condolence.

use serde::Serialize;

use crate::{
    DocumentError, Letterhead, Signature,
    typesetting::{Job, Template, typeset},
};

/// Values of a letter that a head writes to a citizen, an organisation or an official (NĐ 30/2020/NĐ-CP Đ.7: thư
/// công; form 04 through [`crate::ApologyLetter::letter`]), in the layout of the other documents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PublicLetter {
    /// Head of the letter; its agency is the one that writes.
    pub letterhead: Letterhead,
    /// What kind of letter it is: "Thư cảm ơn".
    pub title: String,
    /// Prints DỰ THẢO across the sheet: not yet signed by the head.
    pub draft: bool,
    /// Who gets the letter, after "Kính gửi:".
    pub addressee: String,
    /// The text, a paragraph each, the last one closed ([`crate::closed`]).
    pub paragraphs: Vec<String>,
    /// Lines of "Nơi nhận", without dash and closing mark.
    pub recipients: Vec<String>,
    /// The head of the office.
    pub signature: Signature,
}

/// Sets the letter as PDF/A on A4.
pub fn public_letter(letter: &PublicLetter) -> Result<Vec<u8>, DocumentError> {
    typeset(&letter.job())
}

impl PublicLetter {
    /// The letter as work for the typesetter.
    pub(crate) fn job(&self) -> Job<'_, Self> {
        let number = self.letterhead.number.map_or_else(String::new, |n| n.to_string());
        Job {
            template: Template::PublicLetter,
            name: "letter",
            value: self,
            title: format!("{} – {}", self.title, self.addressee),
            letterhead: &self.letterhead,
            ident: format!(
                "public-letter/{}/{}/{number}/{}/{}",
                self.letterhead.agency, self.letterhead.date, self.title, self.addressee
            ),
            qr: None,
        }
    }
}
