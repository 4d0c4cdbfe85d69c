//! Sun and moon as far as the lunar calendar needs them.
//!
//! Formulas after J. Meeus, *Astronomical Algorithms*, 2nd edition: chapter 49 for new moons (accurate to
//! seconds), chapter 25 for the sun (accurate to 0.01°). Only `+ − × ÷`, `floor` and our own sine are used,
//! which IEEE 754 makes equal on every machine.

use std::f64::consts::PI;

/// Hours that Vietnam's clock is ahead of universal time, as days.
const VIETNAM_OFFSET: f64 = 7.0 / 24.0;
/// Julian day (terrestrial time) of the mean new moon of 6 January 2000, lunation 0.
const LUNATION_ZERO: f64 = 2_451_550.097_66;
const SYNODIC_MONTH: f64 = 29.530_588_861;
const J2000: f64 = 2_451_545.0;
const SECONDS_PER_DAY: f64 = 86_400.0;

/// Periodic terms of the new moon: days, power of the eccentricity factor, then the multiples of the sun's
/// anomaly, the moon's anomaly and the argument of latitude.
const NEW_MOON_TERMS: [(f64, i32, f64, f64, f64); 24] = [
    (-0.407_20, 0, 0.0, 1.0, 0.0),
    (0.172_41, 1, 1.0, 0.0, 0.0),
    (0.016_08, 0, 0.0, 2.0, 0.0),
    (0.010_39, 0, 0.0, 0.0, 2.0),
    (0.007_39, 1, -1.0, 1.0, 0.0),
    (-0.005_14, 1, 1.0, 1.0, 0.0),
    (0.002_08, 2, 2.0, 0.0, 0.0),
    (-0.001_11, 0, 0.0, 1.0, -2.0),
    (-0.000_57, 0, 0.0, 1.0, 2.0),
    (0.000_56, 1, 1.0, 2.0, 0.0),
    (-0.000_42, 0, 0.0, 3.0, 0.0),
    (0.000_42, 1, 1.0, 0.0, 2.0),
    (0.000_38, 1, 1.0, 0.0, -2.0),
    (-0.000_24, 1, -1.0, 2.0, 0.0),
    (-0.000_07, 0, 2.0, 1.0, 0.0),
    (0.000_04, 0, 0.0, 2.0, -2.0),
    (0.000_04, 0, 3.0, 0.0, 0.0),
    (0.000_03, 0, 1.0, 1.0, -2.0),
    (0.000_03, 0, 0.0, 2.0, 2.0),
    (-0.000_03, 0, 1.0, 1.0, 2.0),
    (0.000_03, 0, -1.0, 1.0, 2.0),
    (-0.000_02, 0, -1.0, 1.0, -2.0),
    (-0.000_02, 0, 1.0, 3.0, 0.0),
    (0.000_02, 0, 0.0, 4.0, 0.0),
];

/// Planetary corrections: days, degrees at lunation 0, degrees per lunation.
const PLANETARY_TERMS: [(f64, f64, f64); 14] = [
    (0.000_325, 299.77, 0.107_408),
    (0.000_165, 251.88, 0.016_321),
    (0.000_164, 251.83, 26.651_886),
    (0.000_126, 349.42, 36.412_478),
    (0.000_110, 84.66, 18.206_239),
    (0.000_062, 141.74, 53.303_771),
    (0.000_060, 207.14, 2.453_732),
    (0.000_056, 154.84, 7.306_860),
    (0.000_047, 34.52, 27.261_239),
    (0.000_042, 207.19, 0.121_824),
    (0.000_040, 291.34, 1.844_379),
    (0.000_037, 161.72, 24.198_154),
    (0.000_035, 239.56, 25.513_099),
    (0.000_023, 331.55, 3.592_518),
];

/// The Julian day number of the Vietnamese day on which lunation `k` begins.
pub(crate) fn new_moon_day(k: i32) -> i32 {
    let moment = new_moon(f64::from(k));
    whole(moment - delta_t(moment) + 0.5 + VIETNAM_OFFSET)
}

/// The lunation whose mean new moon lies last before the day numbered `day`; the true one may be a neighbour.
pub(crate) fn lunation_near(day: i32) -> i32 {
    whole((f64::from(day) - LUNATION_ZERO) / SYNODIC_MONTH)
}

/// In which twelfth of its yearly way (0 from the March equinox, 9 from the December solstice) the sun stands
/// when the Vietnamese day numbered `day` begins.
pub(crate) fn sun_sector(day: i32) -> i32 {
    let midnight = f64::from(day) - 0.5 - VIETNAM_OFFSET;
    let longitude = sun_longitude(midnight + delta_t(midnight));
    whole(longitude / 30.0)
}

/// Moment of new moon `k`, Julian day in terrestrial time.
fn new_moon(k: f64) -> f64 {
    let t = k / 1_236.85;
    let mean = LUNATION_ZERO
        + SYNODIC_MONTH * k
        + polynomial(t, &[0.0, 0.0, 0.000_154_37, -0.000_000_150, 0.000_000_000_73]);
    let e = polynomial(t, &[1.0, -0.002_516, -0.000_007_4]);
    let sun = 29.105_356_70 * k + polynomial(t, &[2.5534, 0.0, -0.000_001_4, -0.000_000_11]);
    let moon = 385.816_935_28 * k
        + polynomial(t, &[201.5643, 0.0, 0.010_758_2, 0.000_012_38, -0.000_000_058]);
    let latitude = 390.670_502_84 * k
        + polynomial(t, &[160.7108, 0.0, -0.001_611_8, -0.000_002_27, 0.000_000_011]);
    let node = -1.563_755_88 * k + polynomial(t, &[124.7746, 0.0, 0.002_067_2, 0.000_002_15]);

    let periodic: f64 = NEW_MOON_TERMS
        .iter()
        .map(|(days, power, s, m, f)| {
            let eccentricity = match power {
                0 => 1.0,
                1 => e,
                _ => e * e,
            };
            days * eccentricity * sine(s * sun + m * moon + f * latitude)
        })
        .sum();
    let planetary: f64 =
        PLANETARY_TERMS.iter().map(|(days, at_zero, rate)| days * sine(at_zero + rate * k)).sum();
    mean + periodic - 0.000_17 * sine(node) + planetary
}

/// Apparent longitude of the sun in degrees, 0 ≤ longitude < 360.
fn sun_longitude(julian_day: f64) -> f64 {
    let t = (julian_day - J2000) / 36_525.0;
    let mean = polynomial(t, &[280.466_46, 36_000.769_83, 0.000_303_2]);
    let anomaly = polynomial(t, &[357.529_11, 35_999.050_29, -0.000_153_7]);
    let centre = polynomial(t, &[1.914_602, -0.004_817, -0.000_014]) * sine(anomaly)
        + polynomial(t, &[0.019_993, -0.000_101]) * sine(2.0 * anomaly)
        + 0.000_289 * sine(3.0 * anomaly);
    let node = 125.04 - 1_934.136 * t;
    turn(mean + centre - 0.005_69 - 0.004_78 * sine(node))
}

/// Terrestrial minus universal time, in days; good to about a minute from 1970 to 2100.
fn delta_t(julian_day: f64) -> f64 {
    let years = (julian_day - J2000) / 365.25;
    polynomial(years, &[62.92, 0.322_17, 0.005_589]) / SECONDS_PER_DAY
}

fn polynomial(x: f64, coefficients: &[f64]) -> f64 {
    coefficients.iter().rev().fold(0.0, |sum, coefficient| sum * x + coefficient)
}

/// Degrees brought into 0 ≤ x < 360.
fn turn(degrees: f64) -> f64 {
    degrees - 360.0 * (degrees / 360.0).floor()
}

/// Sine of an angle in degrees, by its power series.
fn sine(degrees: f64) -> f64 {
    let turned = turn(degrees);
    // Mirror into −90° … 90°, where eleven terms are exact to the last digits.
    let mirrored = match turned {
        x if x <= 90.0 => x,
        x if x <= 270.0 => 180.0 - x,
        x => x - 360.0,
    };
    let x = mirrored * PI / 180.0;
    let (sum, _) = (1..=10).fold((x, x), |(sum, term), n| {
        let n = f64::from(n);
        let next = -term * x * x / (2.0 * n * (2.0 * n + 1.0));
        (sum + next, next)
    });
    sum
}

#[expect(clippy::cast_possible_truncation, reason = "day numbers and lunations fit i32 by far")]
fn whole(x: f64) -> i32 {
    x.floor() as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sine_agrees_with_the_platform() {
        for tenth in -9_000..9_000 {
            let degrees = f64::from(tenth) / 10.0;
            assert!((sine(degrees) - degrees.to_radians().sin()).abs() < 1e-12, "{degrees}");
        }
    }

    /// Meeus' example 49.a: the new moon of February 1977.
    #[test]
    fn new_moon_of_february_1977() {
        assert!((new_moon(-283.0) - 2_443_192.651_18).abs() < 0.000_05);
    }

    /// Meeus' example 25.a: the sun on 13 October 1992.
    #[test]
    fn sun_of_october_1992() {
        assert!((sun_longitude(2_448_908.5) - 199.908_95).abs() < 0.000_1);
    }
}
