//! The report as PDF in the layout of NĐ 30/2020.

use nep_documents::{
    Align, Annex, Block as Printed, HeadingLevel, Letterhead, Section as PrintedSection, Signature,
    Table, TableCell, TableColumn, YearlyReport,
};
use nep_domain::org::UnitKind;

use super::{Block, Figure, Piece, Report, ReportTable, Section, movement::vietnamese};
use crate::{AppError, AppResult, Ctx, one_stop::place_of};

/// The report as PDF; `link` gives the address of the records behind a figure.
///
/// # Errors
/// [`AppError::NotFound`] for an unknown unit; [`AppError::Internal`] when it cannot be typeset.
pub async fn pdf(
    ctx: &Ctx,
    report: &Report,
    link: impl Fn(&Figure) -> String,
) -> AppResult<Vec<u8>> {
    let value = printed(ctx, report, &link)?;
    let pdf = tokio::task::spawn_blocking(move || nep_documents::yearly_report(&value)).await;
    pdf.map_err(|e| AppError::Internal(e.to_string()))?
        .map_err(|e| AppError::Internal(format!("yearly report: {e}")))
}

fn printed(
    ctx: &Ctx,
    report: &Report,
    link: &dyn Fn(&Figure) -> String,
) -> AppResult<YearlyReport> {
    let unit = ctx.org().get(report.unit).ok_or(AppError::NotFound("unit"))?;
    let body = ctx.org().get(unit.root).map(|u| u.name.clone()).unwrap_or_default();
    let committee = matches!(unit.kind, UnitKind::Body | UnitKind::Commune);
    let issuer = if committee { "UBND" } else { unit.code.as_str() };
    let post: &[&str] = if committee {
        &["TM. Ủy ban nhân dân", "Chủ tịch"]
    } else {
        &["Thủ trưởng đơn vị"]
    };
    let opening = format!(
        "{} báo cáo kết quả thực hiện {} như sau (số liệu tính đến hết ngày {}):",
        report.unit_name,
        report.span(),
        vietnamese(report.as_of)
    );
    Ok(YearlyReport {
        letterhead: Letterhead {
            parent: Some(body.clone()).filter(|_| unit.id != unit.root),
            agency: report.unit_name.clone(),
            number: None,
            symbol: format!("{}-{issuer}", abbreviation(ctx, report)),
            place: place_of(&body),
            date: report.made_on,
        },
        kind: "Báo cáo".to_owned(),
        about: report.about(),
        addressee: None,
        legal_bases: report.legal_bases.iter().map(|basis| format!("Căn cứ {basis}")).collect(),
        opening: vec![opening],
        sections: report.sections.iter().map(|s| section(s, link)).collect(),
        recipients: vec!["Các cơ quan, đơn vị trực thuộc".to_owned(), "Lưu: VT".to_owned()],
        signature: Signature {
            lines: post.iter().map(|&l| l.to_owned()).collect(),
            signed_at: None,
            name: None,
        },
        annexes: vec![annex(report, link)],
    })
}

/// The abbreviation of reports in document symbols, as the law of the day gives it.
fn abbreviation(ctx: &Ctx, report: &Report) -> String {
    let pack = ctx.services().library.governing("vn/documents", report.made_on);
    pack.and_then(|p| p.item("types", "report"))
        .and_then(|item| item.code.clone())
        .unwrap_or_default()
}

fn section(section: &Section, link: &dyn Fn(&Figure) -> String) -> PrintedSection {
    PrintedSection {
        level: if section.is_part() { HeadingLevel::Part } else { HeadingLevel::Item },
        heading: format!("{}. {}", section.number, section.heading),
        blocks: section.blocks.iter().map(|b| block(b, link)).collect(),
    }
}

fn block(block: &Block, link: &dyn Fn(&Figure) -> String) -> Printed {
    match block {
        Block::Paragraph(pieces) => {
            Printed::paragraph(pieces.iter().map(words).collect::<String>())
        }
        Block::Table(table) => Printed::Table(printed_table(table, link)),
    }
}

fn words(piece: &Piece) -> &str {
    match piece {
        Piece::Text(text) => text,
        Piece::Figure(figure) => &figure.text,
    }
}

fn cell(piece: &Piece, link: &dyn Fn(&Figure) -> String) -> TableCell {
    match piece {
        Piece::Text(text) => text.as_str().into(),
        Piece::Figure(figure) => TableCell::link(figure.text.clone(), link(figure)),
    }
}

fn printed_table(table: &ReportTable, link: &dyn Fn(&Figure) -> String) -> Table {
    let column = |(n, header): (usize, &String)| match n {
        0 => TableColumn::text(header, 1),
        _ => TableColumn::number(header),
    };
    Table {
        caption: Some(table.caption.clone()),
        columns: table.columns.iter().enumerate().map(column).collect(),
        rows: table
            .rows
            .iter()
            .map(|row| row.iter().map(|piece| cell(piece, link)).collect())
            .collect(),
        total: None,
    }
}

/// Every figure once more, each leading to the records it is counted from.
fn annex(report: &Report, link: &dyn Fn(&Figure) -> String) -> Annex {
    let row = |(n, figure): (usize, &Figure)| {
        let value = TableCell::link(figure.text.clone(), link(figure));
        vec![(n + 1).to_string().into(), figure.label.clone().into(), value]
    };
    let table = Table {
        caption: None,
        columns: vec![
            TableColumn { header: "STT".to_owned(), align: Align::Center, width: None },
            TableColumn::text("Số liệu", 1),
            TableColumn::number("Giá trị"),
        ],
        rows: report.figures().enumerate().map(row).collect(),
        total: None,
    };
    Annex {
        title: "Phụ lục".to_owned(),
        about: "Số liệu của báo cáo, mỗi số dẫn đến danh sách đã đếm".to_owned(),
        note: None,
        landscape: false,
        blocks: vec![Printed::Table(table)],
    }
}
