//! Figures of the law in words.

use nep_domain::number::Points;
use nep_law::{Days, Setting, Value};

use crate::{format, page::Page};

/// The value of a setting with what it counts: `3 ngày làm việc`, `90 %`, `15:00`.
pub(super) fn words(page: &Page, setting: &Setting) -> String {
    say(page, &setting.value, setting.unit.map(nep_law::Unit::code))
}

/// Any value; numbers with the word of their unit.
pub(super) fn say(page: &Page, value: &Value, unit: Option<&str>) -> String {
    match value {
        Value::Integer(number) => counted(page, *number, unit),
        Value::Percent(percent) => format!("{percent} %"),
        Value::BasisPoints(points) => format!("{} %", Points(i64::from(*points))),
        Value::Time(time) => format!("{:02}:{:02}", time.hour(), time.minute()),
        Value::Days(Days::Working(count)) => counted(page, i64::from(*count), Some("working_days")),
        Value::Days(Days::Calendar(count)) => {
            counted(page, i64::from(*count), Some("calendar_days"))
        }
        Value::Text(text) => text.clone(),
        Value::Bool(flag) => page.t(if *flag { "law-yes" } else { "law-no" }),
        Value::Date(date) => format::date(*date),
    }
}

fn counted(page: &Page, number: i64, unit: Option<&str>) -> String {
    let text = format::number(number);
    unit.map_or_else(|| text.clone(), |unit| format!("{text} {}", page.word("law-unit", unit)))
}
