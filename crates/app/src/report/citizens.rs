//! The citizens' voice: ratings, courtesy, feedback.

use nep_domain::facts::FactName;

use super::{Block, Section, gauge::Gauge};
use crate::AppResult;

pub(super) async fn section(gauge: &Gauge<'_>) -> AppResult<Section> {
    let satisfied =
        gauge.figure("satisfied", "Lượt đánh giá hài lòng", FactName::Satisfied).await?;
    let courtesy = gauge
        .figure("courtesy_met", "Nội dung “4 xin, 4 luôn” được thực hiện", FactName::CourtesyMet)
        .await?;
    let feedback = gauge
        .figure(
            "feedback_in_time",
            "Phản ánh, kiến nghị trả lời đúng hạn",
            FactName::FeedbackInTime,
        )
        .await?;
    let ratings = vec![
        "Tỷ lệ lượt đánh giá hài lòng và rất hài lòng: ".into(),
        satisfied.into(),
        ". Theo đánh giá của người dân, các nội dung “4 xin, 4 luôn” được thực hiện ở mức ".into(),
        courtesy.into(),
        ".".into(),
    ];
    let messages = vec![
        "Tỷ lệ phản ánh, kiến nghị được trả lời đúng hạn: ".into(),
        feedback.into(),
        ".".into(),
    ];
    let blocks = [ratings, messages].map(Block::Paragraph).into();
    Ok(Section { number: "2", heading: "Ý kiến của người dân, tổ chức", blocks })
}
