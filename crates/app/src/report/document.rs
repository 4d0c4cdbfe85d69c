//! The report as PDF in the layout of NĐ 30/2020.

use jiff::civil::Date;
use nep_documents::{
    Align, Annex, Block as Printed, HeadingLevel, Letterhead, Section as PrintedSection, Signature,
    Table, TableCell, TableColumn, YearlyReport, closed, long_date,
};
use nep_domain::org::{self, Unit};

use super::{Block, Figure, Piece, Report, ReportTable, Section, recipients::recipients};
use crate::{AppError, AppResult, Ctx, one_stop::place_of};

/// The kind of document, as its annex cites it too.
const KIND: &str = "Báo cáo";

/// The report as PDF; `link` gives the address of the records behind a figure.
///
/// # Errors
/// [`AppError::NotFound`] for an unknown unit; [`AppError::Internal`] when it cannot be typeset.
pub async fn pdf(
    ctx: &Ctx,
    report: &Report,
    link: impl Fn(&Figure) -> String,
) -> AppResult<Vec<u8>> {
    let unit = ctx.org().get(report.unit).ok_or(AppError::NotFound("unit"))?;
    let org = ctx.org_on(report.made_on).await?;
    let value = printed(ctx, report, unit, recipients(&org, unit), &link);
    let pdf = tokio::task::spawn_blocking(move || nep_documents::yearly_report(&value)).await;
    pdf.map_err(|e| AppError::Internal(e.to_string()))?
        .map_err(|e| AppError::Internal(format!("yearly report: {e}")))
}

fn printed(
    ctx: &Ctx,
    report: &Report,
    unit: &Unit,
    recipients: Vec<String>,
    link: &dyn Fn(&Figure) -> String,
) -> YearlyReport {
    let letterhead = letterhead(ctx, report, unit);
    let (matter, name) = (report.matter(), &report.unit_name);
    let opening = format!(
        "{name} báo cáo {matter} như sau (số liệu tính đến hết {}, chi tiết tại Phụ lục kèm theo):",
        long_date(report.as_of)
    );
    let mut sections: Vec<_> = report.sections.iter().map(|s| section(s, link)).collect();
    if let Some(last) = sections.last_mut() {
        let end = closed(&format!("Trên đây là báo cáo {matter} của {name}."));
        last.blocks.push(Printed::paragraph(end));
    }
    YearlyReport {
        kind: KIND.to_owned(),
        about: report.about(),
        addressee: None,
        legal_bases: report.legal_bases.iter().map(|basis| format!("Căn cứ {basis}")).collect(),
        opening: vec![opening],
        sections,
        recipients,
        signature: Signature { lines: org::signing_lines(unit, None), signed_at: None, name: None },
        annexes: vec![annex(report, &letterhead, link)],
        letterhead,
    }
}

fn letterhead(ctx: &Ctx, report: &Report, unit: &Unit) -> Letterhead {
    let body = ctx.org().get(unit.root).map(|u| u.name.clone()).unwrap_or_default();
    let issuer = if org::is_committee(unit) { "UBND" } else { unit.code.as_str() };
    Letterhead {
        place: place_of(&body),
        parent: Some(body).filter(|_| unit.id != unit.root),
        agency: report.unit_name.clone(),
        number: None,
        symbol: format!("{}-{issuer}", abbreviation(ctx, report.made_on)),
        date: report.made_on,
    }
}

/// The abbreviation of reports in document symbols, as the law of the day gives it.
fn abbreviation(ctx: &Ctx, on: Date) -> String {
    let pack = ctx.services().library.governing("vn/documents", on);
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
        Piece::Unsaid(_) => "",
    }
}

fn cell(piece: &Piece, link: &dyn Fn(&Figure) -> String) -> TableCell {
    match piece {
        Piece::Text(text) => text.as_str().into(),
        Piece::Figure(figure) => TableCell::link(figure.text.clone(), link(figure)),
        Piece::Unsaid(_) => TableCell::default(),
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
fn annex(report: &Report, head: &Letterhead, link: &dyn Fn(&Figure) -> String) -> Annex {
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
        about: format!("Số liệu chi tiết {}", report.matter()),
        note: Some(format!("(Kèm theo {})", head.cited(KIND))),
        landscape: false,
        blocks: vec![Printed::Table(table)],
    }
}
