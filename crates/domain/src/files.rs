//! Stored files: which kinds are taken, how large they may be, what is known of one.

use jiff::Timestamp;

use crate::{
    ids::{AccountId, FileId},
    text_enum,
};

/// The largest single file taken, in bytes (10 MiB). A choice of the product: enough for a scanned
/// decision, small enough that a database stays easy to back up.
pub const LARGEST_FILE: usize = 10 * 1024 * 1024;

/// The longest file name kept, in characters.
pub const LONGEST_NAME: usize = 200;

text_enum! {
    /// A kind of file taken, named by its usual ending.
    FileKind {
        /// Portable document, mostly scans.
        Pdf = "pdf",
        /// Picture.
        Png = "png",
        /// Photograph.
        Jpeg = "jpg",
        /// Word document.
        Docx = "docx",
        /// Excel workbook.
        Xlsx = "xlsx",
    }
}

impl FileKind {
    /// The kind a file's name claims by its ending; `None` for kinds that are not taken.
    pub fn from_name(name: &str) -> Option<Self> {
        let ending = name.rsplit_once('.')?.1.to_lowercase();
        if ending == "jpeg" { Some(Self::Jpeg) } else { ending.parse().ok() }
    }

    /// The media type it is sent with.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }

    /// Every kind as a form's `accept` attribute wants it.
    pub fn accept() -> String {
        let endings: Vec<_> = Self::ALL.iter().map(|k| format!(".{}", k.key())).collect();
        endings.join(",")
    }
}

/// What is known of a stored file, without its content.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StoredFile {
    /// Identifier.
    pub id: FileId,
    /// The name it came with, without folders.
    pub name: String,
    /// Media type.
    pub media_type: String,
    /// Size in bytes.
    pub size: i64,
    /// SHA-256 of the content, hexadecimal.
    pub sha256: String,
    /// When it was stored.
    pub created_at: Timestamp,
    /// By whom; nobody for the program itself.
    pub created_by: Option<AccountId>,
}

#[cfg(test)]
mod tests {
    use super::FileKind;

    #[test]
    fn the_ending_names_the_kind() {
        assert_eq!(FileKind::from_name("Biên bản.PDF"), Some(FileKind::Pdf));
        assert_eq!(FileKind::from_name("anh.nha.JPEG"), Some(FileKind::Jpeg));
        for other in ["virus.exe", "khong-co-duoi", "ban-cu.doc", ""] {
            assert_eq!(FileKind::from_name(other), None, "{other}");
        }
    }
}
