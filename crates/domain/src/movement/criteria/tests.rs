//! Adaptation keeps what the model fixes (S1.1).

use proptest::prelude::*;
use uuid::Uuid;

use super::{Basis, CriteriaSet, Criterion, CriterionDraft, Place, Wrong, adapted, check_model};
use crate::{
    facts::FactName,
    ids::{CriteriaSetId, CriterionId, Id, MovementId, UnitId},
    number::Points,
};

const HEADINGS: [&str; 3] = ["c1", "c2", "i1"];

fn id(n: u128) -> CriterionId {
    CriterionId::from_uuid(Uuid::from_u128(n))
}

fn draft(heading: &str, basis: Basis, points: i64) -> CriterionDraft {
    CriterionDraft {
        heading: heading.to_owned(),
        name: "Chỉ tiêu".to_owned(),
        basis,
        max_points: Points::whole(points),
    }
}

const MEASURED: Basis = Basis::Measured { fact: FactName::DossiersOnTime, target: 9500 };

fn model() -> CriteriaSet {
    let row = |n: i32, heading: &str, basis, points| Criterion {
        id: id(n.unsigned_abs().into()),
        model: None,
        heading: heading.to_owned(),
        ordinal: n,
        name: format!("Chỉ tiêu {n}"),
        basis,
        max_points: Points::whole(points),
    };
    let unit = UnitId::from_uuid(Uuid::nil());
    CriteriaSet {
        id: CriteriaSetId::from_uuid(Uuid::nil()),
        movement: MovementId::from_uuid(Uuid::nil()),
        root: unit,
        unit,
        year: 2021,
        issued_on: None,
        threshold: Points::whole(80),
        version: 1,
        criteria: vec![
            row(1, "c1", Basis::Judged, 30),
            row(2, "c2", MEASURED, 50),
            row(3, "i1", Basis::Judged, 20),
        ],
    }
}

#[test]
fn a_units_own_criterion_stands_under_its_heading() {
    let weights = [(id(1), Points::whole(20)), (id(3), Points::whole(20))];
    let rows = adapted(&model(), &weights, &[draft("c1", Basis::Judged, 10)], &HEADINGS).unwrap();
    let shown: Vec<_> =
        rows.iter().map(|(m, r)| (m.is_some(), r.heading.as_str(), r.max_points.0)).collect();
    assert_eq!(
        shown,
        [(true, "c1", 2000), (false, "c1", 1000), (true, "c2", 5000), (true, "i1", 2000)]
    );
}

#[test]
fn every_problem_is_named_with_its_place() {
    let weights = [(id(2), Points(0)), (id(9), Points::whole(5))];
    let own = [draft("c9", Basis::Measured { fact: FactName::DossiersOverdue, target: 0 }, 0)];
    let problems = adapted(&model(), &weights, &own, &HEADINGS).unwrap_err();
    let has =
        |place: Place, wrong: Wrong| problems.iter().any(|p| p.place == place && p.wrong == wrong);
    assert!(has(Place::Model(id(2)), Wrong::Points));
    assert!(has(Place::Model(id(9)), Wrong::Unknown));
    for wrong in [Wrong::Heading, Wrong::Fact, Wrong::Target, Wrong::Points] {
        assert!(has(Place::Row(0), wrong.clone()), "{wrong:?}");
    }
    assert!(has(Place::Whole, Wrong::Total { is: Points::whole(50), should: Points::whole(100) }));
}

#[test]
fn a_model_adds_up_and_is_not_empty() {
    assert_eq!(check_model(&[draft("c1", MEASURED, 100)], &HEADINGS, Points::whole(100)), []);
    let short = check_model(&[draft("c1", MEASURED, 99)], &HEADINGS, Points::whole(100));
    assert_eq!(short.len(), 1);
    assert!(
        check_model(&[], &HEADINGS, Points::whole(100)).iter().any(|p| p.wrong == Wrong::Empty)
    );
}

proptest! {
    // Whatever weights a unit writes: the set is refused, or it keeps headings, bases and the total.
    #[test]
    fn adaptation_keeps_headings_bases_and_total(a in -10_i64..100, b in -10_i64..100, c in -10_i64..100, own in 0_i64..40) {
        let weights = [(id(1), Points::whole(a)), (id(2), Points::whole(b)), (id(3), Points::whole(c))];
        let extra = if own > 0 { vec![draft("c2", Basis::Judged, own)] } else { Vec::new() };
        if let Ok(rows) = adapted(&model(), &weights, &extra, &HEADINGS) {
            prop_assert_eq!(rows.iter().map(|(_, r)| r.max_points.0).sum::<i64>(), 10_000);
            for criterion in &model().criteria {
                let kept = rows.iter().find(|(m, _)| *m == Some(criterion.id)).map(|(_, r)| r);
                prop_assert!(kept.is_some_and(|r| r.heading == criterion.heading && r.basis == criterion.basis));
                prop_assert!(kept.is_some_and(|r| r.max_points.0 > 0));
            }
        } else {
            prop_assert!(a + b + c + own != 100 || a <= 0 || b <= 0 || c <= 0);
        }
    }
}
