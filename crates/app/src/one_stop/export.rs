//! A list of dossiers as an Excel file.

use nep_documents::{Cell, Column, Sheet, Workbook, report_workbook};
use nep_domain::one_stop::{DossierState, DossierStatus};

use super::{DossierLine, DossierQuery, lists};
use crate::{AppError, AppResult, Ctx};

/// Rows written at most; a longer list says so.
const MOST_ROWS: u64 = 50_000;

/// The dossiers of a query as XLSX, all pages in one sheet.
///
/// # Errors
/// As [`super::list`]; [`AppError::Internal`] when the file cannot be written.
pub async fn export(ctx: &Ctx, query: &DossierQuery) -> AppResult<Vec<u8>> {
    let lines = lists::all(ctx, query, MOST_ROWS).await?;
    let now = ctx.local_now();
    let mut notes = vec![format!("Lập lúc {}", now.strftime("%H:%M ngày %d/%m/%Y"))];
    if lines.len() as u64 == MOST_ROWS {
        notes.push(format!(
            "Chỉ gồm {MOST_ROWS} hồ sơ đầu tiên; hãy lọc bớt để có danh sách đầy đủ."
        ));
    }
    let columns = [
        ("Mã hồ sơ", 30),
        ("Thủ tục", 45),
        ("Người nộp", 28),
        ("Điện thoại", 15),
        ("Cơ quan giải quyết", 32),
        ("Đang ở", 32),
        ("Tiếp nhận", 17),
        ("Ngoài giờ", 11),
        ("Hẹn trả", 17),
        ("Xong", 17),
        ("Trả kết quả", 17),
        ("Tình trạng", 22),
        ("Đúng hạn", 18),
    ];
    let workbook = Workbook {
        title: "Danh sách hồ sơ".to_owned(),
        author: "Nếp".to_owned(),
        created_at: now,
        sheets: vec![Sheet {
            name: "Hồ sơ".to_owned(),
            title: Some("DANH SÁCH HỒ SƠ MỘT CỬA".to_owned()),
            notes,
            columns: columns.map(|(header, width)| Column::new(header, width)).to_vec(),
            rows: lines.iter().map(|line| row(ctx, line)).collect(),
            autofilter: true,
            ..Sheet::default()
        }],
    };
    let bytes = tokio::task::spawn_blocking(move || report_workbook(&workbook)).await;
    bytes
        .map_err(|e| AppError::Internal(e.to_string()))?
        .map_err(|e| AppError::Internal(format!("list of dossiers: {e}")))
}

fn row(ctx: &Ctx, line: &DossierLine) -> Vec<Cell> {
    let d = &line.row;
    let unit = |id| Cell::text(ctx.org().get(id).map(|u| u.name.clone()).unwrap_or_default());
    let at = |at| Cell::text(ctx.local(at).strftime("%d/%m/%Y %H:%M").to_string());
    vec![
        Cell::text(&d.code),
        Cell::text(&d.procedure),
        Cell::text(&d.applicant),
        Cell::text(&d.phone),
        unit(d.competent),
        unit(d.holder),
        at(d.received_at),
        Cell::text(if d.received_beyond_hours { "Có" } else { "" }),
        at(d.due_at),
        d.finished_at.map_or(Cell::Empty, at),
        d.returned_at.map_or(Cell::Empty, at),
        Cell::text(state_words(d.state)),
        Cell::text(status_words(line.status)),
    ]
}

fn state_words(state: DossierState) -> &'static str {
    match state {
        DossierState::Received => "Mới tiếp nhận",
        DossierState::InProgress => "Đang giải quyết",
        DossierState::AwaitingSupplement => "Chờ bổ sung",
        DossierState::Finished => "Chờ trả kết quả",
        DossierState::Returned => "Đã trả kết quả",
        DossierState::Withdrawn => "Đã dừng theo yêu cầu",
        DossierState::Lapsed => "Đã dừng vì không bổ sung",
    }
}

fn status_words(status: DossierStatus) -> &'static str {
    match status {
        DossierStatus::InTime => "Trong hạn",
        DossierStatus::DueSoon => "Sắp đến hạn",
        DossierStatus::Overdue => "Quá hạn",
        DossierStatus::AwaitingSupplement => "Chờ bổ sung",
        DossierStatus::DoneInTime => "Xong đúng hạn",
        DossierStatus::DoneLate => "Xong quá hạn",
        DossierStatus::Stopped => "Đã dừng",
    }
}
