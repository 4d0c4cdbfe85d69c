//! Inspection rounds: planned, visited unit by unit, findings remedied and checked, concluded.

use jiff::civil::{Date, DateTime};
use nep_app::inspection::{self, NewInspection, Recheck, RecheckOutcome, Remedy, VisitRecord};
use nep_domain::{
    facts::Period,
    ids::{FindingId, InspectionId, UnitId, VisitId},
    inspection::{Attendance, CheckedItem, InspectionMode, ItemResult},
};

use super::Act;
use crate::{
    fault::Fault,
    scenario::{
        script::{InspectionRound, OneFinding},
        stage::{self, Stage},
    },
};

/// Who visits and checks again.
const INSPECTOR: &str = "kiem-tra";

/// What follows in a round.
pub(crate) enum Due {
    /// The team visits a unit.
    Visit { visit: VisitId, findings: Vec<OneFinding> },
    /// The unit reports the remedy.
    Remedy { finding: FindingId, unit: UnitId },
    /// The team checks it.
    Recheck(FindingId),
    /// The round ends.
    Conclude { round: InspectionId, by: String },
}

/// The round with a visit each working day, and everything that follows planned.
pub(super) async fn plan(
    stage: &mut Stage,
    step: usize,
    by: &str,
    at: DateTime,
    deed: &InspectionRound,
) -> Result<(), Fault> {
    let ctx = stage.ctx(by).await?;
    let first = stage.time(deed.visits_from).date();
    let days: Vec<Date> = (0_i64..)
        .map(|n| stage.calendar().add_working_days(first, n))
        .take(deed.units.len())
        .collect();
    let last = days.last().copied().unwrap_or(first);
    let round = NewInspection {
        request: None,
        body: stage.body(&ctx)?,
        name: deed.name.clone(),
        mode: if deed.surprise { InspectionMode::Surprise } else { InspectionMode::Planned },
        decision: deed.decision.clone(),
        decided_on: at.date(),
        period: Period { from: first, to: last },
        lead: deed.lead.clone(),
        members: deed.members.clone(),
        units: stage::units(&ctx, &deed.units)?,
    };
    let id = inspection::plan(&ctx, round).await?;
    let planned = inspection::round(&ctx, id).await?.visits;
    for (code, day) in deed.units.iter().zip(days) {
        let unit = stage::unit(&ctx, code)?;
        let Some(visit) = planned.iter().find(|v| v.visit.unit == unit).map(|v| &v.visit) else {
            continue;
        };
        if day != first {
            inspection::reschedule_visit(&ctx, visit.id, visit.version, day).await?;
        }
        let findings = deed.findings.iter().filter(|f| &f.unit == code).cloned().collect();
        if !deed.open || day < stage.today {
            stage.plan(
                day.at(9, 40, 0, 0),
                step,
                Act::Visit(Due::Visit { visit: visit.id, findings }),
            );
        }
    }
    if !deed.open {
        let day = stage.calendar().add_working_days(last, 5);
        stage.plan(
            day.at(16, 0, 0, 0),
            step,
            Act::Visit(Due::Conclude { round: id, by: by.to_owned() }),
        );
    }
    Ok(())
}

pub(super) async fn go_on(
    stage: &mut Stage,
    step: usize,
    at: DateTime,
    due: Due,
) -> Result<(), Fault> {
    match due {
        Due::Visit { visit, findings } => visit_unit(stage, step, at, visit, &findings).await,
        Due::Remedy { finding, unit } => remedy(stage, step, at, finding, unit).await,
        Due::Recheck(finding) => {
            let ctx = stage.ctx(INSPECTOR).await?;
            let version = inspection::finding(&ctx, finding).await?.finding.version;
            let note = "Đã kiểm tra lại, đạt yêu cầu".to_owned();
            Ok(inspection::recheck(
                &ctx,
                finding,
                Recheck { version, outcome: RecheckOutcome::Accepted, note },
            )
            .await?)
        }
        Due::Conclude { round, by } => {
            let ctx = stage.ctx(&by).await?;
            let version = inspection::round(&ctx, round).await?.row.inspection.version;
            let text = "Cơ bản các đơn vị thực hiện tốt quy định về thời gian làm việc, đeo thẻ, tác phong, niêm yết thủ tục; \
                        tồn tại đã được chỉ ra tại từng đơn vị và có thời hạn khắc phục.";
            Ok(inspection::conclude(&ctx, round, version, text).await?)
        }
    }
}

async fn visit_unit(
    stage: &mut Stage,
    step: usize,
    at: DateTime,
    visit: VisitId,
    findings: &[OneFinding],
) -> Result<(), Fault> {
    let ctx = stage.ctx(INSPECTOR).await?;
    let view = inspection::visit(&ctx, visit).await?;
    let answer = |line: &inspection::ChecklistLine| {
        let found = findings.iter().find(|f| f.item == line.item.key);
        CheckedItem {
            item: line.item.key.clone(),
            result: if found.is_some() { ItemResult::Unmet } else { ItemResult::Met },
            note: found.map(|f| f.text.clone()).unwrap_or_default(),
            photo: None,
        }
    };
    let asked = |line: &&inspection::ChecklistLine| {
        line.required || findings.iter().any(|f| f.item == line.item.key)
    };
    let record = VisitRecord {
        version: view.row.visit.version,
        visited_on: at.date(),
        attendance: Some(Attendance { listed: 8, present: 7, absent_with_reason: 1 }),
        summary: String::new(),
        answers: view.lines.iter().filter(asked).map(answer).collect(),
        photos: Vec::new(),
        remedy_due: None,
    };
    inspection::record_visit(&ctx, visit, record).await?;
    for row in inspection::visit(&ctx, visit).await?.findings {
        let remedied = findings.iter().any(|f| f.item == row.finding.item && f.remedied);
        let day = stage.calendar().add_working_days(at.date(), 6);
        if remedied && day < row.finding.remedy_due {
            let (finding, unit) = (row.finding.id, row.finding.unit);
            stage.plan(day.at(10, 15, 0, 0), step, Act::Visit(Due::Remedy { finding, unit }));
        }
    }
    Ok(())
}

async fn remedy(
    stage: &mut Stage,
    step: usize,
    at: DateTime,
    finding: FindingId,
    unit: UnitId,
) -> Result<(), Fault> {
    let by = stage.head(unit)?;
    let ctx = stage.ctx(&by).await?;
    let version = inspection::finding(&ctx, finding).await?.finding.version;
    let note = "Đơn vị đã chấn chỉnh và báo cáo kết quả khắc phục".to_owned();
    inspection::remedy(&ctx, finding, Remedy { version, on: at.date(), note }).await?;
    let day = stage.calendar().add_working_days(at.date(), 4);
    stage.plan(day.at(14, 30, 0, 0), step, Act::Visit(Due::Recheck(finding)));
    Ok(())
}
