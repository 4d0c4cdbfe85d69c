//! The movement itself: plan, reviews, criteria; and who meets the culture standard (S1.1, S1.5).

use jiff::civil::Date;
use nep_documents::long_date;
use nep_domain::{
    facts::FactName,
    movement::{Movement, MovementReview, ReviewKind},
    number::grouped,
};

use super::{
    Block, Figure, Section,
    dates::{listed, written_out},
    gauge::Gauge,
};
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
        text.push_str(&format!(" được triển khai theo {}", written_out(&movement.plan)));
    }
    let held = reviews.iter().filter_map(|r| r.held_on.map(|day| (day, r.kind)));
    let events = events(held.filter(|(day, _)| *day <= gauge.period.to.min(gauge.as_of)).collect());
    if !events.is_empty() {
        text.push_str(&format!("; đã {}", events.join(", ")));
    }
    text + "."
}

/// Each kind of event once with all its days, in the order of the first.
fn events(mut held: Vec<(Date, ReviewKind)>) -> Vec<String> {
    held.sort_unstable();
    let mut kinds: Vec<(ReviewKind, Vec<String>)> = Vec::new();
    for (day, kind) in held {
        match kinds.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, days)) => days.push(long_date(day)),
            None => kinds.push((kind, vec![long_date(day)])),
        }
    }
    let said = |(kind, days): (ReviewKind, Vec<String>)| {
        let what = match kind {
            ReviewKind::YearReview if days.len() > 1 => "tổng kết các năm vào",
            kind => event(kind),
        };
        format!("{what} {}", listed(&days))
    };
    kinds.into_iter().map(said).collect()
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

/// The share of units that meet the culture standard as reports of the field write it, in whole per cent, with its two
/// numbers.
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

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use nep_domain::movement::ReviewKind;

    use super::events;

    #[test]
    fn each_kind_of_event_is_said_once() {
        let held = vec![
            (date(2021, 12, 24), ReviewKind::YearReview),
            (date(2019, 7, 26), ReviewKind::Launch),
            (date(2019, 12, 20), ReviewKind::YearReview),
            (date(2022, 2, 3), ReviewKind::InterimReview),
            (date(2020, 12, 18), ReviewKind::YearReview),
        ];
        assert_eq!(
            events(held),
            [
                "phát động ngày 26 tháng 7 năm 2019",
                "tổng kết các năm vào ngày 20 tháng 12 năm 2019, ngày 18 tháng 12 năm 2020 và ngày 24 tháng 12 \
                 năm 2021",
                "sơ kết ngày 03 tháng 02 năm 2022",
            ]
        );
        assert_eq!(
            events(vec![(date(2019, 12, 20), ReviewKind::YearReview)]),
            ["tổng kết năm ngày 20 tháng 12 năm 2019"]
        );
    }
}
