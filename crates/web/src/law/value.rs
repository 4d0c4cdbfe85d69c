//! Figures of the law in words.

use nep_domain::number::Points;
use nep_law::{Days, Setting, Value, ValueType};

use crate::{format, page::Page};

/// The value of a setting with what it counts: `3 ngày làm việc`, `90 %`, `15:00`.
pub(crate) fn words(page: &Page, setting: &Setting) -> String {
    say(page, &setting.value, setting.unit.map(nep_law::Unit::code))
}

/// Any value; numbers with the word of their unit.
pub(crate) fn say(page: &Page, value: &Value, unit: Option<&str>) -> String {
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

/// A limit of a setting's range, as its value is written.
pub(super) fn limit(page: &Page, setting: &Setting, number: i64) -> String {
    match setting.value {
        Value::BasisPoints(_) => format!("{} %", Points(number)),
        Value::Percent(_) => format!("{number} %"),
        _ => counted(page, number, Some(unit_code(setting)).filter(|code| !code.is_empty())),
    }
}

/// What a setting's number counts, in words; empty when it counts nothing.
pub(super) fn unit_word(page: &Page, setting: &Setting) -> String {
    match (&setting.value, unit_code(setting)) {
        (Value::Percent(_) | Value::BasisPoints(_), _) => "%".to_owned(),
        (_, "") => String::new(),
        (_, unit) => page.word("law-unit", unit),
    }
}

fn unit_code(setting: &Setting) -> &'static str {
    match setting.value {
        Value::Days(Days::Working(_)) => "working_days",
        Value::Days(Days::Calendar(_)) => "calendar_days",
        _ => setting.unit.map(nep_law::Unit::code).unwrap_or_default(),
    }
}

/// A value from the text the audit log keeps of it, in words; nothing when the text says it all.
pub(crate) fn spoken(page: &Page, text: &str) -> Option<String> {
    let kinds = [ValueType::Days, ValueType::Bool];
    kinds.iter().find_map(|kind| kind.parse(text).ok()).map(|value| say(page, &value, None))
}
