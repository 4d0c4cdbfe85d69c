//! What all administrative documents carry: head, signature, sheet.

use jiff::civil::Date;
use serde::Serialize;

use crate::long_date;

/// The head of a document under NĐ 30/2020, Annex I: boxes 2, 3 and 4.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Letterhead {
    /// The body above the issuing one, where it is printed.
    pub parent: Option<String>,
    /// The issuing body in its ordinary spelling ("Ủy ban nhân dân huyện Trùng Khánh"); the
    /// template prints it in capitals, and as it is within sentences.
    pub agency: String,
    /// The number in the year's series, or `None` while it is open: paper documents are numbered
    /// after signing (NĐ 30/2020, Đ.15).
    pub number: Option<u32>,
    /// What follows the number and its stroke, such as "BC-UBND".
    pub symbol: String,
    /// Place name before the date.
    pub place: String,
    /// Date of the document; also the PDF's creation date.
    pub date: Date,
}

impl Letterhead {
    /// Number and symbol as they are told and cited: `02/PXL`, with dots while the number is open.
    pub fn reference(&self) -> String {
        let number = self.number.map_or_else(|| "……".to_owned(), |number| format!("{number:02}"));
        format!("{number}/{}", self.symbol)
    }

    /// How an annex names the document it belongs to: `Báo cáo số 07/BC-UBND ngày … của …`.
    pub fn cited(&self, kind: &str) -> String {
        format!("{kind} số {} {} của {}", self.reference(), long_date(self.date), self.agency)
    }
}

/// Who signs (box 7).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Signature {
    /// Authority and post, one printed line each: `["TM. Ủy ban nhân dân", "KT. Chủ tịch",
    /// "Phó Chủ tịch"]`. Printed in capitals.
    pub lines: Vec<String>,
    /// When and how it was signed electronically, printed in the room for the signature;
    /// `None` leaves the room free for pen and seal.
    pub signed_at: Option<String>,
    /// Name without academic title; `None` while nobody has signed.
    pub name: Option<String>,
}

/// Size of the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Paper {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 148 × 210 mm, for slips handed over the counter.
    A5,
}
