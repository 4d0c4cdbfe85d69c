//! Where a figure stands in the law, and how sure we are that it stands there.

use std::fmt;

use jiff::civil::Date;

use crate::Wording;

/// A legal text a pack rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Short name inside the pack, used by citations.
    pub key: String,
    /// What kind of text it is.
    pub kind: SourceKind,
    /// Number and sign, such as `61/2018/NĐ-CP`; absent for a default of the product.
    pub number: Option<String>,
    /// Day of signing, where known.
    pub date: Option<Date>,
    /// Who issued it.
    pub issuer: Option<Wording>,
    /// First day in force.
    pub effective_from: Option<Date>,
    /// Last day in force; `None` while it is in force or when the end is not known.
    pub effective_to: Option<Date>,
    /// What the text is about.
    pub title: Wording,
}

impl Source {
    /// Kind and number in both languages, such as "Nghị định 61/2018/NĐ-CP".
    pub fn name(&self) -> Wording {
        if let (SourceKind::Code, Some(date)) = (self.kind, self.date) {
            let with_year = |title: &str| format!("{title} {}", date.year());
            return Wording { vi: with_year(&self.title.vi), en: with_year(&self.title.en) };
        }
        match (&self.number, self.kind.words()) {
            (Some(number), (vi, en)) if !vi.is_empty() => {
                Wording { vi: format!("{vi} {number}"), en: format!("{en} {number}") }
            }
            _ => self.title.clone(),
        }
    }
}

/// Kinds of legal text, and the one source that is not law.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceKind {
    /// Bộ luật, which goes by its name and year: "Bộ luật Dân sự 2015".
    Code,
    /// Luật.
    Law,
    /// Nghị quyết.
    Resolution,
    /// Nghị định.
    Decree,
    /// Quyết định.
    Decision,
    /// Chỉ thị.
    Directive,
    /// Thông tư.
    Circular,
    /// Kế hoạch.
    Plan,
    /// Hướng dẫn.
    Guidance,
    /// Công văn.
    OfficialLetter,
    /// No legal text sets the figure: the product proposes it and the agency decides.
    ProductDefault,
}

impl SourceKind {
    /// Every kind with its name in pack files.
    pub(crate) const NAMES: [(&str, Self); 11] = [
        ("code", Self::Code),
        ("law", Self::Law),
        ("resolution", Self::Resolution),
        ("decree", Self::Decree),
        ("decision", Self::Decision),
        ("directive", Self::Directive),
        ("circular", Self::Circular),
        ("plan", Self::Plan),
        ("guidance", Self::Guidance),
        ("official_letter", Self::OfficialLetter),
        ("product_default", Self::ProductDefault),
    ];

    /// The word before the number, Vietnamese and English.
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Code | Self::ProductDefault => ("", ""),
            Self::Law => ("Luật", "Law"),
            Self::Resolution => ("Nghị quyết", "Resolution"),
            Self::Decree => ("Nghị định", "Decree"),
            Self::Decision => ("Quyết định", "Decision"),
            Self::Directive => ("Chỉ thị", "Directive"),
            Self::Circular => ("Thông tư", "Circular"),
            Self::Plan => ("Kế hoạch", "Plan"),
            Self::Guidance => ("Hướng dẫn", "Guidance"),
            Self::OfficialLetter => ("Công văn", "Official letter"),
        }
    }
}

/// The place in a legal text that a figure rests on.
///
/// Printed in Vietnamese by `Display` and [`Citation::vi`]: "khoản 9 Điều 19 Nghị định
/// 61/2018/NĐ-CP"; in English by [`Citation::en`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// Name of the text, such as "Nghị định 61/2018/NĐ-CP".
    pub text: Wording,
    /// What kind of text it is; [`SourceKind::ProductDefault`] where no law sets the figure.
    pub kind: SourceKind,
    /// A part that is not an article, such as "Phụ lục I".
    pub part: Option<Wording>,
    /// Điều, such as `19` or `23a`.
    pub article: Option<String>,
    /// Khoản, such as `9` or `2a`.
    pub clause: Option<String>,
    /// Điểm, a letter.
    pub point: Option<String>,
}

impl Citation {
    /// The citation as Vietnamese documents write it: point, clause, article, part, text.
    pub fn vi(&self) -> String {
        let mut words = Vec::new();
        words.extend(self.point.as_ref().map(|point| format!("điểm {point}")));
        words.extend(self.clause.as_ref().map(|clause| format!("khoản {clause}")));
        words.extend(self.article.as_ref().map(|article| format!("Điều {article}")));
        words.extend(self.part.as_ref().map(|part| part.vi.clone()));
        words.push(self.text.vi.clone());
        words.join(" ")
    }

    /// The citation in English, in the same order.
    pub fn en(&self) -> String {
        let mut words = Vec::new();
        words.extend(self.point.as_ref().map(|point| format!("point {point}")));
        words.extend(self.clause.as_ref().map(|clause| format!("clause {clause}")));
        words.extend(self.article.as_ref().map(|article| format!("Article {article}")));
        words.extend(self.part.as_ref().map(|part| part.en.clone()));
        words.push(self.text.en.clone());
        words.join(", ")
    }
}

impl fmt::Display for Citation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.vi())
    }
}

/// How sure we are that the law says this.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Confidence {
    /// The provision itself was read.
    Verified,
    /// Not read in the text itself; pages that rest on it must say so.
    Unverified {
        /// Why it is not verified, shown to users.
        reason: Wording,
    },
}

impl Confidence {
    /// Whether the provision itself was read.
    pub fn is_verified(&self) -> bool {
        matches!(self, Self::Verified)
    }

    /// Why it is not verified; `None` when it is.
    pub fn reason(&self) -> Option<&Wording> {
        match self {
            Self::Verified => None,
            Self::Unverified { reason } => Some(reason),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decree() -> Wording {
        Wording {
            vi: "Nghị định 61/2018/NĐ-CP".to_owned(), en: "Decree 61/2018/NĐ-CP".to_owned()
        }
    }

    #[test]
    fn a_citation_prints_the_way_documents_write_it() {
        let mut citation = Citation {
            text: decree(),
            kind: SourceKind::Decree,
            part: None,
            article: Some("19".to_owned()),
            clause: Some("9".to_owned()),
            point: None,
        };
        assert_eq!(citation.to_string(), "khoản 9 Điều 19 Nghị định 61/2018/NĐ-CP");
        assert_eq!(citation.en(), "clause 9, Article 19, Decree 61/2018/NĐ-CP");
        citation.point = Some("đ".to_owned());
        assert_eq!(citation.vi(), "điểm đ khoản 9 Điều 19 Nghị định 61/2018/NĐ-CP");
    }

    // A code goes by its name: nobody says "Law 91/2015/QH13".
    #[test]
    fn a_code_goes_by_name_and_year() {
        let title = Wording { vi: "Bộ luật Dân sự".to_owned(), en: "Civil Code".to_owned() };
        let code = Source {
            key: "blds-2015".to_owned(),
            kind: SourceKind::Code,
            number: Some("91/2015/QH13".to_owned()),
            date: Date::new(2015, 11, 24).ok(),
            issuer: None,
            effective_from: None,
            effective_to: None,
            title,
        };
        assert_eq!(code.name().vi, "Bộ luật Dân sự 2015");
        assert_eq!(code.name().en, "Civil Code 2015");
        assert_eq!(Source { kind: SourceKind::Law, ..code }.name().vi, "Luật 91/2015/QH13");
    }

    #[test]
    fn a_part_stands_before_the_text() {
        let part = Wording { vi: "Phụ lục III".to_owned(), en: "Annex III".to_owned() };
        let citation = Citation {
            text: decree(),
            kind: SourceKind::Decree,
            part: Some(part),
            article: None,
            clause: None,
            point: None,
        };
        assert_eq!(citation.vi(), "Phụ lục III Nghị định 61/2018/NĐ-CP");
        assert_eq!(citation.en(), "Annex III, Decree 61/2018/NĐ-CP");
    }
}
