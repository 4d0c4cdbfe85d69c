//! The Vietnamese lunar calendar, computed for the meridian of UTC+7.
//!
//! A month begins on the day of a new moon. The month that holds the December solstice is the eleventh. When
//! thirteen months lie between two eleventh months, the first in which the sun enters no new sign is a leap
//! month and repeats the number before it.

use jiff::{SignedDuration, civil::Date};

use crate::astro::{lunation_near, new_moon_day, sun_sector};

/// North Vietnam has used UTC+7 for its lunar calendar since 1968; before, dates differ.
const FIRST_YEAR: i16 = 1968;
/// Beyond this year the rotation of the earth is too uncertain to name days.
const LAST_YEAR: i16 = 2199;
const J2000_DAY: i32 = 2_451_545;
const J2000_DATE: Date = jiff::civil::date(2000, 1, 1);

/// A date of the lunar calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LunarDate {
    /// The lunar year, named by the solar year in which it begins.
    pub year: i16,
    /// Month, 1 to 12.
    pub month: i8,
    /// Whether it is the leap month (tháng nhuận) after the month of that number.
    pub leap_month: bool,
    /// Day, 1 to 30.
    pub day: i8,
}

/// The first day of the lunar year (mùng 1 Tết) in a solar year; `None` outside 1968–2199.
///
/// ```
/// assert_eq!(nep_calendar::lunar_new_year(2027), Some(jiff::civil::date(2027, 2, 6)));
/// ```
pub fn lunar_new_year(year: i16) -> Option<Date> {
    solar_date(LunarDate { year, month: 1, leap_month: false, day: 1 })
}

/// The lunar date of a solar date; `None` outside 1968–2199.
pub fn lunar_date(date: Date) -> Option<LunarDate> {
    let year = in_range(date.year())?;
    let day = day_number(date)?;
    let lunation = lunation_of(day);
    let cycle = Cycle::starting(if lunation >= eleventh_month(year) { year } else { year - 1 });
    let (month, leap_month) = cycle.month_at(lunation - cycle.first);
    Some(LunarDate {
        year: if month >= 11 { cycle.year } else { cycle.year + 1 },
        month: i8::try_from(month).ok()?,
        leap_month,
        day: i8::try_from(day - new_moon_day(lunation) + 1).ok()?,
    })
}

/// The solar date of a lunar date; `None` when there is no such month or day, or outside 1968–2199.
pub fn solar_date(lunar: LunarDate) -> Option<Date> {
    let year = in_range(lunar.year)?;
    if !(1..=12).contains(&lunar.month) || lunar.day < 1 {
        return None;
    }
    let cycle = Cycle::starting(if lunar.month >= 11 { year } else { year - 1 });
    let lunation = cycle.first + cycle.offset_of(i32::from(lunar.month), lunar.leap_month)?;
    let day = new_moon_day(lunation) + i32::from(lunar.day) - 1;
    (day < new_moon_day(lunation + 1)).then(|| date_of(day))
}

/// The months from one eleventh month up to the next.
struct Cycle {
    /// Solar year of the solstice in the first month.
    year: i16,
    /// Lunation of that month.
    first: i32,
    /// Offset of the leap month, if there is one.
    leap: Option<i32>,
}

impl Cycle {
    fn starting(year: i16) -> Self {
        let first = eleventh_month(year);
        let months = eleventh_month(year + 1) - first;
        let sector = |offset: i32| sun_sector(new_moon_day(first + offset));
        let leap = (months == 13)
            .then(|| (1..months).find(|&offset| sector(offset) == sector(offset + 1)))
            .flatten();
        Self { year, first, leap }
    }

    fn month_at(&self, offset: i32) -> (i32, bool) {
        let repeated = self.leap.is_some_and(|leap| offset >= leap);
        let month = (offset - i32::from(repeated) + 10) % 12 + 1;
        (month, self.leap == Some(offset))
    }

    fn offset_of(&self, month: i32, leap_month: bool) -> Option<i32> {
        let regular = (month + 1) % 12;
        match (self.leap, leap_month) {
            (None, false) => Some(regular),
            (None, true) => None,
            (Some(leap), false) => Some(regular + i32::from(regular >= leap)),
            (Some(leap), true) => (regular + 1 == leap).then_some(leap),
        }
    }
}

/// The lunation of the month that holds the December solstice of `year`.
fn eleventh_month(year: i16) -> i32 {
    let last_day = Date::new(year, 12, 31).ok().and_then(day_number).unwrap_or(J2000_DAY);
    let lunation = lunation_of(last_day);
    // Sector 9 begins with the solstice: if it is reached when the month begins, the solstice was before.
    if sun_sector(new_moon_day(lunation)) >= 9 { lunation - 1 } else { lunation }
}

/// The lunation running on the day numbered `day`.
fn lunation_of(day: i32) -> i32 {
    let near = lunation_near(day);
    if new_moon_day(near + 1) <= day {
        near + 1
    } else if new_moon_day(near) > day {
        near - 1
    } else {
        near
    }
}

fn in_range(year: i16) -> Option<i16> {
    (FIRST_YEAR..=LAST_YEAR).contains(&year).then_some(year)
}

fn day_number(date: Date) -> Option<i32> {
    let days = date.duration_since(J2000_DATE).as_hours() / 24;
    i32::try_from(days).ok().map(|days| days + J2000_DAY)
}

fn date_of(day: i32) -> Date {
    J2000_DATE.saturating_add(SignedDuration::from_hours(i64::from(day - J2000_DAY) * 24))
}
