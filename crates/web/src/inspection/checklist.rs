//! Saving the checklist, and the photos taken for it.

use axum::{
    extract::Path,
    http::header,
    response::{IntoResponse, Response},
};
use nep_app::{
    AppError, AppResult, FieldError,
    inspection::{self, NewPhoto, VisitRecord},
};
use nep_domain::{
    ids::VisitId,
    inspection::{Attendance, CheckedItem},
};

use super::visit::finish;
use crate::{
    error::{WebError, WebResult},
    form::{Fields, FormData, SignedForm},
    key::Key,
    session::Viewer,
};

/// `POST /kiem-tra/luot/{id}`
pub(crate) async fn save(
    viewer: Viewer,
    Key(id): Key<VisitId>,
    SignedForm(form): SignedForm,
) -> WebResult {
    let outcome = match read(&form) {
        Ok(record) => inspection::record_visit(&viewer.ctx, id, record).await,
        Err(error) => Err(error),
    };
    finish(&viewer, id, form, outcome, "inspection-saved").await
}

fn read(form: &FormData) -> AppResult<VisitRecord> {
    let mut fields = Fields::new(form);
    let version = fields.parsed("version", "missing");
    let visited_on = fields.date("visited_on");
    let remedy_due =
        if form.text("remedy_due").is_empty() { None } else { fields.date("remedy_due") };
    let attendance = attendance(form, &mut fields);
    fields.finish()?;
    let visited_on = visited_on.ok_or_else(|| FieldError::new("visited_on", "missing"))?;
    Ok(VisitRecord {
        version: version.unwrap_or_default(),
        visited_on,
        attendance,
        summary: form.text("summary").to_owned(),
        answers: answers(form)?,
        photos: photos(form),
        remedy_due,
    })
}

/// Either nobody was counted, or all three counts are given.
fn attendance(form: &FormData, fields: &mut Fields<'_>) -> Option<Attendance> {
    if ["listed", "present", "absent_with_reason"].iter().all(|field| form.text(field).is_empty()) {
        return None;
    }
    let listed = fields.parsed("listed", "inspection-count");
    let present = fields.parsed("present", "inspection-count");
    // Where everybody is there, nobody is absent.
    let absent_with_reason = match (listed, present) {
        (Some(all), Some(there)) if all == there && form.text("absent_with_reason").is_empty() => {
            Some(0)
        }
        _ => fields.parsed("absent_with_reason", "inspection-count"),
    };
    Some(Attendance { listed: listed?, present: present?, absent_with_reason: absent_with_reason? })
}

fn answers(form: &FormData) -> AppResult<Vec<CheckedItem>> {
    let mut items: Vec<_> = form.names().filter_map(|name| name.strip_prefix("result-")).collect();
    items.sort_unstable();
    let answer = |item: &str| {
        let field = format!("result-{item}");
        let result = form
            .text(&field)
            .parse()
            .map_err(|_| FieldError::new(field.clone(), "inspection-item"))?;
        Ok(CheckedItem {
            item: item.to_owned(),
            result,
            note: form.text(&format!("note-{item}")).to_owned(),
            photo: None,
        })
    };
    items.into_iter().map(answer).collect::<Result<_, FieldError>>().map_err(AppError::from)
}

fn photos(form: &FormData) -> Vec<NewPhoto> {
    let of = |item: &str| {
        let field = format!("photo-{item}");
        let file = form.files(&field).next()?;
        Some(NewPhoto {
            item: item.to_owned(),
            name: file.name.clone(),
            bytes: file.bytes.to_vec(),
        })
    };
    let mut items: Vec<_> =
        form.file_fields().filter_map(|field| field.strip_prefix("photo-")).collect();
    items.sort_unstable();
    items.dedup();
    items.into_iter().filter_map(of).collect()
}

/// `GET /kiem-tra/luot/{id}/anh/{item}`
pub(crate) async fn photo(
    viewer: Viewer,
    Path((id, item)): Path<(String, String)>,
) -> WebResult<Response> {
    let id = id.parse::<VisitId>().map_err(|_| WebError::App(AppError::NotFound("page")))?;
    let (file, content) = inspection::photo(&viewer.ctx, id, &item).await?;
    let headers = [
        (header::CONTENT_TYPE, file.media_type),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
        (header::CONTENT_DISPOSITION, "inline".to_owned()),
    ];
    Ok((headers, content).into_response())
}
