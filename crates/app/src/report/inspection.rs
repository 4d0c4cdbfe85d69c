//! Inspections of the period, and since the movement began (S1.9).

use nep_domain::facts::{FactFilter, FactName, Period};

use super::{Block, Piece, Section, gauge::Gauge, span};
use crate::AppResult;

pub(super) async fn section(gauge: &Gauge<'_>) -> AppResult<Section> {
    let mut blocks = vec![Block::Paragraph(rounds(gauge, gauge.period, "").await?)];
    let since = gauge.since_start();
    if since.from.year() < gauge.period.from.year() {
        blocks.push(Block::Paragraph(rounds(gauge, since, "_since_start").await?));
    }
    let met = gauge
        .figure("checklist_met", "Nội dung kiểm tra đạt yêu cầu", FactName::ChecklistMet)
        .await?;
    let remedied = gauge
        .figure("findings_remedied", "Tồn tại được khắc phục đúng hạn", FactName::FindingsRemedied)
        .await?;
    blocks.push(Block::Paragraph(vec![
        "Tỷ lệ nội dung kiểm tra đạt yêu cầu: ".into(),
        met.into(),
        ". Tỷ lệ tồn tại được khắc phục đúng hạn: ".into(),
        remedied.into(),
        ".".into(),
    ]));
    Ok(Section { number: "3", heading: "Công tác kiểm tra", blocks })
}

async fn rounds(gauge: &Gauge<'_>, period: Period, suffix: &str) -> AppResult<Vec<Piece>> {
    let figure = async |id: &str, label: &str, name| {
        gauge
            .over(
                &format!("{id}{suffix}"),
                &format!("{label}, {}", span(period)),
                name,
                period,
                FactFilter::default(),
            )
            .await
    };
    let rounds = figure("inspection_rounds", "Đợt kiểm tra", FactName::InspectionRounds).await?;
    let units =
        figure("inspected_units", "Cơ quan, đơn vị được kiểm tra", FactName::InspectedUnits)
            .await?;
    let visits =
        figure("inspection_visits", "Lượt kiểm tra tại đơn vị", FactName::InspectionVisits).await?;
    let lead = match suffix {
        "" => format!("Trong {}, đã tiến hành ", span(period)),
        _ => format!("Từ khi phát động phong trào ({}), đã tiến hành ", span(period)),
    };
    Ok(vec![
        lead.into(),
        rounds.into(),
        " đợt kiểm tra việc thực hiện văn hóa công sở tại ".into(),
        units.into(),
        " cơ quan, đơn vị (".into(),
        visits.into(),
        " lượt).".into(),
    ])
}
