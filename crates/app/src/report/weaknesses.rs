//! What the records show to be weak; nobody has to admit it, it is counted (S2.5, S4.6, S5.4).

use nep_documents::long_date;
use nep_domain::{
    facts::{FactName, Side},
    movement::{MovementReview, Timeliness},
};
use nep_storage::Page;

use super::{Block, Figure, Piece, Section, capital, gauge::Gauge, movement::event};
use crate::{AppResult, facts};

pub(super) async fn section(gauge: &Gauge<'_>) -> AppResult<Section> {
    let mut blocks = Vec::new();
    for (figure, sentence) in counted(gauge).await? {
        if !figure.is_none() {
            let pieces: Vec<Piece> =
                vec!["Có ".into(), figure.into(), format!(" {sentence}.").into()];
            blocks.push(Block::Paragraph(pieces));
        }
    }
    blocks.extend(overdue(gauge).await?);
    for movement in &gauge.movements {
        let reviews = nep_storage::movement::reviews(&gauge.ctx.read().await?, movement.id).await?;
        let late = reviews.iter().filter_map(|review| late(gauge, review));
        blocks.extend(late.map(|text| Block::Paragraph(vec![text.into()])));
    }
    if blocks.is_empty() {
        blocks.push(Block::Paragraph(vec!["Qua số liệu ghi nhận, chưa phát hiện tồn tại.".into()]));
    }
    Ok(Section { number: "III", heading: "Tồn tại, hạn chế qua số liệu", blocks })
}

/// Open dossiers past their date, by code as far as the reader may open them.
async fn overdue(gauge: &Gauge<'_>) -> AppResult<Option<Block>> {
    /// More codes than these are for the list behind the number.
    const NAMED: u64 = 20;
    let label = "Hồ sơ đã quá ngày hẹn, chưa giải quyết";
    let figure = gauge.figure("weak.overdue", label, FactName::DossiersOverdue).await?;
    if figure.is_none() {
        return Ok(None);
    }
    let page = Page { offset: 0, limit: NAMED };
    let found = facts::records(gauge.ctx, &figure.fact.query, Side::All, page).await?;
    let codes = found.rows.into_iter().filter(|row| row.open).map(|row| row.record.title);
    let codes: Vec<String> = codes.collect();
    let all = u64::try_from(codes.len()).is_ok_and(|n| n == found.total);
    let more = if all || codes.is_empty() { "" } else { " và các hồ sơ khác" };
    let named = if codes.is_empty() { String::new() } else { format!(": {}", codes.join(", ")) };
    let tail = format!(
        " hồ sơ đã quá ngày hẹn mà chưa giải quyết, kể cả hồ sơ đã xin lỗi, hẹn lại{named}{more}."
    );
    Ok(Some(Block::Paragraph(vec!["Có ".into(), figure.into(), tail.into()])))
}

/// The weak side of what is measured, each with its sentence.
pub(super) async fn counted(gauge: &Gauge<'_>) -> AppResult<Vec<(Figure, &'static str)>> {
    let lines = [
        ("weak.criteria", "đơn vị chưa cụ thể hóa bộ tiêu chí của mình", FactName::CriteriaAdapted),
        ("weak.self_score", "đơn vị chưa gửi kết quả tự chấm điểm", FactName::SelfScored),
        ("weak.on_time", "hồ sơ giải quyết sau ngày hẹn", FactName::DossiersOnTime),
        ("weak.apologies", "hồ sơ trễ hạn không được xin lỗi kịp thời", FactName::ApologiesInTime),
        (
            "weak.feedback",
            "phản ánh, kiến nghị chưa được trả lời đúng hạn",
            FactName::FeedbackInTime,
        ),
        (
            "weak.findings",
            "tồn tại qua kiểm tra chưa được khắc phục đúng hạn",
            FactName::FindingsRemedied,
        ),
    ];
    let mut figures = Vec::new();
    for (id, sentence, name) in lines {
        figures.push((gauge.missed(id, &capital(sentence), name).await?, sentence));
    }
    Ok(figures)
}

/// A review that was due in the period and was late or is missing (S2.5).
pub(super) fn late(gauge: &Gauge<'_>, review: &MovementReview) -> Option<String> {
    let due = review.due_on;
    if due < gauge.period.from || gauge.period.to < due {
        return None;
    }
    let (what, by) = (event(review.kind), long_date(due));
    match (review.timeliness(gauge.as_of), review.held_on) {
        (Timeliness::HeldLate, Some(held)) => {
            Some(format!("Việc {what} đến hạn {by}, thực hiện chậm vào {}.", long_date(held)))
        }
        (Timeliness::Overdue, _) => Some(format!("Việc {what} đến hạn {by} chưa thực hiện.")),
        _ => None,
    }
}
