//! The desk: dossiers, service beyond hours, apologies and other letters.

use nep_domain::facts::FactName;

use super::{Block, Section, gauge::Gauge};
use crate::AppResult;

pub(super) async fn section(gauge: &Gauge<'_>) -> AppResult<Section> {
    let received =
        gauge.figure("dossiers_received", "Hồ sơ tiếp nhận", FactName::DossiersReceived).await?;
    let on_time = gauge
        .figure("dossiers_on_time", "Hồ sơ giải quyết đúng hạn", FactName::DossiersOnTime)
        .await?;
    let overdue = gauge
        .figure("dossiers_overdue", "Hồ sơ quá hạn chưa giải quyết", FactName::DossiersOverdue)
        .await?;
    let beyond = gauge
        .figure(
            "dossiers_beyond_hours",
            "Hồ sơ tiếp nhận, trả kết quả ngoài giờ làm việc",
            FactName::DossiersBeyondHours,
        )
        .await?;
    let in_time = gauge
        .figure(
            "apologies_in_time",
            "Hồ sơ trễ hạn được xin lỗi kịp thời",
            FactName::ApologiesInTime,
        )
        .await?;
    let apology =
        gauge.figure("letters_apology", "Thư xin lỗi đã ký", FactName::LettersApology).await?;
    let thanks =
        gauge.figure("letters_thanks", "Thư cảm ơn đã ký", FactName::LettersThanks).await?;
    let congratulation = gauge
        .figure("letters_congratulation", "Thư chúc mừng đã ký", FactName::LettersCongratulation)
        .await?;
    let dossiers = vec![
        "Bộ phận một cửa đã tiếp nhận ".into(),
        received.into(),
        " hồ sơ. Tỷ lệ hồ sơ giải quyết đúng hạn đạt ".into(),
        on_time.into(),
        "; còn ".into(),
        overdue.into(),
        " hồ sơ quá hạn chưa giải quyết.".into(),
    ];
    let hours = vec![
        "Thực hiện tinh thần “hết việc chứ không hết giờ”, có ".into(),
        beyond.into(),
        " hồ sơ được tiếp nhận hoặc trả kết quả ngoài giờ làm việc.".into(),
    ];
    let letters = vec![
        "Tỷ lệ hồ sơ trễ hạn được gửi thư xin lỗi kịp thời: ".into(),
        in_time.into(),
        ". Đã ký ".into(),
        apology.into(),
        " thư xin lỗi, ".into(),
        thanks.into(),
        " thư cảm ơn, ".into(),
        congratulation.into(),
        " thư chúc mừng.".into(),
    ];
    let blocks = [dossiers, hours, letters].map(Block::Paragraph).into();
    Ok(Section { number: "1", heading: "Giải quyết thủ tục hành chính", blocks })
}
