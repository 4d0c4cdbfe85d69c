//! From a measured fact to points, in whole numbers only.

use crate::number::Points;

/// `max × min(1, measure ÷ target)`, rounded half up to hundredths of a point.
///
/// `None` when there was nothing to measure: that needs a person's judgement and is never zero.
/// A target below one cannot be missed, so it gives the full points.
pub fn measured_points(max: Points, target: i64, measure: Option<i64>) -> Option<Points> {
    measure.map(|measure| Points(capped_ratio(max.0, measure, target)))
}

/// `whole × min(1, part ÷ of)`, rounded half up; wide enough inside for any figures.
pub fn capped_ratio(whole: i64, part: i64, of: i64) -> i64 {
    if of < 1 || part >= of {
        return whole;
    }
    let (whole, part, of) = (i128::from(whole), i128::from(part.max(0)), i128::from(of));
    i64::try_from((2 * whole * part + of) / (2 * of)).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::measured_points;
    use crate::number::Points;

    #[test]
    fn halves_go_up_and_nothing_measured_is_not_zero() {
        assert_eq!(measured_points(Points(1000), 9500, Some(9500)), Some(Points(1000)));
        assert_eq!(measured_points(Points(1000), 9500, Some(4750)), Some(Points(500)));
        assert_eq!(measured_points(Points(1), 2, Some(1)), Some(Points(1)));
        assert_eq!(measured_points(Points(1000), 9500, Some(0)), Some(Points(0)));
        assert_eq!(measured_points(Points(1000), 9500, None), None);
    }

    proptest! {
        #[test]
        fn more_measured_never_gives_fewer_points(
            max in 0_i64..100_000, target in 1_i64..1_000_000, a in 0_i64..2_000_000, b in 0_i64..2_000_000,
        ) {
            let points = |m| measured_points(Points(max), target, Some(m)).unwrap();
            prop_assert!(points(a.min(b)) <= points(a.max(b)));
            prop_assert!(points(a) >= Points(0) && points(a) <= Points(max));
            prop_assert_eq!(points(target), Points(max));
        }

        #[test]
        fn a_higher_target_never_gives_more_points(
            max in 0_i64..100_000, a in 1_i64..1_000_000, b in 1_i64..1_000_000, measure in 0_i64..1_000_000,
        ) {
            let points = |t| measured_points(Points(max), t, Some(measure)).unwrap();
            prop_assert!(points(a.max(b)) <= points(a.min(b)));
        }
    }
}
