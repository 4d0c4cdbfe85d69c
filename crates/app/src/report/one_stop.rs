//! The desk: dossiers, service beyond hours, apologies and other letters.

use nep_domain::facts::FactName;

use super::{Block, Figure, Piece, Section, gauge::Gauge};
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
    let mut dossiers = vec![
        "Bộ phận một cửa đã tiếp nhận ".into(),
        received.into(),
        " hồ sơ. Tỷ lệ hồ sơ giải quyết đúng hạn đạt ".into(),
        on_time.into(),
    ];
    dossiers.extend(if overdue.is_none() {
        vec!["; không còn hồ sơ quá hạn chưa giải quyết.".into(), Piece::Unsaid(overdue.into())]
    } else {
        vec!["; còn ".into(), overdue.into(), " hồ sơ quá hạn chưa giải quyết.".into()]
    });
    let hours = vec![
        "Thực hiện tinh thần “hết việc chứ không hết giờ”, có ".into(),
        beyond.into(),
        " hồ sơ được tiếp nhận hoặc trả kết quả ngoài giờ làm việc.".into(),
    ];
    let mut letters = vec![
        "Tỷ lệ hồ sơ trễ hạn được gửi thư xin lỗi kịp thời: ".into(),
        in_time.into(),
        ".".into(),
    ];
    letters.extend(signed([
        (apology, "thư xin lỗi"),
        (thanks, "thư cảm ơn"),
        (congratulation, "thư chúc mừng"),
    ]));
    let blocks = [dossiers, hours, letters].map(Block::Paragraph).into();
    Ok(Section { number: "1", heading: "Giải quyết thủ tục hành chính", blocks })
}

/// What was signed; kinds of which there is no letter are not said.
fn signed(letters: [(Figure, &str); 3]) -> Vec<Piece> {
    let (none, some): (Vec<_>, Vec<_>) = letters.into_iter().partition(|(f, _)| f.is_none());
    let mut pieces = Vec::new();
    let last = some.len();
    for (n, (figure, what)) in some.into_iter().enumerate() {
        let before = if n == 0 { " Đã ký " } else { ", " };
        let after = if n + 1 == last { format!(" {what}.") } else { format!(" {what}") };
        pieces.extend([before.into(), figure.into(), after.into()]);
    }
    pieces.extend(none.into_iter().map(|(figure, _)| Piece::Unsaid(figure.into())));
    pieces
}
