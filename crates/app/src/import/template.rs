//! The workbook officials download and fill in.

use nep_documents::{Cell, Column, Sheet, Validation, ValidationRule, Workbook, report_workbook};
use nep_domain::{
    access::Action,
    ids::UnitId,
    org::UnitKind,
    staff::{Gender, OfficialKind},
};

use super::layout::{
    ColumnSpec, SheetKind, gender_word, official_kind_word, people, unit_kind_word, units,
};
use crate::{AppError, AppResult, Ctx};

/// Rows of the template that offer choices.
const ROWS: u32 = 20_000;

/// The template as XLSX, with the choices of this program and an explanation of every column.
///
/// # Errors
/// [`AppError::Denied`] for somebody who may not manage the body's staff.
pub fn template(ctx: &Ctx, root: UnitId) -> AppResult<Vec<u8>> {
    ctx.require(Action::StaffManage, root)?;
    let body = ctx.org().get(root).ok_or(AppError::NotFound("unit"))?;
    let book = Workbook {
        title: "Mẫu nhập đơn vị và cán bộ".to_owned(),
        author: body.name.clone(),
        created_at: ctx.local_now(),
        sheets: vec![
            sheet(SheetKind::Units, vec![list(units::KIND, UnitKind::ALL, unit_kind_word)]),
            sheet(
                SheetKind::People,
                vec![
                    list(people::GENDER, Gender::ALL, gender_word),
                    list(people::KIND, OfficialKind::ALL, official_kind_word),
                    choice(people::HEAD, vec!["x".to_owned()]),
                ],
            ),
            guide(),
        ],
    };
    report_workbook(&book).map_err(|e| AppError::Internal(format!("import template: {e}")))
}

fn header(column: &ColumnSpec) -> String {
    if column.required { format!("{} *", column.header) } else { column.header.to_owned() }
}

fn sheet(kind: SheetKind, validations: Vec<Validation>) -> Sheet {
    let columns = kind.columns().iter().map(|c| {
        // Codes keep their leading zeros; dates must stay dates.
        let is_date = c.header.starts_with("Ngày") || c.header.ends_with("ngày");
        if is_date {
            Column::new(header(c), c.width)
        } else {
            Column::text_entry(header(c), c.width)
        }
    });
    Sheet {
        name: kind.name().to_owned(),
        columns: columns.collect(),
        validations,
        ..Sheet::default()
    }
}

fn list<T: Copy>(column: usize, all: &[T], word: impl Fn(T) -> &'static str) -> Validation {
    choice(column, all.iter().map(|value| word(*value).to_owned()).collect())
}

fn choice(column: usize, options: Vec<String>) -> Validation {
    Validation {
        column: u16::try_from(column).unwrap_or(u16::MAX),
        rows: ROWS,
        title: "Chọn trong danh sách".to_owned(),
        message: options.join("; "),
        rule: ValidationRule::List { options },
    }
}

fn guide() -> Sheet {
    let rows = SheetKind::ALL.into_iter().flat_map(|kind| {
        kind.columns().iter().map(move |c| {
            let required = if c.required { "Bắt buộc" } else { "Không bắt buộc" };
            [kind.name(), c.header, required, c.hint, c.example].map(Cell::text).to_vec()
        })
    });
    Sheet {
        name: "Hướng dẫn".to_owned(),
        title: Some("Cách điền tệp nhập đơn vị và cán bộ".to_owned()),
        notes: vec![
            "Giữ nguyên tên trang tính và dòng tiêu đề. Cột có dấu * là bắt buộc. Không gộp ô."
                .to_owned(),
            "Mỗi cán bộ một dòng. Nếu chỉ nhập cán bộ, để trống trang Đơn vị.".to_owned(),
        ],
        columns: [
            ("Trang tính", 14),
            ("Cột", 30),
            ("Bắt buộc", 18),
            ("Cách điền", 60),
            ("Ví dụ", 34),
        ]
        .map(|(name, width)| Column::new(name, width))
        .to_vec(),
        rows: rows.collect(),
        ..Sheet::default()
    }
}
