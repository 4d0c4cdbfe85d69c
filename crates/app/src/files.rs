//! Files that people attach: checked before they are kept, read only through the record they belong to.

use nep_domain::{
    access::Action,
    files::{FileKind, LARGEST_FILE, LONGEST_NAME, StoredFile},
    ids::{FileId, UnitId},
    text,
};
use nep_storage::{ReadTx, WriteTx, files as store, movement};
use sha2::{Digest, Sha256};

use crate::{AppError, AppResult, Ctx, FieldError};

/// Checks a file and stores it in the caller's transaction; the caller attaches it to its record and audits that.
///
/// # Errors
/// Field errors on `file`: `file-kind`, `file-empty`, `file-too-large`, and `file-not-what-it-says` when the
/// content is not what the name's ending claims.
pub async fn store(ctx: &Ctx, tx: &WriteTx, name: &str, bytes: &[u8]) -> AppResult<StoredFile> {
    let (name, kind) = check(name, bytes)?;
    let stored = StoredFile {
        id: ctx.id(),
        name,
        media_type: kind.media_type().to_owned(),
        size: i64::try_from(bytes.len()).unwrap_or(i64::MAX),
        sha256: data_encoding::HEXLOWER.encode(&Sha256::digest(bytes)),
        created_at: ctx.now(),
        created_by: ctx.account().map(|a| a.id),
    };
    store::insert(tx, &stored, bytes.to_vec()).await?;
    Ok(stored)
}

/// The cleaned name and the kind of a file that may be kept.
fn check(name: &str, bytes: &[u8]) -> Result<(String, FileKind), FieldError> {
    // Some browsers send the whole path.
    let name = text::clean(name.rsplit(['/', '\\']).next().unwrap_or_default());
    let wrong = |code| FieldError::new("file", code).with("name", &name);
    let kind = FileKind::from_name(&name).ok_or_else(|| wrong("file-kind"))?;
    if bytes.is_empty() {
        return Err(wrong("file-empty"));
    }
    if bytes.len() > LARGEST_FILE {
        return Err(wrong("file-too-large").with("most", LARGEST_FILE / (1024 * 1024)));
    }
    if content_kind(bytes) != Some(kind) {
        return Err(wrong("file-not-what-it-says"));
    }
    Ok((shortened(&name), kind))
}

/// Cuts an overlong name from the front of its ending, so that the ending stays.
fn shortened(name: &str) -> String {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let most = LONGEST_NAME.saturating_sub(ending.chars().count() + 1);
    let stem: String = stem.chars().take(most).collect();
    format!("{stem}.{ending}")
}

/// The kind the content itself shows.
fn content_kind(bytes: &[u8]) -> Option<FileKind> {
    match infer::get(bytes)?.mime_type() {
        "application/pdf" => Some(FileKind::Pdf),
        "image/png" => Some(FileKind::Png),
        "image/jpeg" => Some(FileKind::Jpeg),
        kind if kind == FileKind::Docx.media_type() => Some(FileKind::Docx),
        kind if kind == FileKind::Xlsx.media_type() => Some(FileKind::Xlsx),
        // Office files are ZIP archives whose parts stand in any order; the names of the parts tell them apart.
        "application/zip" if names_part(bytes, b"word/document.xml") => Some(FileKind::Docx),
        "application/zip" if names_part(bytes, b"xl/workbook.xml") => Some(FileKind::Xlsx),
        _ => None,
    }
}

fn names_part(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// A file with its content, for whoever may read the record it belongs to.
///
/// # Errors
/// [`AppError::NotFound`] also when the actor may not know of it.
pub async fn read(ctx: &Ctx, id: FileId) -> AppResult<(StoredFile, Vec<u8>)> {
    let tx = ctx.read().await?;
    if !may_read(ctx, &tx, id).await? {
        return Err(AppError::NotFound("file"));
    }
    store::get(&tx, id).await?.ok_or(AppError::NotFound("file"))
}

async fn may_read(ctx: &Ctx, tx: &ReadTx, id: FileId) -> AppResult<bool> {
    for place in movement::places_of_file(tx, id).await? {
        if movement::sheet_by_id(tx, place.sheet)
            .await?
            .is_some_and(|sheet| may_read_evidence(ctx, sheet.unit))
        {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Evidence is for the unit, for those who verify it and for auditors; colleagues elsewhere see only its name.
pub fn may_read_evidence(ctx: &Ctx, unit: UnitId) -> bool {
    [Action::MovementSelfScore, Action::MovementVerify, Action::AuditView]
        .iter()
        .any(|action| ctx.may(*action, unit))
}

#[cfg(test)]
mod tests {
    use nep_domain::files::{FileKind, LARGEST_FILE};

    use super::check;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
    const PDF: &[u8] = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n";

    fn code(name: &str, bytes: &[u8]) -> &'static str {
        check(name, bytes).map_or_else(|e| e.code, |_| "kept")
    }

    #[test]
    fn content_must_be_what_the_name_says() {
        assert_eq!(code("anh.png", PNG), "kept");
        assert_eq!(code("quyet-dinh.pdf", PNG), "file-not-what-it-says");
        assert_eq!(code("anh.png", b"<script>"), "file-not-what-it-says");
        assert_eq!(code("chay.exe", b"MZ"), "file-kind");
        assert_eq!(code("trong.pdf", b""), "file-empty");
        let mut large = PDF.to_vec();
        large.resize(LARGEST_FILE, b' ');
        assert_eq!(code("vua.pdf", &large), "kept");
        large.push(b' ');
        assert_eq!(code("lon.pdf", &large), "file-too-large");
    }

    #[test]
    fn office_files_are_told_apart_by_their_parts() {
        let zip = |part: &str| {
            let mut bytes = b"PK\x03\x04\x14\0\0\0\0\0".to_vec();
            bytes.resize(30, 0);
            bytes.extend_from_slice(part.as_bytes());
            bytes
        };
        assert_eq!(code("bao-cao.docx", &zip("docProps/app.xml word/document.xml")), "kept");
        assert_eq!(
            code("bao-cao.docx", &zip("docProps/app.xml xl/workbook.xml")),
            "file-not-what-it-says"
        );
        assert_eq!(code("so-lieu.xlsx", &zip("docProps/app.xml xl/workbook.xml")), "kept");
        assert_eq!(code("so-lieu.xlsx", &zip("anything")), "file-not-what-it-says");
    }

    #[test]
    fn names_lose_folders_and_length_but_not_their_ending() {
        assert_eq!(
            check(r"C:\Minh chứng\Biên bản.PDF", PDF).unwrap(),
            ("Biên bản.PDF".to_owned(), FileKind::Pdf)
        );
        let (long, _) = check(&format!("{}.pdf", "ă".repeat(500)), PDF).unwrap();
        assert_eq!(long.chars().count(), 200);
        assert_eq!(long.rsplit('.').next(), Some("pdf"));
    }
}
