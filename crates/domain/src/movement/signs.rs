//! Signs worth a look before a sheet is verified: marks of filling the form only to be done with it.
//!
//! They accuse nobody and change no points; they only say where to look first.

use std::collections::{HashMap, HashSet};

use super::ScoreLine;
use crate::text_enum;

text_enum! {
    /// A sign worth a look.
    Sign {
        /// The unit gives itself clearly more than the records show.
        AboveMeasured = "above_measured",
        /// Every judged line has the most points there are.
        AllMaximum = "all_maximum",
        /// One and the same file stands as evidence on several lines.
        SameFile = "same_file",
    }
}

/// From how many judged lines on full points everywhere say something.
const ENOUGH_LINES: usize = 3;
/// How far above the measured points is clear: this part of the criterion's most points. A choice of the product.
const CLEAR_PART: i64 = 10;

/// The signs of a sheet's lines.
pub fn signs(lines: &[ScoreLine]) -> Vec<Sign> {
    let found = [
        (Sign::AboveMeasured, lines.iter().any(above_measured)),
        (Sign::AllMaximum, all_maximum(lines)),
        (Sign::SameFile, same_file(lines)),
    ];
    found.into_iter().filter(|(_, there)| *there).map(|(sign, _)| sign).collect()
}

fn above_measured(line: &ScoreLine) -> bool {
    match (line.self_points, line.measured_points) {
        (Some(own), Some(measured)) => {
            (own.0 - measured.0) * CLEAR_PART >= line.criterion.max_points.0.max(1)
        }
        _ => false,
    }
}

fn all_maximum(lines: &[ScoreLine]) -> bool {
    let judged: Vec<_> = lines.iter().filter(|l| l.needs_judgement()).collect();
    judged.len() >= ENOUGH_LINES
        && judged.iter().all(|l| l.self_points == Some(l.criterion.max_points))
}

fn same_file(lines: &[ScoreLine]) -> bool {
    let mut seen: HashMap<&str, HashSet<_>> = HashMap::new();
    for evidence in
        lines.iter().flat_map(|l| l.evidence.iter().map(move |e| (e.sha256.as_str(), l.id)))
    {
        seen.entry(evidence.0).or_default().insert(evidence.1);
    }
    seen.values().any(|lines| lines.len() > 1)
}

#[cfg(test)]
mod tests {
    use super::{Sign, signs};
    use crate::{
        movement::{
            Basis, ScoreLine,
            sheet::tests::{MEASURED, evidence, line},
        },
        number::Points,
    };

    fn judged(n: u128, points: i64) -> ScoreLine {
        ScoreLine { self_points: Some(Points(points)), ..line(n, Basis::Judged, 1000) }
    }

    #[test]
    fn full_points_everywhere_stand_out() {
        assert_eq!(signs(&[judged(1, 1000), judged(2, 1000), judged(3, 1000)]), [Sign::AllMaximum]);
        assert_eq!(signs(&[judged(1, 1000), judged(2, 1000), judged(3, 990)]), []);
        assert_eq!(signs(&[judged(1, 1000), judged(2, 1000)]), []);
    }

    #[test]
    fn claims_far_above_the_records_stand_out() {
        let claim = |own| ScoreLine {
            measured_points: Some(Points(500)),
            self_points: Some(Points(own)),
            ..line(1, MEASURED, 1000)
        };
        assert_eq!(signs(&[claim(600)]), [Sign::AboveMeasured]);
        assert_eq!(signs(&[claim(599)]), []);
        assert_eq!(signs(&[claim(100)]), []);
    }

    #[test]
    fn one_file_for_everything_stands_out() {
        let with = |n, sha| ScoreLine { evidence: vec![evidence(n, sha)], ..judged(n, 500) };
        assert_eq!(signs(&[with(1, "aa"), with(2, "aa")]), [Sign::SameFile]);
        assert_eq!(signs(&[with(1, "aa"), with(2, "bb")]), []);
    }
}
