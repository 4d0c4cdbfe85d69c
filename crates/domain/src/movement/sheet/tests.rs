//! What keeps a sheet from going on, and what a threshold means.

use jiff::civil::date;
use proptest::prelude::*;
use uuid::Uuid;

use super::{
    Evidence, LineWrong, ScoreLine, ScoreSheet, SheetState, check_complete, check_self,
    check_sendable, check_verified, total,
};
use crate::{
    facts::FactName,
    ids::{
        CriteriaSetId, CriterionId, EvidenceId, FileId, Id, MovementId, ScoreLineId, ScoreSheetId,
        UnitId,
    },
    movement::{Basis, Criterion},
    number::Points,
};

pub(crate) fn line(n: u128, basis: Basis, max: i64) -> ScoreLine {
    ScoreLine {
        id: ScoreLineId::from_uuid(Uuid::from_u128(n)),
        sheet: ScoreSheetId::from_uuid(Uuid::nil()),
        criterion: Criterion {
            id: CriterionId::from_uuid(Uuid::from_u128(n)),
            model: None,
            heading: "c1".to_owned(),
            ordinal: 1,
            name: "Chỉ tiêu".to_owned(),
            basis,
            max_points: Points(max),
        },
        measured: None,
        measured_points: None,
        self_points: None,
        self_note: String::new(),
        verified_points: None,
        verify_note: String::new(),
        evidence: Vec::new(),
    }
}

pub(crate) fn evidence(n: u128, sha256: &str) -> Evidence {
    Evidence {
        id: EvidenceId::from_uuid(Uuid::from_u128(n)),
        line: ScoreLineId::from_uuid(Uuid::from_u128(n)),
        file: FileId::from_uuid(Uuid::from_u128(n)),
        name: "minh-chung.pdf".to_owned(),
        size: 1,
        sha256: sha256.to_owned(),
        note: String::new(),
        added_at: jiff::Timestamp::UNIX_EPOCH,
        added_by: None,
    }
}

pub(crate) const MEASURED: Basis = Basis::Measured { fact: FactName::DossiersOnTime, target: 9500 };

fn sheet(verified: i64) -> ScoreSheet {
    let unit = UnitId::from_uuid(Uuid::nil());
    ScoreSheet {
        id: ScoreSheetId::from_uuid(Uuid::nil()),
        movement: MovementId::from_uuid(Uuid::nil()),
        set: CriteriaSetId::from_uuid(Uuid::nil()),
        root: unit,
        unit,
        year: 2021,
        state: SheetState::Verified,
        max_points: Points::whole(100),
        threshold: Points::whole(80),
        self_points: None,
        self_scored_at: None,
        self_scored_by: None,
        verified_points: Some(Points(verified)),
        verified_at: None,
        verified_by: None,
        decision: None,
        decided_on: None,
        decided_by: None,
        decision_note: String::new(),
        version: 1,
    }
}

// S1.5: exactly at the threshold is enough, a hundredth below is not.
#[test]
fn the_threshold_is_sharp() {
    assert_eq!(sheet(8000).proposal(), Some(true));
    assert_eq!(sheet(7999).proposal(), Some(false));
    assert_eq!(ScoreSheet { verified_points: None, ..sheet(0) }.proposal(), None);
}

#[test]
fn a_decision_counts_from_its_own_date() {
    let local = |at: jiff::Timestamp| at.to_zoned(jiff::tz::TimeZone::UTC).date();
    let decided = ScoreSheet {
        state: SheetState::Recognised,
        decided_on: Some(date(2022, 1, 10)),
        verified_at: Some("2022-01-05T00:00:00Z".parse().unwrap()),
        self_scored_at: Some("2021-12-20T00:00:00Z".parse().unwrap()),
        ..sheet(9000)
    };
    let states = [
        (date(2022, 1, 10), SheetState::Recognised),
        (date(2022, 1, 9), SheetState::Verified),
        (date(2022, 1, 4), SheetState::SelfScored),
        (date(2021, 12, 19), SheetState::Open),
    ];
    for (day, state) in states {
        assert_eq!(decided.state_on(day, local), state, "{day}");
    }
}

#[test]
fn judged_points_need_evidence_and_differences_a_word() {
    let mut judged = line(1, Basis::Judged, 1000);
    assert_eq!(check_sendable(&[judged.clone()])[0].wrong, LineWrong::Missing);
    judged.self_points = Some(Points(800));
    assert_eq!(check_sendable(&[judged.clone()])[0].wrong, LineWrong::EvidenceMissing);
    judged.evidence.push(evidence(1, "aa"));
    assert_eq!(check_sendable(&[judged.clone()]), []);
    assert_eq!(
        check_self(&judged, Points(1001), "").unwrap().wrong,
        LineWrong::TooMany(Points(1000))
    );
    // Claiming nothing needs no proof.
    let none = ScoreLine { self_points: Some(Points(0)), ..line(2, Basis::Judged, 1000) };
    assert_eq!(check_sendable(&[none]), []);
    assert_eq!(check_verified(&judged, Points(800), ""), None);
    assert_eq!(check_verified(&judged, Points(700), "").unwrap().wrong, LineWrong::NoteMissing);
    assert_eq!(check_verified(&judged, Points(700), "Ảnh chụp năm trước"), None);
    assert_eq!(check_complete(&[judged])[0].wrong, LineWrong::Missing);
}

#[test]
fn a_fact_with_nothing_behind_it_needs_judgement() {
    let mut measured = line(1, MEASURED, 1000);
    measured.measured_points = Some(Points(900));
    measured.self_points = Some(Points(900));
    assert_eq!(check_sendable(&[measured.clone()]), []);
    measured.self_points = Some(Points(1000));
    assert_eq!(check_sendable(&[measured.clone()])[0].wrong, LineWrong::NoteMissing);
    measured.measured_points = None;
    assert_eq!(check_sendable(&[measured])[0].wrong, LineWrong::EvidenceMissing);
}

proptest! {
    #[test]
    fn the_total_is_the_sum_or_nothing(points in proptest::collection::vec(proptest::option::of(0_i64..5_000), 1..20)) {
        let lines: Vec<_> = points
            .iter()
            .zip(1..)
            .map(|(p, n)| ScoreLine { self_points: p.map(Points), ..line(n, Basis::Judged, 5_000) })
            .collect();
        let sum = points.iter().copied().sum::<Option<i64>>().map(Points);
        prop_assert_eq!(total(&lines, |l| l.self_points), sum);
    }
}
