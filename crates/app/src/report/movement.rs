//! The movement itself: plan, reviews, criteria; and who meets the culture standard (S1.1, S1.5).

use nep_domain::{
    facts::FactName,
    movement::{Movement, MovementReview, ReviewKind},
    number::grouped,
};

use super::{Block, Figure, Section, gauge::Gauge};
use crate::AppResult;

pub(super) async fn section(gauge: &Gauge<'_>) -> AppResult<Section> {
    let mut blocks = Vec::new();
    for movement in &gauge.movements {
        let reviews = nep_storage::movement::reviews(&gauge.ctx.read().await?, movement.id).await?;
        blocks.push(Block::Paragraph(vec![sentence(gauge, movement, &reviews).into()]));
    }
    let adapted = gauge
        .figure("criteria_adapted", "Đơn vị đã cụ thể hóa bộ tiêu chí", FactName::CriteriaAdapted)
        .await?;
    let scored = gauge
        .figure("self_scored", "Đơn vị đã gửi kết quả tự chấm điểm", FactName::SelfScored)
        .await?;
    blocks.push(Block::Paragraph(vec![
        "Tỷ lệ đơn vị đã cụ thể hóa và ban hành bộ tiêu chí của mình: ".into(),
        adapted.into(),
        ". Tỷ lệ đơn vị đã gửi kết quả tự chấm điểm: ".into(),
        scored.into(),
        ".".into(),
    ]));
    Ok(Section { number: "I", heading: "Công tác chỉ đạo, triển khai", blocks })
}

fn sentence(gauge: &Gauge<'_>, movement: &Movement, reviews: &[MovementReview]) -> String {
    let (first, last) = (movement.starts.year(), movement.ends.year());
    let mut text = format!("Phong trào thi đua “{}” giai đoạn {first}–{last}", movement.name);
    if !movement.plan.is_empty() {
        text.push_str(&format!(" được triển khai theo {}", movement.plan));
    }
    let held = reviews.iter().filter_map(|r| r.held_on.map(|day| (day, r.kind)));
    let mut held: Vec<_> =
        held.filter(|(day, _)| *day <= gauge.period.to.min(gauge.as_of)).collect();
    held.sort_unstable();
    let events: Vec<_> = held
        .iter()
        .map(|(day, kind)| format!("{} ngày {}", event(*kind), vietnamese(*day)))
        .collect();
    if !events.is_empty() {
        text.push_str(&format!("; đã {}", events.join(", ")));
    }
    text + "."
}

/// What was done at an event, as the sentence carries it.
pub(super) fn event(kind: ReviewKind) -> &'static str {
    match kind {
        ReviewKind::Launch => "phát động",
        ReviewKind::InterimReview => "sơ kết",
        ReviewKind::YearReview => "tổng kết năm",
        ReviewKind::FinalReview => "tổng kết phong trào",
    }
}

/// `30/06/2021`.
pub(super) fn vietnamese(day: jiff::civil::Date) -> String {
    day.strftime("%d/%m/%Y").to_string()
}

/// The share of units that meet the culture standard, as a rounded per cent with its two numbers.
pub(super) async fn recognition(gauge: &Gauge<'_>) -> AppResult<Section> {
    let share = recognised_share(gauge).await?;
    let year = gauge.period.to.year();
    let text = vec![
        format!("Năm {year}, tỷ lệ cơ quan, đơn vị được công nhận đạt chuẩn văn hóa: ").into(),
        share.into(),
        ".".into(),
    ];
    Ok(Section {
        number: "4",
        heading: "Công nhận cơ quan, đơn vị đạt chuẩn văn hóa",
        blocks: vec![Block::Paragraph(text)],
    })
}

async fn recognised_share(gauge: &Gauge<'_>) -> AppResult<Figure> {
    let figure = gauge
        .figure(
            "recognised_share",
            "Cơ quan, đơn vị được công nhận đạt chuẩn văn hóa",
            FactName::UnitsRecognised,
        )
        .await?;
    let value = figure.fact.value;
    let text = match value.percent() {
        Some(percent) => {
            format!("{percent} % ({}/{} đơn vị)", grouped(value.part), grouped(value.whole))
        }
        None => figure.text.clone(),
    };
    Ok(Figure { text, ..figure })
}
